namespace Hudna.Exchange;

/// <summary>
/// Divides plain text into blocks: a paragraph, a list item or a line of its own each. Lines wrapped at a width are joined.
/// </summary>
internal static class PlainText
{
    private static readonly System.Buffers.SearchValues<char> s_lineEnds = System.Buffers.SearchValues.Create("\n\r\f\v\u0085\u2028\u2029");

    /// <summary>
    /// The blocks of a text, in order, without overlap, outer white space left out; all that is no white space lies in one.
    /// </summary>
    public static List<Block> Blocks(string text)
    {
        var lines = Lines(text);
        var width = WrapWidth(text, lines);
        var blocks = new List<Block>();
        for (var i = 0; i < lines.Count; i++)
        {
            var (start, end, _) = lines[i];
            var bullet = IsBullet(text.AsSpan(start, end - start));
            var j = i;
            // Posts written in small letters throughout tell nothing by them.
            var small = char.IsLower(text[start]);
            while (j + 1 < lines.Count
                && ((!lines[j + 1].AfterBlank && GoesOn(text, lines[j], lines[j + 1], width))
                || (!small && BrokenOff(text, lines[j], lines[j + 1])))) j++;
            end = lines[j].End;
            i = j;
            blocks.Add(new Block(text, start, end) { ListItem = bullet });
        }
        return blocks;
    }

    /// <summary>Whether a line begins as the item of a list does.</summary>
    public static bool IsBullet(ReadOnlySpan<char> line)
    {
        if (line.Length < 3) return false;
        if (line[0] is '•' or '·' or '●' or '▪' or '◦' or '■' or '►' or '✔' or '➢' or '‣' or '–' or '—' or '-' or '*' or '+')
            return line[0] is not ('-' or '+' or '*' or '–' or '—') || char.IsWhiteSpace(line[1])
                || (line[0] is '-' or '*' && !char.IsDigit(line[1]) && line[1] != line[0]);
        var digits = 0;
        while (digits < line.Length && digits < 3 && char.IsDigit(line[digits])) digits++;
        return digits is > 0 and < 3 && digits + 1 < line.Length && line[digits] is '.' or ')' or '-'
            && char.IsWhiteSpace(line[digits + 1]);
    }

    private static List<(int Start, int End, bool AfterBlank)> Lines(string text)
    {
        var lines = new List<(int, int, bool)>();
        var blank = true;
        var at = 0;
        while (at < text.Length)
        {
            var next = text.AsSpan(at).IndexOfAny(s_lineEnds);
            var lineEnd = next < 0 ? text.Length : at + next;
            var (start, end) = (at, lineEnd);
            while (start < end && char.IsWhiteSpace(text[start])) start++;
            while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
            if (end > start)
            {
                lines.Add((start, end, blank));
                blank = false;
            }
            else blank = true;
            at = lineEnd + (lineEnd + 1 < text.Length && text[lineEnd] == '\r' && text[lineEnd + 1] == '\n' ? 2 : 1);
        }
        return lines;
    }

    /// <summary>
    /// The width that the text's lines were wrapped at; 0 where they were not: nearly every line that another follows directly is so
    /// long that the first word of the next would not have fitted.
    /// </summary>
    private static int WrapWidth(string text, List<(int Start, int End, bool AfterBlank)> lines)
    {
        var width = 0;
        var pairs = new List<(int Length, int NextWord, bool Ends, bool Capital)>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i + 1].AfterBlank) continue;
            var (start, end, _) = lines[i];
            var next = text.AsSpan(lines[i + 1].Start, lines[i + 1].End - lines[i + 1].Start);
            if (IsBullet(next)) continue;
            var word = next.IndexOfAny(" \t\u00A0");
            var ends = text[end - 1] is '.' or '!' or '?' or '”' or '"' or ':' or '؟';
            pairs.Add((end - start, word < 0 ? next.Length : word, ends, char.IsUpper(next[0]) || char.IsDigit(next[0])));
            width = Math.Max(width, Math.Max(end - start, next.Length));
        }
        if (pairs.Count < 2 || width is < 40 or > 140) return 0;
        var full = pairs.Count(p => p.Length + 1 + p.NextWord >= width - 4);
        var ending = pairs.Count(p => p.Ends);
        // The lines of a list begin with capitals or figures; lines broken in mid-sentence mostly do not.
        var capitals = pairs.Count(p => p.Capital);
        return full >= 0.75 * pairs.Count && ending <= 0.4 * pairs.Count && capitals <= 0.6 * pairs.Count ? width : 0;
    }

    /// <summary>
    /// Whether a blank line stands within a sentence: the line before breaks off after a word, and the next goes on in lower case.
    /// </summary>
    private static bool BrokenOff(string text, (int Start, int End, bool AfterBlank) line, (int Start, int End, bool AfterBlank) next)
    {
        var length = line.End - line.Start;
        var last = text[line.End - 1];
        return length is >= 8 and <= 140 && (char.IsLower(last) || last == ',') && next.End - next.Start >= 40
            && text[next.Start] is >= 'a' and <= 'z'
            && !IsBullet(text.AsSpan(line.Start, length)) && char.IsLower(text[next.Start + 1])
                && (length >= 40 || char.IsLower(text[line.Start]))
            && !(next.End - next.Start < 120
                && DateFinder.All(Words.Fold(text.AsSpan(next.Start, next.End - next.Start))).Exists(d => d.Full is not null));
    }

    private static bool GoesOn(string text, (int Start, int End, bool AfterBlank) line, (int Start, int End, bool AfterBlank) next,
        int width)
    {
        var following = text.AsSpan(next.Start, next.End - next.Start);
        if (IsBullet(following)) return false;
        var word = following.IndexOfAny(" \t\u00A0");
        var length = line.End - line.Start;
        if (width > 0) return length + 1 + (word < 0 ? following.Length : word) >= width - 8;
        // Without a common width only a line that breaks off in mid-sentence and goes on in lower case is one with the next.
        return length is >= 40 and <= 140 && !new Block(text, line.Start, line.End).EndsSentence
            && text[line.End - 1] is not (':' or '”' or '"')
            && char.IsLower(following[0]);
    }
}
