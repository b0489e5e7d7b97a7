using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Server.Json;

/// <summary>Reports and single claims.</summary>
internal static class ReportJson
{
    public static void WriteList(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteNumber("count", snapshot.Reports.Count);
        json.List("reports", snapshot.Reports, r =>
        {
            WriteHead(json, r);
            var claims = snapshot.ClaimsOf(r.Id).ToList();
            json.WriteStartObject("claims");
            foreach (var kind in claims.GroupBy(c => c.Kind).OrderBy(g => g.Key)) json.WriteNumber(kind.Key.Text(), kind.Count());
            json.WriteEndObject();
            var incidents = claims.Select(c => snapshot.IncidentOf(c.Id)).OfType<string>().Distinct(StringComparer.Ordinal);
            json.WriteNumber("incidents", incidents.Count());
        });
        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Snapshot snapshot, Report report)
    {
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteString("byline", report.Byline);
        json.WriteString("mediaType", report.MediaType);
        json.WriteString("encoding", report.Encoding);
        json.Texts("remarks", report.Remarks);
        json.WriteString("text", report.Text);
        json.List("passages", report.Passages, p =>
        {
            json.WriteNumber("start", p.Start);
            json.WriteNumber("end", p.End);
            json.WriteString("role", p.Role.Text());
            json.WriteString("language", p.Language);
        });
        var claims = snapshot.ClaimsOf(report.Id).OrderBy(c => c.Quote.Start).ThenBy(c => c.Quote.End).ToList();
        json.WriteStartArray("claims");
        foreach (var claim in claims) ClaimJson.WriteTo(json, claim);
        json.WriteEndArray();
        json.WriteStartObject("incidentOf");
        foreach (var claim in claims)
            if (snapshot.IncidentOf(claim.Id) is { } incident) json.WriteString(claim.Id, incident);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteClaim(Utf8JsonWriter json, Snapshot snapshot, Claim claim)
    {
        json.WriteStartObject();
        json.WritePropertyName("claim");
        ClaimJson.WriteTo(json, claim);
        json.WriteString("incident", snapshot.IncidentOf(claim.Id));
        json.WriteString("title", snapshot.Header(claim.Report.Id)?.Title);
        json.WriteEndObject();
    }

    public static void WriteHead(Utf8JsonWriter json, Report report)
    {
        json.WriteString("id", report.Id);
        json.WriteString("source", report.Source);
        json.WriteString("title", report.Title);
        json.WriteString("publisher", report.Publisher);
        json.Day("published", report.Published);
        json.WriteString("publishedBasis", report.PublishedBasis.Text());
        json.WriteString("language", report.Language);
    }
}
