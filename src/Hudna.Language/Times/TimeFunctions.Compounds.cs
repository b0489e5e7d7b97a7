using Hudna.Codebook;

namespace Hudna.Language.Times;

// What is made of expressions found before: edges, ranges, open ends.
internal static partial class TimeFunctions
{
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

    // "the first quarter of last year", "September of this year": the same months of the year that the second names.
    private static TimeValue? WithinYear(Captures c, IReadOnlyList<string> arguments, TimeContext x)
    {
        var (part, year) = (c.Times[0].Value, c.Times[^1].Value);
        if (year.Grain != Grain.Year || part.From is not { } from || part.To is not { } to || part.Approximate || from.Year != to.Year) return null;
        var target = year.From!.Value.Year;
        if (part.Grain == Grain.Month) return TimeValue.Month(target, from.Month, year.Basis);
        return part.Grain == Grain.Span && part.Left is { Length: 7 } && part.Right is { Length: 7 } ? TimeValue.Months(target, from.Month, to.Month, year.Basis) : null;
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
}
