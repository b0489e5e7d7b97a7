using Hudna.Codebook;

namespace Hudna.Observatory;

/// <summary>What came of reading.</summary>
public sealed record ReadSummary
{
    /// <summary>Reports taken into the record.</summary>
    public required int Added { get; init; }

    /// <summary>Reports whose text was in the record before.</summary>
    public required int AlreadyThere { get; init; }

    /// <summary>Reports taken in without a claim, because they say nothing to code or their language is not coded.</summary>
    public required int WithoutClaims { get; init; }

    /// <summary>Claims taken into the record.</summary>
    public required int Claims { get; init; }

    /// <summary>What could not be read, and why. The rest was.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}

/// <summary>How far reading has come.</summary>
/// <param name="Source">The report just taken in, or the one that is being read.</param>
/// <param name="Done">Reports dealt with so far.</param>
/// <param name="Claims">Claims taken in so far.</param>
public readonly record struct ReadProgress(string Source, int Done, int Claims)
{
    /// <summary>While a report is still being read: words read so far, of all reports; null once it is in the record.</summary>
    public long? Words { get; init; }
}
