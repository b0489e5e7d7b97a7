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
        var process = Process.GetCurrentProcess();
        var busy = TimeSpan.Zero;
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
            busy -= Busy();
            index.Add(chunk);
            busy += Busy();
            watch.Stop();
        }
        var adding = watch.Elapsed.TotalSeconds;
        busy -= Busy();
        watch.Start();
        var incidents = 0;
        long mentions = 0;
        foreach (var incident in index.EachIncident())
        {
            incidents++;
            mentions += incident.Mentions;
        }
        watch.Stop();
        busy += Busy();
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var peak = process.PeakWorkingSet64 >> 20;
        var score = PairScore.Of(index.Groups(), truth);
        Console.WriteLine($"claims {number} incidents {incidents} true {truth.Values.Distinct().Count()} seconds {seconds:0.00} (adding {adding:0.00}) " +
            $"gc pauses {GC.GetTotalPauseDuration().TotalSeconds:0.0} s, processor seconds {busy.TotalSeconds:0.0} peak MiB {peak} precision {score.Precision:0.0000} recall {score.Recall:0.0000} F1 {score.F1:0.0000}");

        chunk.Clear();
        while (chunk.Count < more && claims.MoveNext()) chunk.Add(claims.Current.Claim);
        index.TakeChanges();
        watch.Restart();
        index.Add(chunk);
        var changes = index.TakeChanges();
        Console.WriteLine($"adding {chunk.Count} to {number}: {watch.Elapsed.TotalSeconds:0.000} s, {changes.Count} trees of claims changed");
    }

    // A machine that does other things meanwhile stretches the seconds, not the processor's.
    private static TimeSpan Busy()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Four workers append to one PostgreSQL ledger.</summary>
    public static int Postgres(int number, int seed)
    {
        using var cluster = PostgresCluster.TryStart();
        if (cluster is null)
        {
            Console.WriteLine("left out: no PostgreSQL on this machine (apt-get install postgresql-15)");
            return 0;
        }
        var place = cluster.NewDatabase();
        var reports = new SyntheticReports(new SyntheticWorld(seed), seed).Stream(new DateOnly(2012, 1, 1)).Take(number)
            .Select(r => new CodedReport(r.Report, r.Claims, "synthetic/1")).ToArray();
        Record.Open(place, TimeProvider.System).Dispose();
        var busy = -Busy();
        var watch = Stopwatch.StartNew();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, w =>
        {
            using var record = Record.Open(place, TimeProvider.System);
            record.AppendMany(reports.Where((_, i) => i % 4 == w));
        });
        var seconds = watch.Elapsed.TotalSeconds;
        busy += Busy();
        using var all = Record.Open(place, TimeProvider.System);
        watch.Restart();
        var holds = all.Verify().Holds;
        Console.WriteLine($"PostgreSQL, four workers: reports {number} seconds {seconds:0.00} = {number / seconds:0} reports/s, processor seconds of the workers {busy.TotalSeconds:0.00}; verify {(holds ? "holds" : "does not hold")}, {watch.Elapsed.TotalSeconds:0.00} s");
        return holds ? 0 : 1;
    }

    /// <summary>Appends synthetic reports with their claims to a new ledger, then verifies it.</summary>
    public static void Ingest(int number, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("hudna-ingest-").FullName;
        try
        {
            var world = new SyntheticWorld(seed);
            var reports = new SyntheticReports(world, seed).Stream(new DateOnly(2012, 1, 1)).Take(number)
                .Select(r => new CodedReport(r.Report, r.Claims, "synthetic/1")).ToList();
            using var record = Record.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
            var busy = -Busy();
            var watch = Stopwatch.StartNew();
            record.AppendMany(reports);
            var seconds = watch.Elapsed.TotalSeconds;
            busy += Busy();
            var claims = reports.Sum(r => r.Claims.Count);
            Console.WriteLine($"reports {number} claims {claims} seconds {seconds:0.00} = {number / seconds:0} reports/s, processor seconds {busy.TotalSeconds:0.00}, " +
                $"{new FileInfo(Path.Combine(folder, "ledger.db")).Length >> 20} MiB");
            watch.Restart();
            var some = reports.Take(500).ToList();
            foreach (var r in some) record.Report(r.Report.Id);
            Console.WriteLine($"reading a whole report: {watch.Elapsed.TotalMilliseconds / some.Count:0.00} ms");
            watch.Restart();
            var read = record.Claims().Count();
            Console.WriteLine($"reading {read} claims: {watch.Elapsed.TotalSeconds:0.00} s");
            var incidents = Merger.Merge([.. record.Claims()], [], id => world.Places.GetValueOrDefault(id)).OrderByDescending(i => i.ClaimIds.Count).Take(100).ToList();
            watch.Restart();
            foreach (var incident in incidents)
                foreach (var id in incident.ClaimIds) record.Claim(id);
            Console.WriteLine($"reading the claims of a large incident ({incidents.Average(i => i.ClaimIds.Count):0} claims): {watch.Elapsed.TotalMilliseconds / incidents.Count:0.0} ms");
            watch.Restart();
            Console.WriteLine($"verify: {(record.Verify().Holds ? "holds" : "does not hold")}, {watch.Elapsed.TotalSeconds:0.00} s");
            var singles = new SyntheticReports(world, seed + 1).Stream(new DateOnly(2031, 1, 1)).Take(200).ToList();
            watch.Restart();
            foreach (var one in singles) record.Append(one.Report, one.Claims, "synthetic/1");
            Console.WriteLine($"one by one: {200 / watch.Elapsed.TotalSeconds:0} reports/s");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
