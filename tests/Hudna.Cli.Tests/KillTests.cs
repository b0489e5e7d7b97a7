using Hudna.Codebook.Json;

namespace Hudna.Cli.Tests;

/// <summary>Killing the program at any moment and starting again loses nothing that was reported as read, and leaves no half report.</summary>
public class KillTests
{
    /// <summary>How often it is killed: <c>HUDNA_KILLS</c>, or ten.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("HUDNA_KILLS"), out var n) ? n : 10;

    [Fact]
    public async Task A_kill_at_a_random_moment_loses_no_report_and_leaves_no_half()
    {
        using var scratch = new Scratch();
        Assert.InRange(Hudna.Run(scratch.Path, "read", Hudna.Sample, "--db", "whole.db").Code, 0, 1);
        var whole = ClaimsByReport(Path.Combine(scratch.Path, "whole.db"));
        var random = new Random(20200305);
        var longest = TimeSpan.FromSeconds(1);
        var acknowledged = new HashSet<string>();
        var runs = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Hudna.Start(scratch.Path, "read", Hudna.Sample, "--db", "killed.db", "--verbose");
            var started = System.Diagnostics.Stopwatch.StartNew();
            var moment = longest * random.NextDouble();
            var lines = Task.Run(() => Lines(process.StandardOutput));
            var ended = process.WaitForExitAsync();
            if (await Task.WhenAny(ended, Task.Delay(moment)) == ended) longest = started.Elapsed;
            else
            {
                process.Kill();
                await ended;
                longest = longest < TimeSpan.FromSeconds(20) ? longest * 1.1 : longest;
            }
            acknowledged.UnionWith(await lines);
            if (!File.Exists(Path.Combine(scratch.Path, "killed.db"))) continue;
            runs++;
            var found = ClaimsByReport(Path.Combine(scratch.Path, "killed.db"));
            Assert.Empty(acknowledged.Except(found.Values.Select(r => r.Source)));
            foreach (var (id, report) in found) Assert.Equal(whole[id].Claims, report.Claims);
            if (found.Count == whole.Count)
            {
                foreach (var file in Directory.EnumerateFiles(scratch.Path, "killed.db*")) File.Delete(file);
                acknowledged.Clear();
            }
        }
        Assert.True(runs > 0, "no run lived long enough to make a ledger");
    }

    private static HashSet<string> Lines(StreamReader output)
    {
        const string mark = "in the record: ";
        var text = output.ReadToEnd();
        // A line without its end was cut off by the kill: nothing was promised by it.
        return [.. text.Split('\n')[..^1].Where(l => l.StartsWith(mark, StringComparison.Ordinal)).Select(l => l[mark.Length..])];
    }

    private static Dictionary<string, (string Source, string Claims)> ClaimsByReport(string db)
    {
        using var record = global::Hudna.Ledger.Record.Open(db, TimeProvider.System);
        Assert.True(record.Verify().Holds, record.Verify().ToString());
        return record.Reports().ToDictionary(r => r.Id, r => (r.Source, string.Join('\n',
            record.ClaimsOf(r.Id).Select(c => System.Text.Encoding.UTF8.GetString(ClaimJson.Write(c))).Order(StringComparer.Ordinal))));
    }
}
