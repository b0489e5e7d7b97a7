using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Reads <c>calendar.csv</c>: meetings, rounds, ceasefires, patrols known beforehand.</summary>
internal static class CalendarTable
{
    private static readonly string[] Confidences = ["high", "medium", "low"];

    public static CalendarEntry[] Read(List<DataFile> files, FaultList faults)
    {
        var entries = new List<CalendarEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.Name != "calendar.csv") continue;
            if (CsvTable.Open(file, faults, ["id", "kind", "name", "time", "confidence", "basis"], "place", "participants", "outcome",
                "sources", "note") is not { } table) continue;
            var columns = new[] { "id", "kind", "name", "time", "place", "participants", "outcome", "confidence", "basis", "sources",
                "note" }
                .Select(table.Column).ToArray();
            while (table.Next())
            {
                var id = table.Value(columns[0]);
                if (id.Length == 0) table.Fault("the entry has no id");
                else if (!lines.TryAdd(id, table.Line)) table.Fault($"the id '{id}' is there twice; it stands in line {lines[id]} already");
                var (kind, name) = (table.Value(columns[1]), table.Value(columns[2]));
                if (kind.Length == 0 || name.Length == 0) table.Fault($"the entry '{id}' has no kind or no name");
                var time = Fields.Date(table, columns[3], "time");
                if (table.Span(columns[3]).IsEmpty) table.Fault($"the entry '{id}' has no time");
                var confidence = table.Value(columns[7]);
                if (!Confidences.Contains(confidence)) table.Fault($"the confidence '{confidence}' is not known",
                    "Known are high, medium, low");
                var basis = table.Value(columns[8]);
                if (basis is not ("read" or "recall")) table.Fault($"the basis '{basis}' is not known", "Known are read, recall");
                if (time is null) continue;
                entries.Add(new CalendarEntry(
                    id, kind, name, time, Optional(table.Value(columns[4])), Fields.List(table.Span(columns[5])),
                        Optional(table.Value(columns[6])),
                    confidence, Fields.List(table.Span(columns[9])), basis, Optional(table.Value(columns[10]))));
            }
        }
        return [.. entries];
    }

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
