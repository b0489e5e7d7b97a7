using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hudna.Language;

namespace Hudna.Evaluation.Language;

/// <summary>
/// Temporal expressions against MEANTIME's TIMEX3, the date of publication given: spans that overlap (relaxed), equal spans (strict), and
/// overlapping spans with the same value. Our EDTF is put in TIMEX terms first: what is marked as approximate loses that component
/// (TIMEX keeps "early" apart from the value), "since" and "by" are taken off, weeks, quarters and seasons are compared by their days, the time of day is left out.
/// </summary>
internal static partial class TimeScore
{
    // Title, dateline and four more: what lies behind was not annotated.
    private const int LastAnnotated = 5;

    private sealed record Timex(int Start, int End, string Value);

    public static void Run(LanguageCommand command, TextWriter output)
    {
        int gold = 0, found = 0, relaxed = 0, strict = 0, valued = 0;
        foreach (var file in Directory.EnumerateFiles(command.Gold, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (text, expected, date) = Read(XDocument.Load(file));
            var document = command.Read(text, Layers.Times, date);
            var used = new HashSet<Hudna.Language.TimeExpression>(ReferenceEqualityComparer.Instance);
            gold += expected.Count;
            found += document.Times.Count;
            foreach (var timex in expected)
            {
                var match = document.Times.Where(t => t.Span.Start < timex.End && timex.Start < t.Span.End && !used.Contains(t))
                    .OrderByDescending(t => t.Span.Start == timex.Start && t.Span.End == timex.End).FirstOrDefault();
                if (match is null)
                {
                    if (command.Verbose) output.WriteLine($"missed  {text[timex.Start..timex.End]} = {timex.Value}  ({date:yyyy-MM-dd})  {Path.GetFileName(file)}");
                    continue;
                }
                used.Add(match);
                relaxed++;
                if (match.Span.Start == timex.Start && match.Span.End == timex.End) strict++;
                if (Same(match, timex.Value)) valued++;
                else if (command.Verbose)
                    output.WriteLine($"value   {text[timex.Start..timex.End]} = {timex.Value}, found {document[match.Span]} = {match.Value?.Text ?? match.Duration ?? match.Rule}  ({date:yyyy-MM-dd})");
            }
            if (!command.Verbose) continue;
            foreach (var t in document.Times.Where(t => !used.Contains(t))) output.WriteLine($"false   {document[t.Span]} = {t.Value?.Text ?? t.Duration ?? t.Rule}");
        }
        output.WriteLine($"{gold} gold, {found} found: relaxed F1 {LanguageCommand.F1(relaxed, gold, found)}, strict {LanguageCommand.F1(strict, gold, found)}, "
            + $"value {LanguageCommand.F1(valued, gold, found)} ({100.0 * valued / Math.Max(1, relaxed):F1} % of those matched)");
    }

    // Tokens joined by blanks, sentences by line ends; punctuation hugs the word before it, as in print.
    private static (string Text, List<Timex> Gold, DateOnly? Date) Read(XDocument xml)
    {
        var text = new StringBuilder();
        var spans = new Dictionary<string, (int Start, int End)>();
        var sentence = "";
        foreach (var token in xml.Root!.Elements("token"))
        {
            var number = (string)token.Attribute("sentence")!;
            if (int.Parse(number, CultureInfo.InvariantCulture) > LastAnnotated) break;
            if (text.Length > 0) text.Append(number != sentence ? "\n\n" : token.Value is "," or "." or ")" or "'s" or ";" or ":" or "%" || text[^1] is '(' or '$' ? "" : " ");
            sentence = number;
            spans[(string)token.Attribute("t_id")!] = (text.Length, text.Length + token.Value.Length);
            text.Append(token.Value);
        }
        var all = xml.Descendants("TIMEX3").ToList();
        DateOnly? date = null;
        foreach (var timex in all.Where(t => (string?)t.Attribute("functionInDocument") == "CREATION_TIME"))
            if (DateOnly.TryParseExact((string?)timex.Attribute("value"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) date ??= day;
        // One file writes the date another way round, some name no creation time: the dateline has it.
        foreach (var timex in all)
            if (date is null && DateOnly.TryParseExact((string?)timex.Attribute("value"), ["yyyy-MM-dd", "dd-MM-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) date = day;
        var gold = new List<Timex>();
        foreach (var timex in all)
        {
            var anchors = timex.Elements("token_anchor").Select(a => spans[(string)a.Attribute("t_id")!]).ToList();
            if (anchors.Count > 0) gold.Add(new Timex(anchors.Min(a => a.Start), anchors.Max(a => a.End), (string?)timex.Attribute("value") ?? ""));
        }
        return (text.ToString(), gold, date);
    }

    private static bool Same(Hudna.Language.TimeExpression found, string value)
    {
        if (value is "PRESENT_REF") return found.Rule == "now";
        if (value is "PAST_REF") return found.Rule == "recently";
        if (value is "FUTURE_REF") return found.Rule == "soon";
        if (value.StartsWith('P')) return found.Duration == value;
        if (found.Duration is not null && found.Value is null) return false;
        return found.Value is { } edtf && Days(Coarser(Marked(edtf.Text, found.Rule))) is { } ours && Days(value) is { } theirs && ours == theirs;
    }

    // TIMEX marks the date alone in "since 1992" and "by 2011".
    private static string Marked(string edtf, string rule) => rule switch
    {
        "since" or "since-on" or "from-on" or "starting" or "after" => edtf.Split('/')[0],
        "until" or "by" or "before" => edtf.Split('/')[^1],
        _ => edtf,
    };

    // 2017-~01 → 2017, 2021-06-~15 → 2021-06
    private static string Coarser(string edtf) => edtf.Contains('/', StringComparison.Ordinal) ? edtf : Approximate().Replace(edtf, "");

    [GeneratedRegex(@"-~\d\d|~")]
    private static partial Regex Approximate();

    private static (DateOnly, DateOnly)? Days(string value)
    {
        value = value.Split('T')[0];
        if (Hudna.Codebook.Edtf.TryRead(value) is { Start: { } start, End: { } end }) return (start, end);
        if (DateOnly.TryParseExact(value, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day, day);
        if (Week().Match(value) is { Success: true } week)
        {
            var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(int.Parse(week.Groups[1].Value), int.Parse(week.Groups[2].Value), DayOfWeek.Monday));
            return week.Groups[3].Success ? (monday.AddDays(5), monday.AddDays(6)) : (monday, monday.AddDays(6));
        }
        if (Part().Match(value) is { Success: true } part)
        {
            var year = int.Parse(part.Groups[1].Value);
            if (part.Groups[2].Success) return Months(year, 3 * (int.Parse(part.Groups[2].Value) - 1) + 1);
            return part.Groups[3].Value switch { "SP" => Months(year, 3), "SU" => Months(year, 6), "FA" => Months(year, 9), _ => (new DateOnly(year - 1, 12, 1), new DateOnly(year, 3, 1).AddDays(-1)) };
        }
        if (value.Length == 3 && int.TryParse(value, out var decade)) return (new DateOnly(decade * 10, 1, 1), new DateOnly(decade * 10 + 9, 12, 31));
        return null;

        static (DateOnly, DateOnly) Months(int year, int first) => (new DateOnly(year, first, 1), new DateOnly(year, first, 1).AddMonths(3).AddDays(-1));
    }

    [GeneratedRegex(@"^(\d{4})-W(\d\d)(-WE)?$")]
    private static partial Regex Week();

    [GeneratedRegex(@"^(\d{4})-(?:Q([1-4])|(SP|SU|FA|WI))$")]
    private static partial Regex Part();
}
