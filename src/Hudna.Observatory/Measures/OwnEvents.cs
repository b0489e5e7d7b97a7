using System.Security.Cryptography;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Statistics;
using Hudna.Statistics.Truces;

namespace Hudna.Observatory.Measures;

/// <summary>The observatory's own incidents, effort and truces as the measures take them.</summary>
public static class OwnEvents
{
    /// <summary>
    /// The incidents as events. They can be chosen by <c>type</c>, <c>means</c>, <c>actor</c>, <c>target</c>, <c>place</c>, <c>zone</c> (every area that the place
    /// lies in), <c>victims</c> (kind of whoever was hit, groups that counts name), <c>source</c>, <c>reading</c> (those that call it a violation) and
    /// <c>violation</c> (agreement/term/reading).
    /// </summary>
    public static EventTable Table(Observatory observatory)
    {
        ArgumentNullException.ThrowIfNull(observatory);
        return Table(observatory.Theatre, observatory.Incidents(), observatory.Claim, observatory.FindingsOf);
    }

    /// <inheritdoc cref="Table(Observatory)"/>
    /// <param name="theatre">The theatre that places and actors belong to.</param>
    /// <param name="incidents">The incidents.</param>
    /// <param name="claim">The claim of an id; null where there is none.</param>
    /// <param name="findings">The findings about an incident's id.</param>
    public static EventTable Table(
        Theatre theatre, IEnumerable<Incident> incidents, Func<string, Claim?> claim, Func<string, IEnumerable<Finding>> findings)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(findings);
        var places = theatre.Places.ToDictionary(p => p.Id);
        var kinds = theatre.Actors.ToDictionary(a => a.Id, a => a.Kind.Text());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = new List<EventRow>();
        var undated = 0;
        foreach (var incident in incidents)
        {
            hash.AppendData([.. IncidentJson.Write(incident), (byte)'\n']);
            if (incident.Time is not { Start: { } start, End: { } end })
            {
                undated++;
                continue;
            }
            var areas = incident.Places.Where(p => p.Id is not null).SelectMany(p => places.TryGetValue(p.Id!, out var place) ? place.Within : []).Distinct();
            var marks = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["type"] = [incident.Type.Text()],
                ["means"] = [.. incident.Modes.Select(m => m.Text())],
                ["actor"] = [.. incident.Actors.Select(a => a.Id ?? a.Text).Distinct()],
                ["target"] = [.. incident.Targets.Select(a => a.Id ?? a.Text).Distinct()],
                ["place"] = [.. incident.Places.Select(p => p.Name).Distinct()],
                ["zone"] = [.. areas.SelectMany(a => places.TryGetValue(a, out var area) ? new[] { a, area.Name } : [a]).Distinct()],
                ["source"] = [.. incident.ClaimIds.Select(claim).Select(c => c?.Report.Publisher).OfType<string>().Distinct()],
                ["violation"] = [.. findings(incident.Id).Where(f => f.Verdict == Verdict.Violation).Select(f => $"{f.AgreementId}/{f.TermId}/{f.ReadingId}")],
            };
            marks["reading"] = [.. findings(incident.Id).Where(f => f.Verdict == Verdict.Violation).Select(f => f.ReadingId).Distinct()];
            // Victims by the kind of whoever was hit, and by the groups that counts name (killed-children).
            marks["victims"] = [.. incident.Targets.Select(t => t.Id is not null && kinds.TryGetValue(t.Id, out var kind) ? kind : null).OfType<string>()
                .Concat(incident.Counts.Select(c => c.What.Split('-', 2)).Where(w => w.Length == 2).Select(w => w[1] == "civilians" ? ActorKind.Civilian.Text() : w[1])).Distinct()];
            var at = incident.Places.FirstOrDefault(p => p.Lat is not null);
            rows.Add(new EventRow(incident.Id, start, end, marks, [.. incident.Counts.Select(c => new CountRange(c.What, c.Min, c.Best, c.Max))],
                incident.Disputes.Any(d => d.About == "occurrence"), at?.Lat, at?.Lon));
        }
        string[] notes = undated > 0 ? [$"{undated} incidents have no date with both ends and are left out"] : [];
        return new EventTable("the observatory's incidents", rows, Convert.ToHexStringLower(hash.GetHashAndReset()), notes);
    }

    /// <summary>Reports read, by publisher and day of publication; reports without a date do not count.</summary>
    public static IReadOnlyList<EffortRow> Effort(Observatory observatory)
    {
        ArgumentNullException.ThrowIfNull(observatory);
        return Effort(observatory.Reports());
    }

    /// <inheritdoc cref="Effort(Observatory)"/>
    public static IReadOnlyList<EffortRow> Effort(IEnumerable<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return [.. reports.Where(r => r.Published is not null).GroupBy(r => (r.Published!.Value, Publisher: r.Publisher ?? "unknown"))
            .OrderBy(g => g.Key.Value).ThenBy(g => g.Key.Publisher, StringComparer.Ordinal).Select(g => new EffortRow(g.Key.Value, g.Key.Publisher, g.Count()))];
    }

    /// <summary>The truces of the theatre's calendar, its agreements' included.</summary>
    public static IReadOnlyList<Truce> Truces(Theatre theatre)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        return [.. theatre.Calendar.Where(c => c.Kind == "ceasefire" && c.Time.Start is not null)
            .Select(c => new Truce(c.Id, c.Name, c.Time.Start!.Value, c.Time.End)).OrderBy(t => t.Start)];
    }
}
