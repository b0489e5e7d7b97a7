using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Language.Times;

/// <summary>What a value leans on: the reference day, the day last spoken of, and whether the sentence looks forward or back.</summary>
/// <param name="Reference">The day of publication; null where unknown.</param>
/// <param name="Anchor">The day last mentioned in the text.</param>
/// <param name="Forward">True for what is to come, false for what has been, null where nothing tells.</param>
internal readonly record struct TimeContext(DateOnly? Reference, DateOnly? Anchor, bool? Forward);

/// <summary>
/// The value functions that rules name. Each takes what the pattern captured, its own arguments and the context, and gives a value, or
/// null to refuse the match ("30 February").
/// </summary>
internal static class TimeFunctions
{
    private delegate TimeValue? Function(Captures captures, IReadOnlyList<string> arguments, TimeContext context);

    private static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["date"] = Date,
        ["dotted"] = (c, _, _) => TimeValue.Day(c.Dotted!.Value, TimeBasis.Stated),
        ["days"] = Days,
        ["month"] = Month,
        ["year"] = (c, _, _) => TimeValue.Year(c.Years[0], TimeBasis.Stated),
        ["decade"] = Decade,
        ["day-of-month"] = DayOfMonth,
        ["season"] = Season,
        ["quarter"] = (c, a, x) => Parts(c, a, x, 4),
        ["half"] = (c, a, x) => Parts(c, a, x, 2),
        ["half-of"] = HalfOf,
        ["week-of-month"] = WeekOfMonth,
        ["offset"] = (c, a, x) => Shift(x.Reference, int.Parse(a[0], CultureInfo.InvariantCulture), a.Count > 1 ? a[1] : UnitOf(c), TimeBasis.Relative),
        ["weekend"] = (_, _, x) => Shift(x.Reference, 0, "weekend", TimeBasis.Relative),
        ["overnight"] = (_, _, x) => x.Reference is { } r ? Between(r.AddDays(-1), r) : Unknown,
        ["part-since"] = (_, _, x) => x.Reference is { } r ? TimeValue.Day(r, TimeBasis.Relative) : Unknown,
        ["since-offset"] = (_, a, x) => x.Reference is { } r ? Between(r.AddDays(int.Parse(a[0], CultureInfo.InvariantCulture)), r) : Unknown,
        ["part"] = (_, _, _) => Unknown,
        ["ago"] = (c, a, x) => Away(c, a, x, -1),
        ["ago-days"] = (_, a, x) => x.Reference is { } r ? Moved(r, int.Parse(a[0], CultureInfo.InvariantCulture), "day", -1, int.Parse(a[0], CultureInfo.InvariantCulture) > 2) : Unknown,
        ["ago-months"] = (_, a, x) => x.Reference is { } r ? Moved(r, int.Parse(a[0], CultureInfo.InvariantCulture), "month", -1, false) : Unknown,
        ["night-between"] = NightBetween,
        ["hence"] = (c, a, x) => Away(c, a, x, 1),
        ["past"] = (c, a, x) => Period(c, a, x, -1),
        ["coming"] = (c, a, x) => Period(c, a, x, 1),
        ["anchored"] = (c, a, x) => Shift(x.Anchor, int.Parse(a[0], CultureInfo.InvariantCulture), a.Count > 1 ? a[1] : UnitOf(c), TimeBasis.Relative),
        ["anchored-by"] = AnchoredBy,
        ["weekday"] = Weekday,
        ["hijri"] = Hijri,
        ["feast"] = Feast,
        ["set"] = (c, a, _) => TimeValue.Nothing with { Duration = a[0] == "each" ? Duration(1, UnitOf(c)) : a[0] },
        ["clock"] = (_, _, _) => Unknown,
        ["duration"] = (c, a, _) => TimeValue.Nothing with { Duration = a is ["x", ..] ? Duration(null, UnitOf(c)) : Duration(a.Count > 0 ? 1 : c.Numbers[0], UnitOf(c)) },
        ["skip"] = (_, _, _) => null,
        ["now"] = (_, _, _) => Unknown,
        ["recently"] = (_, _, _) => Unknown,
        ["inner"] = (c, _, _) => c.Times[^1].Value,
        ["both"] = Both,
        ["edge"] = (c, a, _) => Edge(c.Times[^1].Value, a[0]),
        ["edge-unit"] = (c, a, x) => Shift(x.Reference, 0, UnitOf(c), TimeBasis.Relative) is { Grain: not Grain.None } whole ? Edge(whole, a[0]) : Unknown,
        ["since"] = Since,
        ["until"] = (c, _, _) => Ends(c.Times[^1].Value, null, c.Times[^1].Value),
        ["before"] = (c, _, _) => Ends(c.Times[^1].Value, null, c.Times[^1].Value),
        ["after"] = (c, _, _) => Ends(c.Times[^1].Value, c.Times[^1].Value, null),
        ["range"] = Range,
    };

    private static readonly TimeValue Unknown = TimeValue.Nothing;

    /// <summary>The names that a data file may use.</summary>
    public static IReadOnlyCollection<string> Known => All.Keys;

    /// <summary>The value of a match, or null where the rule refuses it.</summary>
    public static TimeValue? Value(TimeRule rule, Captures captures, TimeContext context)
    {
        try
        {
            return All[rule.Function](captures, rule.Arguments, context);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Beyond year 1 or 9999: no date that a report means.
            return null;
        }
    }

    /// <summary>A day that exists, or null.</summary>
    public static DateOnly? DayOrNull(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static string UnitOf(Captures c) => c.Unit ?? c.Words.LastOrDefault(w => Units.Contains(w)) ?? "day";

    private static readonly HashSet<string> Units = new(["week", "month", "year", "weekend", "decade", "quarter", "century", "day"], StringComparer.Ordinal);

    private static TimeValue Between(DateOnly from, DateOnly to) => from == to ? TimeValue.Day(from, TimeBasis.Relative) : new(from, to, Grain.Span, TimeBasis.Relative);

    // ---------------------------------------------------------------- dates
    private static TimeValue? Date(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (c.Years.Count > 0)
            return DayOrNull(c.Years[0], c.Months[0], c.Days[0]) is { } day ? TimeValue.Day(day, TimeBasis.Stated) : null;
        if (x.Reference is not { } reference) return DayOrNull(2000, c.Months[0], c.Days[0]) is null ? null : Unknown;
        return InYear(c.Months[0], c.Days[0], reference, x.Forward) is { } found ? TimeValue.Day(found, TimeBasis.Stated) : null;
    }

    // The year of a day and month: the last such day up to the reference, or the next one where the sentence looks forward. Where
    // nothing tells, a day within the next five weeks is taken as to come only if the last such day lies most of a year back.
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
        if (forward is null && next.Value.DayNumber - reference.DayNumber <= 35) return next;
        return past;
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
        return week < 0 ? TimeValue.Week(month.To!.Value, month.Basis)
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

    // ---------------------------------------------------------------- relative
    private static TimeValue? Shift(DateOnly? from, int by, string unit, TimeBasis basis)
    {
        if (from is not { } day) return Unknown;
        switch (unit)
        {
            case "day" or "night":
                return TimeValue.Day(day.AddDays(by), basis);
            case "hour" or "minute" or "second":
                return TimeValue.Day(day, basis);
            case "week":
                return TimeValue.Week(day.AddDays(7 * by), basis);
            case "fortnight":
                return TimeValue.Week(day.AddDays(14 * by), basis);
            case "weekend":
                var monday = TimeValue.Week(day, basis).From!.Value;
                // On a weekday "the weekend" is the one just past.
                var friday = by == 0 && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? monday.AddDays(-2) : monday.AddDays(5 + 7 * by);
                return new TimeValue(friday, friday.AddDays(1), Grain.Span, basis);
            case "month":
                var month = day.AddMonths(by);
                return TimeValue.Month(month.Year, month.Month, basis);
            case "quarter":
                var q = day.AddMonths(3 * by);
                var first = (q.Month - 1) / 3 * 3 + 1;
                return TimeValue.Months(q.Year, first, first + 2, basis);
            case "year":
                return TimeValue.Year(day.Year + by, basis);
            case "decade":
                var start = (day.Year / 10 + by) * 10;
                return new TimeValue(new DateOnly(start, 1, 1), new DateOnly(start + 9, 12, 31), Grain.Span, basis)
                {
                    Left = $"{start:0000}", Right = $"{start + 9:0000}",
                };
            default:
                return Unknown;
        }
    }

    // "three days ago", "in two weeks": a day for days, about a day for weeks, a month for months, a year for years.
    private static TimeValue? Away(Captures c, IReadOnlyList<string> arguments, TimeContext x, int sign)
    {
        if (x.Reference is not { } r) return Unknown;
        var fixedNumber = arguments.Count > 0 && int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        var number = fixedNumber ?? c.Numbers[0];
        return Moved(r, number, UnitOf(c), sign, arguments.Contains("about"));
    }

    private static TimeValue? Moved(DateOnly from, decimal number, string unit, int sign, bool about)
    {
        if (number > 100_000 || number < 0) return null;
        var whole = (int)Math.Round(number * sign, MidpointRounding.AwayFromZero);
        switch (unit)
        {
            case "second" or "minute":
                return TimeValue.Day(from, TimeBasis.Relative);
            case "hour":
                return TimeValue.Day(from.AddDays(whole / 24), TimeBasis.Relative, about);
            case "day" or "night":
                return TimeValue.Day(from.AddDays(whole), TimeBasis.Relative, about);
            case "week":
                return TimeValue.Day(from.AddDays((int)(number * sign * 7)), TimeBasis.Relative, approximate: true);
            case "fortnight":
                return TimeValue.Day(from.AddDays(14 * whole), TimeBasis.Relative, approximate: true);
            case "month":
                return Shift(from, whole, "month", TimeBasis.Relative)! with { Approximate = about };
            case "year":
                return Shift(from, whole, "year", TimeBasis.Relative)! with { Approximate = about };
            case "decade":
                return Shift(from, whole * 10, "year", TimeBasis.Relative)! with { Approximate = true };
            default:
                return Unknown;
        }
    }

    private static TimeValue? AnchoredBy(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var unit = UnitOf(c);
        if (x.Anchor is not { } anchor) return Unknown;
        var sign = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        if (arguments.Contains("x")) return unit is "hour" or "minute" or "second" ? TimeValue.Day(anchor, TimeBasis.Relative) : Unknown;
        return Moved(anchor, c.Numbers.Count > 0 ? c.Numbers[0] : 1, unit, sign, about: false);
    }

    // The last or next stretch up to or from the reference.
    private static TimeValue? Period(Captures c, IReadOnlyList<string> arguments, TimeContext x, int sign)
    {
        var unit = UnitOf(c);
        if (arguments.Contains("x")) return TimeValue.Nothing with { Duration = Duration(null, unit) };
        var number = arguments.Count > 0 ? 1 : c.Numbers.Count > 0 ? c.Numbers[0] : 1;
        var duration = Duration(number, unit);
        if (x.Reference is not { } r || number > 10_000) return TimeValue.Nothing with { Duration = duration };
        var n = (int)Math.Ceiling(number) * sign;
        var far = unit switch
        {
            "second" or "minute" => r,
            "hour" => r.AddDays(sign * (int)Math.Ceiling(number / 24m)),
            "week" => r.AddDays(7 * n),
            "fortnight" => r.AddDays(14 * n),
            "month" => r.AddMonths(n),
            "year" => r.AddYears(n),
            "decade" => r.AddYears(10 * n),
            "weekend" => r.AddDays(n * 7),
            _ => r.AddDays(n),
        };
        return (sign < 0 ? Between(far, r) : Between(r, far)) with { Duration = duration };
    }

    private static TimeValue? Weekday(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (x.Reference is not { } r) return Unknown;
        var today = ((int)r.DayOfWeek + 6) % 7 + 1;
        var back = (today - c.Weekday + 7) % 7;
        var direction = arguments[0] == "auto" && x.Forward == true ? "next" : arguments[0];
        var day = direction switch
        {
            "last" => r.AddDays(back == 0 ? -7 : -back),
            "next" => r.AddDays(back == 0 ? 7 : 7 - back),
            "this" => r.AddDays(c.Weekday - today),
            _ => r.AddDays(-back),
        };
        return TimeValue.Day(day, TimeBasis.Relative);
    }

    // "the night of Friday to Saturday": the two days that meet in it.
    private static TimeValue? NightBetween(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        if (Weekday(c, ["auto"], x) is not { From: { } second } || c.Weekday == 0) return Unknown;
        return Between(second.AddDays(-1), second);
    }

    // ---------------------------------------------------------------- compounds
    private static TimeValue? Both(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var (a, b) = (c.Times[0].Value, c.Times[^1].Value);
        if (a.Grain == Grain.None && a.Duration is null && IsPart(c.Times[0].Rule)) return b;
        if (b.Grain == Grain.None && b.Duration is null && IsPart(c.Times[^1].Rule)) return a;
        if (a.Grain == Grain.None || b.Grain == Grain.None || a.From is null || b.From is null || a.To is null || b.To is null) return null;
        // "Tuesday, 15 December": the written date corrects the weekday.
        if (a.Grain == Grain.Day && b.Grain == Grain.Day && c.Times[0].Rule.Function == "weekday") return b.From.Value.DayOfWeek == a.From.Value.DayOfWeek ? b : null;
        if (a.From >= b.From && a.To <= b.To) return a;
        return b.From >= a.From && b.To <= a.To ? b : null;
    }

    private static bool IsPart(TimeRule rule) => rule.Function is "clock" or "part" or "overnight";

    private static TimeValue? Edge(TimeValue whole, string edge)
    {
        if (whole.From is not { } from || whole.To is not { } to) return whole.Grain == Grain.None ? null : whole;
        if (whole.Grain == Grain.Day) return whole;
        if (whole.Grain == Grain.Year)
        {
            var month = edge switch { "begin" => 1, "middle" => 6, _ => 12 };
            return TimeValue.Month(from.Year, month, whole.Basis) with { Approximate = true };
        }
        var day = edge switch
        {
            "begin" => from,
            "end" => to,
            _ => whole.Grain == Grain.Month ? from.AddDays(14) : from.AddDays((to.DayNumber - from.DayNumber) / 2),
        };
        return TimeValue.Day(day, TimeBasis.Relative, approximate: true);
    }

    private static TimeValue? Since(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var start = c.Times[^1].Value;
        if (start.From is not { } from) return start.Grain == Grain.None ? Unknown : null;
        if (x.Reference is not { } r || from > r) return Ends(start, start, null);
        if (from == r) return TimeValue.Day(r, start.Basis);
        return new TimeValue(from, r, Grain.Span, start.Basis) { Left = start.Component() };
    }

    private static TimeValue? Ends(TimeValue one, TimeValue? from, TimeValue? to)
    {
        if (one.From is null || one.To is null) return one.Grain == Grain.None ? null : one;
        return new TimeValue(from?.From, to?.To, Grain.Span, one.Basis) { Left = from?.Component() ?? "..", Right = to?.Component(end: true) ?? ".." };
    }

    private static TimeValue? Range(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var (a, b) = (c.Times[0].Value, c.Times[^1].Value);
        if (a.Grain == Grain.None || b.Grain == Grain.None) return a.Grain == Grain.None && b.Grain == Grain.None ? null : a.Grain == Grain.None ? b : a;
        if (a.From is not { } from || b.To is not { } to) return null;
        // "from December to February": the first end was put in the wrong year.
        if (from > to && a.Basis != TimeBasis.Stated && a.Grain == Grain.Month) a = TimeValue.Month(from.Year - 1, from.Month, a.Basis);
        else if (from > to && a.Grain == Grain.Day && a.Basis == TimeBasis.Relative && from.DayNumber - to.DayNumber < 7) a = TimeValue.Day(from.AddDays(-7), a.Basis);
        else if (from > to && a.Grain == Grain.Day && from.DayNumber - to.DayNumber < 366) a = TimeValue.Day(from.AddYears(-1), a.Basis);
        if (a.From > to) return null;
        var basis = a.Basis == TimeBasis.Stated && b.Basis == TimeBasis.Stated ? TimeBasis.Stated : TimeBasis.Relative;
        return new TimeValue(a.From, to, Grain.Span, basis) { Left = a.Component(), Right = b.Component(end: true) };
    }

    // ---------------------------------------------------------------- durations
    private static string Duration(decimal? number, string unit)
    {
        var n = number is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) : "X";
        return unit switch
        {
            "second" => $"PT{n}S",
            "minute" => $"PT{n}M",
            "hour" => $"PT{n}H",
            "week" => $"P{n}W",
            "fortnight" => number is { } w ? $"P{(2 * w).ToString("0.##", CultureInfo.InvariantCulture)}W" : "PXW",
            "weekend" => $"P{n}WE",
            "month" => $"P{n}M",
            "quarter" => $"P{n}Q",
            "year" => $"P{n}Y",
            "decade" => number is { } d ? $"P{(10 * d).ToString("0.##", CultureInfo.InvariantCulture)}Y" : "PXDE",
            "century" => number is { } h ? $"P{(100 * h).ToString("0.##", CultureInfo.InvariantCulture)}Y" : "PXCE",
            _ => $"P{n}D",
        };
    }
}
