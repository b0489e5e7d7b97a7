using System.Security.Cryptography;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Statistics.Meetings;

namespace Hudna.Observatory.Measures;

/// <summary>Reads meetings: from the theatre's calendar, or from a table of one's own.</summary>
public static class MeetingReader
{
    // Longer entries are negotiations or months, not meetings.
    private const int LongestDays = 28;

    /// <summary>An entry of a calendar with its dates.</summary>
    /// <param name="Meeting">The meeting.</param>
    /// <param name="Kind">What it was: <c>meeting</c>, <c>summit</c>, <c>round</c> …</param>
    /// <param name="Words">All words that it can be found by.</param>
    public sealed record Entry(Meeting Meeting, string Kind, string Words);

    /// <summary>
    /// The theatre's calendar; entries that are not known to the day are left out. An agreement signed on the days of an entry gives
    /// it the days of signature and of entry into force.
    /// </summary>
    public static IReadOnlyList<Entry> Of(Theatre theatre)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        return [.. theatre.Calendar.Where(c => c.Time.Start is not null && c.Time.End is not null && !c.Time.IsApproximate && c.Time.Days < LongestDays).Select(c =>
        {
            var signed = c.Kind == "ceasefire" ? null : theatre.Agreements.FirstOrDefault(a => c.Time.Contains(a.Signed));
            return new Entry(new Meeting(c.Id, c.Name, c.Time.Start!.Value, c.Time.End!.Value, null, signed?.Signed, signed?.InForce), c.Kind,
                string.Join(' ', [c.Id, c.Kind, c.Name, c.Place ?? "", .. c.Participants]));
        })];
    }

    /// <summary>
    /// A table of meetings: a column of dates (<c>date_start</c>, <c>date</c>, <c>time</c> …), and where there are some <c>date_end</c>, <c>name</c>, <c>kind</c> or
    /// <c>type</c>, <c>announced</c>, <c>signed</c>, <c>in_force</c>.
    /// </summary>
    /// <exception cref="UserFaultException">It cannot be read, or a date in it cannot; all faults are told at once.</exception>
    public static (IReadOnlyList<Entry> Entries, string Hash) Read(string path)
    {
        byte[] bytes;
        try { bytes = File.ReadAllBytes(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserFaultException(new Fault($"the calendar cannot be read: {e.Message.TrimEnd('.')}", path, Mend: "Check the name"), e);
        }
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var end = text.IndexOfAny(['\r', '\n']);
        using var reader = new StringReader(text);
        var rows = Csv.Read(reader, Csv.SeparatorOf(end < 0 ? text : text[..end])).ToList();
        if (rows.Count < 2) throw new UserFaultException(new Fault("it holds no row beneath its headings", path));
        var columns = new EventColumns(rows[0].Cells, null);
        if (columns.Date < 0) throw new UserFaultException(new Fault("no column is known to hold dates", path, 1, "Name it date_start"));
        rows.RemoveAt(0);
        var dates = EventDates.Of(rows.Select(r => Cell(r, columns.Date)), path, null);
        var faults = new List<Fault>();
        var entries = new List<Entry>();
        foreach (var row in rows)
        {
            if (dates.Read(Cell(row, columns.Date)) is not { } when)
            {
                faults.Add(new Fault($"'{Cell(row, columns.Date)}' is no date", path, row.Line, "Write it as 2020-03-05"));
                continue;
            }
            var last = Date(row, "date_end") ?? when.Last;
            if (last < when.First) faults.Add(new Fault("it ends before it begins", path, row.Line));
            if (last.DayNumber - when.First.DayNumber >= LongestDays)
                faults.Add(new Fault($"it lasts {last.DayNumber - when.First.DayNumber + 1} days; a window hangs on a day", path, row.Line, "Give the day, as 2020-03-05"));
            var name = Text(row, "name") is { Length: > 0 } n ? n : $"{when.First:yyyy-MM-dd}";
            var kind = Text(row, "kind") is { Length: > 0 } k ? k : Text(row, "type");
            entries.Add(new Entry(
                new Meeting(Text(row, "id") is { Length: > 0 } id ? id : $"line {row.Line}", name, when.First, last, Date(row, "announced"), Date(row, "signed"), Date(row, "in_force")),
                kind, string.Join(' ', row.Cells)));
        }
        if (faults.Count > 0) throw new UserFaultException(faults);
        return (entries, Convert.ToHexStringLower(SHA256.HashData(bytes)));

        string Text(CsvRow row, string heading) => Cell(row, columns.Index(heading));

        DateOnly? Date(CsvRow row, string heading)
        {
            if (Text(row, heading) is not { Length: > 0 } text) return null;
            if (dates.Read(text)?.First is { } day) return day;
            faults.Add(new Fault($"'{text}' under {heading} is no date", path, row.Line, "Write it as 2020-03-05"));
            return null;
        }
    }

    /// <summary>
    /// Chooses entries: words that must all occur (<c>smith jones</c>), bars between ways to choose (<c>kind:meeting|kind:summit</c>), <c>kind:</c> for the kind.
    /// </summary>
    public static IReadOnlyList<Entry> Choose(IReadOnlyList<Entry> entries, string choice)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(choice);
        var ways = choice.Split('|').Select(w => w.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 0).ToList();
        return [.. entries.Where(e => ways.Any(way => way.All(w =>
            w.StartsWith("kind:", StringComparison.OrdinalIgnoreCase) ? e.Kind.Equals(w[5..], StringComparison.OrdinalIgnoreCase)
            : e.Words.Contains(w, StringComparison.OrdinalIgnoreCase))))];
    }

    private static string Cell(CsvRow row, int at) => at >= 0 && at < row.Cells.Count ? row.Cells[at].Trim() : "";
}
