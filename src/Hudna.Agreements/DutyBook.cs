using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>
/// When each obligation was fulfilled, as far as incidents, the theatre's calendar and the agreements' own outcomes tell: what conditions
/// and presuppositions are held against. Immutable.
/// </summary>
public sealed class DutyBook
{
    private readonly Dictionary<string, Duty> _duties;

    private DutyBook(Dictionary<string, Duty> duties) => _duties = duties;

    private sealed record Duty(DateOnly? Fulfilled, DateOnly? Missed, string Words, IReadOnlyList<string> ClaimIds);

    /// <summary>How an obligation (<c>moscow-2020/3</c>) stood on a day: met, missed, or unknown.</summary>
    public (DutyState State, Reason Why) StateAt(string rule, DateOnly day)
    {
        if (!_duties.TryGetValue(rule, out var duty)) return (DutyState.Unknown, Reason.Of($"Nothing tells whether {rule} was met", rule));
        if (duty.Fulfilled <= day) return (DutyState.Met, Reason.Of($"{rule} was met by {Facts.Day(duty.Fulfilled.Value)}: {duty.Words}", rule, [.. duty.ClaimIds]));
        return duty.Missed <= day
            ? (DutyState.Missed, Reason.Of($"{rule} was not met: {duty.Words}", rule, [.. duty.ClaimIds]))
            : (DutyState.Unknown, Reason.Of($"Nothing tells whether {rule} was met by {Facts.Day(day)}", rule));
    }

    /// <summary>The book of a theatre and what was reported.</summary>
    public static DutyBook Of(Theatre theatre, IReadOnlyList<DutyStatus> duties)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        ArgumentNullException.ThrowIfNull(duties);
        var book = new Dictionary<string, Duty>(StringComparer.Ordinal);
        foreach (var duty in duties)
        {
            var rule = $"{duty.AgreementId}/{duty.TermId}";
            if (book.ContainsKey(rule) && duty.Period is not null) continue;
            book[rule] = duty.State switch
            {
                DutyState.Met or DutyState.Late => new Duty(duty.On ?? duty.Due, null, duty.Because.Words, duty.Because.ClaimIds),
                DutyState.Missed => new Duty(null, duty.Due ?? duty.On, duty.Because.Words, duty.Because.ClaimIds),
                _ => new Duty(null, null, duty.Because.Words, duty.Because.ClaimIds),
            };
        }
        return new DutyBook(book);
    }

    /// <summary>A book that knows nothing.</summary>
    public static DutyBook Empty { get; } = new([]);
}
