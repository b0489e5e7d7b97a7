using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Whether a zone can be built: what it is made of exists, and its shape is one.</summary>
internal sealed class ZoneChecks(AgreementContext context, IReadOnlyList<AgreementDraft> drafts, List<Fault> faults)
{
    // A place that lies further from a road than this cannot mark a stretch of it.
    private const double FarthestFromRoadMetres = 15_000;
    private readonly Dictionary<string, Place> _places = context.Places.GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.First());
    private readonly HashSet<string> _shapes = [.. context.Boundaries.Select(b => b.PlaceId)];
    private readonly Dictionary<string, Zone> _zones =
        context.Zones.Concat(drafts.SelectMany(d => d.Zones)).GroupBy(z => z.Id).ToDictionary(g => g.Key, g => g.First());

    public void Run()
    {
        var owners = context.Zones.ToDictionary(z => z.Id, _ => "the theatre", StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            var nodes = draft.Root["zones"].Items;
            for (var i = 0; i < nodes.Count; i++)
            {
                var (node, path) = (nodes[i], $"zones/{i}");
                var id = node["id"].TextOrEmpty;
                var recipes = AgreementDraft.Recipes.Where(r => node[r].Exists).ToList();
                if (recipes.Count != 1)
                {
                    Add(draft, path, $"the zone '{id}' should be made in one way, and has {recipes.Count}", $"Give one of {string.Join(", ", AgreementDraft.Recipes)}");
                }
                if (!owners.TryAdd(id, System.IO.Path.GetFileName(draft.Path))) Add(draft, $"{path}/id", $"the zone '{id}' is there twice; {owners[id]} has it already");
                if (draft.Zones.FirstOrDefault(z => z.Id == id) is { } zone && recipes.Count == 1) Recipe(draft, $"{path}/{recipes[0]}", zone);
            }
        }
    }

    private void Add(AgreementDraft draft, string path, string what, string? mend = null) => faults.Add(new Fault(what, draft.Path, draft.Line(path), mend));

    private void Recipe(AgreementDraft draft, string path, Zone zone)
    {
        switch (zone.Recipe)
        {
            case AreasRecipe areas:
                if (areas.PlaceIds.Count + areas.PartlyIds.Count == 0) Add(draft, path, $"the zone '{zone.Id}' is made of no area");
                Areas(draft, $"{path}/wholly", areas.PlaceIds);
                Areas(draft, $"{path}/partly", areas.PartlyIds);
                if (areas.PartlyShare is <= 0 or >= 1) Add(draft, $"{path}/share", "the share should lie between 0 and 1");
                foreach (var id in areas.PlaceIds.Intersect(areas.PartlyIds)) Add(draft, path, $"'{id}' lies wholly and only partly in the zone", "Choose one");
                break;
            case PolygonRecipe polygon: Ring(draft, $"{path}/ring", polygon.Ring); break;
            case CorridorRecipe corridor: Corridor(draft, path, zone, corridor); break;
            case BandRecipe band:
                if (band.LeastMetres <= 0 || band.MostMetres < band.LeastMetres)
                    Add(draft, path, $"a band {Km(band.LeastMetres)} to {Km(band.MostMetres)} deep cannot be built", "'least' should be above 0 and not above 'most'");
                References(draft, $"{path}/inside", zone, [band.ZoneId]);
                Areas(draft, $"{path}/notAlong", band.NotAlongIds);
                break;
            case UnionRecipe union:
                References(draft, $"{path}/of", zone, union.ZoneIds);
                References(draft, $"{path}/without", zone, union.WithoutIds);
                foreach (var id in union.ZoneIds.Intersect(union.WithoutIds)) Add(draft, path, $"the zone '{id}' is put in and taken out");
                break;
            case AroundRecipe around:
                Places(draft, $"{path}/places", around.PlaceIds);
                if (around.Metres <= 0) Add(draft, $"{path}/within", "the distance should be above 0");
                break;
        }
    }

    private void Corridor(AgreementDraft draft, string path, Zone zone, CorridorRecipe corridor)
    {
        if (corridor.Sides.Count == 0 || corridor.Sides.All(s => s.Metres <= 0))
            Add(draft, path, $"the corridor '{zone.Id}' has no depth", "Give one or both of north and south, east and west, or left and right");
        var sides = corridor.Sides.Select(s => s.Side).ToHashSet();
        CompassSide[][] pairs = [[CompassSide.Left, CompassSide.Right], [CompassSide.North, CompassSide.South], [CompassSide.East, CompassSide.West]];
        if (pairs.Count(p => p.Any(sides.Contains)) > 1) Add(draft, path, "the depths are given for sides that are not opposite", "Give north and south, or east and west, or left and right");
        if (corridor.DepthSpreadMetres > 0 && corridor.Sides.Any(s => s.Metres < corridor.DepthSpreadMetres)) Add(draft, $"{path}/spread", "the spread is greater than the depth");
        var at = $"{path}/along";
        switch (corridor.Line)
        {
            case RoadLine road: Road(draft, at, road); break;
            case PlacesLine line: Places(draft, $"{at}/places", line.PlaceIds); break;
            case PointsLine line: Points(draft, $"{at}/points", line.Points); break;
        }
    }

    private void Road(AgreementDraft draft, string path, RoadLine road)
    {
        if (road.Road.Length == 0)
        {
            Add(draft, path, "the line has neither a road nor places nor points");
            return;
        }
        var stretches = RoadsOf(context.Roads, road.Road).ToList();
        if (stretches.Count == 0)
        {
            Add(draft, $"{path}/road", $"there is no road '{road.Road}'", $"Known are {string.Join(", ", context.Roads.Select(r => r.Name).Distinct())}");
            return;
        }
        if (road.FromPlaceId is not null && road.FromPlaceId == road.ToPlaceId) Add(draft, path, "the stretch begins where it ends");
        foreach (var (name, id) in new[] { ("from", road.FromPlaceId), ("to", road.ToPlaceId) })
        {
            if (id is null) continue;
            if (!_places.TryGetValue(id, out var place)) Places(draft, $"{path}/{name}", [id]);
            else if (stretches.SelectMany(s => s.Line).Min(v => Metres(v, new Position(place.Lat, place.Lon))) > FarthestFromRoadMetres)
                Add(draft, $"{path}/{name}", $"'{place.Name}' does not lie on the road '{road.Road}'");
        }
    }

    /// <summary>The stretches of a road: those of its name, or whose ids begin with it.</summary>
    internal static IEnumerable<Road> RoadsOf(IEnumerable<Road> roads, string road) =>
        roads.Where(r => string.Equals(r.Name, road, StringComparison.OrdinalIgnoreCase) || r.Id == road || r.Id.StartsWith(road + "/", StringComparison.OrdinalIgnoreCase));

    private void Places(AgreementDraft draft, string path, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!_places.ContainsKey(ids[i])) Add(draft, $"{path}/{i}", $"there is no place '{ids[i]}'", "Name an id of the theatre's gazetteer, such as pcode:C3916");
        }
    }

    private void Areas(AgreementDraft draft, string path, IReadOnlyList<string> ids)
    {
        Places(draft, path, ids);
        for (var i = 0; i < ids.Count; i++)
        {
            if (_places.ContainsKey(ids[i]) && !_shapes.Contains(ids[i])) Add(draft, $"{path}/{i}", $"the area '{ids[i]}' has no boundary in this theatre", "Add its boundary to the theatre, or draw a 'polygon', or take 'around' with a distance");
        }
    }

    private void References(AgreementDraft draft, string path, Zone zone, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!_zones.ContainsKey(ids[i])) Add(draft, $"{path}/{i}", $"there is no zone '{ids[i]}'");
            else if (Reaches(ids[i], zone.Id, 0)) Add(draft, $"{path}/{i}", $"the zone '{zone.Id}' is made of itself, by way of '{ids[i]}'");
        }
    }

    private bool Reaches(string from, string id, int depth)
    {
        if (from == id) return true;
        if (depth > 16 || !_zones.TryGetValue(from, out var zone)) return depth > 16;
        return zone.Recipe switch
        {
            BandRecipe band => Reaches(band.ZoneId, id, depth + 1),
            UnionRecipe union => union.ZoneIds.Concat(union.WithoutIds).Any(z => Reaches(z, id, depth + 1)),
            _ => false,
        };
    }

    private void Points(AgreementDraft draft, string path, IReadOnlyList<Position> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] is { Lat: < -90 or > 90 } or { Lon: < -180 or > 180 })
                Add(draft, $"{path}/{i}", "there is no such point", "Write latitude, then longitude, in degrees");
        }
    }

    private void Ring(AgreementDraft draft, string path, IReadOnlyList<Position> ring)
    {
        Points(draft, path, ring);
        if (ring.Count < 4 || ring[0] != ring[^1])
        {
            Add(draft, path, "the polygon is not closed", "Give at least three corners, and the first once more at the end");
            return;
        }
        for (var i = 0; i < ring.Count - 1; i++)
        {
            for (var j = i + 2; j < ring.Count - 1; j++)
            {
                if (i == 0 && j == ring.Count - 2) continue;
                if (!Cross(ring[i], ring[i + 1], ring[j], ring[j + 1])) continue;
                Add(draft, path, $"the polygon crosses itself between its corners {i + 1} and {j + 1}", "Put the corners in order around it");
                return;
            }
        }
    }

    private static bool Cross(Position a, Position b, Position c, Position d)
    {
        static double Turn(Position p, Position q, Position r) => ((q.Lon - p.Lon) * (r.Lat - p.Lat)) - ((q.Lat - p.Lat) * (r.Lon - p.Lon));
        return Turn(a, b, c) * Turn(a, b, d) < 0 && Turn(c, d, a) * Turn(c, d, b) < 0;
    }

    // Good enough to tell whether a place lies by a road: a flat Earth around it.
    private static double Metres(Position a, Position b)
    {
        var east = (b.Lon - a.Lon) * Math.Cos(a.Lat * Math.PI / 180);
        return 111_195 * Math.Sqrt((east * east) + ((b.Lat - a.Lat) * (b.Lat - a.Lat)));
    }

    private static string Km(double metres) => string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0.#} km");
}
