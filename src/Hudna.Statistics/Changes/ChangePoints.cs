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
/// <param name="Dispersion">α of the variance μ + αμ² within stretches, for a step with mean effort.</param>
/// <param name="Spread">Variance over mean within stretches, averaged over steps.</param>
public sealed record ChangePointResult(
    IReadOnlyList<Segment> Segments, IReadOnlyList<ChangePoint> Changes, IReadOnlyList<double> Posterior, double Dispersion, double Spread);

/// <summary>
/// Finds change points: the best cut exactly, the uncertainty of each by the exact posterior over all cuts (Fearnhead 2006) with levels
/// integrated out and geometric stretches. Counts are negative binomial about their level: a single violent day is likelier then
/// than a day with a level of its own. The dispersion is found by Pearson's statistic within the stretches (Breslow 1984).
/// </summary>
public static class ChangePoints
{
    /// <summary>The longest series taken on, in steps; sum longer ones by week.</summary>
    public const int MostSteps = 6_000;

    // Counts that vary more than this are a few days and nothing else; a level has no meaning then.
    private const double MostDispersion = 50;

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
    /// <param name="dispersion">α of the variance μ + αμ² within a stretch, for a step with mean effort; null to estimate it.</param>
    /// <param name="stretch">Prior mean length of a stretch in steps; null for a fifth of the series.</param>
    public static ChangePointResult Find(
        IReadOnlyList<double> counts, IReadOnlyList<double>? effort = null, double? penalty = null, double? dispersion = null, double? stretch = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var n = counts.Count;
        Refusal.Unless(n >= 10, $"{n} steps are too few to look for changes in", "Ten at least");
        Refusal.Unless(n <= MostSteps, $"{n} steps are more than {MostSteps}", "Sum the series by week");
        double[] exposure = effort is null ? [.. Enumerable.Repeat(1.0, n)] : [.. effort];
        Refusal.Unless(exposure.Sum() > 0, "every step is a gap");
        Refusal.Unless(Enumerable.Range(0, n).Any(t => exposure[t] > 0 && counts[t] > 0), "nothing at all was counted: a level of zero has no change");
        var price = penalty ?? Segmentation.UsualPenalty(n);
        var alpha = dispersion ?? DispersionOfNeighbours(counts, exposure);
        var cut = Segmentation.Cut(counts, exposure, price, alpha);
        // The dispersion within stretches depends on the stretches: a few rounds settle it.
        for (var round = 0; round < 5 && dispersion is null; round++)
        {
            var next = DispersionWithin(counts, exposure, cut);
            if (Math.Abs(next - alpha) < 1e-9) break;
            alpha = next;
            cut = Segmentation.Cut(counts, exposure, price, alpha);
        }
        var posterior = Posterior(counts, exposure, alpha, stretch ?? n / 5.0);
        var changes = new List<ChangePoint>();
        var marginal = new Marginal(counts, exposure, alpha);
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
        return new ChangePointResult(cut, changes, posterior, alpha, Spread(exposure, cut, Segmentation.Shape(exposure, alpha)));
    }

    /// <summary>Posterior probability of a change at each step, over all cuts.</summary>
    /// <param name="counts">Counts by step.</param>
    /// <param name="exposure">Effort by step.</param>
    /// <param name="dispersion">α within a stretch.</param>
    /// <param name="stretch">Prior mean length of a stretch.</param>
    internal static double[] Posterior(IReadOnlyList<double> counts, double[] exposure, double dispersion, double stretch)
    {
        var n = counts.Count;
        var marginal = new Marginal(counts, exposure, dispersion);
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

    // Log-likelihood of a stretch with its level integrated out, but for a constant of the data: a gamma level where counts are Poisson;
    // where they are negative binomial, a beta for the share that the level has in level plus shape.
    private sealed class Marginal
    {
        // A prior about the overall rate of shape 1: about as much knowledge as one event.
        private const double A = 1;
        private readonly double[] _total;
        private readonly double[] _effort;
        private readonly double _b;
        private readonly double _shape;

        public Marginal(IReadOnlyList<double> counts, double[] exposure, double dispersion)
        {
            var n = counts.Count;
            (_total, _effort) = (new double[n + 1], new double[n + 1]);
            for (var t = 0; t < n; t++)
            {
                _total[t + 1] = _total[t] + (exposure[t] > 0 ? counts[t] : 0);
                _effort[t + 1] = _effort[t] + exposure[t];
            }
            _shape = Segmentation.Shape(exposure, dispersion);
            _b = A * _effort[n] / Math.Max(_total[n], 0.5);
            if (_shape > 0) _b = 1 + _b * _shape;
        }

        public double Log(int s, int t)
        {
            var (sum, e) = (_total[t] - _total[s], _effort[t] - _effort[s]);
            return _shape == 0
                ? A * Math.Log(_b) + SpecialFunctions.GammaLn(A + sum) - SpecialFunctions.GammaLn(A) - (A + sum) * Math.Log(_b + e)
                : SpecialFunctions.BetaLn(A + sum, _b + _shape * e) - SpecialFunctions.BetaLn(A, _b);
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

    // By moments from differences of neighbours, which a change of level hardly touches; the product of two neighbours is the level's
    // square without bias.
    private static double DispersionOfNeighbours(IReadOnlyList<double> counts, double[] exposure)
    {
        var mean = exposure.Where(e => e > 0).Average();
        double over = 0, square = 0;
        for (var t = 1; t < counts.Count; t++)
        {
            if (exposure[t] <= 0 || exposure[t - 1] <= 0) continue;
            var d = counts[t] / exposure[t] - counts[t - 1] / exposure[t - 1];
            var weight = 1 / exposure[t] + 1 / exposure[t - 1];
            over += d * d - (counts[t] + counts[t - 1]) / (exposure[t] + exposure[t - 1]) * weight;
            square += counts[t] * counts[t - 1] / (exposure[t] * exposure[t - 1]) * mean * weight;
        }
        return square > 0 ? Math.Clamp(over / square, 0, MostDispersion) : 0;
    }

    // The α at which Pearson's statistic about the levels of the stretches equals its degrees of freedom; it falls as α grows.
    private static double DispersionWithin(IReadOnlyList<double> counts, double[] exposure, IReadOnlyList<Segment> cut)
    {
        if (Excess(0) <= 0) return 0;
        double low = 0, high = MostDispersion;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Excess(middle) > 0) low = middle;
            else high = middle;
        }
        return (low + high) / 2;

        double Excess(double alpha)
        {
            var shape = Segmentation.Shape(exposure, alpha);
            double excess = 0;
            foreach (var s in cut.Where(s => s.Total > 0))
            {
                excess++;
                for (var t = s.First; t <= s.Last; t++)
                {
                    var mean = s.Rate * exposure[t];
                    if (mean > 0) excess += (counts[t] - mean) * (counts[t] - mean) / Variance(mean, exposure[t], shape) - 1;
                }
            }
            return excess;
        }
    }

    private static double Spread(double[] exposure, IReadOnlyList<Segment> cut, double shape)
    {
        double variance = 0, mean = 0;
        foreach (var s in cut)
            for (var t = s.First; t <= s.Last; t++)
            {
                variance += Variance(s.Rate * exposure[t], exposure[t], shape);
                mean += s.Rate * exposure[t];
            }
        return mean > 0 ? variance / mean : 1;
    }

    private static double Variance(double mean, double effort, double shape) => shape > 0 && effort > 0 ? mean + mean * mean / (shape * effort) : mean;
}
