namespace Hudna.Codebook;

/// <summary>An agreement as data: who agreed to what, since when, and how each side reads it. Immutable.</summary>
public sealed record Agreement
{
    /// <summary>Stable id, the file's name (<c>moscow-2020</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The name in English.</summary>
    public required string Name { get; init; }

    /// <summary>The name in Arabic; null where unknown.</summary>
    public string? NameArabic { get; init; }

    /// <summary>Actor ids of those who signed.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Actor ids of the guarantors.</summary>
    public IReadOnlyList<string> Guarantors { get; init; } = [];

    /// <summary>The day of signature.</summary>
    public required DateOnly Signed { get; init; }

    /// <summary>The first day that it is in force.</summary>
    public required DateOnly InForce { get; init; }

    /// <summary>The last day that it is in force; null where none is set.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>Its terms, in the text's order.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The ways in which it is read, the bare text first.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Where its text was read.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string Version { get; init; }
}

/// <summary>One term of an agreement.</summary>
public sealed record Term
{
    /// <summary>Id within the agreement (<c>1</c>, <c>2</c>, <c>preamble-b</c>).</summary>
    public required string Id { get; init; }

    /// <summary>A few words that name it.</summary>
    public required string Title { get; init; }

    /// <summary>What it says, in our own words.</summary>
    public required string Text { get; init; }

    /// <summary>What sort of rule it is.</summary>
    public required TermKind Kind { get; init; }

    /// <summary>Actor ids that it binds (an id binds those beneath it).</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>Event types that it speaks of.</summary>
    public IReadOnlyList<EventType> Types { get; init; } = [];

    /// <summary>Modes that it speaks of; empty for all of its types.</summary>
    public IReadOnlyList<Mode> Modes { get; init; } = [];

    /// <summary>The zone that it holds in; null for everywhere.</summary>
    public string? Zone { get; init; }

    /// <summary>First day that it holds; null for the agreement's own.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day by which an obligation is to be met; null where none is set.</summary>
    public DateOnly? Deadline { get; init; }
}

/// <summary>Sorts of term.</summary>
public enum TermKind
{
    /// <summary>Something must not be done.</summary>
    Prohibition,

    /// <summary>Something must be done, once or again and again.</summary>
    Obligation,

    /// <summary>Something may be done.</summary>
    Permission,

    /// <summary>Something is taken out of a prohibition.</summary>
    Exemption,

    /// <summary>This only once that.</summary>
    Condition,
}

/// <summary>How somebody reads an agreement: what of it they take to bind whom, and what they take to be exempt.</summary>
public sealed record Reading
{
    /// <summary>Stable id (<c>text</c>, <c>russia</c>, <c>turkey</c>, <c>opposition</c>, <c>monitors</c>).</summary>
    public required string Id { get; init; }

    /// <summary>A few words that name it.</summary>
    public required string Title { get; init; }

    /// <summary>The actor that reads so; null for the bare text.</summary>
    public string? Holder { get; init; }

    /// <summary>The reading in a sentence or two.</summary>
    public required string Text { get; init; }

    /// <summary>What it changes, term by term.</summary>
    public IReadOnlyList<TermReading> Terms { get; init; } = [];

    /// <summary>Where the reading was found.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>How a reading takes one term.</summary>
public sealed record TermReading
{
    /// <summary>The term's id, <c>*</c> for all.</summary>
    public required string Term { get; init; }

    /// <summary>Who is bound under this reading; null to leave the text's own.</summary>
    public IReadOnlyList<string>? Binds { get; init; }

    /// <summary>Attacks on these actors are exempt.</summary>
    public IReadOnlyList<string> ExemptTargets { get; init; } = [];

    /// <summary>Acts by these actors are exempt.</summary>
    public IReadOnlyList<string> ExemptActors { get; init; } = [];

    /// <summary>The zone under this reading; null to leave the text's own.</summary>
    public string? Zone { get; init; }

    /// <summary>The reason, in a sentence.</summary>
    public required string Because { get; init; }
}

/// <summary>A zone as a recipe; its shape is built where it is needed, with its uncertainty.</summary>
/// <param name="Id">Stable id (<c>m4-corridor</c>).</param>
/// <param name="Name">The name in English.</param>
/// <param name="NameArabic">The name in Arabic; null where unknown.</param>
/// <param name="Recipe">How it is built.</param>
/// <param name="Source">Where the recipe comes from.</param>
public sealed record Zone(string Id, string Name, string? NameArabic, ZoneRecipe Recipe, string? Source);

/// <summary>How a zone is built.</summary>
public abstract record ZoneRecipe;

/// <summary>The union of areas of the gazetteer that have a boundary.</summary>
/// <param name="PlaceIds">Their ids.</param>
public sealed record AreasRecipe(IReadOnlyList<string> PlaceIds) : ZoneRecipe;

/// <summary>A polygon.</summary>
/// <param name="Ring">Its outer ring, closed.</param>
/// <param name="UncertaintyMetres">How far the true edge may lie from it.</param>
public sealed record PolygonRecipe(IReadOnlyList<Position> Ring, double UncertaintyMetres) : ZoneRecipe;

/// <summary>A strip on both sides of a road.</summary>
/// <param name="RoadIds">The stretches of road.</param>
/// <param name="LeftMetres">Depth on the left-hand side, looking along the line.</param>
/// <param name="RightMetres">Depth on the right-hand side.</param>
public sealed record CorridorRecipe(IReadOnlyList<string> RoadIds, double LeftMetres, double RightMetres) : ZoneRecipe;
