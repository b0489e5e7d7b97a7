using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Language.Times;

// Dates, months, seasons, feasts: what the words give, the year filled in from the publication date.
internal static partial class TimeFunctions
{
    private static TimeValue? Date(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (c.Years.Count > 0)
            return DayOrNull(c.Years[0], c.Months[0], c.Days[0]) is { } day ? TimeValue.Day(day, TimeBasis.Stated) : null;
        if (x.Reference is not { } reference) return DayOrNull(2000, c.Months[0], c.Days[0]) is null ? null : Unknown;
        return InYear(c.Months[0], c.Days[0], reference, x.Forward) is { } found ? TimeValue.Day(found, TimeBasis.Stated) : null;
    }

    // "the 5th of last March": the day of the month that the words name.
    private static TimeValue? DateOf(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var month = Month(c, [c.Words.First(w => w is "last" or "this" or "next")], x);
        if (month?.From is not { } first) return month;
        return DayOrNull(first.Year, first.Month, c.Days[0]) is { } day ? TimeValue.Day(day, TimeBasis.Relative) : null;
    }

    // The year of a day and month: the last such day up to the reference, or the next one where the sentence looks forward. A
    // day within the next five weeks is taken as to come even without that if the last such day lies most of a year back.
    private static DateOnly? InYear(int month, int day, DateOnly reference, bool? forward)
    {
        DateOnly? past = null, next = null;
        for (var year = reference.Year - 4; year <= reference.Year + 4; year++)
        {
            if (DayOrNull(year, month, day) is not { } candidate) continue;
            if (candidate <= reference) past = candidate;
            else next ??= candidate;
        }
        if (past is null || next is null) return past ?? next;
        if (forward == true) return past == reference ? past : next;
        return next.Value.DayNumber - reference.DayNumber <= 35 && reference.DayNumber - past.Value.DayNumber >= 300 ? next : past;
    }

    private static TimeValue? Days(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (c.Days.Count < 2 || c.Days[0] >= c.Days[1]) return null;
        var last = Date(Part(c, 1), arguments, x);
        if (last is not { Grain: Grain.Day } || DayOrNull(last.To!.Value.Year, last.To.Value.Month, c.Days[0]) is not { } first) return last is null ? null : Unknown;
        return new TimeValue(first, last.To, Grain.Span, TimeBasis.Stated);

        static Captures Part(Captures c, int index)
        {
            var part = c.Copy();
            part.Days.Clear();
            part.Days.Add(c.Days[index]);
            return part;
        }
    }

    private static TimeValue? Month(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var month = c.Months[0];
        if (c.Years.Count > 0) return TimeValue.Month(c.Years[0], month, TimeBasis.Stated);
        if (x.Reference is not { } r) return Unknown;
        var direction = arguments.Count > 0 ? arguments[0] : x.Forward == true ? "next" : "";
        var year = direction switch
        {
            "last" => month < r.Month ? r.Year : r.Year - 1,
            "next" => month >= r.Month ? r.Year : r.Year + 1,
            "this" => r.Year,
            _ => month <= r.Month ? r.Year : r.Year - 1,
        };
        return TimeValue.Month(year, month, TimeBasis.Relative);
    }

    private static TimeValue? Decade(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var first = c.Years[0];
        if (first % 10 != 0) return null;
        return new TimeValue(new DateOnly(first, 1, 1), new DateOnly(first + 9, 12, 31), Grain.Span, TimeBasis.Stated)
        {
            Left = first.ToString("0000", CultureInfo.InvariantCulture),
            Right = (first + 9).ToString("0000", CultureInfo.InvariantCulture),
        };
    }

    private static TimeValue? DayOfMonth(Captures c, IReadOnlyList<string> arguments, TimeContext x) =>
        x.Reference is not { } r ? Unknown : DayOrNull(r.Year, r.Month, (int)c.Numbers[0]) is { } day ? TimeValue.Day(day, TimeBasis.Relative) : null;

    // Spring is March to May; a winter is named after the year of its January.
    private static TimeValue? Season(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (c.Years.Count > 0) return OfYear(c.Years[0], TimeBasis.Stated);
        if (x.Reference is not { } r) return Unknown;
        var found = OfYear(r.Year, TimeBasis.Relative);
        var direction = arguments.Count > 0 ? arguments[0] : x.Forward == true ? "next" : "";
        return direction switch
        {
            "last" => found.To < r ? found : OfYear(r.Year - 1, TimeBasis.Relative),
            "next" => found.From > r ? found : OfYear(r.Year + 1, TimeBasis.Relative),
            "this" => found,
            _ => found.From <= r ? found : OfYear(r.Year - 1, TimeBasis.Relative),
        };

        TimeValue OfYear(int year, TimeBasis basis)
        {
            if (c.Season < 4) return TimeValue.Months(year, c.Season * 3, c.Season * 3 + 2, basis);
            var (from, to) = (new DateOnly(year - 1, 12, 1), new DateOnly(year, 3, 1).AddDays(-1));
            return new TimeValue(from, to, Grain.Span, basis) { Left = $"{year - 1:0000}-12", Right = $"{year:0000}-02" };
        }
    }

    private static TimeValue? Parts(Captures c, IReadOnlyList<string> arguments, TimeContext x, int parts)
    {
        var number = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : (int)c.Numbers[0];
        if (number < 1 || number > parts) return null;
        var year = c.Years.Count > 0 ? c.Years[0] : x.Reference?.Year;
        var months = 12 / parts;
        return year is { } y
            ? TimeValue.Months(y, (number - 1) * months + 1, number * months, c.Years.Count > 0 ? TimeBasis.Stated : TimeBasis.Relative)
            : Unknown;
    }

    private static TimeValue? HalfOf(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var whole = c.Times[^1].Value;
        if (c.Numbers[0] is not (1 or 2)) return null;
        if (whole.Grain == Grain.Year) return TimeValue.Months(whole.From!.Value.Year, c.Numbers[0] == 1 ? 1 : 7, c.Numbers[0] == 1 ? 6 : 12, whole.Basis);
        if (whole.Grain != Grain.Month) return null;
        var middle = whole.From!.Value.AddDays(14);
        return c.Numbers[0] == 1 ? new TimeValue(whole.From, middle, Grain.Span, whole.Basis) : new TimeValue(middle.AddDays(1), whole.To, Grain.Span, whole.Basis);
    }

    private static TimeValue? WeekOfMonth(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var month = Month(c, [], x);
        if (month is not { Grain: Grain.Month }) return month;
        var week = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        // The last whole week.
        var last = TimeValue.Week(month.To!.Value, month.Basis);
        if (last.To > month.To) last = TimeValue.Week(month.To.Value.AddDays(-7), month.Basis);
        return week < 0 ? last
            : new TimeValue(month.From!.Value.AddDays(7 * (week - 1)), month.From.Value.AddDays(7 * week - 1), Grain.Span, month.Basis);
    }

    private static TimeValue? Hijri(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var year = c.Years.Count > 0 ? c.Years[0] : x.Reference is { } r ? IslamicCalendar.YearOf(r) : 0;
        if (year == 0) return Unknown;
        if (c.Years.Count == 0 && x.Reference is { } reference && IslamicCalendar.Day(year, c.Hijri, 1) > reference && x.Forward != true) year--;
        if (c.Days.Count > 0) return c.Days[0] > 30 ? null : TimeValue.Day(IslamicCalendar.Day(year, c.Hijri, c.Days[0]), TimeBasis.Stated, approximate: true);
        return new TimeValue(IslamicCalendar.Day(year, c.Hijri, 1), IslamicCalendar.Day(year, c.Hijri, 30), Grain.Span, TimeBasis.Stated) { Approximate = true };
    }

    private static TimeValue? Feast(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var copy = c.Copy();
        copy.Months.Add(c.Feast / 100);
        copy.Days.Add(c.Feast % 100);
        return Date(copy, arguments, x) is { } day ? day with { Basis = c.Years.Count > 0 ? TimeBasis.Stated : TimeBasis.Relative } : null;
    }
}
