using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Ledger.Reviewing;

/// <summary>
/// What the readers' decisions make of the claims: which stand, as corrected; which belong together or apart; which are copies. A decision
/// is carried over to a newer coding by the report, the words, the kind and the type of the claims that it names, so it outlives rebuilds
/// and newer coders. Immutable; the same claims and decisions give the same review.
/// </summary>
public sealed class Review
{
    private readonly Dictionary<string, List<Decision>> _about = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _pairs = [];
    private readonly List<(string, string)> _copies = [];
    private readonly HashSet<string> _rejectedIncidents = new(StringComparer.Ordinal);
    private readonly List<(string Claim, Decision Decision)> _incidentCorrections = [];

    private Review() { }

    /// <summary>The claims that stand, corrected, under the ids by which the record knows them.</summary>
    public IReadOnlyList<Claim> Claims { get; private init; } = [];

    /// <summary>Pairs of claims that a reader has put together.</summary>
    public IEnumerable<(string A, string B)> Together => _pairs.Where(p => p.Value).Select(p => p.Key).Order();

    /// <summary>Pairs of claims that a reader has put apart.</summary>
    public IEnumerable<(string A, string B)> Apart => _pairs.Where(p => !p.Value).Select(p => p.Key).Order();

    /// <summary>Pairs of claims of which a reader has called one a copy of the other.</summary>
    public IReadOnlyList<(string A, string B)> Copies => _copies;

    /// <summary>Decisions that name something of which the present claims know nothing.</summary>
    public IReadOnlyList<Decision> Idle { get; private set; } = [];

    /// <summary>The decisions in force about a claim or an incident, oldest first.</summary>
    public IReadOnlyList<Decision> About(string id) => _about.TryGetValue(id, out var list) ? list : [];

    /// <summary>Takes the decisions into account.</summary>
    /// <param name="claims">The claims that hold.</param>
    /// <param name="decisions">The decisions, oldest first.</param>
    /// <param name="earlier">A claim that a newer coding has replaced, by its id (<see cref="RecordView.Claim"/>); null where unknown.</param>
    public static Review Of(IReadOnlyList<Claim> claims, IReadOnlyList<Decision> decisions, Func<string, Claim?> earlier)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(earlier);
        if (decisions.Count == 0) return new() { Claims = claims };
        var standing = new Dictionary<string, Claim>(claims.Count, StringComparer.Ordinal);
        foreach (var claim in claims) standing.TryAdd(claim.Id, claim);
        Dictionary<string, List<Claim>>? byReport = null;
        var review = new Review();
        var rejected = new HashSet<string>(StringComparer.Ordinal);
        var corrected = new Dictionary<string, Claim>(StringComparer.Ordinal);
        var idle = new List<Decision>();
        foreach (var decision in InForce(decisions))
        {
            var named = decision.Subjects.Select(s => (Subject: s, Claim: Present(s))).ToArray();
            foreach (var (subject, claim) in named)
            {
                review.Note(subject, decision);
                if (claim is not null && claim != subject) review.Note(IsIncident(subject) ? Merging.IncidentBuilder.IdOf(claim) : claim, decision);
            }
            var present = named.Where(n => n.Claim is not null).Select(n => (n.Subject, Claim: n.Claim!)).ToArray();
            var ofClaims = present.Where(n => !IsIncident(n.Subject)).Select(n => n.Claim).Distinct().ToArray();
            var ofIncidents = present.Where(n => IsIncident(n.Subject)).Select(n => n.Claim).Distinct().ToArray();
            if (present.Length == 0 && named.Any(n => IsIncident(n.Subject) || n.Subject.StartsWith("claim:", StringComparison.Ordinal)))
            {
                idle.Add(decision);
                continue;
            }
            switch (decision.Kind)
            {
                case DecisionKind.Accept:
                    rejected.ExceptWith(ofClaims);
                    review._rejectedIncidents.ExceptWith(ofIncidents);
                    break;
                case DecisionKind.Reject:
                    // A rejected incident names the claims behind it too; they stay where they are, for another reading of them may come.
                    if (ofIncidents.Length > 0) review._rejectedIncidents.UnionWith(ofIncidents);
                    else rejected.UnionWith(ofClaims);
                    break;
                case DecisionKind.Correct when decision is { Field: { } field, Value: { } value }:
                    foreach (var id in ofClaims)
                        if (TryApply(corrected.GetValueOrDefault(id) ?? standing[id], field, value) is { } better) corrected[id] = better;
                        else idle.Add(decision);
                    foreach (var id in ofIncidents) review._incidentCorrections.Add((id, decision));
                    break;
                case DecisionKind.Merge:
                    var all = present.Select(n => n.Claim).Distinct().ToArray();
                    foreach (var pair in review._pairs.Keys.Where(p => all.Contains(p.Item1) && all.Contains(p.Item2)).ToArray()) review._pairs.Remove(pair);
                    foreach (var id in all.Skip(1)) review.Pair(all[0], id, true);
                    break;
                case DecisionKind.Split:
                    review.Split(decision, ofIncidents, ofClaims, Present);
                    break;
                case DecisionKind.Copy:
                    review._copies.AddRange(ofClaims.Skip(1).Select(id => (ofClaims[0], id)));
                    break;
                default:
                    break;
            }
        }
        return new Review(review)
        {
            Idle = idle,
            Claims = rejected.Count == 0 && corrected.Count == 0 ? claims
                : [.. claims.Where(c => !rejected.Contains(c.Id)).Select(c => corrected.GetValueOrDefault(c.Id) ?? c)],
        };

        // The claim of the present that a subject means: itself, its successor in a newer coding, or the claim that an incident is named by.
        string? Present(string subject)
        {
            var id = IsIncident(subject) ? "claim:" + subject["incident:".Length..] : subject;
            if (standing.ContainsKey(id)) return id;
            if (!id.StartsWith("claim:", StringComparison.Ordinal) || earlier(id) is not { } old) return null;
            byReport ??= standing.Values.GroupBy(c => c.Report.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
            return byReport.TryGetValue(old.Report.Id, out var now) ? ClaimMatch.Of(old, now)?.Id : null;
        }
    }

    /// <summary>Applies what was decided about incidents as a whole: rejected ones go, corrected fields are replaced.</summary>
    public IReadOnlyList<Incident> Finish(IReadOnlyList<Incident> incidents)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        if (_rejectedIncidents.Count == 0 && _incidentCorrections.Count == 0) return incidents;
        var corrections = _incidentCorrections.ToLookup(c => c.Claim, c => c.Decision, StringComparer.Ordinal);
        var finished = new List<Incident>(incidents.Count);
        foreach (var incident in incidents)
        {
            if (incident.ClaimIds.Any(_rejectedIncidents.Contains)) continue;
            var now = incident;
            foreach (var decision in incident.ClaimIds.SelectMany(id => corrections[id]))
            {
                try
                {
                    now = Correction.Apply(now, decision.Field!, decision.Value!);
                }
                catch (FormatException)
                {
                    // Decisions are checked before they are appended; one of an older version that no longer fits changes nothing.
                }
            }
            finished.Add(now);
        }
        return finished;
    }

    /// <summary>The decisions that were not undone, in order. An undoing can itself be undone.</summary>
    public static IEnumerable<Decision> InForce(IReadOnlyList<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var undone = new HashSet<string>(StringComparer.Ordinal);
        for (var i = decisions.Count - 1; i >= 0; i--)
            if (decisions[i].Kind == DecisionKind.Undo && !undone.Contains(decisions[i].Id)) undone.UnionWith(decisions[i].Subjects);
        return decisions.Where(d => d.Kind != DecisionKind.Undo && !undone.Contains(d.Id));
    }

    private Review(Review other)
    {
        (_about, _pairs, _copies, _rejectedIncidents, _incidentCorrections) =
            (other._about, other._pairs, other._copies, other._rejectedIncidents, other._incidentCorrections);
    }

    // Claims leave those that stay: the ones that the decision lists as staying, else the one that names the incident. Without an incident
    // all that are named part from each other.
    private void Split(Decision decision, string[] ofIncidents, string[] leaving, Func<string, string?> present)
    {
        var staying = decision.Value is null ? ofIncidents : Stayers(decision.Value).Select(present).OfType<string>().ToArray();
        if (staying.Length == 0 && ofIncidents.Length == 0)
        {
            for (var i = 0; i < leaving.Length; i++)
                for (var j = 0; j < i; j++) Pair(leaving[i], leaving[j], false);
            return;
        }
        foreach (var id in leaving)
            foreach (var stays in staying)
                if (id != stays) Pair(id, stays, false);
        foreach (var id in leaving.Skip(1)) Pair(leaving[0], id, true);
    }

    private static string[] Stayers(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(value) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // The later decision about two claims holds.
    private void Pair(string a, string b, bool together)
    {
        if (a == b) return;
        _pairs[string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)] = together;
    }

    private void Note(string id, Decision decision)
    {
        if (!_about.TryGetValue(id, out var list)) _about.Add(id, list = []);
        if (!list.Contains(decision)) list.Add(decision);
    }

    private static bool IsIncident(string subject) => subject.StartsWith("incident:", StringComparison.Ordinal);

    private static Claim? TryApply(Claim claim, string field, string value)
    {
        try
        {
            return Correction.Apply(claim, field, value);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
