using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hudna.Evaluation;

/// <summary>
/// Gold as people write it: short lines beside the report's text, with the quote in words instead of offsets. Read into the full form of the
/// codebook's section 10. <c>tests/gold/README.md</c> describes the keys.
/// </summary>
internal static class GoldSheet
{
    /// <summary>The claims of one sheet.</summary>
    /// <param name="file">The sheet.</param>
    /// <param name="text">The report's text, as kept.</param>
    /// <param name="publisher">Who published the report.</param>
    /// <exception cref="FormatException">A line is no JSON, or its quote does not stand in the text.</exception>
    public static IReadOnlyList<JsonElement> Read(string file, string text, string? publisher)
    {
        var claims = new List<JsonElement>();
        foreach (var line in JsonLines.Read(file))
        {
            var full = Full(line, text, publisher) ?? throw new FormatException($"{file}: the quote '{line.Text("quote")}' does not stand in the text.");
            claims.Add(JsonSerializer.SerializeToElement(full));
        }
        return claims;
    }

    private static JsonObject? Full(JsonElement line, string text, string? publisher)
    {
        var exact = line.Text("quote") ?? "";
        var start = -1;
        for (var n = line.Get("occurrence")?.GetInt32() ?? 1; n > 0; n--)
        {
            start = text.IndexOf(exact, start + 1, StringComparison.Ordinal);
            if (start < 0 || exact.Length == 0) return null;
        }
        if (start < 0) return null;
        var full = new JsonObject
        {
            ["kind"] = line.Text("kind"),
            ["type"] = line.Text("type"),
            ["modes"] = Copy(line, "modes"),
            ["quote"] = new JsonObject { ["start"] = start, ["end"] = start + exact.Length, ["exact"] = exact },
            ["actors"] = Rows(line, "actors", "text", "id"),
            ["targets"] = Rows(line, "targets", "text", "id"),
            ["places"] = Rows(line, "places", "text", "name", "precision"),
            ["time"] = Row(line.Get("time"), "text", "edtf", "basis"),
            ["counts"] = Rows(line, "counts", "what", "min", "best", "max", "approximate"),
            ["modality"] = line.Text("modality") ?? "asserted",
            ["negated"] = line.IsTrue("negated"),
            ["probabilityWords"] = line.Text("probabilityWords"),
            ["attribution"] = new JsonArray([new JsonObject { ["name"] = publisher, ["role"] = "publisher" },
                .. Rows(line, "by", "name", "role", "affiliation", "words").Select(n => n!.DeepClone())]),
            ["topic"] = line.Text("topic"),
            ["proposition"] = line.Text("proposition"),
            ["horizon"] = line.Get("horizon") is { } h ? h.ValueKind == JsonValueKind.String ? new JsonObject { ["edtf"] = h.GetString() } : JsonNode.Parse(h.GetRawText()) : null,
            ["tally"] = line.Get("tally") is { } tally ? JsonNode.Parse(tally.GetRawText()) : null,
            ["debatable"] = line.IsTrue("debatable"),
            ["unscoredSlots"] = Copy(line, "unscored"),
            ["trigger"] = line.Text("trigger"),
        };
        if (line.Get("alternatives") is { } alternatives) full["alternatives"] = JsonNode.Parse(alternatives.GetRawText());
        return full;
    }

    private static JsonArray Copy(JsonElement line, string name) => line.Get(name) is { ValueKind: JsonValueKind.Array } list ? JsonNode.Parse(list.GetRawText())!.AsArray() : [];

    private static JsonArray Rows(JsonElement line, string name, params string[] columns) =>
        line.Get(name) is { ValueKind: JsonValueKind.Array } rows ? new JsonArray([.. rows.EnumerateArray().Select(r => Row(r, columns))]) : [];

    private static JsonObject? Row(JsonElement? row, params string[] columns)
    {
        if (row is not { ValueKind: JsonValueKind.Array } values) return null;
        var named = new JsonObject();
        var i = 0;
        foreach (var value in values.EnumerateArray())
        {
            if (i < columns.Length) named[columns[i]] = value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());
            i++;
        }
        return named;
    }
}
