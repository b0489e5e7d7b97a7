using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Incidents in the columns of ACLED (acledR reference of 2023). One row a place; only event types that a mode has an ACLED name for.
/// Fatalities follow ACLED's habit, the most conservative figure, and stand on the first place's row alone, so that sums hold. ACLED's
/// two actors imply no direction, ours do: the tags say which is which.
/// </summary>
internal static class AcledTable
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
            "assoc_actor_1", "inter1",
        "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
            "location",
        "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    ];

    public static void Write(ExportData data, TextWriter writer)
    {
        var names = new ExportNames(data.Theatre);
        var claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var claim in data.Claims) claims[claim.Id] = claim;
        Csv.WriteRow(writer, Columns);
        foreach (var incident in data.Incidents)
        {
            var codes = incident.Modes.Select(m => data.Modes.GetValueOrDefault(m)).FirstOrDefault(c => c?.AcledEvent is not null);
            if (codes is null || incident.Time?.Start is null) continue;
            var places = incident.Places.Where(p => p.Role == PlaceRole.Where).ToList();
            for (var i = 0; i < Math.Max(1, places.Count); i++)
                Csv.WriteRow(writer, Row(incident, codes, i < places.Count ? places[i] : null, i, places.Count, names, claims));
        }
    }

    private static IEnumerable<string?> Row(Incident incident, ModeCodes codes, PlaceMention? place, int index, int places,
        ExportNames names, Dictionary<string, Claim> claims)
    {
        var (first, second) = ExportNames.Sides(incident);
        var (inter1, inter2) = (Inter(first, names), Inter(second, names));
        var (day, length) = (incident.Time!.Start!.Value, incident.Time.Days ?? 366);
        var civilians = names.Kind(second) == ActorKind.Civilian;
        var killed = IncidentTable.Total(incident, "killed");
        var told = incident.ClaimIds.Select(id => claims.GetValueOrDefault(id)).OfType<Claim>().ToList();
        var notes = $"{told.FirstOrDefault()?.Quote.Exact ?? incident.Type.Text()} "
            + $"[{incident.Mentions} reports, {incident.IndependentSources} independent"
            + (incident.Disputes.Count > 0 ? $"; disputed: {string.Join("; ", incident.Disputes.Select(d => d.Words))}" : "")
                + (places > 1 ? $"; place {index + 1} of {places}" : "") + "]";
        return
        [
            $"HUD{incident.Id[(incident.Id.IndexOf(':', StringComparison.Ordinal) + 1)..]}{(index == 0 ? "" : $"-{index + 1}")}",
            Cells.Day(day), day.Year.ToString(CultureInfo.InvariantCulture), length <= 1 ? "1" : length <= 7 ? "2" : "3",
            codes.AcledEvent is "Strategic developments" ? "Strategic developments" : "Political violence", codes.AcledEvent,
                codes.AcledSubEvent,
            Csv.Guard(names.Name(first, "acled")), null, inter1, Csv.Guard(names.Name(second, "acled")), null, inter2,
            inter1 is null ? null : $"{inter1}{inter2 ?? "0"}", civilians ? "Civilian targeting" : null,
            null, null, Csv.Guard(names.Area(place, PlaceKind.Country)), Csv.Guard(names.Area(place, PlaceKind.Governorate)),
                Csv.Guard(names.Area(place, PlaceKind.District)),
            Csv.Guard(names.Area(place, PlaceKind.Subdistrict)), Csv.Guard(place?.Name), Cells.Number(place?.Lat), Cells.Number(place?.Lon),
            place is null ? null
                : place.Precision switch { PlacePrecision.Exact => "1",
                PlacePrecision.Vicinity or PlacePrecision.Area or PlacePrecision.Route => "2", _ => "3" },
            Csv.Guard(string.Join("; ", told.Select(c => c.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal))), null,
                Csv.Guard(notes),
            index == 0 ? Cells.Number(killed?.Min ?? killed?.Best ?? 0) : "0",
            Csv.Guard($"hudna={incident.Id}; actor={Ids(incident.Actors)}; target={Ids(incident.Targets)}; time={incident.Time.Text}"),
                null,
        ];
    }

    private static string Ids(IEnumerable<ActorMention> actors) => string.Join('+', actors.Select(a => a.Id ?? a.Text));

    /// <summary>ACLED's number for a sort of actor: its own code where the register has one.</summary>
    private static string? Inter(ActorMention? actor, ExportNames names) => actor is null ? null
        : names.Code(actor, "acled-inter") ?? names.Kind(actor) switch
    {
        ActorKind.State or ActorKind.ArmedForces => "1",
        ActorKind.ArmedGroup => "2",
        ActorKind.Political => "3",
        ActorKind.Civilian => "7",
        ActorKind.International or ActorKind.Media or ActorKind.Monitor => "8",
        _ => null,
    };
}
