using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Codes Arabic sentences by lexicon and list patterns: acts with their means, sides, places, days and tolls; positions with their holder;
/// what may come; counts of a period or an area; each with whoever says so.
/// </summary>
internal sealed partial class ArabicCoder(Report report, Lexicon lexicon, ActorRegister register, ActorFinder finder, ArabicPlaces places, ArabicClauses clauses, Horizons horizons, Edtf? title)
{
    private string? _actor;
    private readonly List<PlaceMention> _seen = []; // every place named so far
    private List<PlaceMention> _places = [];
    private int _paragraph = -1;

    public List<Draft> Code(IReadOnlyList<SentenceView> views)
    {
        var drafts = new List<Draft>();
        Draft? last = null;
        _counting = OfFigures(views);
        Frame(views);
        if (_counting) _whole = title ?? views.Take(4).Select(v => Period(new ArabicClause(v, 0, v.Count - 1))?.Value).FirstOrDefault(v => v is { Days: > 6 });
        foreach (var clause in views.SelectMany(clauses.Of))
        {
            if (!clause.Joined) (last, _holder, _foreseen) = (null, null, null);
            Dated(clause);
            Listen(clause);
            Introduce(clause);
            Head(clause);
            if (Tallies(clause) is { Count: > 0 } tallies) { drafts.AddRange(tallies); continue; }
            if ((StanceFirst(clause) ? Position(clause) ?? Forecast(clause) : Forecast(clause) ?? Position(clause)) is { } told)
            {
                drafts.Add(told);
                if (told.Kind == ClaimKind.Forecast) _foreseen = told;
                continue;
            }
            if (Event(clause, last) is not { } draft)
            {
                if (last is not null) Nobody(clause, last);
                Remember(clause);
                _seen.AddRange(places.Find(clause, new Draft { View = clause.View, Kind = ClaimKind.Event, Trigger = clause.First }, i => Taken(clause.View, i)));
                continue;
            }
            drafts.Add(draft);
            last = draft;
        }
        return drafts;
    }

    // Bodies named in full, by the word that later stands for them alone.
    private void Introduce(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i < clause.Last; i++)
            if (Named(view, i) is { Id: { } id, Length: > 1 } && register[id]?.Kind is ActorKind.Political or ActorKind.ArmedForces or ActorKind.ArmedGroup or ActorKind.Monitor or ActorKind.International)
            {
                var word = ArabicClauses.Forms(view.Words[i]).Last(f => f.Length > 3 || f == view.Words[i]);
                _bodies[word.StartsWith("ال", StringComparison.Ordinal) ? word : "ال" + word] = id;
            }
    }

    private Draft? Event(ArabicClause clause, Draft? before)
    {
        var view = clause.View;
        var (at, type, mode) = Act(clause);
        var (killed, wounded) = (clauses.First("killed", clause), clauses.First("wounded", clause));
        // "met … their death", not whatever else is met with.
        if (killed >= 0 && clauses.Find("meets", view, killed).Length > 0 && clauses.First("killed", clause, killed + 1) < 0) killed = -1;
        if (at < 0 && killed < 0 && (wounded < 0 || clauses.First("nobody", clause) >= 0)) return null;
        var trigger = at >= 0 ? at : killed >= 0 ? killed : wounded;
        if (Negated(clause, trigger)) return null;
        type ??= EventType.Assault;
        var draft = new Draft { View = view, Kind = ClaimKind.Event, Type = type, Trigger = trigger, Quote = Trim(clause), Confidence = 0.6 };
        draft.Note("kind", "Arabic word for an act", view.TokenText(trigger));
        Means(clause, draft, mode);
        draft.Places = places.Find(clause, draft, i => Taken(clause.View, i));
        if (draft.Places.Count == 0 && Referred(clause) is { } there) draft.Places.Add(there);
        Sides(clause, draft, killed);
        // "and seized": whoever acted before in the sentence.
        if (draft.Actors.Count == 0 && clause.Joined && before is { Actors.Count: > 0 } && draft.Targets.TrueForAll(t => t.Id == register.Civilians) && trigger <= clause.First + 1 && view.Words[trigger] is ['و', 'ت' or 'ي', ..] or [.., 'ت'] or [.., 'و', 'ا']) draft.Actors = [.. before.Actors];
        // "X declares an alert", "X said that it withdrew": the speaker is who acts.
        if (draft.Actors.Count == 0 && _speaking is { Affiliation: { } own } && _named.Last >= clause.First && register[own]?.Kind is ActorKind.ArmedGroup or ActorKind.ArmedForces or ActorKind.State)
        {
            var reported = Enumerable.Range(_named.Last + 1, Math.Max(0, trigger - _named.Last)).Any(i => view.Words[i] is "ان" or "بان");
            var itself = Enumerable.Range(_named.Last + 1, Math.Max(0, trigger - _named.Last)).Any(i => view.Words[i] is "انها" or "انه" or "بانها" or "بانه");
            if (itself || !reported && (type is EventType.Mobilize or EventType.Retreat or EventType.Agree or EventType.Concede || at >= 0 && type is EventType.Assault or EventType.Coerce && trigger - _named.Last <= 2)) draft.Actors.Add(new ActorMention(_speaking.Name, own));
            if (!itself && !reported && draft.Actors.Count > 0) _speaking = null;
        }

        // "the Civil Defence said that its teams recovered …".
        if (draft.Actors.Count == 0 && type == EventType.Aid && _speaking is { Affiliation: { } helper } && register[helper]?.Kind == ActorKind.Civilian) draft.Actors.Add(new ActorMention(_speaking.Name, helper));
        if (draft.Actors.Count > 0 && !draft.Trace.Exists(t => t.Field == "actors")) draft.Note("actors", "who acted or spoke before", draft.Actors[0].Text);
        if (clauses.First("planned", clause) >= 0) draft.Modality = Modality.Planned;
        Time(clause, draft);
        if (type == EventType.Coerce && mode == Mode.Arrest) Held(clause, draft, "arrested");
        if (type == EventType.Retreat && mode == Mode.Release) Held(clause, draft, "released");
        if (type == EventType.Assault) { Tolls(clause, draft, killed, "killed"); Tolls(clause, draft, wounded, "wounded"); Nobody(clause, draft); }
        Munitions(clause, draft);
        // A toll or a strike without place, side and means is no news of its own.
        if (draft.Places.Count == 0 && draft.Actors.Count == 0 && draft.Counts.Count == 0 && !(type == EventType.Reject || type == EventType.Agree && draft.Time.Basis is TimeBasis.Stated or TimeBasis.Relative) && !Continues(draft)) return null;
        if (draft.Places.Count == 0 && draft.Actors.Count == 0 && _places.Count > 0)
        {
            draft.Places = [.. _places];
            draft.Note("places", "where the act before was");
        }
        if (draft.Places.Count > 0) (_places, _paragraph) = (draft.Places, view.Paragraph);
        _seen.AddRange(draft.Places);
        Says(draft);
        // A toll since a day, of weeks and months, sums up.
        if (type == EventType.Assault && draft.Time.Edtf is { Days: < 7, Start: { } begin } && report.Published is { } today && today.DayNumber - begin.DayNumber > 6 && OpenedBySince(clause, draft))
            draft.Time = draft.Time with { Edtf = Edtf.Interval(Edtf.Day(begin), Edtf.Day(today)) };
        if (type == EventType.Assault && draft.Time.Edtf is { Days: > 6 } && clauses.First("sum-word", clause) >= 0 && (draft.Counts.Count > 0 || Figure(clause, 5) is not null)) Summed(clause, draft);
        // Vehicles that came in over weeks.
        if (type == EventType.Mobilize && draft.Counts is [{ What: "vehicles" }, ..] && (Since(clause) || Period(clause) is { Value.Days: > 6 }))
        {
            if (Stretch(clause) is { } stretch) draft.Time = stretch;
            Summed(clause, draft, "vehicles");
        }
        return draft;
    }

    // "the town", "the camp": the last one named under that word, else the last settlement.
    private PlaceMention? Referred(ArabicClause clause)
    {
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (!ArabicClauses.Forms(clause.View.Words[i]).Any(f => f.StartsWith("ال", StringComparison.Ordinal) && lexicon.Arabic.MatchAll([f], 0).Values.Any(e => e.Class == "place-noun"))) continue;
            var noun = Normal.Tokens(clause.View.TokenText(i))[0] is var word && word.IndexOf("ال", StringComparison.Ordinal) is >= 0 and var article ? word[(article + 2)..] : "";
            var place = _seen.FindLast(p => p.Id is not null && Normal.Tokens(p.Text).Contains(noun)) ?? _seen.FindLast(p => p.Id is not null && p.Precision is PlacePrecision.Exact or PlacePrecision.Vicinity);
            if (place is not null) return place with { Text = clause.View.TokenText(i).TrimEnd('،', '.', ':') };
        }
        return null;
    }

    // An act told anew ("mutual shelling followed"), not one referred to, where the paragraph's last act was.
    private bool Continues(Draft draft) => (draft.Type == EventType.Assault && draft.Modes.Exists(m => m != Mode.Other) || (draft.Type is EventType.Coerce or EventType.Retreat or EventType.Sanction) && !draft.Modes.Contains(Mode.Displacement)) && _paragraph == draft.View.Paragraph && _places.Count > 0
        && ArabicClauses.Forms(draft.View.Words[draft.Trigger]).All(f => !f.StartsWith("ال", StringComparison.Ordinal));

    private (int At, EventType? Type, Mode? Mode) Act(ArabicClause clause, int from = 0)
    {
        (int At, EventType? Type, Mode? Mode) best = (-1, null, null);
        for (var i = Math.Max(from, clause.First); i <= clause.Last; i++)
        {
            var (length, value) = clauses.Find("act", clause.View, i);
            // "laid … hold of", "signed … a protocol": verb and noun apart.
            if (clauses.Apart(clause.View, i, clause.Last) is { } whole) (length, value) = (1, whole);
            if (length == 0 || i >= _named.First && i <= _named.Last || Within(clause, i) || Unreal(clause.View, i)) continue;
            var parts = value!.Split(':');
            if (!Names.TryRead(parts[0], out EventType type) || Interviewed(clause, i, type)) continue;
            // "towards a truce": what is called for.
            if (type == EventType.Agree && i > clause.First && clause.View.Words[i - 1] is "الي" or "نحو") continue;
            // "under the control of X" tells of no seizure.
            if (value == "COERCE:seizure" && Enumerable.Range(Math.Max(clause.First, i - 3), Math.Min(3, i - clause.First)).Any(k => clauses.Find("under", clause.View, k).Length > 0)) continue;
            Mode? mode = Names.TryRead(parts[1], out Mode m) ? m : null;
            // A patrol or column that something befalls, aircraft that took off to strike, a patrol that arrests.
            if (best.Type == EventType.Mobilize && (type == EventType.Assault && (best.Mode is Mode.Patrol or Mode.Convoy || best.Mode == Mode.Reconnaissance && mode == Mode.Airstrike) || type == EventType.Coerce && best.Mode == Mode.Patrol)) best = (i, type, mode);
            if (best.At < 0 || (best.Mode is null && mode is not null && best.Type == type)) best = (best.At < 0 ? i : best.At, type, mode);
        }
        // "a patrol of the two, jointly".
        if (best.Mode == Mode.Patrol && Enumerable.Range(best.At + 1, Math.Max(0, Math.Min(7, clause.Last - best.At))).Any(k => clauses.Find("joint", clause.View, k).Length > 0)) best = (best.At, EventType.Cooperate, Mode.JointPatrol);
        return best;
    }

    // A verb in the present behind "that", "so that" or "which": what is wished for, or done again and again.
    private bool Unreal(SentenceView view, int at) => at > 0 && view.Words[at - 1] is "ان" or "الا" or "كي" or "لكي" or "بان" or "التي" or "الذي" or "والتي" or "والذي"
        && view.Words[at] is ['ي' or 'ت', _, _, ..] && clauses.Find("past", view, at).Length == 0 && !view.Words[at].EndsWith('ت') && !Enumerable.Range(Math.Max(0, at - 4), Math.Min(4, at)).Any(k => clauses.Find("planned", view, k).Length > 0);

    // A meeting with the publisher's own people is how it came to hear of what it tells.
    private bool Interviewed(ArabicClause clause, int at, EventType type) => type == EventType.Consult && Enumerable.Range(at + 1, Math.Max(0, Math.Min(clause.Last - at, 6))).Any(k => Own(clause.View, k, k));

    // A word inside a name ("Liberation"), an act that is to be averted ("against any attack"), or whose object is harmless ("dropped leaflets").
    private bool Within(ArabicClause clause, int at) =>
        Enumerable.Range(1, 2).Any(b => at - b >= clause.First && Named(clause.View, at - b) is { Id: not null, Length: var n } && n > b)
        || Enumerable.Range(Math.Max(clause.First, at - 2), Math.Min(2, at - clause.First)).Any(k => clauses.Find("averted", clause.View, k).Length > 0)
        || Enumerable.Range(at + 1, Math.Max(0, Math.Min(4, clause.Last - at))).Any(k => clauses.Find("harmless", clause.View, k).Length > 0);

    // "did not", "denied" in front of the act within its clause.
    private bool Negated(ArabicClause clause, int trigger)
    {
        for (var i = trigger - 1; i >= clause.First && clause.View.TokenText(i) is not ([.., '،' or ':'] or ","); i--)
            // "no sooner had … than": it happened.
            if (clauses.Find("negation", clause.View, i).Length > 0) return clauses.Find("hardly", clause.View, i + 1).Length == 0;
        return false;
    }

    private void Means(ArabicClause clause, Draft draft, Mode? given)
    {
        var named = new List<Mode>();
        for (var i = clause.First; i <= clause.Last; i++)
        {
            var (length, value) = clauses.Find("means", clause.View, i);
            if (length > 0 && Names.TryRead(value!, out Mode mode) && lexicon.Modes.TryGetValue(mode, out var entry) && entry.Types.Contains(draft.Type!.Value) && !named.Contains(mode)) named.Add(mode);
            if (length > 1) i += length - 1;
        }
        if (given is { } g && (named.Count == 0 || !(g == Mode.Shelling && named.Contains(Mode.Airstrike)) && !named.Contains(g))) named.Add(g);
        // Rockets that aircraft fire are an air strike.
        if (named.Contains(Mode.Airstrike) && Enumerable.Range(clause.First, clause.Last - clause.First + 1).All(i => !clause.View.Words[i].Contains("مدفع", StringComparison.Ordinal) && !clause.View.Words[i].Contains("راجم", StringComparison.Ordinal))) named.RemoveAll(m => m is Mode.Shelling or Mode.Missile);
        if (given is Mode.Ied && named.Contains(Mode.Mine)) named.Remove(Mode.Ied);
        if (given is Mode.Airstrike or Mode.Clash or Mode.Infiltration) { named.Clear(); named.Add(given.Value); }
        if (draft.Type == EventType.Assault && named.Count == 0) named.Add(Mode.Other);
        draft.MeansNamed = named.Count > 0;
        draft.Modes.AddRange(named.Order());
        draft.Note("modes", "Arabic words for means", string.Join(", ", named.Select(m => m.Text())));
    }

    private static TextSpan Trim(ArabicClause clause)
    {
        var (first, last) = (clause.First, clause.Last);
        while (first < last && clause.View.Words[first].Length == 0) first++;
        while (last > first && clause.View.Words[last].Length == 0) last--;
        var span = clause.View.SpanOf(first, last);
        var text = clause.View.Document.Text;
        while (span.Length > 1 && text[span.End - 1] is '،' or '؛' or '.' or ':') span = new TextSpan(span.Start, span.End - 1);
        return span;
    }
}
