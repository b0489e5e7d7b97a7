namespace Hudna.Statistics.Excitation;

/// <summary>
/// A self-exciting process with an exponential kernel: at any time the rate is a background plus, for each earlier event, branching ·
/// decay · exp(-decay · time since). The background is exp of a broken line in time. Times are in days from 0 to <see cref="Length"/>.
/// </summary>
/// <param name="LogBackground">Log of the background rate at knots spread evenly over the time; one knot for a constant.</param>
/// <param name="Branching">Mean number of events that one event sets off directly; below 1 for a process that dies down.</param>
/// <param name="Decay">Rate at which the excitement fades, a day; its inverse is the mean delay.</param>
/// <param name="Length">Length of time, in days.</param>
public sealed record HawkesModel(IReadOnlyList<double> LogBackground, double Branching, double Decay, double Length)
{
    /// <summary>The background rate at a time.</summary>
    public double Background(double time)
    {
        var (k, share) = Piece(time, LogBackground.Count, Length);
        return Math.Exp(k + 1 < LogBackground.Count ? LogBackground[k] * (1 - share) + LogBackground[k + 1] * share : LogBackground[k]);
    }

    /// <summary>Integral of the background from 0 to a time.</summary>
    public double BackgroundUntil(double time)
    {
        var (last, share) = Piece(time, LogBackground.Count, Length);
        if (LogBackground.Count == 1) return time * Math.Exp(LogBackground[0]);
        var width = Length / (LogBackground.Count - 1);
        double sum = 0;
        for (var k = 0; k < last; k++) sum += width * MeanExp(LogBackground[k], LogBackground[k + 1]);
        var end = LogBackground[last] * (1 - share) + LogBackground[last + 1] * share;
        return sum + width * share * MeanExp(LogBackground[last], end);
    }

    /// <summary>Log-likelihood of event times, ascending, in O(n) (Ozaki 1979).</summary>
    public double LogLikelihood(IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        double sum = 0, excited = 0, last = 0;
        for (var i = 0; i < times.Count; i++)
        {
            if (i > 0) excited = Math.Exp(-Decay * (times[i] - last)) * (1 + excited);
            last = times[i];
            sum += Math.Log(Background(last) + Branching * Decay * excited) - Branching * (1 - Math.Exp(-Decay * (Length - last)));
        }
        return sum - BackgroundUntil(Length);
    }

    /// <summary>The time at which each event falls on the process's own clock, where they come like a Poisson of rate 1 if the model holds.</summary>
    public double[] Compensator(IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        var own = new double[times.Count];
        double done = 0, alive = 0, last = 0;
        for (var i = 0; i < times.Count; i++)
        {
            if (i > 0)
            {
                alive = (alive + 1) * Math.Exp(-Decay * (times[i] - last));
                done = i - alive;
            }
            last = times[i];
            own[i] = BackgroundUntil(last) + Branching * done;
        }
        return own;
    }

    // Mean of exp over a straight line between two values.
    internal static double MeanExp(double a, double b)
    {
        var d = b - a;
        return Math.Abs(d) < 1e-5 ? Math.Exp((a + b) / 2) * (1 + d * d / 24) : (Math.Exp(b) - Math.Exp(a)) / d;
    }

    internal static (int Knot, double Share) Piece(double time, int knots, double length)
    {
        if (knots == 1) return (0, 0);
        var at = Math.Clamp(time / length * (knots - 1), 0, knots - 1);
        var k = Math.Min((int)at, knots - 2);
        return (k, at - k);
    }
}
