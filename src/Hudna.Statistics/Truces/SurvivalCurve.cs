using MathNet.Numerics.Distributions;

namespace Hudna.Statistics.Truces;

/// <summary>How long something held.</summary>
/// <param name="Name">What held.</param>
/// <param name="Days">How many days it held, or was watched holding; 0 or more.</param>
/// <param name="Ended">True where it ended on that day; false where it still held when last looked at.</param>
public sealed record Duration(string Name, double Days, bool Ended);

/// <summary>One step of a survival curve.</summary>
/// <param name="Days">Day of an end.</param>
/// <param name="AtRisk">How many were still watched holding just before.</param>
/// <param name="Ends">How many ended on it.</param>
/// <param name="Survival">Share that holds beyond it (Kaplan and Meier 1958).</param>
/// <param name="StandardError">Greenwood's standard error.</param>
/// <param name="Low">Lower end of the 95 % interval on the complementary log-log scale.</param>
/// <param name="High">Upper end.</param>
public sealed record SurvivalStep(double Days, int AtRisk, int Ends, double Survival, double StandardError, double Low, double High);

/// <summary>The survival curve of truces, or of anything that holds and ends.</summary>
/// <param name="Steps">Its steps, in order of time.</param>
/// <param name="Count">How many were watched.</param>
/// <param name="Median">Days by which half had ended; null where more than half still held.</param>
/// <param name="MedianLow">Lower end of the median's 95 % interval (Brookmeyer and Crowley 1982); null where the curve does not say.</param>
/// <param name="MedianHigh">Upper end; null where the curve does not come down far enough.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalStep> Steps, int Count, double? Median, double? MedianLow, double? MedianHigh)
{
    /// <summary>The curve of some durations.</summary>
    /// <exception cref="Codebook.UserFaultException">There are none, or one is negative.</exception>
    public static SurvivalCurve Of(IReadOnlyList<Duration> durations)
    {
        ArgumentNullException.ThrowIfNull(durations);
        Refusal.Unless(durations.Count > 0, "no truce was watched, so none can be said to hold");
        Refusal.Unless(durations.All(d => d.Days >= 0 && double.IsFinite(d.Days)), "a duration lies below zero days", "Check start and end");
        var z = Normal.InvCDF(0, 1, 0.975);
        var steps = new List<SurvivalStep>();
        double survival = 1, greenwood = 0;
        foreach (var day in durations.Where(d => d.Ended).GroupBy(d => d.Days).OrderBy(g => g.Key))
        {
            var risk = durations.Count(d => d.Days >= day.Key);
            var ends = day.Count();
            survival *= 1 - ends / (double)risk;
            double error = 0, low = 0, high = 0;
            if (risk > ends)
            {
                greenwood += ends / ((double)risk * (risk - ends));
                error = survival * Math.Sqrt(greenwood);
                var spread = z * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
                (low, high) = (Math.Pow(survival, Math.Exp(spread)), Math.Pow(survival, Math.Exp(-spread)));
            }
            else
            {
                // All ended: the curve is at 0, where its interval is not defined; the upper end of the step before still bounds it.
                (survival, high) = (0, steps.Count > 0 ? steps[^1].High : 1);
            }
            steps.Add(new SurvivalStep(day.Key, risk, ends, survival, error, low, high));
        }
        return new SurvivalCurve(steps, durations.Count,
            steps.FirstOrDefault(s => s.Survival <= 0.5 + 1e-12)?.Days, steps.FirstOrDefault(s => s.Low <= 0.5)?.Days,
            steps.FirstOrDefault(s => s.High < 0.5)?.Days);
    }

    /// <summary>Share that holds beyond a day.</summary>
    public double At(double days) => Steps.LastOrDefault(s => s.Days <= days)?.Survival ?? 1;
}
