using System.Globalization;
using System.Text.RegularExpressions;

namespace Hudna.Codebook;

/// <summary>
/// A date or interval in EDTF (ISO 8601-2:2019), the part of levels 0 and 1 that reports need: years, months, days, intervals with
/// unknown (<c>..</c> or empty) ends, the qualifiers <c>~</c> <c>?</c> <c>%</c> before or behind a component, and <c>XX</c> for an
/// unspecified month or day. Equality is of the written form. Immutable.
/// </summary>
public sealed partial class Edtf : IEquatable<Edtf>
{
    private Edtf(string text, DateOnly? start, DateOnly? end, bool approximate)
    {
        Text = text;
        Start = start;
        End = end;
        IsApproximate = approximate;
    }

    /// <summary>The written form, as read.</summary>
    public string Text { get; }

    /// <summary>First day that it may mean; null where the start is open.</summary>
    public DateOnly? Start { get; }

    /// <summary>Last day that it may mean, inclusive; null where the end is open.</summary>
    public DateOnly? End { get; }

    /// <summary>Whether a qualifier says that the date is approximate or uncertain.</summary>
    public bool IsApproximate { get; }

    /// <summary>Whether it is one exact day.</summary>
    public bool IsDay => Start is not null && Start == End && !IsApproximate;

    /// <summary>The length in days, 1 for a day; null where an end is open.</summary>
    public int? Days => Start is { } s && End is { } e ? e.DayNumber - s.DayNumber + 1 : null;

    /// <summary>One day.</summary>
    public static Edtf Day(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day, false);

    /// <summary>About one day: the qualifier stands before the day, as in <c>2021-09-~13</c>.</summary>
    public static Edtf About(DateOnly day) => new(day.ToString("yyyy-MM-~dd", CultureInfo.InvariantCulture), day, day, true);

    /// <summary>A whole month.</summary>
    public static Edtf Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first, first.AddMonths(1).AddDays(-1), false);
    }

    /// <summary>A whole year.</summary>
    public static Edtf Year(int year) =>
        new(year.ToString("0000", CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), false);

    /// <summary>From the start of one to the end of the other; null leaves that end open.</summary>
    /// <exception cref="ArgumentException">The end lies before the start, or both are open.</exception>
    public static Edtf Interval(Edtf? from, Edtf? to)
    {
        var text = $"{from?.Text ?? ".."}/{to?.Text ?? ".."}";
        return TryRead(text) ?? throw new ArgumentException($"'{text}' is no interval.", nameof(to));
    }

    /// <summary>From one day to another, both included; a single day where they are the same.</summary>
    public static Edtf Span(DateOnly from, DateOnly to) => from == to ? Day(from) : Interval(Day(from), Day(to));

    /// <summary>Reads the written form; null where it is none, or no such day exists.</summary>
    public static Edtf? TryRead(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 64) return null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return One(text) is { } one ? new Edtf(text, one.First, one.Last, one.Approximate) : null;
        var (left, right) = (text[..slash], text[(slash + 1)..]);
        var from = IsOpen(left) ? ((DateOnly First, DateOnly Last, bool Approximate)?)null : One(left);
        var to = IsOpen(right) ? ((DateOnly First, DateOnly Last, bool Approximate)?)null : One(right);
        if ((from is null && !IsOpen(left)) || (to is null && !IsOpen(right)) || (from is null && to is null)) return null;
        if (from?.First > to?.Last) return null;
        return new Edtf(text, from?.First, to?.Last, from?.Approximate == true || to?.Approximate == true);
    }

    /// <summary>Whether a day lies in it; an open end reaches without limit.</summary>
    public bool Contains(DateOnly day) => (Start is null || Start <= day) && (End is null || day <= End);

    /// <summary>Whether the two share a day.</summary>
    public bool Overlaps(Edtf other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !(Start > other.End) && !(other.Start > End);
    }

    /// <inheritdoc/>
    public bool Equals(Edtf? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Edtf);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsOpen(string side) => side.Length == 0 || side == "..";

    private static (DateOnly First, DateOnly Last, bool Approximate)? One(string text)
    {
        var match = Component().Match(text);
        if (!match.Success) return null;
        var approximate = text.AsSpan().IndexOfAny("~?%") >= 0;
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        if (year == 0) return null;
        var (month, day) = (Part(match.Groups["m"]), Part(match.Groups["d"]));
        if (month is < 1 or > 12 || (day is not null && month is null)) return null;
        if (month is not { } m) return (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), approximate);
        if (day is not { } d) return (new DateOnly(year, m, 1), new DateOnly(year, m, DateTime.DaysInMonth(year, m)), approximate);
        if (d < 1 || d > DateTime.DaysInMonth(year, m)) return null;
        return (new DateOnly(year, m, d), new DateOnly(year, m, d), approximate);
    }

    private static int? Part(Group group) =>
        group.Success && group.ValueSpan is not "XX" ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^[~?%]?(?<y>[0-9]{4})[~?%]?(-[~?%]?(?<m>[0-9]{2}|XX)[~?%]?(-[~?%]?(?<d>[0-9]{2}|XX)[~?%]?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Component();
}
