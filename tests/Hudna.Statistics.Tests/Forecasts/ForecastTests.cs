using Hudna.Codebook;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Tests.Truces;

namespace Hudna.Statistics.Tests.Forecasts;

public class ForecastTests
{
    [Fact]
    public void Scores_agree_with_a_second_way()
    {
        var forecast = CountForecast.NegativeBinomialOf(3.5, 0.4);
        foreach (var e in Reference.Case("scores").EnumerateArray())
        {
            var outcome = e.GetProperty("outcome").GetInt32();
            Assert.Equal(e.Number("crps"), forecast.Crps(outcome), 6);
            Assert.Equal(e.Number("ignorance"), forecast.Ignorance(outcome), 6);
            Assert.Equal(e.Number("interval"), forecast.IntervalScore(outcome), 6);
        }
    }

    [Fact]
    public void A_sure_forecast_that_is_right_scores_nothing()
    {
        var sure = new CountForecast([0, 0, 1]);
        Assert.Equal((0, 0, 0), (sure.Crps(2), sure.Ignorance(2), sure.IntervalScore(2)));
        Assert.Equal(3, sure.Crps(5));
        Assert.Equal(Math.Log2(2000), sure.Ignorance(5), 9);
    }

    [Fact]
    public void Noisy_weeks_are_forecast_better_than_by_the_benchmarks()
    {
        var chance = new Chance(8);
        double[] counts = [.. Enumerable.Range(0, 250).Select(_ => (double)chance.NegativeBinomial(12, 0.3))];
        var made = WeeklyForecasts.Make(TruceTests.Made(counts, new(2018, 1, 1), Step.Week));
        Assert.Equal(4, made.Coming.Count);
        Assert.True(made.Scores.First(s => s.Way == WeeklyForecasts.FadingMean).Crps < made.Scores.First(s => s.Way == WeeklyForecasts.LastValue).Crps);
        Assert.InRange(made.Scores.First(s => s.Way == WeeklyForecasts.FadingMean).Inside, 0.8, 0.97);
    }

    [Fact]
    public void Zeros_are_forecast_and_short_series_refused()
    {
        var made = WeeklyForecasts.Make(TruceTests.Made(new double[80], new(2018, 1, 1), Step.Week));
        Assert.All(made.Scores, s => Assert.True(double.IsFinite(s.Crps) && double.IsFinite(s.Ignorance)));
        Assert.Throws<UserFaultException>(() => WeeklyForecasts.Make(TruceTests.Made(new double[30], new(2018, 1, 1), Step.Week)));
        Assert.Throws<UserFaultException>(() => WeeklyForecasts.Make(TruceTests.Made(new double[300], new(2018, 1, 1))));
        Assert.Throws<UserFaultException>(() => WeeklyForecasts.Make(TruceTests.Made([.. Enumerable.Repeat(3e6, 80)], new(2018, 1, 1), Step.Week)));
        Assert.Throws<ArgumentException>(() => new CountForecast([0, 0]));
    }
}
