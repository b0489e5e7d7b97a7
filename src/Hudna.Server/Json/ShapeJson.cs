using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>GeoJSON of what the map draws beside the basemap: areas that incidents lie in, roads, zones of the agreements.</summary>
internal static class ShapeJson
{
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
                () => MultiPolygon(json, [snapshot.Extents.Boundary(id)!]));
        }
        foreach (var road in snapshot.Theatre.Roads)
        {
            Feature(json, "road", road.Id, road.Name, null, () => LineString(json, road.Line),
                () => json.WriteNumber("uncertainty", Math.Round(road.UncertaintyMetres)));
        }
        foreach (var zone in snapshot.Theatre.Zones) Zone(json, snapshot, zone);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Zone(Utf8JsonWriter json, Snapshot snapshot, Zone zone)
    {
        switch (zone.Recipe)
        {
            case AreasRecipe areas:
                var parts = areas.PlaceIds.Select(snapshot.Extents.Boundary).OfType<Boundary>().ToList();
                if (parts.Count > 0) Feature(json, "zone", zone.Id, zone.Name, zone.NameArabic, () => MultiPolygon(json, parts));
                break;
            case PolygonRecipe polygon:
                Feature(json, "zone", zone.Id, zone.Name, zone.NameArabic, () =>
                {
                    json.WriteString("type", "Polygon");
                    json.WriteStartArray("coordinates");
                    Ring(json, polygon.Ring);
                    json.WriteEndArray();
                });
                break;
            // A corridor is drawn as its roads, as broad as it is deep: the page scales the line with the map.
            case CorridorRecipe corridor:
                foreach (var road in snapshot.Theatre.Roads.Where(r => corridor.RoadIds.Contains(r.Id, StringComparer.Ordinal)))
                {
                    Feature(json, "corridor", zone.Id, zone.Name, zone.NameArabic, () => LineString(json, road.Line), () =>
                    {
                        json.WriteNumber("left", corridor.LeftMetres);
                        json.WriteNumber("right", corridor.RightMetres);
                    });
                }
                break;
        }
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

    private static void LineString(Utf8JsonWriter json, IReadOnlyList<Position> line)
    {
        json.WriteString("type", "LineString");
        json.WriteStartArray("coordinates");
        foreach (var p in line) json.Point(p);
        json.WriteEndArray();
    }

    private static void MultiPolygon(Utf8JsonWriter json, IReadOnlyList<Boundary> boundaries)
    {
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in boundaries.SelectMany(b => b.Polygons))
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
