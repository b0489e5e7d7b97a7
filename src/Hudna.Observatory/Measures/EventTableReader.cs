using System.Globalization;
using System.Security.Cryptography;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Statistics;

namespace Hudna.Observatory.Measures;

/// <summary>
/// Reads any table of events with a column of dates: UCDP, ACLED, Airwars, or one's own. Rows that cannot be read are counted and told of,
/// never guessed at; the imprecision of dates is kept.
/// </summary>
public static class EventTableReader
{
    private static readonly (string What, string Low, string Best, string High)[] Ranges =
    [
        ("killed", "low", "best", "high"), ("killed", "killed_min", "killed", "killed_max"), ("killed", "", "fatalities", ""), ("killed", "", "deaths", ""),
        ("killed-civilians", "", "deaths_civilians", ""), ("killed-civilians", "civilian_deaths_min", "civilian_deaths", "civilian_deaths_max"),
        ("killed-civilians", "civilians_killed_min", "civilians_killed", "civilians_killed_max"),
        ("wounded", "injured_min", "injured", "injured_max"), ("wounded", "wounded_min", "wounded", "wounded_max"),
        ("count", "", "count", ""), ("count", "", "events", ""), ("count", "", "n", ""),
    ];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file: separated by comma, semicolon, tab or bar, with a row of headings.</param>
    /// <param name="dateColumn">Heading of the dates; null to find it.</param>
    /// <param name="dateOrder"><c>dmy</c> or <c>mdy</c> where the dates do not say; null to find out.</param>
    /// <exception cref="UserFaultException">There is no such file, no column of dates, or most rows have none that can be read.</exception>
    public static EventTable Read(string path, string? dateColumn = null, string? dateOrder = null)
    {
        var bytes = Bytes(path);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var end = text.IndexOfAny(['\r', '\n']);
        var separator = Csv.SeparatorOf(end < 0 ? text : text[..end]);
        using var reader = new StringReader(text);
        var rows = Csv.Read(reader, separator).ToList();
        if (rows.Count < 2) throw new UserFaultException(new Fault("it holds no row beneath its headings", path));
        var columns = new EventColumns(rows[0].Cells, dateColumn);
        if (columns.Date < 0)
        {
            throw new UserFaultException(new Fault("no column is known to hold dates", path, 1,
                $"Name one with --date-column; the headings are {string.Join(", ", columns.Headings.Take(12))}"));
        }
        rows.RemoveAt(0);
        var dates = EventDates.Of(rows.Select(r => Cell(r, columns.Date)), path, dateOrder);
        var events = new List<EventRow>(rows.Count);
        CsvRow? first = null;
        var undated = 0;
        foreach (var row in rows)
        {
            if (When(row, columns, dates) is { } when) events.Add(Event(row, columns, when.First, when.Last));
            else
            {
                undated++;
                first ??= row;
            }
        }
        if (undated * 2 > rows.Count)
        {
            throw new UserFaultException(new Fault(
                $"{undated} of {rows.Count} rows have no date that can be read, '{Cell(first!, columns.Date)}' for one", path, first!.Line,
                "Write dates as 2020-03-06, or name another column with --date-column"));
        }
        var notes = new List<string>();
        if (undated > 0) notes.Add($"{undated} of {rows.Count} rows of {Path.GetFileName(path)} have no date that can be read and are left out");
        if (columns.Index("actor1") >= 0) notes.Add("the first actor of this table is not always the one who attacked");
        return new EventTable(Path.GetFileName(path), events, Convert.ToHexStringLower(SHA256.HashData(bytes)), notes);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserFaultException(new Fault($"the table cannot be read: {e.Message.TrimEnd('.')}", path, Mend: "Check the name"), e);
        }
    }

    private static EventRow Event(CsvRow row, EventColumns columns, DateOnly first, DateOnly last)
    {
        var marks = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(columns.Headings.Count, row.Cells.Count); i++)
            if (row.Cells[i] is { Length: > 0 and <= 80 } value) marks.TryAdd(columns.Headings[i], [value.Trim()]);
        foreach (var (mark, at) in columns.Marks)
            if (Values(Cell(row, at)) is { Count: > 0 } values) marks[mark] = values;
        var counts = new List<CountRange>();
        foreach (var (what, low, best, high) in Ranges)
        {
            if (counts.Any(c => c.What == what)) continue;
            var (l, b, h) = (Number(row, columns, low), Number(row, columns, best), Number(row, columns, high));
            if (l is null && b is null && h is null) continue;
            // Out of order in some releases: the ends are then taken from what is there.
            long?[] all = [l ?? b, b, h ?? b];
            counts.Add(new CountRange(what, all.Min(), b, all.Max()));
        }
        return new EventRow(Id(row, columns), first, last, marks, counts, false, Degrees(row, columns, "latitude", "lat"), Degrees(row, columns, "longitude", "lon"));
    }

    private static string Id(CsvRow row, EventColumns columns) =>
        (columns.Index("event_id_cnty") is var a and >= 0 ? Cell(row, a) : columns.Index("id") is var b and >= 0 ? Cell(row, b) : "") is { Length: > 0 } id ? id : $"line {row.Line}";

    // The day, or the days that the table says it may be.
    private static (DateOnly First, DateOnly Last)? When(CsvRow row, EventColumns columns, EventDates dates)
    {
        if (dates.Read(Cell(row, columns.Date)) is not { } when) return null;
        if (columns.End >= 0 && dates.Read(Cell(row, columns.End)) is { } end && end.Last >= when.First && end.Last.DayNumber - when.First.DayNumber <= 366)
            when = (when.First, end.Last);
        if (columns.End < 0 && Number(row, columns, "time_precision") is { } precision)
        {
            // ACLED: 2 for a day of that week, 3 for a day of that month.
            if (precision == 2) when = (when.First.AddDays(-3), when.First.AddDays(3));
            if (precision == 3) when = (new DateOnly(when.First.Year, when.First.Month, 1), new DateOnly(when.First.Year, when.First.Month, 1).AddMonths(1).AddDays(-1));
        }
        return when;
    }

    private static string Cell(CsvRow row, int at) => at >= 0 && at < row.Cells.Count ? row.Cells[at] : "";

    private static List<string> Values(string cell) =>
        [.. cell.Split(';', '|').Select(v => v.Trim()).Where(v => v.Length is > 0 and <= 200).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static long? Number(CsvRow row, EventColumns columns, string heading) =>
        heading.Length > 0 && columns.Index(heading) is var at and >= 0
        && double.TryParse(Cell(row, at), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var v) && v is >= 0 and < 1e9
            ? (long)Math.Round(v) : null;

    private static double? Degrees(CsvRow row, EventColumns columns, params string[] headings)
    {
        foreach (var heading in headings)
            if (columns.Index(heading) is var at and >= 0 && double.TryParse(Cell(row, at), NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && Math.Abs(v) <= 180)
                return v;
        return null;
    }
}
