namespace Hudna.Statistics.Changes;

/// <summary>A stretch of steps at one level.</summary>
/// <param name="First">Its first step.</param>
/// <param name="Last">Its last step, inclusive.</param>
/// <param name="Total">What was counted in it.</param>
/// <param name="Effort">The effort behind it.</param>
public sealed record Segment(int First, int Last, double Total, double Effort)
{
    /// <summary>What was counted per unit of effort.</summary>
    public double Rate => Effort > 0 ? Total / Effort : 0;
}

/// <summary>
/// Exact segmentation of counts by dynamic programming: the set of change points that minimises twice the negative log-likelihood plus a
/// penalty for each change, among all sets. Pruned as PELT (Killick, Fearnhead and Eckley 2012), which leaves the result exact. Counts are
/// negative binomial about the level; a step's shape grows with its effort, so that a stretch is described by its sums alone.
/// </summary>
public static class Segmentation
{
    /// <summary>Cuts a series where its level changes.</summary>
    /// <param name="counts">Counts by step, 0 or more.</param>
    /// <param name="effort">Effort by step; 0 for a gap. Null where every step counts alike.</param>
    /// <param name="penalty">Price of a change.</param>
    /// <param name="dispersion">α of the variance μ + αμ² of a step with mean effort, 0 for a Poisson.</param>
    /// <param name="shortest">Least number of steps of a stretch.</param>
    public static IReadOnlyList<Segment> Cut(
        IReadOnlyList<double> counts, IReadOnlyList<double>? effort, double penalty, double dispersion = 0, int shortest = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var n = counts.Count;
        Refusal.Unless(n > 0, "a series of no steps has no level");
        Refusal.Unless(penalty >= 0 && dispersion >= 0 && shortest > 0, "penalty and dispersion must be 0 or more, the shortest stretch above 0");
        var (total, exposure) = (new double[n + 1], new double[n + 1]);
        for (var t = 0; t < n; t++)
        {
            var e = effort?[t] ?? 1;
            total[t + 1] = total[t] + (e > 0 ? counts[t] : 0);
            exposure[t + 1] = exposure[t] + e;
        }
        var shape = Shape(effort, dispersion);
        var best = new double[n + 1];
        var from = new int[n + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        var open = new List<int> { 0 };
        for (var t = shortest; t <= n; t++)
        {
            foreach (var s in open)
            {
                if (t - s < shortest) continue;
                var cost = best[s] + Cost(s, t) + penalty;
                if (cost < best[t]) (best[t], from[t]) = (cost, s);
            }
            // A start that is worse than the best by now can never be the last change again; with a least length that is not certain.
            if (shortest == 1) open.RemoveAll(s => best[s] + Cost(s, t) > best[t]);
            if (t + 1 - shortest > 0) open.Add(t + 1 - shortest);
        }
        var cuts = new List<Segment>();
        for (var t = n; t > 0; t = from[t])
            cuts.Add(new Segment(from[t], t - 1, total[t] - total[from[t]], exposure[t] - exposure[from[t]]));
        cuts.Reverse();
        return cuts;

        double Cost(int s, int t)
        {
            if (double.IsPositiveInfinity(best[s])) return double.PositiveInfinity;
            var (sum, e) = (total[t] - total[s], exposure[t] - exposure[s]);
            if (!(sum > 0 && e > 0)) return 0;
            if (shape == 0) return -2 * (sum * Math.Log(sum / e) - sum);
            var k = shape * e;
            return -2 * (sum * Math.Log(sum / (sum + k)) + k * Math.Log(k / (sum + k)));
        }
    }

    /// <summary>Shape of the negative binomial for each unit of effort, 1/α for a step with mean effort; 0 where the counts are Poisson.</summary>
    internal static double Shape(IReadOnlyList<double>? effort, double dispersion)
    {
        // Below this a negative binomial is a Poisson to all digits that matter, and its shape too large to calculate with.
        if (dispersion < 1e-6) return 0;
        return 1 / (dispersion * (effort?.Where(e => e > 0).DefaultIfEmpty(1).Average() ?? 1));
    }

    /// <summary>Schwarz's price of a change: two things are learnt, where and to what level.</summary>
    public static double UsualPenalty(int steps) => 2 * Math.Log(Math.Max(2, steps));
}
