using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>One line of the ledger: a term under a reading.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="TermId">The term.</param>
/// <param name="TermTitle">What the term is called.</param>
/// <param name="ReadingId">The reading.</param>
/// <param name="ReadingTitle">What the reading is called.</param>
/// <param name="Violations">How many incidents violate it.</param>
/// <param name="Compliant">How many fulfil it, or are allowed by it.</param>
/// <param name="Exempt">How many are exempt.</param>
/// <param name="Undecided">How many cannot be decided.</param>
/// <param name="ByResponsible">Violations by who answers for them, most first; an incident counts for each of several.</param>
/// <param name="FindingIds">The findings behind the line, in the order of their incidents.</param>
public sealed record LedgerRow(
    string AgreementId, string TermId, string TermTitle, string ReadingId, string ReadingTitle, int Violations, int Compliant, int Exempt,
    int Undecided, IReadOnlyList<(string Actor, int Violations)> ByResponsible, IReadOnlyList<string> FindingIds);

/// <summary>The ledger as lines. Pure.</summary>
public static class LedgerTable
{
    /// <summary>Lines for every term and reading with a finding, in the order of agreements, terms and readings.</summary>
    /// <param name="theatre">The theatre whose agreements were judged.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="agreementId">Only this agreement; null for all.</param>
    /// <param name="readingId">Only this reading; null for all.</param>
    public static IReadOnlyList<LedgerRow> Of(Theatre theatre, IEnumerable<Finding> findings, string? agreementId = null, string? readingId = null)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        ArgumentNullException.ThrowIfNull(findings);
        var groups = findings.GroupBy(f => (f.AgreementId, f.TermId, f.ReadingId)).ToDictionary(g => g.Key, g => g.ToList());
        var rows = new List<LedgerRow>();
        foreach (var agreement in theatre.Agreements.Where(a => agreementId is null || a.Id == agreementId))
        {
            foreach (var term in agreement.Terms)
            {
                foreach (var reading in agreement.Readings.Where(r => readingId is null || r.Id == readingId))
                {
                    if (!groups.TryGetValue((agreement.Id, term.Id, reading.Id), out var group)) continue;
                    int Count(Verdict verdict) => group.Count(f => f.Verdict == verdict);
                    var responsible = group.Where(f => f.Verdict == Verdict.Violation).SelectMany(f => f.Responsible).GroupBy(a => a, StringComparer.Ordinal)
                        .Select(g => (Actor: g.Key, Violations: g.Count())).OrderByDescending(r => r.Violations).ThenBy(r => r.Actor, StringComparer.Ordinal);
                    rows.Add(new LedgerRow(agreement.Id, term.Id, term.Title, reading.Id, reading.Title, Count(Verdict.Violation), Count(Verdict.Compliant),
                        Count(Verdict.Exempt), Count(Verdict.Undecided), [.. responsible], [.. group.Select(f => f.Id)]));
                }
            }
        }
        return rows;
    }

    /// <summary>
    /// How the readings of one agreement part: for each the incidents that are violations of any of its terms, and those that another reading
    /// counts and this one does not, with its own reason.
    /// </summary>
    public static IReadOnlyList<ReadingSummary> Readings(Agreement agreement, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(findings);
        var own = findings.Where(f => f.AgreementId == agreement.Id).ToList();
        var anywhere = own.Where(f => f.Verdict == Verdict.Violation).Select(f => f.IncidentId).Distinct(StringComparer.Ordinal).ToList();
        var summaries = new List<ReadingSummary>();
        foreach (var reading in agreement.Readings)
        {
            var mine = own.Where(f => f.ReadingId == reading.Id).ToLookup(f => f.IncidentId, StringComparer.Ordinal);
            var counted = anywhere.Where(id => mine[id].Any(f => f.Verdict == Verdict.Violation)).ToList();
            var others = anywhere.Where(id => !mine[id].Any(f => f.Verdict == Verdict.Violation))
                .Select(id => (Incident: id, Why: Why(mine[id], own.First(f => f.IncidentId == id && f.Verdict == Verdict.Violation))))
                .GroupBy(x => x.Why, StringComparer.Ordinal).Select(g => (Why: g.Key, Incidents: (IReadOnlyList<string>)[.. g.Select(x => x.Incident)]))
                .OrderByDescending(g => g.Incidents.Count).ThenBy(g => g.Why, StringComparer.Ordinal);
            var undecided = mine.Where(g => g.Any(f => f.Verdict == Verdict.Undecided) && g.All(f => f.Verdict != Verdict.Violation)).Select(g => g.Key);
            summaries.Add(new ReadingSummary(reading.Id, reading.Title, counted, [.. undecided], [.. others]));
        }
        return summaries;
    }

    // The reason in general words: the verdict under the term that another reading finds violated, and the rule that made it so.
    private static string Why(IEnumerable<Finding> mine, Finding other)
    {
        var finding = mine.FirstOrDefault(f => f.TermId == other.TermId);
        return finding?.Verdict switch
        {
            null => $"{other.AgreementId}/{other.TermId} does not cover it: who, where or when",
            Verdict.Exempt => $"exempt from {other.AgreementId}/{other.TermId}",
            Verdict.Undecided => $"undecided under {other.AgreementId}/{other.TermId}: {Rules(finding.Because)}",
            _ => $"in keeping with {other.AgreementId}/{other.TermId}",
        };
    }

    private static string Rules(Reason because) => because.Children.Any(c => c.Probability is not null) ? "place, day or means"
        : because.Children.Any(c => c.Rule == "target") ? "whom it hit is not told" : "who did it, or what had to come first";
}

/// <summary>What one reading counts.</summary>
/// <param name="ReadingId">The reading.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Violations">Incidents that violate any term.</param>
/// <param name="Undecided">Incidents that violate none for sure and may violate one.</param>
/// <param name="NotCounted">Incidents that other readings count and this one does not, by reason.</param>
public sealed record ReadingSummary(
    string ReadingId, string Title, IReadOnlyList<string> Violations, IReadOnlyList<string> Undecided,
    IReadOnlyList<(string Why, IReadOnlyList<string> Incidents)> NotCounted);
