using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Hudna.Exchange;

/// <summary>The words of all languages that the reader leans on, from the text files embedded beside the code. Immutable.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, List<(string Language, string Line)>> _sections = new(StringComparer.Ordinal);

    private Words()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Words.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            Take(reader, name.Split('.')[1]);
        }
        Months = Section("months").SelectMany(MonthNames).GroupBy(m => m.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.First().Number, StringComparer.Ordinal);
        Weekdays = Single("weekdays");
        DateLabels = Whole("date-labels");
        DateFillers = Whole("months-ago");
        Bylines = Whole("byline");
        Credits = Whole("credit");
        Tail = Whole("tail");
        TailPrefixes = Prefixes("tail-prefix");
        Inline = Prefixes("inline");
        Furniture = Prefixes("furniture");
        FurnitureLines = Whole("furniture-line");
        Sources = Whole("source");
        LanguageSwitches = Whole("language-switch");
        Future = Prefixes("future");
        Since = Prefixes("since");
        Early = Prefixes("early");
        Late = Prefixes("late");
        FurnitureClasses = Single("furniture-class");
        CaptionClasses = Single("caption-class");
        BylineClasses = Single("byline-class");
        DateClasses = Single("date-class");
        MainClasses = Single("main-class");
    }

    /// <summary>The one set of words.</summary>
    public static Words All { get; } = new();

    /// <summary>Folded month name → number.</summary>
    public FrozenDictionary<string, int> Months { get; }

    public FrozenSet<string> Weekdays { get; }

    public FrozenSet<string> DateLabels { get; }

    public FrozenSet<string> DateFillers { get; }

    public FrozenSet<string> Bylines { get; }

    public FrozenSet<string> Credits { get; }

    public FrozenSet<string> Tail { get; }

    public string[] TailPrefixes { get; }

    public string[] Inline { get; }

    public string[] Furniture { get; }

    public FrozenSet<string> FurnitureLines { get; }

    public FrozenSet<string> Sources { get; }

    public FrozenSet<string> LanguageSwitches { get; }

    public string[] Future { get; }

    public string[] Since { get; }

    public string[] Early { get; }

    public string[] Late { get; }

    public FrozenSet<string> FurnitureClasses { get; }

    public FrozenSet<string> CaptionClasses { get; }

    public FrozenSet<string> BylineClasses { get; }

    public FrozenSet<string> DateClasses { get; }

    public FrozenSet<string> MainClasses { get; }

    /// <summary>The function words of one language, folded.</summary>
    public FrozenSet<string> Function(string language) => _function.TryGetValue(language, out var words) ? words : [];

    private readonly Dictionary<string, FrozenSet<string>> _function = new(StringComparer.Ordinal);

    /// <summary>
    /// A phrase as it is compared: lower case, plain quotation marks, one space between words, one form of alef and yeh, no vowel marks.
    /// </summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '\u064B' and <= '\u0652' or '\u0640' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF'
                or >= '\u202A' and <= '\u202E') continue;
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
                continue;
            }
            folded.Append(c switch
            {
                '\u2018' or '\u2019' or '\u02BC' or '`' => '\'',
                '\u201C' or '\u201D' or '\u00AB' or '\u00BB' => '"',
                '\u2013' or '\u2014' or '\u2212' => '-',
                'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
                'ى' => 'ي',
                >= '٠' and <= '٩' => (char)(c - '٠' + '0'),
                >= '۰' and <= '۹' => (char)(c - '۰' + '0'),
                _ => char.ToLowerInvariant(c),
            });
        }
        if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    private void Take(StreamReader reader, string language)
    {
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
                continue;
            }
            if (!_sections.TryGetValue(section, out var lines)) _sections[section] = lines = [];
            lines.Add((language, line));
            if (section != "function") continue;
            var words = line.Split(' ').Select(w => Fold(w));
            _function[language] =
                (_function.TryGetValue(language, out var had) ? had.Concat(words) : words).ToFrozenSet(StringComparer.Ordinal);
        }
    }

    private List<(string Language, string Line)> Section(string name) => _sections[name];

    private FrozenSet<string> Whole(string section) => Section(section).Select(l => Fold(l.Line)).ToFrozenSet(StringComparer.Ordinal);

    private string[] Prefixes(string section) => [.. Section(section).Select(l => Fold(l.Line)).Distinct(StringComparer.Ordinal)];

    private FrozenSet<string> Single(string section) =>
        Section(section).SelectMany(l => l.Line.Split(' ')).Select(w => Fold(w)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Month lines hold names of one word; Arabic ones of two words begin with كانون or تشرين.</summary>
    private static IEnumerable<(string Name, int Number)> MonthNames((string Language, string Line) entry)
    {
        var parts = entry.Line.Split(' ');
        var number = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 1; i < parts.Length; i++)
        {
            var name = Fold(parts[i]);
            if (i + 1 < parts.Length && Fold(parts[i + 1]) is "الثاني" or "الاول") name += " " + Fold(parts[++i]);
            yield return (name, number);
        }
    }
}
