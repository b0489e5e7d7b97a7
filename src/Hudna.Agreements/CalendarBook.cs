using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>One entry of the joined calendar: known beforehand, told by reports, or both.</summary>
/// <param name="Id">The entry's id; for one that only reports tell, the incident's.</param>
/// <param name="Kind">meeting, summit, round, call, visit, patrol, ceasefire, agreement, resolution …</param>
/// <param name="Name">What it is called.</param>
/// <param name="Time">When.</param>
/// <param name="Place">Where, in words; null where unknown.</param>
/// <param name="Participants">Who took part, in words or actor ids.</param>
/// <param name="Outcome">What came of it; null where unknown.</param>
/// <param name="Known">The entry of the theatre's calendar; null for one that only reports tell.</param>
/// <param name="IncidentIds">The incidents that tell it.</param>
/// <param name="Announced">Claims that announced it beforehand: events of modality planned.</param>
/// <param name="Fulfils">Obligations that it fulfils (<c>moscow-2020/3</c>).</param>
public sealed record CalendarRow(
    string Id, string Kind, string Name, Edtf Time, string? Place, IReadOnlyList<string> Participants, string? Outcome, CalendarEntry? Known,
    IReadOnlyList<string> IncidentIds, IReadOnlyList<string> Announced, IReadOnlyList<string> Fulfils);

/// <summary>Joins the theatre's calendar with the meetings, calls, patrols and agreements that reports tell of. Pure.</summary>
public sealed class CalendarBook(Judge judge)
{
    private static readonly Dictionary<Mode, string> Kinds = new()
    {
        [Mode.Meeting] = "meeting", [Mode.Summit] = "summit", [Mode.Round] = "round", [Mode.Call] = "call", [Mode.Visit] = "visit",
        [Mode.WorkingGroup] = "working-group", [Mode.JointPatrol] = "patrol", [Mode.Ceasefire] = "ceasefire", [Mode.Agreement] = "agreement",
    };

    // Kinds that one report may take for the other.
    private static readonly string[] Talks = ["meeting", "summit", "round", "working-group", "visit", "ceasefire", "agreement"];

    private readonly Dictionary<string, string[]> _participants = new(StringComparer.Ordinal);

    /// <summary>All entries, by day, then id.</summary>
    /// <param name="incidents">All incidents.</param>
    /// <param name="claims">The claims behind them, and those that announce something, by id.</param>
    public IReadOnlyList<CalendarRow> Of(IReadOnlyList<Incident> incidents, IReadOnlyDictionary<string, Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(claims);
        var known = judge.Theatre.Calendar.Where(e => e.Time.Start is not null).ToList();
        var told = incidents.Select(i => (Incident: i, Kind: KindOf(i))).Where(x => x.Kind is not null && x.Incident.Time?.Start is not null).ToList();
        var joined = known.ToDictionary(e => e.Id, _ => new List<Incident>(), StringComparer.Ordinal);
        var rows = new List<CalendarRow>();
        var announcements = claims.Values.Where(c => c.Kind == ClaimKind.Event && c.Modality == Modality.Planned && c.Type is EventType.Consult or EventType.Cooperate or EventType.Agree && c.Time.Edtf is not null)
            .OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        foreach (var (incident, kind) in told)
        {
            var candidates = known.Where(e => Same(e, kind!, incident.Time!) && People(e, [.. incident.Actors.Select(a => a.Id).OfType<string>()]) != false).ToList();
            var entry = candidates.OrderByDescending(e => People(e, [.. incident.Actors.Select(a => a.Id).OfType<string>()]) == true)
                .ThenBy(e => Math.Abs(e.Time.Start!.Value.DayNumber - incident.Time!.Start!.Value.DayNumber)).ThenBy(e => e.Id, StringComparer.Ordinal).FirstOrDefault();
            if (entry is not null) joined[entry.Id].Add(incident);
            else rows.Add(Row(incident.Id, kind!, Named(incident), incident.Time!, Where(incident), [.. incident.Actors.Select(a => a.Id ?? a.Text)], null, null, [incident], announcements, claims));
        }
        foreach (var entry in known) rows.Add(Row(entry.Id, entry.Kind, entry.Name, entry.Time, entry.Place, entry.Participants, entry.Outcome, entry, joined[entry.Id], announcements, claims));
        return [.. rows.OrderBy(r => r.Time.Start).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    private CalendarRow Row(
        string id, string kind, string name, Edtf time, string? place, IReadOnlyList<string> participants, string? outcome, CalendarEntry? known,
        List<Incident> incidents, List<Claim> announcements, IReadOnlyDictionary<string, Claim> claims)
    {
        var start = time.Start!.Value;
        var announced = announcements.Where(c => c.Time.Edtf is { Days: <= 45 } t && t.Overlaps(time) && c.Report.Published <= start && Kin(KindOf(c.Type!.Value, c.Modes) ?? "", kind)).Select(c => c.Id);
        var fulfils = judge.Views.Where(v => v.Term.Kind == TermKind.Obligation && v.Reading == v.Agreement.Readings[0]
            && ((known is not null && v.Term.Acts?.Calendar.Contains(kind) == true && start >= (v.Term.From ?? v.Agreement.Signed) && start <= v.Until)
                || incidents.Any(i => judge.Weigh(i, claims).Fulfils(v)?.Verdict == Verdict.Compliant))).Select(v => v.Rule).Distinct(StringComparer.Ordinal);
        return new CalendarRow(id, kind, name, time, place, participants, outcome, known, [.. incidents.Select(i => i.Id)], [.. announced], [.. fulfils]);
    }

    private static string? KindOf(Incident incident) => KindOf(incident.Type, incident.Modes);

    private static string? KindOf(EventType type, IReadOnlyList<Mode> modes)
    {
        if (type is not (EventType.Consult or EventType.Cooperate or EventType.Agree or EventType.Concede)) return null;
        foreach (var mode in modes)
        {
            if (Kinds.TryGetValue(mode, out var kind)) return kind;
        }
        return type == EventType.Consult ? "meeting" : null;
    }

    private static bool Kin(string a, string b) => a == b || (Talks.Contains(a) && Talks.Contains(b));

    private static bool Same(CalendarEntry entry, string kind, Edtf time) =>
        Kin(entry.Kind, kind) && time is { Days: <= 31 } && (entry.Kind == "ceasefire" ? entry.Time.Start >= time.Start && entry.Time.Start <= time.End : entry.Time.Overlaps(time));

    // Whether those who took part are the entry's: true, false, or null where the entry or the incident names nobody that can be told.
    private bool? People(CalendarEntry entry, IReadOnlyList<string> actors)
    {
        if (entry.Participants.Count == 0 || actors.Count == 0) return null;
        if (!_participants.TryGetValue(entry.Id, out var ids)) _participants[entry.Id] = ids = [.. entry.Participants.SelectMany(Resolve).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0) return null;
        return actors.Any(a => ids.Any(i => judge.Book.Within(a, i) || judge.Book.Within(i, a)));
    }

    // A participant is an actor's id or name, or a person's name whose office the theatre knows.
    private IEnumerable<string> Resolve(string participant)
    {
        foreach (var actor in judge.Theatre.Actors)
        {
            if (actor.Id == participant || actor.Name.StartsWith(participant, StringComparison.OrdinalIgnoreCase)
                || actor.OtherNames.Any(n => string.Equals(n.Text, participant, StringComparison.OrdinalIgnoreCase))) yield return actor.Id;
        }
        foreach (var person in judge.Theatre.People)
        {
            if (person.Name.Contains(participant, StringComparison.OrdinalIgnoreCase)) yield return person.Actor;
        }
    }

    private static string Named(Incident incident) =>
        $"{string.Join(", ", incident.Actors.Select(a => a.Text).Distinct(StringComparer.Ordinal).Take(3))}: {(incident.Modes.Count > 0 ? incident.Modes[0].Text() : incident.Type.Text())}".TrimStart(':', ' ');

    private static string? Where(Incident incident) => incident.Places.Count == 0 ? null : incident.Places[0].Name;
}
