using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>Findings as a table, one a row, with columns that stay; what is known of the incident stands beside.</summary>
internal static class FindingTable
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "agreement", "term", "reading", "verdict", "probability", "responsible", "because", "rules", "claims",
        "incident", "incident_type", "incident_modes", "incident_time", "incident_places", "incident_actors", "agreement_version",
    ];

    public static void Write(ExportData data, TextWriter writer)
    {
        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var incident in data.Incidents) incidents[incident.Id] = incident;
        Csv.WriteRow(writer, Columns);
        foreach (var f in data.Findings)
        {
            var incident = incidents.GetValueOrDefault(f.IncidentId);
            var reasons = Flat(f.Because).ToList();
            Csv.WriteRow(writer,
            [
                f.Id, Cells.Text(f.AgreementId), Cells.Text(f.TermId), Cells.Text(f.ReadingId), f.Verdict.Text(),
                    Cells.Number(Math.Round(f.Probability, 3)), Cells.List(f.Responsible),
                Cells.List(reasons.Select(r => r.Words)),
                    Cells.List(reasons.Select(r => r.Rule).OfType<string>().Distinct(StringComparer.Ordinal)),
                Cells.List(reasons.SelectMany(r => r.ClaimIds).Distinct(StringComparer.Ordinal)),
                f.IncidentId, incident?.Type.Text(), incident is null ? null : Cells.List(incident.Modes.Select(m => m.Text())),
                    incident?.Time?.Text,
                incident is null ? null : Cells.List(incident.Places.Select(p => p.Name)), incident is null ? null
                    : Cells.List(incident.Actors.Select(a => a.Id ?? a.Text)), f.AgreementVersion,
            ]);
        }
    }

    /// <summary>A tree of reasons from its root to its leaves.</summary>
    public static IEnumerable<Reason> Flat(Reason root)
    {
        var open = new Stack<Reason>();
        open.Push(root);
        while (open.TryPop(out var reason))
        {
            yield return reason;
            for (var i = reason.Children.Count - 1; i >= 0; i--) open.Push(reason.Children[i]);
        }
    }
}
