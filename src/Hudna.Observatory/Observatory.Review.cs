using Hudna.Codebook;
using Hudna.Ledger.Reviewing;

namespace Hudna.Observatory;

public sealed partial class Observatory
{
    // Codings by hand or out of others' tables are not ours to replace.
    private const string OwnCoders = "hudna/";

    /// <summary>
    /// Takes a reader's decision into the record; incidents and findings follow from it when they are next asked for. Nothing is changed: an
    /// undo is a decision too.
    /// </summary>
    /// <exception cref="UserFaultException">It names what is not there, lacks a reader or a reason, or its value does not fit the field.</exception>
    public Decision Decide(ReaderWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (string.IsNullOrWhiteSpace(word.Reader)) throw Refused("nobody is named who decides", "Give your name");
        if (string.IsNullOrWhiteSpace(word.Reason)) throw Refused("a decision needs a reason", "Say why, in a few words");
        var decision = Named(word);
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

    /// <summary>The decisions in force about a claim or an incident, oldest first; those about its earlier names and codings too.</summary>
    public IReadOnlyList<Decision> DecisionsAbout(string id) => [.. Now().Review.About(id).Select(_black.Apply)];

    /// <summary>The decisions that were not undone, oldest first.</summary>
    public IReadOnlyList<Decision> DecisionsInForce() => [.. Review.InForce(Now().Decisions)];

    /// <summary>Decisions in force that find nothing to apply to, because what they name is in no present coding.</summary>
    public IReadOnlyList<Decision> IdleDecisions() => Now().Review.Idle;

    /// <summary>
    /// Codes every report again that an earlier version of this coder coded. Where the outcome is another, it is appended, and holds from then
    /// on; readers' decisions carry over to the claims in the same words.
    /// </summary>
    /// <returns>How many reports were coded, and how many of them otherwise than before.</returns>
    public (int Coded, int Changed) Recode(IProgress<ReadProgress>? progress = null, CancellationToken cancel = default)
    {
        var (coded, changed, claims) = (0, 0, 0);
        var threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var coding in _record.Codings()) latest[coding.ReportId] = coding.Coder;
        var coder = _coder.Value;
        try
        {
            foreach (var some in latest.Where(l => l.Value.StartsWith(OwnCoders, StringComparison.Ordinal)).Select(l => l.Key).Chunk(threads * 4))
            {
                cancel.ThrowIfCancellationRequested();
                // A report that was erased is not there any more.
                foreach (var (report, found) in some.AsParallel().AsOrdered().WithDegreeOfParallelism(threads)
                    .Select(id => _record.Report(id)).Where(r => r is not null).Select(r => (r!, coder.Code(r!))).ToArray())
                {
                    coded++;
                    claims += found.Count;
                    if (_record.AppendClaims(report.Id, found, coder.Name)) changed++;
                    progress?.Report(new ReadProgress(report.Source, coded, claims));
                }
            }
        }
        finally
        {
            Forget();
        }
        return (coded, changed);
    }

    private Decision Named(ReaderWord word)
    {
        var decide = new Decide(word.Reader.Trim(), _options.Clock.GetUtcNow());
        var reason = word.Reason.Trim();
        var subjects = word.Subjects;
        switch (word.Kind)
        {
            case DecisionKind.Accept or DecisionKind.Reject when subjects is [var id]:
                if (Incident(id) is null && Claim(id) is null) throw Unknown(id);
                return word.Kind == DecisionKind.Accept ? decide.Accept(id, reason) : decide.Reject(id, reason);
            case DecisionKind.Correct when subjects is [var id] && word is { Field: { Length: > 0 } field, Value: { } value }:
                // What is blacked out on the pages must not go into the record as if a reader had written it.
                if (value.Contains('█', StringComparison.Ordinal) || value.Contains("\\u2588", StringComparison.OrdinalIgnoreCase))
                    throw Refused("the value holds blacked-out words", "Correct it without --black-out");
                try
                {
                    return Incident(id) is { } incident ? decide.Correct(incident, field, value, reason) : decide.Correct(ClaimOf(id), field, value, reason);
                }
                catch (FormatException e)
                {
                    throw Refused(e.Message, "Give a value that this field can hold, as JSON");
                }
            case DecisionKind.Merge when subjects.Distinct().Count() > 1:
                return decide.Merge([.. subjects.Distinct().Select(IncidentOfId)], reason);
            case DecisionKind.Split when subjects is [var id, _, ..]:
                var whole = IncidentOfId(id);
                var leaving = subjects.Skip(1).ToHashSet(StringComparer.Ordinal);
                if (leaving.FirstOrDefault(c => !whole.ClaimIds.Contains(c)) is { } stranger) throw Refused($"{stranger} is not of {id}", "Name claims of the incident");
                if (leaving.Count == whole.ClaimIds.Count) throw Refused("every claim would leave", "Leave at least one where it is");
                return decide.Split(whole, leaving, reason);
            case DecisionKind.Copy when subjects is [var copy, var original] && copy != original:
                return decide.Copy(ClaimOf(copy).Id, ClaimOf(original).Id, reason);
            case DecisionKind.Undo when subjects is [var id]:
                return decide.Undo(Decisions().FirstOrDefault(d => d.Id == id) ?? throw Unknown(id), reason);
            default:
                throw Refused($"'{word.Kind.Text()}' cannot be decided of {subjects.Count} subjects like these",
                    "accept, reject, correct and undo take one; copy two claims; merge two or more incidents; split an incident and claims of it");
        }
    }

    private Claim ClaimOf(string id) => Claim(id) ?? throw Unknown(id);

    private Incident IncidentOfId(string id) => Incident(id) ?? throw Unknown(id);

    private static UserFaultException Unknown(string id) => Refused($"there is no '{id}' here any more", "Load the page again: it may have another name by now");

    private static UserFaultException Refused(string what, string mend) => new(new Fault(what, Mend: mend));
}

/// <summary>What a reader wants decided.</summary>
/// <param name="Kind">Accept, reject, correct, merge, split, copy or undo.</param>
/// <param name="Subjects">
/// What it is about, by ids: a claim or an incident; two or more incidents to merge; an incident and those of its claims that leave it; a
/// claim and the one that it copies; a decision to undo.
/// </param>
/// <param name="Reader">Who decides.</param>
/// <param name="Reason">Why.</param>
/// <param name="Field">The field to correct.</param>
/// <param name="Value">Its new value as JSON.</param>
public sealed record ReaderWord(DecisionKind Kind, IReadOnlyList<string> Subjects, string Reader, string Reason, string? Field = null, string? Value = null);
