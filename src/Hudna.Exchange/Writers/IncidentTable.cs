using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Incidents as a table, one a row, with columns that stay. Incidents are derived: to take them in again, read the claims.
/// </summary>
internal static class IncidentTable
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "type", "modes", "time", "first_day", "last_day", "actors", "actor_ids", "targets", "target_ids",
        "places", "place_ids", "latitudes", "longitudes", "place_precisions", "place_roles",
        "killed_min", "killed_best", "killed_max", "wounded_min", "wounded_best", "wounded_max", "counts",
        "mentions", "independent_sources", "disputes", "claims",
    ];

    public static void Write(IEnumerable<Incident> incidents, TextWriter writer)
    {
        Csv.WriteRow(writer, Columns);
        foreach (var i in incidents)
        {
            var (killed, wounded) = (Total(i, "killed"), Total(i, "wounded"));
            Csv.WriteRow(writer,
            [
                i.Id, i.Type.Text(), Cells.List(i.Modes.Select(m => m.Text())), i.Time?.Text, Cells.Day(i.Time?.Start),
                    Cells.Day(i.Time?.End),
                Cells.List(i.Actors.Select(a => a.Text)), Cells.List(i.Actors.Select(a => a.Id)),
                    Cells.List(i.Targets.Select(a => a.Text)), Cells.List(i.Targets.Select(a => a.Id)),
                Cells.List(i.Places.Select(p => p.Name)), Cells.List(i.Places.Select(p => p.Id)),
                string.Join('|', i.Places.Select(p => Cells.Number(p.Lat))), string.Join('|', i.Places.Select(p => Cells.Number(p.Lon))),
                Cells.List(i.Places.Select(p => p.Precision.Text())), Cells.List(i.Places.Select(p => p.Role.Text())),
                Cells.Number(killed?.Min), Cells.Number(killed?.Best), Cells.Number(killed?.Max), Cells.Number(wounded?.Min),
                    Cells.Number(wounded?.Best), Cells.Number(wounded?.Max),
                Cells.List(i.Counts.Select(c =>
                    $"{c.What} {Cells.Number(c.Min) ?? "?"}/{Cells.Number(c.Best) ?? "?"}/{Cells.Number(c.Max) ?? "?"}")),
                Cells.Number(i.Mentions), Cells.Number(i.IndependentSources), Cells.List(i.Disputes.Select(d => d.Words)),
                    Cells.List(i.ClaimIds),
            ]);
        }
    }

    /// <summary>
    /// The total of one kind of harm: the count that names it plainly, else the sum over its groups (<c>killed-civilians</c> …) where
    /// no group holds another, else null.
    /// </summary>
    public static CountRange? Total(Incident incident, string what)
    {
        if (incident.Counts.FirstOrDefault(c => c.What == what) is { } plain) return new(what, plain.Min, plain.Best, plain.Max);
        var groups = incident.Counts.Where(c => c.What.StartsWith(what + "-", StringComparison.Ordinal)).ToList();
        // Women and children are civilians too: with both, the larger group stands for all.
        var civilians = groups.FirstOrDefault(c => c.What == what + "-civilians");
        if (civilians is not null) groups = [civilians, .. groups.Where(c => c.What.EndsWith("-combatants", StringComparison.Ordinal))];
        if (groups.Count == 0) return null;
        return new(what, Sum(groups, g => g.Min ?? g.Best), Sum(groups, g => g.Best ?? g.Min), groups.TrueForAll(g => g.Max is not null)
            ? groups.Sum(g => g.Max) : null);
    }

    private static long? Sum(List<IncidentCount> groups, Func<IncidentCount, long?> of) => groups.Exists(g => of(g) is not null)
        ? groups.Sum(of) : null;
}
