using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>Typed access to the fields of a JSON object, with errors that name the field.</summary>
internal static class JsonFields
{
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } v) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }

    public static JsonElement Field(this JsonElement e, string name) =>
        e.FieldOrNull(name) ?? throw new FormatException($"'{name}' is missing");

    public static JsonElement? FieldOrNull(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    public static string Text(this JsonElement e, string name) =>
        e.TextOrNull(name) ?? throw new FormatException($"'{name}' is missing");

    public static string? TextOrNull(this JsonElement e, string name) => e.FieldOrNull(name) is { } v
        ? v.ValueKind == JsonValueKind.String ? v.GetString() : throw new FormatException($"'{name}' is no text")
        : null;

    public static int Int(this JsonElement e, string name) =>
        e.Field(name).TryGetInt32(out var n) ? n : throw new FormatException($"'{name}' is no whole number");

    public static long? LongOrNull(this JsonElement e, string name) => e.FieldOrNull(name) is { } v
        ? v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out var n) ? n : throw new FormatException($"'{name}' is no whole number")
        : null;

    public static double? NumberOrNull(this JsonElement e, string name) => e.FieldOrNull(name) is { } v
        ? v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) ? n : throw new FormatException($"'{name}' is no number")
        : null;

    public static bool Flag(this JsonElement e, string name) => e.FieldOrNull(name) is { } v && v.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' is neither true nor false"),
    };

    public static T Name<T>(this JsonElement e, string name) where T : struct, Enum =>
        e.NameOrNull<T>(name) ?? throw new FormatException($"'{name}' is missing");

    public static T? NameOrNull<T>(this JsonElement e, string name) where T : struct, Enum => e.TextOrNull(name) is { } text
        ? Names.TryRead<T>(text, out var value) ? value : throw new FormatException($"'{name}' is '{text}', none of {string.Join(", ", Names.All<T>())}")
        : null;

    public static Edtf? Edtf(this JsonElement e, string name) => e.TextOrNull(name) is { } text
        ? Codebook.Edtf.TryRead(text) ?? throw new FormatException($"'{name}' is '{text}', no EDTF date")
        : null;

    public static IReadOnlyList<T> List<T>(this JsonElement e, string name, Func<JsonElement, T> read)
    {
        if (e.FieldOrNull(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) throw new FormatException($"'{name}' is no list");
        return [.. list.EnumerateArray().Select(read)];
    }
}
