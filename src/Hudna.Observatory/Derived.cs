using System.Security.Cryptography;
using Hudna.Agreements;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger;
using Hudna.Ledger.Reviewing;

namespace Hudna.Observatory;

/// <summary>All that was worked out from one state of the record. Immutable.</summary>
internal sealed class Derived
{
    private readonly ILookup<string, Claim> _claimsByReport;
    private readonly ILookup<string, Finding> _findingsByIncident;

    private Derived(
        Judge judge, IReadOnlyList<Report> reports, IReadOnlyList<Claim> claims, Dictionary<string, Claim> claimsById, IReadOnlyList<Decision> decisions,
        Review review, IReadOnlyList<Incident> incidents, IReadOnlyList<Finding> findings)
    {
        (Judge, Reports, Claims, Decisions, Incidents, Findings) = (judge, reports, claims, decisions, incidents, findings);
        ClaimsById = claimsById;
        Review = review;
        IncidentsById = incidents.ToDictionary(i => i.Id);
        IncidentsByClaim = incidents.SelectMany(i => i.ClaimIds, (i, c) => (i, c)).ToDictionary(p => p.c, p => p.i);
        _claimsByReport = claims.ToLookup(c => c.Report.Id);
        _findingsByIncident = findings.ToLookup(f => f.IncidentId);
    }

    public Judge Judge { get; }
    public IReadOnlyList<Report> Reports { get; }
    public IReadOnlyList<Claim> Claims { get; }
    public IReadOnlyList<Decision> Decisions { get; }
    public Review Review { get; }
    public IReadOnlyList<Incident> Incidents { get; }
    public IReadOnlyList<Finding> Findings { get; }
    public Dictionary<string, Claim> ClaimsById { get; }
    public Dictionary<string, Incident> IncidentsById { get; }
    public Dictionary<string, Incident> IncidentsByClaim { get; }

    public static Derived From(Record record, Theatre theatre, BlackedWords black)
    {
        IReadOnlyList<Claim> claims = [.. record.Claims()];
        IReadOnlyList<Decision> decisions = [.. record.Decisions()];
        var places = theatre.Places.ToDictionary(p => p.Id);
        var review = Review.Of(claims, decisions, record.Claim);
        var incidents = Merger.Merge(review, places.GetValueOrDefault);
        var judge = new Judge(theatre);
        var claimsById = claims.ToDictionary(c => c.Id);
        // Judged is what readers made of the claims; shown is what the reports say.
        var judged = new Dictionary<string, Claim>(claimsById);
        foreach (var claim in review.Claims) judged[claim.Id] = claim;
        var findings = judge.Findings(incidents, judged);
        if (black.IsEmpty) return new Derived(judge, [.. record.Reports()], claims, claimsById, decisions, review, incidents, findings);
        // Merged and judged is what the record says; names are blacked out of the outcome.
        claims = [.. claims.Select(black.Apply)];
        return new Derived(judge, [.. record.Reports().Select(black.Apply)], claims, claims.ToDictionary(c => c.Id), [.. decisions.Select(black.Apply)], review,
            [.. incidents.Select(black.Apply)], [.. findings.Select(black.Apply)]);
    }

    public IReadOnlyList<Claim> ClaimsOf(string reportId) => [.. _claimsByReport[reportId].OrderBy(c => c.Quote.Start).ThenBy(c => c.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Finding> FindingsOf(string incidentId) => [.. _findingsByIncident[incidentId]];

    /// <summary>Hex SHA-256 over the canonical lines of all incidents, then all findings.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var incident in Incidents) hash.AppendData([.. IncidentJson.Write(incident), (byte)'\n']);
        foreach (var finding in Findings) hash.AppendData([.. FindingJson.Write(finding), (byte)'\n']);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
