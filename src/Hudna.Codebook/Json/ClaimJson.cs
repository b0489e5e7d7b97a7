using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>
/// One claim as a line of JSON, codebook section 10: keys in that order, no white space, text unescaped but for what JSON asks. The same
/// claim always gives the same bytes; they are what the record's hash chain runs over.
/// </summary>
public static class ClaimJson
{
    /// <summary>Writer options of all canonical lines.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The claim's line as UTF-8, without a line end.</summary>
    public static byte[] Write(Claim claim)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) WriteTo(json, claim, withId: true);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Gives a claim the id that names its content.</summary>
    public static Claim Named(Claim claim)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) WriteTo(json, claim, withId: false);
        return claim with { Id = "claim:" + Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..20] };
    }

    /// <summary>Writes the claim as one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Claim claim, bool withId = true)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(claim);
        json.WriteStartObject();
        if (withId) json.WriteString("id", claim.Id);
        var r = claim.Report;
        json.WriteStartObject("report");
        json.WriteString("id", r.Id);
        json.WriteString("source", r.Source);
        json.WriteString("publisher", r.Publisher);
        json.WriteString("published", r.Published?.ToString("yyyy-MM-dd"));
        json.WriteString("publishedBasis", r.PublishedBasis.Text());
        json.WriteEndObject();
        json.WriteString("kind", claim.Kind.Text());
        json.WriteString("type", claim.Type?.Text());
        json.WriteStartArray("modes");
        foreach (var mode in claim.Modes) json.WriteStringValue(mode.Text());
        json.WriteEndArray();
        json.WriteStartObject("quote");
        json.WriteNumber("start", claim.Quote.Start);
        json.WriteNumber("end", claim.Quote.End);
        json.WriteString("exact", claim.Quote.Exact);
        json.WriteEndObject();
        WriteActors(json, "actors", claim.Actors);
        WriteActors(json, "targets", claim.Targets);
        json.WriteStartArray("places");
        foreach (var place in claim.Places) WritePlace(json, place);
        json.WriteEndArray();
        json.WriteStartObject("time");
        json.WriteString("text", claim.Time.Text);
        json.WriteString("edtf", claim.Time.Edtf?.Text);
        json.WriteString("basis", claim.Time.Basis?.Text());
        json.WriteBoolean("estimated", claim.Time.Estimated);
        json.WriteEndObject();
        json.WriteStartArray("counts");
        foreach (var count in claim.Counts)
        {
            json.WriteStartObject();
            WriteCount(json, count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("modality", claim.Modality.Text());
        json.WriteBoolean("negated", claim.Negated);
        json.WriteString("probabilityWords", claim.ProbabilityWords);
        json.WriteStartArray("attribution");
        foreach (var a in claim.Attribution)
        {
            json.WriteStartObject();
            json.WriteString("name", a.Name);
            json.WriteString("role", a.Role);
            json.WriteString("affiliation", a.Affiliation);
            json.WriteString("words", a.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("topic", claim.Topic);
        json.WriteString("proposition", claim.Proposition);
        if (claim.Horizon is { } h)
        {
            json.WriteStartObject("horizon");
            json.WriteString("text", h.Text);
            json.WriteString("edtf", h.Edtf?.Text);
            json.WriteBoolean("open", h.Open);
            json.WriteEndObject();
        }
        else json.WriteNull("horizon");
        if (claim.Tally is { } t)
        {
            json.WriteStartObject("tally");
            WriteCount(json, t.Count);
            json.WriteString("unit", t.Unit);
            json.WriteString("period", t.Period?.Text);
            json.WriteString("area", t.Area);
            json.WriteEndObject();
        }
        else json.WriteNull("tally");
        json.WriteNumber("confidence", Math.Round(claim.Confidence, 2));
        json.WriteString("coder", claim.Coder);
        json.WriteEndObject();
    }

    /// <summary>Reads a claim's line.</summary>
    /// <exception cref="FormatException">It is no claim; the message says which field, and why.</exception>
    public static Claim Read(ReadOnlyMemory<byte> utf8)
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

    /// <summary>Reads a claim's object.</summary>
    /// <exception cref="FormatException">It is no claim; the message says which field, and why.</exception>
    public static Claim Read(JsonElement e)
    {
        var r = e.Field("report");
        return new Claim
        {
            Id = e.Text("id"),
            Report = new(
                r.Text("id"), r.Text("source"), r.TextOrNull("publisher"),
                r.TextOrNull("published") is { } d
                    ? DateOnly.TryParseExact(d, "yyyy-MM-dd", out var day) ? day : throw new FormatException($"report.published '{d}' is no day")
                    : null,
                r.Name<PublishedBasis>("publishedBasis")),
            Kind = e.Name<ClaimKind>("kind"),
            Type = e.NameOrNull<EventType>("type"),
            Modes = e.List("modes", m => Names.TryRead<Mode>(m.GetString(), out var mode) ? mode : throw new FormatException($"'{m}' is no mode")),
            Quote = e.Field("quote") is var q ? new Quote(q.Int("start"), q.Int("end"), q.Text("exact")) : null!,
            Actors = e.List("actors", ReadActor),
            Targets = e.List("targets", ReadActor),
            Places = e.List("places", ReadPlace),
            Time = e.Field("time") is var t
                ? new(t.TextOrNull("text"), t.Edtf("edtf"), t.NameOrNull<TimeBasis>("basis"), t.Flag("estimated"))
                : TimeMention.None,
            Counts = e.List("counts", ReadCount),
            Modality = e.Name<Modality>("modality"),
            Negated = e.Flag("negated"),
            ProbabilityWords = e.TextOrNull("probabilityWords"),
            Attribution = e.List("attribution", a => new Attribution(a.Text("name"), a.TextOrNull("role"), a.TextOrNull("affiliation"), a.TextOrNull("words"))),
            Topic = e.TextOrNull("topic"),
            Proposition = e.TextOrNull("proposition"),
            Horizon = e.FieldOrNull("horizon") is { } h ? new(h.TextOrNull("text"), h.Edtf("edtf"), h.Flag("open")) : null,
            Tally = e.FieldOrNull("tally") is { } y ? new(ReadCount(y), y.TextOrNull("unit"), y.Edtf("period"), y.TextOrNull("area")) : null,
            Confidence = e.NumberOrNull("confidence") ?? 1,
            Coder = e.Text("coder"),
        };
    }

    internal static void WriteActors(Utf8JsonWriter json, string name, IReadOnlyList<ActorMention> actors)
    {
        json.WriteStartArray(name);
        foreach (var actor in actors)
        {
            json.WriteStartObject();
            json.WriteString("text", actor.Text);
            json.WriteString("id", actor.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WritePlace(Utf8JsonWriter json, PlaceMention place)
    {
        json.WriteStartObject();
        json.WriteString("text", place.Text);
        json.WriteString("id", place.Id);
        json.WriteString("name", place.Name);
        json.WriteNumberOrNull("lat", place.Lat);
        json.WriteNumberOrNull("lon", place.Lon);
        json.WriteString("precision", place.Precision.Text());
        if (place.Role != PlaceRole.Where) json.WriteString("role", place.Role.Text());
        json.WriteEndObject();
    }

    internal static void WriteCount(Utf8JsonWriter json, CountRange count)
    {
        json.WriteString("what", count.What);
        json.WriteNumberOrNull("min", count.Min);
        json.WriteNumberOrNull("best", count.Best);
        json.WriteNumberOrNull("max", count.Max);
        json.WriteBoolean("approximate", count.Approximate);
    }

    internal static CountRange ReadCount(JsonElement e) =>
        new(e.Text("what"), e.LongOrNull("min"), e.LongOrNull("best"), e.LongOrNull("max"), e.Flag("approximate"));

    internal static ActorMention ReadActor(JsonElement e) => new(e.Text("text"), e.TextOrNull("id"));

    internal static PlaceMention ReadPlace(JsonElement e) =>
        new(e.Text("text"), e.TextOrNull("id"), e.Text("name"), e.NumberOrNull("lat"), e.NumberOrNull("lon"),
            e.Name<PlacePrecision>("precision"), e.NameOrNull<PlaceRole>("role") ?? PlaceRole.Where);
}
