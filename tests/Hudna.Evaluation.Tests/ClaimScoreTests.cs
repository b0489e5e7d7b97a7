using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Hudna.Evaluation.Tests;

/// <summary>
/// The scores equal those of the reference rule. Cases: an invented gold, predictions made from it by seeded changes, and what the
/// reference printed for them, as JSON and as tables with every miss, extra and wrong slot.
/// </summary>
public class ClaimScoreTests
{
    private static readonly string s_cases = Path.Combine(AppContext.BaseDirectory, "cases");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Directory.GetFiles(s_cases, "predicted-*.jsonl").Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void Scores_equal_the_stored_ones(int number)
    {
        var options = File.ReadAllText(Path.Combine(s_cases, $"options-{number}.txt"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] args = ["--gold", Path.Combine(s_cases, "gold"), "--predicted", Path.Combine(s_cases, $"predicted-{number}.jsonl"),
            .. options];
        Assert.Equal(Lines(File.ReadAllText(Path.Combine(s_cases, $"expected-{number}.json"))), Lines(Run([.. args, "--json"])));
        Assert.Equal(Lines(File.ReadAllText(Path.Combine(s_cases, $"expected-{number}.txt"))), Lines(Run([.. args, "--verbose"])));
    }

    [Fact]
    public void Gold_against_itself_is_perfect()
    {
        var all = Path.GetTempFileName();
        File.WriteAllLines(all, Directory.GetFiles(Path.Combine(s_cases, "gold"), "*.jsonl").SelectMany(File.ReadLines));
        var score = JsonNode.Parse(Run(["--gold", Path.Combine(s_cases, "gold"), "--predicted", all, "--json"]))!;
        Assert.Equal(1.0, (double)score["claims"]!["all"]!["f1"]!);
        File.Delete(all);
    }

    [Theory]
    [InlineData("--gold", "none", "--predicted", "x")]
    [InlineData("--gold", "cases/gold", "--predicted", "none.jsonl")]
    [InlineData("--gold", "cases/gold", "--predicted")]
    [InlineData("--json")]
    public void What_cannot_be_read_is_said_in_one_line(params string[] args)
    {
        var errors = new StringWriter();
        Assert.Equal(1, ClaimsCommand.Run([.. args.Select(a => a.StartsWith("cases", StringComparison.Ordinal)
            ? Path.Combine(AppContext.BaseDirectory, a) : a)], TextWriter.Null, errors));
        Assert.Single(errors.ToString().TrimEnd().Split('\n'));
    }

    /// <summary>Runs the reference itself, where it and its gold lie beside the project, on seeded changes of that gold.</summary>
    [Fact]
    public void Scores_equal_the_reference_where_it_is_at_hand()
    {
        var gold = Reference();
        if (gold is null) return;
        var random = new Random(20);
        var rows = Directory.GetFiles(gold, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 0)
            .ToList();
        for (var round = 0; round < 5; round++)
        {
            var file = Path.GetTempFileName();
            File.WriteAllLines(file, rows.Where(_ => random.Next(10) > 1).Select(r => Changed(JsonNode.Parse(r)!.AsObject(), random)));
            if (Python(Path.Combine(gold, "score.py"), gold, file, "--json") is not { } expected) return;
            Assert.Equal(Lines(expected), Lines(Run(["--gold", gold, "--predicted", file, "--json"])));
            File.Delete(file);
        }
    }

    private static string Changed(JsonObject claim, Random random)
    {
        claim.Remove("debatable");
        claim.Remove("alternatives");
        claim.Remove("unscoredSlots");
        var quote = claim["quote"]!.AsObject();
        if (random.Next(3) == 0) quote["start"] = (int)quote["start"]! + random.Next(-40, 60);
        if (random.Next(5) == 0) claim["type"] = random.Next(2) == 0 ? "ASSAULT" : "COMMENT";
        if (random.Next(5) == 0) claim["time"] = new JsonObject { ["edtf"] = "2021-09" };
        if (random.Next(4) == 0 && claim["places"] is JsonArray { Count: > 0 } places) places[0]!["name"] =
            ((string?)places[0]!["text"])?.ToUpperInvariant();
        if (random.Next(4) == 0 && claim["actors"] is JsonArray { Count: > 0 } actors) actors[0]!["id"] = "russia";
        if (random.Next(4) == 0 && claim["attribution"] is JsonArray { Count: > 0 } chain) chain[^1]!["name"] = "unnamed";
        return claim.ToJsonString();
    }

    private static string? Reference()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) continue;
            var gold = Path.Combine(at.FullName, "..", "shared", "gold");
            return File.Exists(Path.Combine(gold, "score.py")) ? gold : null;
        }
        return null;
    }

    private static string? Python(params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", args) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Run(string[] args)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        Assert.True(ClaimsCommand.Run(args, output, errors) == 0, errors.ToString());
        return output.ToString();
    }

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];
}
