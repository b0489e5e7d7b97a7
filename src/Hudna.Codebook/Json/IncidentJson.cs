using System.Buffers;
using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>
/// One incident as a line of JSON: keys in a fixed order, no white space, so that the same incident always gives the same bytes and two
/// rebuilds can be compared.
/// </summary>
public static class IncidentJson
{
    /// <summary>The incident's line as UTF-8, without a line end.</summary>
    public static byte[] Write(Incident incident)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options)) WriteTo(json, incident);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the incident as one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Incident incident)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(incident);
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("type", incident.Type.Text());
        json.WriteStartArray("modes");
        foreach (var mode in incident.Modes) json.WriteStringValue(mode.Text());
        json.WriteEndArray();
        json.WriteString("time", incident.Time?.Text);
        json.WriteStartArray("places");
        foreach (var place in incident.Places) ClaimJson.WritePlace(json, place);
        json.WriteEndArray();
        ClaimJson.WriteActors(json, "actors", incident.Actors);
        ClaimJson.WriteActors(json, "targets", incident.Targets);
        json.WriteStartArray("counts");
        foreach (var count in incident.Counts)
        {
            json.WriteStartObject();
            json.WriteString("what", count.What);
            json.WriteNumberOrNull("min", count.Min);
            json.WriteNumberOrNull("best", count.Best);
            json.WriteNumberOrNull("max", count.Max);
            json.WriteStartArray("sources");
            foreach (var source in count.Sources)
            {
                json.WriteStartObject();
                json.WriteString("claim", source.ClaimId);
                ClaimJson.WriteCount(json, source.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteTexts(json, "claims", incident.ClaimIds);
        json.WriteNumber("mentions", incident.Mentions);
        json.WriteNumber("independentSources", incident.IndependentSources);
        json.WriteStartArray("disputes");
        foreach (var dispute in incident.Disputes)
        {
            json.WriteStartObject();
            json.WriteString("about", dispute.About);
            WriteTexts(json, "claims", dispute.ClaimIds);
            json.WriteString("words", dispute.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (var reason in incident.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("claim", reason.ClaimId);
            json.WriteString("with", reason.With);
            json.WriteNumber("score", Math.Round(reason.Score, 3));
            json.WriteString("words", reason.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads an incident's line.</summary>
    /// <exception cref="FormatException">It is no incident; the message says which field, and why.</exception>
    public static Incident Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"no JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads an incident's object.</summary>
    /// <exception cref="FormatException">It is no incident; the message says which field, and why.</exception>
    public static Incident Read(JsonElement e) => new()
    {
        Id = e.Text("id"),
        Type = e.Name<EventType>("type"),
        Modes = e.List("modes", m => Names.TryRead<Mode>(m.GetString(), out var mode) ? mode : throw new FormatException($"'{m}' is no mode")),
        Time = e.Edtf("time"),
        Places = e.List("places", ClaimJson.ReadPlace),
        Actors = e.List("actors", ClaimJson.ReadActor),
        Targets = e.List("targets", ClaimJson.ReadActor),
        Counts = e.List("counts", c => new IncidentCount(c.Text("what"), c.LongOrNull("min"), c.LongOrNull("best"), c.LongOrNull("max"),
            c.List("sources", s => new SourceCount(s.Text("claim"), ClaimJson.ReadCount(s))))),
        ClaimIds = e.List("claims", ReadText),
        Mentions = e.Int("mentions"),
        IndependentSources = e.Int("independentSources"),
        Disputes = e.List("disputes", d => new Dispute(d.Text("about"), d.List("claims", ReadText), d.Text("words"))),
        Reasons = e.List("reasons", r => new MergeReason(r.Text("claim"), r.TextOrNull("with"), r.NumberOrNull("score") ?? 0, r.Text("words"))),
    };

    internal static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    internal static string ReadText(JsonElement e) => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw new FormatException($"'{e}' is no text");
}
