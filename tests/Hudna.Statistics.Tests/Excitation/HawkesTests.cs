using Hudna.Codebook;
using Hudna.Statistics.Excitation;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Tests.Truces;

namespace Hudna.Statistics.Tests.Excitation;

public class HawkesTests
{
    [Fact]
    public void Likelihood_and_own_clock_agree_with_double_sums()
    {
        var e = Reference.Case("hawkes");
        var times = e.Numbers("times");
        var model = new HawkesModel(e.Numbers("knots"), e.Number("branching"), e.Number("decay"), e.Number("length"));
        Assert.Equal(e.Number("logLikelihood"), model.LogLikelihood(times), 6);
        var (own, expected) = (model.Compensator(times), e.Numbers("compensator"));
        for (var i = 0; i < own.Length; i++) Assert.Equal(expected[i], own[i], 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Known_parameters_are_recovered_within_a_tenth_at_five_thousand_events(int knots)
    {
        double[] background = knots == 1 ? [Math.Log(1.0)] : [0, 0.6, -0.6, 0.3];
        var truth = new HawkesModel(background, 0.6, 0.5, 2000);
        var times = HawkesSimulator.Make(truth, new Chance(11));
        Assert.InRange(times.Length, 4000, 7000);
        var found = HawkesFit.Fit(times, truth.Length, knots);
        Assert.InRange(found.Model.Branching / truth.Branching, 0.9, 1.1);
        Assert.InRange(found.Model.Decay / truth.Decay, 0.9, 1.1);
        Assert.InRange(truth.Branching, found.BranchingLow, found.BranchingHigh);
        Assert.True(found.ResidualP > 0.05);
        Assert.True(found.LogLikelihood > found.PoissonLogLikelihood + 100);
    }

    [Fact]
    public void Events_without_excitement_are_not_called_excited()
    {
        var times = HawkesSimulator.Make(new HawkesModel([0], 0, 1, 1000), new Chance(12));
        Assert.StartsWith("No sign", HawkesFit.Fit(times, 1000).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_model_fails_its_check()
    {
        // Bursts of twenty at one go every ten days: no exponential kernel looks like that.
        double[] times = [.. Enumerable.Range(0, 50).SelectMany(b => Enumerable.Range(0, 20).Select(i => 10 * b + 0.3 * i))];
        Assert.True(HawkesFit.Fit(times, 500).ResidualP < 0.05);
    }

    // 1.3581 is the point that one in twenty exceed in tables of Kolmogorov's limit.
    [Fact]
    public void Kolmogorovs_tail_agrees_with_its_tables()
    {
        Assert.Equal(0.05, HawkesFit.Kolmogorov(1.3581 / (Math.Sqrt(1e6) + 0.12), 1_000_000), 4);
        Assert.True(HawkesFit.Kolmogorov(0.5, 100) < 1e-9);
        Assert.Equal(1, HawkesFit.Kolmogorov(0, 100));
    }

    [Fact]
    public void Degenerate_times_are_refused_in_words()
    {
        Assert.Throws<UserFaultException>(() => HawkesFit.Fit([], 10));
        Assert.Throws<UserFaultException>(() => HawkesFit.Fit([.. Enumerable.Repeat(1.0, 50)], 10));
        Assert.Throws<UserFaultException>(() => HawkesFit.Fit([.. Enumerable.Range(0, 50).Select(i => 50.0 - i)], 60));
        var ties = HawkesFit.Fit([.. Enumerable.Range(0, 60).Select(i => (double)(i / 3))], 20);
        Assert.True(double.IsFinite(ties.LogLikelihood) && double.IsFinite(ties.BranchingHigh));
    }

    [Fact]
    public void Surges_are_called_at_about_the_stated_rate()
    {
        double alerts = 0, watched = 0;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var made = NullSeries.Make(SeriesKind.SelfExciting, 1500, 4, 3, new Chance(seed));
            var found = SurgeAlerts.Find(TruceTests.Made(made.Counts, new(2016, 1, 1)), 0.02);
            alerts += found.Alerts.Count;
            watched += found.Watched;
        }
        Assert.InRange(alerts / watched, 0.014, 0.026);
    }

    [Fact]
    public void A_surge_is_called()
    {
        var chance = new Chance(3);
        double[] counts = [.. Enumerable.Range(0, 500).Select(t => (double)chance.Poisson(t >= 450 ? 15 : 3))];
        Assert.Contains(SurgeAlerts.Find(TruceTests.Made(counts, new(2016, 1, 1))).Alerts, a => a.Day == new DateOnly(2016, 1, 1).AddDays(450));
    }
}
