using System.Globalization;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Statistics;

namespace Hudna.Observatory.Measures;

/// <summary>Reads reporting effort: a table with a date, and where there are some the source and the number of reports.</summary>
public static class EffortReader
{
    /// <summary>Reads the table. A row without a number counts as one report.</summary>
    /// <exception cref="UserFaultException">It cannot be read, or a row is no effort; all faults are told at once, up to twenty.</exception>
    public static IReadOnlyList<EffortRow> Read(string path)
    {
        string text;
        try { text = File.ReadAllText(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserFaultException(new Fault($"the effort cannot be read: {e.Message.TrimEnd('.')}", path, Mend: "Check the name"), e);
        }
        var end = text.IndexOfAny(['\r', '\n']);
        using var reader = new StringReader(text);
        var rows = Csv.Read(reader, Csv.SeparatorOf(end < 0 ? text : text[..end])).ToList();
        if (rows.Count < 2) throw new UserFaultException(new Fault("it holds no row beneath its headings", path));
        var columns = new EventColumns(rows[0].Cells, null);
        if (columns.Date < 0) throw new UserFaultException(new Fault("no column is known to hold dates", path, 1, "Name it date"));
        rows.RemoveAt(0);
        var dates = EventDates.Of(rows.Select(r => r.Cells.ElementAtOrDefault(columns.Date) ?? ""), path, null);
        var number = new[] { "reports", "effort", "count", "n" }.Select(columns.Index).FirstOrDefault(i => i >= 0, -1);
        var source = new[] { "source", "publisher" }.Select(columns.Index).FirstOrDefault(i => i >= 0, -1);
        var faults = new List<Fault>();
        var effort = new List<EffortRow>();
        foreach (var row in rows)
        {
            var day = dates.Read(row.Cells.ElementAtOrDefault(columns.Date) ?? "");
            var value = number < 0 ? "1" : row.Cells.ElementAtOrDefault(number) ?? "";
            if (day is null) faults.Add(new Fault("it has no date that can be read", path, row.Line));
            else if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var reports) || !(reports >= 0) || reports > 1e9)
                faults.Add(new Fault($"'{value}' is no number of reports", path, row.Line));
            else effort.Add(new EffortRow(day.Value.First, source < 0 ? "" : row.Cells.ElementAtOrDefault(source) ?? "", reports));
            if (faults.Count == 20) break;
        }
        if (faults.Count > 0) throw new UserFaultException(faults);
        return effort;
    }
}
