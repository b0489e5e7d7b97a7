namespace Hudna.Coding;

/// <summary>A stretch of an Arabic sentence that tells of one thing, tokens counted from 0 within the sentence.</summary>
/// <param name="View">The sentence.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
/// <param name="Joined">Whether it goes on from the clause before it: no sentence ended in between.</param>
internal sealed record ArabicClause(SentenceView View, int First, int Last, bool Joined = false);

/// <summary>
/// Divides Arabic sentences, which chain what English would put in sentences of their own, and matches words under their clitics
/// (and, so, by, for, as, the).
/// </summary>
internal sealed class ArabicClauses(Lexicon lexicon)
{
    /// <summary>The clauses of a sentence, in order.</summary>
    public IEnumerable<ArabicClause> Of(SentenceView view)
    {
        var start = 0;
        // The reader cuts long sentences at "as also"; the comma in front tells that the sentence went on.
        var joined = view.Span.Start > 1 && view.Document.Text.AsSpan(0, view.Span.Start).TrimEnd() is [.., '،' or ','];
        for (var i = 1; i <= view.Count; i++)
        {
            if (i < view.Count && !Cuts(view, start, i)) continue;
            if (i - start >= 2) yield return new ArabicClause(view, start, i - 1, joined || start > 0);
            start = i;
        }
    }

    // A connective or a participle of stance behind a comma; "and" with a verb of another act or stance; "after" and "amid" with another act.
    private bool Cuts(SentenceView view, int start, int at)
    {
        if (view.TokenText(at) is "؛" or ";") return true;
        var comma = view.TokenText(at - 1) is [.., '،' or ',' or '؛'];
        var word = view.Words[at];
        if (word.Length == 0) return false;
        if (comma && (Find("split", view, at).Length > 0 || Find("stance-participle", view, at).Length > 0 || Find("speak-participle", view, at).Length > 0)) return true;
        if (comma && Find("forecast", view, word is "ما" or "مما" ? at + 1 : at).Length > 0) return true;
        if (word is "وان" or "وانها" or "وانه" && view.Words[start..at].Any(w => w is "ان" or "بان" or "انه")) return true;
        if (comma && Acts(view, start, at - 1) is { Count: > 0 } told)
        {
            // Another kind of act up to the next comma.
            var end = at;
            while (end + 1 < view.Count && view.TokenText(end) is not ([.., '،'] or "،" or ":" or "؛")) end++;
            if (Acts(view, at, end) is { Count: > 0 } next && next.TrueForAll(n => !told.Exists(t => Kind(t) == Kind(n)))) return true;
        }
        if (word[0] == 'و' && word.Length > 3)
        {
            if (comma && (Find("stance", view, at).Length > 0 || Find("speak", view, at).Length > 0)) return true;
            if (Find("stance", view, at).Length > 0 && Enumerable.Range(start, at - start).Any(i => Find("stance", view, i).Length > 0 || Find("affirm", view, i).Length > 0)) return true;
            if (Find("act", view, at).Value is { } act && Acts(view, start, at - 1) is { Count: > 0 } before
                && (!before.Exists(b => Kind(b) == Kind(act)) && !word.StartsWith("وال", StringComparison.Ordinal) || comma && word is not ['و', 'ا', 'ل', ..])) return true;
        }
        if (Find("aside", view, at) is { Length: > 0 and var n } && at - start > 3)
        {
            var before = Acts(view, start, at - 1);
            for (var k = at + n; k < Math.Min(view.Count, at + n + 3); k++)
                if (Find("act", view, k).Value is { } other && before.Count > 0) return !before.Exists(b => Kind(b) == Kind(other)) || other == "ASSAULT:clash" && !before.Contains(other);
        }
        return false;
    }

    private List<string> Acts(SentenceView view, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(i => Find("act", view, i).Value).OfType<string>().Distinct()];

    // Assaults by whatever means are one kind; other acts are told apart by their modes.
    private static string Kind(string act) => act.StartsWith("ASSAULT", StringComparison.Ordinal) ? "ASSAULT" : act;

    /// <summary>The longest entry of a class that starts at a token, clitics off; its length in tokens, 0 for none.</summary>
    public (int Length, string? Value) Find(string wordClass, SentenceView view, int at)
    {
        if (at < 0 || at >= view.Count || view.Words[at].Length == 0) return (0, null);
        (int Length, string? Value) best = (0, null);
        foreach (var form in Forms(view.Words[at]))
        {
            var words = new List<string> { form };
            for (var i = at + 1; i < view.Count && words.Count < 4 && view.Words[i].Length > 0; i++) words.Add(view.Words[i]);
            var (length, entries) = lexicon.Arabic.MatchAll(words, 0);
            for (var n = length; n > 0 && length > best.Length; n = 0)
                if (entries.FirstOrDefault(e => e.Class == wordClass) is { } entry) best = (length, entry.Value);
            if (best.Length > 0 || length <= 1) continue;
            // A longer entry of another class hides a shorter one of this: look again for one word.
            var (single, own) = lexicon.Arabic.MatchAll([form], 0);
            if (single == 1 && own.FirstOrDefault(e => e.Class == wordClass) is { } shorter) best = (1, shorter.Value);
        }
        return best;
    }

    /// <summary>Whether the lexicon has a word in any class, clitics off.</summary>
    public bool Known(string word) => Forms(word).Any(f => lexicon.Arabic.Match([f], 0).Length > 0 || f.StartsWith("ال", StringComparison.Ordinal) && lexicon.Arabic.Match([f[2..]], 0).Length > 0);

    /// <summary>The first token of a clause where an entry of a class starts; -1 for none.</summary>
    public int First(string wordClass, ArabicClause clause, int from = 0)
    {
        for (var i = Math.Max(clause.First, from); i <= clause.Last; i++) if (Find(wordClass, clause.View, i).Length > 0) return i;
        return -1;
    }

    /// <summary>The word itself and what is left when clitics are taken off its front.</summary>
    public static IEnumerable<string> Forms(string word)
    {
        yield return word;
        var bare = word;
        if (bare.Length > 3 && bare[0] is 'و' or 'ف') yield return bare = bare[1..];
        else if (bare is ['و', _, _]) yield return bare[1..];
        if (bare.Length > 4 && bare.StartsWith("لل", StringComparison.Ordinal)) yield return "ال" + bare[2..];
        if (bare.Length > 3 && bare[0] is 'ب' or 'ل' or 'ك') yield return bare[1..];
        if (bare.Length > 3 && bare[0] == 'س') yield return bare[1..];
        if (bare.Length > 4 && bare[^1] == 'ا') yield return bare[..^1];
    }
}
