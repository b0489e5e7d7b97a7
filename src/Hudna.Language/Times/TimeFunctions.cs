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
internal static partial class TimeFunctions
{
    private delegate TimeValue? Function(Captures captures, IReadOnlyList<string> arguments, TimeContext context);

    private static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["date"] = Date,
        ["date-of"] = DateOf,
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
        ["weekend"] = (_, _, x) => x.Reference is { } r ? Shift(r, r.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : -1, "weekend", TimeBasis.Relative) : Unknown,
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
        ["clock"] = (_, _, x) => x.Anchor is { } day ? TimeValue.Day(day, TimeBasis.Relative) : Unknown,
        ["duration"] = (c, a, _) => TimeValue.Nothing with { Duration = a is ["x", ..] ? Duration(null, UnitOf(c)) : Duration(a is ["half"] ? c.Numbers[0] + 0.5m : a.Count > 0 ? 1 : c.Numbers[0], UnitOf(c)) },
        ["skip"] = (_, _, _) => null,
        ["now"] = (_, _, _) => Unknown,
        ["recently"] = (_, _, _) => Unknown,
        ["soon"] = (_, _, _) => Unknown,
        ["within-year"] = WithinYear,
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

    private static string UnitOf(Captures c) => c.Unit ?? c.Words.Select(w => Units.Contains(w) ? w : w.TrimEnd('s')).LastOrDefault(Units.Contains) ?? "day";

    private static readonly HashSet<string> Units = new(["hour", "day", "night", "week", "month", "year", "weekend", "decade", "quarter", "century"], StringComparer.Ordinal);

    private static TimeValue Between(DateOnly from, DateOnly to) => from == to ? TimeValue.Day(from, TimeBasis.Relative) : new(from, to, Grain.Span, TimeBasis.Relative);
}
