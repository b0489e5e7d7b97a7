namespace Hudna.Agreements;

/// <summary>How well some forecasts did.</summary>
/// <param name="Who">The forecaster, the kind, or all.</param>
/// <param name="Settled">How many were settled either way.</param>
/// <param name="Open">How many are open.</param>
/// <param name="Unresolvable">How many nobody can settle.</param>
/// <param name="CameTrue">How many of those settled came true as said.</param>
/// <param name="Brier">Mean of (p - outcome)²; 0 is best, 0.25 an even chance throughout. NaN without settled ones.</param>
/// <param name="BrierLow">The same where each probability is taken at the end of its range that did better.</param>
/// <param name="BrierHigh">The same at the end that did worse.</param>
/// <param name="Log">Mean of -log₂ of the probability given to what came, p held within 0.01 and 0.99; 1 is an even chance.</param>
/// <param name="BaseRate">The base rate of the kind that it is held against.</param>
/// <param name="BaseBrier">The Brier score of forecasting that rate every time.</param>
/// <param name="Skill">1 - Brier/BaseBrier: above 0 better than the base rate. NaN where that is 0.</param>
public sealed record ForecastScore(
    string Who, int Settled, int Open, int Unresolvable, int CameTrue, double Brier, double BrierLow, double BrierHigh, double Log, double BaseRate,
    double BaseBrier, double Skill);

/// <summary>Forecasts of about one probability, and how often the thing came.</summary>
/// <param name="From">The least probability of the bin.</param>
/// <param name="To">The greatest.</param>
/// <param name="Forecasts">How many settled forecasts fall in it.</param>
/// <param name="Mean">Their mean probability.</param>
/// <param name="Happened">How many came.</param>
/// <param name="Low">Lower end of the 95 per cent interval of the share that came (Wilson 1927, which holds for small numbers).</param>
/// <param name="High">Upper end.</param>
public sealed record CalibrationBin(double From, double To, int Forecasts, double Mean, int Happened, double Low, double High);

/// <summary>Brier and log scores of forecasts against a stated base rate, and calibration. Pure.</summary>
public static class ForecastScores
{
    private static readonly double[] Bins = [0, 0.2, 0.4, 0.6, 0.8, 1.0000001];

    /// <summary>Scores by forecaster, most settled first, headed by all together.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="baseRate">The base rate by kind: how often a thing of that kind happens in such a time. See <see cref="LaplaceBaseRate"/>.</param>
    public static IReadOnlyList<ForecastScore> ByForecaster(IReadOnlyList<ForecastQuestion> questions, Func<string, double> baseRate) =>
        Grouped(questions, q => q.Forecaster, baseRate);

    /// <summary>Scores by kind of thing foretold, headed by all together.</summary>
    public static IReadOnlyList<ForecastScore> ByKind(IReadOnlyList<ForecastQuestion> questions, Func<string, double> baseRate) =>
        Grouped(questions, q => q.Kind, baseRate);

    /// <summary>
    /// A base rate from the settled questions themselves: the share of a kind that happened, by Laplace's rule (happened + 1) / (settled + 2),
    /// so that a kind never seen has an even chance. It has seen the outcomes, which favours it against the forecasters; that is said with it.
    /// </summary>
    public static Func<string, double> LaplaceBaseRate(IReadOnlyList<ForecastQuestion> questions)
    {
        var rates = questions.Where(Settled).GroupBy(q => q.Kind, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Count(Happened) + 1.0) / (g.Count() + 2.0), StringComparer.Ordinal);
        return kind => rates.TryGetValue(kind, out var rate) ? rate : 0.5;
    }

    /// <summary>Calibration in five bins of 0.2; empty bins are left out.</summary>
    public static IReadOnlyList<CalibrationBin> Calibration(IReadOnlyList<ForecastQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var bins = new List<CalibrationBin>();
        for (var i = 1; i < Bins.Length; i++)
        {
            var here = questions.Where(q => Settled(q) && q.Probability.Best >= Bins[i - 1] && q.Probability.Best < Bins[i]).ToList();
            if (here.Count == 0) continue;
            var (low, high) = Wilson(here.Count(Happened), here.Count);
            bins.Add(new CalibrationBin(Bins[i - 1], Math.Min(1, Bins[i]), here.Count, here.Average(q => q.Probability.Best), here.Count(Happened), low, high));
        }
        return bins;
    }

    /// <summary>Wilson's score interval of a share at 95 per cent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials, or more successes than trials.</exception>
    public static (double Low, double High) Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)successes, (uint)trials);
        const double Z = 1.959963984540054;
        double n = trials, p = successes / n, z2 = Z * Z;
        var centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static List<ForecastScore> Grouped(IReadOnlyList<ForecastQuestion> questions, Func<ForecastQuestion, string> by, Func<string, double> baseRate)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(baseRate);
        return [Score("all", questions, baseRate), .. questions.GroupBy(by, StringComparer.Ordinal).Select(g => Score(g.Key, [.. g], baseRate))
            .OrderByDescending(s => s.Settled).ThenBy(s => s.Who, StringComparer.Ordinal)];
    }

    private static ForecastScore Score(string who, IReadOnlyList<ForecastQuestion> questions, Func<string, double> baseRate)
    {
        var settled = questions.Where(Settled).ToList();
        int Count(ForecastOutcome outcome) => questions.Count(q => q.Outcome == outcome);
        var (open, never, right) = (Count(ForecastOutcome.Open), Count(ForecastOutcome.Unresolvable), questions.Count(q => q.CameTrue == true));
        if (settled.Count == 0) return new ForecastScore(who, 0, open, never, right, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        static double Square(double p, bool came) => (p - (came ? 1 : 0)) * (p - (came ? 1 : 0));
        var brier = settled.Average(q => Square(q.Probability.Best, Happened(q)));
        var ends = settled.Select(q => (Low: Square(q.Probability.Low, Happened(q)), High: Square(q.Probability.High, Happened(q)))).ToList();
        var log = settled.Average(q => -Math.Log2(Math.Clamp(Happened(q) ? q.Probability.Best : 1 - q.Probability.Best, 0.01, 0.99)));
        var plain = settled.Average(q => Square(baseRate(q.Kind), Happened(q)));
        return new ForecastScore(who, settled.Count, open, never, right, brier, ends.Average(e => Math.Min(e.Low, e.High)), ends.Average(e => Math.Max(e.Low, e.High)), log,
            settled.Average(q => baseRate(q.Kind)), plain, plain > 0 ? 1 - (brier / plain) : double.NaN);
    }

    private static bool Settled(ForecastQuestion question) => question.Outcome is ForecastOutcome.Happened or ForecastOutcome.DidNotHappen;

    private static bool Happened(ForecastQuestion question) => question.Outcome == ForecastOutcome.Happened;
}
