using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Codes Arabic sentences by lexicon and list patterns: acts of violence with their means, sides, places, days and tolls; columns,
/// patrols, arrests, withdrawals and counts of breaches where plain words tell of them.
/// </summary>
internal sealed class ArabicCoder(Report report, Lexicon lexicon, ActorRegister register, ActorFinder finder, ArabicPlaces places, ArabicClauses clauses)
{
    private Edtf? _day;
    private TimeBasis _basis;
    private string? _actor;
    private List<PlaceMention> _places = [];

    public List<Draft> Code(IReadOnlyList<SentenceView> views)
    {
        var drafts = new List<Draft>();
        foreach (var view in views)
        {
            Draft? last = null;
            foreach (var clause in clauses.Of(view))
            {
                if (Tally(clause) is { } tally) { drafts.Add(tally); continue; }
                if (Position(clause) is { } position) { drafts.Add(position); continue; }
                if (Event(clause) is not { } draft) { if (last is not null) Nobody(clause, last); continue; }
                drafts.Add(draft);
                last = draft;
            }
        }
        return drafts;
    }

    private Draft? Event(ArabicClause clause)
    {
        var view = clause.View;
        var (at, type, mode) = Act(clause);
        var (killed, wounded) = (clauses.First("killed", clause), clauses.First("wounded", clause));
        if (at < 0 && killed < 0) return null;
        var trigger = at >= 0 ? at : killed;
        if (Negated(clause, trigger)) return null;
        type ??= EventType.Assault;
        var draft = new Draft { View = view, Kind = ClaimKind.Event, Type = type, Trigger = trigger, Quote = Trim(clause), Confidence = 0.6 };
        draft.Note("kind", "Arabic word for an act", view.TokenText(trigger));
        Means(clause, draft, mode);
        draft.Places = places.Find(clause, draft);
        Sides(clause, draft, killed);
        Time(clause, draft);
        if (type == EventType.Coerce && mode == Mode.Arrest) Held(clause, draft, "arrested");
        if (type == EventType.Retreat && mode == Mode.Release) Held(clause, draft, "released");
        if (type == EventType.Assault) { Toll(clause, draft, killed, "killed"); Toll(clause, draft, wounded, "wounded"); Nobody(clause, draft); }
        Munitions(clause, draft);
        // A toll or a strike without place, side and means is no news of its own.
        if (draft.Places.Count == 0 && draft.Actors.Count == 0 && draft.Counts.Count == 0) return null;
        if (draft.Places.Count == 0 && draft.Actors.Count == 0 && _places.Count > 0) draft.Places = [.. _places];
        if (draft.Places.Count > 0) _places = draft.Places;
        Says(clause, draft);
        // A toll since a day, of weeks and months, sums up.
        if (type == EventType.Assault && draft.Time.Edtf is { Days: < 7, Start: { } begin } && report.Published is { } today && today.DayNumber - begin.DayNumber > 6 && OpenedBySince(clause, draft))
            draft.Time = draft.Time with { Edtf = Edtf.Interval(Edtf.Day(begin), Edtf.Day(today)) };
        if (type == EventType.Assault && draft.Time.Edtf is { Days: > 6 } && clauses.First("sum-word", clause) >= 0 && (draft.Counts.Count > 0 || Figure(clause, 5) is not null)) Summed(clause, draft);
        return draft;
    }

    private static bool OpenedBySince(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
            if (view.Words[i] == "منذ" && view.Document.Times.Any(t => t.Span.End > view.TokenSpan(i).Start && t.Span.Start < view.TokenSpan(Math.Min(view.Count - 1, i + 6)).End && t.Value == draft.Time.Edtf)) return true;
        return false;
    }

    private static void Summed(ArabicClause clause, Draft draft)
    {
        draft.Kind = ClaimKind.Tally;
        var count = draft.Counts.FirstOrDefault() ?? (Figure(clause, 5) is { } q ? new CountRange("killed", q.Min, q.Best, q.Max, q.Approximate) : null);
        if (count is null) return;
        draft.Tally = new Tally(count, "persons", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Counts = [.. draft.Counts.Where(c => c != count)];
        draft.Note("tally", "a toll of more than a week", draft.Time.Text);
    }

    private static Quantity? Figure(ArabicClause clause, decimal least) => clause.View.Document.Quantities
        .Where(q => clause.View.SpanOf(clause.First, clause.Last).Contains(q.Span) && !clause.View.Document.Times.Any(t => t.Span.Overlaps(q.Span)) && (q.Best ?? q.Min ?? 0) >= least)
        .OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();

    // "N arrested two": the figure or noun right behind the act.
    private void Held(ArabicClause clause, Draft draft, string what)
    {
        var view = clause.View;
        var last = Enumerable.Range(clause.First, clause.Last - clause.First + 1).Where(i => clauses.Find("act", view, i) is { Length: > 0, Value: { } v } && v.EndsWith(what == "arrested" ? "arrest" : "release", StringComparison.Ordinal)).DefaultIfEmpty(draft.Trigger).Last();
        for (var i = last + 1; i <= Math.Min(clause.Last, last + 5); i++)
        {
            var quantity = view.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(view.TokenSpan(i)) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span)));
            if (quantity is null && clauses.Find("two", view, i).Length == 0 && clauses.Find("one", view, i).Length == 0) continue;
            draft.Counts.Add(quantity is not null ? new CountRange(what, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate) : CountRange.Exactly(what, clauses.Find("two", view, i).Length > 0 ? 2 : 1));
            return;
        }
    }

    // A verb of stance near the front, its holder named right behind it.
    private Draft? Position(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            var (length, value) = clauses.Find("stance", view, i);
            if (length == 0 || !Names.TryRead(value!, out EventType type)) continue;
            var act = Act(clause).At;
            if (act >= 0 && act < i) return null;
            if (clauses.First("killed", clause) is >= 0 and var killed && killed < i) return null;
            string? holder = null, aimed = null;
            var (holderText, aimedText) = ("", "");
            var speak = clauses.First("speak", clause);
            for (var k = speak >= 0 && speak < i ? speak + 1 : i + length; k <= clause.Last; k++)
            {
                if (view.Words[k].Length == 0 || Named(view, k) is not { Id: { } id, Length: > 0 and var n }) continue;
                if (holder is null && (k - (i + length) <= 1 || k < i)) (holder, holderText) = (id, view.Text(view.SpanOf(k, k + n - 1)));
                else if (aimed is null && id != holder) (aimed, aimedText) = (id, view.Text(view.SpanOf(k, k + n - 1)));
                k += n - 1;
            }
            if (holder is null && i - clause.First > 3) return null;
            if (holder is null && i + length <= clause.Last && view.Words[i + length].Length > 0 && clauses.Find("speak", view, clause.First).Length == 0) holderText = view.Text(view.SpanOf(i + length, Math.Min(clause.Last, i + length + 1)));
            var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = type, Trigger = i, Quote = Trim(clause), Confidence = 0.55, Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted };
            draft.Note("kind", "Arabic verb of stance", view.TokenText(i));
            Says(clause, draft);
            if (holder is not null) draft.Actors.Add(new ActorMention(holderText, holder));
            else if (holderText.Length > 0) draft.Actors.Add(new ActorMention(holderText, null));
            else if (report.Publisher is { } publisher) draft.Actors.Add(new ActorMention(publisher, null));
            if (aimed is not null) draft.Targets.Add(new ActorMention(aimedText, aimed));
            if (draft.Attribution.Count == 1 && (holder is not null || holderText.Length > 0))
                draft.Attribution.Add(holder is not null && register[holder] is { } entry ? new Attribution(entry.Name.Split(" (")[0], null, holder, holderText) : new Attribution(Attribution.Unnamed, holderText, null, holderText));
            Time(clause, draft);
            if (draft.Time.Basis is TimeBasis.Inherited or TimeBasis.Published) draft.Time = TimeMention.None; // a position without a day of its own has none
            return draft;
        }
        return null;
    }

    private (int At, EventType? Type, Mode? Mode) Act(ArabicClause clause)
    {
        (int At, EventType? Type, Mode? Mode) best = (-1, null, null);
        for (var i = clause.First; i <= clause.Last; i++)
        {
            var (length, value) = clauses.Find("act", clause.View, i);
            if (length == 0) continue;
            var parts = value!.Split(':');
            if (!Names.TryRead(parts[0], out EventType type)) continue;
            // "under the control of X" tells of no seizure.
            if (value == "COERCE:seizure" && Enumerable.Range(Math.Max(clause.First, i - 3), Math.Min(3, i - clause.First)).Any(k => clauses.Find("under", clause.View, k).Length > 0)) continue;
            Mode? mode = Names.TryRead(parts[1], out Mode m) ? m : null;
            if (best.At < 0 || (best.Mode is null && mode is not null && best.Type == type)) best = (best.At < 0 ? i : best.At, type, mode);
        }
        return best;
    }

    // "did not", "denied" in front of the act within its clause.
    private bool Negated(ArabicClause clause, int trigger)
    {
        for (var i = clause.First; i < trigger; i++) if (clauses.Find("negation", clause.View, i).Length > 0) return true;
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

    // Names of the register under their clitics; what stands behind "positions of", or right behind a word for the dead, was hit.
    private void Sides(ArabicClause clause, Draft draft, int killed)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (view.Words[i].Length == 0) continue;
            var (id, length) = Named(view, i);
            if (id is null || register[id]?.Kind is ActorKind.Media or ActorKind.Monitor or ActorKind.Civilian or ActorKind.State && length == 1) continue;
            var text = view.Text(view.SpanOf(i, i + length - 1));
            var marked = Enumerable.Range(Math.Max(clause.First, i - 2), Math.Min(2, i - clause.First)).Any(k => clauses.Find("target-marker", view, k).Length > 0)
                || (view.Words[i].StartsWith("لل", StringComparison.Ordinal) && i > clause.First + 1);
            var dead = killed >= 0 && i > killed && i - killed <= 5 && clauses.First("recall", clause, i) > 0;
            var read = finder.Conventional(id, draft.Type, draft.Modes);
            // "raids by X", "an infiltration by X": the noun of the act right before it; "belonging to X" says whose the one before is.
            var by = Enumerable.Range(Math.Max(clause.First, i - 2), Math.Min(2, i - clause.First)).Any(k => clauses.Find("act", view, k).Length > 0 && k >= draft.Trigger - 1) && view.Words[i].StartsWith('ل');
            var belongs = i > clause.First && clauses.Find("belongs", view, i - 1).Length > 0;
            if (belongs && draft.Actors.Count > 0 && ActorRegister.Root(draft.Actors[^1].Id!) == ActorRegister.Root(id)) { i += length - 1; continue; }
            if (belongs)
                for (var k = Math.Max(clause.First, i - 4); k < i - 1; k++)
                    if (register.Words.Match([.. view.Words[k..(i - 1)]], 0) is { Length: > 0 } noun && register.Described(ActorRegister.Root(id), noun.Value!) is { } arm) { read = arm; break; }
            if (by) marked = false;
            if (draft.Type == EventType.Coerce && draft.Actors.Count > 0 || i > clause.First && Enumerable.Range(Math.Max(clause.First, i - 3), Math.Min(3, i - clause.First)).Any(k => clauses.Find("charge", view, k).Length > 0)) marked = true;
            if (by && draft.Actors.Count > 0 && !draft.Modes.Contains(Mode.Clash))
            {
                draft.Targets.AddRange(draft.Actors.Where(a => a.Id != read));
                draft.Actors = [new ActorMention(text, read)];
                i += length - 1;
                continue;
            }
            if (marked || dead || (draft.Actors.Count > 0 && !draft.Modes.Contains(Mode.Clash) && draft.Type == EventType.Assault)) { if (!draft.Targets.Exists(t => t.Id == read) && !draft.Actors.Exists(t => t.Id == read)) draft.Targets.Add(new ActorMention(text, read)); }
            else if (!draft.Actors.Exists(t => t.Id == read)) draft.Actors.Add(new ActorMention(text, read));
            i += length - 1;
        }
        if (draft.Type == EventType.Assault && draft.Actors.Count == 0 && draft.Modes.Exists(m => m is Mode.Ied or Mode.Mine) && register.Unidentified is { } nobody)
            draft.Actors.Add(new ActorMention(view.TokenText(draft.Trigger), nobody));
        else if (draft.Type == EventType.Assault && draft.Actors.Count == 0 && _actor is not null && view.TokenText(clause.First) is not "" && clauses.Find("split", view, clause.First).Length == 0 && draft.Modes.Contains(Mode.Airstrike) == register.IsDescribed(_actor, "aviation") && !draft.Modes.Contains(Mode.Clash))
            draft.Note("actors", "none in the clause");
        if (register.Civilians is { } civilians && draft.Type == EventType.Assault && Enumerable.Range(clause.First, clause.Last - clause.First + 1).FirstOrDefault(i => clauses.Find("civilians", view, i).Length > 0 || killed >= 0 && clauses.Find("children", view, i).Length > 0, -1) is >= 0 and var hit)
            draft.Targets.Add(new ActorMention(view.TokenText(hit), civilians));
        if (draft.Type == EventType.Protest && register.Civilians is { } crowd)
        {
            draft.Targets = [.. draft.Actors.Take(1)];
            draft.Actors = [new ActorMention(view.TokenText(draft.Trigger), crowd)];
        }
        _actor = draft.Actors.FirstOrDefault(a => a.Id is not null)?.Id ?? _actor;
        foreach (var actor in draft.Actors) draft.Note("actors", "name in the register", actor.Text, null, [actor.Id!]);
    }

    private (string? Id, int Length) Named(SentenceView view, int at)
    {
        (string? Id, int Length) best = (null, 0);
        foreach (var form in ArabicClauses.Forms(view.Words[at]))
        {
            var words = new List<string> { form };
            for (var i = at + 1; i < view.Count && words.Count < 8 && view.Words[i].Length > 0; i++) words.Add(view.Words[i]);
            var (length, id) = register.Names.Match(words, 0);
            if (length > best.Length) best = (id, length);
            // "Russian warplanes": the noun first, the adjective behind it.
            var (noun, wordClass) = register.Words.Match(words, 0);
            if (noun == 0) continue;
            for (var k = noun; k < Math.Min(words.Count, noun + 2); k++)
            {
                var (adjective, owner) = register.Adjectives.Match(words, k);
                if (adjective == 0 || register.Described(owner!, wordClass!) is not { } arm) continue;
                if (k + adjective > best.Length) best = (arm, k + adjective);
            }
            // "aircraft believed to be Russian".
            for (var k = noun; k + 2 < words.Count && k < noun + 3; k++)
            {
                if (clauses.Find("believed", view, at + k).Length == 0) continue;
                for (var m = k + 1; m < Math.Min(words.Count, k + 4); m++)
                    if (register.Adjectives.Match(words, m) is { Length: > 0 } supposed && register.Described(supposed.Value!, wordClass!) is { } likely && m + 1 > best.Length) best = (likely, m + 1);
            }
        }
        return best;
    }

    private void Time(ArabicClause clause, Draft draft)
    {
        var span = clause.View.SpanOf(clause.First, clause.Last);
        var own = draft.View.Document.Times.Where(t => span.Contains(t.Span) && t.Value is { Days: < 40 }).OrderBy(t => t.Value!.Days).ThenBy(t => t.Span.Start).FirstOrDefault();
        var estimated = report.PublishedBasis == PublishedBasis.Estimated;
        if (own is not null)
        {
            draft.Time = new TimeMention(draft.View.Text(own.Span), own.Value, own.Basis, estimated && own.Basis == TimeBasis.Relative);
            (_day, _basis) = (own.Value, own.Basis);
            draft.Note("time", own.Rule, draft.View.Text(own.Span));
        }
        else if (_day is not null) draft.Time = new TimeMention(null, _day, TimeBasis.Inherited, estimated && _basis == TimeBasis.Relative);
        else if (report.Published is { } day) draft.Time = new TimeMention(null, Edtf.Day(day), TimeBasis.Published, estimated);
    }

    private void Toll(ArabicClause clause, Draft draft, int at, string what)
    {
        if (at < 0) return;
        var view = clause.View;
        var end = Math.Min(clause.Last, at + 4);
        // Up to the next word of the other kind.
        var other = clauses.First(what == "killed" ? "wounded" : "killed", clause, at + 1);
        if (other > 0) end = Math.Min(end, other - 1);
        for (var i = at + 1; i <= end; i++)
        {
            var span = view.TokenSpan(i);
            var quantity = view.Document.Quantities.Where(q => q.Span.Overlaps(span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Span.Length).FirstOrDefault();
            var single = clauses.Find("one", view, i).Length > 0;
            var dual = clauses.Find("two", view, i).Length > 0;
            if (quantity is null && !single && !dual) continue;
            var group = Group(view, quantity is null ? i : view.TokensIn(quantity.Span).Last, quantity is null ? i : view.TokensIn(quantity.Span).Last + 1);
            group ??= draft.Counts.Select(c => c.What.Split('-')).Where(w => w.Length == 2 && w[1] is "civilians" or "combatants").Select(w => w[1]).FirstOrDefault();
            // "a farmer and his son": two.
            var pair = single && i + 1 <= clause.Last && view.Words[i + 1] is ['و', .., 'ه'] or ['و', .., 'ه', 'ا'] && quantity is null;
            var atLeast = quantity is { Min: { } min } && view.TokensIn(quantity.Span).Last is var q1 && Enumerable.Range(q1, Math.Max(0, Math.Min(4, clause.Last - q1))).Any(k => view.Words[k] == "الاقل");
            var name = group is null ? what : $"{what}-{group}";
            var count = atLeast ? new CountRange(name, quantity!.Min, null, null) : quantity is not null ? new CountRange(name, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate) : CountRange.Exactly(name, dual || pair ? 2 : 1);
            draft.Counts.Add(count);
            draft.Note("counts", "figure behind a word for the dead or wounded", view.TokenText(i));
            Among(clause, draft, what, i + 1, other > 0 ? other : clause.Last + 1);
            return;
        }
    }

    // "among them a child", "they are a woman and two children".
    private void Among(ArabicClause clause, Draft draft, string what, int from, int until)
    {
        var start = clauses.First("among", clause, from);
        if (start < 0 || start >= until) return;
        for (var i = start + 1; i < Math.Min(until, start + 6); i++)
        {
            if (Group(clause.View, i, i) is not { } group || group == "civilians") continue;
            var quantity = clause.View.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(clause.View.TokenSpan(Math.Max(start + 1, i - 1))));
            var n = clauses.Find("two", clause.View, i).Length > 0 ? 2 : (int?)null;
            var count = n is { } two ? CountRange.Exactly($"{what}-{group}", two) : quantity is not null ? new CountRange($"{what}-{group}", quantity.Min, quantity.Best, quantity.Max) : CountRange.Exactly($"{what}-{group}", 1);
            if (!draft.Counts.Exists(c => c.What == count.What)) draft.Counts.Add(count);
        }
    }

    private string? Group(SentenceView view, int first, int last)
    {
        for (var i = first; i <= Math.Min(last, view.Count - 1); i++)
            foreach (var group in new[] { "children", "women", "combatants", "civilians" })
                if (clauses.Find(group, view, i).Length > 0) return group;
        return null;
    }

    private void Nobody(ArabicClause clause, Draft draft)
    {
        if (clauses.First("nobody", clause) < 0 || clauses.First("unknown", clause) >= 0 || draft.Counts.Exists(c => c.What.StartsWith("killed", StringComparison.Ordinal))) return;
        draft.Counts.Add(new CountRange("killed", 0, 0, 0));
        draft.Counts.Add(new CountRange("wounded", 0, 0, 0));
    }

    private void Munitions(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        if (clauses.First("dual-strike", clause) >= 0) draft.Counts.Add(CountRange.Exactly("strikes", 2));
        for (var i = clause.First; i < clause.Last; i++)
            if (draft.Type == EventType.Mobilize && clauses.Find("vehicle", view, i + 1).Length > 0 && view.Document.Quantities.FirstOrDefault(q => q.Span.End == view.TokenSpan(i).End && view.Span.Contains(q.Span)) is { } rolling && !draft.Counts.Exists(c => c.What == "vehicles"))
                draft.Counts.Add(new CountRange("vehicles", rolling.Min, rolling.Best, rolling.Max, rolling.Approximate));
        for (var i = clause.First; i < clause.Last; i++)
        {
            var quantity = view.Document.Quantities.FirstOrDefault(q => q.Span.End == view.TokenSpan(i).End && view.Span.Contains(q.Span));
            if (quantity is null || !clauses.Find("means", view, i + 1).Length.Equals(1)) continue;
            var what = clauses.Find("means", view, i + 1).Value == "airstrike" && clauses.Find("shell", view, i + 1).Length == 0 ? "strikes" : "munitions";
            if (!draft.Counts.Exists(c => c.What == what)) draft.Counts.Add(new CountRange(what, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate));
        }
    }

    private Draft? Tally(ArabicClause clause)
    {
        var unit = clauses.First("tally-unit", clause);
        if (unit < 0) return Displaced(clause);
        var view = clause.View;
        var quantity = view.Document.Quantities.Where(q => view.SpanOf(clause.First, clause.Last).Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();
        if (quantity is null || (quantity.Best ?? quantity.Min ?? 0) < 3) return null;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Reject, Trigger = unit, Quote = Trim(clause), Confidence = 0.55 };
        draft.Modes.Add(Mode.Lapse);
        draft.Places = places.Find(clause, draft);
        var period = view.Document.Times.Where(t => view.Span.Contains(t.Span) && t.Value is not null).OrderByDescending(t => t.Value!.Days ?? 9999).FirstOrDefault();
        draft.Time = period is null ? TimeMention.None : new TimeMention(view.Text(period.Span), period.Value, period.Basis);
        draft.Tally = new Tally(new CountRange("violations", quantity.Min, quantity.Best, quantity.Max, quantity.Approximate), "violations", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Note("kind", "Arabic count of breaches", view.Text(quantity.Span));
        Says(clause, draft);
        return draft;
    }

    // "more than N civilians fled in three days".
    private Draft? Displaced(ArabicClause clause)
    {
        var at = clauses.First("forced-out", clause);
        if (at < 0 || Figure(clause, 100) is not { } figure || Math.Abs(clause.View.TokensIn(figure.Span).First - at) > 6) return null;
        var view = clause.View;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Coerce, Trigger = at, Quote = Trim(clause), Confidence = 0.55 };
        draft.Modes.Add(Mode.Displacement);
        draft.Places = places.Find(clause, draft);
        Time(clause, draft);
        draft.Tally = new Tally(new CountRange("displaced", figure.Min, figure.Best, figure.Max, figure.Approximate), "persons", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        if (register.Civilians is { } civilians) draft.Targets.Add(new ActorMention(view.Text(figure.Span), civilians));
        draft.Note("kind", "Arabic count of displaced", view.Text(figure.Span));
        Says(clause, draft);
        return draft;
    }

    private void Says(ArabicClause clause, Draft draft)
    {
        draft.Attribution = [new Attribution(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p && register.Names.Match(Normal.Tokens(p), 0) is { Length: > 0 } m ? m.Value : null)];
        var view = clause.View;
        var from = Enumerable.Range(clause.First, clause.Last - clause.First + 1).LastOrDefault(i => clauses.Find("according", view, i).Length > 0, 0);
        for (var i = from; i < view.Count; i++)
        {
            var length = Math.Max(clauses.Find("according", view, i).Length, i <= 2 || i > clause.First && i < clause.Last ? clauses.Find("speak", view, i).Length : 0);
            if (length == 0) continue;
            var first = i + length;
            if (first < view.Count && view.Words[first] is "ما") first += 2;
            var last = first;
            while (last + 1 < view.Count && last - first < 6 && view.Words[last + 1].Length > 0 && view.Words[last + 1] is not ("ان" or "في" or "عن" or "بان" or "انه" or "الي")) last++;
            if (first >= view.Count || view.Words[first].Length == 0) continue;
            if (view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(first))) || view.Words[first] is "ان" or "الي") continue;
            if (Own(view, first, Math.Min(last, first + 3))) return;
            var (id, used) = Named(view, first);
            for (var k = first; id is null && k < Math.Min(view.Count, first + 6) && view.Words[k].Length > 0; k++) if (view.Words[k] is "في" or "من" && k + 1 < view.Count && Named(view, k + 1).Id is { } inside) (id, used) = (inside, 0);
            var text = view.Text(view.SpanOf(first, last));
            draft.Attribution.Add(id is not null && register[id] is { } actor && used > 0 && register[id]?.Kind is ActorKind.Monitor or ActorKind.Media or ActorKind.Civilian or ActorKind.Political or ActorKind.ArmedForces
                ? new Attribution(actor.Name.Split(" (")[0], null, id, view.Text(view.SpanOf(i, first + used - 1)))
                : new Attribution(Attribution.Unnamed, text, id, view.Text(view.SpanOf(i, last))));
            return;
        }
    }

    // The report's own people: "our correspondent", a word of the publisher's name.
    private bool Own(SentenceView view, int first, int last)
    {
        static string Bare(string w) => w.StartsWith("ال", StringComparison.Ordinal) ? w[2..] : w;
        var own = Normal.Tokens(report.Publisher ?? "").Where(w => w.Length > 3).Select(Bare).ToList();
        for (var i = first; i <= last && i < view.Count; i++)
            if (clauses.Find("own-people", view, i).Length > 0 && i == first || own.Contains(Bare(view.Words[i]))) return true;
        return false;
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
