using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A verb of attribution with its subject.</summary>
/// <param name="Verb">Its token.</param>
/// <param name="First">First token of the words of attribution.</param>
/// <param name="Last">Last token of them.</param>
/// <param name="SpeakerFirst">First token of the words for the speaker; -1 where the verb has none of its own ("adding that").</param>
/// <param name="SpeakerLast">Last token of them.</param>
/// <param name="Backs">Whether the claim stands in front of it ("…, X said").</param>
internal sealed record Cue(int Verb, int First, int Last, int SpeakerFirst, int SpeakerLast, bool Backs)
{
    /// <summary>The words for a further source that the speaker leans on ("quoted two officials", "from a source"); empty for none.</summary>
    public (int First, int Last) Source { get; init; } = (0, -1);

    /// <summary><c>according</c> for phrases that work like it; null for verbs.</summary>
    public string? Kind { get; init; }
}

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
        var dense = Array.IndexOf(view.Dense, i);
        if (dense >= 0 && lexicon.Class("according").Match(view.DenseWords, dense) is { Length: > 0 and var length }) return According(view, i, view.Dense[dense + length - 1]);
        if (word == "in" && Opinion(view, i) is { } opinion) return opinion;
        var say = lexicon.Is("say", word);
        var believe = lexicon.Is("believe", word);
        var cite = lexicon.Is("cite", word);
        if (!say && !believe && !cite) return Reckons(view, i);
        if (!view.IsPos(i, "VERB") || view.Rel(i) is "amod" or "compound") return null;
        var subject = view.Child(i, "nsubj", "nsubj:pass", "obl:agent");
        if (view.Rel(i) is "acl" or "acl:relcl" && subject < 0 && !cite && !(word.EndsWith("ing", StringComparison.Ordinal) || view.Rel(i) == "acl:relcl")) return null;
        var content = view.Child(i, "ccomp", "parataxis");
        var foresees = believe && word.StartsWith("expect", StringComparison.Ordinal) && subject >= 0 && view.Child(i, "obj") >= 0;
        var quote = view.Document.Quotations.Any(q => q.Overlaps(view.Span));
        var that = i + 1 < view.Count && view.Words[i + 1] == "that";
        var isContent = view.Rel(i) == "parataxis" || content >= 0 || that || (quote && Beside(view, i));
        var aside = say && subject >= 0 && subject < i && i <= 6 && i + 1 < view.Count && view.TokenText(i + 1) is "," && !lexicon.Is("accuse-cue", word) && (view.IsPos(subject, "PROPN") || view.IsPos(subject, "PRON"));
        var refers = say && subject >= 0 && i + 1 < view.Count && view.Words[i + 1] == "to" && word is "noted" or "pointed" or "notes" or "points";
        var whoSaid = say && view.Rel(i) == "acl:relcl" && i + 1 < view.Count && (view.IsPos(i + 1, "PROPN") || view.IsPos(i + 1, "DET") || view.IsPos(i + 1, "PRON"));
        if (view.Rel(i) is "acl:relcl" && lexicon.Is("deny-cue", word)) return null; // "a claim which X denies": not what X says
        if (!isContent && !cite && !foresees && !whoSaid && !aside && !refers && !(say && Colon(view, i))) return null;
        // "continues to grow", "continued shelling": no words of speech.
        if (word.StartsWith("continu", StringComparison.Ordinal) && !aside && view.Rel(i) != "parataxis" && !(word == "continued" && i + 1 < view.Count && view.Words[i + 1] == "saying")) return null;
        if (Stance(word) && !that && !(quote && Beside(view, i) && view.Rel(i) == "parataxis") && !(content >= 0 && view.Rel(content) == "ccomp" && view.Children(content).Any(c => view.Words[c] == "that"))) return null;
        if (view.Child(i, "nsubj:pass") >= 0 && view.Child(i, "obl:agent") < 0) return null;
        if (lexicon.Is("say-weak", word) && !aside && !refers && content < 0 && view.Rel(i) != "parataxis" && !that && !(quote && Beside(view, i))) return null;
        if (view.Rel(i) is "acl:relcl" && (subject < 0 || view.Words[subject] is "who" or "which" or "that")) subject = view.Head(i);
        if (cite)
        {
            if (view.Child(i, "nsubj:pass", "obl:agent") >= 0) return null;
            var cited = view.Child(i, "obj", "obl");
            for (var j = i + 1; cited < i && j < Math.Min(view.Count, i + 6); j++) if (lexicon.Is("source-noun", view.Words[j])) cited = j;
            if (cited < i) return null;
            var (from, to) = view.Phrase(cited);
            from = Math.Max(from, i + 1);
            // "While the X newspaper quoted …": the subject stands right before, whatever the tree says.
            var left = i;
            while (subject < 0 && left > 0 && (view.IsPos(left - 1, "PROPN") || view.IsPos(left - 1, "NOUN") || view.IsPos(left - 1, "DET") || view.TokenText(left - 1) is "-")) left--;
            if (left < i && i - left >= 2) return new Cue(i, left, Math.Max(i, to), left, i - 1, false) { Source = (from, to) };
            var cue = Bounds(view, i, subject < i ? subject : -1, false);
            return cue with { Last = Math.Max(cue.Last, to), Source = (from, to) };
        }
        if (say && End(view, i) && Backward(view, i) is { } backward) return backward;
        if (subject < 0 && word.EndsWith("ing", StringComparison.Ordinal)) subject = FirstSubject(view, i);
        var conjSubject = subject < 0 && view.Rel(i) == "conj" ? -1 : subject;
        if (conjSubject < 0 && view.Rel(i) is not ("advcl" or "conj" or "xcomp" or "acl" or "parataxis")) return null;
        var backs = conjSubject >= 0 && (content < 0 || content < i) && (view.Rel(i) == "parataxis" || content >= 0 && content < i);
        return Bounds(view, i, conjSubject, backs);
    }

    // "the analyst N. N. puts the chance at one in three", "the director spoke of 107 cases": verbs that estimate, a person or a body that counts as their subject.
    private Cue? Reckons(SentenceView view, int verb)
    {
        if (!lexicon.Is("reckon", view.Words[verb]) || !view.IsPos(verb, "VERB") || view.Rel(verb) is not ("root" or "conj" or "parataxis") || view.Child(verb, "nsubj") is not (>= 0 and var subject) || subject > verb) return null;
        var (a, b) = SpeakerPhrase(view, subject);
        b = Math.Min(b, verb - 1);
        var somebody = view.Document.NameSpans.Any(n => n.Scheme == "names" && n.Label is "PER" or "ORG" && n.Span.Overlaps(view.SpanOf(a, Math.Max(a, b)))) || Enumerable.Range(a, Math.Max(0, b - a + 1)).Any(i => lexicon.Is("title", view.Words[i]) || lexicon.Is("source-noun", view.Words[i]));
        var word = view.Words[verb];
        if (word is "put" or "puts" && !Enumerable.Range(verb + 1, Math.Min(25, view.Count - verb - 1)).Any(i => view.Words[i] == "at") || word is "spoke" or "speaks" && !(verb + 1 < view.Count && view.Words[verb + 1] == "of")) return null;
        var figure = word is "spoke" or "speaks" or "put" or "puts" or "counts" or "estimated";
        if (!somebody || figure && !view.Document.Quantities.Any(q => view.Span.Contains(q.Span) && q.Span.Start > view.TokenSpan(verb).Start)) return null;
        return Bounds(view, verb, subject, false);
    }

    private bool Stance(string word) =>
        lexicon.Is("accuse-cue", word) || lexicon.Is("reject-cue", word) || lexicon.Is("request-cue", word) || lexicon.Is("support-cue", word) || lexicon.Is("threaten-cue", word) && !word.StartsWith("warn", StringComparison.Ordinal);

    private static Cue Bounds(SentenceView view, int verb, int subject, bool backs)
    {
        if (subject < 0) return new Cue(verb, verb, verb + 1 < view.Count && view.Words[verb + 1] == "that" ? verb + 1 : verb, -1, -1, false);
        var (a, b) = SpeakerPhrase(view, subject);
        b = a < verb && verb <= b ? verb - 1 : UpToVerb(view, b, verb); // a phrase that takes in its own verb is cut there
        var (first, last) = (Math.Min(a, verb), Math.Max(b, verb));
        if (b >= view.Body) a = Math.Max(a, view.Body);
        first = Math.Max(first, Math.Min(view.Body, verb));
        // "told the channel": the hearer belongs to the words of attribution.
        var hearer = view.Child(verb, "obj", "iobj");
        if (hearer > verb && view.Words[verb] is "told" or "tell" or "tells" or "telling" or "informed") last = Math.Max(last, view.Phrase(hearer).Last);
        // What stands between the verb and its "that", without a verb of its own: "on condition of anonymity".
        for (var i = last + 1; i < Math.Min(view.Count, last + 14); i++)
        {
            if (view.Words[i] == "that" && view.Rel(i) is "mark" or "fixed") { last = i; break; }
            var source = Enumerable.Range(verb, i - verb).Any(j => view.Words[j] is "source" or "sources" or "official" or "officials");
            if (!source && (view.IsPos(i, "VERB") && view.Rel(i) is not ("amod" or "acl" or "acl:relcl") || view.IsPos(i, "AUX")) || view.TokenText(i) is "“" or "\"" or ":") break;
        }
        return new Cue(verb, first, last, a, b, backs) { Source = From(view, verb, last) };
    }

    // "its spokesman N. N. said", "another paper, X, wrote": names right before the verb belong to its subject.
    private static int UpToVerb(SentenceView view, int last, int verb)
    {
        if (last >= verb || verb - last > 9) return last;
        for (var i = last + 1; i < verb; i++)
            if (!(view.IsPos(i, "PROPN") || view.TokenText(i) is "," or "-" or "." || view.Words[i] is "of" or "the" or "al" && i + 1 < verb)) return last;
        return view.TokenText(verb - 1) is "," ? verb - 2 : verb - 1;
    }

    // "reported from a source that it did not name".
    private static (int First, int Last) From(SentenceView view, int verb, int last)
    {
        for (var i = verb + 1; i <= Math.Min(last, view.Count - 2); i++)
        {
            if (view.Words[i] is not ("from" or "citing" or "quoting")) continue;
            for (var j = i + 1; j <= Math.Min(last, i + 7); j++)
                if (view.Words[j] is "source" or "sources" or "official" or "officials" or "activists" or "witnesses") return (i + 1, j);
        }
        return (0, -1);
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

    private static int FirstSubject(SentenceView view, int verb)
    {
        for (var i = 0; i < verb; i++) if (view.IsPos(i, "VERB") && (view.Words[i] is "said" or "told" or "added")) return -1;
        for (var i = 0; i < verb; i++) if (view.Rel(i) == "nsubj" && view.Head(i) < verb) return i;
        return -1;
    }

    // The sentence ends with the verb of attribution, a day or a hearer apart.
    private static bool End(SentenceView view, int verb)
    {
        var rest = 0;
        for (var i = verb + 1; i < view.Count; i++) if (view.Words[i].Length > 0) rest++;
        return rest <= 5 && verb > 6;
    }

    // ", the spokesman of X, N. N., said": back over the parts between commas that hold no clause, as far as a title, name or pronoun opens one.
    private Cue? Backward(SentenceView view, int verb)
    {
        if (verb + 1 < view.Count && view.Head(verb + 1) == verb && view.Rel(verb + 1) == "nsubj" || view.Child(verb, "nsubj") > verb) return null;
        var best = -1;
        var end = verb;
        for (var part = 0; part < 5 && end > 0; part++)
        {
            var start = end - 1;
            while (start >= 0 && view.TokenText(start) is not ("," or "”" or "\"" or "»" or ";" or ":")) start--;
            start++;
            var skip = start < end && view.Words[start].Length == 0 ? start + 1 : start;
            if (part > 0 && skip >= end) { if (start - 1 >= 0 && view.TokenText(start - 1) is ",") { end = start - 1; continue; } break; }
            var relative = skip < end && view.Words[skip] is "who" or "which" or "whose";
            var clause = !relative && Enumerable.Range(skip, Math.Max(0, end - skip)).Any(i => view.IsPos(i, "AUX") && view.Rel(i) is "aux" or "cop"
                || view.IsPos(i, "VERB") && view.Rel(i) is not ("acl" or "amod" or "acl:relcl" or "compound" or "nsubj"));
            if (clause) break;
            if (skip < end && Opens(view, skip, end)) best = skip;
            if (start == 0 || view.TokenText(start - 1) is not ",") break;
            end = start - 1;
        }
        if (best <= 0) return null;
        return new Cue(verb, best, Math.Min(view.Count - 1, LastOf(view, verb)), best, verb - 1, true);
    }

    private static int LastOf(SentenceView view, int verb)
    {
        for (var i = verb + 1; i < view.Count; i++) if (view.TokenText(i) is "." or "!" or ";") return i - 1;
        return view.Count - 1;
    }

    // A name, a pronoun, or a title behind an article opens the words for a speaker.
    private bool Opens(SentenceView view, int at, int end)
    {
        if (view.Words[at] is "he" or "she" or "they" or "it") return true;
        for (var i = at; i < Math.Min(end, at + 6); i++)
        {
            if (lexicon.Is("title", view.Words[i]) || lexicon.Is("source-noun", view.Words[i]) || lexicon.Is("outlet", view.Words[i])) return true;
            var span = view.TokenSpan(i);
            if (view.Document.NameSpans.Any(n => n.Label is "PER" or "ORG" or "Person" or "Organisation" && n.Span.Overlaps(span)) && i <= at + 2) return true;
        }
        return false;
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

    // By place, not by tree: up to the next comma, and over an apposition that says who the speaker is.
    private Cue According(SentenceView view, int at, int end0)
    {
        var a = Math.Min(end0 + 1, view.Count - 1);
        var b = PartEnd(view, a);
        for (var more = 0; more < 2 && b + 2 < view.Count && view.TokenText(b + 1) is ","; more++)
        {
            var end = PartEnd(view, b + 2);
            var opens = view.Words[b + 2] is "a" or "an" or "the" or "who" or "which";
            var title = Enumerable.Range(b + 2, Math.Min(7, end - b - 1)).Any(i => lexicon.Is("title", view.Words[i]) || lexicon.Is("source-noun", view.Words[i]));
            if (!opens || !(title || view.Words[b + 2] is "who" or "which") || end + 1 >= view.Count || view.TokenText(end + 1) is not ",") break;
            b = end;
        }
        return new Cue(at, at, Math.Max(a, b), a, Math.Max(a, b), at > view.Count / 3) { Kind = "according" };
    }

    // "in her view", "in the analyst's opinion".
    private Cue? Opinion(SentenceView view, int at)
    {
        for (var i = at + 1; i < Math.Min(view.Count, at + 7); i++)
        {
            if (view.TokenText(i) is "," or "." or ";" || view.IsPos(i, "VERB")) return null;
            if (!lexicon.Is("opinion-noun", view.Words[i])) continue;
            var own = view.Words[at + 1] is "his" or "her" or "their";
            var named = i - at > 2 && (view.Words[i - 1] is "s" or "" || view.TokenText(i - 1) is "'s" or "’s" or "’" or "'");
            return own || named ? new Cue(at, at, i, at + 1, own ? at + 1 : i - 2, at > view.Count / 3) { Kind = "according" } : null;
        }
        return null;
    }

    private static int PartEnd(SentenceView view, int from)
    {
        for (var i = from; i < view.Count; i++)
            if (view.TokenText(i) is "," or "." or ";" or ":" or "—" or "–" or "“" or "”" or "\"" or "!" or "?") return Math.Max(from, i - 1);
        return view.Count - 1;
    }

    private IEnumerable<Cue> FromFrames(SentenceView view)
    {
        foreach (var frame in view.Document.Frames)
        {
            if (frame.Sentence != view.Index) continue;
            var cue = frame.Roles.Where(r => r.Role == FrameRole.Cue && r.Probability >= 0.8).Select(r => r.Span).FirstOrDefault();
            var speaker = frame.Roles.Where(r => r.Role == FrameRole.Speaker && r.Probability >= 0.8).Select(r => r.Span).FirstOrDefault();
            if (speaker.Length == 0) continue;
            if (cue.Length == 0)
            {
                // A speaker with no verb of its own: "the newspaper X", the verb lost.
                var words = view.WordsIn(speaker);
                if (!words.Any(w => lexicon.Is("outlet", w)) || words.Length < 3) continue;
                var (x, y) = view.TokensIn(speaker);
                yield return new Cue(y, x, y + 1 < view.Count && view.Words[y + 1] == "that" ? y + 1 : y, x, y, false);
                continue;
            }
            var (c, d) = view.TokensIn(cue);
            if (d < c || !view.IsPos(c, "VERB") && view.HasTree) continue;
            var (a, b) = view.TokensIn(speaker);
            if (b < a || Math.Abs(a - d) > 12) continue;
            // Verbs that no list has ("counts", "puts the number at", "spoke of"): where the model is sure and the tree has the speaker as their subject.
            var listed = lexicon.Is("say", view.Words[c]) || lexicon.Is("believe", view.Words[c]) || lexicon.Is("cite", view.Words[c]) || view.Words[c] == "according";
            if (!listed && (frame.Kind == ClaimKind.Statement || Stance(view.Words[c]) || !view.HasTree || view.Child(c, "nsubj") is not (>= 0 and var subject) || subject < a || subject > b)) continue;
            yield return new Cue(c, Math.Min(a, c), Math.Max(b, d), a, b, Math.Min(a, c) > view.Count / 2);
        }
    }
}
