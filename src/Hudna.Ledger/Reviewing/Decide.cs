using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Reviewing;

/// <summary>
/// Makes decisions with all the names that they need later: an incident is named together with the claims behind it, so that what was meant
/// can be found again when the incident has another name or other claims.
/// </summary>
public sealed class Decide(string reader, DateTimeOffset at)
{
    /// <summary>Accepts a claim or an incident as it stands.</summary>
    public Decision Accept(string id, string reason) => Of(DecisionKind.Accept, [id], reason);

    /// <summary>Rejects a claim: it forms no incident any more.</summary>
    public Decision Reject(string id, string reason) => Of(DecisionKind.Reject, [id], reason);

    /// <summary>Replaces a field of a claim.</summary>
    /// <exception cref="FormatException">The field is none to correct, or the value does not fit it.</exception>
    public Decision Correct(Claim claim, string field, string json, string reason)
    {
        Correction.Apply(claim, field, json);
        return Of(DecisionKind.Correct, [claim.Id], reason, field, json);
    }

    /// <summary>Replaces a field of an incident.</summary>
    /// <exception cref="FormatException">The field is none to correct, or the value does not fit it.</exception>
    public Decision Correct(Incident incident, string field, string json, string reason)
    {
        Correction.Apply(incident, field, json);
        return Of(DecisionKind.Correct, [incident.Id], reason, field, json);
    }

    /// <summary>Puts incidents together as one.</summary>
    public Decision Merge(IReadOnlyList<Incident> incidents, string reason) =>
        Of(DecisionKind.Merge, [.. incidents.Select(i => i.Id), .. incidents.SelectMany(i => i.ClaimIds)], reason);

    /// <summary>Takes claims out of an incident; they form one of their own, apart from those that stay.</summary>
    public Decision Split(Incident incident, IReadOnlyCollection<string> leaving, string reason)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var staying = incident.ClaimIds.Where(id => !leaving.Contains(id)).ToArray();
        return Of(DecisionKind.Split, [incident.Id, .. incident.ClaimIds.Where(leaving.Contains)], reason, "stay", JsonSerializer.Serialize(staying));
    }

    /// <summary>Calls one claim a copy of another: they count as one source.</summary>
    public Decision Copy(string claimId, string ofClaimId, string reason) => Of(DecisionKind.Copy, [claimId, ofClaimId], reason);

    /// <summary>Takes a step in the life of a finding: it names the finding, its incident and the claims behind it, and carries it as it is now.</summary>
    public Decision Step(DecisionKind step, string findingId, Incident? incident, string? field, string? snapshot, string reason) =>
        Of(step, incident is null ? [findingId] : [findingId, incident.Id, .. incident.ClaimIds], reason, field, snapshot);

    /// <summary>Takes a decision back; an undoing can be undone too.</summary>
    public Decision Undo(Decision decision, string reason) => Of(DecisionKind.Undo, [decision.Id], reason);

    private Decision Of(DecisionKind kind, IReadOnlyList<string> subjects, string reason, string? field = null, string? value = null) =>
        DecisionJson.Named(new Decision { Id = "", Kind = kind, Subjects = subjects, Field = field, Value = value, Reader = reader, At = at, Reason = reason });
}
