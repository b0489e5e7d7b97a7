using System.Collections.Frozen;
using Hudna.Codebook;

namespace Hudna.Server;

/// <summary>
/// What the pages show, as it stood at one moment: everything looked up by id, nothing changed afterwards. Texts of reports are not
/// kept here but read when asked for.
/// </summary>
internal sealed class Snapshot
{
    private readonly FrozenDictionary<string, Report> _reports;
    private readonly FrozenDictionary<string, Claim> _claims;
    private readonly FrozenDictionary<string, Incident> _incidents;
    private readonly FrozenDictionary<string, string> _incidentOfClaim;
    private readonly FrozenDictionary<string, Place> _places;
    private readonly FrozenDictionary<string, Actor> _actors;
    private readonly ILookup<string, Finding> _findingsOfIncident;
    private readonly ILookup<string, Finding> _findingsOfAgreement;
    private readonly ILookup<string, Claim> _claimsOfReport;
    private readonly Func<string, Report?> _read;

    public Snapshot(
        Theatre theatre, IEnumerable<Report> reports, IEnumerable<Claim> claims, IEnumerable<Incident> incidents,
        IEnumerable<Finding> findings, IEnumerable<Duty> duties, IEnumerable<ZoneOutline> zones, Func<string, Report?> read,
        ReaderDecisions? readers = null)
    {
        Theatre = theatre;
        Reports = [.. reports.OrderBy(r => r.Published).ThenBy(r => r.Source, StringComparer.Ordinal)];
        Claims = [.. claims];
        Incidents = [.. incidents];
        Findings = [.. findings];
        Duties = [.. duties];
        Zones = [.. zones];
        Readers = readers ?? ReaderDecisions.None;
        _read = read;
        _reports = First(Reports, r => r.Id);
        _claims = First(Claims, c => c.Id);
        _incidents = First(Incidents, i => i.Id);
        _incidentOfClaim = Incidents
            .SelectMany(i => i.ClaimIds.Concat(i.Disputes.SelectMany(d => d.ClaimIds)).Select(c => (Claim: c, i.Id)))
            .DistinctBy(p => p.Claim).ToFrozenDictionary(p => p.Claim, p => p.Id, StringComparer.Ordinal);
        _places = First(theatre.Places, p => p.Id);
        _actors = First(theatre.Actors, a => a.Id);
        _findingsOfIncident = Findings.ToLookup(f => f.IncidentId, StringComparer.Ordinal);
        _findingsOfAgreement = Findings.ToLookup(f => f.AgreementId, StringComparer.Ordinal);
        _claimsOfReport = Claims.ToLookup(c => c.Report.Id, StringComparer.Ordinal);
        Extents = new Extents(this);
    }

    /// <summary>An observatory as it stands now.</summary>
    public static Snapshot Of(Observatory.Observatory observatory) => new(
        observatory.Theatre, observatory.Reports(), observatory.Claims(), observatory.Incidents(), observatory.Findings(),
        observatory.Duties().Select(d =>
            new Duty(d.AgreementId, d.TermId, d.Due, d.Period, d.State, d.On, d.Times, d.Because, d.IncidentIds)),
        observatory.Theatre.Zones.Select(z => new ZoneOutline(z.Id, z.Name, z.NameArabic, observatory.ZoneOutline(z.Id))),
        observatory.Report, ReaderDecisions.Of(observatory))
    {
        Sides = LedgerView.Sides(observatory), Counts = LedgerView.Counts(observatory), Histories = LedgerView.Histories(observatory),
    };

    public Theatre Theatre { get; }

    /// <summary>Headers, oldest publication first, those without a date before all.</summary>
    public IReadOnlyList<Report> Reports { get; }

    public IReadOnlyList<Claim> Claims { get; }

    public IReadOnlyList<Incident> Incidents { get; }

    public IReadOnlyList<Finding> Findings { get; }

    public IReadOnlyList<Duty> Duties { get; }

    public IReadOnlyList<ZoneOutline> Zones { get; }

    /// <summary>What each reading of each agreement counts.</summary>
    public IReadOnlyList<Side> Sides { get; init; } = [];

    /// <summary>Counts that others published, beside ours.</summary>
    public IReadOnlyList<CountBeside> Counts { get; init; } = [];

    /// <summary>The findings on which somebody has acted.</summary>
    public IReadOnlyList<FindingLife> Histories { get; private set; } = [];

    /// <summary>The same, with what has been done about findings since.</summary>
    public Snapshot With(IReadOnlyList<FindingLife> histories, ReaderDecisions? readers = null)
    {
        var other = (Snapshot)MemberwiseClone();
        (other.Histories, other.Readers) = (histories, readers ?? Readers);
        return other;
    }

    public Extents Extents { get; }

    /// <summary>What readers decided.</summary>
    public ReaderDecisions Readers { get; private set; }

    public Report? Header(string id) => _reports.GetValueOrDefault(id);

    /// <summary>The report with its text, read from the record.</summary>
    public Report? Report(string id) => _read(id);

    public Claim? Claim(string id) => _claims.GetValueOrDefault(id);

    public Incident? Incident(string id) => _incidents.GetValueOrDefault(id);

    public Place? Place(string? id) => id is null ? null : _places.GetValueOrDefault(id);

    public Actor? Actor(string? id) => id is null ? null : _actors.GetValueOrDefault(id);

    /// <summary>The incident that a claim belongs to or disputes; null for none.</summary>
    public string? IncidentOf(string claimId) => _incidentOfClaim.GetValueOrDefault(claimId);

    public IEnumerable<Claim> ClaimsOf(string reportId) => _claimsOfReport[reportId];

    public IEnumerable<Finding> FindingsOf(string incidentId) => _findingsOfIncident[incidentId];

    public IEnumerable<Finding> LedgerOf(string agreementId) => _findingsOfAgreement[agreementId];

    /// <summary>Whether one actor is another or lies beneath it in the register.</summary>
    public bool IsOrBelongsTo(string? actorId, string ancestorId)
    {
        // A register with a loop in it is refused at load; the count only guards against a handmade one.
        for (var steps = 0; actorId is not null && steps < 16; steps++)
        {
            if (actorId == ancestorId) return true;
            actorId = Actor(actorId)?.Parent;
        }
        return false;
    }

    private static FrozenDictionary<string, T> First<T>(IEnumerable<T> items, Func<T, string> key) =>
        items.DistinctBy(key, StringComparer.Ordinal).ToFrozenDictionary(key, StringComparer.Ordinal);
}

/// <summary>What readers decided.</summary>
/// <param name="All">Every decision, oldest first.</param>
/// <param name="InForce">The ids of those that were not undone.</param>
/// <param name="Idle">The ids of those in force that find nothing to apply to.</param>
/// <param name="About">Those in force about a claim or an incident.</param>
internal sealed record ReaderDecisions(
    IReadOnlyList<Decision> All, IReadOnlySet<string> InForce, IReadOnlySet<string> Idle, Func<string, IReadOnlyList<Decision>> About)
{
    /// <summary>Nothing was decided.</summary>
    public static ReaderDecisions None { get; } = new([], FrozenSet<string>.Empty, FrozenSet<string>.Empty, _ => []);

    /// <summary>What was decided up to now.</summary>
    public static ReaderDecisions Of(Observatory.Observatory observatory) => new(
        observatory.Decisions(), observatory.DecisionsInForce().Select(d => d.Id).ToHashSet(), observatory.IdleDecisions().Select(d => d.Id).ToHashSet(),
        observatory.DecisionsAbout);
}

/// <summary>How an obligation stands: its day or the days of one turn, the state, when it was kept, what shows it.</summary>
internal sealed record Duty(
    string AgreementId, string TermId, DateOnly? Due, Edtf? Period, DutyState State, DateOnly? On, int Times, Reason Because,
    IReadOnlyList<string> IncidentIds);

/// <summary>A zone as the map draws it: polygons, each a list of closed rings, the first the outer.</summary>
internal sealed record ZoneOutline(
    string Id, string Name, string? NameArabic, IReadOnlyList<IReadOnlyList<IReadOnlyList<Position>>> Polygons);
