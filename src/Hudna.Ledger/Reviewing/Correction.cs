using System.Text.Json;
using System.Text.Json.Nodes;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Reviewing;

/// <summary>Puts a corrected value into a field of a claim or an incident, by the field's name in its line of JSON.</summary>
public static class Correction
{
    private static readonly HashSet<string> FixedInClaims = ["id", "report", "quote", "coder", "confidence"];
    private static readonly HashSet<string> FixedInIncidents = ["id", "claims", "mentions", "independentSources", "reasons"];

    /// <summary>
    /// The claim with a field replaced: <c>type</c>, <c>places</c>, <c>time.edtf</c> … It keeps its id, by which the record knows it.
    /// </summary>
    /// <exception cref="FormatException">There is no such field, it is not one to correct, or the value does not fit it.</exception>
    public static Claim Apply(Claim claim, string field, string value) =>
        ClaimJson.Read(Patched(ClaimJson.Write(claim), field, value, FixedInClaims));

    /// <summary>The incident with a field replaced.</summary>
    /// <exception cref="FormatException">There is no such field, it is not one to correct, or the value does not fit it.</exception>
    public static Incident Apply(Incident incident, string field, string value) =>
        IncidentJson.Read(Patched(IncidentJson.Write(incident), field, value, FixedInIncidents));

    private static byte[] Patched(byte[] line, string field, string value, HashSet<string> fixedFields)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        var parts = field.Split('.');
        if (fixedFields.Contains(parts[0])) throw new FormatException($"'{field}' is not a field to correct");
        try
        {
            var root = JsonNode.Parse(line)!.AsObject();
            var at = root;
            foreach (var part in parts[..^1])
                at = at[part] as JsonObject ?? throw new FormatException($"'{field}' is no field");
            if (!at.ContainsKey(parts[^1])) throw new FormatException($"'{field}' is no field");
            at[parts[^1]] = JsonNode.Parse(value);
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (JsonException e)
        {
            throw new FormatException($"the new value of '{field}' is no JSON: {e.Message}", e);
        }
    }
}
