using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Language.Model;

/// <summary>The label lists of a model, in the order of its heads' rows (<c>labels.json</c>).</summary>
internal sealed class Labels
{
    private Labels() { }

    /// <summary>Universal part-of-speech tags.</summary>
    public required string[] Upos { get; init; }

    /// <summary>Penn tags.</summary>
    public required string[] Xpos { get; init; }

    /// <summary>Dependency relations.</summary>
    public required string[] Relations { get; init; }

    /// <summary>BIO tags of the naming schemes, in the file's order.</summary>
    public required IReadOnlyList<(string Scheme, string[] Tags)> Names { get; init; }

    /// <summary>BIO tags of a frame's roles.</summary>
    public required string[] Roles { get; init; }

    /// <summary>BIO tags of speaker and cue.</summary>
    public required string[] Citing { get; init; }

    /// <summary>Event types; null stands for NONE.</summary>
    public required EventType?[] Types { get; init; }

    /// <summary>Kinds of claim.</summary>
    public required ClaimKind[] Kinds { get; init; }

    /// <summary>Modalities.</summary>
    public required Modality[] Modalities { get; init; }

    /// <summary>Means.</summary>
    public required Mode[] Modes { get; init; }

    /// <summary>Kinds of claim with their types, of the marks; empty for a model that has not learnt them.</summary>
    public required IReadOnlyList<(ClaimKind Kind, EventType? Type)> Claims { get; init; }

    /// <summary>Reads and checks a label file.</summary>
    /// <exception cref="UserFaultException">It is missing, no JSON, or names a label that the codebook does not know.</exception>
    public static Labels Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault("the model's labels cannot be read", path, null, "The folder must hold labels.json"), e);
        }
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            var names = new List<(string, string[])>();
            foreach (var scheme in root.GetProperty("ner").EnumerateObject()) names.Add((scheme.Name, Strings(scheme.Value)));
            return new Labels
            {
                Upos = Strings(root.GetProperty("upos")),
                Xpos = Strings(root.GetProperty("xpos")),
                Relations = Strings(root.GetProperty("deprel")),
                Names = names,
                Roles = Strings(root.GetProperty("roles")),
                Citing = Strings(root.GetProperty("citing")),
                Types = [.. Strings(root.GetProperty("types")).Select(t => t == "NONE" ? (EventType?)null : One<EventType>(t, path))],
                Kinds = [.. Strings(root.GetProperty("kinds")).Select(t => One<ClaimKind>(t, path))],
                Modalities = [.. Strings(root.GetProperty("modalities")).Select(t => One<Modality>(t, path))],
                Modes = [.. Strings(root.GetProperty("modes")).Select(t => One<Mode>(t, path))],
                Claims = root.TryGetProperty("claims", out var claims) ? [.. Strings(claims).Select(c => c.Split(' ')).Select(c => (One<ClaimKind>(c[0], path), c.Length > 1 ? One<EventType>(c[1], path) : (EventType?)null))] : [],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserFaultException(new Fault("the model's labels are not as they should be", path, null, "Copy the model's folder again"), e);
        }
    }

    private static T One<T>(string name, string path) where T : struct, Enum =>
        Codebook.Names.TryRead<T>(name, out var value)
            ? value
            : throw new UserFaultException(new Fault($"the label '{name}' is none of the codebook's", path, null, "Use a model made for this version"));

    private static string[] Strings(JsonElement list)
    {
        var found = new string[list.GetArrayLength()];
        for (var i = 0; i < found.Length; i++) found[i] = list[i].GetString()!;
        return found;
    }
}
