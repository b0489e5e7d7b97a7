using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>Prints a score, as a table for people or as one JSON object.</summary>
internal static class ScoreReport
{
    /// <summary>The score as JSON.</summary>
    public static void WriteJson(ClaimScore score, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Section("claims", [.. score.Kinds, ("all", Sum(score.Kinds))]);
            Section("reports", score.Reports);
            Section("slots", score.Slots);
            Numbers("neutral", ("debatable", score.Debatable), ("heading", score.Heading));
            json.WriteNumber("unassigned", score.Unassigned);
            Numbers("gold", ("scored", score.GoldScored), ("debatable", score.GoldDebatable));
            json.WriteEndObject();

            void Section(string name, List<(string Name, Tally Tally)> rows)
            {
                json.WriteStartObject(name);
                foreach (var (row, t) in rows)
                {
                    json.WriteStartObject(row);
                    json.WriteNumber("tp", t.Tp);
                    json.WriteNumber("fp", t.Fp);
                    json.WriteNumber("fn", t.Fn);
                    Ratio("precision", t.Precision);
                    Ratio("recall", t.Recall);
                    Ratio("f1", t.F1);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }

            void Ratio(string name, double? value)
            {
                json.WritePropertyName(name);
                if (value is not { } v) json.WriteNullValue();
                else json.WriteRawValue(v % 1 == 0 ? v.ToString("0.0", CultureInfo.InvariantCulture)
                    : v.ToString("R", CultureInfo.InvariantCulture));
            }

            void Numbers(string name, params (string Name, int Value)[] values)
            {
                json.WriteStartObject(name);
                foreach (var (key, value) in values) json.WriteNumber(key, value);
                json.WriteEndObject();
            }
        }
        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>The score as tables.</summary>
    public static void WriteTable(ClaimScore score, bool verbose, TextWriter output)
    {
        Table("claims", [.. score.Kinds, ("all", Sum(score.Kinds))]);
        Table("reports", score.Reports);
        Table("slots", score.Slots);
        output.WriteLine(
            $"gold: {score.GoldScored} scored, {score.GoldDebatable} debatable; "
            + $"predictions set aside: {score.Debatable} debatable, {score.Heading} in headings; {score.Unassigned} of no report");
        if (!verbose) return;
        output.WriteLine();
        foreach (var line in score.Lines) output.WriteLine(line);

        void Table(string title, List<(string Name, Tally Tally)> rows)
        {
            output.WriteLine($"{title,-14} {"TP",5} {"FP",5} {"FN",5}  {"P",6} {"R",6} {"F1",6}");
            foreach (var (name, t) in rows)
                if (t != default)
                    output.WriteLine($"{name,-14} {t.Tp,5} {t.Fp,5} {t.Fn,5}  {Three(t.Precision),6} {Three(t.Recall),6} {Three(t.F1),6}");
            output.WriteLine();
        }
    }

    private static string Three(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static Tally Sum(List<(string Name, Tally Tally)> rows) => rows.Aggregate(default(Tally), (sum, row) => sum + row.Tally);
}
