namespace Hudna.Statistics.Regression;

/// <summary>Standard errors that allow for dependence between days (Newey and West 1987), for a fitted count regression.</summary>
public static class Robust
{
    /// <summary>The usual bandwidth, 4 (n/100)^(2/9) rounded down (Newey and West 1994).</summary>
    public static int Bandwidth(int n) => Math.Max(1, (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9)));

    /// <summary>The sandwich covariance with Bartlett weights up to a lag, row-major.</summary>
    /// <param name="columns">The matrix of the fit, row-major.</param>
    /// <param name="counts">The counts of the fit.</param>
    /// <param name="fit">The fit, with its covariance.</param>
    /// <param name="lag">Days of dependence allowed for; 0 for heteroscedasticity only.</param>
    /// <param name="included">Rows that took part; null for all.</param>
    public static double[] NeweyWest(double[] columns, double[] counts, CountFit fit, int lag, bool[]? included = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(fit);
        int n = counts.Length, p = fit.Coefficients.Length;
        var score = new double[n * p];
        for (var t = 0; t < n; t++)
        {
            if (included?[t] == false) continue;
            var r = (counts[t] - fit.Mean[t]) / (1 + fit.Dispersion * fit.Mean[t]);
            for (var j = 0; j < p; j++) score[t * p + j] = r * columns[t * p + j];
        }
        var meat = new double[p * p];
        for (var h = 0; h <= lag; h++)
        {
            var weight = h == 0 ? 0.5 : 1 - h / (lag + 1.0);
            for (var t = h; t < n; t++)
            {
                var a = score.AsSpan(t * p, p);
                var b = score.AsSpan((t - h) * p, p);
                for (var j = 0; j < p; j++)
                {
                    if (a[j] == 0) continue;
                    for (var k = 0; k < p; k++) meat[j * p + k] += weight * a[j] * b[k];
                }
            }
        }
        for (var j = 0; j < p; j++)
            for (var k = 0; k <= j; k++) meat[j * p + k] = meat[k * p + j] = meat[j * p + k] + meat[k * p + j];
        return Times(Times(fit.Covariance, meat, p), fit.Covariance, p);
    }

    private static double[] Times(double[] a, double[] b, int p)
    {
        var c = new double[p * p];
        for (var i = 0; i < p; i++)
            for (var k = 0; k < p; k++)
                for (var j = 0; j < p; j++) c[i * p + j] += a[i * p + k] * b[k * p + j];
        return c;
    }
}
