using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>The gazetteer by name and by key. Built once for a theatre.</summary>
internal sealed class PlaceIndex
{
    private readonly Dictionary<string, List<int>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Place, string Letters)>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<string>> _keysByLength = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _firstWords = new(StringComparer.Ordinal);

    public PlaceIndex(Theatre theatre)
    {
        Places = theatre.Places;
        Bounds = theatre.Bounds;
        for (var i = 0; i < Places.Count; i++)
        {
            var place = Places[i];
            _byId.TryAdd(place.Id, i);
            Add(i, place.Name);
            if (place.Kind is PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict && place.Name.LastIndexOf(' ') is > 0 and var space)
                Add(i, place.Name[..space]); // "Homs Governorate" is called Homs
            if (place.NameArabic is { } arabic) Add(i, arabic);
            foreach (var other in place.OtherNames) Add(i, other.Text);
        }
        foreach (var key in _byKey.Keys.Order(StringComparer.Ordinal))
        {
            if (!_keysByLength.TryGetValue(key.Length, out var list)) _keysByLength[key.Length] = list = [];
            list.Add(key);
        }
    }

    public IReadOnlyList<Place> Places { get; }
    public Bounds Bounds { get; }

    public Place? ById(string id) => _byId.TryGetValue(id, out var i) ? Places[i] : null;

    public bool AtHome(Place place) =>
        place.Lat >= Bounds.South && place.Lat <= Bounds.North && place.Lon >= Bounds.West && place.Lon <= Bounds.East;

    /// <summary>Entries whose name has these letters, articles and accents aside.</summary>
    public IReadOnlyList<int> Named(IReadOnlyList<string> tokens) =>
        _byName.TryGetValue(PlaceKeys.Letters(tokens), out var list) ? list : [];

    /// <summary>Entries that share the key, with the letters of the name that does.</summary>
    public IReadOnlyList<(int Place, string Letters)> Keyed(string key) => _byKey.TryGetValue(key, out var list) ? list : [];

    /// <summary>Entries whose key is one edit away.</summary>
    public IEnumerable<(int Place, string Letters)> Near(string key)
    {
        for (var length = key.Length - 1; length <= key.Length + 1; length++)
        {
            if (!_keysByLength.TryGetValue(length, out var keys)) continue;
            foreach (var other in keys)
                if (PlaceKeys.Distance(key, other) == 1) foreach (var entry in _byKey[other]) yield return entry;
        }
    }

    /// <summary>Whether some name begins with this token.</summary>
    public bool Begins(string token) => _firstWords.Contains(token);

    private void Add(int place, string name)
    {
        var tokens = Normal.Tokens(name);
        if (tokens.Length == 0) return;
        _firstWords.Add(tokens[0]);
        var letters = PlaceKeys.Letters(tokens);
        if (letters.Length == 0) return;
        if (!_byName.TryGetValue(letters, out var list)) _byName[letters] = list = [];
        if (!list.Contains(place)) list.Add(place);
        var key = PlaceKeys.Skeleton(tokens);
        if (key.Length < 2) return;
        if (!_byKey.TryGetValue(key, out var keyed)) _byKey[key] = keyed = [];
        if (!keyed.Exists(k => k.Place == place && k.Letters == letters)) keyed.Add((place, letters));
    }

    /// <summary>Kilometres between two points, on the sphere (haversine, radius 6371 km).</summary>
    public static double Kilometres(double lat1, double lon1, double lat2, double lon2)
    {
        const double rad = Math.PI / 180;
        var (dLat, dLon) = ((lat2 - lat1) * rad / 2, (lon2 - lon1) * rad / 2);
        var h = (Math.Sin(dLat) * Math.Sin(dLat)) + (Math.Cos(lat1 * rad) * Math.Cos(lat2 * rad) * Math.Sin(dLon) * Math.Sin(dLon));
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
