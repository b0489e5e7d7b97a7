using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>
/// Hand-coded claims: files <c>000.jsonl</c> … by report number, and the headings of the reports in <c>reports.json</c>. Where the texts stand
/// in <c>reports/</c>, the files are sheets (<see cref="GoldSheet"/>).
/// </summary>
/// <param name="Claims">Report number → its claims.</param>
/// <param name="Headings">Report number → spans that count neither for nor against.</param>
internal sealed record GoldFolder(SortedDictionary<string, IReadOnlyList<JsonElement>> Claims, Dictionary<string, List<Span>> Headings)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="FormatException">It holds no gold, or a file in it is broken.</exception>
    public static GoldFolder Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new FormatException($"{folder}: there is no such folder.");
        var claims = new SortedDictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
        var texts = Path.Combine(folder, "reports");
        var publishers = Directory.Exists(texts) ? Publishers(Path.Combine(texts, "reports.csv")) : null;
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name.Length != 3 || !name.All(char.IsDigit)) continue;
            claims[name] = publishers is null ? JsonLines.Read(file)
                : GoldSheet.Read(file, File.ReadAllText(Path.Combine(texts, name + ".txt")), publishers.GetValueOrDefault(name + ".txt"));
        }
        if (claims.Count == 0) throw new FormatException($"{folder}: there are no gold files (000.jsonl …) in it.");
        var headings = new Dictionary<string, List<Span>>(StringComparer.Ordinal);
        var reports = Path.Combine(folder, "reports.json");
        if (File.Exists(reports))
        {
            using var document = Parse(reports);
            foreach (var report in document.RootElement.GetProperty("reports").EnumerateArray())
            {
                var number = report.GetProperty("source").GetString()![..3];
                headings[number] = report.TryGetProperty("headings", out var spans)
                    ? [.. spans.EnumerateArray().Select(s => new Span(s[0].GetInt64(), s[1].GetInt64()))]
                    : [];
            }
        }
        return new(claims, headings);
    }

    // file,publisher,… : plain fields without quotes, as in the project's own gold.
    private static Dictionary<string, string> Publishers(string index) =>
        File.ReadLines(index).Skip(1).Select(l => l.Split(',')).Where(f => f.Length > 1).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException e)
        {
            throw new FormatException($"{file}: it is no JSON ({e.Message}).", e);
        }
    }
}

/// <summary>A stretch of text, end exclusive.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Span(long Start, long End);

/// <summary>Reads files of one JSON object a line.</summary>
internal static class JsonLines
{
    /// <summary>The objects of a file; blank lines are passed over.</summary>
    /// <exception cref="FormatException">A line is no JSON object.</exception>
    public static IReadOnlyList<JsonElement> Read(string file)
    {
        var rows = new List<JsonElement>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                    throw new FormatException($"{file}:{number}: the line is no JSON object.");
                rows.Add(document.RootElement.Clone());
            }
            catch (JsonException e)
            {
                throw new FormatException($"{file}:{number}: the line is no JSON ({e.Message}).", e);
            }
        }
        return rows;
    }
}
