using MathNet.Numerics;

namespace Hudna.Statistics.Changes;

/// <summary>A change of level and how sure its date is.</summary>
/// <param name="Step">First step of the new level.</param>
/// <param name="Earliest">First step of the stretch that holds 95 % of what is known of its date, given the changes before and after.</param>
/// <param name="Latest">Last step of that stretch.</param>
/// <param name="Probability">Posterior probability that the level changes within that stretch, over all cuts.</param>
/// <param name="Before">Rate before, per unit of effort.</param>
/// <param name="After">Rate after.</param>
public sealed record ChangePoint(int Step, int Earliest, int Latest, double Probability, double Before, double After);

/// <summary>Change points of a series with their uncertainty.</summary>
/// <param name="Segments">The best cut.</param>
/// <param name="Changes">Its changes.</param>
/// <param name="Posterior">For each step the posterior probability that a new level begins on it.</param>
/// <param name="Spread">Variance over mean within stretches.</param>
public sealed record ChangePointResult(
    IReadOnlyList<Segment> Segments, IReadOnlyList<ChangePoint> Changes, IReadOnlyList<double> Posterior, double Spread);

/// <summary>
/// Finds change points: the best cut exactly, the uncertainty of each by the exact posterior over all cuts (Fearnhead 2006) with
/// Poisson counts, gamma levels and geometric stretches. Counts that vary more than a Poisson are divided by their spread.
/// </summary>
public static class ChangePoints
{
    /// <summary>The longest series taken on, in steps; sum longer ones by week.</summary>
    public const int MostSteps = 6_000;

    /// <summary>Finds the change points of a series' best figures.</summary>
    /// <exception cref="Codebook.UserFaultException">Fewer than ten steps, or nothing counted, or the series is too long.</exception>
    public static ChangePointResult Find(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        double[] effort = [.. Enumerable.Range(0, series.Count).Select(t => series.Observed[t] ? series.Effort[t] : 0)];
        return Find(series.Best, effort);
    }

    /// <summary>Finds the change points of counts.</summary>
    /// <param name="counts">Counts by step.</param>
    /// <param name="effort">Effort by step, 0 for a gap; null where every step counts alike.</param>
    /// <param name="penalty">Price of a change; null for Schwarz's.</param>
    /// <param name="spread">Variance over mean within a stretch; null to estimate it.</param>
    /// <param name="stretch">Prior mean length of a stretch in steps; null for a fifth of the series.</param>
    public static ChangePointResult Find(
        IReadOnlyList<double> counts, IReadOnlyList<double>? effort = null, double? penalty = null, double? spread = null, double? stretch = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var n = counts.Count;
        Refusal.Unless(n >= 10, $"{n} steps are too few to look for changes in", "Ten at least");
        Refusal.Unless(n <= MostSteps, $"{n} steps are more than {MostSteps}", "Sum the series by week");
        double[] exposure = effort is null ? [.. Enumerable.Repeat(1.0, n)] : [.. effort];
        Refusal.Unless(exposure.Sum() > 0, "every step is a gap");
        Refusal.Unless(Enumerable.Range(0, n).Any(t => exposure[t] > 0 && counts[t] > 0), "nothing at all was counted: a level of zero has no change");
        var price = penalty ?? Segmentation.UsualPenalty(n);
        var dispersion = spread ?? 1;
        var cut = Segmentation.Cut(counts, exposure, price, dispersion);
        if (spread is null)
        {
            // The spread within stretches depends on the stretches: a few rounds settle it.
            dispersion = Math.Max(1, FirstSpread(counts, exposure));
            for (var round = 0; round < 5; round++)
            {
                cut = Segmentation.Cut(counts, exposure, price, dispersion);
                var next = Math.Max(1, Within(counts, exposure, cut));
                if (Math.Abs(next - dispersion) < 1e-9) break;
                dispersion = next;
            }
        }
        var posterior = Posterior(counts, exposure, dispersion, stretch ?? n / 5.0);
        var changes = new List<ChangePoint>();
        var marginal = new Marginal(counts, exposure, dispersion);
        for (var i = 1; i < cut.Count; i++)
        {
            // Where this change lies, given its neighbours.
            var (from, to) = (cut[i - 1].First, cut[i].Last + 1);
            double[] weights = [.. Enumerable.Range(from + 1, to - from - 1).Select(t => marginal.Log(from, t) + marginal.Log(t, to))];
            var most = weights.Max();
            for (var k = 0; k < weights.Length; k++) weights[k] = Math.Exp(weights[k] - most);
            var (first, last) = Shortest(weights, cut[i].First - from - 1);
            (first, last) = (first + from + 1, last + from + 1);
            double mass = 0;
            for (var t = first; t <= last; t++) mass += posterior[t];
            changes.Add(new ChangePoint(cut[i].First, first, last, Math.Min(1, mass), cut[i - 1].Rate, cut[i].Rate));
        }
        return new ChangePointResult(cut, changes, posterior, dispersion);
    }

    /// <summary>Posterior probability of a change at each step, over all cuts.</summary>
    /// <param name="counts">Counts by step.</param>
    /// <param name="exposure">Effort by step.</param>
    /// <param name="spread">Variance over mean within a stretch.</param>
    /// <param name="stretch">Prior mean length of a stretch.</param>
    internal static double[] Posterior(IReadOnlyList<double> counts, double[] exposure, double spread, double stretch)
    {
        var n = counts.Count;
        var marginal = new Marginal(counts, exposure, spread);
        var (stop, go) = (Math.Log(1 / Math.Max(stretch, 1.5)), Math.Log(1 - 1 / Math.Max(stretch, 1.5)));
        // behind[t]: log-likelihood of steps t … n-1, given that a stretch begins at t; ahead likewise for 0 … t-1, given that one ends.
        var (behind, ahead) = (new double[n + 1], new double[n + 1]);
        var terms = new double[n + 1];
        for (var t = n - 1; t >= 0; t--)
        {
            var m = 0;
            for (var s = t + 1; s <= n; s++)
                terms[m++] = marginal.Log(t, s) + (s - t - 1) * go + (s < n ? stop : 0) + behind[s];
            behind[t] = LogSum(terms, m);
        }
        for (var t = 1; t < n; t++)
        {
            var m = 0;
            for (var s = 0; s < t; s++) terms[m++] = ahead[s] + marginal.Log(s, t) + (t - s - 1) * go + stop;
            ahead[t] = LogSum(terms, m);
        }
        var posterior = new double[n];
        for (var t = 1; t < n; t++) posterior[t] = Math.Exp(Math.Min(0, ahead[t] + behind[t] - behind[0]));
        return posterior;
    }

    // Log-likelihood of a stretch with its level integrated out, but for a constant of the data.
    private sealed class Marginal
    {
        // A gamma of shape 1 about the overall rate: about as much prior knowledge as one event.
        private const double A = 1;
        private readonly double[] _total;
        private readonly double[] _effort;
        private readonly double _b;

        public Marginal(IReadOnlyList<double> counts, double[] exposure, double spread)
        {
            var n = counts.Count;
            (_total, _effort) = (new double[n + 1], new double[n + 1]);
            for (var t = 0; t < n; t++)
            {
                _total[t + 1] = _total[t] + (exposure[t] > 0 ? counts[t] / spread : 0);
                _effort[t + 1] = _effort[t] + exposure[t] / spread;
            }
            _b = A * _effort[n] / Math.Max(_total[n], 0.5);
        }

        public double Log(int s, int t)
        {
            var (sum, e) = (_total[t] - _total[s], _effort[t] - _effort[s]);
            return A * Math.Log(_b) + SpecialFunctions.GammaLn(A + sum) - SpecialFunctions.GammaLn(A) - (A + sum) * Math.Log(_b + e);
        }
    }

    private static double LogSum(double[] terms, int count)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < count; i++) most = Math.Max(most, terms[i]);
        double sum = 0;
        for (var i = 0; i < count; i++) sum += Math.Exp(terms[i] - most);
        return most + Math.Log(sum);
    }

    // The stretch about the best step that holds 95 % of the weight, grown towards the heavier side.
    private static (int First, int Last) Shortest(double[] weights, int best)
    {
        int first = best, last = best;
        var (mass, all) = (weights[best], weights.Sum());
        while (mass < 0.95 * all && (first > 0 || last < weights.Length - 1))
        {
            var left = first > 0 ? weights[first - 1] : -1;
            var right = last < weights.Length - 1 ? weights[last + 1] : -1;
            mass += left >= right ? weights[--first] : weights[++last];
        }
        return (first, last);
    }

    // From differences of neighbours, which a change of level hardly touches.
    private static double FirstSpread(IReadOnlyList<double> counts, double[] exposure)
    {
        double square = 0, sum = 0;
        for (var t = 1; t < counts.Count; t++)
        {
            if (exposure[t] <= 0 || exposure[t - 1] <= 0) continue;
            var d = counts[t] / exposure[t] - counts[t - 1] / exposure[t - 1];
            var rate = (counts[t] + counts[t - 1]) / (exposure[t] + exposure[t - 1]);
            square += d * d;
            sum += rate * (1 / exposure[t] + 1 / exposure[t - 1]);
        }
        return sum > 0 ? square / sum : 1;
    }

    private static double Within(IReadOnlyList<double> counts, double[] exposure, IReadOnlyList<Segment> cut)
    {
        double square = 0, free = 0;
        foreach (var s in cut)
        {
            free--;
            for (var t = s.First; t <= s.Last; t++)
            {
                var mean = s.Rate * exposure[t];
                if (mean <= 0) continue;
                square += (counts[t] - mean) * (counts[t] - mean) / mean;
                free++;
            }
        }
        return free > 0 ? square / free : 1;
    }
}
