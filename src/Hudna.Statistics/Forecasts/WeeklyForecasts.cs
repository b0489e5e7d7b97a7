namespace Hudna.Statistics.Forecasts;

/// <summary>Mean scores of one way to forecast; smaller is better in all three.</summary>
/// <param name="Way">The way.</param>
/// <param name="Weeks">Forecasts scored.</param>
/// <param name="Crps">Continuous ranked probability score.</param>
/// <param name="Ignorance">In bits.</param>
/// <param name="Interval">Interval score at 90 %.</param>
/// <param name="Inside">Share of outcomes inside the central 90 % interval.</param>
public sealed record ForecastScore(string Way, int Weeks, double Crps, double Ignorance, double Interval, double Inside);

/// <summary>Forecasts of the coming weeks with their record.</summary>
/// <param name="Coming">For each coming week the forecast of the way with the best CRPS.</param>
/// <param name="Way">That way.</param>
/// <param name="Scores">How each way did on past weeks, each forecast from the weeks before it alone; best CRPS first.</param>
/// <param name="Words">The result in plain words.</param>
public sealed record WeeklyForecastResult(
    IReadOnlyList<CountForecast> Coming, string Way, IReadOnlyList<ForecastScore> Scores, string Words);

/// <summary>
/// Short forecasts of weekly counts. The two benchmarks are those of the VIEWS prediction challenge (Hegre and others 2024): a Poisson about
/// the last value, and draws from the last year. Against them stand a negative binomial about a fading mean, and the pool of all.
/// </summary>
public static class WeeklyForecasts
{
    /// <summary>The benchmark: a Poisson about the last value.</summary>
    public const string LastValue = "last value, Poisson";

    /// <summary>The benchmark: draws from the last year.</summary>
    public const string LastYear = "draws from the last year";

    /// <summary>A negative binomial about a fading mean.</summary>
    public const string FadingMean = "fading mean, negative binomial";

    /// <summary>Equal parts of the fading mean and the last year.</summary>
    public const string Pooled = "fading mean and last year pooled";

    /// <summary>The largest weekly count that is forecast: a forecast holds a probability for every count.</summary>
    public const int MostAWeek = 20_000;

    private static readonly double[] Fadings = [0.5, 0.7, 0.85, 0.95];

    /// <summary>Forecasts and scores.</summary>
    /// <param name="weekly">Counts by week; gaps are left out.</param>
    /// <param name="ahead">Weeks ahead, 1 to 12.</param>
    /// <exception cref="Codebook.UserFaultException">The series is not by week, or holds fewer than 60 weeks.</exception>
    public static WeeklyForecastResult Make(Series weekly, int ahead = 4)
    {
        ArgumentNullException.ThrowIfNull(weekly);
        Refusal.Unless(weekly.Step == Step.Week, "forecasts are made by week", "Sum the series by week");
        Refusal.Unless(ahead is >= 1 and <= 12, "one to twelve weeks ahead can be forecast");
        double[] seen = [.. Enumerable.Range(0, weekly.Count).Where(t => weekly.Observed[t]).Select(t => weekly.Best[t])];
        Refusal.Unless(seen.Length >= 60 + ahead, $"{seen.Length} weeks are too few: a year to learn from and some to be judged by are needed");
        Refusal.Unless(seen.Max() <= MostAWeek, $"{seen.Max():N0} in a week are more than can be forecast count by count", $"Count something of which there are no more than {MostAWeek:N0} a week");
        string[] ways = [LastValue, LastYear, FadingMean, Pooled];
        var scores = new List<ForecastScore>();
        foreach (var way in ways)
        {
            double crps = 0, ignorance = 0, interval = 0, inside = 0;
            var n = 0;
            for (var t = 52; t + ahead <= seen.Length; t++, n++)
            {
                var forecast = One(way, seen.AsSpan(0, t), ahead);
                var y = (int)Math.Round(seen[t + ahead - 1]);
                crps += forecast.Crps(y);
                ignorance += forecast.Ignorance(y);
                interval += forecast.IntervalScore(y);
                inside += y >= forecast.Quantile(0.05) && y <= forecast.Quantile(0.95) ? 1 : 0;
            }
            scores.Add(new ForecastScore(way, n, crps / n, ignorance / n, interval / n, inside / n));
        }
        scores = [.. scores.OrderBy(s => s.Crps)];
        var best = scores[0];
        CountForecast[] coming = [.. Enumerable.Range(1, ahead).Select(h => One(best.Way, seen, h))];
        var (next, bench) = (coming[0], scores.Where(s => s.Way is LastValue or LastYear).Min(s => s.Crps));
        var words = $"Next week about {next.Mean:0.#}, with nine chances in ten between {next.Quantile(0.05)} and {next.Quantile(0.95)}. "
            + (best.Way is LastValue or LastYear ? "No way of forecasting beat the plain benchmarks on past weeks."
                : $"On {best.Weeks} past weeks this way ({best.Way}) was off {100 * (1 - best.Crps / Math.Max(bench, 1e-12)):0} % less than the better benchmark.");
        return new WeeklyForecastResult(coming, best.Way, scores, words);
    }

    private static CountForecast One(string way, ReadOnlySpan<double> seen, int ahead) => way switch
    {
        LastValue => CountForecast.NegativeBinomialOf(seen[^1], 0),
        LastYear => CountForecast.Drawn(seen[^52..].ToArray()),
        FadingMean => Fading(seen, ahead),
        _ => CountForecast.Pool([Fading(seen, ahead), CountForecast.Drawn(seen[^52..].ToArray())]),
    };

    // The fading that did best on the last two years, by squared error relative to the mean; the dispersion that its errors showed.
    private static CountForecast Fading(ReadOnlySpan<double> all, int ahead)
    {
        var seen = all.Length > 156 ? all[^156..] : all;
        double bestLoss = double.PositiveInfinity, level = 0, spread = 0;
        foreach (var fading in Fadings)
        {
            double sum = 0, weight = 0, loss = 0, over = 0, square = 0;
            var means = new double[seen.Length];
            for (var t = 0; t < seen.Length; t++)
            {
                if (t >= 8 + ahead)
                {
                    var mean = Math.Max(means[t - ahead], 0.05);
                    var error = seen[t] - mean;
                    loss += error * error / mean;
                    over += error * error - mean;
                    square += mean * mean;
                }
                sum = fading * sum + seen[t];
                weight = fading * weight + 1;
                means[t] = sum / weight;
            }
            if (loss >= bestLoss) continue;
            (bestLoss, level, spread) = (loss, means[^1], square > 0 ? Math.Max(0, over / square) : 0);
        }
        return CountForecast.NegativeBinomialOf(Math.Max(level, 0.02), Math.Min(spread, 20));
    }
}
