using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary>What commands print, for people and as JSON.</summary>
internal static class Print
{
    /// <summary>Prints one JSON object on a line.</summary>
    public static void Json(Action<Utf8JsonWriter> fields)
    {
        using (var output = Console.OpenStandardOutput())
        {
            using var json = new Utf8JsonWriter(output, ClaimJson.Options);
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        Console.Out.WriteLine();
    }

    /// <summary>What came of reading.</summary>
    public static void Summary(ReadSummary s)
    {
        Console.Out.WriteLine(
            $"{Count(s.Added, "report")} read, {s.AlreadyThere} already there, {Count(s.Faults.Count, "fault")}; {Count(s.Claims, "new claim")}.");
    }

    /// <summary>What came of reading, as fields.</summary>
    public static void Summary(Utf8JsonWriter json, ReadSummary s)
    {
        json.WriteNumber("added", s.Added);
        json.WriteNumber("alreadyThere", s.AlreadyThere);
        json.WriteNumber("withoutClaims", s.WithoutClaims);
        json.WriteNumber("claims", s.Claims);
        json.WriteStartArray("faults");
        foreach (var fault in s.Faults) json.WriteStringValue(fault.ToString());
        json.WriteEndArray();
    }

    /// <summary>The summary of a whole observatory.</summary>
    public static void Overview(Observatory.Observatory o, ReadSummary read)
    {
        var output = Console.Out;
        Summary(read);
        var claims = o.Claims();
        output.WriteLine();
        output.WriteLine($"{o.Theatre.Name}: {Count(o.Reports().Count, "report")}, {Count(claims.Count, "claim")}, {Count(o.Incidents().Count, "incident")}");
        var kinds = new Table("claims", "events", "statements", "tallies", "forecasts");
        foreach (var type in claims.GroupBy(c => c.Type).OrderByDescending(g => g.Count()).ThenBy(g => g.Key))
        {
            kinds.Add([type.Key?.Text() ?? "(no type)", .. Enum.GetValues<ClaimKind>().Select(k => Blank(type.Count(c => c.Kind == k)))]);
        }
        kinds.Write(output);
        foreach (var agreement in o.Theatre.Agreements) Ledger(o, agreement, null);
    }

    /// <summary>The ledger of one agreement: terms down, readings across, violations counted.</summary>
    public static void Ledger(Observatory.Observatory o, Agreement agreement, string? onlyReading)
    {
        var findings = o.Findings().Where(f => f.AgreementId == agreement.Id).ToLookup(f => (f.TermId, f.ReadingId));
        if (findings.Count == 0) return;
        var readings = agreement.Readings.Where(r => onlyReading is null || r.Id == onlyReading).ToList();
        var output = Console.Out;
        output.WriteLine();
        output.WriteLine($"{agreement.Name}, {agreement.Signed:yyyy-MM-dd}: incidents judged violations by each reading (+ undecided)");
        var table = new Table(["term", .. readings.Select(r => r.Id)]);
        foreach (var term in agreement.Terms)
        {
            if (!readings.Any(r => findings[(term.Id, r.Id)].Any())) continue;
            table.Add([$"{term.Id} {term.Title}", .. readings.Select(r => Cell(findings[(term.Id, r.Id)]))]);
        }
        table.Write(output);
    }

    /// <summary>The summary of a whole observatory, as fields.</summary>
    public static void Overview(Utf8JsonWriter json, Observatory.Observatory o, ReadSummary read)
    {
        json.WriteStartObject("read");
        Summary(json, read);
        json.WriteEndObject();
        json.WriteString("theatre", o.Theatre.Id);
        json.WriteNumber("reports", o.Reports().Count);
        json.WriteStartObject("claims");
        foreach (var kind in Enum.GetValues<ClaimKind>()) json.WriteNumber(kind.Text(), o.Claims().Count(c => c.Kind == kind));
        json.WriteEndObject();
        json.WriteNumber("incidents", o.Incidents().Count);
        json.WriteStartObject("findings");
        foreach (var verdict in Enum.GetValues<Verdict>()) json.WriteNumber(verdict.Text(), o.Findings().Count(f => f.Verdict == verdict));
        json.WriteEndObject();
    }

    private static string Cell(IEnumerable<Finding> findings)
    {
        var (violations, undecided) = (0, 0);
        foreach (var finding in findings)
        {
            if (finding.Verdict == Verdict.Violation) violations++;
            else if (finding.Verdict == Verdict.Undecided) undecided++;
        }
        return undecided > 0 ? $"{violations} (+{undecided})" : $"{violations}";
    }

    /// <summary>Text on one line, cut at a length.</summary>
    public static string Short(string text, int length)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= length ? text : text[..(length - 1)] + "…";
    }

    /// <summary>A range of numbers: <c>7</c>, <c>3–9</c>, <c>at least 3</c>, <c>at most 9</c>.</summary>
    public static string Range(long? min, long? max) => (min, max) switch
    {
        (null, null) => "?",
        ({ } a, { } b) when a == b => $"{a}",
        ({ } a, { } b) => $"{a}–{b}",
        ({ } a, null) => $"at least {a}",
        (null, { } b) => $"at most {b}",
    };

    /// <summary>A number with its noun.</summary>
    public static string Count(int n, string thing) => n == 1 ? $"1 {thing}" : $"{n} {thing}s";

    private static string Blank(int n) => n == 0 ? "" : $"{n}";
}
