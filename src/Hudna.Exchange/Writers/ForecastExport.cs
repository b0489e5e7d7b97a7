using System.Text.Json;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>The forecasts and what became of them as JSON lines and as a table with columns that stay.</summary>
internal static class ForecastExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "claim", "forecaster", "forecaster_id", "made", "kind", "proposition", "negated", "until", "probability", "probability_low", "probability_high",
        "rule", "outcome", "because", "settled_by",
    ];

    public static void WriteLines(IEnumerable<ForecastLine> forecasts, Stream output)
    {
        foreach (var f in forecasts)
        {
            using (var json = new Utf8JsonWriter(output, ClaimJson.Options))
            {
                json.WriteStartObject();
                json.WriteString("claim", f.Claim);
                json.WriteString("forecaster", f.Forecaster);
                json.WriteString("forecaster_id", f.ForecasterId);
                json.WriteString("made", Cells.Day(f.Made));
                json.WriteString("kind", f.Kind);
                json.WriteString("proposition", f.Proposition);
                json.WriteBoolean("negated", f.Negated);
                json.WriteString("until", Cells.Day(f.Until));
                json.WriteNumber("probability", f.Best);
                json.WriteNumber("probability_low", f.Low);
                json.WriteNumber("probability_high", f.High);
                json.WriteString("rule", f.Rule);
                json.WriteString("outcome", f.Outcome);
                json.WriteString("because", f.Because);
                json.WriteString("settled_by", f.SettledBy);
                json.WriteEndObject();
            }
            output.WriteByte((byte)'\n');
        }
    }

    public static void WriteTable(IEnumerable<ForecastLine> forecasts, TextWriter writer)
    {
        Csv.WriteRow(writer, Columns);
        foreach (var f in forecasts)
        {
            Csv.WriteRow(writer,
            [
                f.Claim, Cells.Text(f.Forecaster), f.ForecasterId, Cells.Day(f.Made), f.Kind, Cells.Text(f.Proposition), Cells.Flag(f.Negated), Cells.Day(f.Until),
                Cells.Number(f.Best), Cells.Number(f.Low), Cells.Number(f.High), Cells.Text(f.Rule), f.Outcome, Cells.Text(f.Because), f.SettledBy,
            ]);
        }
    }
}
