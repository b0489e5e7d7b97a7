namespace Hudna.Statistics.Excitation;

/// <summary>A day on which more was told of than is usual.</summary>
/// <param name="Day">The day.</param>
/// <param name="Counted">What was counted on it.</param>
/// <param name="Expected">What the days before led one to expect.</param>
/// <param name="P">Share of the days looked back on that stood out as much or more from what was expected of them.</param>
public sealed record Surge(DateOnly Day, double Counted, double Expected, double P);

/// <summary>Alerts and how often they are false.</summary>
/// <param name="Alerts">The alerts, in order of days.</param>
/// <param name="Watched">Days on which an alert could have been given.</param>
/// <param name="FalseAlarmRate">False alarms a day that were accepted.</param>
/// <param name="Words">The rate in plain words.</param>
public sealed record SurgeResult(IReadOnlyList<Surge> Alerts, int Watched, double FalseAlarmRate, string Words);

/// <summary>
/// Says on which days more was told of than is usual, at a stated rate of false alarms. What is expected of a day comes from the days
/// before it alone: their fading mean per unit of effort. A day is an alert if it stands out from what was expected more than all but
/// the stated share of the days looked back on did: ranks, not a distribution, hold the rate, so clustering does not raise it while
/// the way in which days hang together stays the same.
/// </summary>
public static class SurgeAlerts
{
    private const double Fading = 0.85;

    /// <summary>Finds alerts.</summary>
    /// <param name="series">Counts by day or week.</param>
    /// <param name="falseAlarms">False alarms a step that are accepted, as 0.01 for one in a hundred days.</param>
    /// <param name="lookBack">Steps looked back on; at least twice as many as one false alarm takes on average.</param>
    /// <exception cref="Codebook.UserFaultException">The series is shorter than what is looked back on, or the rate cannot be held.</exception>
    public static SurgeResult Find(Series series, double falseAlarms = 0.01, int lookBack = 365)
    {
        ArgumentNullException.ThrowIfNull(series);
        Refusal.Unless(falseAlarms is > 0 and < 0.5, "the rate of false alarms must lie between 0 and 0.5", "0.01 is one in a hundred days");
        Refusal.Unless(lookBack * falseAlarms >= 2, $"{lookBack} days do not suffice to hold a rate of {falseAlarms:0.###}", "Look back on more days");
        Refusal.Unless(series.Observed.Count(o => o) > lookBack, $"the series is shorter than the {lookBack} days to look back on", "Look back on fewer");
        var alerts = new List<Surge>();
        var past = new Queue<double>();
        double counted = 0, effort = 0, mean = 0, spread = 1;
        var watched = 0;
        for (var t = 0; t < series.Count; t++)
        {
            if (!series.Observed[t]) continue;
            var (y, e) = (series.Best[t], series.Effort[t]);
            if (effort > 0)
            {
                var expected = e * (counted + 0.1 * mean) / (effort + 0.1);
                var score = (y - expected) / Math.Sqrt(expected + spread * expected * expected + 0.1);
                if (past.Count == lookBack)
                {
                    watched++;
                    var above = past.Count(s => s >= score);
                    var p = (above + 1.0) / (lookBack + 1);
                    if (p <= falseAlarms) alerts.Add(new Surge(series.Day(t), y, expected, p));
                    past.Dequeue();
                }
                past.Enqueue(score);
                spread = 0.98 * spread + 0.02 * Math.Max(0, ((y - expected) * (y - expected) - expected) / Math.Max(expected * expected, 0.1));
                spread = Math.Min(spread, 5);
            }
            counted = Fading * counted + y;
            effort = Fading * effort + e;
            mean = counted / effort;
        }
        var words = $"One false alarm in about {1 / falseAlarms:0} days was accepted; {alerts.Count} alerts in {watched} days watched, "
            + $"where about {watched * falseAlarms:0.#} would come of chance.";
        return new SurgeResult(alerts, watched, falseAlarms, words);
    }
}
