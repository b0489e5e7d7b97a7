using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Observatory.Measures;

/// <summary>Reads the dates of one column, which are all written in one order of day and month.</summary>
internal sealed class EventDates
{
    private static readonly string[] Plain =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "d MMMM yyyy", "d MMM yyyy", "dd-MMM-yyyy", "d-MMM-yy", "MMMM d, yyyy", "MMM d, yyyy",
    ];

    private readonly string[] _formats;

    private EventDates(string[] formats) => _formats = formats;

    /// <summary>Looks at a column to find out whether its days or its months come first.</summary>
    /// <exception cref="UserFaultException">The dates could be read either way.</exception>
    public static EventDates Of(IEnumerable<string> column, string where, string? order)
    {
        bool dayFirst = order == "dmy", monthFirst = order == "mdy", seen = false;
        foreach (var text in column)
        {
            var parts = text.Trim().Split(' ', 2)[0].Split('/', '.', '-');
            if (parts.Length != 3 || parts[2].Length < 2 || !int.TryParse(parts[0], out var a) || !int.TryParse(parts[1], out var b) || a > 31 || b > 31) continue;
            seen = true;
            dayFirst |= a > 12;
            monthFirst |= b > 12;
        }
        if (!seen) return new EventDates(Plain);
        if (dayFirst == monthFirst)
        {
            throw new UserFaultException(new Fault(
                dayFirst ? "some dates put the day first and others the month" : "the dates can be read with the day first or with the month first", where,
                Mend: "Say which with --date-order dmy or --date-order mdy"));
        }
        string[] slashed = dayFirst
            ? ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d/M/yy", "d/M/yyyy HH:mm", "d/M/yyyy HH:mm:ss", "d.M.yyyy HH:mm"]
            : ["M/d/yyyy", "M-d-yyyy", "M/d/yy", "M/d/yyyy HH:mm", "M/d/yyyy HH:mm:ss", "M/d/yyyy h:mm:ss tt"];
        return new EventDates([.. Plain, .. slashed]);
    }

    /// <summary>First and last day that a text may mean; null where it is no date.</summary>
    public (DateOnly First, DateOnly Last)? Read(string text)
    {
        text = text.Trim();
        if (DateTime.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time))
            return (DateOnly.FromDateTime(time), DateOnly.FromDateTime(time));
        return Edtf.TryRead(text) is { Start: { } start, End: { } end } ? (start, end) : null;
    }
}
