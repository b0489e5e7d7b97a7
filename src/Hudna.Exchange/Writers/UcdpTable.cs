using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Lethal incidents in the columns of UCDP GED: armed force with at least one death told of. Deaths are kept as low, best, high; whose
/// they are where the counts say so. Ids and dyads of UCDP are not ours to give and stay empty.
/// </summary>
internal static class UcdpTable
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
            "dyad_dset_id", "dyad_new_id", "dyad_name",
        "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
            "source_office", "source_date",
        "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
            "longitude", "geom_wkt", "priogrid_gid",
        "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
            "deaths_civilians", "deaths_unknown", "best", "high", "low",
        "gwnoa", "gwnob",
    ];

    public static void Write(ExportData data, TextWriter writer)
    {
        var names = new ExportNames(data.Theatre);
        var claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var claim in data.Claims) claims[claim.Id] = claim;
        Csv.WriteRow(writer, Columns);
        foreach (var incident in data.Incidents)
        {
            if (incident.Type != EventType.Assault || IncidentTable.Total(incident, "killed") is not { } killed
                || (killed.Max ?? killed.Best ?? killed.Min ?? 0) < 1) continue;
            if (incident.Time?.Start is not null) Csv.WriteRow(writer, Row(incident, killed, names, claims));
        }
    }

    private static IEnumerable<string?> Row(Incident incident, CountRange killed, ExportNames names, Dictionary<string, Claim> claims)
    {
        var place = incident.Places.FirstOrDefault(p => p.Role == PlaceRole.Where);
        var (a, b) = ExportNames.Sides(incident);
        var told = incident.ClaimIds.Select(id => claims.GetValueOrDefault(id)).OfType<Claim>().ToList();
        var (start, end) = (incident.Time!.Start!.Value, incident.Time.End ?? incident.Time.Start!.Value);
        var best = killed.Best ?? killed.Min ?? 0;
        var civilians = Math.Min(best, incident.Counts.FirstOrDefault(c => c.What == "killed-civilians") is { } n ? n.Best ?? n.Min ?? 0
            : 0);
        var hex = incident.Id.AsSpan(incident.Id.IndexOf(':', StringComparison.Ordinal) + 1);
        return
        [
            long.TryParse(hex[..Math.Min(12, hex.Length)], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
                ? Cells.Number(number) : null,
            Csv.Guard($"HUDNA-{start.Year.ToString(CultureInfo.InvariantCulture)}-{hex}"), Cells.Number(start.Year), null, "Check",
                Violence(a, b, names),
            null, null, null, null, null, Csv.Guard(a is null || b is null ? null : $"{names.Name(a, "ucdp")} - {names.Name(b, "ucdp")}"),
            null, null, Csv.Guard(names.Name(a, "ucdp")), null, null, Csv.Guard(names.Name(b, "ucdp")),
            Cells.Number(incident.IndependentSources), Csv.Guard(told.FirstOrDefault()?.Quote.Exact),
            Csv.Guard(string.Join("; ", told.Select(c => c.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal))),
                Cells.Day(told.FirstOrDefault()?.Report.Published),
            null, Csv.Guard(told.FirstOrDefault()?.Attribution is [.., var speaker] ? speaker.Name : null),
            place is null ? null : place.Precision switch
            {
                PlacePrecision.Exact => "1", PlacePrecision.Vicinity => "2", PlacePrecision.District => "3", PlacePrecision.Province =>
                    "4", PlacePrecision.Country => "6", _ => "5",
            },
            Csv.Guard(place?.Name), Csv.Guard(place?.Text), Csv.Guard(names.Area(place, PlaceKind.Governorate)),
                Csv.Guard(names.Area(place, PlaceKind.District)),
            Cells.Number(place?.Lat), Cells.Number(place?.Lon), place is { Lat: { } lat, Lon: { } lon }
                ? $"POINT ({Cells.Number(lon)} {Cells.Number(lat)})" : null, null,
            Csv.Guard(names.Area(place, PlaceKind.Country)), null, null, incident.Places.Count > 1 ? "2" : "1",
            (end.DayNumber - start.DayNumber + 1) switch { <= 1 => "1", < 7 => "2", 7 => "3", <= 31 => "4", _ => "5" }, Cells.Day(start),
                Cells.Day(end),
            "0", "0", Cells.Number(civilians), Cells.Number(best - civilians), Cells.Number(best),
            Cells.Number(Math.Max(best, killed.Max ?? best)), Cells.Number(Math.Min(best, killed.Min ?? best)), null, null,
        ];
    }

    /// <summary>1 state-based, 2 between groups, 3 one-sided; empty where a side is unknown.</summary>
    private static string? Violence(ActorMention? a, ActorMention? b, ExportNames names)
    {
        var (x, y) = (names.Kind(a), names.Kind(b));
        if (y == ActorKind.Civilian) return "3";
        if (x is null || y is null) return null;
        return IsState(x) || IsState(y) ? "1" : "2";
    }

    private static bool IsState(ActorKind? kind) => kind is ActorKind.State or ActorKind.ArmedForces;
}
