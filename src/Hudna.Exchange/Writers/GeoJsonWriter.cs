using System.Text.Encodings.Web;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>
/// Feature collections after RFC 7946. A thing with one known place is a point, with several a multi-point; without, its geometry is
/// null, so that a timeline still shows it. The points are not the whole truth: <c>precision</c> and <c>radius_m</c> say, in the order
/// of the points, how the event stands to each and how far it may lie from it.
/// </summary>
internal static class GeoJsonWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Radii in metres where the gazetteer gives none, and the least for places told only roughly.</summary>
    private static double Radius(PlacePrecision precision, double? own) => precision switch
    {
        PlacePrecision.Exact => own ?? 1_000,
        PlacePrecision.Vicinity => Math.Max(2 * (own ?? 1_000), 3_000),
        PlacePrecision.Area or PlacePrecision.Route => Math.Max(own ?? 0, 8_000),
        PlacePrecision.District => Math.Max(own ?? 0, 20_000),
        PlacePrecision.Province => Math.Max(own ?? 0, 60_000),
        _ => Math.Max(own ?? 0, 300_000),
    };

    public static void Write(ExportKind kind, ExportData data, Stream output)
    {
        var radii = data.Theatre?.Places.GroupBy(p => p.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().RadiusMetres, StringComparer.Ordinal) ?? [];
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        if (kind == ExportKind.Claims)
            foreach (var claim in data.Claims) Feature(json, claim.Id, claim.Places, radii, "claim", () => ClaimJson.WriteTo(json, claim));
        else
            foreach (var incident in data.Incidents)
            {
                if (kind == ExportKind.Findings) incidents[incident.Id] = incident;
                else Feature(json, incident.Id, incident.Places, radii, "incident", () => IncidentJson.WriteTo(json, incident));
            }
        if (kind == ExportKind.Findings)
            foreach (var finding in data.Findings)
                Feature(json, finding.Id, incidents.GetValueOrDefault(finding.IncidentId)?.Places ?? [], radii, "finding", () =>
                    FindingJson.WriteTo(json, finding));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Feature(Utf8JsonWriter json, string id, IReadOnlyList<PlaceMention> all, Dictionary<string, double> radii,
        string name, Action content)
    {
        // Where a weapon was fired from, or a movement began, is not where it happened.
        var places = all.Where(p => p is { Lat: not null, Lon: not null, Role: PlaceRole.Where }).ToList();
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
        if (places.Count == 0) json.WriteNull("geometry");
        else
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", places.Count == 1 ? "Point" : "MultiPoint");
            json.WriteStartArray("coordinates");
            foreach (var place in places)
            {
                if (places.Count > 1) json.WriteStartArray();
                json.WriteNumberValue(Math.Round(place.Lon!.Value, 6));
                json.WriteNumberValue(Math.Round(place.Lat!.Value, 6));
                if (places.Count > 1) json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteStartObject("properties");
        json.WriteStartArray("precision");
        foreach (var place in places) json.WriteStringValue(place.Precision.Text());
        json.WriteEndArray();
        json.WriteStartArray("radius_m");
        foreach (var place in places) json.WriteNumberValue(Math
            .Round(Radius(place.Precision, place.Id is not null && radii.TryGetValue(place.Id, out var own) ? own : null)));
        json.WriteEndArray();
        json.WritePropertyName(name);
        content();
        json.WriteEndObject();
        json.WriteEndObject();
        if (json.BytesPending > 65536) json.Flush();
    }
}
