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
    private static readonly (string What, string[] Low, string[] Best, string[] High)[] Ranges =
    [
        ("killed", ["low"], ["best"], ["high"]),
        ("killed", ["killed_min", "deaths_min"], ["killed", "fatalities", "deaths"], ["killed_max", "deaths_max"]),
        ("killed-civilians",
            ["civilian_deaths_min", "civilian_deaths_minimum", "civilians_killed_min", "civilians_reported_killed_min", "civilians_reported_killed_minimum", "min_killed"],
            ["deaths_civilians", "civilian_deaths", "civilians_killed", "civilians_reported_killed"],
            ["civilian_deaths_max", "civilian_deaths_maximum", "civilians_killed_max", "civilians_reported_killed_max", "civilians_reported_killed_maximum", "max_killed"]),
        ("wounded", ["injured_min", "wounded_min", "civilian_injuries_min", "civilian_injuries_minimum", "civilians_reported_injured_min", "civilians_injured_min", "min_injured"],
            ["injured", "wounded", "civilian_injuries"],
            ["injured_max", "wounded_max", "civilian_injuries_max", "civilian_injuries_maximum", "civilians_reported_injured_max", "civilians_injured_max", "max_injured"]),
        ("count", [], ["count", "events", "n"], []),
    ];

    /// <summary>Reads a table.</summary>
    /// <param name="path">
    /// The file: separated by comma, semicolon, tab or bar, with a row of headings; without one where it has the columns of a provider
    /// that sometimes leaves it out.
    /// </param>
    /// <param name="dateColumn">Heading of the dates; null to find it.</param>
    /// <param name="dateOrder"><c>dmy</c> or <c>mdy</c> where the dates do not say; null to find out.</param>
    /// <exception cref="UserFaultException">There is no such file, no column of dates, or most rows have none that can be read.</exception>
    public static EventTable Read(string path, string? dateColumn = null, string? dateOrder = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            using var reader = new StreamReader(stream);
            return Read(reader, path, hash, dateColumn, dateOrder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserFaultException(new Fault($"the table cannot be read: {e.Message.TrimEnd('.')}", path, Mend: "Check the name"), e);
        }
    }

    // A row as it is kept: its cells but for long texts, which nothing is chosen by.
    private sealed record Row(int Line, string[] Cells);

    private static EventTable Read(StreamReader text, string path, string hash, string? dateColumn, string? dateOrder)
    {
        var name = Path.GetFileName(path);
        var notes = new List<string>();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<Row>();
        EventColumns? columns = null;
        int wide = 0, garbled = 0;
        foreach (var row in Csv.Read(text, Separator(text)))
        {
            if (columns is null)
            {
                var known = ImportProfile.BuiltIn.Select(ImportProfile.Read).FirstOrDefault(p => p.HasClaims && p.ColumnsWithoutHeader(row.Cells) is not null);
                columns = new EventColumns(known?.ColumnsWithoutHeader(row.Cells) ?? row.Cells, dateColumn);
                if (columns.Date < 0)
                {
                    throw new UserFaultException(new Fault("no column is known to hold dates", path, 1,
                        $"Name one with --date-column; the headings are {string.Join(", ", columns.Headings.Take(12))}"));
                }
                if (known is null) continue;
                notes.Add($"{name} has no row of headings; its {row.Cells.Count} columns are taken for those of {known.Name}");
            }
            if (row.Raw.Contains('\uFFFD', StringComparison.Ordinal)) garbled++;
            // A separator at the end of the line opens an empty cell that says nothing.
            if (row.Cells.Skip(columns.Headings.Count).Any(c => c.Trim().Length > 0)) wide++;
            else rows.Add(new Row(row.Line, [.. row.Cells.Take(columns.Headings.Count).Select((c, i) => Kept(c.Trim(), columns.Widest[i]))]));
        }
        if (columns is null || rows.Count == 0)
        {
            throw new UserFaultException(wide == 0 ? new Fault("it holds no row beneath its headings", path)
                : new Fault($"all its {wide} rows have more cells than there are headings", path, Mend: "Put cells that hold the separator in quotation marks"));
        }
        if (wide > 0) notes.Add($"{wide} rows of {name} have more cells than there are headings and are left out: their quotation marks or separators are broken");

        if (garbled > 0) notes.Add($"{garbled} rows of {name} hold bytes that are no UTF-8: save the table in UTF-8, or names in it will not be found");

        var dates = EventDates.Of(rows.Select(r => Cell(r, columns.Date)), path, dateOrder);
        var events = new List<EventRow>(rows.Count);
        var ids = new HashSet<(string, DateOnly)>();
        Row? first = null;
        int undated = 0, twice = 0, disordered = 0;
        foreach (var row in rows)
        {
            if (When(row, columns, dates) is not { } when)
            {
                undated++;
                first ??= row;
            }
            else if (Id(row, columns) is { } id && !ids.Add((id, when.First))) twice++;
            else events.Add(Event(row, columns, when.First, when.Last, ref disordered));
        }
        if (undated * 2 > rows.Count)
        {
            throw new UserFaultException(new Fault(
                $"{undated} of {rows.Count} rows have no date that can be read, '{Cell(first!, columns.Date)}' for one", path, first!.Line,
                "Write dates as 2020-03-06, or name another column with --date-column"));
        }
        if (undated > 0) notes.Add($"{undated} of {rows.Count} rows of {name} have no date that can be read and are left out");
        if (twice > 0) notes.Add($"{twice} rows of {name} repeat the id and day of another and are left out");
        if (disordered > 0) notes.Add($"{disordered} rows of {name} have their lower, best and upper figures out of order; the least is taken for the lower end");
        if (columns.Index("actor1") >= 0) notes.Add("the first actor of this table is not always the one who attacked");
        return new EventTable(name, events, hash, notes);

        // The same few words fill most cells of a column: each is held once.
        string Kept(string cell, int widest)
        {
            if (cell.Length > widest) return "";
            if (cell.Length > 40) return cell;
            if (words.TryGetValue(cell, out var same)) return same;
            if (words.Count < 1_000_000) words.Add(cell, cell);
            return cell;
        }
    }

    // What stands between cells, by the first line; the reader is put back.
    private static char Separator(StreamReader text)
    {
        var line = text.ReadLine() ?? "";
        text.BaseStream.Position = 0;
        text.DiscardBufferedData();
        return Csv.SeparatorOf(line);
    }

    private static EventRow Event(Row row, EventColumns columns, DateOnly first, DateOnly last, ref int disordered)
    {
        var counts = new List<CountRange>();
        var ordered = true;
        foreach (var (what, low, best, high) in Ranges)
        {
            if (counts.Any(c => c.What == what)) continue;
            var (l, b, h) = (Number(row, columns, low), Number(row, columns, best), Number(row, columns, high));
            if (l is null && b is null && h is null) continue;
            ordered &= !(l > b || b > h || l > h);
            // Out of order in some releases: the ends are then taken from what is there.
            long?[] all = [l ?? b, b, h ?? b];
            counts.Add(new CountRange(what, all.Min(), b, all.Max()));
        }
        if (!ordered) disordered++;
        return new EventRow(Id(row, columns) ?? $"line {row.Line}", first, last, new EventMarks(columns, row.Cells), counts, false,
            Degrees(row, columns, 90, "latitude", "lat"), Degrees(row, columns, 180, "longitude", "lon", "long", "lng"));
    }

    private static string? Id(Row row, EventColumns columns)
    {
        foreach (var heading in (string[])["event_id_cnty", "unique_reference_code", "incident_code", "id"])
            if (columns.Index(heading) is var at and >= 0 && Cell(row, at) is { Length: > 0 } id) return id;
        return null;
    }

    // The day, or the days that the table says it may be.
    private static (DateOnly First, DateOnly Last)? When(Row row, EventColumns columns, EventDates dates)
    {
        if (dates.Read(Cell(row, columns.Date)) is not { } when) return null;
        if (columns.End >= 0 && dates.Read(Cell(row, columns.End)) is { } end && end.Last >= when.First && end.Last.DayNumber - when.First.DayNumber <= 366)
            when = (when.First, end.Last);
        if (columns.End < 0 && Number(row, columns, "time_precision") is { } precision && when.First.Year is > 1 and < 9999)
        {
            // ACLED: 2 for a day of that week, 3 for a day of that month.
            if (precision == 2) when = (when.First.AddDays(-3), when.First.AddDays(3));
            if (precision == 3) when = (new DateOnly(when.First.Year, when.First.Month, 1), new DateOnly(when.First.Year, when.First.Month, 1).AddMonths(1).AddDays(-1));
        }
        return when;
    }

    private static string Cell(Row row, int at) => at >= 0 && at < row.Cells.Length ? row.Cells[at] : "";

    private static long? Number(Row row, EventColumns columns, params string[] headings)
    {
        foreach (var heading in headings)
            if (columns.Index(heading) is var at and >= 0
                && double.TryParse(Cell(row, at), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var v) && v is >= 0 and < 1e9)
                return (long)Math.Round(v);
        return null;
    }

    private static double? Degrees(Row row, EventColumns columns, double most, params string[] headings)
    {
        foreach (var heading in headings)
            if (columns.Index(heading) is var at and >= 0 && double.TryParse(Cell(row, at), NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && Math.Abs(v) <= most)
                return v;
        return null;
    }
}
