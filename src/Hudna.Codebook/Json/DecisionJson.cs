using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>
/// One decision as a line of JSON, keys in a fixed order, no white space: the same decision always gives the same bytes. Times are UTC
/// to the millisecond.
/// </summary>
public static class DecisionJson
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>The decision's line as UTF-8, without a line end.</summary>
    public static byte[] Write(Decision decision) => Bytes(decision, withId: true);

    /// <summary>Gives a decision the id that names its content.</summary>
    public static Decision Named(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision with { Id = "decision:" + Convert.ToHexStringLower(SHA256.HashData(Bytes(decision, withId: false)))[..20] };
    }

    /// <summary>Writes the decision as one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Decision decision, bool withId = true)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(decision);
        json.WriteStartObject();
        if (withId) json.WriteString("id", decision.Id);
        json.WriteString("kind", decision.Kind.Text());
        json.WriteStartArray("subjects");
        foreach (var subject in decision.Subjects) json.WriteStringValue(subject);
        json.WriteEndArray();
        json.WriteString("field", decision.Field);
        json.WriteString("value", decision.Value);
        json.WriteString("reader", decision.Reader);
        json.WriteString("at", decision.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        json.WriteString("reason", decision.Reason);
        json.WriteEndObject();
    }

    /// <summary>Reads a decision's line.</summary>
    /// <exception cref="FormatException">It is no decision; the message says which field, and why.</exception>
    public static Decision Read(ReadOnlyMemory<byte> utf8)
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

    /// <summary>Reads a decision's object.</summary>
    /// <exception cref="FormatException">It is no decision; the message says which field, and why.</exception>
    public static Decision Read(JsonElement e)
    {
        var at = e.Text("at");
        return new Decision
        {
            Id = e.Text("id"),
            Kind = e.Name<DecisionKind>("kind"),
            Subjects = e.List("subjects", s => s.GetString() ?? throw new FormatException("'subjects' holds a null")),
            Field = e.TextOrNull("field"),
            Value = e.TextOrNull("value"),
            Reader = e.Text("reader"),
            At = DateTimeOffset.TryParseExact(at, TimeFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time : throw new FormatException($"'at' is '{at}', no time"),
            Reason = e.Text("reason"),
        };
    }

    private static byte[] Bytes(Decision decision, bool withId)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options)) WriteTo(json, decision, withId);
        return buffer.WrittenSpan.ToArray();
    }
}
