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
        Assert.DoesNotContain(Idlib.Places, p => p.Id == "country:BJ"); // theatre.yaml leaves it out
        Assert.DoesNotContain(Idlib.Actors, a => a.Id == "benin");
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

    [Fact]
    public void Places_that_news_names_are_found_under_the_name_that_news_uses()
    {
        var byName = Idlib.Places
            .SelectMany(p => p.OtherNames.Select(n => n.Text).Append(p.Name).Append(p.NameArabic ?? p.Name).Distinct().Select(n => (Name: Key(n), p.Id)))
            .ToLookup(n => n.Name, n => n.Id);
        var missing = File.ReadLines(Data.Case("theatres", "named-places.csv")).Skip(1).Select(l => l.Split(','))
            .SelectMany(row => new[] { (row[0], row[2]), (row[1], row[2]) })
            .Where(pair => !byName[Key(pair.Item1)].Contains(pair.Item2)).Select(pair => $"{pair.Item1} = {pair.Item2}").ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_word_class_is_used_and_every_speaker_has_an_actor()
    {
        var used = Idlib.Actors.SelectMany(a => a.Described).ToHashSet();
        Assert.All(Idlib.ActorWords, w => Assert.Contains(w.Id, used));
        Assert.Contains(Idlib.People, p => p.Name == "Sergei Lavrov" && p.Actor == "russia/foreign-ministry");
        Assert.Contains(Idlib.Actors, a => a.Id == "russia/air-force" && a.Described.Contains("aviation"));
    }

    // Case, the article and hyphens aside.
    private static string Key(string name) =>
        string.Concat(name.ToLowerInvariant().Replace("al-", "", StringComparison.Ordinal).Replace("ال", "", StringComparison.Ordinal).Where(char.IsLetter));
}
