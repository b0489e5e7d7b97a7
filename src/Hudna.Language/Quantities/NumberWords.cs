using System.Globalization;
using Hudna.Language.Data;

namespace Hudna.Language.Quantities;

/// <summary>The number words of a language, and numbers read off a run of tokens: digits of any script, words, and both mixed.</summary>
internal sealed class NumberWords
{
    private readonly Dictionary<string, long> _ones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _tens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _scales = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _teens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _and;
    private readonly HashSet<string> _articles;
    private readonly HashSet<string> _joins;
    private readonly bool _onesFirst;

    private static readonly string[] SectionNames =
        ["ones", "teens", "tens", "scales", "order", "ordinals", "and", "joins", "articles", "vague", "least", "more", "most", "less", "about", "between", "to", "or more", "or so", "not counts", "none",
         "none not before", "whole"];

    /// <summary>Reads <c>quantities.txt</c> of a language folder.</summary>
    /// <exception cref="Codebook.UserFaultException">The file is missing or not as it should be.</exception>
    public NumberWords(SectionFile file)
    {
        File = file;
        Fill(file, "ones", _ones);
        Fill(file, "teens", _teens);
        Fill(file, "tens", _tens);
        Fill(file, "scales", _scales);
        foreach (var line in file["ordinals"])
        {
            var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words[1..]) _ordinals[word] = (int)Value(file, line, words[0]);
        }
        _and = file.Words("and");
        _articles = file.Words("articles");
        _joins = file.Words("joins");
        _onesFirst = file["order"].Any(l => l.Text == "ones first");
    }

    /// <summary>The file behind it; the grammar of quantities has sections of its own there.</summary>
    public SectionFile File { get; }

    /// <summary>Reads the file of a language folder.</summary>
    public static NumberWords Read(string languageFolder) => new(SectionFile.Read(Path.Combine(languageFolder, "quantities.txt"), SectionNames));

    private static void Fill(SectionFile file, string section, Dictionary<string, long> table)
    {
        foreach (var line in file[section])
        {
            var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words[1..]) table[word] = Value(file, line, words[0]);
        }
    }

    private static long Value(SectionFile file, SectionFile.Line line, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw file.Fault($"'{text}' is no whole number", line.Number, "Write the value first, then its words");

    /// <summary>All words that the tables know.</summary>
    public IEnumerable<string> Vocabulary => _ones.Keys.Concat(_teens.Keys).Concat(_tens.Keys).Concat(_scales.Keys).Concat(_ordinals.Keys).Concat(File.Words("whole"));

    /// <summary>The ordinal of a word ("third" 3); 0 for none.</summary>
    public int Ordinal(string word) => _ordinals.GetValueOrDefault(word);

    /// <summary>
    /// A number that begins at token <paramref name="at"/>: its value and how many tokens it takes; null where none begins there.
    /// </summary>
    /// <param name="words">The tokens' keys: small letters.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="article">Whether "a hundred" and the like may begin it.</param>
    public (decimal Value, int Length, bool Digits)? At(IReadOnlyList<string> words, int at, bool article = true)
    {
        if (Digits(words[at]) is { } digits)
        {
            var length = 1;
            // 1.5 million, 3 thousand, 20 dozen
            while (at + length < words.Count && _scales.TryGetValue(words[at + length], out var scale) && digits < 1_000_000_000_000m)
            {
                digits *= scale;
                length++;
                // 194 thousand and 300
                if (_onesFirst && Lesser(words, at + length, scale) is { } rest) return (digits + rest.Value, length + rest.Length, true);
            }
            return (digits, length, true);
        }
        return Words(words, at, article);
    }

    private (decimal, int, bool)? Words(IReadOnlyList<string> words, int at, bool article)
    {
        decimal total = 0, current = 0;
        var (i, read, last) = (at, false, at);
        if (article && i + 1 < words.Count && _articles.Contains(words[i]) && _scales.ContainsKey(words[i + 1]))
        {
            current = 1;
            i++;
        }
        // 0 nothing yet, 1 after tens, 2 after ones, 3 after a scale
        var state = 0;
        while (i < words.Count)
        {
            var word = words[i];
            if (_onesFirst && i + 1 < words.Count && IsTen(words[i + 1]) && (state is 0 or 3) && (_teens.TryGetValue(word, out var teens) || _ones.TryGetValue(word, out teens) && teens is > 0 and < 10))
            {
                // "three ten" is thirteen
                current += teens + 10;
                state = 2;
                i++;
            }
            else if (_tens.TryGetValue(word, out var tens) && (state is 0 or 3 || (_onesFirst && state == 2 && current % 100 < 10) || (_onesFirst && tens < current)))
            {
                current += tens;
                state = _onesFirst ? 3 : 1;
            }
            else if (_ones.TryGetValue(word, out var ones) && (state is 0 or 3 || (state == 1 && ones < 10)))
            {
                current += ones;
                state = 2;
            }
            else if (_scales.TryGetValue(word, out var scale) && (read || current > 0 || _onesFirst) && total + current < 1_000_000_000m)
            {
                if (scale == 100) current = (current == 0 ? 1 : current) * 100;
                else
                {
                    total += (current == 0 ? 1 : current) * scale;
                    current = 0;
                }
                state = 3;
            }
            // a million and 850 thousand
            else if (_onesFirst && state == 3 && current == 0 && Lesser(words, i, total) is { } rest)
            {
                total += rest.Value;
                i += rest.Length - 1;
                state = 2;
            }
            else if (read && word is "-" && state == 1 && i + 1 < words.Count && _ones.ContainsKey(words[i + 1]))
            {
                i++;
                continue;
            }
            else if (read && _and.Contains(word) && state == 3 && i + 1 < words.Count && (_ones.ContainsKey(words[i + 1]) || _tens.ContainsKey(words[i + 1])))
            {
                i++;
                continue;
            }
            else break;
            read = true;
            last = ++i;
        }
        return read ? (total + current, last - at, false) : null;
    }

    // Digits that go on behind a scale, with a scale of their own or none: together less than it.
    private (decimal Value, int Length)? Lesser(IReadOnlyList<string> words, int at, decimal scale)
    {
        var from = at < words.Count && _joins.Contains(words[at]) ? at + 1 : at;
        if (from >= words.Count || Digits(words[from]) is not { } digits) return null;
        var end = from + 1;
        if (end < words.Count && digits < 1_000_000m && _scales.TryGetValue(words[end], out var own)) (digits, end) = (digits * own, end + 1);
        return digits < scale ? (digits, end - at) : null;
    }

    private bool IsTen(string word) => _ones.TryGetValue(word, out var value) && value == 10;

    /// <summary>The value of digits ("1,234.5", "٢٣"); null for a word, a time of day, or digits too long to mean a count.</summary>
    public static decimal? Digits(string word)
    {
        if (word.Length is 0 or > 24) return null;
        Span<char> plain = stackalloc char[word.Length];
        var (n, groups, points) = (0, 0, 0);
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (char.IsDigit(c)) plain[n++] = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
            else if (c is ',' or '٬')
            {
                // Thousands come in threes; a comma elsewhere is a decimal point of the Continent or a list.
                if (n == 0 || i + 4 > word.Length || (i + 4 < word.Length && char.IsDigit(word[i + 4])) || points > 0) return null;
                groups++;
            }
            else if (c is '.' or '٫')
            {
                if (n == 0 || points++ > 0) return null;
                plain[n++] = '.';
            }
            else return null;
        }
        if (n == 0 || (groups == 0 && n > 18)) return null;
        return decimal.TryParse(plain[..n], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
