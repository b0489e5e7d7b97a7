using Hudna.Codebook;

namespace Hudna.Ledger.Benchmarks;

/// <summary>
/// An invented country for measuring: governorates, districts and settlements on a jittered grid, a few of them large and often in the
/// news, and sides that fight. The same seed gives the same world.
/// </summary>
public sealed class SyntheticWorld
{
    private readonly double[] _fame;

    public SyntheticWorld(int seed, int settlements = 3000)
    {
        var random = new Random(seed);
        var places = new List<Place>();
        Add("w:country", "Country", PlaceKind.Country, 35, 38, 400_000);
        var governorates = Enumerable.Range(0, 12).Select(i => $"w:gov{i}").ToArray();
        for (var i = 0; i < governorates.Length; i++)
            Add(governorates[i], $"Governorate {i}", PlaceKind.Governorate, 33.5 + i / 4 * 1.2, 36.2 + i % 4 * 1.3, 70_000, "w:country");
        var all = new List<Place>();
        for (var i = 0; i < settlements; i++)
        {
            var g = random.Next(governorates.Length);
            var d = random.Next(5);
            var district = $"w:gov{g}-d{d}";
            var centre = places.First(p => p.Id == governorates[g]);
            if (places.All(p => p.Id != district))
                Add(district, $"District {g}-{d}", PlaceKind.District, centre.Lat - 0.4 + d * 0.2, centre.Lon - 0.4 + (d * 3 % 5) * 0.2, 20_000, governorates[g], "w:country");
            var at = places.First(p => p.Id == district);
            all.Add(Add($"w:s{i}", Name(random), PlaceKind.Town, at.Lat + (random.NextDouble() - 0.5) * 0.35, at.Lon + (random.NextDouble() - 0.5) * 0.4,
                600 + random.Next(1400), district, governorates[g], "w:country"));
        }
        Settlements = all;
        Places = places.ToDictionary(p => p.Id, StringComparer.Ordinal);
        // A few towns make most of the news.
        _fame = new double[all.Count];
        double sum = 0;
        for (var i = 0; i < all.Count; i++) _fame[i] = sum += 1 / Math.Pow(i + 20, 0.8);
        for (var i = 0; i < all.Count; i++) _fame[i] /= sum;
        Near = [.. all.Select(a => all.Where(b => b != a && Math.Abs(b.Lat - a.Lat) < 0.04 && Math.Abs(b.Lon - a.Lon) < 0.04).ToArray())];

        Place Add(string id, string name, PlaceKind kind, double lat, double lon, double radius, params string[] within)
        {
            var place = new Place { Id = id, Name = name, Kind = kind, Lat = Math.Round(lat, 5), Lon = Math.Round(lon, 5), RadiusMetres = radius, Within = within };
            places.Add(place);
            return place;
        }
    }

    public IReadOnlyDictionary<string, Place> Places { get; }

    public IReadOnlyList<Place> Settlements { get; }

    /// <summary>The settlements within some four kilometres of each.</summary>
    public Place[][] Near { get; }

    /// <summary>The sides, each with a branch that acts for it.</summary>
    public static IReadOnlyList<string[]> Sides { get; } =
        [["north", "north/army"], ["north", "north/air-force"], ["south", "south/front"], ["south", "south/brigades"], ["east", "east/air-force"], ["west", "west/army"]];

    /// <summary>A settlement by its fame.</summary>
    public int Pick(Random random)
    {
        var at = Array.BinarySearch(_fame, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, _fame.Length - 1);
    }

    private static string Name(Random random)
    {
        string[] first = ["Ba", "Ka", "Ma", "Ta", "Sa", "Ha", "Na", "Ra", "Ja", "Da", "Fa", "Za"], middle = ["r", "l", "n", "s", "d", "m", "b", "f"],
            last = ["iya", "ara", "in", "un", "ata", "isa", "uba", "an", "it"];
        return first[random.Next(first.Length)] + middle[random.Next(middle.Length)] + "a" + middle[random.Next(middle.Length)] + last[random.Next(last.Length)];
    }
}
