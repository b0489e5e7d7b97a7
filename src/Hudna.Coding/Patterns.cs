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
        if (view.HasTree && !drafts.Any(d => d.Type == EventType.Reject) && NoAgreement(view, segment) is { } none) found.Add(none);
        if (Build(view, segment) is { } build && !drafts.Any(d => d.Type == EventType.Mobilize)) found.Add(build);
        if (view.HasTree && !drafts.Any(d => d.Type == EventType.Assault) && Attack(view, segment) is { } attack) found.Add(attack);
        return found;
    }

    private Draft? Lapse(SentenceView view, Segment segment)
    {
        for (var d = 0; d < view.DenseWords.Length; d++)
        {
            if (view.DenseWords[d] is not ("deadline" or "deadlines")) continue;
            var behind = view.DenseWords.Skip(d + 1).Take(6).ToArray();
            if (!behind.Any(w => lexicon.Is("lapse-word", w)) || behind.Any(w => w is "will" or "would" or "by" && behind.Contains("met"))) continue;
            return New(view, segment, view.Dense[d], EventType.Reject, Mode.Lapse, "a deadline gone by");
        }
        return null;
    }

    // "did not reach a formula", "no agreement was reached": the failure is the act.
    private static Draft? NoAgreement(SentenceView view, Segment segment)
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
            if (!view.IsPos(t, "NOUN") || !lexicon.Is("attack-noun", view.Words[t]) || view.Rel(t) is "compound" or "nmod") continue;
            var verb = view.Head(t);
            if (verb < 0 || !view.IsPos(verb, "VERB")) continue;
            if (view.Rel(verb) is not ("root" or "conj" or "ccomp" or "parataxis") || view.Children(verb).Any(c => lexicon.Is("habitual", view.Words[c]))) continue;
            var happens = view.Rel(t) is "nsubj" && lexicon.Is("occur", view.Words[verb]) && !(lexicon.Is("characterise", view.Words[verb]) && view.Words[verb] is not "returned");
            var done = view.Rel(t) is "obj" or "conj" or "nsubj:pass" && (lexicon.Is("suffer", view.Words[verb]) || lexicon.Is("support", view.Words[verb]));
            if (!happens && !done) continue;
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
        draft.Note("kind", rule, view.TokenText(trigger));
        return draft;
    }
}
