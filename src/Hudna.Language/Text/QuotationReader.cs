namespace Hudna.Language.Text;

/// <summary>
/// Finds what stands in quotation marks, paragraph by paragraph: “…”, «…», „…“, straight ones by what is around them. A mark that is never
/// closed reaches to the end of its paragraph, or to the next opening mark; a closing mark without an opening one reaches back to the start
/// of its sentence.
/// </summary>
internal static class QuotationReader
{
    /// <summary>The quotations of a document's sentences, in order, marks included.</summary>
    public static IReadOnlyList<TextSpan> Read(Document document)
    {
        var found = new List<TextSpan>();
        var sentences = document.Sentences;
        for (var i = 0; i < sentences.Count;)
        {
            var last = i;
            while (last + 1 < sentences.Count && sentences[last + 1].Paragraph == sentences[i].Paragraph) last++;
            Paragraph(document, i, last, found);
            i = last + 1;
        }
        return found;
    }

    private static void Paragraph(Document document, int first, int last, List<TextSpan> found)
    {
        var text = document.Text;
        var (start, end) = (document.Sentences[first].Span.Start, document.Sentences[last].Span.End);
        var (open, sentence) = (-1, first);
        for (var i = start; i < end; i++)
        {
            while (sentence < last && document.Sentences[sentence].Span.End <= i) sentence++;
            var kind = Kind(text, i, start, end, open >= 0);
            if (kind > 0)
            {
                if (open >= 0) Add(text, open, i, found);
                open = i;
            }
            else if (kind < 0)
            {
                Add(text, open >= 0 ? open : document.Sentences[sentence].Span.Start, i + 1, found);
                open = -1;
            }
        }
        if (open >= 0) Add(text, open, end, found);
    }

    private static void Add(string text, int from, int to, List<TextSpan> found)
    {
        while (to > from && Letters.IsSpace(text[to - 1])) to--;
        // A stray mark quotes nothing; one that closes twice adds nothing.
        if (to - from < 3 || (found.Count > 0 && found[^1].End > from)) return;
        found.Add(new TextSpan(from, to));
    }

    // 1 for a mark that opens, −1 for one that closes, 0 for none.
    private static int Kind(string text, int i, int start, int end, bool open)
    {
        switch (text[i])
        {
            case '“' or '„' or '«':
                // German marks close with the sign that opens in English.
                return text[i] == '“' && open && i + 1 < end && !Letters.IsWord(text[i + 1]) && i > start && !Letters.IsSpace(text[i - 1]) ? -1 : 1;
            case '”' or '»':
                return -1;
            case '"':
                var before = i == start || Letters.IsSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '-' or '—' or '–' or ':';
                var after = i + 1 >= end || Letters.IsSpace(text[i + 1]);
                if (before && !after) return 1;
                if (after && !before) return open ? -1 : i > start && char.IsDigit(text[i - 1]) ? 0 : -1;
                return open ? -1 : after ? 0 : 1;
            default:
                return 0;
        }
    }
}
