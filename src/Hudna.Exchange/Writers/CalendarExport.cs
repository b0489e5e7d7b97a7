using System.Globalization;
using System.Text;
using System.Text.Json;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>The calendar as JSON lines, as a table with columns that stay, and as iCalendar.</summary>
internal static class CalendarExport
{
    public static IReadOnlyList<string> Columns { get; } =
        ["id", "kind", "name", "time", "place", "participants", "outcome", "known_beforehand", "fulfils", "incidents", "announced"];

    public static void WriteLines(IEnumerable<CalendarLine> entries, Stream output)
    {
        foreach (var e in entries)
        {
            using (var json = new Utf8JsonWriter(output, ClaimJson.Options))
            {
                json.WriteStartObject();
                json.WriteString("id", e.Id);
                json.WriteString("kind", e.Kind);
                json.WriteString("name", e.Name);
                json.WriteString("time", e.Time.Text);
                json.WriteString("place", e.Place);
                Texts(json, "participants", e.Participants);
                json.WriteString("outcome", e.Outcome);
                json.WriteBoolean("known_beforehand", e.Known);
                Texts(json, "fulfils", e.Fulfils);
                Texts(json, "incidents", e.Incidents);
                Texts(json, "announced", e.Announced);
                json.WriteEndObject();
            }
            output.WriteByte((byte)'\n');
        }
    }

    public static void WriteTable(IEnumerable<CalendarLine> entries, TextWriter writer)
    {
        Csv.WriteRow(writer, Columns);
        foreach (var e in entries)
        {
            Csv.WriteRow(writer,
            [
                e.Id, Cells.Text(e.Kind), Cells.Text(e.Name), e.Time.Text, Cells.Text(e.Place), Cells.List(e.Participants), Cells.Text(e.Outcome), Cells.Flag(e.Known),
                Cells.List(e.Fulfils), Cells.List(e.Incidents), Cells.List(e.Announced),
            ]);
        }
    }

    /// <summary>
    /// Whole days; a vague time is the span that it may mean, marked tentative; what has no first or no last day is left out. The stamp of an
    /// entry is its first day, since an export has no clock.
    /// </summary>
    public static void WriteIcs(IEnumerable<CalendarLine> entries, TextWriter writer)
    {
        Line(writer, "BEGIN:VCALENDAR");
        Line(writer, "VERSION:2.0");
        Line(writer, "PRODID:-//Hudna//Calendar//EN");
        foreach (var e in entries)
        {
            if (e.Time.Start is not { } start || e.Time.End is not { } end) continue;
            Line(writer, "BEGIN:VEVENT");
            Line(writer, $"UID:{Escape(e.Id)}@hudna");
            Line(writer, $"DTSTAMP:{Day(start)}T000000Z");
            Line(writer, $"DTSTART;VALUE=DATE:{Day(start)}");
            Line(writer, $"DTEND;VALUE=DATE:{Day(end.AddDays(1))}");
            Line(writer, $"SUMMARY:{Escape(e.Name)}");
            if (e.Place is { } place) Line(writer, $"LOCATION:{Escape(place)}");
            Line(writer, $"CATEGORIES:{Escape(e.Kind)}");
            Line(writer, $"STATUS:{(e.Time.IsDay ? "CONFIRMED" : "TENTATIVE")}");
            string?[] told = [e.Participants.Count > 0 ? string.Join(", ", e.Participants) : null, e.Outcome, e.Fulfils.Count > 0 ? $"Fulfils {string.Join(", ", e.Fulfils)}" : null];
            if (told.OfType<string>().ToList() is { Count: > 0 } lines) Line(writer, $"DESCRIPTION:{Escape(string.Join('\n', lines))}");
            Line(writer, "END:VEVENT");
        }
        Line(writer, "END:VCALENDAR");
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Lines end in CR LF and hold at most 75 octets; what is longer goes on behind a space.
    private static void Line(TextWriter writer, string line)
    {
        var (octets, part) = (0, new StringBuilder());
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                writer.Write(part.Append("\r\n "));
                part.Clear();
                octets = 1;
            }
            part.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        writer.Write(part.Append("\r\n"));
    }
}
