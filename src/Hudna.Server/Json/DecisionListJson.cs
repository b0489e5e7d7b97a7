using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>What readers decided, for lists.</summary>
internal static class DecisionListJson
{
    /// <summary>All decisions, the latest first.</summary>
    public static void WriteList(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        Write(json, snapshot, snapshot.Readers.All.Reverse());
        json.WriteEndObject();
    }

    /// <summary>A field <c>decisions</c>.</summary>
    public static void Write(Utf8JsonWriter json, Snapshot snapshot, IEnumerable<Decision> decisions) => json.List("decisions", decisions, d =>
    {
        json.WriteString("id", d.Id);
        json.WriteString("kind", d.Kind.Text());
        json.Texts("subjects", d.Subjects);
        json.WriteString("field", d.Field);
        json.WriteString("value", d.Value);
        json.WriteString("reader", d.Reader);
        json.WriteString("at", d.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        json.WriteString("reason", d.Reason);
        json.WriteBoolean("inForce", snapshot.Readers.InForce.Contains(d.Id));
        json.WriteBoolean("idle", snapshot.Readers.Idle.Contains(d.Id));
        json.WriteString("incident", d.Subjects.Select(s => s.StartsWith("incident:", StringComparison.Ordinal) ? "claim:" + s["incident:".Length..] : s)
            .Select(snapshot.IncidentOf).FirstOrDefault(i => i is not null));
    });
}
