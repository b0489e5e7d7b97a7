using System.Globalization;
using System.Text.RegularExpressions;

namespace Hudna.Evaluation;

/// <summary>EDTF dates as the scores compare them: first and last day, qualifiers dropped.</summary>
internal static partial class EdtfDays
{
    /// <summary>Day numbers of a date or interval; null where it is open or none.</summary>
    public static (int First, int Last)? Of(string? edtf)
    {
        var bare = Bare(edtf ?? "");
        if (bare.Length == 0) return null;
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        var (from, to) = slash < 0 ? (bare, "") : (bare[..slash], bare[(slash + 1)..]);
        return Day(from, false) is { } first && Day(to.Length > 0 ? to : from, true) is { } last && last >= first ? (first, last) : null;
    }

    /// <summary>Whether two dates are the same: as days where both are, else as they are written.</summary>
    public static bool Same(string a, string b) => Of(a) is { } x && Of(b) is { } y ? x == y : Bare(a) == Bare(b);

    /// <summary>Whether two dates share at least half of the days that they cover together.</summary>
    public static bool Near(string a, string b)
    {
        if (Of(a) is not { } x || Of(b) is not { } y) return Same(a, b);
        var shared = Math.Min(x.Last, y.Last) - Math.Max(x.First, y.First) + 1;
        var all = Math.Max(x.Last, y.Last) - Math.Min(x.First, y.First) + 1;
        return shared > 0 && (double)shared / all >= 0.5;
    }

    private static string Bare(string edtf) => string.Concat(edtf.Where(c => c is not ('~' or '?' or '%') && !char.IsWhiteSpace(c)));

    private static int? Day(string text, bool last)
    {
        var match = Date().Match(text);
        if (!match.Success) return null;
        var (year, month, day) = (Number(match.Groups[1])!.Value, Number(match.Groups[2]), Number(match.Groups[3]));
        if (year is < 1 or > 9999) return null;
        // A month or day of zero counts as not given, but for the end of a period its month is kept.
        if (day is > 0) return month is >= 1 and <= 12
            && day <= DateTime.DaysInMonth(year, month.Value) ? new DateOnly(year, month.Value, day.Value).DayNumber : null;
        if (month > 12) return null;
        if (!last) return new DateOnly(year, month is null or 0 ? 1 : month.Value, 1).DayNumber;
        return month is null or 12 ? new DateOnly(year, 12, 31).DayNumber : new DateOnly(year, month.Value + 1, 1).DayNumber - 1;
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\A([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T.*)?\z")]
    private static partial Regex Date();
}
