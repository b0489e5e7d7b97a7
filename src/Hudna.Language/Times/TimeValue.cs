using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Language.Times;

/// <summary>How long a unit of time is.</summary>
internal enum Grain
{
    /// <summary>No date: a duration, a habit, a date that cannot be worked out.</summary>
    None,

    /// <summary>A day, or a part of one.</summary>
    Day,

    /// <summary>A week from Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>Any other stretch; open at an end that is null.</summary>
    Span,
}

/// <summary>The value of a temporal expression while it is worked out: a stretch of days with its grain. Immutable.</summary>
internal sealed record TimeValue(DateOnly? From, DateOnly? To, Grain Grain, TimeBasis Basis)
{
    /// <summary>A value that says nothing of a date.</summary>
    public static TimeValue Nothing { get; } = new(null, null, Grain.None, TimeBasis.Stated);

    /// <summary>Whether the words say "about", or the rule can say no better.</summary>
    public bool Approximate { get; init; }

    /// <summary>Written start of a stretch ("2020-03"); null for the day <see cref="From"/>.</summary>
    public string? Left { get; init; }

    /// <summary>Written end of a stretch; null for the day <see cref="To"/>.</summary>
    public string? Right { get; init; }

    /// <summary>ISO 8601 duration, where the words say how long ("P3D", "PXY" for several years).</summary>
    public string? Duration { get; init; }

    /// <summary>A day.</summary>
    public static TimeValue Day(DateOnly day, TimeBasis basis, bool approximate = false) => new(day, day, Grain.Day, basis) { Approximate = approximate };

    /// <summary>A month.</summary>
    public static TimeValue Month(int year, int month, TimeBasis basis)
    {
        var first = new DateOnly(year, month, 1);
        return new TimeValue(first, first.AddMonths(1).AddDays(-1), Grain.Month, basis);
    }

    /// <summary>A year.</summary>
    public static TimeValue Year(int year, TimeBasis basis) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), Grain.Year, basis);

    /// <summary>The week that a day lies in.</summary>
    public static TimeValue Week(DateOnly day, TimeBasis basis)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new TimeValue(monday, monday.AddDays(6), Grain.Week, basis);
    }

    /// <summary>Whole months, from the first of one to the last of another.</summary>
    public static TimeValue Months(int year, int first, int last, TimeBasis basis)
    {
        var (from, to) = (new DateOnly(year, first, 1), new DateOnly(year, last, 1));
        return new TimeValue(from, to.AddMonths(1).AddDays(-1), Grain.Span, basis) { Left = MonthText(from), Right = MonthText(to) };
    }

    /// <summary>The written value; null where there is no date.</summary>
    public Edtf? ToEdtf() => Grain switch
    {
        Grain.None => null,
        Grain.Day => Approximate ? Edtf.About(From!.Value) : Edtf.Day(From!.Value),
        Grain.Month or Grain.Year => Edtf.TryRead(Component()),
        _ => Edtf.TryRead($"{Left ?? (From is { } f ? DayText(f) : "..")}/{Right ?? (To is { } t ? DayText(t) : "..")}"),
    };

    /// <summary>The value as one end of an interval: the end that lies at the start or at the end of it.</summary>
    public string Component(bool end = false) => Grain switch
    {
        Grain.Month => Approximate ? From!.Value.ToString("yyyy-~MM", CultureInfo.InvariantCulture) : MonthText(From!.Value),
        Grain.Year => From!.Value.ToString("yyyy", CultureInfo.InvariantCulture) + (Approximate ? "~" : ""),
        Grain.Day => Approximate ? From!.Value.ToString("yyyy-MM-~dd", CultureInfo.InvariantCulture) : DayText(From!.Value),
        _ => end ? Right ?? (To is { } t ? DayText(t) : "..") : Left ?? (From is { } f ? DayText(f) : ".."),
    };

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string MonthText(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
