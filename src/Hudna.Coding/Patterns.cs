using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// What the words say plainly though no frame tells it: a noun of attack that happens or is carried out, a deadline gone by, forces built up.
/// </summary>
internal sealed class Patterns(Lexicon lexicon, ActorFinder finder)
{
    public List<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts)
    {
        var found = new List<Draft>();
        if (Lapse(view, segment) is { } lapse && !drafts.Any(d => d.Type == EventType.Reject)) found.Add(lapse);
        if (view.HasTree && !drafts.Any(d => d.Type == EventType.Reject) && NoAgreement(view, segment, drafts) is { } none) found.Add(none);
        if (view.HasTree && !drafts.Any(d => d.Type == EventType.Reject) && found.Count == 0 && Fruitless(view, segment, drafts) is { } fruitless) found.Add(fruitless);
        if (Build(view, segment) is { } build && !drafts.Any(d => d.Type == EventType.Mobilize)) found.Add(build);
        if (Device(view, segment, drafts) is { } device) found.Add(device);
        if (view.HasTree && !drafts.Any(d => d.Type == EventType.Assault) && found.Count == 0 && Attack(view, segment) is { } attack) found.Add(attack);
        return found;
    }

    private Draft? Lapse(SentenceView view, Segment segment)
    {
        for (var d = 0; d < view.DenseWords.Length; d++)
        {
            if (view.DenseWords[d] is not ("deadline" or "deadlines") || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var behind = view.DenseWords.Skip(d + 1).Take(14).TakeWhile(w => w is not ("said" or "until")).ToArray();
            if (!behind.Any(w => lexicon.Is("lapse-word", w)) || behind.Any(w => w is "will" or "would" or "by" && behind.Contains("met"))) continue;
            return New(view, segment, view.Dense[d], EventType.Reject, Mode.Lapse, "a deadline gone by");
        }
        return null;
    }

    // "did not reach a formula", "no agreement was reached": the failure is the act.
    private static Draft? NoAgreement(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts)
    {
        var (first, last) = view.TokensIn(segment.Span);
        for (var i = first; i <= last; i++)
        {
            if (view.Words[i] is not ("reach" or "reached") || !view.IsPos(i, "VERB") || view.Rel(i) is not ("root" or "ccomp" or "conj" or "parataxis")) continue;
            var not = view.Children(i).Any(c => view.Words[c] is "not" || view.TokenText(c) is "n't" or "n’t");
            var no = view.Child(i, "nsubj:pass", "obj") is >= 0 and var what && view.Children(what).Any(c => view.Words[c] == "no");
            if (!not && !no || view.Children(i).Any(c => view.Words[c] is "will" or "would" or "could" or "if" or "may")) continue;
            var draft = New(view, segment, i, EventType.Reject, null, "no agreement was reached");
            if (view.Child(i, "nsubj") is >= 0 and var subject)
            {
                var (a, b) = view.Phrase(subject, behind: false);
                draft.ActorSpans.Add(view.SpanOf(a, b));
            }
            // The meeting that it failed at says where and when.
            foreach (var meeting in drafts.Where(d => d.Type == EventType.Consult && view.Under(d.Trigger, i)))
            {
                draft.PlaceSpans.AddRange(meeting.PlaceSpans);
                draft.TimeSpans.AddRange(meeting.TimeSpans);
            }
            return draft;
        }
        return null;
    }

    // "the talks ended without agreement".
    private Draft? Fruitless(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts)
    {
        for (var d = 1; d < view.DenseWords.Length; d++)
        {
            if (lexicon.Class("fruitless").Match(view.DenseWords, d).Length == 0 || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var before = view.DenseWords[..d];
            var noun = Array.FindLastIndex(before, w => lexicon.Is("meeting-noun", w));
            if (noun < 0 || before[noun..].Any(w => w is "if" or "will" or "may" or "could")) continue;
            var draft = New(view, segment, view.Dense[d], EventType.Reject, null, "talks that ended with nothing");
            var meetings = drafts.Where(m => m.Type == EventType.Consult).ToList();
            foreach (var meeting in meetings)
            {
                draft.PlaceSpans.AddRange(meeting.PlaceSpans);
                draft.TimeSpans.AddRange(meeting.TimeSpans);
                draft.ActorSpans.AddRange(meeting.ActorSpans);
            }
            if (meetings.Count == 0)
            {
                var (a, b) = view.Phrase(view.Dense[noun], behind: false);
                if (finder.Find(view, a, b, metonyms: true).Count > 0) draft.ActorSpans.Add(view.SpanOf(a, b));
            }
            return draft;
        }
        return null;
    }

    // "a roadside bomb went off near X".
    private Draft? Device(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts)
    {
        for (var d = 0; d < view.DenseWords.Length; d++)
        {
            var (length, mode) = lexicon.Means.Match(view.DenseWords, d);
            if (length == 0 || mode is not (Mode.Ied or Mode.Mine) || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var verb = -1;
            for (var k = d + length; verb < 0 && k < Math.Min(view.DenseWords.Length, d + length + 14); k++) if (lexicon.Class("detonate").Match(view.DenseWords, k).Length > 0) verb = k;
            if (verb < 0 || view.DenseWords[d..verb].Any(w => w is "not" or "no" or "never" or "if" or "will" or "may")) continue;
            var near = view.SpanOf(view.Dense[d], view.Dense[verb]);
            if (drafts.Any(e => e.Type == EventType.Assault && (near.Overlaps(view.TokenSpan(e.Trigger)) || e.Modes.Contains(mode)))) return null;
            var draft = New(view, segment, view.Dense[verb], EventType.Assault, mode, "an explosive device that goes off");
            var end = segment.Span.End;
            foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && n.Span.Start > near.Start && n.Span.End <= end)) { draft.PlaceSpans.Add(name.Span); break; }
            foreach (var e in drafts) e.PlaceSpans.RemoveAll(s => draft.PlaceSpans.Exists(s.Overlaps));
            return draft;
        }
        return null;
    }

    private Draft? Build(SentenceView view, Segment segment)
    {
        for (var d = 0; d < view.DenseWords.Length; d++)
        {
            if (lexicon.Class("mobilize-phrase").Match(view.DenseWords, d).Length == 0 || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var draft = New(view, segment, view.Dense[d], EventType.Mobilize, Mode.Reinforcement, "words for a build-up of forces");
            var verb = view.Dense[d];
            for (var steps = 0; view.HasTree && steps < 3 && view.Child(verb, "nsubj") < 0 && view.Rel(verb) == "conj"; steps++) verb = view.Head(verb);
            if (view.HasTree && view.Child(verb, "nsubj") is >= 0 and var subject) { var (a, b) = view.Phrase(subject, behind: false); draft.ActorSpans.Add(view.SpanOf(a, b)); }
            return draft;
        }
        return null;
    }

    private Draft? Attack(SentenceView view, Segment segment)
    {
        var (first, last) = view.TokensIn(segment.Span);
        for (var t = first; t <= last; t++)
        {
            var verb = view.Head(t);
            var aimed = view.Words[t] == "fire" && verb >= 0 && view.Words[verb] is "directed" or "opened" or "aimed"; // "fire was directed at X"
            if (!view.IsPos(t, "NOUN") || !(aimed || lexicon.Is("attack-noun", view.Words[t])) || view.Rel(t) is "compound" or "nmod") continue;
            if (verb < 0 || !view.IsPos(verb, "VERB")) continue;
            if (view.Rel(verb) is not ("root" or "conj" or "ccomp" or "parataxis") || view.Children(verb).Any(c => lexicon.Is("habitual", view.Words[c]))) continue;
            var happens = view.Rel(t) is "nsubj" && lexicon.Is("occur", view.Words[verb]) && !(lexicon.Is("characterise", view.Words[verb]) && view.Words[verb] is not "returned");
            var done = view.Rel(t) is "obj" or "conj" or "nsubj:pass" && (lexicon.Is("suffer", view.Words[verb]) || lexicon.Is("support", view.Words[verb]));
            if (!happens && !done && !aimed) continue;
            if (view.Children(verb).Any(c => view.Rel(c) == "aux" && (lexicon.Is("modal-forecast", view.Words[c]) || lexicon.Is("modal-demand", view.Words[c])) || view.Words[c] is "not" or "never")) continue;
            var places = view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && segment.Span.Contains(n.Span)).Select(n => n.Span).ToList();
            if (places.Count == 0) continue;
            var draft = New(view, segment, t, EventType.Assault, null, "a noun of attack that happens or is carried out");
            draft.PlaceSpans.AddRange(places);
            if (draft.ActorSpans.Count == 0 && done && !lexicon.Is("suffer", view.Words[verb]) && view.Child(verb, "nsubj") is >= 0 and var subject)
            {
                var (a, b) = view.Phrase(subject, behind: false);
                if (finder.Find(view, a, b, metonyms: true).Count > 0) draft.ActorSpans.Add(view.SpanOf(a, b));
            }
            if (draft.ActorSpans.Count > 0) draft.PlaceSpans.RemoveAll(p => draft.ActorSpans.Exists(p.Overlaps));
            return draft;
        }
        return null;
    }

    private static Draft New(SentenceView view, Segment segment, int trigger, EventType type, Mode? mode, string rule)
    {
        var draft = new Draft { View = view, Kind = ClaimKind.Event, Type = type, Trigger = trigger, Segment = segment, Quote = segment.Span, Confidence = 0.6 };
        if (mode is { } m) draft.Modes.Add(m);
        draft.Rule = rule;
        draft.Note("kind", rule, view.TokenText(trigger));
        return draft;
    }
}
