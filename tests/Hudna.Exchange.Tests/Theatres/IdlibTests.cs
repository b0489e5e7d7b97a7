using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Exchange.Tests.Theatres;

/// <summary>The project's own theatre reads without a fault and holds what reports need.</summary>
public class IdlibTests
{
    private static readonly Lazy<Theatre> Read = new(() => TheatreReader.Read(Data.Theatre("idlib")));

    private static Theatre Idlib => Read.Value;

    [Fact]
    public void All_communities_are_there_with_their_areas()
    {
        Assert.Equal(7250, Idlib.Places.Count(p => p.Id.StartsWith("pcode:C", StringComparison.Ordinal)));
        var idlib = Idlib.Places.Single(p => p.Id == "pcode:C3871");
        Assert.Equal(["pcode:SY070000", "pcode:SY0700", "pcode:SY07", "country:SY"], idlib.Within);
        Assert.Equal("إدلب", idlib.NameArabic);
    }

    [Fact]
    public void The_world_stands_behind()
    {
        Assert.Contains(Idlib.Places, p => p.Id == "country:TR");
        foreach (var city in new[] { "Moscow", "Ankara", "Sochi", "Astana", "Geneva", "Tehran", "Istanbul", "Zhukovsky", "New York" })
            Assert.Contains(Idlib.Places, p => p.Name == city && p.Id.StartsWith("geonames:", StringComparison.Ordinal));
        Assert.Contains(Idlib.Actors, a => a.Id == "france");
        Assert.Equal(Idlib.Actors.Count, Idlib.Actors.Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public void Shapes_roads_and_calendar_are_there()
    {
        Assert.Equal([1, 14, 62, 272], Idlib.Boundaries.GroupBy(b => b.Level).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(10, Idlib.Roads.Count);
        Assert.Equal(126, Idlib.Calendar.Count);
        Assert.Equal(64, Idlib.Version.Length);
    }
}
