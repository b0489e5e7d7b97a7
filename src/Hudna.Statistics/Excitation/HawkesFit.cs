using Hudna.Statistics.Regression;
using MathNet.Numerics.Distributions;

namespace Hudna.Statistics.Excitation;

/// <summary>A fitted self-exciting process with its uncertainty and its check.</summary>
/// <param name="Model">The model at the maximum of the likelihood.</param>
/// <param name="LogLikelihood">There.</param>
/// <param name="PoissonLogLikelihood">Of the best model without excitement.</param>
/// <param name="BranchingLow">Lower end of the branching ratio's 95 % interval.</param>
/// <param name="BranchingHigh">Upper end.</param>
/// <param name="DecayLow">Lower end of the decay's 95 % interval.</param>
/// <param name="DecayHigh">Upper end.</param>
/// <param name="Residual">Kolmogorov's distance of the rescaled waiting times from the exponential, 0 to 1.</param>
/// <param name="ResidualP">Its p-value; a small one says that the model does not describe the data.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Words">The result in plain words.</param>
public sealed record HawkesResult(
    HawkesModel Model, double LogLikelihood, double PoissonLogLikelihood, double BranchingLow, double BranchingHigh, double DecayLow,
    double DecayHigh, double Residual, double ResidualP, int Events, string Words);

/// <summary>Fits self-exciting processes by maximum likelihood, gradient and likelihood in O(n) a step.</summary>
public static class HawkesFit
{
    /// <summary>Least number of events that a fit is tried on.</summary>
    public const int FewestEvents = 30;

    /// <summary>Fits a model.</summary>
    /// <param name="times">Times of the events in days, ascending, all between 0 and <paramref name="length"/>; ties are taken as they come.</param>
    /// <param name="length">Length of time that was watched, in days.</param>
    /// <param name="knots">Knots of the background; 1 for a constant.</param>
    /// <exception cref="Codebook.UserFaultException">Too few events, or times out of order or outside.</exception>
    public static HawkesResult Fit(IReadOnlyList<double> times, double length, int knots = 1)
    {
        ArgumentNullException.ThrowIfNull(times);
        var n = times.Count;
        Refusal.Unless(n >= FewestEvents, $"{n} events are too few to tell excitement from chance", $"{FewestEvents} at least");
        Refusal.Unless(knots >= 1 && length > 0, "a background needs a knot and a length of time");
        for (var i = 0; i < n; i++)
            Refusal.Unless(times[i] >= (i == 0 ? 0 : times[i - 1]) && times[i] <= length, "the times of the events are not in order, or lie outside");
        Refusal.Unless(times[n - 1] > times[0], "all events fall on one moment");
        double[] t = [.. times];

        // Start from several delays: the likelihood may have more than one summit.
        var rate = n / length;
        HawkesPoint? best = null;
        foreach (var delay in new[] { 0.3, 3.0, 15.0 })
        {
            var start = new double[knots + 2];
            Array.Fill(start, Math.Log(rate * 0.5), 0, knots);
            (start[knots], start[knots + 1]) = (Math.Log(0.5), Math.Log(1 / delay));
            var point = Climb(t, length, knots, start);
            if (best is null || point.Value > best.Value) best = point;
        }
        var model = Model(best!.At, knots, length);
        var errors = Errors(t, length, knots, best.At);
        var (b, d) = (best.At[knots], best.At[knots + 1]);
        var poisson = Poisson(t, length, knots);
        var (distance, p) = Check(model, t);
        var (low, high) = (Math.Exp(b - 1.96 * errors[knots]), Math.Exp(b + 1.96 * errors[knots]));
        return new HawkesResult(model, model.LogLikelihood(t), poisson, low, high, Math.Exp(d - 1.96 * errors[knots + 1]),
            Math.Exp(d + 1.96 * errors[knots + 1]), distance, p, n, Words(model, low, high, p, model.LogLikelihood(t) - poisson));
    }

    /// <summary>
    /// Distance of the rescaled waiting times from the exponential and its p-value (Kolmogorov), by the time-rescaling theorem. The
    /// parameters were fitted to the same events, so the p-value is a little too kind.
    /// </summary>
    public static (double Distance, double P) Check(HawkesModel model, IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(model);
        var own = model.Compensator(times);
        double[] waits = [.. own.Select((o, i) => 1 - Math.Exp(-(o - (i > 0 ? own[i - 1] : 0))))];
        Array.Sort(waits);
        double distance = 0;
        for (var i = 0; i < waits.Length; i++)
            distance = Math.Max(distance, Math.Max((i + 1.0) / waits.Length - waits[i], waits[i] - i / (double)waits.Length));
        return (distance, Kolmogorov(distance, waits.Length));
    }

    /// <summary>P(D ≥ d) for n draws, Kolmogorov's limit with Stephens's (1970) correction for small n.</summary>
    internal static double Kolmogorov(double d, int n)
    {
        var root = Math.Sqrt(n);
        var x = d * (root + 0.12 + 0.11 / root);
        if (x < 0.2) return 1;
        double sum = 0;
        for (var k = 1; k <= 100; k++) sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * x * x);
        return Math.Clamp(sum, 0, 1);
    }

    private sealed record HawkesPoint(double[] At, double Value, double[] Slope);

    private static HawkesModel Model(double[] at, int knots, double length) =>
        new([.. at.Take(knots)], Math.Exp(at[knots]), Math.Exp(at[knots + 1]), length);

    // Log-likelihood and its gradient in the logs of all parameters; a slight pull keeps knots without events near their neighbours.
    private static HawkesPoint Evaluate(double[] t, double length, int knots, double[] at)
    {
        var slope = new double[knots + 2];
        var (branching, decay) = (Math.Exp(at[knots]), Math.Exp(at[knots + 1]));
        double value = 0, a = 0, b = 0, dBranching = 0, dDecay = 0;
        for (var i = 0; i < t.Length; i++)
        {
            if (i > 0)
            {
                var gap = t[i] - t[i - 1];
                var fade = Math.Exp(-decay * gap);
                b = fade * (b + gap * (1 + a));
                a = fade * (1 + a);
            }
            var (k, share) = HawkesModel.Piece(t[i], knots, length);
            var mu = Math.Exp(knots == 1 ? at[0] : at[k] * (1 - share) + at[k + 1] * share);
            var rate = mu + branching * decay * a;
            value += Math.Log(rate);
            dBranching += decay * a / rate;
            dDecay += branching * (a - decay * b) / rate;
            slope[k] += mu / rate * (knots == 1 ? 1 : 1 - share);
            if (knots > 1) slope[k + 1] += mu / rate * share;
            var left = length - t[i];
            var gone = Math.Exp(-decay * left);
            value -= branching * (1 - gone);
            dBranching -= 1 - gone;
            dDecay -= branching * left * gone;
        }
        if (knots == 1)
        {
            value -= length * Math.Exp(at[0]);
            slope[0] -= length * Math.Exp(at[0]);
        }
        else
        {
            var width = length / (knots - 1);
            for (var k = 0; k + 1 < knots; k++)
            {
                double y0 = at[k], y1 = at[k + 1], d = y1 - y0, mean = HawkesModel.MeanExp(y0, y1);
                value -= width * mean;
                var (d0, d1) = Math.Abs(d) < 1e-4 ? (Math.Exp(y0) * (0.5 + d / 6), Math.Exp(y0) * (0.5 + d / 3))
                    : ((mean - Math.Exp(y0)) / d, (Math.Exp(y1) - mean) / d);
                slope[k] -= width * d0;
                slope[k + 1] -= width * d1;
                const double Tie = 0.02;
                value -= Tie * d * d / 2;
                slope[k] += Tie * d;
                slope[k + 1] -= Tie * d;
            }
        }
        // The decay must stay where the data can speak of it.
        slope[knots] = dBranching * branching;
        slope[knots + 1] = dDecay * decay;
        const double Rein = 1e-3;
        for (var j = knots; j < knots + 2; j++)
        {
            value -= Rein * at[j] * at[j] / 2;
            slope[j] -= Rein * at[j];
        }
        return new HawkesPoint(at, double.IsNaN(value) ? double.NegativeInfinity : value, slope);
    }

    // Quasi-Newton ascent (Broyden, Fletcher, Goldfarb, Shanno) with halved steps.
    private static HawkesPoint Climb(double[] t, double length, int knots, double[] start)
    {
        var p = start.Length;
        var point = Evaluate(t, length, knots, start);
        var inverse = new double[p, p];
        Reset();
        for (var step = 0; step < 300; step++)
        {
            var direction = new double[p];
            double rise = 0;
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) direction[i] += inverse[i, j] * point.Slope[j];
                rise += direction[i] * point.Slope[i];
            }
            if (rise <= 0) { Reset(); continue; }
            if (rise < 1e-10) break;
            var length1 = direction.Max(Math.Abs);
            var size = length1 > 2 ? 2 / length1 : 1;
            HawkesPoint? next = null;
            for (var half = 0; half < 40; half++, size /= 2)
            {
                var at = point.At.Select((x, i) => Math.Clamp(x + size * direction[i], -40, 40)).ToArray();
                var tried = Evaluate(t, length, knots, at);
                if (tried.Value < point.Value + 1e-4 * size * rise) continue;
                next = tried;
                break;
            }
            if (next is null) break;
            Update(point, next);
            var gain = next.Value - point.Value;
            point = next;
            if (gain < 1e-11 * Math.Abs(point.Value) && rise < 1e-6) break;
        }
        return point;

        void Reset()
        {
            var scale = 1 / Math.Max(1, t.Length / 2.0);
            for (var i = 0; i < p; i++) for (var j = 0; j < p; j++) inverse[i, j] = i == j ? scale : 0;
        }

        void Update(HawkesPoint from, HawkesPoint to)
        {
            var s = new double[p];
            var y = new double[p];
            double sy = 0;
            for (var i = 0; i < p; i++)
            {
                s[i] = to.At[i] - from.At[i];
                y[i] = from.Slope[i] - to.Slope[i];
                sy += s[i] * y[i];
            }
            if (sy < 1e-14) return;
            var hy = new double[p];
            double yhy = 0;
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) hy[i] += inverse[i, j] * y[j];
                yhy += y[i] * hy[i];
            }
            for (var i = 0; i < p; i++)
                for (var j = 0; j < p; j++) inverse[i, j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
    }

    // Standard errors on the log scale from the observed information, by differences of the gradient.
    private static double[] Errors(double[] t, double length, int knots, double[] at)
    {
        var p = at.Length;
        var information = new double[p * p];
        for (var j = 0; j < p; j++)
        {
            const double H = 1e-4;
            double[] up = [.. at], down = [.. at];
            up[j] += H;
            down[j] -= H;
            var (a, b) = (Evaluate(t, length, knots, up).Slope, Evaluate(t, length, knots, down).Slope);
            for (var i = 0; i < p; i++) information[i * p + j] = (b[i] - a[i]) / (2 * H);
        }
        for (var i = 0; i < p; i++) for (var j = 0; j < i; j++)
            information[i * p + j] = information[j * p + i] = (information[i * p + j] + information[j * p + i]) / 2;
        var inverse = new Cholesky(information, p).Inverse();
        // A direction that the data do not speak of has no finite error: say a factor of e^5 either way.
        return [.. Enumerable.Range(0, p).Select(i => inverse[i * p + i] > 0 ? Math.Min(5, Math.Sqrt(inverse[i * p + i])) : 5)];
    }

    private static double Poisson(double[] t, double length, int knots)
    {
        // Excitement held at nothing: only the background climbs.
        var start = new double[knots + 2];
        Array.Fill(start, Math.Log(t.Length / length), 0, knots);
        (start[knots], start[knots + 1]) = (-40, 0);
        var at = Climb(t, length, knots, start).At;
        return (Model(at, knots, length) with { Branching = 0 }).LogLikelihood(t);
    }

    private static string Words(HawkesModel model, double low, double high, double p, double gain)
    {
        // At the edge of no excitement twice the gain is a mixture of 0 and a chi-square with two degrees of freedom, so this errs on the careful side.
        if (ChiSquared.CDF(2, Math.Max(0, 2 * gain)) < 0.95) return "No sign that one event sets off others beyond what the background explains.";
        var words = $"Of every 100 events about {100 * model.Branching:0} were set off by one before ({100 * low:0} to {100 * high:0}), "
            + $"within {1 / model.Decay:0.#} days on average.";
        if (model.Branching >= 1) words += " A ratio of one or more says that the background does not follow a rise that the data show.";
        return p < 0.05 ? words + " The check by rescaled times fails: the model leaves something out, so take the figures as rough." : words;
    }
}
