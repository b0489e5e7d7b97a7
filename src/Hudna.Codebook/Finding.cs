namespace Hudna.Codebook;

/// <summary>
/// One incident judged against one term of one agreement under one reading of it, with the reasons. Derived.
/// </summary>
public sealed record Finding
{
    /// <summary><c>finding:</c> and twenty hex digits over incident, agreement, term and reading.</summary>
    public required string Id { get; init; }

    /// <summary>The incident judged.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>The term of it.</summary>
    public required string TermId { get; init; }

    /// <summary>Whose reading of it.</summary>
    public required string ReadingId { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// The probability that the verdict's facts hold, 0 to 1; 1 where nothing is in doubt. For <see cref="Verdict.Undecided"/> the
    /// probability that it would be a violation (or, for an obligation, a fulfilment), as far as zones and dates give one.
    /// </summary>
    public double Probability { get; init; } = 1;

    /// <summary>Who answers for it: the actors, then the patrons through whom they are bound.</summary>
    public IReadOnlyList<string> Responsible { get; init; } = [];

    /// <summary>Why: a tree whose leaves name facts, claims, rules and zones.</summary>
    public required Reason Because { get; init; }

    /// <summary>SHA-256 of the agreement file that it was judged by, hex. The id stays when that file changes.</summary>
    public required string AgreementVersion { get; init; }
}

/// <summary>The judgement of an incident under a term and a reading.</summary>
public enum Verdict
{
    /// <summary>The term forbids it.</summary>
    Violation,

    /// <summary>The term asks for it, is fulfilled by it, or allows it.</summary>
    Compliant,

    /// <summary>It would be a violation, but the reading exempts it.</summary>
    Exempt,

    /// <summary>The term does not speak of it.</summary>
    NotCovered,

    /// <summary>What is known does not decide it.</summary>
    Undecided,
}

/// <summary>A node in a tree of reasons.</summary>
/// <param name="Words">The reason in a sentence.</param>
/// <param name="Rule">The rule or datum that it rests on (a term, zone, exemption id); null for a bare fact.</param>
/// <param name="ClaimIds">Claims that show it.</param>
/// <param name="Children">The reasons beneath.</param>
/// <param name="Probability">The probability that it holds, 0 to 1; null where none is meant.</param>
public sealed record Reason(
    string Words, string? Rule, IReadOnlyList<string> ClaimIds, IReadOnlyList<Reason> Children, double? Probability = null)
{
    /// <summary>A leaf.</summary>
    public static Reason Of(string words, string? rule = null, params IReadOnlyList<string> claimIds) => new(words, rule, claimIds, []);
}
