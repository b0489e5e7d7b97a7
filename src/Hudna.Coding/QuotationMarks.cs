using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Finds quotations by their marks where the document brings none; one that is never closed ends with its paragraph.</summary>
internal static class QuotationMarks
{
    private const int Longest = 3000;

    public static Document With(Document document, IEnumerable<Passage> body)
    {
        if (document.Quotations.Count > 0) return document;
        var found = new List<TextSpan>();
        foreach (var passage in body)
        {
            var (start, end) = (Math.Max(0, passage.Start), Math.Min(passage.End, document.Text.Length));
            for (var line = start; line < end;)
            {
                var stop = document.Text.IndexOf('\n', line, end - line);
                if (stop < 0) stop = end;
                Read(document.Text, line, stop, found);
                line = stop + 1;
            }
        }
        return document with { Quotations = found };
    }

    private static void Read(string text, int start, int end, List<TextSpan> found)
    {
        var open = -1;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '“' or '«' or '„' || (c == '"' && open < 0))
            {
                if (open < 0) open = i;
                continue;
            }
            if (c is not ('”' or '»' or '"') || open < 0) continue;
            if (i - open > 1) found.Add(new TextSpan(open, i + 1));
            open = -1;
        }
        if (open >= 0 && end - open > 1) found.Add(new TextSpan(open, Math.Min(end, open + Longest)));
    }
}
