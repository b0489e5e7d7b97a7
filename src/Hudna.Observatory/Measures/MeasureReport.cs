using System.Buffers;
using System.Text;
using System.Text.Json;
using Hudna.Codebook.Json;
using Hudna.Statistics.Plots;

namespace Hudna.Observatory.Measures;

/// <summary>A table of a measure.</summary>
/// <param name="Heading">What it shows.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Rows">Its rows, as text.</param>
public sealed record MeasureTable(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What came of a measure, ready to be printed, shown or handed on.</summary>
/// <param name="Title">The question.</param>
/// <param name="Verdict">The answer in plain words.</param>
/// <param name="Charts">Its charts.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Notes">What to bear in mind.</param>
public sealed record MeasureReport(
    string Title, string Verdict, IReadOnlyList<Chart> Charts, IReadOnlyList<MeasureTable> Tables, IReadOnlyList<string> Notes)
{
    /// <summary>A page that stands alone.</summary>
    public string Html() => Page.Of(Title, Verdict, Charts, [.. Tables.Select(t => (t.Heading, t.Columns, t.Rows))], Notes);

    /// <summary>Title, verdict, tables and notes as JSON, and each chart as a specification for Observable Plot.</summary>
    public string Json()
    {
        var buffer = new ArrayBufferWriter<byte>(16384);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("title", Title);
            json.WriteString("verdict", Verdict);
            json.WriteStartArray("tables");
            foreach (var table in Tables)
            {
                json.WriteStartObject();
                json.WriteString("heading", table.Heading);
                json.WriteStartArray("rows");
                foreach (var row in table.Rows)
                {
                    json.WriteStartObject();
                    for (var i = 0; i < table.Columns.Count; i++) json.WriteString(table.Columns[i], row[i]);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteStartArray("charts");
            foreach (var chart in Charts) json.WriteRawValue(PlotSpec.Json(chart));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
