using Hudna.Agreements;
using Hudna.Codebook;
using Hudna.Ledger.Reviewing;

namespace Hudna.Observatory;

public sealed partial class Observatory
{
    /// <summary>How the readings of an agreement part: what each counts, and why it does not count what another does.</summary>
    public IReadOnlyList<ReadingSummary> Readings(Agreement agreement) => LedgerTable.Readings(agreement, Findings());

    /// <summary>The findings on which somebody has acted, with the steps taken and what has changed since they were issued.</summary>
    public IReadOnlyList<FindingHistory> FindingHistories()
    {
        var now = Now();
        return Lifecycle.Of(now.Findings, now.Decisions, claim => now.IncidentsByClaim.GetValueOrDefault(claim)?.Id);
    }

    /// <summary>The finding that an id, or the beginning of one, names: today's, or the history of one that is found no longer.</summary>
    /// <exception cref="UserFaultException">There is none, or the beginning fits several.</exception>
    public (Finding? Finding, FindingHistory? History) FindingOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var whole = id.StartsWith("finding:", StringComparison.Ordinal) ? id : "finding:" + id;
        var histories = FindingHistories();
        var ids = Findings().Select(f => f.Id).Concat(histories.Select(h => h.FindingId)).Where(f => f.StartsWith(whole, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        if (ids is not [var found])
            throw new UserFaultException(new Fault(ids.Count == 0 ? $"there is no finding '{id}'" : $"'{id}' is the beginning of several findings",
                Mend: ids.Count == 0 ? "hudna judge --findings lists them; new reports may have given its incident another name" : "Write more of it"));
        var history = histories.FirstOrDefault(h => h.FindingId == found || h.Now?.Id == found);
        return (history?.Now ?? Findings().FirstOrDefault(f => f.Id == found), history);
    }

    /// <summary>Takes a step in the life of a finding into the record, or undoes the last one.</summary>
    /// <param name="findingId">The finding.</param>
    /// <param name="step">Notify, answer, dispute, confirm, close; undo for the last step in force.</param>
    /// <param name="reader">Who decides, or who answers.</param>
    /// <param name="reason">Why, or what was answered.</param>
    /// <exception cref="UserFaultException">There is no such finding, the step cannot follow where it stands, or a name or reason is missing.</exception>
    public Decision Step(string findingId, DecisionKind step, string? reader, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reader)) throw new UserFaultException(new Fault("nobody is named who takes the step", Mend: "Give a name"));
        if (string.IsNullOrWhiteSpace(reason)) throw new UserFaultException(new Fault("a step needs a reason", Mend: "Say why, or what was answered"));
        var (finding, history) = FindingOf(findingId);
        if (Lifecycle.Refuse(history?.Stage ?? FindingStage.Open, step) is { } refused) throw new UserFaultException(refused);
        if (finding is null && step == DecisionKind.Notify) throw new UserFaultException(new Fault("the finding is found no longer, and cannot be notified"));
        var decide = new Decide(reader.Trim(), _options.Clock.GetUtcNow());
        var decision = step == DecisionKind.Undo ? decide.Undo(history!.Steps[^1], reason.Trim())
            : decide.Step(step, history?.FindingId ?? finding!.Id, finding is null ? null : Incident(finding.IncidentId), finding is null ? null : Lifecycle.Field,
                finding is null ? null : Lifecycle.Snapshot(finding), reason.Trim());
        try
        {
            _record.Append(decision);
        }
        finally
        {
            Forget();
        }
        return decision;
    }
}
