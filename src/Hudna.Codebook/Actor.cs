namespace Hudna.Codebook;

/// <summary>An entry of the actor register (codebook section 4).</summary>
public sealed record Actor
{
    /// <summary>Stable id; the part before a slash is the root (<c>russia/air-force</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The name in English.</summary>
    public required string Name { get; init; }

    /// <summary>Other names, with their languages.</summary>
    public IReadOnlyList<OtherName> OtherNames { get; init; } = [];

    /// <summary>What sort of actor it is.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>The actor that it belongs to; null for a root.</summary>
    public string? Parent { get; init; }

    /// <summary>When it existed; null where that is not limited.</summary>
    public Edtf? Existed { get; init; }

    /// <summary>Its codes elsewhere: scheme (<c>cameo</c>, <c>acled</c>, <c>acled-inter</c>, <c>ucdp</c>) → code.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();
}

/// <summary>A further name of an actor or a place.</summary>
/// <param name="Text">The name.</param>
/// <param name="Language">BCP 47 code.</param>
public sealed record OtherName(string Text, string Language);

/// <summary>Sorts of actor.</summary>
#pragma warning disable CS1591 // The names say it.
public enum ActorKind { State, ArmedForces, ArmedGroup, Political, Civilian, International, Media, Monitor }
