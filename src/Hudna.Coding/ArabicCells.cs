using Hudna.Language;

namespace Hudna.Coding;

/// <summary>The words of an Arabic clause that belong to one of its figures.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="First">First token of its words.</param>
/// <param name="At">First token of the figure.</param>
/// <param name="End">Last token of the figure.</param>
/// <param name="Last">Last token of its words.</param>
internal sealed record ArabicCell(Quantity Figure, int First, int At, int End, int Last)
{
    private const int LongestLabel = 16;

    /// <summary>Divides a clause among its figures: at commas and brackets, and at "and" where two figures share a phrase.</summary>
    public static List<ArabicCell> Of(ArabicClause clause, IReadOnlyList<Quantity> figures)
    {
        var view = clause.View;
        var cells = new List<ArabicCell>();
        var from = clause.First;
        for (var f = 0; f < figures.Count; f++)
        {
            var (at, end) = view.TokensIn(figures[f].Span);
            if (end < at || at < from) continue;
            var next = f + 1 < figures.Count ? view.TokensIn(figures[f + 1].Span).First : clause.Last + 1;
            if (next - 1 > end && view.Words[next - 1] is "و") next--;
            var last = Behind(view, end, Math.Min(next, clause.Last + 1));
            if (last + 1 == next && next <= clause.Last && !Joined(view, next)) last = Parted(view, end, next);
            cells.Add(new ArabicCell(figures[f], Before(view, at, from), at, end, last));
            from = last + 1;
        }
        return cells;
    }

    /// <summary>Whether "and" joins it to what stands before.</summary>
    public bool Follows(SentenceView view) => First > 0 && Joined(view, First);

    /// <summary>Whether a label stands right before the figure: behind a colon, in brackets.</summary>
    public bool Labelled(SentenceView view) => At > First && view.TokenText(At - 1) is "(" or [.., ':'];

    // Back to the mark before it; a label before a colon keeps its own commas and brackets.
    private static int Before(SentenceView view, int at, int from)
    {
        if (at > from && view.TokenText(at - 1) is [.., ':'] && at - from <= LongestLabel) return from;
        var first = at > from && view.TokenText(at - 1) is "(" && at - 1 > from ? at - 1 : at;
        while (first > from && view.TokenText(first - 1) is not ([.., '،' or '؛' or ':'] or "," or ";" or "(" or ")" or ".")) first--;
        while (first < at && view.Words[first].Length == 0 && view.TokenText(first) is not "(") first++;
        return first;
    }

    private static int Behind(SentenceView view, int end, int limit)
    {
        var last = end;
        while (last + 1 < limit && view.TokenText(last) is not [.., '،' or '؛'] && view.TokenText(last + 1) is not ("،" or "؛" or "," or ";" or "(" or ")" or "." or ":")) last++;
        return last + 1 < limit && last < end + 4 && view.TokenText(last + 1) is ")" ? last + 1 : last;
    }

    // "and 97" opens what is the next figure's.
    private static bool Joined(SentenceView view, int next) => view.Words[next] is "و" or ['و', _, ..] and not ("واحد" or "واحده");

    // Between two figures of one phrase: at the "and" that stands last, else behind the word that the first counts.
    private static int Parted(SentenceView view, int end, int next)
    {
        for (var k = next - 1; k > end + 1; k--)
            if (view.Words[k] is ['و' or 'ف', _, _, _, ..] or "ثم") return k - 1;
        return Math.Min(end + 1, next - 1);
    }
}
