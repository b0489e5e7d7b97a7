using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>
/// Judges incidents against the agreements of a theatre: incident × term × reading. Pure: the same incidents give the same findings, in
/// the order of incidents, agreements, terms and readings; an incident's findings depend on nothing but it, its claims and the state of
/// the obligations that readings presuppose. Safe to use from many threads.
/// </summary>
public sealed class Judge
{
    private readonly TermView[] _views;
    private readonly Dictionary<EventType, TermView[]> _byType = [];
    private readonly ActorBook _book;
    private readonly string[] _civilians;
    private readonly Dictionary<string, Actor> _actors;
    private readonly HashSet<string> _areas;

    /// <summary>A judge of a theatre's agreements.</summary>
    /// <exception cref="UserFaultException">A zone of the theatre cannot be built.</exception>
    public Judge(Theatre theatre) : this(theatre, new Zones(theatre)) { }

    /// <summary>A judge with zones that are built already.</summary>
    public Judge(Theatre theatre, Zones zones)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        ArgumentNullException.ThrowIfNull(zones);
        (Theatre, Zones) = (theatre, zones);
        _book = new ActorBook(theatre.Actors);
        _actors = theatre.Actors.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _areas = [.. theatre.Places.SelectMany(p => p.Within)];
        _civilians = [.. theatre.Actors.Where(a => a.Kind == ActorKind.Civilian).Select(a => a.Id)];
        _views = [.. theatre.Agreements.SelectMany(a => a.Readings.Select(r => TermView.All(a, r)).ToList() is var readings
            ? a.Terms.SelectMany(t => readings.Select(v => v.FirstOrDefault(x => x.Term.Id == t.Id)).OfType<TermView>()) : [])
            .Where(v => v.Term.Kind is not (TermKind.Exemption or TermKind.Condition))];
        foreach (var type in Enum.GetValues<EventType>()) _byType[type] = [.. _views.Where(v => Speaks(v.Term, type))];
    }

    /// <summary>The theatre.</summary>
    public Theatre Theatre { get; }

    /// <summary>Its zones.</summary>
    public Zones Zones { get; }

    /// <summary>All findings of some incidents: one for each term and reading that covers or exempts the incident, or cannot be decided.</summary>
    /// <param name="incidents">The incidents.</param>
    /// <param name="claims">The claims behind them by id; those missing are not quoted.</param>
    public IReadOnlyList<Finding> Findings(IReadOnlyList<Incident> incidents, IReadOnlyDictionary<string, Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return [.. Stream(incidents, claims, Duties(incidents, claims))];
    }

    /// <summary>The state of the obligations, as the incidents tell it: what <see cref="Stream"/> and <see cref="FindingsOf"/> need.</summary>
    public DutyBook Duties(IReadOnlyList<Incident> incidents, IReadOnlyDictionary<string, Claim> claims) =>
        DutyBook.Of(Theatre, new Deadlines(this).Of(incidents, claims, null));

    /// <summary>The same as <see cref="Findings"/>, one by one, for numbers of incidents that a list of findings would be too much for.</summary>
    public IEnumerable<Finding> Stream(IEnumerable<Incident> incidents, IReadOnlyDictionary<string, Claim> claims, DutyBook duties)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(duties);
        foreach (var incident in incidents)
        {
            foreach (var finding in FindingsOf(incident, claims, duties)) yield return finding;
        }
    }

    /// <summary>The findings of one incident.</summary>
    public IEnumerable<Finding> FindingsOf(Incident incident, IReadOnlyDictionary<string, Claim> claims, DutyBook duties)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var views = _byType[incident.Type];
        if (views.Length == 0) yield break;
        var weighing = new Weighing(new Facts(incident, _civilians), claims, duties, Zones, _book);
        foreach (var view in views)
        {
            if (weighing.Judge(view, asked: false) is { } judged) yield return Made(incident, view, judged);
        }
    }

    /// <summary>What a term says of an incident under a reading, also where it does not speak of it, with the reasons.</summary>
    /// <exception cref="ArgumentException">There is no such agreement, term or reading, or the term is an exemption or condition.</exception>
    public Finding Ask(Incident incident, string agreementId, string termId, string readingId, IReadOnlyDictionary<string, Claim> claims, DutyBook duties)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var agreement = Theatre.Agreements.FirstOrDefault(a => a.Id == agreementId) ?? throw new ArgumentException($"There is no agreement '{agreementId}'.", nameof(agreementId));
        var reading = agreement.Readings.FirstOrDefault(r => r.Id == readingId) ?? throw new ArgumentException($"There is no reading '{readingId}'.", nameof(readingId));
        var term = agreement.Terms.FirstOrDefault(t => t.Id == termId && t.Kind is not (TermKind.Exemption or TermKind.Condition))
            ?? throw new ArgumentException($"There is no term '{termId}' that an act can be held against.", nameof(termId));
        var view = TermView.All(agreement, reading).FirstOrDefault(v => v.Term.Id == termId);
        if (view is null)
        {
            var aside = new TermView(agreement, term, reading);
            return Made(incident, aside, new Judged(Verdict.NotCovered, 1, [], [Reason.Of($"This reading does not know the term: {aside.Because}", aside.Rule)]));
        }
        return Made(incident, view, new Weighing(new Facts(incident, _civilians), claims, duties, Zones, _book).Judge(view, asked: true)!);
    }

    /// <summary>The id of the finding of an incident under a term and a reading.</summary>
    public static string FindingId(string incidentId, string agreementId, string termId, string readingId)
    {
        Span<byte> hash = stackalloc byte[32];
        var text = $"{incidentId}\n{agreementId}\n{termId}\n{readingId}";
        Span<byte> bytes = stackalloc byte[512];
        if (Encoding.UTF8.TryGetBytes(text, bytes, out var length)) SHA256.HashData(bytes[..length], hash);
        else SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return "finding:" + Convert.ToHexStringLower(hash[..10]);
    }

    internal Place? PlaceOf(string id) => Zones.PlaceOf(id);

    internal bool IsArea(string placeId) => _areas.Contains(placeId);

    // A government's acts, as counts name them, are those of its state: its army does not lie beneath its ministries.
    internal string StateOf(string actor) =>
        _actors.TryGetValue(actor, out var entry) && entry.Kind == ActorKind.Political
            ? Theatre.Actors.FirstOrDefault(a => a.Kind == ActorKind.State && _book.Within(actor, a.Id))?.Id ?? actor
            : actor;

    internal IReadOnlyList<TermView> Views => _views;

    internal ActorBook Book => _book;

    internal Weighing Weigh(Incident incident, IReadOnlyDictionary<string, Claim> claims) =>
        new(new Facts(incident, _civilians), claims, DutyBook.Empty, Zones, _book);

    private static bool Speaks(Term term, EventType type) =>
        (term.Acts is { } acts && (acts.Types.Count == 0 || acts.Types.Contains(type)))
        || (term.Breach is { } breach && (breach.Types.Count == 0 || breach.Types.Contains(type)))
        || (term.Kind == TermKind.Obligation && type == EventType.Reject);

    private static Finding Made(Incident incident, TermView view, Judged judged) => new()
    {
        Id = FindingId(incident.Id, view.Agreement.Id, view.Term.Id, view.Reading.Id),
        IncidentId = incident.Id,
        AgreementId = view.Agreement.Id,
        TermId = view.Term.Id,
        ReadingId = view.Reading.Id,
        Verdict = judged.Verdict,
        Probability = Math.Round(judged.Probability, 4),
        Responsible = judged.Responsible,
        AgreementVersion = view.Agreement.Version,
        Because = new Reason(Summary(view, judged.Verdict), view.Rule, incident.ClaimIds, judged.Reasons, judged.Probability),
    };

    private static string Summary(TermView view, Verdict verdict)
    {
        var term = $"{view.Term.Title} ({view.Rule}), read as {view.Reading.Title}";
        return verdict switch
        {
            Verdict.Violation => $"Violation of: {term}",
            Verdict.Compliant => view.Term.Kind == TermKind.Permission ? $"Allowed by: {term}" : $"In keeping with: {term}",
            Verdict.Exempt => $"Exempt from: {term}",
            Verdict.NotCovered => $"Not covered by: {term}",
            _ => $"Undecided under: {term}",
        };
    }
}

/// <summary>What came of holding an incident against a term.</summary>
internal sealed record Judged(Verdict Verdict, double Probability, IReadOnlyList<string> Responsible, IReadOnlyList<Reason> Reasons);
