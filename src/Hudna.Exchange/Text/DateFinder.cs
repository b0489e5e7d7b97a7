using System.Globalization;
using System.Text.RegularExpressions;

namespace Hudna.Exchange;

/// <summary>A date that a text mentions, as far as it is given.</summary>
/// <param name="Year">The year; null where the text leaves it out.</param>
/// <param name="Month">The month; null for a bare year.</param>
/// <param name="Day">The day; null for a month or a year.</param>
/// <param name="Start">Where it stands in the folded text.</param>
/// <param name="End">One past its end.</param>
internal readonly record struct DateMention(int? Year, int? Month, int? Day, int Start, int End)
{
    /// <summary>The day, where day, month and year are given.</summary>
    public DateOnly? Full => Year is { } y && Month is { } m && Day is { } d ? new DateOnly(y, m, d) : null;
}

/// <summary>
/// Finds dates of day, month and year in English and Arabic text, for the publication date. Knows nothing of relative words.
/// </summary>
internal static class DateFinder
{
    /// <summary>No report is older than this; earlier years are history.</summary>
    private const int FirstYear = 1980;

    private const string Day = @"(?<d>[0-3]?[0-9])(?:st|nd|rd|th)?";
    private const string Year = @"(?<y>(?:19|20)[0-9]{2})";

    private static readonly string s_month =
        "(?<m>" + string.Join('|',
            Words.All.Months.Keys.OrderByDescending(k => k.Length).ThenBy(k => k, StringComparer.Ordinal).Select(Regex.Escape)) + @")\.?";

    private static readonly string s_twin = "(?: ?/ ?(?:" + s_month.Replace("<m>", "<m2>", StringComparison.Ordinal) + "))?";

    private static readonly Regex[] s_patterns =
    [
        Pattern($@"(?<![0-9-]){Year}-(?<n>[01]?[0-9])-(?<d>[0-3]?[0-9])(?![0-9])"),
        Pattern($@"(?<![0-9]){Year}/(?<n>[01]?[0-9])/(?<d>[0-3]?[0-9])(?![0-9])"),
        Pattern($@"(?<![0-9.]){Day} ?(?:of )?{s_month}{s_twin}(?:,|،)? ?(?:of |من عام |عام |من العام )?{Year}(?![0-9])"),
        Pattern($@"(?<!\w){s_month} {Day}(?:,|,? of)? {Year}(?![0-9])"),
        Pattern(@"(?<![0-9./])(?<d>[0-3]?[0-9])(?<sep>[./-])(?<n>[01]?[0-9])\k<sep>(?<y>(?:19|20)[0-9]{2})(?![0-9])"),
        Pattern($@"(?<![0-9.]){Day} ?(?:of )?{s_month}{s_twin}(?!\w)"),
        Pattern($@"(?<!\w){s_month} {Day}(?![0-9:.]|,[0-9])(?!\w)"),
        Pattern($@"(?<!\w){s_month}{s_twin},? (?:of |من عام |عام )?{Year}(?![0-9])"),
        Pattern($@"(?<![0-9$€.,]){Year}(?![0-9%]|[,.][0-9])"),
    ];

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    /// <summary>All dates that a folded text mentions, in order. No two overlap.</summary>
    public static List<DateMention> All(string folded)
    {
        var found = new List<DateMention>();
        // Every date has figures; only what stands around them is looked at.
        for (var at = 0; at < folded.Length;)
        {
            var digit = folded.AsSpan(at).IndexOfAnyInRange('0', '9');
            if (digit < 0) break;
            var (start, end) = (Math.Max(at, at + digit - Reach), at + digit);
            while (start > at && folded[start - 1] != ' ') start--;
            for (var limit = end + Reach; end < folded.Length && (end < limit || folded[end] != ' '); end++)
                if (char.IsAsciiDigit(folded[end])) limit = end + Reach;
            Look(folded[start..end], start, found);
            at = end;
        }
        found.Sort((a, b) => a.Start - b.Start);
        return found;
    }

    private static void Look(string window, int offset, List<DateMention> found)
    {
        foreach (var pattern in s_patterns)
        {
            for (var match = pattern.Match(window); match.Success; match = match.NextMatch())
            {
                var (start, end) = (match.Index + offset, match.Index + match.Length + offset);
                if (found.Exists(f => f.Start < end && start < f.End)) continue;
                if (Value(match) is { } date) found.Add(date with { Start = start, End = end });
            }
        }
    }

    /// <summary>No part of a date stands further from its figures than this.</summary>
    private const int Reach = 32;

    /// <summary>
    /// The date that a folded text consists of, with no more beside it than times, weekdays and words such as "published".
    /// </summary>
    public static DateOnly? Only(string folded)
    {
        if (folded.Length > 120) return null;
        var dates = All(folded);
        if (dates.FirstOrDefault(d => d.Full is not null).Full is not { } first) return null;
        var rest = folded;
        foreach (var date in Enumerable.Reverse(dates)) rest = rest.Remove(date.Start, date.End - date.Start);
        foreach (var label in Words.All.DateLabels.OrderByDescending(l => l.Length)) rest = RemoveWord(rest, label);
        foreach (var word in rest.Split([' ', ',', '،', '|', '-', '/', '(', ')', '[', ']', '•', '·', '.', '+', ';', ':'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            var known = Words.All.Weekdays.Contains(word) || Words.All.DateFillers.Contains(word)
                || word.All(c => char.IsDigit(c) || c is 'h' or 'z' or 't')
                || Words.All.Weekdays.Contains(word.TrimStart('و'));
            if (!known) return null;
        }
        return first;
    }

    /// <summary>
    /// The length of a labelled date at the beginning of a text that goes on after it (<c>date 2021-09-24 Since …</c>), and the date;
    /// null where there is none.
    /// </summary>
    public static (int Length, DateOnly Date)? Prefix(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 80)].ToString();
        var match = s_prefix.Match(head);
        if (!match.Success || !Words.All.DateLabels.Contains(Words.Fold(match.Groups["label"].ValueSpan))) return null;
        return Day3(match.Groups["y"], match.Groups["n"], match.Groups["d"]) is { } day ? (match.Length, day) : null;
    }

    private static readonly Regex s_prefix = new(
        @"^\s*(?<label>[\p{L} ]{2,20}?)\s*:?\s+(?<y>(?:19|20)[0-9]{2})-(?<n>[0-9]{2})-(?<d>[0-9]{2})"
        + @"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?=\s)", RegexOptions.CultureInvariant);

    /// <summary>The day that a machine wrote: ISO 8601 with or without time and zone; also the forms that people write.</summary>
    public static DateOnly? Machine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        if (text.Length >= 10
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var iso)) return Plausible(iso);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var instant)) return Plausible(DateOnly.FromDateTime(instant.DateTime));
        return All(Words.Fold(text)).Select(d => d.Full).FirstOrDefault(d => d is not null);
    }

    private static DateOnly? Plausible(DateOnly day) => day.Year >= FirstYear ? day : null;

    /// <summary>
    /// The date that a text opens with, before a stop, a dash or a name in brackets: a bulletin's, or an agency story's behind its place.
    /// The year may be missing.
    /// </summary>
    public static DateMention? Lead(string folded)
    {
        var head = folded[..Math.Min(folded.Length, 120)];
        var opening = s_opening.Match(head);
        if (!opening.Success) return null;
        foreach (var date in All(opening.Value))
            if (date is { Month: not null, Day: not null }) return date;
        return null;
    }

    private static readonly Regex s_opening = new(
        @"^(?:[\p{L}' .-]{2,40}, ?){0,3}[\p{L}0-9 ,./]{4,40}?(?:\. ?/[^/]{2,30}/|\([^()]{2,40}\) ?[-:]| [-|] |: |\. )",
            RegexOptions.CultureInvariant);

    /// <summary>
    /// The publication date worked out from the dates in a report's own text, and the words for how. Writers leave the year out for the
    /// current year and name it for others: where dates without a year lie far from the latest full one, they belong to the year after
    /// the last that is named as past.
    /// </summary>
    /// <param name="foldedParagraphs">The report's own paragraphs, folded, the first one first.</param>
    /// <param name="lead">The date without a year that the report opens with: its own day and month.</param>
    public static (DateOnly Date, string How)? Estimate(IEnumerable<string> foldedParagraphs, DateMention? lead = null)
    {
        DateOnly? latest = null;
        var bare = new List<(int Month, int Day)>();
        var pastYears = new SortedSet<int>();
        var paragraph = 0;
        foreach (var text in foldedParagraphs)
        {
            var dates = All(text);
            for (var i = 0; i < dates.Count; i++)
            {
                var date = dates[i];
                // "from 5 to 15 September 2020" and "5 March to 15 September 2020" give one year for both.
                if (date.Year is null && i + 1 < dates.Count && dates[i + 1].Year is { } shared
                    && dates[i + 1].Start - date.End is > 0 and < 12) date = date with { Year = shared };
                if (date.Year is { } year)
                {
                    if (year < FirstYear || Follows(text, date, Words.All.Future)) continue;
                    pastYears.Add(year);
                    if (Follows(text, date, Words.All.Since)) continue;
                    var full = date.Full;
                    // A month without a day is the report's own only in its opening; later on it is history.
                    if (full is null && date.Month is { } m && paragraph == 0)
                        full = new DateOnly(year, m, Follows(text, date, Words.All.Early) ? 5 : Follows(text, date, Words.All.Late) ? 25
                            : 15);
                    if (full is not null) latest = latest is null || full > latest ? full : latest;
                }
                else if (date is { Month: { } month, Day: { } day }) bare.Add((month, day));
            }
            paragraph++;
        }
        if (lead is { Month: { } leadMonth, Day: { } leadDay }) bare = [(leadMonth, leadDay)];
        if (bare.Count == 0)
            return latest is { } l ? (l, $"the latest date that the text names is {l:yyyy-MM-dd}") : null;
        if (pastYears.Count == 0) return null;

        // Within half a year of the latest full date a date without year belongs to the same stretch of time.
        if (latest is { } at && bare.All(b => Math.Abs(Near(b, at).DayNumber - at.DayNumber) <= 60))
        {
            var last = lead is null ? bare.Select(b => Near(b, at)).Append(at).Max() : Near(bare[0], at);
            return (last, lead is null ? $"the latest date that the text names is {last:yyyy-MM-dd}"
                : "its opening gives day and month, its dates the year");
        }
        var current = pastYears.Max + 1;
        var day1 = bare.Select(b => Clamp(current, b.Month, b.Day)).Max();
        return (day1, $"the text names dates without a year, and {pastYears.Max} as a year gone by");
    }

    private static DateOnly Near((int Month, int Day) date, DateOnly at) =>
        new[] { at.Year - 1, at.Year, at.Year + 1 }.Select(y => Clamp(y, date.Month, date.Day))
            .MinBy(d => Math.Abs(d.DayNumber - at.DayNumber));

    private static DateOnly Clamp(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    /// <summary>Whether one of some words stands close before a date.</summary>
    private static bool Follows(string text, DateMention date, string[] words)
    {
        var before = text.AsSpan(Math.Max(0, date.Start - 32), Math.Min(32, date.Start));
        foreach (var word in words)
        {
            var at = before.LastIndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && (at == 0 || !char.IsLetter(before[at - 1]))
                && (at + word.Length == before.Length || !char.IsLetter(before[at + word.Length]))) return true;
        }
        return false;
    }

    private static string RemoveWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at > 0 && char.IsLetter(text[at - 1])) || (end < text.Length && char.IsLetter(text[end]))) continue;
            return RemoveWord(text.Remove(at, word.Length), word);
        }
        return text;
    }

    private static DateMention? Value(Match match)
    {
        var (year, month, day) = (Number(match.Groups["y"]), Number(match.Groups["n"]), Number(match.Groups["d"]));
        if (match.Groups["m"].Success) month = Words.All.Months[match.Groups["m"].Value];
        if (month is > 12 && day is <= 12 && match.Groups["sep"].Success) (month, day) = (day, month);
        if (month is < 1 or > 12 || day < 1) return null;
        if (month is { } m && day is { } d && d > DateTime.DaysInMonth(year ?? 2020, m)) return null;
        return new(year, month, day, match.Index, match.Index + match.Length);
    }

    private static DateOnly? Day3(Group year, Group month, Group day) =>
        DateOnly.TryParseExact($"{year.Value}-{month.Value}-{day.Value}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) ? date : null;

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;
}
