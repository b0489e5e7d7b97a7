using Hudna.Codebook;

namespace Hudna.Server;

/// <summary>What one reading of an agreement counts, and why it does not count what another does.</summary>
internal sealed record Side(string AgreementId, string ReadingId, int Violations, int Undecided, IReadOnlyList<(string Why, int Incidents)> NotCounted);

/// <summary>A count that somebody published, beside ours.</summary>
internal sealed record CountBeside(
    string ClaimId, string Observer, string? ObserverId, CountRange Theirs, string? Unit, Edtf? Period, string? Area, IReadOnlyList<string> AreaIds,
    IReadOnlyList<string> Parties, string? AgreementId, string ReadingId, IReadOnlyList<(string Unit, long Min, long? Max)> Ours, int DaysTold, int? DaysInPeriod,
    bool CanAgree, IReadOnlyList<string> WouldHaveToBeTrue);

/// <summary>A finding on which somebody has acted.</summary>
internal sealed record FindingLife(
    string FindingId, string? NowId, string? IncidentId, string? AgreementId, string? TermId, string? ReadingId, string Stage, Verdict? Verdict, Verdict? Issued,
    string? IssuedByVersion, string? Notice, IReadOnlyList<Decision> Steps);

/// <summary>The parts of a snapshot that the ledger's page shows beside the findings.</summary>
internal static class LedgerView
{
    public static IReadOnlyList<Side> Sides(Observatory.Observatory observatory) =>
        [.. observatory.Theatre.Agreements.SelectMany(a => observatory.Readings(a).Select(r => new Side(a.Id, r.ReadingId, r.Violations.Count, r.Undecided.Count, [.. r.NotCounted.Select(n => (n.Why, n.Incidents.Count))])))];

    public static IReadOnlyList<CountBeside> Counts(Observatory.Observatory observatory) =>
        [.. observatory.PublishedCounts().Select(c => new CountBeside(
            c.Theirs.ClaimId, c.Theirs.Observer, c.Theirs.ObserverId, c.Theirs.Count, c.Theirs.Unit, c.Theirs.Period, c.Theirs.Area, c.Theirs.AreaIds, c.Theirs.Parties, c.Theirs.AgreementId,
            c.ReadingId, [.. c.Ours.Select(o => (o.Unit.Text(), o.Min, o.Max))], c.DaysTold, c.DaysInPeriod, c.CanAgree, c.WouldHaveToBeTrue))];

    public static IReadOnlyList<FindingLife> Histories(Observatory.Observatory observatory) =>
        [.. observatory.FindingHistories().Select(h => new FindingLife(
            h.FindingId, h.Now?.Id, h.Now?.IncidentId, h.Now?.AgreementId ?? h.Issued?.AgreementId, h.Now?.TermId ?? h.Issued?.TermId, h.Now?.ReadingId ?? h.Issued?.ReadingId,
            h.Stage.Text(), h.Now?.Verdict, h.Issued?.Verdict, h.Issued?.AgreementVersion, h.Notice, h.Steps))];
}
