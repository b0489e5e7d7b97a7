using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Fills a report's drafts in the order of the text: means, actors, targets, places, time, counts, who says so.</summary>
internal sealed class Resolver(
    Report report, Lexicon lexicon, ActorRegister register, ActorFinder finder, PlaceFinder places, StatementRules statements, Dates dates,
    IReadOnlyList<Place> anchors)
{
    private readonly Counts _counts = new(lexicon);
    private readonly List<ActorMention> _recent = [];
    private List<PlaceMention> _lastPlaces = [];
    private int _lastPlacesParagraph = -9;
    private PlaceMention? _lastArea;

    public void Resolve(Draft draft)
    {
        Widen(draft);
        Means(draft);
        MovePlaces(draft);
        if (draft.Kind == ClaimKind.Statement) Position(draft);
        else Act(draft);
        Where(draft);
        draft.Time = draft.Kind switch
        {
            ClaimKind.Statement => StatementTime(draft),
            ClaimKind.Tally => TallyTime(draft),
            _ => dates.Of(draft, draft.Quote),
        };
        draft.Counts = draft.Kind == ClaimKind.Tally ? [] : _counts.Read(draft);
        if (draft.Kind == ClaimKind.Tally) Sum(draft);
        WhoSays(draft);
        if (draft.Kind == ClaimKind.Statement) draft.Topic = statements.Topic(draft.View.WordsIn(draft.Quote));
        dates.Met(draft);
        foreach (var actor in draft.Actors.Concat(draft.Targets)) if (actor.Id is not null) _recent.Add(actor);
    }

    private void Means(Draft draft)
    {
        if (draft.Type is not { } type) { draft.Modes.Clear(); return; }
        if (draft.Kind == ClaimKind.Statement) { draft.Modes.Clear(); return; }
        var view = draft.View;
        var joint = draft.Modes.Contains(Mode.JointPatrol) || view.DenseWords.Any(w => w is "joint" or "coordinated");
        if (type is EventType.Mobilize && joint && (view.DenseWords.Contains("joint") || view.DenseWords.Contains("coordinated")) && view.Words[draft.Trigger].StartsWith("patrol", StringComparison.Ordinal))
        {
            draft.Type = type = EventType.Cooperate;
            draft.Modes.Add(Mode.JointPatrol);
        }
        var named = new List<Mode>();
        var spans = draft.WeaponSpans.Append(Around(view, draft.Trigger)).Concat(draft.ActorSpans).ToList();
        for (var d = 0; d < view.Dense.Length;)
        {
            var (length, mode) = lexicon.Means.Match(view.DenseWords, d);
            var at = view.Dense[d];
            if (length > 0 && Allowed(mode, type) && spans.Exists(s => s.Overlaps(view.TokenSpan(at)) || s.Overlaps(view.TokenSpan(view.Dense[d + length - 1]))))
            {
                if (!named.Contains(mode)) named.Add(mode);
                d += length;
            }
            else d++;
        }
        var modelled = draft.Modes.Where(m => Allowed(m, type)).ToList();
        draft.Modes.Clear();
        if (type == EventType.Assault && named.Count > 0) draft.Modes.AddRange(named);
        else if (type == EventType.Assault) draft.Modes.AddRange(modelled);
        else
        {
            draft.Modes.AddRange(named.Count > 0 && type is EventType.Consult or EventType.Mobilize or EventType.Cooperate ? named.Union(modelled) : modelled.Count > 0 ? modelled : named);
            // A bare "meeting" beside the summit or visit that it was says nothing more.
            if (type == EventType.Consult && draft.Modes.Count > 1) draft.Modes.Remove(Mode.Meeting);
        }
        if (type == EventType.Assault && draft.Modes.Count == 0 && draft.Kind == ClaimKind.Event) draft.Modes.Add(Mode.Other);
        if (type == EventType.Assault && draft.Modes.Count > 1) draft.Modes.Remove(Mode.Other);
        if (type == EventType.Assault && draft.Modes.Count > 0 && !draft.Modes.Contains(Mode.Other) && Generic(view, draft.Trigger)) draft.Modes.Add(Mode.Other);
        if (type == EventType.Mobilize && draft.Modes.Count == 0 && draft.Kind == ClaimKind.Event && modelled.Count == 0) draft.Modes.Add(Mode.Deployment);
        if (type == EventType.Agree && draft.Modes.Contains(Mode.Ceasefire)) draft.Modes.Remove(Mode.Agreement);
        draft.Modes.Sort();
        draft.MeansNamed = named.Count > 0;
        draft.Note("modes", named.Count > 0 ? "words of the lexicon" : "frame", string.Join(", ", named.Select(m => m.Text())));
    }

    // "attacks and air strikes": the general word beside the particular one is a means of its own.
    private bool Generic(SentenceView view, int trigger)
    {
        if (!view.HasTree || view.IsPos(trigger, "VERB")) return false;
        var (head, conj) = (view.Head(trigger), view.Rel(trigger) == "conj");
        var coordinated = view.Children(trigger).Where(c => view.Rel(c) == "conj" && c - trigger <= 4).Append(conj && head >= 0 ? head : -1);
        return coordinated.Any(c => c >= 0) && coordinated.Append(trigger).Where(c => c >= 0)
            .Any(c => lexicon.Is("attack-generic", view.Words[c]) && (c == 0 || lexicon.Means.Match([view.Words[c - 1], view.Words[c]], 0).Length == 0));
    }

    private bool Allowed(Mode mode, EventType type) => lexicon.Modes.TryGetValue(mode, out var entry) && entry.Types.Contains(type);

    private static TextSpan Around(SentenceView view, int trigger)
    {
        if (!view.HasTree) return view.SpanOf(Math.Max(0, trigger - 3), Math.Min(view.Count - 1, trigger + 2));
        var (a, b) = view.Phrase(trigger, behind: false);
        foreach (var c in view.Children(trigger)) if (view.Rel(c) is "conj" && !view.IsPos(c, "VERB") && c - trigger <= 4) b = Math.Max(b, c);
        if (view.Rel(trigger) == "conj" && trigger - view.Head(trigger) is > 0 and <= 4) a = Math.Min(a, view.Head(trigger));
        if (a >= 2 && view.Words[a - 1] is "and") a -= 2;
        if (view.IsPos(trigger, "VERB"))
            foreach (var c in view.Children(trigger)) if (view.Rel(c) is "obj" or "compound" or "advmod") { var (x, y) = view.Phrase(c, behind: false); a = Math.Min(a, x); b = Math.Max(b, y); }
        return view.SpanOf(Math.Min(a, trigger), Math.Max(b, trigger));
    }

    // Targets that are places ("these regions", "held territories") are where it happened.
    private void MovePlaces(Draft draft)
    {
        if (draft.Kind == ClaimKind.Statement) return;
        foreach (var span in draft.TargetSpans.ToList())
        {
            var words = draft.View.WordsIn(span);
            if (words.Length == 0) { draft.TargetSpans.Remove(span); continue; }
            if (lexicon.Is("anaphora-place", words[^1]) || words[^1] is "territories" or "territory" or "zone" or "countryside" or "province")
            {
                draft.TargetSpans.Remove(span);
                draft.PlaceSpans.Add(span);
            }
        }
    }

    private void Act(Draft draft)
    {
        draft.Actors = Mentions(draft, Cleaned(draft.View, draft.ActorSpans), "actors", conventional: true);
        draft.Targets = Mentions(draft, Cleaned(draft.View, draft.TargetSpans), "targets", conventional: draft.Type == EventType.Assault);
        if (draft.Actors.Count == 0 && draft.Kind != ClaimKind.Tally) Described(draft);
        if (draft.Type is EventType.Consult or EventType.Cooperate or EventType.Agree && draft.Targets.Count > 0 && draft.Actors.Count > 0
            && !draft.Modes.Contains(Mode.Visit) && draft.Actors.Exists(a => a.Id is not null))
        {
            // Equal parties stand together; hosts and guests keep their sides.
            if (draft.Actors.Count > 1)
            {
                draft.Actors.AddRange(draft.Targets.Where(t => t.Id is not null && !draft.Actors.Exists(a => a.Id == t.Id)));
                draft.Targets.Clear();
            }
        }
        if (draft.Type is EventType.Consult or EventType.Agree or EventType.Cooperate) Participants(draft);
        draft.Targets.RemoveAll(t => t.Id is not null && draft.Actors.Exists(a => a.Id == t.Id));
        // "the group's weapons were withdrawn", "forces deployed": what is moved is the mover's own.
        if (draft.Type is EventType.Retreat or EventType.Mobilize && draft.Actors.Count == 0 && draft.Targets.FirstOrDefault(t => t.Id is not null && register[t.Id]?.Kind != ActorKind.Civilian) is { } mover)
        {
            draft.Targets.Remove(mover);
            draft.Actors.Add(mover with { Id = finder.Conventional(mover.Id!, draft.Type, draft.Modes) });
        }
        if (draft.Type == EventType.Assault && draft.Kind == ClaimKind.Event && register.Civilians is { } civilians && !draft.Targets.Exists(t => t.Id == civilians) && CiviliansHit(draft) is { } hit)
            draft.Targets.Add(new ActorMention(hit, civilians));
    }

    private string? CiviliansHit(Draft draft)
    {
        foreach (var (role, span) in draft.CountSpans)
            if (role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties && draft.View.WordsIn(span).Any(w => lexicon.Is("children", w) || lexicon.Is("women", w) || w is "civilian" or "civilians"))
                return draft.View.Text(span);
        foreach (var span in draft.TargetSpans)
            if (draft.View.WordsIn(span).Any(w => lexicon.Is("civilians", w)) && !draft.Targets.Exists(t => t.Text == draft.View.Text(span) && t.Id is not null)) return draft.View.Text(span);
        return null;
    }

    // Names of parties in a meeting's clause that no role span took up, where "with", "between" or a list binds them to it.
    private void Participants(Draft draft)
    {
        var view = draft.View;
        if (!view.HasTree) return;
        var (a, b) = view.TokensIn(draft.Quote);
        for (var i = a; i <= b; i++)
        {
            if (view.Words[i] is not ("between" or "with" or "including" or "of") || (view.Words[i] == "of" && !(i > a && view.Words[i - 1] == "participation"))) continue;
            var end = Math.Min(b, i + 45);
            for (var j = i + 1; j <= end; j++) if (view.IsPos(j, "VERB") && view.Rel(j) is not ("amod" or "acl")) { end = j - 1; break; }
            foreach (var hit in finder.Find(view, i + 1, end, metonyms: true))
            {
                if (hit.Id is null || draft.Actors.Exists(x => x.Id == hit.Id) || draft.Targets.Exists(x => x.Id == hit.Id)) continue;
                foreach (var id in Expanded(hit.Id)) if (!draft.Actors.Exists(x => x.Id == id)) draft.Actors.Add(new ActorMention(view.Text(view.SpanOf(hit.First, hit.Last)), id));
            }
            if (view.Words[i] is "between" or "of") break;
        }
        if (draft.Actors.Exists(x => x.Id is not null)) draft.Actors.RemoveAll(x => x.Id is null && x.Text.Length < 4);
    }

    private IEnumerable<string> Expanded(string id) =>
        register.Guarantors.Count > 0 && register[id] is { } actor && actor.Kind == ActorKind.International && actor.Id.EndsWith("guarantors", StringComparison.Ordinal) ? register.Guarantors : [id];

    // "increasing Russian airstrikes": the actor stands in the trigger's own phrase.
    private void Described(Draft draft)
    {
        var view = draft.View;
        var (a, b) = view.HasTree ? view.Phrase(draft.Trigger, behind: false) : (Math.Max(0, draft.Trigger - 3), draft.Trigger);
        if (view.IsPos(draft.Trigger, "VERB"))
        {
            var subject = view.Child(draft.Trigger, "nsubj", "obl:agent");
            for (int at = draft.Trigger, steps = 0; subject < 0 && view.Rel(at) == "xcomp" && steps < 3; steps++) subject = view.Child(at = view.Head(at), "nsubj");
            if (subject < 0) return;
            (a, b) = view.Phrase(subject);
        }
        var hits = finder.Find(view, a, b, metonyms: false);
        foreach (var hit in hits) if (hit.Id is { } id) AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), id, hit.Rule, "actors", true);
        if (view.HasTree && draft.Actors.Count == 0)
            foreach (var c in view.Children(draft.Trigger))
            {
                if (view.Rel(c) is not "nmod" || !view.Children(c).Any(x => view.Rel(x) == "case" && view.Words[x] is "by" or "of")) continue;
                var by = view.Children(c).Any(x => view.Words[x] == "by");
                if (!by && draft.Type != EventType.Assault) continue;
                var (f, l) = view.Phrase(c);
                foreach (var hit in finder.Find(view, f, l, metonyms: true))
                    if (hit.Id is { } id && (by || register[id]?.Kind is ActorKind.ArmedForces or ActorKind.ArmedGroup)) AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), id, hit.Rule, "actors", true);
            }
    }

    // Neighbouring spans of one role are one; articles and marks fall off.
    private static List<TextSpan> Cleaned(SentenceView view, List<TextSpan> spans)
    {
        var clean = new List<TextSpan>();
        foreach (var span in spans.OrderBy(s => s.Start))
        {
            if (clean.Count > 0 && span.Start - clean[^1].End <= 1 && !view.Document.Text[clean[^1].End..span.Start].Contains(',')) clean[^1] = new TextSpan(clean[^1].Start, Math.Max(clean[^1].End, span.End));
            else clean.Add(span);
        }
        return clean;
    }

    private List<ActorMention> Mentions(Draft draft, List<TextSpan> spans, string field, bool conventional)
    {
        var mentions = new List<ActorMention>();
        var view = draft.View;
        foreach (var span in spans)
        {
            var (a, b) = view.TokensIn(span);
            if (b < a) continue;
            (a, b) = Widened(view, a, b);
            var words = view.Words[a..(b + 1)].Where(w => w.Length > 0).ToArray();
            if (words.Length == 0 || words.All(w => w is "the" or "a" or "an" or "of" or "some" or "his" or "its")) continue;
            if (Referred(draft, words) is { Count: > 0 } referred)
            {
                foreach (var r in referred) AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), r, "reference to an actor named before", field, conventional);
                continue;
            }
            var hits = field == "targets" && words.Any(w => lexicon.Is("civil-objects", w)) && draft.Type == EventType.Assault && !words.Any(w => w is "positions" or "posts" or "forces") ? [] : finder.Find(view, a, b, metonyms: true);
            if (hits.Count == 0 && draft.Kind == ClaimKind.Tally && field == "actors") continue;
            if (hits.Count == 0)
            {
                if (words.Any(w => lexicon.Is("civilians", w) || lexicon.Is("civil-objects", w)) && register.Civilians is { } civilians) { AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), civilians, "word for civilians", field, false); continue; }
                mentions.Add(new ActorMention(view.Text(view.SpanOf(a, b)), null));
                draft.Note(field, "no entry of the register fits", view.Text(view.SpanOf(a, b)));
                continue;
            }
            foreach (var hit in hits)
                foreach (var id in Expanded(hit.Id!))
                    AddActor(draft, mentions, view.Text(view.SpanOf(hit.First, hit.Last)), id, hit.Rule, field, conventional);
        }
        return mentions;
    }

    private void AddActor(Draft draft, List<ActorMention> to, string text, string id, string rule, string field, bool conventional)
    {
        // Only means that the words name make an arm of a state out of the state.
        var read = conventional ? finder.Conventional(id, draft.Type, draft.MeansNamed || draft.Type != EventType.Assault ? draft.Modes : []) : id;
        if (to.Exists(m => m.Id == read)) return;
        // An arm makes the bare state behind it superfluous, and the other way round.
        if (to.Exists(m => m.Id is { } had && had.StartsWith(read + "/", StringComparison.Ordinal))) return;
        to.RemoveAll(m => m.Id is { } had && read.StartsWith(had + "/", StringComparison.Ordinal));
        to.Add(new ActorMention(text, read));
        draft.Note(field, read == id ? rule : $"{rule}; read as {read} by what it does", text, null, [id]);
    }

    // "al-" or "Russian" cut off at the edge of a span: take the words of the noun phrase's front with it.
    private static (int First, int Last) Widened(SentenceView view, int a, int b)
    {
        while (a > 0 && view.TokenText(a - 1) is "-" && a >= 2) a -= 2;
        while (b + 2 < view.Count && view.TokenText(b + 1) is "-") b += 2;
        if (view.HasTree)
            while (a > 0 && view.Head(a - 1) >= a && view.Head(a - 1) <= b && view.Rel(a - 1) is "amod" or "compound" or "nmod:poss" or "flat") a--;
        return (a, b);
    }

    private List<string> Referred(Draft draft, string[] words)
    {
        if (words.Length > 4) return [];
        if (words is [var one] && lexicon.Is("we", one))
        {
            var own = draft.Segment?.Chain.Count > 0 ? draft.Segment.Chain[^1].Affiliation : null;
            return own is null ? [] : [own];
        }
        if (words is [var it] && it is "it" or "its")
            return _recent.LastOrDefault(m => register[m.Id]?.Kind is not (ActorKind.Civilian or ActorKind.Media)) is { Id: { } id } ? [id] : [];
        if (words is [var he] && lexicon.Is("pronoun-person", he))
            return draft.Segment?.Chain.Count > 0 && draft.Segment.Chain[^1].Affiliation is { } speaker ? [speaker] : _recent.LastOrDefault(m => register[m.Id]?.Kind == ActorKind.Political) is { Id: { } p } ? [p] : [];
        var pair = words.Contains("two") || words.Contains("both");
        if (pair && words.Any(w => lexicon.Is("anaphora-party", w)))
        {
            var ids = _recent.Select(m => m.Id!).Where(id => register[ActorRegister.Root(id)]?.Kind == ActorKind.State).Select(id => words.Any(w => w is "leaders" or "presidents") ? id : ActorRegister.Root(id)).Reverse().DistinctBy(ActorRegister.Root).Take(2).Reverse().ToList();
            return ids.Count == 2 ? ids : [];
        }
        if (words is ["the", "group"] or ["group"] or ["the", "faction"])
        {
            // The group named last in the sentence, else in a claim before.
            foreach (var hit in finder.All(draft.View, 0, Math.Max(0, draft.View.TokensIn(draft.ActorSpans.Concat(draft.TargetSpans).First()).First)).Reverse())
                if (register[hit.Id]?.Kind == ActorKind.ArmedGroup) return [hit.Id];
            return _recent.LastOrDefault(m => register[m.Id]?.Kind == ActorKind.ArmedGroup) is { Id: { } group } ? [group] : [];
        }
        return [];
    }

    private void Position(Draft draft)
    {
        var view = draft.View;
        var chain = draft.Segment?.Chain ?? [];
        var named = Mentions(draft, Cleaned(view, draft.ActorSpans), "actors", conventional: false).Where(m => m.Id is not null && register[m.Id]?.Kind is not ActorKind.Media).ToList();
        if (chain.Count > 0)
        {
            var speaker = chain[^1];
            // The frame names a holder inside what is said: "that the opposition rejected …".
            var holder = Stance(view.Words[draft.Trigger]) && draft.Trigger >= view.TokensIn(draft.Segment!.Span).First
                ? named.FirstOrDefault(m => m.Id != speaker.Affiliation && HoldsIt(draft, m)) : null;
            draft.Actors = [holder ?? new ActorMention(speaker.Name == Attribution.Unnamed ? speaker.Role ?? speaker.Name : speaker.Name, speaker.Affiliation)];
            draft.Note("actors", holder is null ? "the speaker holds the position" : "the one said to hold it", draft.Actors[0].Text);
        }
        else draft.Actors = named;
        if (draft.Actors.Count == 0 && report.Publisher is { } publisher)
            draft.Actors = [new ActorMention(publisher, IdOf(publisher))];
        var (first, last) = view.TokensIn(draft.Quote);
        var hits = finder.All(view, first, last)
            .Where(h => !draft.Actors.Exists(a => a.Id == h.Id) && register[h.Id]?.Kind is not (ActorKind.Media or ActorKind.Civilian)).ToList();
        var aimed = Mentions(draft, Cleaned(view, draft.TargetSpans), "targets", conventional: false).Where(m => m.Id is not null && !draft.Actors.Exists(a => a.Id == m.Id)).ToList();
        if (chain.Count == 0) draft.Targets = aimed;
        else
        {
            var target = hits.Count > 0 ? new ActorMention(view.Text(view.SpanOf(hits[0].First, hits[0].Last)), hits[0].Id) : aimed.FirstOrDefault();
            draft.Targets = target is null ? [] : [target];
            if (target is not null) draft.Note("targets", "the first party that the words are about", target.Text);
        }
    }

    private bool Stance(string word) =>
        word is "insisted" or "insists" || lexicon.Is("reject-cue", word) || lexicon.Is("agree-cue", word) || lexicon.Is("support-cue", word)
        || lexicon.Is("threaten-cue", word) || lexicon.Is("accuse-cue", word) || lexicon.Is("request-cue", word);

    private string? IdOf(string name)
    {
        var (length, id) = register.Names.Match(Normal.Tokens(name), 0);
        return length > 0 ? id : null;
    }

    private static bool HoldsIt(Draft draft, ActorMention mention)
    {
        var view = draft.View;
        if (!view.HasTree || draft.Trigger < 0) return false;
        var verb = view.Predicate(draft.Trigger);
        var subject = verb < 0 ? -1 : view.Child(verb, "nsubj");
        return subject >= 0 && view.Text(view.SpanOf(view.Phrase(subject, behind: false).First, view.Phrase(subject, behind: false).Last)).Contains(mention.Text, StringComparison.Ordinal)
            && draft.Segment!.Span.Contains(view.TokenSpan(subject));
    }

    private void Where(Draft draft)
    {
        var view = draft.View;
        if (draft.Kind == ClaimKind.Statement) return;
        var spans = draft.PlaceSpans.Where(s => !draft.ActorSpans.Exists(a => a.Contains(s) && !view.WordsIn(s).Any(w => lexicon.Is("settlement", w)))).ToList();
        var back = spans.Where(s => Anaphoric(view, s)).ToList();
        spans.RemoveAll(back.Contains);
        var found = places.Find(view, spans, anchors, report.Published);
        foreach (var hit in found)
            draft.Note("places", hit.Rule, hit.Mention.Text, null, [.. hit.Weighed.Select(w => $"{w.Place.Id} {w.Place.Name} {w.Score:0.00}")]);
        draft.Places = [.. found.Select(h => h.Mention)];
        if (draft.Places.Count == 0 && back.Count > 0)
        {
            var text = view.Text(back[0]);
            var wide = view.WordsIn(back[0]) is { } w && w[^1] is "area" or "region" && w[0] is not ("this" or "these" or "those");
            if (wide && _lastArea is { } area && !(_lastPlaces.Count > 0 && _lastPlacesParagraph == view.Paragraph))
            {
                draft.Places = [area with { Text = text }];
                draft.Note("places", "reference to the area named before", text);
            }
            else if (_lastPlaces.Count > 0 && view.Paragraph - _lastPlacesParagraph <= 3)
            {
                draft.Places = [.. _lastPlaces.Select(p => p with { Text = text })];
                draft.Note("places", "reference to the places named before", text);
            }
            else draft.Places = [new PlaceMention(text, null, text, null, null, PlacePrecision.Area)];
        }
        if (back.Count == 0 && draft.Places.LastOrDefault(p => p.Precision is PlacePrecision.Area or PlacePrecision.Province or PlacePrecision.District) is { } named) _lastArea = named;
        if (draft.Places.Count > 0 && back.Count == 0 && draft.Kind == ClaimKind.Event && draft.Modality == Modality.Asserted)
            (_lastPlaces, _lastPlacesParagraph) = (draft.Places, view.Paragraph);
    }

    private bool Anaphoric(SentenceView view, TextSpan span)
    {
        var words = view.WordsIn(span);
        return words.Length is > 0 and <= 4 && lexicon.Is("anaphora-place", words[^1]) && words[..^1].All(w => w is "the" or "this" or "these" or "that" or "those" or "same" or "both" or "its" or "entire" or "whole" || lexicon.Is("area-class", w) || register.Adjectives.Match([w], 0).Length > 0);
    }

    // Ragged spans become the noun phrases that they stand in.
    private static void Widen(Draft draft)
    {
        var view = draft.View;
        if (!view.HasTree) return;
        foreach (var spans in new[] { draft.ActorSpans, draft.TargetSpans })
        {
            var wide = new List<TextSpan>();
            foreach (var span in spans)
            {
                var (a, b) = view.TokensIn(span);
                if (b < a) continue;
                var head = -1;
                for (var i = a; i <= b; i++) if (view.Head(i) < a || view.Head(i) > b) { head = i; if (view.IsPos(i, "NOUN") || view.IsPos(i, "PROPN")) break; }
                for (var steps = 0; steps < 3 && head >= 0 && view.Rel(head) is "amod" or "compound" or "nummod" or "flat" && view.Head(head) is >= 0 and var up && (view.IsPos(up, "NOUN") || view.IsPos(up, "PROPN")) && up != draft.Trigger; steps++) head = view.Head(head);
                if (head < 0 || !(view.IsPos(head, "NOUN") || view.IsPos(head, "PROPN"))) { wide.Add(span); continue; }
                var (x, y) = view.Phrase(head, behind: false);
                var grown = view.SpanOf(Math.Min(a, x), Math.Max(b, y));
                if (grown.Overlaps(view.TokenSpan(draft.Trigger)) && !span.Overlaps(view.TokenSpan(draft.Trigger))) grown = span;
                if (wide.Count > 0 && wide[^1].Overlaps(grown)) wide[^1] = new TextSpan(Math.Min(wide[^1].Start, grown.Start), Math.Max(wide[^1].End, grown.End));
                else wide.Add(grown);
            }
            spans.Clear();
            spans.AddRange(wide);
        }
    }

    private TimeMention StatementTime(Draft draft) => dates.Of(draft, draft.View.Span);

    private TimeMention TallyTime(Draft draft)
    {
        var spans = draft.View.Document.Times.Where(t => draft.View.Span.Contains(t.Span) && t.Value is not null).OrderByDescending(t => t.Value!.Days ?? 9999).ToList();
        var period = draft.TimeSpans.Count > 0 ? spans.FirstOrDefault(t => draft.TimeSpans.Exists(t.Span.Overlaps)) ?? spans.FirstOrDefault() : spans.FirstOrDefault();
        if (period is null) return TimeMention.None;
        // "since the signing until 18 August": the beginning is the agreement told of before.
        if (period.Value is { Start: null, End: { } until } && dates.LastAgreement is { } signed && signed < until && Since(draft))
            return new TimeMention(draft.View.Text(period.Span), Edtf.Span(signed, until), period.Basis, report.PublishedBasis == PublishedBasis.Estimated && period.Basis == TimeBasis.Relative);
        return new TimeMention(draft.View.Text(period.Span), period.Value, period.Basis, report.PublishedBasis == PublishedBasis.Estimated && period.Basis == TimeBasis.Relative);
    }

    private bool Since(Draft draft)
    {
        var words = draft.View.DenseWords;
        for (var i = 0; i < words.Length; i++)
            if (words[i] == "since" && words.Skip(i + 1).Take(5).Any(w => w is "signing" or "signed" || lexicon.Is("agreement-noun", w) || w is "ceasefire" or "truce")) return true;
        return false;
    }

    private void Sum(Draft draft)
    {
        var view = draft.View;
        var counts = _counts.Read(draft);
        if (draft.Figure is not { } figure) return;
        var (_, last) = view.TokensIn(figure.Span);
        var what = draft.CountSpans.Where(c => c.Span.Overlaps(figure.Span)).Select(c => c.Role).FirstOrDefault(FrameRole.Number) switch
        {
            FrameRole.Killed => "killed",
            FrameRole.Wounded => "wounded",
            FrameRole.Casualties => "casualties",
            FrameRole.Displaced => "displaced",
            _ => What(view, last, draft.Unit),
        };
        var range = new CountRange(what, figure.Min, figure.Best, figure.Max, figure.Approximate);
        draft.Tally = new Tally(range, draft.Unit, draft.Time.Edtf, draft.Places.Count > 0 ? string.Join(", ", draft.Places.Select(p => p.Text)) : null);
        draft.Counts = [.. counts.Where(c => c.What != what && (c.Min, c.Best, c.Max) != (range.Min, range.Best, range.Max))];
        draft.Note("tally", "figure and unit", view.Text(figure.Span));
    }

    private static string What(SentenceView view, int last, string? unit)
    {
        if (unit is null) return "number";
        for (var i = Math.Max(0, last); i < view.Count && i <= last + 5; i++)
            if (view.TokenText(i) == unit)
                return view.Text(view.SpanOf(Math.Min(last + 1, i), i)).ToLowerInvariant();
        return unit.ToLowerInvariant();
    }

    private void WhoSays(Draft draft)
    {
        var links = new List<Attribution> { new(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p ? IdOf(p) : null) };
        if (draft.Segment is { } segment)
            foreach (var speaker in segment.Chain)
                links.Add(speaker.Link(null));
        draft.Attribution = links;
        if (links.Count > 1) draft.Note("attribution", draft.Segment!.Cue is null ? "speech goes on from the sentence before" : "verb of attribution", links[^1].Words);
    }
}
