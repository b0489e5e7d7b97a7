namespace Hudna.Ledger;

/// <summary>What verifying a record found.</summary>
public sealed record VerifyResult
{
    /// <summary>How many entries were walked.</summary>
    public required long Entries { get; init; }

    /// <summary>The last of them; null in an empty or unreadable record.</summary>
    public Snapshot? Head { get; init; }

    /// <summary>How many signed checkpoints were checked.</summary>
    public int Checkpoints { get; init; }

    /// <summary>What does not hold, in the order of the entries; at most some hundreds are kept.</summary>
    public IReadOnlyList<VerifyFault> Faults { get; init; } = [];

    /// <summary>Whether everything holds.</summary>
    public bool Holds => Faults.Count == 0;
}

/// <summary>One thing that does not hold.</summary>
/// <param name="Sequence">The entry; null where none can be named.</param>
/// <param name="What">What is wrong, in a sentence.</param>
/// <param name="Since">It held at this time for sure, so the change came later; null where that cannot be said.</param>
public sealed record VerifyFault(long? Sequence, string What, DateTimeOffset? Since = null)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{(Sequence is null ? "" : $"entry {Sequence}: ")}{What}{(Since is null ? "" : $" (changed after {Since.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)")}";
}
