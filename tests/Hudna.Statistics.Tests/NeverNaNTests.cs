using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Excitation;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Tests.Meetings;
using Hudna.Statistics.Truces;
using Hudna.Statistics.Unreported;

namespace Hudna.Statistics.Tests;

/// <summary>Whatever the data, a measure gives figures or a worded refusal: never NaN, never another exception.</summary>
public class NeverNaNTests
{
    private static readonly DateOnly Start = new(2019, 1, 1);

    // Short and long, empty, sparse, constant and heavy series, with gaps.
    private static readonly Gen<Series> AnySeries =
        from seed in Gen.Choose(0, 100_000)
        from length in Gen.Elements(1, 2, 6, 13, 40, 200, 800)
        from kind in Gen.Elements("zeros", "one", "sparse", "constant", "heavy", "ends", "runs")
        from gaps in Gen.Elements(0.0, 0.0, 0.3, 1.0)
        select Make(seed, length, kind, gaps);

    private static Series Make(int seed, int length, string kind, double gaps)
    {
        var chance = new Chance((ulong)seed);
        var counts = new double[length];
        for (var t = 0; t < length; t++)
            counts[t] = kind switch
            {
                "zeros" => 0, "one" => t == length / 2 ? 1 : 0, "sparse" => chance.Poisson(0.03), "constant" => 3,
                "heavy" => chance.NegativeBinomial(50, 5), "ends" => t == 0 || t == length - 1 ? 1000 : 0, _ => t / 20 % 2 == 0 ? 0 : chance.Poisson(8),
            };
        double[] effort = [.. counts.Select(_ => chance.Uniform() < gaps ? 0 : 0.2 + chance.Gamma(1))];
        return new Series("made", Start, Step.Day, counts, counts, counts, effort, true, [.. effort.Select(e => e > 0)], []);
    }

    private static void Check<T>(Gen<T> gen, Action<T> property, int runs)
    {
        var answered = 0;
        Prop.ForAll(gen.ToArbitrary(), x =>
        {
            try
            {
                property(x);
                answered++;
            }
            catch (UserFaultException e)
            {
                Assert.All(e.Faults, f => Assert.True(f.What.Length > 10 && !f.What.Contains("NaN", StringComparison.Ordinal)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
        // A measure that refused everything would pass otherwise.
        Assert.True(answered > runs / 20, $"only {answered} of {runs} cases were answered");
    }

    private static void Finite(params double[] values) => Assert.All(values, v => Assert.False(double.IsNaN(v)));

    [Fact]
    public void Around_meetings() => Check(
        from series in AnySeries
        from meetings in Gen.NonEmptyListOf(Gen.Choose(-50, 900))
        from window in Gen.Elements("-14..-1", "1..14", "0..0", "-3..3", "signed..in-force")
        from figure in Gen.Elements(EffortUse.Offset, EffortUse.Estimated, EffortUse.Ignored)
        select (series, meetings, window, figure), x =>
    {
        var plan = AroundTests.Plan(x.meetings, x.window) with { Placebos = 99, Effort = x.figure };
        plan = plan with { Meetings = [.. plan.Meetings.Select(m => m with { Start = m.Start.AddYears(4), End = m.End.AddYears(4) })] };
        var r = Around.Ask(new Around.Question(plan, Outcome.All, plan.Phases[0], x.series));
        Refusal.Unless(r.Answer != Answer.Refused, r.Words);
        Finite(r.Ratio, r.Low, r.High, r.P, r.Statistic, r.NeweyWest.Low, r.NeweyWest.High, r.NaiveP, r.Expected, r.Dispersion);
        Finite([.. r.PlaceboStatistics]);
        Assert.InRange(r.P, 0, 1);
        Assert.True(r.Low <= r.High);
    }, 150);

    [Fact]
    public void A_whole_answer_about_meetings() => Check(
        from series in AnySeries
        from meetings in Gen.NonEmptyListOf(Gen.Choose(-50, 900))
        select (series, meetings), x =>
    {
        var plan = AroundTests.Plan(x.meetings) with { Placebos = 99 };
        plan = plan with { Meetings = [.. plan.Meetings.Select(m => m with { Start = m.Start.AddYears(4), End = m.End.AddYears(4) })] };
        var rows = x.series.Best.SelectMany((n, t) => Enumerable.Range(0, (int)Math.Min(n, 40)).Select(i => AroundTests.Row($"{t}-{i}", Start.AddDays(t)))).ToList();
        var r = Around.Run(plan, new EventTable("made", rows, "00", []));
        foreach (var c in r.Course) Finite(c.Ratio, c.Smooth, c.Low, c.High, c.Counted, c.Expected, c.Effort);
        foreach (var s in r.Sensitivity) Finite(s.Ratio, s.Low, s.High, s.P);
        Assert.DoesNotContain("NaN", Statistics.Plots.Page.Of(r, "Source"), StringComparison.Ordinal);
    }, 30);

    [Fact]
    public void Change_points() => Check(AnySeries, s =>
    {
        var r = ChangePoints.Find(s);
        Finite([r.Spread, .. r.Posterior, .. r.Changes.SelectMany(c => new[] { c.Before, c.After, c.Probability })]);
        Assert.All(r.Changes, c => Assert.InRange(c.Step, c.Earliest, c.Latest));
        Assert.Equal(s.Count, r.Segments.Sum(g => g.Last - g.First + 1));
    }, 120);

    [Fact]
    public void Truce_effects() => Check(
        from series in AnySeries
        from day in Gen.Choose(-10, 850)
        from length in Gen.Choose(0, 100)
        select (series, day, length), x =>
    {
        var start = Start.AddDays(x.day);
        var r = TruceEffects.Measure(x.series, [new("T", "T", start, x.length == 0 ? null : start.AddDays(x.length))]);
        foreach (var e in r.Effects) Finite(e.Before, e.After, e.Drop ?? 0, e.DropLow ?? 0, e.DropHigh ?? 0, e.Recovery ?? 0, e.BackAfterDays ?? 0);
        foreach (var s in r.UntilFirst.Steps) Finite(s.Survival, s.StandardError, s.Low, s.High);
    }, 150);

    [Fact]
    public void Self_excitation() => Check(
        from seed in Gen.Choose(0, 100_000)
        from n in Gen.Elements(0, 1, 29, 30, 60, 200)
        from round in Gen.Elements(0.0, 1.0, 30.0)
        from knots in Gen.Elements(1, 2, 6)
        select (seed, n, round, knots), x =>
    {
        var chance = new Chance((ulong)x.seed);
        double[] times = [.. Enumerable.Range(0, x.n).Select(_ => 100 * chance.Uniform()).Select(t => x.round > 0 ? Math.Floor(t / x.round) * x.round : t).Order()];
        var r = HawkesFit.Fit(times, 100, x.knots);
        Finite(r.LogLikelihood, r.PoissonLogLikelihood, r.BranchingLow, r.BranchingHigh, r.DecayLow, r.DecayHigh, r.Residual, r.ResidualP);
    }, 60);

    [Fact]
    public void Surges_and_forecasts() => Check(AnySeries, s =>
    {
        try
        {
            Finite([.. SurgeAlerts.Find(s, 0.05, 60).Alerts.SelectMany(a => new[] { a.Counted, a.Expected, a.P })]);
        }
        catch (UserFaultException) { /* a worded refusal; the forecasts are still to be tried */ }
        var r = WeeklyForecasts.Make(s.ByWeek());
        Finite([.. r.Scores.SelectMany(f => new[] { f.Crps, f.Ignorance, f.Interval, f.Inside }), .. r.Coming.Select(f => f.Mean)]);
    }, 120);

    [Fact]
    public void The_unreported() => Check(
        from t in Gen.Choose(2, 4)
        from cells in Gen.ArrayOf(Gen.Elements(0, 0, 0, 1, 2, 5, 40), (1 << t) - 1)
        select (t, cells), x =>
    {
        var lists = new CaptureLists([.. Enumerable.Range(0, x.t).Select(i => $"L{i}")], [0, .. x.cells]);
        foreach (var e in UnreportedEstimates.Of(lists).Estimates)
        {
            Finite(e.Total, e.StandardError, e.Low, e.High, e.Aic ?? 0, e.Deviance ?? 0);
            Assert.True(e.Low >= 0 && e.Low <= e.High);
        }
    }, 200);

    [Fact]
    public void Survival() => Check(
        Gen.ListOf(from d in Gen.Choose(0, 9) from e in Gen.Elements(true, false) select new Duration("d", d, e)), list =>
    {
        foreach (var s in SurvivalCurve.Of([.. list]).Steps)
        {
            Finite(s.Survival, s.StandardError, s.Low, s.High);
            Assert.True(0 <= s.Low && s.Low <= s.High && s.High <= 1 && s.Survival is >= 0 and <= 1);
        }
    }, 200);
}
