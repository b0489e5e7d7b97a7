using Hudna.Statistics.Regression;

namespace Hudna.Statistics.Forecasts;

/// <summary>A forecast of a count: the probability of 0, 1, 2 … Immutable.</summary>
public sealed class CountForecast
{
    private readonly double[] _chance;

    /// <summary>Sets the forecast up; the probabilities are made to sum to 1.</summary>
    /// <exception cref="ArgumentException">There are none, or one is negative, or all are 0.</exception>
    public CountForecast(IReadOnlyList<double> chances)
    {
        ArgumentNullException.ThrowIfNull(chances);
        var sum = chances.Sum();
        if (chances.Count == 0 || chances.Any(c => !(c >= 0)) || !(sum > 0)) throw new ArgumentException("Probabilities are 0 or more, and not all 0.", nameof(chances));
        _chance = [.. chances.Select(c => c / sum)];
    }

    /// <summary>Probability of a count.</summary>
    public double this[int count] => count >= 0 && count < _chance.Length ? _chance[count] : 0;

    /// <summary>The mean.</summary>
    public double Mean => _chance.Select((c, k) => c * k).Sum();

    /// <summary>The smallest count that is reached with at least this probability.</summary>
    public int Quantile(double share)
    {
        double sum = 0;
        for (var k = 0; k < _chance.Length; k++)
            if ((sum += _chance[k]) >= share - 1e-12) return k;
        return _chance.Length - 1;
    }

    /// <summary>A negative binomial; a Poisson with dispersion 0.</summary>
    public static CountForecast NegativeBinomialOf(double mean, double dispersion)
    {
        if (mean <= 0) return new CountForecast([1]);
        var end = (int)Math.Ceiling(mean + 12 * Math.Sqrt(mean + dispersion * mean * mean) + 20);
        end = Math.Min(end, 200_000);
        var chances = new double[end + 1];
        for (var k = 0; k <= end; k++) chances[k] = Math.Exp(NegativeBinomial.LogProbability(k, mean, dispersion));
        return new CountForecast(chances);
    }

    /// <summary>Equal chances for each of some values seen.</summary>
    public static CountForecast Drawn(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var chances = new double[(int)Math.Round(values.Max()) + 1];
        foreach (var v in values) chances[(int)Math.Round(v)]++;
        return new CountForecast(chances);
    }

    /// <summary>The mean of some forecasts' probabilities.</summary>
    public static CountForecast Pool(IReadOnlyList<CountForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        var chances = new double[forecasts.Max(f => f._chance.Length)];
        foreach (var f in forecasts) for (var k = 0; k < f._chance.Length; k++) chances[k] += f._chance[k];
        return new CountForecast(chances);
    }

    /// <summary>Continuous ranked probability score: Σ (F(k) - 1{y ≤ k})²; 0 is best (Gneiting and Raftery 2007).</summary>
    public double Crps(int outcome)
    {
        double sum = 0, below = 0;
        for (var k = 0; k < Math.Max(_chance.Length, outcome); k++)
        {
            below += this[k];
            var d = Math.Min(1, below) - (k >= outcome ? 1 : 0);
            sum += d * d;
        }
        return sum;
    }

    /// <summary>Ignorance: -log₂ of the probability given to what came, which is taken as no less than one in two thousand.</summary>
    public double Ignorance(int outcome) => -Math.Log2(Math.Max(this[outcome], 1.0 / 2000));

    /// <summary>Interval score of the central interval (Gneiting and Raftery 2007): its width, and 2/α times what lies outside.</summary>
    /// <param name="outcome">What came.</param>
    /// <param name="alpha">Probability outside; 0.1 for a 90 % interval.</param>
    public double IntervalScore(int outcome, double alpha = 0.1)
    {
        var (low, high) = (Quantile(alpha / 2), Quantile(1 - alpha / 2));
        return high - low + 2 / alpha * Math.Max(0, low - outcome) + 2 / alpha * Math.Max(0, outcome - high);
    }
}
