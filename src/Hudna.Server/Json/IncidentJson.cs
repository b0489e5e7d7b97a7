using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Server.Json;

/// <summary>Incidents, short for lists and maps and whole for their own page.</summary>
internal static class IncidentJson
{
    public static void WriteList(Utf8JsonWriter json, Snapshot snapshot, IncidentFilter filter)
    {
        var found = filter.Apply(snapshot).OrderBy(i => i.Time?.Start).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteNumber("total", snapshot.Incidents.Count);
        json.WriteNumber("count", found.Count);
        json.List("incidents", found, i => WriteHead(json, snapshot, i));
        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Snapshot snapshot, Incident incident)
    {
        json.WriteStartObject();
        WriteHead(json, snapshot, incident);
        json.List("tolls", incident.Counts, c =>
        {
            WriteRange(json, c);
            json.List("sources", c.Sources, s =>
            {
                json.WriteString("claim", s.ClaimId);
                json.Count(s.Count);
            });
        });
        json.List("disputed", incident.Disputes, d =>
        {
            json.WriteString("about", d.About);
            json.WriteString("words", d.Words);
            json.Texts("claims", d.ClaimIds);
        });
        json.List("merged", incident.Reasons, r =>
        {
            json.WriteString("claim", r.ClaimId);
            json.WriteString("with", r.With);
            json.WriteNumber("score", Math.Round(r.Score, 3));
            json.WriteString("words", r.Words);
        });
        // Claims that only dispute it (denials, other figures) stand beside those it was made of.
        var claims = incident.ClaimIds.Concat(incident.Disputes.SelectMany(d => d.ClaimIds)).Distinct(StringComparer.Ordinal)
            .Select(snapshot.Claim).OfType<Claim>().ToList();
        json.WriteStartArray("claims");
        foreach (var claim in claims) ClaimJson.WriteTo(json, claim);
        json.WriteEndArray();
        json.Texts("made", incident.ClaimIds);
        json.List("reports", claims.Select(c => c.Report.Id).Distinct(StringComparer.Ordinal).Select(snapshot.Header).OfType<Report>(),
            r => ReportJson.WriteHead(json, r));
        json.List("findings", snapshot.FindingsOf(incident.Id), f => LedgerJson.WriteFinding(json, f));
        DecisionListJson.Write(json, snapshot,
            claims.Select(c => c.Id).Prepend(incident.Id).SelectMany(snapshot.Readers.About).DistinctBy(d => d.Id).OrderByDescending(d => d.At).ThenBy(d => d.Id, StringComparer.Ordinal));
        json.WriteEndObject();
    }

    /// <summary>The fields that map, timeline and list need; those of an incident's own page begin with them.</summary>
    public static void WriteHead(Utf8JsonWriter json, Snapshot snapshot, Incident incident)
    {
        json.WriteString("id", incident.Id);
        json.WriteString("type", incident.Type.Text());
        json.Texts("modes", incident.Modes.Select(m => m.Text()));
        json.Time("time", incident.Time);
        json.List("places", incident.Places, p => WritePlace(json, snapshot, p));
        json.List("actors", incident.Actors, a => WriteActor(json, a));
        json.List("targets", incident.Targets, a => WriteActor(json, a));
        json.List("counts", incident.Counts, c => WriteRange(json, c));
        json.WriteNumber("mentions", incident.Mentions);
        json.WriteNumber("sources", incident.IndependentSources);
        json.Texts("disputes", incident.Disputes.Select(d => d.About).Distinct(StringComparer.Ordinal));
        json.WriteStartObject("verdicts");
        foreach (var agreement in snapshot.FindingsOf(incident.Id).GroupBy(f => f.AgreementId, StringComparer.Ordinal))
        {
            json.WriteStartObject(agreement.Key);
            foreach (var reading in agreement.GroupBy(f => f.ReadingId, StringComparer.Ordinal))
                json.WriteString(reading.Key, Gravest(reading).Text());
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>What is shown for an incident where several terms judge it: one violation makes it one.</summary>
    private static Verdict Gravest(IEnumerable<Finding> findings) => findings.Select(f => f.Verdict).MinBy(v => v switch
    {
        Verdict.Violation => 0,
        Verdict.Undecided => 1,
        Verdict.Exempt => 2,
        Verdict.Compliant => 3,
        _ => 4,
    });

    private static void WriteActor(Utf8JsonWriter json, ActorMention actor)
    {
        json.WriteString("text", actor.Text);
        json.WriteString("id", actor.Id);
    }

    private static void WriteRange(Utf8JsonWriter json, IncidentCount count)
    {
        json.WriteString("what", count.What);
        json.Number("min", count.Min);
        json.Number("best", count.Best);
        json.Number("max", count.Max);
    }

    private static void WritePlace(Utf8JsonWriter json, Snapshot snapshot, PlaceMention mention)
    {
        var place = snapshot.Place(mention.Id);
        var extent = snapshot.Extents.Of(mention);
        json.WriteString("id", mention.Id);
        json.WriteString("text", mention.Text);
        json.WriteString("name", mention.Name);
        json.WriteString("nameAr", place?.NameArabic);
        json.WriteString("precision", mention.Precision.Text());
        json.WriteString("role", mention.Role.Text());
        if (mention is { Lat: { } lat, Lon: { } lon })
        {
            json.WriteNumber("lat", Math.Round(lat, 5));
            json.WriteNumber("lon", Math.Round(lon, 5));
        }
        if (extent.Radius is { } radius) json.WriteNumber("radius", radius);
        if (extent.AreaId is { } area) json.WriteString("area", area);
        if (extent.Roads.Count > 0) json.Texts("roads", extent.Roads);
    }
}
