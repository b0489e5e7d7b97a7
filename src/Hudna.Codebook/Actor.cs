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

    /// <summary>Adjectives that mark something as its own, with their languages: Russian, regime, HTS-led, الروسي.</summary>
    public IReadOnlyList<OtherName> Adjectives { get; init; } = [];

    /// <summary>
    /// Names of places and buildings that stand for it as a speaker or party, with their languages: Moscow, the Kremlin, موسكو. Kept
    /// apart from its names, because they are places in other sentences.
    /// </summary>
    public IReadOnlyList<OtherName> Metonyms { get; init; } = [];

    /// <summary>
    /// Ids of the classes of words (<see cref="ActorWords"/>) that, behind an adjective of this actor or of one above it, mean this
    /// entry: <c>aviation</c> for <c>russia/air-force</c>, so that "Russian warplanes" is that one.
    /// </summary>
    public IReadOnlyList<string> Described { get; init; } = [];

    /// <summary>Its codes elsewhere: scheme (<c>cameo</c>, <c>acled</c>, <c>acled-inter</c>, <c>ucdp</c>) → code.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();
}

/// <summary>A further name of an actor or a place.</summary>
/// <param name="Text">The name.</param>
/// <param name="Language">BCP 47 code.</param>
public sealed record OtherName(string Text, string Language);

/// <summary>A class of nouns that name a part or arm of an actor: warplanes, artillery, the foreign minister.</summary>
/// <param name="Id">Stable id (<c>aviation</c>).</param>
/// <param name="Words">The words, with their languages; lower case where the script has cases.</param>
public sealed record ActorWords(string Id, IReadOnlyList<OtherName> Words);

/// <summary>A person in public office or who speaks for an actor: a claim by or about them is one by or about that actor.</summary>
/// <param name="Name">The name in English.</param>
/// <param name="OtherNames">Other spellings, the bare family name among them where it is unmistakable.</param>
/// <param name="Actor">The actor's id.</param>
/// <param name="Role">What they are to it ("President").</param>
/// <param name="InOffice">When; null where that is not limited or not known.</param>
public sealed record Person(string Name, IReadOnlyList<OtherName> OtherNames, string Actor, string Role, Edtf? InOffice);

/// <summary>Sorts of actor.</summary>
#pragma warning disable CS1591 // The names say it.
public enum ActorKind { State, ArmedForces, ArmedGroup, Political, Civilian, International, Media, Monitor, Unidentified }
