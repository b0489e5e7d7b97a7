namespace Hudna.Coding;

/// <summary>A stretch of an Arabic sentence that tells of one thing, tokens counted from 0 within the sentence.</summary>
/// <param name="View">The sentence.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
internal sealed record ArabicClause(SentenceView View, int First, int Last);

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
        for (var i = 1; i <= view.Count; i++)
        {
            var cut = i == view.Count || view.TokenText(i) is "؛" or ";" || (view.TokenText(i - 1) is [.., '،' or ',' or '؛'] && Find("split", view, i).Length > 0);
            if (!cut) continue;
            if (i - start >= 2) yield return new ArabicClause(view, start, i - 1);
            start = i;
        }
    }

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
        if (bare.Length > 4 && bare.StartsWith("لل", StringComparison.Ordinal)) yield return "ال" + bare[2..];
        if (bare.Length > 3 && bare[0] is 'ب' or 'ل' or 'ك') yield return bare[1..];
        if (bare.Length > 3 && bare[0] == 'س') yield return bare[1..];
        if (bare.Length > 4 && bare[^1] == 'ا') yield return bare[..^1];
    }
}
