using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Language.Times;

// What leans on the publication date or on the day last spoken of; durations.
internal static partial class TimeFunctions
{
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
                var saturday = monday.AddDays(5 + 7 * by);
                return new TimeValue(saturday, saturday.AddDays(1), Grain.Span, basis);
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
            // "will meet on Friday", said on a Friday: today.
            "next" when back == 0 && arguments[0] == "auto" => r,
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
