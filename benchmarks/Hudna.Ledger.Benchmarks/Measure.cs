using System.Diagnostics;
using Hudna.Codebook;
using Hudna.Ledger.Merging;

namespace Hudna.Ledger.Benchmarks;

/// <summary>The measurements behind the figures of <c>docs/figures.md</c>.</summary>
internal static class Measure
{
    /// <summary>Merges synthetic claims, scores the result, then adds a thousand more.</summary>
    public static void Merge(int number, int seed)
    {
        const int more = 1000;
        var world = new SyntheticWorld(seed);
        var truth = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = new MergeIndex(id => world.Places.GetValueOrDefault(id));
        var claims = new SyntheticReports(world, seed).Claims(number + more).GetEnumerator();
        var watch = new Stopwatch();
        var chunk = new List<Claim>();
        // The claims come in chunks, as from a record, and only adding and building are timed.
        for (var done = 0; done < number; done += chunk.Count)
        {
            chunk.Clear();
            while (chunk.Count < 50_000 && done + chunk.Count < number && claims.MoveNext())
            {
                chunk.Add(claims.Current.Claim);
                truth[claims.Current.Claim.Id] = claims.Current.Truth;
            }
            watch.Start();
            index.Add(chunk);
            watch.Stop();
        }
        var adding = watch.Elapsed.TotalSeconds;
        watch.Start();
        var incidents = 0;
        long mentions = 0;
        foreach (var incident in index.EachIncident())
        {
            incidents++;
            mentions += incident.Mentions;
        }
        watch.Stop();
        var seconds = watch.Elapsed.TotalSeconds;
        var score = PairScore.Of(index.Groups(), truth);
        Console.WriteLine($"claims {number} incidents {incidents} true {truth.Values.Distinct().Count()} seconds {seconds:0.00} (adding {adding:0.00}) " +
            $"gc pauses {GC.GetTotalPauseDuration().TotalSeconds:0.0} s, cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s, peak MiB {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} precision {score.Precision:0.0000} recall {score.Recall:0.0000} F1 {score.F1:0.0000}");

        chunk.Clear();
        while (chunk.Count < more && claims.MoveNext()) chunk.Add(claims.Current.Claim);
        index.TakeChanges();
        watch.Restart();
        index.Add(chunk);
        var changes = index.TakeChanges();
        Console.WriteLine($"adding {chunk.Count} to {number}: {watch.Elapsed.TotalSeconds:0.000} s, {changes.Count} trees of claims changed");
    }

    /// <summary>Appends synthetic reports with their claims to a new ledger, then verifies it.</summary>
    public static void Ingest(int number, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("hudna-ingest-").FullName;
        try
        {
            var reports = new SyntheticReports(new SyntheticWorld(seed), seed).Stream(new DateOnly(2012, 1, 1)).Take(number)
                .Select(r => new CodedReport(r.Report, r.Claims, "synthetic/1")).ToList();
            using var record = Record.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
            var watch = Stopwatch.StartNew();
            record.AppendMany(reports);
            var seconds = watch.Elapsed.TotalSeconds;
            var claims = reports.Sum(r => r.Claims.Count);
            Console.WriteLine($"reports {number} claims {claims} seconds {seconds:0.00} = {number / seconds:0} reports/s, " +
                $"{new FileInfo(Path.Combine(folder, "ledger.db")).Length >> 20} MiB");
            watch.Restart();
            var some = reports.Take(500).ToList();
            foreach (var r in some) record.Report(r.Report.Id);
            Console.WriteLine($"reading a whole report: {watch.Elapsed.TotalMilliseconds / some.Count:0.00} ms");
            watch.Restart();
            var read = record.Claims().Count();
            Console.WriteLine($"reading {read} claims: {watch.Elapsed.TotalSeconds:0.00} s");
            watch.Restart();
            Console.WriteLine($"verify: {(record.Verify().Holds ? "holds" : "does not hold")}, {watch.Elapsed.TotalSeconds:0.00} s");
            for (var i = 0; i < 200; i++)
            {
                var one = new SyntheticReports(new SyntheticWorld(seed, 10), seed + 100 + i).Stream(new DateOnly(2031, 1, 1)).First();
                if (i == 0) watch.Restart();
                record.Append(one.Report, one.Claims, "synthetic/1");
            }
            Console.WriteLine($"one by one: {200 / watch.Elapsed.TotalSeconds:0} reports/s");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
