using Hudna.Codebook;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Tests.Changes;

public class ChangePointTests
{
    // Disasters in British coal mines by year, 1851-1962 (Jarrett 1979, Biometrika 66, 191-193): 191 in 112 years. Carlin, Gelfand and
    // Smith (1992, Applied Statistics 41, 389-405) place the change after year 41, 1891, with rates of about 3.1 and 0.9.
    private static readonly double[] Coal =
    [
        4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3, 2, 2,
        1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3,
        1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0,
    ];

    [Fact]
    public void The_coal_mines_change_after_1891()
    {
        Assert.Equal((112, 191), (Coal.Length, Coal.Sum()));
        var found = ChangePoints.Find(Coal, penalty: 15, dispersion: 0, stretch: 56);
        var change = Assert.Single(found.Changes);
        Assert.Equal(41, change.Step);
        Assert.Equal(127 / 41.0, change.Before, 6);
        Assert.Equal(64 / 71.0, change.After, 6);
        // Raftery and Akman (1986, Biometrika 73, 85-89) give 1887 to 1895 as the posterior's middle 95 %, the years counted to the change.
        Assert.InRange(change.Earliest, 35, 38);
        Assert.InRange(change.Latest, 43, 47);
        Assert.True(change.Probability > 0.9);
    }

    [Fact]
    public void At_the_usual_price_the_mines_change_again_in_1947() =>
        Assert.Equal([1892, 1947], ChangePoints.Find(Coal, dispersion: 0, stretch: 56).Changes.Select(c => 1851 + c.Step));

    [Fact]
    public void The_posterior_agrees_with_going_through_every_cut()
    {
        var e = Reference.Case("changes");
        var counts = e.Numbers("counts");
        foreach (var (dispersion, name) in new[] { (0, "poisson"), (e.Number("dispersion"), "negativeBinomial") })
        {
            var posterior = ChangePoints.Posterior(counts, e.Numbers("effort"), dispersion, e.Number("stretch"));
            var expected = e.Numbers(name);
            for (var t = 0; t < counts.Length; t++) Assert.Equal(expected[t], posterior[t], 6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Pruning_leaves_the_cut_exact(double dispersion)
    {
        var chance = new Chance(5);
        for (var run = 0; run < 20; run++)
        {
            double[] counts = [.. Enumerable.Range(0, 11).Select(t => (double)chance.Poisson(t < 5 ? 2 : 7))];
            var cut = Segmentation.Cut(counts, null, 3, dispersion);
            var least = double.PositiveInfinity;
            for (var set = 0; set < 1 << 10; set++) least = Math.Min(least, Cost(counts, set, dispersion));
            var own = 0;
            foreach (var s in cut.Skip(1)) own |= 1 << s.First - 1;
            Assert.Equal(least, Cost(counts, own, dispersion), 9);
        }
    }

    private static double Cost(double[] counts, int set, double dispersion)
    {
        double cost = 3 * int.PopCount(set), sum = 0;
        var length = 0;
        for (var t = 0; t < counts.Length; t++)
        {
            sum += counts[t];
            length++;
            if (t < counts.Length - 1 && (set >> t & 1) == 0) continue;
            var shape = length / dispersion;
            cost += sum == 0 ? 0 : dispersion == 0 ? -2 * (sum * Math.Log(sum / length) - sum)
                : -2 * (sum * Math.Log(sum / (sum + shape)) + shape * Math.Log(shape / (sum + shape)));
            (sum, length) = (0, 0);
        }
        return cost;
    }

    [Fact]
    public void A_single_violent_day_is_no_level_of_its_own()
    {
        var chance = new Chance(7);
        double[] counts = [.. Enumerable.Range(0, 300).Select(_ => (double)chance.NegativeBinomial(5, 1))];
        counts[150] = 55;
        Assert.Empty(ChangePoints.Find(counts).Changes);
        Assert.NotEmpty(ChangePoints.Find(counts, dispersion: 0).Changes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void The_dispersion_is_found_whatever_the_levels(double dispersion)
    {
        var chance = new Chance(8);
        double[] effort = [.. Enumerable.Range(0, 2000).Select(t => t % 2 == 0 ? 1.0 : 3.0)];
        // The shape grows with the effort, as two days' counts vary less than twice one day's.
        double[] counts = [.. effort.Select((e, t) => (double)chance.NegativeBinomial(e * (t < 1000 ? 4 : 12), 2 * dispersion / e))];
        var found = ChangePoints.Find(counts, effort);
        Assert.Equal(dispersion, found.Dispersion, 0.05);
        Assert.InRange(Assert.Single(found.Changes).Step, 995, 1005);
    }

    [Fact]
    public void Effort_that_doubles_is_no_change()
    {
        var chance = new Chance(6);
        double[] effort = [.. Enumerable.Range(0, 200).Select(t => t < 100 ? 1.0 : 3.0)];
        double[] counts = [.. effort.Select(e => (double)chance.Poisson(4 * e))];
        Assert.Empty(ChangePoints.Find(counts, effort).Changes);
        Assert.NotEmpty(ChangePoints.Find(counts).Changes);
    }

    [Fact]
    public void Degenerate_series_are_refused_in_words()
    {
        Assert.Throws<UserFaultException>(() => ChangePoints.Find(new double[50]));
        Assert.Throws<UserFaultException>(() => ChangePoints.Find([1, 2, 3]));
        Assert.Throws<UserFaultException>(() => ChangePoints.Find([.. Enumerable.Repeat(1.0, 50)], new double[50]));
    }
}
