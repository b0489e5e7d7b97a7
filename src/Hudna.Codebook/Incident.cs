namespace Hudna.Codebook;

/// <summary>
/// One occurrence in the world, worked out from the event claims of one or more reports. Keeps ranges and disagreements; never an
/// average. Derived: can be thrown away and made again from the record.
/// </summary>
public sealed record Incident
{
    /// <summary><c>incident:</c> and twenty hex digits, named by its earliest claim, so that it keeps its name as others join.</summary>
    public required string Id { get; init; }

    /// <summary>The event type.</summary>
    public required EventType Type { get; init; }

    /// <summary>All means that any claim names, in the codebook's order.</summary>
    public IReadOnlyList<Mode> Modes { get; init; } = [];

    /// <summary>When: what all claims together allow.</summary>
    public Edtf? Time { get; init; }

    /// <summary>All places named, each once.</summary>
    public IReadOnlyList<PlaceMention> Places { get; init; } = [];

    /// <summary>Who acted, each once.</summary>
    public IReadOnlyList<ActorMention> Actors { get; init; } = [];

    /// <summary>Who was hit, each once.</summary>
    public IReadOnlyList<ActorMention> Targets { get; init; } = [];

    /// <summary>Counts as ranges, each with every source's own figure.</summary>
    public IReadOnlyList<IncidentCount> Counts { get; init; } = [];

    /// <summary>The ids of the claims behind it, earliest report first.</summary>
    public required IReadOnlyList<string> ClaimIds { get; init; }

    /// <summary>How many reports mention it.</summary>
    public required int Mentions { get; init; }

    /// <summary>How many sources tell of it independently: copies and retellings count once.</summary>
    public required int IndependentSources { get; init; }

    /// <summary>Where its sources disagree.</summary>
    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>Why each claim joined.</summary>
    public IReadOnlyList<MergeReason> Reasons { get; init; } = [];
}

/// <summary>A count of an incident over all its sources.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Min">The least that any source allows.</param>
/// <param name="Best">The figure that most independent sources give; the latest where they tie; null where none gives one.</param>
/// <param name="Max">The most that any source allows.</param>
/// <param name="Sources">Each claim's own figure.</param>
public sealed record IncidentCount(string What, long? Min, long? Best, long? Max, IReadOnlyList<SourceCount> Sources);

/// <summary>The figure that one claim gives.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Count">Its figure.</param>
public sealed record SourceCount(string ClaimId, CountRange Count);

/// <summary>A disagreement about an incident.</summary>
/// <param name="About">What is disputed: <c>occurrence</c>, <c>actor</c>, <c>killed</c> …</param>
/// <param name="ClaimIds">The claims that stand against each other or against the rest.</param>
/// <param name="Words">The disagreement in a sentence.</param>
public sealed record Dispute(string About, IReadOnlyList<string> ClaimIds, string Words);

/// <summary>Why a claim was joined to an incident.</summary>
/// <param name="ClaimId">The claim that joined.</param>
/// <param name="With">The claim that it was compared with; null for the first.</param>
/// <param name="Score">The weight of evidence, 0 to 1.</param>
/// <param name="Words">Features and weights in words ("same place, same day, same means").</param>
public sealed record MergeReason(string ClaimId, string? With, double Score, string Words);
