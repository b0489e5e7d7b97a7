using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>How an obligation, or one turn of a recurring one, stands.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="TermId">The term.</param>
/// <param name="Title">What the term is called.</param>
/// <param name="Binds">Who is bound: actor ids.</param>
/// <param name="Due">The day by which it is due; null where none is set.</param>
/// <param name="Period">For a turn of a recurring obligation the days that it is for; null otherwise.</param>
/// <param name="State">Met, late, missed, unknown, pending.</param>
/// <param name="On">The day of the (first) fulfilment; null where there is none.</param>
/// <param name="Times">How many fulfilments are known.</param>
/// <param name="Because">What shows it: incidents, claims, calendar entries, outcomes known beforehand.</param>
/// <param name="IncidentIds">The incidents that fulfil it or show that it was not kept.</param>
public sealed record DutyStatus(
    string AgreementId, string TermId, string Title, IReadOnlyList<string> Binds, DateOnly? Due, Edtf? Period, DutyState State, DateOnly? On,
    int Times, Reason Because, IReadOnlyList<string> IncidentIds);

/// <summary>
/// Deadlines and recurring duties of a theatre's agreements: met, late, missed or unknown, with the evidence, by the bare text. A
/// fulfilment is an incident that fits the term's acts, or an entry of the theatre's calendar of a kind that the term names; a failure is
/// a report that the obligation went by unmet, or what the agreement's file knows of it. Silence is unknown, never missed. Pure.
/// </summary>
public sealed class Deadlines(Judge judge)
{
    private sealed record Evidence(DateOnly? On, DateOnly? Last, string Words, string? IncidentId, IReadOnlyList<string> ClaimIds, bool Kept, string? Rule);

    /// <summary>The state of every obligation, in the order of agreements and terms; of a recurring one every turn, oldest first.</summary>
    /// <param name="incidents">All incidents.</param>
    /// <param name="claims">The claims behind them by id.</param>
    /// <param name="asOf">The day that is asked about; null for all that is known. What is due later is pending.</param>
    public IReadOnlyList<DutyStatus> Of(IReadOnlyList<Incident> incidents, IReadOnlyDictionary<string, Claim> claims, DateOnly? asOf)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(claims);
        var views = judge.Theatre.Agreements.SelectMany(a => TermView.All(a, a.Readings[0]).Where(v => v.Term.Kind == TermKind.Obligation)).ToList();
        var evidence = views.ToDictionary(v => v.Rule, _ => new List<Evidence>(), StringComparer.Ordinal);
        var byType = Enum.GetValues<EventType>().ToDictionary(t => t, t => views.Where(v => v.Term.Acts is { } a && (a.Types.Count == 0 || a.Types.Contains(t))).ToArray());
        foreach (var incident in incidents)
        {
            if (asOf is { } day && incident.Time?.Start > day) continue;
            var lapse = incident.Type == EventType.Reject && incident.Modes.Contains(Mode.Lapse);
            var candidates = lapse ? [.. views] : byType[incident.Type];
            if (candidates.Length == 0) continue;
            var weighing = judge.Weigh(incident, claims);
            foreach (var view in candidates)
            {
                var judged = lapse ? weighing.Judge(view, false) : weighing.Fulfils(view);
                if (judged is null || judged.Verdict is not (Verdict.Compliant or Verdict.Violation)) continue;
                var words = lapse ? "a report says that it went by unmet" : $"{Facts.Day(incident.Time?.Start ?? default)}: {incident.Type.Text()} {string.Join(", ", incident.Modes.Select(m => m.Text()))}".TrimEnd();
                evidence[view.Rule].Add(new(incident.Time?.Start, incident.Time?.End, words, incident.Id, incident.ClaimIds, !lapse, "reports"));
            }
        }
        foreach (var view in views) Calendar(view, evidence[view.Rule], asOf);
        return [.. views.SelectMany(v => States(v, evidence[v.Rule], asOf))];
    }

    private void Calendar(TermView view, List<Evidence> evidence, DateOnly? asOf)
    {
        if (view.Term.Acts is not { Calendar.Count: > 0 } acts) return;
        var from = view.Term.From ?? view.Agreement.Signed;
        foreach (var entry in judge.Theatre.Calendar)
        {
            if (!acts.Calendar.Contains(entry.Kind) || entry.Time.Start is not { } start || start < from || start > view.Until || start > asOf) continue;
            // What the reports tell already is not counted twice.
            if (evidence.Any(e => e.Kept && e.On == start)) continue;
            evidence.Add(new(start, entry.Time.End, $"{Facts.Day(start)}: {entry.Name}{(entry.Outcome is null ? "" : $" ({entry.Outcome})")}", null, [], true, $"calendar/{entry.Id}"));
        }
    }

    private static IEnumerable<DutyStatus> States(TermView view, List<Evidence> evidence, DateOnly? asOf)
    {
        var term = view.Term;
        evidence.Sort((a, b) => (a.On ?? default).CompareTo(b.On ?? default) is var byDay && byDay != 0 ? byDay : string.CompareOrdinal(a.Words, b.Words));
        if (term.Recurs is null)
        {
            yield return Once(view, evidence, asOf);
            yield break;
        }
        var first = term.From ?? view.Agreement.InForce;
        var last = Least(asOf ?? evidence.Select(e => e.Last ?? e.On).Max() ?? first, view.Until);
        foreach (var (from, to) in Turns(first, last, term.Recurs.EveryDays))
        {
            var here = evidence.Where(e => e.On >= from && e.On <= to).ToList();
            var kept = here.Where(e => e.Kept).ToList();
            var state = kept.Count > 0 ? DutyState.Met : here.Count > 0 ? DutyState.Missed : DutyState.Unknown;
            var words = state switch
            {
                DutyState.Met => $"{kept.Count} {(kept.Count == 1 ? "time" : "times")} ({term.Recurs.Words})",
                DutyState.Missed => "a report says that it was not done",
                _ => $"nothing that was read tells ({term.Recurs.Words})",
            };
            yield return Status(view, null, Edtf.Span(from, to), state, kept.FirstOrDefault()?.On, here, words);
        }
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Turns(DateOnly first, DateOnly last, int? everyDays)
    {
        for (var from = first; from <= last;)
        {
            var to = everyDays is { } days ? from.AddDays(days - 1) : new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1);
            yield return (from, to);
            from = to.AddDays(1);
        }
    }

    private static DutyStatus Once(TermView view, List<Evidence> evidence, DateOnly? asOf)
    {
        var term = view.Term;
        var outcome = term.Outcomes.LastOrDefault(o => asOf is null || o.On?.Start is null || o.On.Start <= asOf);
        var all = evidence.ToList();
        if (outcome is not null) all.Add(new(outcome.On?.Start, outcome.On?.End, $"{outcome.Words} [{string.Join("; ", outcome.Sources)}]", null, [], outcome.State is DutyState.Met or DutyState.Late, "known beforehand"));
        var done = evidence.FirstOrDefault(e => e.Kept && e.On is not null);
        if (done is not null)
        {
            var late = term.Deadline is { } due && done.On > due;
            return Status(view, term.Deadline, null, late ? DutyState.Late : DutyState.Met, done.On, all, late ? "done after the day" : "done");
        }
        if (evidence.Any(e => !e.Kept)) return Status(view, term.Deadline, null, DutyState.Missed, null, all, "a report says that it went by unmet");
        if (outcome is not null) return Status(view, term.Deadline, null, outcome.State, outcome.State is DutyState.Met or DutyState.Late ? outcome.On?.Start : null, all, outcome.Words);
        return term.Deadline > asOf
            ? Status(view, term.Deadline, null, DutyState.Pending, null, all, "its day has not come")
            : Status(view, term.Deadline, null, DutyState.Unknown, null, all, "nothing that was read tells");
    }

    private static DutyStatus Status(TermView view, DateOnly? due, Edtf? period, DutyState state, DateOnly? on, List<Evidence> evidence, string words) => new(
        view.Agreement.Id, view.Term.Id, view.Term.Title, view.Binds, due, period, state, on, evidence.Count(e => e.Kept && e.Rule != "known beforehand"),
        new Reason(words, view.Rule, [.. evidence.SelectMany(e => e.ClaimIds).Distinct(StringComparer.Ordinal)],
            [.. evidence.Select(e => new Reason(e.Words, e.Rule, e.ClaimIds, []))]),
        [.. evidence.Select(e => e.IncidentId).OfType<string>().Distinct(StringComparer.Ordinal)]);

    private static DateOnly Least(DateOnly a, DateOnly b) => a < b ? a : b;
}
