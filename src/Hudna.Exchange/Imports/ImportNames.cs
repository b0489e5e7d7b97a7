using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>Finds the actors and places of a theatre behind a provider's names. Abstains where a name is not the theatre's own.</summary>
internal sealed class ImportNames
{
    /// <summary>Two places of one name this far apart are not one.</summary>
    private const double MaxMetres = 15_000;

    private readonly Dictionary<string, string> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Place>> _places = new(StringComparer.Ordinal);

    public ImportNames(Theatre? theatre, string? scheme)
    {
        foreach (var actor in theatre?.Actors ?? [])
            if (scheme is not null && actor.Codes.TryGetValue(scheme, out var code)) _actors.TryAdd(Key(code), actor.Id);
        foreach (var actor in theatre?.Actors ?? [])
        {
            _actors.TryAdd(Key(actor.Name), actor.Id);
            foreach (var name in actor.OtherNames) _actors.TryAdd(Key(name.Text), actor.Id);
        }
        foreach (var place in theatre?.Places ?? [])
            foreach (var name in place.OtherNames.Select(n => n.Text).Append(place.Name).Append(place.NameArabic).OfType<string>()
                .Select(Key).Distinct(StringComparer.Ordinal))
            {
                if (!_places.TryGetValue(name, out var list)) _places[name] = list = [];
                list.Add(place);
            }
    }

    /// <summary>The actor behind a name; null where none is.</summary>
    public string? Actor(string name) => _actors.GetValueOrDefault(Key(name));

    /// <summary>The place of that name nearest to a point; null where none lies near.</summary>
    public Place? Place(string name, double? lat, double? lon)
    {
        if (!_places.TryGetValue(Key(name), out var candidates)) return null;
        if (lat is not { } y || lon is not { } x) return candidates.Count == 1 ? candidates[0] : null;
        var best = candidates.MinBy(p => Metres(p, y, x))!;
        return Metres(best, y, x) <= Math.Max(MaxMetres, best.RadiusMetres) ? best : null;
    }

    private static double Metres(Place place, double lat, double lon)
    {
        const double degree = 111_195;
        var (dy, dx) = ((place.Lat - lat) * degree, (place.Lon - lon) * degree * Math.Cos(lat * Math.PI / 180));
        return Math.Sqrt((dy * dy) + (dx * dx));
    }

    /// <summary>A name as it is compared: without years in brackets, articles and marks.</summary>
    private static string Key(string name)
    {
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var folded = Words.Fold(bracket > 2 ? name.AsSpan(0, bracket) : name);
        var words = folded.Split([' ', '-', '\'', '.', '"'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(w => w is not ("the" or "al" or "of")));
    }
}
