using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Who acts and whom it hits.
internal sealed partial class Resolver
{
    private void Act(Draft draft)
    {
        if (draft.Kind == ClaimKind.Tally) draft.ActorSpans.RemoveAll(s => Bracketed(draft.View, s));
        draft.Actors = Mentions(draft, Cleaned(draft.View, draft.ActorSpans), "actors", conventional: true);
        draft.Targets = Mentions(draft, Cleaned(draft.View, draft.TargetSpans), "targets", conventional: draft.Type == EventType.Assault);
        if (draft.Actors.Count == 0 && draft.Kind != ClaimKind.Tally) Described(draft);
        if (draft.Actors.Count == 0 && draft is { Kind: ClaimKind.Tally, Figure: not null } && !CountsVictims(draft)) OfFigure(draft);
        if (!draft.Actors.Exists(a => a.Id is not null)) TakesPart(draft);
        if (draft.Type == EventType.Assault && !draft.Actors.Exists(a => a.Id is not null)) FiredFrom(draft);
        // Who dies in an attack did not make it.
        if (draft.Type == EventType.Assault && !draft.Modes.Contains(Mode.Clash)) draft.Actors.RemoveAll(a => a.Id is { } id && register[id]?.Kind == ActorKind.Civilian);
        if (draft.Type == EventType.Assault && draft.Kind == ClaimKind.Event && !draft.Actors.Exists(a => a.Id is not null)) Inherit(draft);
        if (draft.Type is EventType.Assault or EventType.Coerce && !draft.Targets.Exists(t => t.Id is not null)) ActedOn(draft);
        if (draft.Type == EventType.Assault || draft is { Type: EventType.Coerce, Kind: ClaimKind.Event }) Harmed(draft);
        if (draft is { Type: EventType.Assault, Kind: ClaimKind.Event } && !draft.Targets.Exists(t => t.Id is not null)) Belongings(draft);
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
        if (draft.Type is EventType.Consult or EventType.Agree or EventType.Cooperate || draft.Type == EventType.Reject && draft.Kind == ClaimKind.Event && !draft.Actors.Exists(a => a.Id is not null)) Participants(draft);
        draft.Targets.RemoveAll(t => t.Id is not null && draft.Actors.Exists(a => a.Id == t.Id));
        if (draft.Type == EventType.Aid && !draft.Targets.Exists(t => t.Id is not null) && register.Civilians is { } needy)
        {
            var (from, to) = draft.View.TokensIn(draft.Quote);
            var whom = Enumerable.Range(from, Math.Max(0, to - from + 1)).FirstOrDefault(i => lexicon.Is("civilians", draft.View.Words[i]) && !lexicon.Is("civil-objects", draft.View.Words[i]), -1);
            if (whom >= 0) draft.Targets = [new ActorMention(draft.View.TokenText(whom), needy)];
        }
        if (draft.Type == EventType.Protest && !draft.Actors.Exists(a => a.Id is not null) && register.Civilians is { } marching)
            draft.Actors = [new ActorMention(draft.Actors.FirstOrDefault()?.Text ?? register[marching]?.Name ?? marching, marching)];
        // "the group's weapons were withdrawn", "forces deployed": what is moved is the mover's own.
        if (draft.Type is EventType.Retreat or EventType.Mobilize && draft.Actors.Count == 0 && draft.Targets.FirstOrDefault(t => t.Id is not null && register[t.Id]?.Kind != ActorKind.Civilian) is { } mover)
        {
            draft.Targets.Remove(mover);
            draft.Actors.Add(mover with { Id = finder.Conventional(mover.Id!, draft.Type, draft.Modes) });
        }
        if (draft.Type == EventType.Assault && draft.Kind is ClaimKind.Event or ClaimKind.Tally && register.Civilians is { } civilians && !draft.Targets.Exists(t => t.Id is { } had && ActorRegister.Root(had) == civilians) && CiviliansHit(draft) is { } hit)
            draft.Targets.Add(new ActorMention(hit, CivilianKind(Normal.Tokens(hit)) ?? civilians));
    }

    // "Warplanes" whose owner stands in the headline or in the sentence before; a bomb laid by nobody knows whom.
    private void Inherit(Draft draft)
    {
        var view = draft.View;
        var words = draft.ActorSpans.SelectMany(view.WordsIn).Append(view.Words[draft.Trigger]).ToArray();
        var air = draft.Modes.Count > 0 && draft.Modes.TrueForAll(m => m is Mode.Airstrike);
        var wordClass = Enumerable.Range(0, words.Length).Select(i => register.Words.Match(words, i)).FirstOrDefault(m => m.Length > 0 && m.Value is "aviation" or "ground" or "air-attack" or "ground-attack").Value;
        if (wordClass is null && air) wordClass = "air-attack";
        if (draft.Modes.Exists(m => m is Mode.Ied or Mode.Mine))
        {
            if (register.Unidentified is { } nobody && lexicon.Class("unidentified").Any(view.WordsIn(draft.Segment?.Span ?? draft.Quote)))
            {
                draft.Actors = [new ActorMention(draft.Actors.FirstOrDefault()?.Text ?? register[nobody]?.Name ?? nobody, nobody)];
                draft.Note("actors", "an explosive device that the words lay at nobody's door");
            }
            return;
        }
        if (wordClass is null && draft.Modes.Count == 0 || draft.Modes.Contains(Mode.Clash) || draft.Modes.Contains(Mode.Other)) return;
        var before = _assaults.LastOrDefault(a => view.Paragraph - a.Paragraph <= 1 && a.Modes.Intersect(draft.Modes).Any()).Actor
            ?? (wordClass is not null ? _recent.LastOrDefault(m => register.IsDescribed(m.Id!, wordClass)) : null)
            ?? _headline.Where(id => wordClass is not null && register.IsDescribed(id, wordClass)).Select(id => new ActorMention(register[id]?.Name ?? id, id)).FirstOrDefault();
        if (before is null) return;
        draft.Actors = [before with { Text = draft.Actors.FirstOrDefault()?.Text ?? before.Text }];
        draft.Note("actors", "inherited from the passage or the headline");
    }

    // "shelling from positions of X": who fires stands behind it.
    private void FiredFrom(Draft draft)
    {
        var view = draft.View;
        var (first, last) = view.TokensIn(draft.Segment?.Span ?? draft.Quote);
        for (var i = first; i + 2 <= last; i++)
        {
            if (view.Words[i] != "from" || !Enumerable.Range(i + 1, Math.Min(3, last - i)).Any(k => view.Words[k] is "positions" or "areas" or "territory" or "territories" or "posts" or "bases")) continue;
            var end = i + 1;
            while (end < last && (view.Words[end + 1].Length > 0 || view.TokenText(end + 1) is "-") && !view.IsPos(end + 1, "VERB")) end++;
            foreach (var hit in finder.Find(view, i + 1, end, metonyms: false).Take(1))
                AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), hit.Id, "fired from its positions", "actors", true);
            return;
        }
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
                foreach (var id in Expanded(hit.Id)) if (!draft.Actors.Exists(x => x.Id is { } had && (had == id || had.StartsWith(id + "/", StringComparison.Ordinal)))) draft.Actors.Add(new ActorMention(view.Text(view.SpanOf(hit.First, hit.Last)), id));
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

    // "61 airstrikes by the fighters of X", "1,450 X vehicles": whose the counted things are stands in their own phrase.
    private void OfFigure(Draft draft)
    {
        var view = draft.View;
        var (_, last) = view.TokensIn(draft.Figure!.Span);
        if (!view.HasTree || last + 1 >= view.Count || draft.Type is null) return;
        var head = Enumerable.Range(last, Math.Min(6, view.Count - last)).FirstOrDefault(i => view.IsPos(i, "NOUN") && view.Under(last, i), -1);
        if (head < 0) return;
        var (a, b) = view.Phrase(head, behind: false);
        foreach (var hit in finder.Find(view, Math.Min(a, last), b, metonyms: false))
            if (register[hit.Id]?.Kind is not ActorKind.Civilian) AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), hit.Id, "whose the counted things are", "actors", true);
        foreach (var c in view.Children(head).Where(c => c > head && view.Rel(c) is "nmod" && view.Children(c).Any(x => view.Rel(x) == "case" && view.Words[x] is "by" or "of")))
        {
            var (f, l) = view.Phrase(c);
            foreach (var hit in finder.Find(view, f, l, metonyms: false))
                if (register[hit.Id]?.Kind is ActorKind.ArmedForces or ActorKind.ArmedGroup or ActorKind.State) AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), hit.Id, "whose the counted things are", "actors", true);
        }
    }

    // Neighbouring spans of one role are one; articles and marks fall off.
    private static List<TextSpan> Cleaned(SentenceView view, List<TextSpan> spans)
    {
        var clean = new List<TextSpan>();
        foreach (var span in spans.OrderBy(s => s.Start))
        {
            if (clean.Count > 0 && (span.Start <= clean[^1].End || (span.Start - clean[^1].End == 1 && view.Document.Text[clean[^1].End] != ',') || Apposed(view, clean[^1], span))) clean[^1] = new TextSpan(clean[^1].Start, Math.Max(clean[^1].End, span.End));
            else clean.Add(span);
        }
        return clean;
    }

    // "the foreign minister, N. N.": an office and the person who holds it.
    private static bool Apposed(SentenceView view, TextSpan office, TextSpan name) =>
        view.Document.Text.AsSpan(office.End, name.Start - office.End) is ", " && view.Document.NameSpans.Any(n => n.Scheme == "names" && n.Label == "PER" && n.Span.Start == name.Start)
        && !view.Document.NameSpans.Any(n => n.Scheme == "names" && n.Label == "PER" && n.Span.Overlaps(office));

    // "the deputy head of the centre, N. N., …": the name set off behind an office.
    private static TextSpan? NameBehind(SentenceView view, int last)
    {
        if (last + 2 >= view.Count || view.TokenText(last + 1) is not ",") return null;
        var from = view.TokenSpan(last + 2).Start;
        foreach (var name in view.Document.NameSpans)
            if (name.Scheme == "names" && name.Label == "PER" && name.Span.Start >= from && view.Span.Contains(name.Span) && view.TokensIn(name.Span).First is var at && at - last <= 5 && Enumerable.Range(last + 2, at - last - 2).All(i => char.IsUpper(view.TokenText(i)[0]))) return name.Span;
        return null;
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
            if (b >= view.Body) a = Math.Max(a, view.Body);
            var words = view.Words[a..(b + 1)].Where(w => w.Length > 0).ToArray();
            if (words.Length == 0 || words.All(w => w is "the" or "a" or "an" or "of" or "some" or "his" or "its")) continue;
            if (field == "targets" && words.TakeWhile(w => w is not ("of" or "in" or "on" or "with" or "between")).LastOrDefault() is { } broken && (lexicon.Is("agreement-noun", broken) || broken is "ceasefire" or "truce")) continue; // what is broken is no party
            if (words.Any(w => lexicon.Is("anaphora-party", w)) && finder.Find(view, a, b, metonyms: true).Count == 0 && Bracketed(view, b) is { Count: > 0 } parties)
            {
                foreach (var p in parties) AddActor(draft, mentions, view.Text(view.SpanOf(p.First, p.Last)), p.Id, "named in the brackets behind", field, conventional);
                continue;
            }
            if (Referred(draft, words) is { Count: > 0 } referred)
            {
                foreach (var r in referred) AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), r, "reference to an actor named before", field, conventional);
                continue;
            }
            if (draft.Type == EventType.Protest && field == "actors" && words.Any(w => lexicon.Is("crowd", w)) && register.Civilians is { } crowd)
            {
                AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), CivilianKind(words) ?? crowd, "word for a crowd", field, false);
                continue;
            }
            var hits = field == "targets" && words.Any(w => lexicon.Is("civil-objects", w)) && draft.Type == EventType.Assault && !words.Any(w => w is "positions" or "posts" or "forces") ? [] : finder.Find(view, a, b, metonyms: true);
            if (hits.Count == 0 && draft.Kind == ClaimKind.Tally && field == "actors") continue;
            // "an officer of the movement": the group that the passage is about.
            if (hits.Count == 0 && words.Length > 3 && words[^2] == "the" && words[^3] is "of" or "from" && lexicon.Is("group-noun", words[^1]) && Referred(draft, ["the", "group"]) is [var whose])
            {
                AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), whose, "of the group named before", field, conventional);
                continue;
            }
            if (hits.Count == 0)
            {
                if (OwnedArm(draft, words, a) is { } arm) { AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), arm, "a common noun for the arm of one named before", field, conventional); continue; }
                if (words.Any(w => lexicon.Is("civilians", w) || lexicon.Is("civil-objects", w)) && register.Civilians is { } civilians) { AddActor(draft, mentions, view.Text(view.SpanOf(a, b)), CivilianKind(words) ?? civilians, "word for civilians", field, false); continue; }
                mentions.Add(new ActorMention(view.Text(view.SpanOf(a, b)), null));
                draft.Note(field, "no entry of the register fits", view.Text(view.SpanOf(a, b)));
                continue;
            }
            foreach (var hit in hits)
                foreach (var id in Expanded(hit.Id!))
                    AddActor(draft, mentions, view.Text(view.SpanOf(hit.First, hit.Last)), hit.Rule == "adjective" && field == "actors" ? ByAdjective(draft, hit, id) : id, hit.Rule, field, conventional);
        }
        return mentions;
    }

    // "Russian raids", "Syrian guns": the arm that the noun behind the adjective belongs to.
    private string ByAdjective(Draft draft, ActorHit hit, string id)
    {
        var view = draft.View;
        if (draft.Type != EventType.Assault || !view.HasTree || view.Head(hit.Last) is not (>= 0 and var noun) || noun <= hit.Last) return id;
        if (register.Words.Match([view.Words[noun]], 0) is { Length: 1, Value: { } wordClass } && register.Described(id, wordClass) is { } arm) return arm;
        return noun == draft.Trigger || lexicon.Is("attack-noun", view.Words[noun]) ? finder.Conventional(id, draft.Type, draft.Modes) : id;
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

    // "40 attacks (35 by the other side's count)": whose count it is acts in nothing.
    private static bool Bracketed(SentenceView view, TextSpan span)
    {
        var (a, b) = view.TokensIn(span);
        for (var i = a - 1; i >= 0 && i > a - 8; i--)
        {
            if (view.TokenText(i) is ")") return false;
            if (view.TokenText(i) is "(") return view.Document.Quantities.Any(q => q.Span.Start >= view.TokenSpan(i).Start && q.Span.End <= view.TokenSpan(Math.Min(view.Count - 1, b + 4)).End);
        }
        return false;
    }

    // "the two sides (A and B)".
    private IReadOnlyList<ActorHit> Bracketed(SentenceView view, int last)
    {
        if (last + 2 >= view.Count || view.TokenText(last + 1) is not "(") return [];
        var end = last + 2;
        while (end < view.Count && view.TokenText(end) is not ")") end++;
        return finder.Find(view, last + 2, end - 1, metonyms: true);
    }

    // "the army", "its forces", "our fighters": the arm of whoever was named before, or of who speaks.
    private string? OwnedArm(Draft draft, string[] words, int first)
    {
        if (words is ["army", "units" or "forces" or "troops" or "artillery" or "positions"]) words = ["the", .. words];
        if (words.Length is < 2 or > 4) return null;
        var (length, wordClass) = register.Words.Match(words, words.Length - 1);
        if (length == 0 && words[0] is "its" or "their" && (lexicon.Is("combatants", words[^1]) || lexicon.Is("fighting-members", words[^1]) || words[^1] is "guards" or "units" or "columns" or "regiments" or "battalions" or "vehicles")) (length, wordClass) = (1, "forces");
        if (length == 0 && words.Contains("army")) (length, wordClass) = (1, "forces");
        if (length == 0 && register.Words.Match(words, 1) is var phrase && phrase.Length == words.Length - 1) (length, wordClass) = phrase;
        if (length == 0 || wordClass is null) return null;
        if (lexicon.Is("we", words[0]))
        {
            var own = draft.Segment?.Chain.Count > 0 ? draft.Segment.Chain[^1].Affiliation : report.Publisher is { } p ? names.IdOf(p) : null;
            if (own is null || register[own]?.Kind is ActorKind.Media or ActorKind.Monitor) return null;
            return register.Described(ActorRegister.Root(own), wordClass) ?? (register[own]?.Kind == ActorKind.ArmedGroup ? own : null);
        }
        if (words[0] is "its" or "their" or "his")
            return Owner(draft, first) is { } owner ? register[owner]?.Kind == ActorKind.ArmedGroup ? owner : register.Described(ActorRegister.Root(owner), wordClass) : null;
        return words[0] == "the" && wordClass is "forces" or "aviation" or "ground" ? NamedArm(wordClass) ?? (words.Contains("army") && words.All(w => w is "the" or "army" or "units" or "forces" or "troops" or "artillery" or "positions") && homeState is { } home ? register.Described(home, wordClass) : null) : null;
    }

    // Whose "its" is: the subject before it in the sentence, another party before it, who speaks, who was told of before.
    private string? Owner(Draft draft, int before)
    {
        var view = draft.View;
        var here = before > 0 ? finder.All(view, 0, before - 1).Where(h => h.Person is null && register[h.Id]?.Kind is not (ActorKind.Civilian or ActorKind.Media or ActorKind.Monitor)).ToList() : [];
        if (here.Count > 0) return (here.Find(h => view.HasTree && Enumerable.Range(h.First, h.Last - h.First + 1).Any(i => view.Rel(i) is "nsubj" or "nsubj:pass")) ?? here[^1]).Id;
        if (draft.Segment?.Chain is [.., { Affiliation: { } speaking }] && register[speaking]?.Kind is not (ActorKind.Civilian or ActorKind.Media or ActorKind.Monitor)) return speaking;
        return _recent.LastOrDefault(m => register[m.Id!]?.Kind is not (ActorKind.Civilian or ActorKind.Media or ActorKind.Monitor))?.Id;
    }

    private string? NamedArm(string wordClass) =>
        _recent.LastOrDefault(m => register.IsDescribed(m.Id!, wordClass) && register[m.Id!]?.Kind == ActorKind.ArmedForces)?.Id;

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
        if (words is ["they"] or ["them"])
        {
            // Fighters or officials of the sentence before; who speaks is "we".
            var speaking = draft.Segment?.Chain.Count > 0 ? draft.Segment.Chain[^1].Affiliation : null;
            return _acting.LastOrDefault(m => draft.View.Index - m.Sentence is 1 or 2 && draft.View.Paragraph - m.Paragraph is 0 && m.Id != speaking).Id is { } those ? [those] : [];
        }
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
            foreach (var hit in finder.All(draft.View, 0, Math.Max(0, draft.View.TokensIn(draft.ActorSpans.Concat(draft.TargetSpans).DefaultIfEmpty(draft.View.TokenSpan(draft.Trigger)).First()).First)).Reverse())
                if (register[hit.Id]?.Kind == ActorKind.ArmedGroup) return [hit.Id];
            return _recent.LastOrDefault(m => register[m.Id]?.Kind == ActorKind.ArmedGroup) is { Id: { } group } ? [group] : [];
        }
        return [];
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
                if (draft.Kind == ClaimKind.Statement && spans == draft.ActorSpans && NameBehind(view, view.Phrase(head).Last) is { } name) grown = new TextSpan(grown.Start, name.End);
                if (grown.Overlaps(view.TokenSpan(draft.Trigger)) && !span.Overlaps(view.TokenSpan(draft.Trigger))) grown = span;
                if (wide.Count > 0 && wide[^1].Overlaps(grown)) wide[^1] = new TextSpan(Math.Min(wide[^1].Start, grown.Start), Math.Max(wide[^1].End, grown.End));
                else wide.Add(grown);
            }
            spans.Clear();
            spans.AddRange(wide);
        }
    }
}
