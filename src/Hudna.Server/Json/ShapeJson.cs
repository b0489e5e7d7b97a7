using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>
/// GeoJSON of what the map draws beside the basemap: areas that incidents lie in, roads, zones, names of places in both languages.
/// </summary>
internal static class ShapeJson
{
    /// <summary>Names sent at most.</summary>
    private const int MostLabels = 1500;

    /// <summary>Inhabitants from which on a city is named wherever it lies.</summary>
    private const long GreatCity = 1_000_000;

    public static void Write(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        var areas = snapshot.Incidents.SelectMany(i => i.Places).Select(p => snapshot.Extents.Of(p).AreaId).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var id in areas)
        {
            var place = snapshot.Place(id);
            Feature(json, "area", id, place?.Name ?? id, place?.NameArabic,
                () => MultiPolygon(json, snapshot.Extents.Boundary(id)!.Polygons));
        }
        foreach (var road in snapshot.Theatre.Roads)
        {
            Feature(json, "road", road.Id, road.Name, null, () => LineString(json, road.Line),
                () => json.WriteNumber("uncertainty", Math.Round(road.UncertaintyMetres)));
        }
        foreach (var zone in snapshot.Zones.Where(z => z.Polygons.Count > 0))
            Feature(json, "zone", zone.Id, zone.Name, zone.NameArabic, () => MultiPolygon(json, zone.Polygons));
        foreach (var (place, rank) in Labels(snapshot))
        {
            Feature(json, "label", place.Id, place.Name, place.NameArabic, () => Point(json, new(place.Lat, place.Lon)), () =>
            {
                json.WriteString("kind", place.Kind.Text());
                json.WriteNumber("rank", rank);
            });
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Places worth a name on the map, the more telling first: towns that incidents name, then by inhabitants. Far from the theatre only
    /// great cities.
    /// </summary>
    private static IEnumerable<(Place Place, int Rank)> Labels(Snapshot snapshot)
    {
        var box = snapshot.Theatre.Bounds;
        var named = snapshot.Incidents.SelectMany(i => i.Places).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        bool Near(Place p) => p.Lat > box.South - 0.5 && p.Lat < box.North + 0.5 && p.Lon > box.West - 0.5 && p.Lon < box.East + 0.5;
        return snapshot.Theatre.Places
            .Where(p => p.Kind is not (PlaceKind.Country or PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict
                or PlaceKind.Road or PlaceKind.River))
            .Where(p => Near(p) || (p.Kind == PlaceKind.City && (p.Population >= GreatCity || named.Contains(p.Id))))
            .OrderBy(p => p.Kind).ThenByDescending(p => named.Contains(p.Id)).ThenByDescending(p => p.Population)
            .ThenBy(p => p.Id, StringComparer.Ordinal).Take(MostLabels).Select((p, n) => (p, n));
    }

    private static void Feature(
        Utf8JsonWriter json, string layer, string id, string name, string? nameAr, Action geometry, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("layer", layer);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteString("nameAr", nameAr);
        more?.Invoke();
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        geometry();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Point(Utf8JsonWriter json, Position at)
    {
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        json.Point(at);
    }

    private static void LineString(Utf8JsonWriter json, IReadOnlyList<Position> line)
    {
        json.WriteString("type", "LineString");
        json.WriteStartArray("coordinates");
        foreach (var p in line) json.Point(p);
        json.WriteEndArray();
    }

    private static void MultiPolygon(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<IReadOnlyList<Position>>> polygons)
    {
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon) Ring(json, ring);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Ring(Utf8JsonWriter json, IReadOnlyList<Position> ring)
    {
        json.WriteStartArray();
        foreach (var p in ring) json.Point(p);
        json.WriteEndArray();
    }
}
