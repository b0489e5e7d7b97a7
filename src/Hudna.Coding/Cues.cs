using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A verb of attribution with its subject.</summary>
/// <param name="Verb">Its token.</param>
/// <param name="First">First token of the words of attribution.</param>
/// <param name="Last">Last token of them.</param>
/// <param name="SpeakerFirst">First token of the words for the speaker; -1 where the verb has none of its own ("adding that").</param>
/// <param name="SpeakerLast">Last token of them.</param>
/// <param name="Backs">Whether the claim stands in front of it ("…, X said").</param>
internal sealed record Cue(int Verb, int First, int Last, int SpeakerFirst, int SpeakerLast, bool Backs);

/// <summary>Finds the verbs of attribution of a sentence by its tree; without a tree by the frames' speaker and cue spans.</summary>
internal sealed class CueFinder(Lexicon lexicon)
{
    public List<Cue> Find(SentenceView view)
    {
        var cues = new List<Cue>();
        if (view.HasTree)
            for (var i = 0; i < view.Count; i++)
                if (At(view, i) is { } cue) cues.Add(cue);
        foreach (var cue in FromFrames(view))
            if (!cues.Exists(c => Math.Abs(c.Verb - cue.Verb) <= 1 || (c.First <= cue.Last && cue.First <= c.Last))) cues.Add(cue);
        return [.. cues.OrderBy(c => c.Verb)];
    }

    private Cue? At(SentenceView view, int i)
    {
        var word = view.Words[i];
        if (word == "according" && i + 1 < view.Count && view.Words[i + 1] == "to") return According(view, i);
        var say = lexicon.Is("say", word);
        var believe = lexicon.Is("believe", word);
        var cite = lexicon.Is("cite", word);
        if (!say && !believe && !cite) return null;
        if (!view.IsPos(i, "VERB") || view.Rel(i) is "amod" or "compound") return null;
        var subject = view.Child(i, "nsubj", "nsubj:pass", "obl:agent");
        if (view.Rel(i) is "acl" or "acl:relcl" && subject < 0 && !cite && !(word.EndsWith("ing", StringComparison.Ordinal) || view.Rel(i) == "acl:relcl")) return null;
        var content = view.Child(i, "ccomp", "parataxis");
        var quote = view.Document.Quotations.Any(q => q.Overlaps(view.Span));
        var that = i + 1 < view.Count && view.Words[i + 1] == "that";
        var isContent = view.Rel(i) == "parataxis" || content >= 0 || that || (quote && Beside(view, i));
        if (!isContent && !cite && !(say && Colon(view, i))) return null;
        if (view.Child(i, "nsubj:pass") >= 0 && view.Child(i, "obl:agent") < 0) return null;
        if (lexicon.Is("say-weak", word) && content < 0 && view.Rel(i) != "parataxis" && !that && !(quote && Beside(view, i))) return null;
        if (subject < 0 && view.Rel(i) is "acl:relcl") subject = view.Head(i);
        if (cite)
        {
            var cited = view.Child(i, "obj", "obl");
            if (subject < 0 && view.Rel(i) is not ("advcl" or "acl" or "acl:relcl")) subject = -1;
            return Bounds(view, i, subject, false);
        }
        var conjSubject = subject < 0 && view.Rel(i) == "conj" ? -1 : subject;
        if (conjSubject < 0 && view.Rel(i) is not ("advcl" or "conj" or "xcomp" or "acl" or "parataxis")) return null;
        var backs = conjSubject >= 0 && (content < 0 || content < i) && (view.Rel(i) == "parataxis" || content >= 0 && content < i);
        return Bounds(view, i, conjSubject, backs);
    }

    private static Cue Bounds(SentenceView view, int verb, int subject, bool backs)
    {
        if (subject < 0) return new Cue(verb, verb, verb + 1 < view.Count && view.Words[verb + 1] == "that" ? verb + 1 : verb, -1, -1, false);
        var (a, b) = SpeakerPhrase(view, subject);
        var (first, last) = (Math.Min(a, verb), Math.Max(b, verb));
        // "told the channel": the hearer belongs to the words of attribution.
        var hearer = view.Child(verb, "obj", "iobj");
        if (hearer > verb && view.Words[verb] is "told" or "tell" or "tells" or "telling" or "informed") last = Math.Max(last, view.Phrase(hearer).Last);
        if (last + 1 < view.Count && view.Words[last + 1] == "that") last++;
        return new Cue(verb, first, last, a, b, backs);
    }

    // The noun phrase with appositions, relative clauses left out.
    private static (int First, int Last) SpeakerPhrase(SentenceView view, int subject)
    {
        var (first, last) = view.Phrase(subject);
        foreach (var c in view.Children(subject))
        {
            if (view.Rel(c) is not ("appos" or "nmod" or "flat" or "conj")) continue;
            var (a, b) = view.Subtree(c);
            first = Math.Min(first, a);
            last = Math.Max(last, b);
        }
        return (first, last);
    }

    private static bool Beside(SentenceView view, int verb)
    {
        for (var i = Math.Max(0, verb - 12); i < Math.Min(view.Count, verb + 7); i++)
            if (view.TokenText(i) is "“" or "”" or "\"" or "«" or "»") return true;
        return false;
    }

    private static bool Colon(SentenceView view, int verb)
    {
        for (var i = verb + 1; i < Math.Min(view.Count, verb + 6); i++) if (view.TokenText(i) is ":") return true;
        return false;
    }

    private static Cue According(SentenceView view, int at)
    {
        var head = -1;
        for (var i = at + 2; i < view.Count; i++)
            if (view.Head(at) == i || (view.Rel(i) is "obl" or "pobj" or "nmod" && view.Under(at, i))) { head = i; break; }
        if (head < 0) head = Enumerable.Range(at + 2, Math.Max(0, view.Count - at - 2)).FirstOrDefault(i => view.IsPos(i, "NOUN") || view.IsPos(i, "PROPN"), -1);
        if (head < 0) return new Cue(at, at, Math.Min(at + 1, view.Count - 1), -1, -1, false);
        var (a, b) = view.Phrase(head);
        foreach (var c in view.Children(head)) if (view.Rel(c) is "appos" or "flat") b = Math.Max(b, view.Subtree(c).Last);
        a = Math.Max(a, at + 2);
        return new Cue(at, at, Math.Max(a, b), a, Math.Max(a, b), at > view.Count / 3);
    }

    private static IEnumerable<Cue> FromFrames(SentenceView view)
    {
        foreach (var frame in view.Document.Frames)
        {
            if (frame.Sentence != view.Index) continue;
            var cue = frame.Roles.Where(r => r.Role == FrameRole.Cue && r.Probability >= 0.8).Select(r => r.Span).FirstOrDefault();
            var speaker = frame.Roles.Where(r => r.Role == FrameRole.Speaker && r.Probability >= 0.8).Select(r => r.Span).FirstOrDefault();
            if (cue.Length == 0 || speaker.Length == 0) continue;
            var (c, d) = view.TokensIn(cue);
            var (a, b) = view.TokensIn(speaker);
            if (d < c || b < a || Math.Abs(a - d) > 12) continue;
            yield return new Cue(c, Math.Min(a, c), Math.Max(b, d), a, b, Math.Min(a, c) > view.Count / 2);
        }
    }
}
