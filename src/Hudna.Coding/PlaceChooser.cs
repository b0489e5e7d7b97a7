using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>What words around a place name say about it.</summary>
/// <param name="Kinds">Kinds that a class word asks for; empty where there is none.</param>
/// <param name="Within">Ids of the areas or places that phrases around it name as containing or nearby.</param>
internal sealed record PlaceHints(IReadOnlyList<PlaceKind> Kinds, IReadOnlyList<Place> Within)
{
    public static PlaceHints None { get; } = new([], []);
}

/// <summary>An entry weighed for a name.</summary>
internal sealed record PlaceCandidate(Place Place, double Score, string Grade);

/// <summary>
/// Chooses the gazetteer's entry for a name: grade of the match, class word, containing area, distance to the report's other places, a
/// prior for large and home places. Abstains where the best is weak or two far apart are as good.
/// </summary>
internal sealed class PlaceChooser(PlaceIndex index)
{
    private const double Threshold = 1.2;

    /// <summary>The entry, if one is good enough, and the entries weighed, best first.</summary>
    public (Place? Chosen, IReadOnlyList<PlaceCandidate> Weighed) Choose(IReadOnlyList<string> name, PlaceHints hints, IReadOnlyList<Place> anchors)
    {
        var candidates = Candidates(name);
        if (candidates.Count == 0) return (null, []);
        var weighed = candidates
            .Select(c => new PlaceCandidate(index.Places[c.Place], c.Grade + Weigh(index.Places[c.Place], hints, anchors), c.How))
            .OrderByDescending(c => c.Score).ThenBy(c => c.Place.Id, StringComparer.Ordinal)
            .Take(5).ToList();
        var best = weighed[0];
        if (best.Score < Threshold) return (null, weighed);
        if (weighed.Count > 1)
        {
            var second = weighed[1];
            var apart = PlaceIndex.Kilometres(best.Place.Lat, best.Place.Lon, second.Place.Lat, second.Place.Lon);
            var margin = best.Score - second.Score;
            var contained = best.Place.Within.Contains(second.Place.Id) || second.Place.Within.Contains(best.Place.Id);
            if (margin < 0.05 && apart > 15 && !contained && best.Place.Kind > PlaceKind.Subdistrict) return (null, weighed);
        }
        return (best.Place, weighed);
    }

    /// <summary>The only entry of that name, if there is just one at home: a place that others can be measured from.</summary>
    public Place? Unmistakable(IReadOnlyList<string> name)
    {
        var named = index.Named(name);
        var settled = named.Select(i => index.Places[i]).Where(p => p.Kind is not (PlaceKind.District or PlaceKind.Subdistrict or PlaceKind.Governorate or PlaceKind.Country)).ToList();
        return settled.Count == 1 && index.AtHome(settled[0]) ? settled[0] : null;
    }

    private List<(int Place, double Grade, string How)> Candidates(IReadOnlyList<string> name)
    {
        var found = new Dictionary<int, (double Grade, string How)>();
        foreach (var i in index.Named(name)) found[i] = (2.0, "same name");
        var key = PlaceKeys.Skeleton(name);
        var letters = PlaceKeys.Letters(name);
        if (key.Length >= 2 && letters.Length >= 4)
        {
            foreach (var (i, other) in index.Keyed(key))
            {
                var arabic = other.Length > 0 && other[0] >= '\u0600' || letters[0] >= '\u0600';
                var grade = arabic ? 1.3 : 0.7 + PlaceKeys.Alike(letters, other);
                if (key.Length == 2) grade -= 0.4;
                // Countries are spelt one way; cities abroad are not looked for under likenesses while a place at home is.
                if (index.Places[i].Kind == PlaceKind.Country) continue;
                if (!index.AtHome(index.Places[i])) grade -= 0.6;
                if (!found.TryGetValue(i, out var had) || had.Grade < grade) found[i] = (grade, "same consonants");
            }
            if (found.Count == 0 && key.Length >= 4)
                foreach (var (i, other) in index.Near(key))
                {
                    var grade = PlaceKeys.Alike(letters, other);
                    if (index.Places[i].Kind == PlaceKind.Country || !index.AtHome(index.Places[i])) continue;
                    if (grade >= 0.7 && (!found.TryGetValue(i, out var had) || had.Grade < grade)) found[i] = (grade, "nearly the same consonants");
                }
        }
        return [.. found.OrderBy(f => f.Key).Select(f => (f.Key, f.Value.Grade, f.Value.How))];
    }

    private double Weigh(Place place, PlaceHints hints, IReadOnlyList<Place> anchors)
    {
        var score = index.AtHome(place) ? 0.5 : place.Kind == PlaceKind.Country ? 0.4 : 0.0;
        score += Math.Min(0.5, Math.Log10(Math.Max(1, place.Population)) * 0.08);
        if (hints.Kinds.Count > 0) score += hints.Kinds.Contains(place.Kind) ? 0.6 : -0.5;
        else
        {
            score += place.Kind switch
            {
                PlaceKind.Country or PlaceKind.Governorate => 1.8, // a bare name is the better-known thing
                PlaceKind.City => place.Population > 1_000_000 ? 1.5 : 0.5,
                PlaceKind.Town => 0.3,
                PlaceKind.District or PlaceKind.Subdistrict => -0.6,
                _ => 0,
            };
        }
        foreach (var area in hints.Within) score += Relation(place, area);
        if (anchors.Count > 0 && place.Kind > PlaceKind.Subdistrict)
        {
            var near = anchors.Where(a => a.Id != place.Id).Select(a => PlaceIndex.Kilometres(a.Lat, a.Lon, place.Lat, place.Lon)).Order().ToList();
            if (near.Count > 0) score += 1.2 * Math.Exp(-near[Math.Min(1, near.Count - 1)] / 25);
        }
        return score;
    }

    private static double Relation(Place place, Place area)
    {
        if (place.Within.Contains(area.Id)) return 0.8;
        var apart = PlaceIndex.Kilometres(place.Lat, place.Lon, area.Lat, area.Lon);
        var reach = Math.Max(12, area.RadiusMetres / 1000);
        return apart <= reach ? 0.6 : apart <= 2 * reach ? 0.2 : -0.6;
    }
}
