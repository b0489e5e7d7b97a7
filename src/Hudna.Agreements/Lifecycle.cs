using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>Where a finding stands with the mission and the parties.</summary>
public enum FindingStage
{
    /// <summary>Worked out; nobody has acted on it.</summary>
    Open,

    /// <summary>Told to the party that answers for it.</summary>
    Notified,

    /// <summary>The party answered.</summary>
    Answered,

    /// <summary>Somebody disputes it.</summary>
    Disputed,

    /// <summary>Confirmed after inquiry.</summary>
    Confirmed,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>A finding as it was when it was issued, kept in the decision that notified it.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="TermId">The term.</param>
/// <param name="ReadingId">The reading.</param>
/// <param name="Verdict">The verdict then.</param>
/// <param name="Probability">Its probability then.</param>
/// <param name="Responsible">Who answered for it then.</param>
/// <param name="AgreementVersion">The agreement file that it was judged by, SHA-256, hex.</param>
public sealed record IssuedFinding(
    string AgreementId, string TermId, string ReadingId, Verdict Verdict, double Probability, IReadOnlyList<string> Responsible, string AgreementVersion);

/// <summary>The history of a finding.</summary>
/// <param name="FindingId">The finding, by the id that the first step named.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Now">What is found today; null where nothing is found any longer.</param>
/// <param name="Issued">What was notified; null where it never was.</param>
/// <param name="Steps">The decisions on it, oldest first, those undone left out.</param>
/// <param name="Notice">What has changed since it was issued, in a sentence; null where nothing has.</param>
public sealed record FindingHistory(
    string FindingId, FindingStage Stage, Finding? Now, IssuedFinding? Issued, IReadOnlyList<Decision> Steps, string? Notice);

/// <summary>
/// The life of findings, as missions keep it: notified, answered by a party, disputed, confirmed, closed, each with who, when and why. All
/// of it is decisions of the record; each carries the finding as it was then (<see cref="Snapshot"/>), so that a notified one keeps the
/// version it was judged by whatever becomes of the agreement's file. A step names the claims behind the finding too, so that it is found
/// again when a later report has given the incident another name. Pure.
/// </summary>
public static class Lifecycle
{
    /// <summary>The field that a step's decision carries the finding in.</summary>
    public const string Field = "finding";

    /// <summary>The value of a step's decision: the finding as it is now, as JSON.</summary>
    public static string Snapshot(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("agreement", finding.AgreementId);
            json.WriteString("term", finding.TermId);
            json.WriteString("reading", finding.ReadingId);
            json.WriteString("verdict", finding.Verdict.Text());
            json.WriteNumber("probability", finding.Probability);
            json.WriteStartArray("responsible");
            foreach (var actor in finding.Responsible) json.WriteStringValue(actor);
            json.WriteEndArray();
            json.WriteString("agreementVersion", finding.AgreementVersion);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The finding that a notifying decision issued; null where it carries none that can be read.</summary>
    public static IssuedFinding? Issued(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Kind == DecisionKind.Notify ? Carried(decision) : null;
    }

    private static IssuedFinding? Carried(Decision decision)
    {
        if (decision.Field != Field || decision.Value is null) return null;
        try
        {
            using var json = JsonDocument.Parse(decision.Value);
            var root = json.RootElement;
            return Names.TryRead<Verdict>(root.GetProperty("verdict").GetString(), out var verdict)
                ? new IssuedFinding(root.GetProperty("agreement").GetString()!, root.GetProperty("term").GetString()!, root.GetProperty("reading").GetString()!, verdict, root.GetProperty("probability").GetDouble(), [.. root.GetProperty("responsible").EnumerateArray().Select(a => a.GetString()!)],
                    root.GetProperty("agreementVersion").GetString()!)
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The histories of all findings that decisions speak of, by finding id.</summary>
    /// <param name="findings">The findings of today.</param>
    /// <param name="decisions">All decisions, in the order of the record.</param>
    /// <param name="incidentOf">The incident that a claim belongs to today; null where it belongs to none.</param>
    public static IReadOnlyList<FindingHistory> Of(IReadOnlyCollection<Finding> findings, IReadOnlyList<Decision> decisions, Func<string, string?> incidentOf)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(incidentOf);
        var undone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var undoing in decisions.Reverse().Where(d => d.Kind == DecisionKind.Undo && !undone.Contains(d.Id))) undone.UnionWith(undoing.Subjects);
        var steps = new SortedDictionary<string, List<Decision>>(StringComparer.Ordinal);
        foreach (var decision in decisions.Where(d => !undone.Contains(d.Id) && IsStep(d.Kind)))
        {
            foreach (var subject in decision.Subjects.Where(s => s.StartsWith("finding:", StringComparison.Ordinal)))
            {
                if (!steps.TryGetValue(subject, out var list)) steps[subject] = list = [];
                list.Add(decision);
            }
        }
        if (steps.Count == 0) return [];
        var now = findings.Where(f => steps.ContainsKey(f.Id)).ToDictionary(f => f.Id, StringComparer.Ordinal);
        return [.. steps.Select(s => History(s.Key, now.GetValueOrDefault(s.Key) ?? Renamed(s.Value), s.Value))];

        // An incident is named after its first claim; one that comes before it gives it another name, and its findings other ids.
        Finding? Renamed(List<Decision> taken)
        {
            if (taken.Select(Carried).LastOrDefault(c => c is not null) is not { } was) return null;
            var incident = taken.SelectMany(d => d.Subjects).Where(s => s.StartsWith("claim:", StringComparison.Ordinal)).Select(incidentOf).OfType<string>()
                .GroupBy(i => i, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
            return incident is null ? null : findings.FirstOrDefault(f => f.IncidentId == incident && f.AgreementId == was.AgreementId && f.TermId == was.TermId && f.ReadingId == was.ReadingId);
        }
    }

    /// <summary>Whether a decision of this kind is a step in the life of a finding, if a finding is its subject.</summary>
    public static bool IsStep(DecisionKind kind) => kind is DecisionKind.Notify or DecisionKind.Answer or DecisionKind.Dispute or DecisionKind.Confirm or DecisionKind.Close;

    /// <summary>Whether a step may follow a stage, and why not: nothing is answered before it was notified, nothing moves once it is closed.</summary>
    public static Fault? Refuse(FindingStage stage, DecisionKind step) => (stage, step) switch
    {
        (FindingStage.Closed, not DecisionKind.Undo) => new Fault("the finding is closed", Mend: "Undo the decision that closed it first"),
        (FindingStage.Open, DecisionKind.Undo) => new Fault("no step was taken that could be undone"),
        (FindingStage.Open, DecisionKind.Answer) => new Fault("the finding was not notified yet, so nobody can have answered it", Mend: "Notify it first"),
        (not FindingStage.Open and not FindingStage.Closed, DecisionKind.Notify) => new Fault("the finding was notified already"),
        (_, DecisionKind.Notify or DecisionKind.Answer or DecisionKind.Dispute or DecisionKind.Confirm or DecisionKind.Close or DecisionKind.Undo) => null,
        _ => new Fault($"'{step.Text()}' is no step of a finding", Mend: "Known are notify, answer, dispute, confirm, close, and undo for the last of them"),
    };

    private static FindingHistory History(string id, Finding? now, List<Decision> steps)
    {
        var stage = steps[^1].Kind switch
        {
            DecisionKind.Notify => FindingStage.Notified,
            DecisionKind.Answer => FindingStage.Answered,
            DecisionKind.Dispute => FindingStage.Disputed,
            DecisionKind.Confirm => FindingStage.Confirmed,
            _ => FindingStage.Closed,
        };
        var issued = steps.Select(Issued).LastOrDefault(i => i is not null);
        return new FindingHistory(id, stage, now, issued, steps, issued is null ? null : Changed(issued, now));
    }

    private static string? Changed(IssuedFinding issued, Finding? now)
    {
        if (now is null) return $"It was issued as {issued.Verdict.Text()}; as things are known today the term no longer covers it.";
        var version = now.AgreementVersion == issued.AgreementVersion ? "" : $" The agreement's file has changed since; it was issued by version {issued.AgreementVersion[..Math.Min(12, issued.AgreementVersion.Length)]}.";
        if (now.Verdict != issued.Verdict) return $"It was issued as {issued.Verdict.Text()} and would be {now.Verdict.Text()} today.{version}";
        return version.Length > 0 ? version.TrimStart() : null;
    }
}
