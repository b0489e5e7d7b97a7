namespace Hudna.Codebook;

/// <summary>
/// One thing that one report says, with the exact quote that says it. A claim is never changed: a correction is a
/// <see cref="Decision"/>. Compare claims by <see cref="Id"/>, which names their whole content.
/// </summary>
public sealed record Claim
{
    /// <summary><c>claim:</c> and twenty hex digits of the SHA-256 of the claim's canonical line without this field.</summary>
    public required string Id { get; init; }

    /// <summary>The report that says it.</summary>
    public required ReportReference Report { get; init; }

    /// <summary>Event, statement, tally or forecast.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The event type; null for a tally or forecast of something that no type names.</summary>
    public EventType? Type { get; init; }

    /// <summary>The means, in the codebook's order, none twice.</summary>
    public IReadOnlyList<Mode> Modes { get; init; } = [];

    /// <summary>The words that say it.</summary>
    public required Quote Quote { get; init; }

    /// <summary>Who acts; equal parties are all here, in the order of the text.</summary>
    public IReadOnlyList<ActorMention> Actors { get; init; } = [];

    /// <summary>Whom it hits or is about.</summary>
    public IReadOnlyList<ActorMention> Targets { get; init; } = [];

    /// <summary>Every place where it happened.</summary>
    public IReadOnlyList<PlaceMention> Places { get; init; } = [];

    /// <summary>When it happened; for a tally the whole period.</summary>
    public TimeMention Time { get; init; } = TimeMention.None;

    /// <summary>What was counted.</summary>
    public IReadOnlyList<CountRange> Counts { get; init; } = [];

    /// <summary>How it stands to the world.</summary>
    public Modality Modality { get; init; }

    /// <summary>Whether a forecast says that it will not happen.</summary>
    public bool Negated { get; init; }

    /// <summary>The words that carry a forecast's probability, verbatim.</summary>
    public string? ProbabilityWords { get; init; }

    /// <summary>Who says so, the publisher first.</summary>
    public IReadOnlyList<Attribution> Attribution { get; init; } = [];

    /// <summary>What a statement is about.</summary>
    public string? Topic { get; init; }

    /// <summary>What a forecast says.</summary>
    public string? Proposition { get; init; }

    /// <summary>Until when a forecast speaks.</summary>
    public Horizon? Horizon { get; init; }

    /// <summary>What a tally gives.</summary>
    public Tally? Tally { get; init; }

    /// <summary>The coder's probability that the claim is right in kind and type, 0 to 1, two decimals.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Who coded it: <c>hudna/0.1.0</c>, <c>hand/…</c>.</summary>
    public required string Coder { get; init; }
}

/// <summary>What a claim keeps of the report that says it.</summary>
/// <param name="Id">The report's id.</param>
/// <param name="Source">File name or address as given.</param>
/// <param name="Publisher">The publisher; null where unknown.</param>
/// <param name="Published">The publication date; null where unknown.</param>
/// <param name="PublishedBasis">How that date was come by.</param>
public sealed record ReportReference(string Id, string Source, string? Publisher, DateOnly? Published, PublishedBasis PublishedBasis);
