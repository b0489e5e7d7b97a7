using System.Globalization;
using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>Lenient access to claims as JSON: predictions come from anywhere.</summary>
internal static class Fields
{
    public static JsonElement? Get(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v)
            && v.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? v : null;

    /// <summary>A text field; null where it is missing, empty, or no text.</summary>
    public static string? Text(this JsonElement e, string name) =>
        e.Get(name) is { ValueKind: JsonValueKind.String } v && v.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A text field as it is compared with others: empty is not missing.</summary>
    public static string? Raw(this JsonElement e, string name) => e.Get(name) is { } v ? v.ValueKind == JsonValueKind.String
        ? v.GetString() : v.GetRawText() : null;

    /// <summary>The objects of a list; none where there is no list.</summary>
    public static List<JsonElement> List(this JsonElement e, string name) =>
        e.Get(name) is { ValueKind: JsonValueKind.Array } v ? [.. v.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)] : [];

    /// <summary>The texts of a list.</summary>
    public static List<string> Texts(this JsonElement e, string name) =>
        e.Get(name) is { ValueKind: JsonValueKind.Array } v
            ? [.. v.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)] : [];

    public static bool IsTrue(this JsonElement e, string name) => e.Get(name) is { ValueKind: JsonValueKind.True };

    /// <summary>Whether a field holds anything: not null, false, zero, or empty.</summary>
    public static bool Holds(this JsonElement e, string name) => e.Get(name) is { } v && v.ValueKind switch
    {
        JsonValueKind.False => false,
        JsonValueKind.String => v.GetString()!.Length > 0,
        JsonValueKind.Array => v.GetArrayLength() > 0,
        JsonValueKind.Object => v.EnumerateObject().Any(),
        JsonValueKind.Number => v.GetDouble() != 0,
        _ => true,
    };

    /// <summary>The span of a claim's quote; null where it has none.</summary>
    public static Span? Span(this JsonElement claim)
    {
        if (claim.Get("quote") is not { ValueKind: JsonValueKind.Object } quote) return null;
        return Whole(quote.Get("start")) is { } start && Whole(quote.Get("end")) is { } end && end > start ? new Span(start, end) : null;
    }

    /// <summary>A value in a form in which equal numbers are equal, whole or not.</summary>
    public static string? Value(this JsonElement e, string name) => e.Get(name) is not { } v ? null : v.ValueKind switch
    {
        JsonValueKind.Number => v.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => "=" + v.GetRawText(),
    };

    public static bool IsNumber(this JsonElement e, string name) =>
        e.Get(name) is { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False };

    private static long? Whole(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.Number } v => v.TryGetInt64(out var n) ? n : null,
        _ => null,
    };
}
