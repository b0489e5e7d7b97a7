using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>What is known beforehand, the parts of it that pages show, and the numbers of the whole observatory.</summary>
internal static class TheatreJson
{
    public static void WriteTheatre(Utf8JsonWriter json, Snapshot snapshot)
    {
        var theatre = snapshot.Theatre;
        json.WriteStartObject();
        json.WriteString("id", theatre.Id);
        json.WriteString("name", theatre.Name);
        json.WriteString("nameAr", theatre.NameArabic);
        json.WriteString("timeZone", theatre.TimeZone);
        json.WriteStartArray("bounds");
        foreach (var edge in (double[])[theatre.Bounds.West, theatre.Bounds.South, theatre.Bounds.East, theatre.Bounds.North])
            json.WriteNumberValue(edge);
        json.WriteEndArray();
        json.List("actors", UsedActors(snapshot), a =>
        {
            json.WriteString("id", a.Id);
            json.WriteString("name", a.Name);
            json.WriteString("nameAr", ArabicName(a));
            json.WriteString("kind", a.Kind.Text());
            json.WriteString("parent", a.Parent);
        });
        json.List("agreements", theatre.Agreements, a => LedgerJson.WriteAgreement(json, a));
        json.List("zones", snapshot.Zones, z =>
        {
            json.WriteString("id", z.Id);
            json.WriteString("name", z.Name);
            json.WriteString("nameAr", z.NameArabic);
        });
        json.List("calendar", theatre.Calendar, c =>
        {
            json.WriteString("id", c.Id);
            json.WriteString("kind", c.Kind);
            json.WriteString("name", c.Name);
            json.Time("time", c.Time);
            json.WriteString("place", c.Place);
            json.WriteString("confidence", c.Confidence);
        });
        json.WriteEndObject();
    }

    public static void WriteSummary(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteString("theatre", snapshot.Theatre.Id);
        json.WriteNumber("reports", snapshot.Reports.Count);
        json.WriteNumber("claims", snapshot.Claims.Count);
        json.WriteStartObject("byKind");
        foreach (var kind in Enum.GetValues<ClaimKind>()) json.WriteNumber(kind.Text(), snapshot.Claims.Count(c => c.Kind == kind));
        json.WriteEndObject();
        json.WriteNumber("incidents", snapshot.Incidents.Count);
        json.WriteNumber("placed", snapshot.Incidents.Count(i => i.Places.Any(p => snapshot.Extents.Of(p).IsDrawn)));
        json.WriteNumber("dated", snapshot.Incidents.Count(i => i.Time is not null));
        json.WriteNumber("disputed", snapshot.Incidents.Count(i => i.Disputes.Count > 0));
        json.Day("first", snapshot.Incidents.Select(i => i.Time?.Start).Min());
        json.Day("last", snapshot.Incidents.Select(i => i.Time?.End).Max());
        json.List("agreements", snapshot.Theatre.Agreements, a =>
        {
            json.WriteString("id", a.Id);
            LedgerJson.WriteVerdicts(json, snapshot.LedgerOf(a.Id));
        });
        json.WriteEndObject();
    }

    /// <summary>Those that incidents, claims' speakers or agreements name, with all above them, in the register's order.</summary>
    private static IEnumerable<Actor> UsedActors(Snapshot snapshot)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var named = snapshot.Claims
            .SelectMany(c => c.Actors.Concat(c.Targets).Select(a => a.Id).Concat(c.Attribution.Select(a => a.Affiliation)))
            .Concat(snapshot.Findings.SelectMany(f => f.Responsible))
            .Concat(snapshot.Theatre.Agreements.SelectMany(a =>
                a.Parties.Concat(a.Guarantors).Concat(a.Terms.SelectMany(t => t.Binds.Concat(t.Acts?.Targets ?? [])))
                    .Concat(a.Readings.SelectMany(r => r.Holders.Concat(r.Terms.SelectMany(t => t.ExemptTargets))))));
        foreach (var name in named)
            for (var actor = snapshot.Actor(name); actor is not null && used.Add(actor.Id); actor = snapshot.Actor(actor.Parent)) { }
        return snapshot.Theatre.Actors.Where(a => used.Contains(a.Id));
    }

    private static string? ArabicName(Actor actor) => actor.OtherNames.FirstOrDefault(n => n.Language == "ar")?.Text;
}
