namespace Hudna.Statistics.Simulation;

/// <summary>The kinds of series that a test must not cry wolf on.</summary>
public enum SeriesKind
{
    /// <summary>Independent days, Poisson.</summary>
    Poisson,

    /// <summary>Independent days, negative binomial.</summary>
    NegativeBinomial,

    /// <summary>Each event sets off others for some days (Hawkes).</summary>
    SelfExciting,

    /// <summary>Weeks or months of calm and of fighting take turns.</summary>
    RegimeSwitching,

    /// <summary>Reporters come when leaders meet: more is told of the same violence; the effort is known.</summary>
    ReportingBursts,

    /// <summary>Regimes and reporting bursts together.</summary>
    RegimesAndBursts,
}

/// <summary>A made series with its meetings.</summary>
/// <param name="Counts">Events told of, by day.</param>
/// <param name="Effort">Reporting effort by day.</param>
/// <param name="Meetings">Days of the meetings, counted from the first.</param>
public sealed record MadeSeries(double[] Counts, double[] Effort, int[] Meetings);

/// <summary>Makes daily series whose true rate ratio around meetings is known. Seeded; the same seed gives the same series.</summary>
public static class NullSeries
{
    /// <summary>Makes a series.</summary>
    /// <param name="kind">How its days hang together.</param>
    /// <param name="days">Its length.</param>
    /// <param name="meetingsPerYear">How often leaders meet, on average; no two within five days.</param>
    /// <param name="perDay">Events a day, on average.</param>
    /// <param name="chance">The source of chance.</param>
    /// <param name="ratio">True rate ratio in the window; 1 where meetings do nothing.</param>
    /// <param name="from">First day of the window, counted from the meeting.</param>
    /// <param name="to">Last day of the window.</param>
    /// <param name="inRuns">
    /// How the ratio comes about. False: the rate is multiplied, and counts in the window vary about it as elsewhere. True: each event in
    /// the window calls forth ratio - 1 more on its own day, so that what is added comes in runs and varies more than elsewhere.
    /// </param>
    public static MadeSeries Make(
        SeriesKind kind, int days, double meetingsPerYear, double perDay, Chance chance, double ratio = 1, int from = -14, int to = -1,
        bool inRuns = false)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var meetings = Meetings(days, meetingsPerYear, chance);
        var effort = new double[days];
        Array.Fill(effort, 1);
        if (kind is SeriesKind.ReportingBursts or SeriesKind.RegimesAndBursts)
        {
            for (var t = 0; t < days; t++) effort[t] = 0.5 + chance.Gamma(4) / 8;
            foreach (var m in meetings)
                for (var t = Math.Max(0, m - 7); t <= Math.Min(days - 1, m + 5); t++) effort[t] *= 2.5;
        }
        // A slow trend, a season and a week that every kind shares.
        var turn = chance.Uniform();
        var rate = new double[days];
        for (var t = 0; t < days; t++)
            rate[t] = perDay * (inRuns ? 1 : Math.Max(1, ratio)) * Math.Exp(0.5 * Math.Sin(2 * Math.PI * (t / (double)days + turn)) + 0.3 * Math.Cos(2 * Math.PI * t / 365.2425)
                + (t % 7 == 5 ? -0.3 : 0));
        var inside = new bool[days];
        foreach (var m in meetings)
            for (var t = Math.Max(0, m + from); t <= Math.Min(days - 1, m + to); t++) inside[t] = true;

        var counts = new double[days];
        if (kind == SeriesKind.SelfExciting) SelfExciting(rate, counts, chance);
        else
        {
            if (kind is SeriesKind.RegimeSwitching or SeriesKind.RegimesAndBursts) Regimes(rate, chance);
            for (var t = 0; t < days; t++)
            {
                var mean = rate[t] * effort[t];
                counts[t] = kind switch
                {
                    SeriesKind.Poisson => chance.Poisson(mean),
                    SeriesKind.NegativeBinomial => chance.NegativeBinomial(mean, 0.7),
                    _ => chance.NegativeBinomial(mean, 0.3),
                };
            }
        }
        // Leaving out a share of the events by chance divides the rate and changes nothing else: outside the windows for a rise, within
        // them for a fall.
        for (var t = 0; t < days && ratio != 1; t++)
        {
            if (ratio > 1 && inRuns) counts[t] += inside[t] ? chance.Poisson((ratio - 1) * counts[t]) : 0;
            else if (inside[t] == ratio < 1) counts[t] = chance.Binomial((int)counts[t], Math.Min(ratio, 1 / ratio));
        }
        return new MadeSeries(counts, effort, meetings);
    }

    private static int[] Meetings(int days, double perYear, Chance chance)
    {
        var gap = 365.2425 / perYear;
        var found = new List<int>();
        for (var t = gap * chance.Uniform(); t < days; t += 5 + (gap - 5) * chance.Gamma(1.5) / 1.5) found.Add((int)t);
        return [.. found];
    }

    // Daily immigrants with 0.65 children each, on average, about four days later: a Hawkes process counted by day.
    private static void SelfExciting(double[] rate, double[] counts, Chance chance)
    {
        const double Branching = 0.65, Decay = 0.25;
        double excited = 0;
        for (var t = 0; t < rate.Length; t++)
        {
            var mean = rate[t] * (1 - Branching) + excited;
            counts[t] = chance.Poisson(mean);
            excited = excited * Math.Exp(-Decay) + counts[t] * Branching * (1 - Math.Exp(-Decay));
        }
    }

    // Calm, usual and fighting; each lasts 45 days on average.
    private static void Regimes(double[] rate, Chance chance)
    {
        double[] level = [0.35, 1, 2.5];
        var state = chance.Below(3);
        for (var t = 0; t < rate.Length; t++)
        {
            if (chance.Uniform() < 1 / 45.0) state = (state + 1 + chance.Below(2)) % 3;
            rate[t] *= level[state];
        }
    }
}
