using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class ZoneTests
{
    public static TheoryData<string, string, string> Villages()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Theatres.Cases, "villages", "m4-corridor.csv")).Skip(1))
        {
            var cells = line.Split(',');
            data.Add(cells[0], cells[1], cells[6]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Villages))]
    public void Corridor_membership_is_that_of_the_distances_measured_on_the_sphere(string id, string name, string expected)
    {
        var place = new PlaceMention(name, id, name, null, null, PlacePrecision.Exact);
        var found = Theatres.Of("idlib").Zones.Membership("m4-corridor", place);
        Assert.True(expected == found.Placing.Text(), $"{found.Words}: expected {expected}");
    }

    [Fact]
    public void Depths_agree_with_the_distances_to_a_hundred_metres()
    {
        foreach (var line in File.ReadLines(Path.Combine(Theatres.Cases, "villages", "m4-corridor.csv")).Skip(1))
        {
            var cells = line.Split(',');
            // Nayrab lies on the road, and nearer to the corridor's eastern end than to its sides.
            if (cells[5] == "yes" || cells[1] == "Nayrab") continue;
            var found = Theatres.Of("idlib").Zones.Membership("m4-corridor", new PlaceMention(cells[1], cells[0], cells[1], null, null, PlacePrecision.Exact));
            var measured = double.Parse(cells[2], CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(6 - measured - (found.EdgeMetres / 1000)) < 0.1, $"{cells[1]}: {measured} km, {found.Words}");
        }
    }

    [Fact]
    public void North_and_south_of_the_road_are_told_apart()
    {
        var zones = Theatres.Of("idlib").Zones;
        var (north, south) = (Place("pcode:C3953"), Place("pcode:C4269"));
        Assert.True(zones.Membership("m4-corridor-north", north).Probability > 0.9);
        Assert.True(zones.Membership("m4-corridor-south", north).Probability < 0.1);
        Assert.True(zones.Membership("m4-corridor-south", south).Probability > zones.Membership("m4-corridor-north", south).Probability);
    }

    [Fact]
    public void A_band_lies_inside_the_edge_and_not_along_the_frontier()
    {
        var zones = Theatres.Of("idlib").Zones;
        Assert.Equal(Placing.Outside, zones.Membership("idlib-dmz-2018", Place("pcode:C4132")).Placing);
        Assert.NotEqual(Placing.Outside, zones.Membership("idlib-dmz-2018", Place("pcode:C3987")).Placing);
        Assert.Equal(Placing.Outside, zones.Membership("idlib-dmz-2018", 35.13, 36.75, 1000).Placing);
    }

    [Fact]
    public void An_area_that_half_lies_in_a_zone_is_undecided()
    {
        var zones = Theatres.Of("idlib").Zones;
        var province = new PlaceMention("Idlib", "pcode:SY07", "Idlib", null, null, PlacePrecision.Province);
        Assert.Equal(Placing.Inside, zones.Membership("idlib-area", province).Placing);
        var found = zones.Membership("m4-corridor", province);
        Assert.Equal(Placing.Undecided, found.Placing);
        Assert.InRange(found.Probability, 0.05, 0.3);
    }

    [Fact]
    public void A_place_that_nobody_knows_is_undecided()
    {
        var found = Theatres.Of("idlib").Zones.Membership("m4-corridor", new PlaceMention("Tell X", null, "Tell X", null, null, PlacePrecision.Exact));
        Assert.Equal(Placing.Undecided, found.Placing);
        Assert.True(double.IsNaN(found.Probability));
    }

    [Fact]
    public void Vicinity_widens_the_doubt()
    {
        var zones = Theatres.Of("idlib").Zones;
        var (at, near) = (Place("pcode:C3872"), Place("pcode:C3872") with { Precision = PlacePrecision.Vicinity });
        Assert.Equal(Placing.Inside, zones.Membership("m4-corridor", at).Placing);
        Assert.Equal(Placing.Undecided, zones.Membership("m4-corridor", near).Placing);
    }

    [Fact]
    public void The_projection_keeps_distances_and_turns_back()
    {
        var projection = LocalProjection.Of(Theatres.Idlib.Bounds);
        foreach (var place in Theatres.Idlib.Places.Where(p => p.Kind == PlaceKind.Village && p.Within.Contains("pcode:SY07")).Take(300))
        {
            var at = projection.ToMetres(place.Lat, place.Lon);
            var back = projection.ToDegrees(at);
            Assert.Equal(place.Lat, back.Lat, 8);
            Assert.Equal(place.Lon, back.Lon, 8);
            // Vincenty's formulae would give ellipsoidal distances; the sphere is within half a per cent of them.
            var metres = at.Distance(projection.ToMetres(35.86, 36.77));
            Assert.InRange(metres / Math.Max(1, Haversine(place.Lat, place.Lon, 35.86, 36.77)), 0.994, 1.006);
        }
    }

    [Fact]
    public void The_sum_of_errors_is_a_distribution()
    {
        var widths = Gen.Choose(1, 5000).Select(i => (double)i).ArrayOf().Where(a => a.Length is > 0 and < 5).ToArbitrary();
        Prop.ForAll(widths, w =>
        {
            var total = w.Sum();
            var rising = Enumerable.Range(-20, 41).Select(i => UniformSum.Cdf(i * total / 20.0, w)).ToList();
            var symmetric = Enumerable.Range(0, 20).All(i => Math.Abs(UniformSum.Cdf(i * total / 20.0, w) + UniformSum.Cdf(-i * total / 20.0, w) - 1) < 1e-3);
            return rising[0] == 0 && rising[^1] == 1 && rising.Zip(rising.Skip(1)).All(p => p.First <= p.Second + 1e-3) && symmetric;
        }).QuickCheckThrowOnFailure();
        Assert.Equal(0.75, UniformSum.Cdf(1, 2.0), 10);
        Assert.Equal(1 - (0.25 / 16), UniformSum.Cdf(2.5, 2, 1), 10);
        Assert.Equal(1, UniformSum.Cdf(0, 0, 0));
    }

    private static PlaceMention Place(string id)
    {
        var place = Theatres.Idlib.Places.Single(p => p.Id == id);
        return new PlaceMention(place.Name, id, place.Name, place.Lat, place.Lon, PlacePrecision.Exact);
    }

    private static double Haversine(double lat1, double lon1, double lat2, double lon2)
    {
        static double Rad(double d) => d * Math.PI / 180;
        var h = Math.Pow(Math.Sin(Rad(lat2 - lat1) / 2), 2) + (Math.Cos(Rad(lat1)) * Math.Cos(Rad(lat2)) * Math.Pow(Math.Sin(Rad(lon2 - lon1) / 2), 2));
        return 2 * 6_371_008.8 * Math.Asin(Math.Sqrt(h));
    }
}
