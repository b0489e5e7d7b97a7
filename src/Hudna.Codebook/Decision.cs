namespace Hudna.Codebook;

/// <summary>
/// What a person did to a claim, an incident or a finding. Part of the record: never changed or removed; undoing is a decision that
/// names the one undone.
/// </summary>
public sealed record Decision
{
    /// <summary><c>decision:</c> and twenty hex digits of the SHA-256 of its content.</summary>
    public required string Id { get; init; }

    /// <summary>What was done.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>The ids it was done to: claims, incidents, findings, or for <see cref="DecisionKind.Undo"/> decisions.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>For a correction: the field, in the claim's own line (<c>places</c>, <c>time.edtf</c>); null otherwise.</summary>
    public string? Field { get; init; }

    /// <summary>For a correction: the new value as JSON; null otherwise.</summary>
    public string? Value { get; init; }

    /// <summary>Who decided.</summary>
    public required string Reader { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in the reader's words.</summary>
    public required string Reason { get; init; }
}

/// <summary>What a decision does.</summary>
#pragma warning disable CS1591 // The names say it.
public enum DecisionKind { Accept, Reject, Correct, Merge, Split, Copy, Undo, Notify, Answer, Dispute, Confirm, Close }
