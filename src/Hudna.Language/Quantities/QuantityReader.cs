using System.Globalization;
using Hudna.Language.Data;
using Hudna.Language.Text;

namespace Hudna.Language.Quantities;

/// <summary>
/// Finds quantities: figures and number words with the hedges around them, ranges of two, and vague words by a table. Figures that count
/// nothing (years, times, percentages, measures) are left out.
/// </summary>
internal sealed class QuantityReader
{
    private readonly IReadOnlyDictionary<string, QuantityRules> _languages;

    /// <summary>A reader with the rules of each language.</summary>
    public QuantityReader(IReadOnlyDictionary<string, QuantityRules> languages) => _languages = languages;

    /// <summary>The quantities of a document's sentences, in order; what lies in a temporal expression is none.</summary>
    public IReadOnlyList<Quantity> Read(Document document, TokenKeys keys)
    {
        var found = new List<Quantity>();
        var time = 0;
        foreach (var sentence in document.Sentences)
        {
            if (!_languages.TryGetValue(sentence.Language, out var rules)) continue;
            var words = keys.Of(document, sentence);
            for (var i = 0; i < words.Count;)
            {
                var at = document.Tokens[sentence.FirstToken + i];
                while (time < document.Times.Count && document.Times[time].Span.End <= at.Start) time++;
                if (time < document.Times.Count && document.Times[time].Span.Overlaps(at))
                {
                    i++;
                    continue;
                }
                var limit = words.Count;
                if (rules.Match(words, i, limit) is not { } match)
                {
                    i++;
                    continue;
                }
                var span = new TextSpan(at.Start, document.Tokens[sentence.FirstToken + match.End - 1].End);
                if (match.Range is { } r && !(time < document.Times.Count && document.Times[time].Span.Overlaps(span)))
                    found.Add(new Quantity(span, r.Min, r.Best, r.Max, r.Approximate, match.Rule));
                i = Math.Max(i + 1, match.End);
            }
        }
        return found;
    }
}

/// <summary>What a quantity may be.</summary>
internal readonly record struct QuantityRange(long? Min, long? Best, long? Max, bool Approximate);

/// <summary>The grammar of quantities of one language (<c>quantities.txt</c>).</summary>
internal sealed class QuantityRules
{
    private enum Hedge { None, Least, More, Most, Less, About }

    private readonly NumberWords _numbers;
    private readonly Dictionary<string, List<(string[] Words, Hedge Hedge)>> _hedges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Words, QuantityRange Range)>> _vague = new(StringComparer.Ordinal);
    private readonly List<string[]> _orMore;
    private readonly List<string[]> _orSo;
    private readonly HashSet<string> _between;
    private readonly HashSet<string> _to;
    private readonly HashSet<string> _notCounts;
    private readonly HashSet<string> _none;
    private readonly HashSet<string> _noneNotBefore;

    /// <summary>The rules beside a language's numbers.</summary>
    public QuantityRules(NumberWords numbers)
    {
        _numbers = numbers;
        var file = numbers.File;
        foreach (var (section, hedge) in new[] { ("least", Hedge.Least), ("more", Hedge.More), ("most", Hedge.Most), ("less", Hedge.Less), ("about", Hedge.About) })
            foreach (var line in file[section]) Put(_hedges, line.Text, hedge);
        foreach (var line in file["vague"])
        {
            var (words, values) = (line.Text.Split(" = ")[0], line.Text.Split(" = ")[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (values.Length < 2) throw file.Fault("a vague word is 'words = least most acled'", line.Number, null);
            var (least, most) = (Bound(file, line, values[0]), Bound(file, line, values[1]));
            Put(_vague, words, new QuantityRange(least, least == most ? least : null, most, false));
        }
        _orMore = [.. file["or more"].Select(l => l.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        _orSo = [.. file["or so"].Select(l => l.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        _between = file.Words("between");
        _to = file.Words("to");
        _notCounts = file.Words("not counts");
        _none = file.Words("none");
        _noneNotBefore = file.Words("none not before");
    }

    private static long? Bound(SectionFile file, SectionFile.Line line, string text) =>
        text == "-" ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw file.Fault($"'{text}' is no whole number", line.Number, "Write '-' where there is none");

    private static void Put<T>(Dictionary<string, List<(string[] Words, T Value)>> table, string text, T value)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!table.TryGetValue(words[0], out var list)) table[words[0]] = list = [];
        list.Add((words, value));
        list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    private static (int Length, T Value)? Longest<T>(Dictionary<string, List<(string[] Words, T Value)>> table, IReadOnlyList<string> words, int at, int limit)
    {
        if (!table.TryGetValue(words[at], out var list)) return null;
        foreach (var (phrase, value) in list)
            if (Follows(phrase, words, at, limit)) return (phrase.Length, value);
        return null;
    }

    private static bool Follows(string[] phrase, IReadOnlyList<string> words, int at, int limit)
    {
        if (at + phrase.Length > limit) return false;
        for (var k = 0; k < phrase.Length; k++)
            if (words[at + k] != phrase[k]) return false;
        return true;
    }

    /// <summary>All words that the grammar knows.</summary>
    public IEnumerable<string> Vocabulary =>
        _hedges.Values.SelectMany(l => l).SelectMany(h => h.Words).Concat(_vague.Values.SelectMany(l => l).SelectMany(v => v.Words))
            .Concat(_between).Concat(_to).Concat(_notCounts).Concat(_none);

    /// <summary>
    /// The quantity that begins at a token and where it ends; a null range where the words are figures that count nothing; null where
    /// nothing begins there.
    /// </summary>
    public (QuantityRange? Range, int End, string Rule)? Match(IReadOnlyList<string> words, int at, int limit)
    {
        if (Between(words, at, limit) is { } between) return between;
        var (i, hedge) = (at, Hedge.None);
        while (i < limit && Longest(_hedges, words, i, limit) is { } h && i < at + 6)
        {
            // "at least about ten": the first hedge says more than the second.
            if (hedge == Hedge.None) hedge = h.Value;
            i += h.Length;
        }
        if (i >= limit) return null;
        if (Longest(_vague, words, i, limit) is { } vague) return (Hedged(vague.Value, hedge), i + vague.Length, "vague");
        if (_numbers.At(words, i) is not { } number) return hedge == Hedge.None ? None(words, at, limit) : null;
        var end = i + number.Length;
        // "80 percent", "24 hours", "T-72", "the 5th": no count, but no other figure either.
        if (end < limit && _notCounts.Contains(words[end])) return (null, end, "measure");
        if (number.Digits && i > 1 && hedge == Hedge.None && words[i - 1] == "-" && char.IsLetter(words[i - 2][^1])) return (null, end, "name");
        if (number.Value != Math.Truncate(number.Value) || number.Value > long.MaxValue / 2) return (null, end, "measure");
        var n = (long)number.Value;
        if (Range(words, end, limit, n) is { } range) return (Hedged(range.Range, hedge == Hedge.About ? hedge : Hedge.None), range.End, "range");
        foreach (var phrase in _orMore)
        {
            if (hedge == Hedge.None && Follows(phrase, words, end, limit)) return (new QuantityRange(n, null, null, false), end + phrase.Length, "or-more");
        }
        foreach (var phrase in _orSo)
        {
            if (hedge == Hedge.None && Follows(phrase, words, end, limit)) return (new QuantityRange(null, n, null, true), end + phrase.Length, "or-so");
        }
        return (Hedged(new QuantityRange(n, n, n, false), hedge), end, hedge == Hedge.None ? "figure" : hedge.ToString().ToLowerInvariant());
    }

    // "no casualties"; "no one", "no longer" say nothing of a number.
    private (QuantityRange?, int, string)? None(IReadOnlyList<string> words, int at, int limit)
    {
        if (!_none.Contains(words[at]) || at + 1 >= limit) return null;
        if (_noneNotBefore.Contains(words[at + 1])) return (null, at + 2, "none");
        return words[at + 1].Length > 2 && char.IsLetter(words[at + 1][0]) ? (new QuantityRange(0, 0, 0, false), at + 1, "none") : null;
    }

    // between X and Y, from X to Y
    private (QuantityRange?, int, string)? Between(IReadOnlyList<string> words, int at, int limit)
    {
        if (!_between.Contains(words[at]) || at + 3 >= limit || _numbers.At(words, at + 1) is not { } number || number.Value != Math.Truncate(number.Value)) return null;
        var end = at + 1 + number.Length;
        if (end >= limit || Range(words, end, limit, (long)number.Value) is not { } range) return null;
        return end < limit && range.End < limit && _notCounts.Contains(words[range.End]) ? (null, range.End, "measure") : (range.Range, range.End, "range");
    }

    // X to Y, X-Y, X or Y: the second figure must be the greater.
    private (QuantityRange Range, int End)? Range(IReadOnlyList<string> words, int at, int limit, long first)
    {
        if (at + 1 >= limit || !_to.Contains(words[at]) || words[at] == "and" && !_between.Contains(words[Math.Max(0, at - 2)])) return null;
        if (_numbers.At(words, at + 1) is not { } second || second.Value <= first || second.Value != Math.Truncate(second.Value) || second.Value > first * 20m + 100) return null;
        var n = (long)second.Value;
        return (new QuantityRange(first, null, n, false), at + 1 + second.Length);
    }

    private static QuantityRange Hedged(QuantityRange range, Hedge hedge)
    {
        var exact = range.Best is not null && range.Min == range.Max;
        return hedge switch
        {
            Hedge.Least => new QuantityRange(range.Min, null, null, false),
            Hedge.More => new QuantityRange(exact ? range.Min + 1 : range.Min, null, null, false),
            Hedge.Most => new QuantityRange(null, null, range.Max ?? range.Min, false),
            Hedge.Less => new QuantityRange(null, null, (range.Max ?? range.Min) - (exact ? 1 : 0), false),
            Hedge.About => range with { Min = exact ? null : range.Min, Max = exact ? null : range.Max, Approximate = true },
            _ => range,
        };
    }
}
