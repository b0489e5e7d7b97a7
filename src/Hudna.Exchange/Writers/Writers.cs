using System.Text;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>
/// Writes claims, incidents, findings, the calendar and forecasts in formats that others read. The same data always gives the same bytes.
/// All text is UTF-8 without a byte-order mark; lines end in a line feed, in iCalendar in CR LF.
/// </summary>
public static class Writers
{
    private static readonly Dictionary<ExportKind, ExportFormat[]> s_formats = new()
    {
        [ExportKind.Claims] = [ExportFormat.Jsonl, ExportFormat.Csv, ExportFormat.Geojson],
        [ExportKind.Incidents] = [ExportFormat.Jsonl, ExportFormat.Csv, ExportFormat.Geojson, ExportFormat.Acled, ExportFormat.Ucdp],
        [ExportKind.Findings] = [ExportFormat.Jsonl, ExportFormat.Csv, ExportFormat.Geojson],
        [ExportKind.Calendar] = [ExportFormat.Jsonl, ExportFormat.Csv, ExportFormat.Ics],
        [ExportKind.Forecasts] = [ExportFormat.Jsonl, ExportFormat.Csv],
    };

    /// <summary>The formats that a kind can be written in.</summary>
    public static IReadOnlyList<ExportFormat> FormatsOf(ExportKind kind) => s_formats[kind];

    /// <summary>Writes one kind of thing in one format. The stream stays open.</summary>
    /// <param name="kind">What is written.</param>
    /// <param name="format">In which format.</param>
    /// <param name="data">The things, and where to look up what they refer to.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="UserFaultException">The kind cannot be written in the format.</exception>
    public static void Write(ExportKind kind, ExportFormat format, ExportData data, Stream output)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(output);
        if (!s_formats[kind].Contains(format))
        {
            throw new UserFaultException(new Fault(
                $"{kind.Text()} cannot be written as {format.Text()}",
                    Mend: $"Choose one of {string.Join(", ", s_formats[kind].Select(f => f.Text()))}"));
        }
        if (format == ExportFormat.Jsonl)
        {
            WriteLines(kind, data, output);
            return;
        }
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 65536, leaveOpen: true) { NewLine = "\n" };
        switch (kind, format)
        {
            case (ExportKind.Claims, ExportFormat.Csv): ClaimTable.Write(data.Claims, writer); break;
            case (ExportKind.Incidents, ExportFormat.Csv): IncidentTable.Write(data.Incidents, writer); break;
            case (ExportKind.Findings, ExportFormat.Csv): FindingTable.Write(data, writer); break;
            case (ExportKind.Calendar, ExportFormat.Csv): CalendarExport.WriteTable(data.Calendar, writer); break;
            case (ExportKind.Calendar, ExportFormat.Ics): CalendarExport.WriteIcs(data.Calendar, writer); break;
            case (ExportKind.Forecasts, ExportFormat.Csv): ForecastExport.WriteTable(data.Forecasts, writer); break;
            case (ExportKind.Incidents, ExportFormat.Acled): AcledTable.Write(data, writer); break;
            case (ExportKind.Incidents, ExportFormat.Ucdp): UcdpTable.Write(data, writer); break;
            default:
                writer.Flush();
                GeoJsonWriter.Write(kind, data, output);
                break;
        }
    }

    private static void WriteLines(ExportKind kind, ExportData data, Stream output)
    {
        if (kind == ExportKind.Calendar)
        {
            CalendarExport.WriteLines(data.Calendar, output);
            return;
        }
        if (kind == ExportKind.Forecasts)
        {
            ForecastExport.WriteLines(data.Forecasts, output);
            return;
        }
        var lines = kind switch
        {
            ExportKind.Claims => data.Claims.Select(ClaimJson.Write),
            ExportKind.Incidents => data.Incidents.Select(IncidentJson.Write),
            _ => data.Findings.Select(FindingJson.Write),
        };
        foreach (var line in lines)
        {
            output.Write(line);
            output.WriteByte((byte)'\n');
        }
    }
}
