using System.Diagnostics;
using Hudna.Statistics;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Excitation;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Unreported;

namespace Hudna.StatisticsProof;

/// <summary>Bias and coverage of the other measures, and how long they take.</summary>
internal static class OtherProofs
{
    public static void Hawkes(int runs)
    {
        Console.WriteLine($"Self-exciting processes of about 5,000 events, {runs} runs.");
        Console.WriteLine();
        Console.WriteLine("| truth | mean branching | within 10 % | coverage | mean decay | within 10 % | coverage | residual check fails |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (branching, decay, rate, knots) in new[]
            { (0.6, 2.0, 0.2, 1), (0.6, 0.5, 0.2, 1), (0.3, 0.5, 0.2, 1), (0.8, 0.2, 0.2, 1), (0.6, 0.5, 1.0, 1), (0.6, 0.5, 0.2, 5) })
        {
            double meanB = 0, meanD = 0;
            int closeB = 0, closeD = 0, coverB = 0, coverD = 0, fails = 0;
            double[] log = [.. (knots == 1 ? new double[] { 0 } : [0, 0.6, -0.6, 0.3, 0]).Select(x => x + Math.Log(rate))];
            var length = 5000 * (1 - branching) / rate / (knots == 1 ? 1 : 1.1);
            var truth = new HawkesModel(log, branching, decay, length);
            for (var run = 0; run < runs; run++)
            {
                var found = HawkesFit.Fit(HawkesSimulator.Make(truth, new Chance((ulong)(run + 1))), length, knots);
                meanB += found.Model.Branching / runs;
                meanD += found.Model.Decay / runs;
                if (Math.Abs(found.Model.Branching / branching - 1) < 0.1) closeB++;
                if (Math.Abs(found.Model.Decay / decay - 1) < 0.1) closeD++;
                if (found.BranchingLow <= branching && branching <= found.BranchingHigh) coverB++;
                if (found.DecayLow <= decay && decay <= found.DecayHigh) coverD++;
                if (found.ResidualP < 0.05) fails++;
            }
            Console.WriteLine($"| branching {branching}, decay {decay}, {rate} unprompted a day, {(knots == 1 ? "constant background" : "background in four pieces")} | {meanB:F3} | "
                + $"{100.0 * closeB / runs:F1} % | {100.0 * coverB / runs:F1} % | {meanD:F3} | {100.0 * closeD / runs:F1} % | {100.0 * coverD / runs:F1} % | {100.0 * fails / runs:F1} % |");
        }
        Console.WriteLine();
    }

    public static void Surges(int runs)
    {
        Console.WriteLine($"Surge alerts on four years of days without any surge, {runs} runs: alerts a day watched.");
        Console.WriteLine();
        Console.WriteLine("| series | stated 1 % | stated 2 % | stated 5 % |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var kind in Enum.GetValues<SeriesKind>())
        {
            var rates = new List<string>();
            foreach (var stated in new[] { 0.01, 0.02, 0.05 })
            {
                double alerts = 0, watched = 0;
                for (var run = 0; run < runs; run++)
                {
                    var made = NullSeries.Make(kind, 1461, 4, 3, new Chance((ulong)(run + 1)));
                    var found = SurgeAlerts.Find(Daily(made.Counts, made.Effort), stated);
                    alerts += found.Alerts.Count;
                    watched += found.Watched;
                }
                rates.Add($"{100 * alerts / watched:F2} %");
            }
            Console.WriteLine($"| {kind} | {string.Join(" | ", rates)} |");
        }
        Console.WriteLine();
    }

    public static void Changes(int runs)
    {
        Console.WriteLine($"Change points in 300 days, {runs} runs.");
        Console.WriteLine();
        Console.WriteLine("| series | no change: any found | level doubles on day 150: found within 10 days | its 95 % stretch holds day 150 |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var dispersion in new[] { 0, 0.3, 1 })
        {
            int any = 0, found = 0, holds = 0;
            for (var run = 0; run < runs; run++)
            {
                var chance = new Chance((ulong)(run + 1));
                if (ChangePoints.Find([.. Enumerable.Range(0, 300).Select(_ => (double)chance.NegativeBinomial(5, dispersion))]).Changes.Count > 0) any++;
                var result = ChangePoints.Find([.. Enumerable.Range(0, 300).Select(t => (double)chance.NegativeBinomial(t < 150 ? 5 : 10, dispersion))]);
                if (result.Changes.OrderBy(c => Math.Abs(c.Step - 150)).FirstOrDefault() is not { } change) continue;
                if (Math.Abs(change.Step - 150) <= 10) found++;
                if (change.Earliest <= 150 && 150 <= change.Latest) holds++;
            }
            Console.WriteLine($"| {(dispersion == 0 ? "Poisson" : $"negative binomial, dispersion {dispersion}")}, mean 5 | {100.0 * any / runs:F1} % | {100.0 * found / runs:F1} % | {100.0 * holds / runs:F1} % |");
        }
        Console.WriteLine();
    }

    public static void Unreported(int runs)
    {
        Console.WriteLine($"Capture–recapture, 1,000 incidents in truth, three lists that know 40, 30 and 20 %, {runs} runs.");
        Console.WriteLine();
        Console.WriteLine("| incidents and lists | Chao's bound: mean, coverage | best log-linear: mean, coverage | mean of the log-linear models | first two lists (Chapman): mean, coverage |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, heterogeneity, copying) in new[] { ("all alike, lists independent", 0.0, 0.0), ("some far better known than others", 1.0, 0.0), ("a third of the second list copied from the first", 0.0, 0.33) })
        {
            double chao = 0, best = 0, mean = 0, chapman = 0;
            int coverChao = 0, coverBest = 0, coverMean = 0, coverChapman = 0;
            for (var run = 0; run < runs; run++)
            {
                var chance = new Chance((ulong)(run + 1));
                var cells = new int[8];
                for (var i = 0; i < 1000; i++)
                {
                    var known = heterogeneity * chance.Normal();
                    bool On(double p) => chance.Uniform() < 1 / (1 + (1 - p) / p * Math.Exp(-known));
                    var (a, b, c) = (On(0.4), On(0.3), On(0.2));
                    if (a && chance.Uniform() < copying) b = true;
                    cells[(a ? 1 : 0) | (b ? 2 : 0) | (c ? 4 : 0)]++;
                }
                cells[0] = 0;
                var found = UnreportedEstimates.Of(new CaptureLists(["A", "B", "C"], cells));
                Add(found.Estimates[0], ref chao, ref coverChao);
                Add(found.Chosen ?? found.Estimates[0], ref best, ref coverBest);
                Add(found.Averaged ?? found.Estimates[0], ref mean, ref coverMean);
                Add(found.Estimates.First(e => e.Method.StartsWith("Chapman, A and B", StringComparison.Ordinal)), ref chapman, ref coverChapman);
            }
            Console.WriteLine($"| {name} | {chao / runs:F0}, {100.0 * coverChao / runs:F0} % | {best / runs:F0}, {100.0 * coverBest / runs:F0} % | {mean / runs:F0}, {100.0 * coverMean / runs:F0} % | {chapman / runs:F0}, {100.0 * coverChapman / runs:F0} % |");

            static void Add(TotalEstimate e, ref double sum, ref int covered)
            {
                sum += e.Total;
                if (e.Low <= 1000 && 1000 <= e.High) covered++;
            }
        }
        Console.WriteLine();
    }

    public static void Speed()
    {
        var truth = new HawkesModel([Math.Log(10)], 0.6, 0.5, 4000);
        var times = HawkesSimulator.Make(truth, new Chance(1));
        var clock = Stopwatch.StartNew();
        var fit = HawkesFit.Fit(times, truth.Length, 9);
        Console.WriteLine($"self-exciting fit, {times.Length} events, background of 8 pieces: {clock.Elapsed.TotalSeconds:F1} s (branching {fit.Model.Branching:F3})");

        var made = NullSeries.Make(SeriesKind.RegimeSwitching, 2922, 4, 2, new Chance(1), 1.5);
        var start = new DateOnly(2016, 1, 1);
        var table = new EventTable("made", [.. made.Counts.SelectMany((n, t) => Enumerable.Range(0, (int)n)
            .Select(i => new EventRow($"{t}-{i}", start.AddDays(t), start.AddDays(t), new Dictionary<string, IReadOnlyList<string>>(), [])))], "", []);
        var plan = new AroundPlan
        {
            Question = "Does it rise?", Outcomes = [Outcome.All], Phases = [Phase.Read("-14..-1")],
            Meetings = [.. made.Meetings.Select((m, k) => new Meeting($"{k}", $"{k}", start.AddDays(m), start.AddDays(m)))],
        };
        clock.Restart();
        var result = Around.Run(plan, table);
        Console.WriteLine($"around, {plan.Placebos} placebos, {result.Series[0].Count} days, {result.Sensitivity.Count} other choices: {clock.Elapsed.TotalSeconds:F1} s");
        clock.Restart();
        Around.Run(plan with { Phases = Phase.All() }, table);
        Console.WriteLine($"the same with all phases: {clock.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine(result.Verdict);
        clock.Restart();
        ChangePoints.Find(made.Counts);
        Console.WriteLine($"change points with posterior, {made.Counts.Length} days: {clock.Elapsed.TotalSeconds:F1} s");
    }

    private static Series Daily(double[] counts, double[] effort) =>
        new("made", new DateOnly(2016, 1, 1), Step.Day, counts, counts, counts, effort, true, [.. counts.Select(_ => true)], []);
}
