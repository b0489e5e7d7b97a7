using Hudna.Statistics.Regression;

namespace Hudna.Statistics.Tests.Regression;

/// <summary>Worked examples whose answers are printed or follow in closed form.</summary>
public class WorkedRegressions
{
    // Dobson (1990), An Introduction to Generalized Linear Models, p. 93: a trial of three treatments with three outcomes. The fitted
    // rates are the outcomes' own means, so the coefficients are logs of 21, 40/3 / 21 and 47/3 / 21; the deviance is printed as 5.1291.
    [Fact]
    public void Poisson_regression_agrees_with_Dobsons_trial()
    {
        double[] counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
        var x = new double[9 * 5];
        for (var i = 0; i < 9; i++)
        {
            x[i * 5] = 1;
            if (i % 3 > 0) x[i * 5 + i % 3] = 1;
            if (i / 3 > 0) x[i * 5 + 2 + i / 3] = 1;
        }
        var fit = new CountModel(x, 5, counts).Fit(null, 0);
        Assert.True(fit.Converged);
        Assert.Equal(Math.Log(21), fit.Coefficients[0], 6);
        Assert.Equal(Math.Log(40 / 63.0), fit.Coefficients[1], 6);
        Assert.Equal(Math.Log(47 / 63.0), fit.Coefficients[2], 6);
        Assert.Equal(0, fit.Coefficients[3], 6);
        Assert.Equal(5.1291, fit.Deviance, 4);
        Assert.Equal(0.1708987, Math.Sqrt(fit.Covariance[0]), 6);
        Assert.Equal(56.76132, -2 * fit.LogLikelihood + 10, 5);
    }

    // Bliss and Fisher (1953), Biometrics 9, 176-200: red mites on 150 apple leaves; the maximum likelihood estimate of the exponent is
    // printed as k = 1.02459.
    [Fact]
    public void Dispersion_agrees_with_Bliss_and_Fishers_mites()
    {
        int[] leaves = [70, 38, 17, 10, 9, 3, 2, 1];
        double[] counts = [.. leaves.SelectMany((n, mites) => Enumerable.Repeat((double)mites, n))];
        var fit = new CountModel([.. Enumerable.Repeat(1.0, 150)], 1, counts).FitWithDispersion(null);
        Assert.Equal(Math.Log(172 / 150.0), fit.Coefficients[0], 6);
        Assert.Equal(1.02459, 1 / fit.Dispersion, 5);
    }

    [Fact]
    public void Negative_binomial_regression_and_its_robust_errors_agree_with_a_second_way()
    {
        var e = Reference.Case("regression");
        var counts = e.Numbers("counts");
        var x = new double[60];
        for (var t = 0; t < 20; t++) (x[3 * t], x[3 * t + 1], x[3 * t + 2]) = (1, t / 10.0, t % 4 == 0 ? 1 : 0);
        var fit = new CountModel(x, 3, counts).FitWithDispersion([.. e.Numbers("effort").Select(v => Math.Log(v))]);
        var coefficients = e.Numbers("coefficients");
        for (var j = 0; j < 3; j++) Assert.Equal(coefficients[j], fit.Coefficients[j], 5e-6);
        Assert.Equal(e.Number("alpha"), fit.Dispersion, 5e-6);
        Assert.Equal(e.Number("logLikelihood"), fit.LogLikelihood, 6);
        var robust = Robust.NeweyWest(x, counts, fit, 2);
        var errors = e.Numbers("robust");
        for (var j = 0; j < 3; j++) Assert.Equal(errors[j], Math.Sqrt(robust[4 * j]), 5e-6);
    }

    [Fact]
    public void A_column_that_repeats_another_is_set_aside()
    {
        double[] counts = [1, 2, 3, 4];
        var fit = new CountModel([1, 1, 1, 1, 1, 1, 1, 1], 2, counts).Fit(null, 0);
        Assert.Equal(Math.Log(2.5), fit.Coefficients[0] + fit.Coefficients[1], 6);
    }

    [Fact]
    public void Counts_that_vary_less_than_a_Poisson_get_no_dispersion()
    {
        double[] counts = [3, 3, 3, 3, 3, 3, 4, 2];
        Assert.Equal(0, new CountModel([.. Enumerable.Repeat(1.0, 8)], 1, counts).FitWithDispersion(null).Dispersion);
    }
}
