using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>Where the sources of an incident disagree. They are told apart, never averaged.</summary>
internal static class Disputes
{
    public static IEnumerable<Dispute> Of(Claim[] claims, int[] sources, IncidentCount[] counts, IReadOnlyList<Claim> denials)
    {
        if (denials.Count > 0)
        {
            var who = denials.Select(Speaker).Distinct().ToArray();
            yield return new("occurrence", [.. denials.Select(d => d.Id)], $"{List(who)} {(who.Length == 1 ? "denies" : "deny")} it");
        }
        if (Actors(claims, sources) is { } actors) yield return actors;
        foreach (var count in counts)
            if (Toll(count, claims, sources) is { } toll) yield return toll;
    }

    // An attack has one side behind it; where two sources name sides that are not one, and nobody names both, they disagree.
    private static Dispute? Actors(Claim[] claims, int[] sources)
    {
        if (claims[0].Type is not EventType.Assault || claims.Any(c => c.Modes.Contains(Mode.Clash))) return null;
        var camps = new List<(string Id, HashSet<int> Sources, List<string> Claims)>();
        for (var i = 0; i < claims.Length; i++)
        {
            var ids = claims[i].Actors.Where(a => a.Id is not null).Select(a => Root(a.Id!)).Distinct().ToArray();
            if (ids.Length > 1) return null;
            if (ids.Length == 0) continue;
            var at = camps.FindIndex(c => c.Id == ids[0]);
            if (at < 0)
            {
                at = camps.Count;
                camps.Add((ids[0], [], []));
            }
            camps[at].Sources.Add(sources[i]);
            camps[at].Claims.Add(claims[i].Id);
        }
        if (camps.Count < 2) return null;
        return new("actor", [.. camps.SelectMany(c => c.Claims)],
            string.Join("; ", camps.OrderByDescending(c => c.Sources.Count).ThenBy(c => c.Id, StringComparer.Ordinal)
                .Select(c => $"{c.Sources.Count} {(c.Sources.Count == 1 ? "source names" : "sources name")} {c.Id}")));
    }

    private static Dispute? Toll(IncidentCount count, Claim[] claims, int[] sources)
    {
        var at = claims.Select((c, i) => (c.Id, Source: sources[i])).ToDictionary(c => c.Id, c => c.Source, StringComparer.Ordinal);
        for (var i = 0; i < count.Sources.Count; i++)
            for (var j = 0; j < i; j++)
                if (at[count.Sources[i].ClaimId] != at[count.Sources[j].ClaimId] && !count.Sources[i].Count.CompatibleWith(count.Sources[j].Count))
                {
                    var figures = count.Sources.Select(s => Words(s.Count)).Distinct().ToArray();
                    return new(count.What, [.. count.Sources.Select(s => s.ClaimId).Distinct()], $"{count.What}: {string.Join(", ", figures)}");
                }
        return null;
    }

    private static string Words(CountRange c) => c switch
    {
        { Approximate: true, Best: { } b } => $"about {b}",
        { Best: { } b } => $"{b}",
        { Min: { } a, Max: { } z } => $"{a} to {z}",
        { Min: { } a } => $"at least {a}",
        { Max: { } z } => $"up to {z}",
        _ => "unknown",
    };

    private static string Speaker(Claim claim) => claim.Attribution.LastOrDefault(a => a.Name != Attribution.Unnamed)?.Name ?? claim.Report.Publisher ?? claim.Report.Source;

    private static string List(string[] names) => names.Length == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1];

    private static string Root(string id) => id.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? id[..slash] : id;
}
