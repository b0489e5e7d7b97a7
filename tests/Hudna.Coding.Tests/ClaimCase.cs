using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Coding.Tests;

/// <summary>
/// A case of <c>cases/claims/*.txt</c>: a line <c>published: DAY</c>, the text, then lines that begin with <c>&gt;</c>, one an expected
/// claim: <c>&gt; event ASSAULT | actors a b | targets c | places C1 C2 | modes m | time T | counts what=min..max | by name | modality m</c>.
/// What a line does not name is not compared; <c>&gt; none</c> expects no claim. A line of <c>===</c> parts the cases of a file.
/// </summary>
public sealed record ClaimCase(string Name, Report Report, IReadOnlyList<string> Expected)
{
    public static IEnumerable<ClaimCase> All()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "cases", "claims"), "*.txt").Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var block in File.ReadAllText(file).Split("===\n"))
            {
                var lines = block.Split('\n').Where(l => !l.StartsWith('#')).ToList();
                if (lines.All(string.IsNullOrWhiteSpace)) continue;
                number++;
                DateOnly? day = null;
                string? title = null;
                var text = new List<string>();
                var expected = new List<string>();
                foreach (var line in lines)
                {
                    if (line.StartsWith("published:", StringComparison.Ordinal)) day = DateOnly.Parse(line[10..].Trim(), CultureInfo.InvariantCulture);
                    else if (line.StartsWith("title:", StringComparison.Ordinal)) title = line[6..].Trim();
                    else if (line.StartsWith('>')) expected.Add(line[1..].Trim());
                    else text.Add(line);
                }
                yield return new ClaimCase($"{Path.GetFileNameWithoutExtension(file)} {number}", EngineFixture.Report(string.Join('\n', text).Trim(), day, title: title), expected);
            }
        }
    }

    /// <summary>What is wrong with a claim against an expected line; empty where it fits.</summary>
    public static List<string> Compare(string expected, Claim claim)
    {
        var wrong = new List<string>();
        var parts = expected.Split('|', StringSplitOptions.TrimEntries);
        var head = parts[0].Split(' ');
        if (claim.Kind.Text() != head[0]) wrong.Add($"kind {claim.Kind.Text()}");
        if (head.Length > 1 && claim.Type?.Text() != head[1]) wrong.Add($"type {claim.Type?.Text()}");
        foreach (var part in parts[1..])
        {
            var (field, rest) = part.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (part[..at], part[(at + 1)..].Trim()) : (part, "");
            var has = field switch
            {
                "actors" => Join(claim.Actors.Select(a => a.Id ?? "-")),
                "targets" => Join(claim.Targets.Select(a => a.Id ?? "-")),
                "places" => Join(claim.Places.Select(p => p.Id is { } id ? id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..] : "-")),
                "precision" => Join(claim.Places.Select(p => p.Precision.Text())),
                "modes" => Join(claim.Modes.Select(m => m.Text())),
                "time" => claim.Time.Edtf?.Text ?? "-",
                "basis" => claim.Time.Basis?.Text() ?? "-",
                "counts" => Join(claim.Counts.Select(c => $"{c.What}={c.Min}..{c.Max}")),
                "tally" => claim.Tally is { } t ? $"{t.Count.Min}..{t.Count.Max}" : "-",
                "by" => claim.Attribution.Count > 1 ? claim.Attribution[^1].Name : "-",
                "modality" => claim.Modality.Text(),
                "horizon" => claim.Horizon is { } h ? h.Open ? "open" : h.Edtf?.Text ?? "-" : "-",
                "negated" => claim.Negated ? "yes" : "no",
                _ => throw new FormatException($"'{field}' is no field of a case."),
            };
            var wants = field is "by" ? rest : Join(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (has != wants) wrong.Add($"{field} {has} instead of {wants}");
        }
        return wrong;
    }

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));
}
