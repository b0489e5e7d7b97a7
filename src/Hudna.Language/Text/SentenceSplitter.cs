using Hudna.Language.Data;

namespace Hudna.Language.Text;

/// <summary>
/// Cuts a passage into sentences: prose, list items, one-line posts. Line breaks part list items, headings and paragraphs but not the
/// lines of a wrapped paragraph; dots are judged by the word before and the word behind, with abbreviations as data. Linear in the text.
/// </summary>
public sealed class SentenceSplitter
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _numbers;
    private readonly HashSet<string> _either;
    private readonly HashSet<string> _openers;

    private SentenceSplitter(SectionFile file)
    {
        _names = file.Words("before a name");
        _numbers = file.Words("before a number");
        _either = file.Words("either");
        _openers = file.Words("openers");
    }

    /// <summary>Reads the English rules from <c>sentences.txt</c> of a language folder.</summary>
    /// <exception cref="Codebook.UserFaultException">The file is missing or not as it should be.</exception>
    public static SentenceSplitter Read(string languageFolder) =>
        new(SectionFile.Read(Path.Combine(languageFolder, "sentences.txt"), "before a name", "before a number", "either", "openers"));

    /// <summary>A sentence and whether a paragraph, list item or line of its own begins with it.</summary>
    /// <param name="Span">Where it stands.</param>
    /// <param name="OpensParagraph">Whether it is the first of its paragraph.</param>
    public readonly record struct Cut(TextSpan Span, bool OpensParagraph);

    /// <summary>The sentences of a stretch of text, in order, outer white space and list marks left out.</summary>
    public IReadOnlyList<Cut> Split(string text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<Cut>();
        var longest = LongestLine(text.AsSpan(start, end - start));
        for (var at = start; at < end;)
        {
            var stop = SegmentEnd(text, at, end, longest);
            SplitSegment(text, at, stop, found);
            at = stop;
        }
        return found;
    }

    // ------------------------------------------------------------------ lines
    private static bool IsBreak(char c) => c is '\n' or '\r' or '\u2028' or '\u2029' or '\v' or '\f' or '\u0085';

    private static int LongestLine(ReadOnlySpan<char> text)
    {
        int longest = 0, length = 0;
        foreach (var c in text)
        {
            length = IsBreak(c) ? 0 : length + 1;
            longest = Math.Max(longest, length);
        }
        return longest;
    }

    // The end of the lines that belong together from `at` on.
    private static int SegmentEnd(string text, int at, int end, int longest)
    {
        var line = at;
        for (var i = at; i < end; i++)
        {
            if (!IsBreak(text[i])) continue;
            var next = i + 1;
            var breaks = 1;
            while (next < end && (IsBreak(text[next]) || Letters.IsSpace(text[next])))
            {
                if (IsBreak(text[next]) && !(text[next] == '\n' && text[next - 1] == '\r')) breaks++;
                next++;
            }
            if (next >= end) return end;
            if (breaks > 1 || !Wraps(text, line, i, next, end, longest)) return next;
            i = next - 1;
            line = next;
        }
        return end;
    }

    // Whether the break after text[line..stop] only wraps a paragraph that goes on at `next`.
    private static bool Wraps(string text, int line, int stop, int next, int end, int longest)
    {
        var length = stop - line;
        if (length == 0 || longest > 130 || length < 40) return false;
        var last = stop - 1;
        while (last > line && Letters.IsSpace(text[last])) last--;
        if (IsTerminal(text[last]) || text[last] is ':' or ';') return length > longest * 3 / 4 && text[last] is not ':' && !OpensList(text, next, end);
        if (OpensList(text, next, end)) return false;
        return Letters.IsLower(Letters.At(text, next, out _)) || length > longest * 3 / 4;
    }

    private static bool OpensList(string text, int at, int end)
    {
        if (IsBullet(text[at])) return true;
        if (text[at] is '-' or '*' or '–' or '—' or '+' && at + 1 < end && Letters.IsSpace(text[at + 1])) return true;
        var i = at;
        while (i < end && i < at + 3 && Letters.IsDigit(text[i])) i++;
        return i > at && i + 1 < end && text[i] is '.' or ')' && Letters.IsSpace(text[i + 1]);
    }

    private static bool IsBullet(char c) => c is '•' or '●' or '▪' or '■' or '◾' or '◼' or '‣' or '·' or '►' or '▶' or '➡' or '✦' or '\uF0B7';

    // ------------------------------------------------------------------ sentences
    private void SplitSegment(string text, int start, int end, List<Cut> found)
    {
        var opens = true;
        var from = start;
        var i = start;
        while (i < end)
        {
            var c = text[i];
            var cut = -1;
            if (IsBullet(c) && i > from && Letters.IsSpace(text[i - 1])) cut = i;
            else if (IsTerminal(c)) cut = AfterTerminal(text, from, i, end, out i);
            if (cut < 0)
            {
                i++;
                continue;
            }
            Add(text, from, cut, ref opens, found);
            if (IsBullet(c)) opens = true;
            from = cut;
            i = Math.Max(i + 1, cut);
        }
        Add(text, from, end, ref opens, found);
    }

    private static void Add(string text, int from, int to, ref bool opens, List<Cut> found)
    {
        while (from < to && (Letters.IsSpace(text[from]) || IsBullet(text[from]) || text[from] == '\0')) from++;
        if (from + 1 < to && text[from] is '-' or '*' or '–' or '—' && Letters.IsSpace(text[from + 1]) && opens)
        {
            from += 2;
            while (from < to && Letters.IsSpace(text[from])) from++;
        }
        while (to > from && (Letters.IsSpace(text[to - 1]) || text[to - 1] == '\0')) to--;
        if (from >= to) return;
        found.Add(new Cut(new TextSpan(from, to), opens));
        opens = false;
    }

    private static bool IsTerminal(char c) => c is '.' or '!' or '?' or '…' or '؟' or '۔' or '。';

    private static bool IsCloser(char c) => c is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '}';

    // The place to cut behind the mark at i, or −1; `next` is where to look on.
    private int AfterTerminal(string text, int from, int i, int end, out int next)
    {
        var mark = text[i];
        var j = i + 1;
        var several = false;
        while (j < end && IsTerminal(text[j]))
        {
            if (text[j] is '!' or '?') mark = text[j];
            several = true;
            j++;
        }
        var k = j;
        while (k < end && k < j + 4 && IsCloser(text[k])) k++;
        next = j - 1;
        if (k >= end) return -1;
        if (!Letters.IsSpace(text[k]))
        {
            // A closing mark that hugs the next word is an opening one.
            if (mark is '.' && !several) return RunOn(text, from, i, end) ? j : -1;
            return mark is '!' or '?' or '؟' && Letters.IsUpper(text[k]) ? k : -1;
        }
        var n = k;
        while (n < end && Letters.IsSpace(text[n])) n++;
        if (n >= end) return -1;
        if (Face(text, n, end) is > 0 and var face)
        {
            // A face belongs to the sentence that it comments on.
            k = n + face;
            n = k;
            while (n < end && Letters.IsSpace(text[n])) n++;
            return k < end && Letters.IsSpace(text[k]) && n < end ? k : -1;
        }
        var follows = Letters.At(text, n, out _);
        if (mark is '!' or '?' or '؟') return Letters.IsLower(follows) && (k > j || CapitalBefore(text, from, i)) ? -1 : k;
        if (mark is '…' || several) return Letters.IsUpper(follows) || IsOpener(follows) ? k : -1;
        return EndsAtDot(text, from, i, k > j, n, end, follows) ? k : -1;
    }

    private static bool IsOpener(int c) => c is '"' or '“' or '‘' or '«' or '(' or '[' or '\'';

    private bool EndsAtDot(string text, int from, int dot, bool quoted, int n, int end, int follows)
    {
        var w = dot;
        while (w > from && (Letters.IsWord(text[w - 1]) || text[w - 1] is '\'' or '’' || (text[w - 1] == '.' && w - 1 > from && Letters.IsWord(text[w - 2])))) w--;
        // A very long "word" is none that a list holds.
        var word = dot - w > 12 ? "" : text[w..dot].ToLowerInvariant();
        var lower = Letters.IsLower(follows);
        if (quoted) return !lower;
        if (w == dot) return !lower;
        if (_names.Contains(word)) return false;
        if (_numbers.Contains(word) && Letters.IsDigit(follows)) return false;
        if (Letters.IsDigit(text[w]) && dot - w <= 3 && OnlyMarksBefore(text, from, w)) return false;
        var initial = dot - w == 1 && Letters.IsUpper(text[w]) && text[w] != 'I';
        if (initial || _either.Contains(word) || word.Contains('.', StringComparison.Ordinal))
            return !lower && ((IsOpener(follows) && follows is not ('(' or '[')) || _openers.Contains(NextWord(text, n, end)) && Letters.IsUpper(follows));
        if (!lower) return true;
        // A small letter after the dot: a typist's sentence, unless the word before may be an abbreviation that nobody listed.
        return dot - w >= 2 && Letters.IsLower(text[w]) && word.Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y');
    }

    // "Yahoo! shares": the mark belongs to a name.
    private static bool CapitalBefore(string text, int from, int mark)
    {
        var w = mark;
        while (w > from && Letters.IsWord(text[w - 1])) w--;
        return w < mark && Letters.IsUpper(text[w]);
    }

    // The length of a face such as :-) or ;P at a place; 0 for none.
    private static int Face(string text, int at, int end)
    {
        if (text[at] is not (':' or ';' or '=') || at + 1 >= end) return 0;
        var i = at + 1;
        if (text[i] is '-' or '\'' or 'o' && i + 1 < end) i++;
        if (text[i] is not (')' or '(' or 'D' or 'P' or 'p' or '/' or '|' or 'O')) return 0;
        i++;
        while (i < end && text[i] is (')' or '(')) i++;
        return i >= end || Letters.IsSpace(text[i]) ? i - at : 0;
    }

    private static bool OnlyMarksBefore(string text, int from, int w)
    {
        for (var i = w - 1; i >= from; i--)
            if (Letters.IsWord(text[i])) return false;
        return true;
    }

    private static string NextWord(string text, int n, int end)
    {
        var stop = n;
        while (stop < end && stop < n + 14 && Letters.IsLetter(text[stop])) stop++;
        return text[n..stop].ToLowerInvariant();
    }

    // "…the town.Warplanes…": a dot without a blank behind it, two small letters before and a Capitalised word after.
    private static bool RunOn(string text, int from, int dot, int end)
    {
        if (dot - 3 < from || dot + 3 >= end) return false;
        var next = Letters.At(text, dot + 1, out _);
        if (Letters.IsArabic(next)) return Letters.IsArabic(text[dot - 1]) && Letters.IsArabic(text[dot - 2]);
        if (!Letters.IsLower(text[dot - 1]) || !Letters.IsLower(text[dot - 2]) || !Letters.IsUpper(next) || !Letters.IsLower(text[dot + 2]))
            return false;
        for (var i = dot - 1; i >= from && i > dot - 60 && !Letters.IsSpace(text[i]); i--)
            if (text[i] is '@' or '/' or '.') return false;
        return true;
    }
}
