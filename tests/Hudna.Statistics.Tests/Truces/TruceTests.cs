using Hudna.Codebook;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Truces;

namespace Hudna.Statistics.Tests.Truces;

public class TruceTests
{
    // Weeks of remission under 6-mercaptopurine (Freireich and others 1963, Blood 21, 699-716), the standard example of Kaplan and Meier's
    // curve with Greenwood's error (Cox and Oakes 1984, Klein and Moeschberger 2003): 0.8571 (0.0764) at 6 … 0.4482 (0.1346) at 23.
    [Fact]
    public void Survival_agrees_with_the_6MP_trial()
    {
        var e = Reference.Case("survival");
        var curve = SurvivalCurve.Of([.. e.Numbers("weeks").Zip(e.Numbers("ended"), (w, d) => new Duration("", w, d == 1))]);
        var rows = e.GetProperty("rows").EnumerateArray().Select(r => r.Numbers()).ToArray();
        Assert.Equal(rows.Length, curve.Steps.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var s = curve.Steps[i];
            Assert.Equal(rows[i][0], s.Days);
            Assert.Equal(rows[i][1], s.Survival, 6);
            Assert.Equal(rows[i][2], s.StandardError, 6);
            Assert.Equal(rows[i][3], s.Low, 6);
            Assert.Equal(rows[i][4], s.High, 6);
        }
        Assert.Equal(0.4482, curve.Steps[^1].Survival, 4);
        Assert.Equal(0.1346, curve.Steps[^1].StandardError, 4);
        Assert.Equal(23, curve.Median);
        Assert.Equal((13.0, (double?)null), (curve.MedianLow, curve.MedianHigh));
    }

    [Fact]
    public void A_truce_that_halves_and_wears_off_is_measured()
    {
        var chance = new Chance(7);
        DateOnly start = new(2020, 1, 1);
        double[] counts = [.. Enumerable.Range(0, 200).Select(t => (double)chance.Poisson(t < 100 ? 20 : 10 * Math.Exp(0.02 * (t - 100))))];
        var series = Made(counts, start);
        var effects = TruceEffects.Measure(series, [new("T", "Truce", start.AddDays(100), null), new("U", "Outside", start.AddDays(900), null)], 40);
        var e = Assert.Single(effects.Effects);
        Assert.InRange(0.5, e.DropLow!.Value, e.DropHigh!.Value);
        Assert.InRange(e.BackAfterDays!.Value, 20, 60);
        Assert.Equal(start.AddDays(100), e.FirstViolation);
        Assert.Contains(effects.Notes, n => n.Contains("outside the series", StringComparison.Ordinal));
    }

    [Fact]
    public void Truces_without_data_are_refused_in_words()
    {
        var series = Made(new double[60], new(2020, 1, 1));
        Assert.Throws<UserFaultException>(() => TruceEffects.Measure(series, []));
        var quiet = TruceEffects.Measure(series, [new("T", "Truce", new(2020, 2, 1), null)]);
        Assert.NotNull(quiet.Effects[0].Refused);
        Assert.Null(quiet.Effects[0].Drop);
        Assert.Null(quiet.UntilFirst.Median);
        Assert.Throws<UserFaultException>(() => SurvivalCurve.Of([]));
    }

    internal static Series Made(double[] counts, DateOnly start, Step step = Step.Day) => new("made", start, step, counts, counts, counts,
        [.. counts.Select(_ => 1.0)], false, [.. counts.Select(_ => true)], []);
}
