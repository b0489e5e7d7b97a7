using Hudna.Codebook;
using Hudna.Statistics.Excitation;
using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Tests.Excitation;

public class SpatialHawkesTests
{
    // A front of three clusters of towns, 60 km apart; events set off others within 3 km.
    private static List<PlacedTime> Make(double branching, double decay, double sigma, double length, Chance chance)
    {
        var events = new List<PlacedTime>();
        for (var t = chance.Exponential(); t < length; t += chance.Exponential())
        {
            var town = chance.Below(3);
            events.Add(new PlacedTime(t, 35.5 + 0.1 * town + 12 * chance.Normal() / 111.195, 36.2 + 0.6 * town + 12 * chance.Normal() / 90));
        }
        for (var i = 0; i < events.Count; i++)
            for (var c = chance.Poisson(branching); c > 0; c--)
            {
                var t = events[i].Time + chance.Exponential() / decay;
                if (t < length) events.Add(new PlacedTime(t, events[i].Lat + sigma * chance.Normal() / 111.195, events[i].Lon + sigma * chance.Normal() / 90.5));
            }
        return [.. events.OrderBy(e => e.Time)];
    }

    [Fact]
    public void Known_parameters_are_recovered()
    {
        var found = SpatialHawkes.Fit(Make(0.5, 0.4, 3, 600, new Chance(2)), 600);
        Assert.InRange(found.Branching, 0.42, 0.58);
        Assert.InRange(found.Decay, 0.32, 0.5);
        Assert.InRange(found.Kilometres, 2.6, 3.4);
        Assert.InRange(0.5, found.BranchingLow, found.BranchingHigh);
        Assert.InRange(found.Prompted.Average(), 0.4, 0.6);
        Assert.True(found.ResidualP > 0.01);
    }

    [Fact]
    public void Events_that_nothing_sets_off_are_not_called_excited()
    {
        var found = SpatialHawkes.Fit(Make(0, 1, 3, 800, new Chance(3)), 800);
        Assert.InRange(found.Branching, 0, 0.15);
    }

    [Fact]
    public void Degenerate_places_are_refused_in_words()
    {
        Assert.Throws<UserFaultException>(() => SpatialHawkes.Fit([], 10));
        Assert.Throws<UserFaultException>(() => SpatialHawkes.Fit([.. Enumerable.Range(0, 100).Select(i => new PlacedTime(i, 35, 36))], 100));
        Assert.Throws<UserFaultException>(() => SpatialHawkes.Fit([.. Enumerable.Range(0, 100).Select(i => new PlacedTime(100 - i, 35 + i, 36))], 100));
        var ties = SpatialHawkes.Fit([.. Enumerable.Range(0, 100).Select(i => new PlacedTime(i / 10, 35 + i % 3 * 0.1, 36))], 10);
        Assert.True(double.IsFinite(ties.LogLikelihood) && double.IsFinite(ties.Branching));
    }
}
