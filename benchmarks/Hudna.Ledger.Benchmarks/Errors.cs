using Hudna.Codebook;
using Hudna.Ledger.Merging;

namespace Hudna.Ledger.Benchmarks;

/// <summary>Says which pairs of claims merging gets wrong on synthetic truth, and for which reasons.</summary>
internal static class Errors
{
    public static void Print(int number, int seed)
    {
        var world = new SyntheticWorld(seed);
        var claims = new SyntheticReports(world, seed).Claims(number).ToList();
        var places = (string id) => world.Places.GetValueOrDefault(id);
        var index = new MergeIndex(places);
        index.Add(claims.Select(c => c.Claim));
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var n = 0;
        foreach (var group in index.Groups())
        {
            foreach (var id in group) found[id] = n;
            n++;
        }
        Tell("missed", claims.GroupBy(c => c.Truth).SelectMany(g => Pairs([.. g.Select(c => c.Claim)])).Where(p => found[p.A.Id] != found[p.B.Id]), places);
        var truth = claims.ToDictionary(c => c.Claim.Id, c => c.Truth, StringComparer.Ordinal);
        Tell("wrong", claims.GroupBy(c => found[c.Claim.Id]).SelectMany(g => Pairs([.. g.Select(c => c.Claim)])).Where(p => truth[p.A.Id] != truth[p.B.Id]), places);
    }

    private static IEnumerable<(Claim A, Claim B)> Pairs(Claim[] claims)
    {
        for (var i = 0; i < claims.Length; i++)
            for (var j = 0; j < i; j++) yield return (claims[i], claims[j]);
    }

    private static void Tell(string what, IEnumerable<(Claim A, Claim B)> pairs, Func<string, Place?> places)
    {
        var all = pairs.Select(p => Merger.Explain(p.A, p.B, places)).ToList();
        Console.WriteLine($"{all.Count} pairs {what}");
        foreach (var g in all.GroupBy(j => j.Refusal is { } r ? "refused: " + Plain(r) : j.LogOdds > 0 ? "likely as a pair" : Plain(string.Join(", ", j.Features.Where(f => f.Weight < 0.5).Select(f => f.Words))))
            .OrderByDescending(g => g.Count()).Take(14)) Console.WriteLine($"  {g.Count(),6}  {g.Key}");
    }

    private static string Plain(string words) => words.Contains("different places", StringComparison.Ordinal) ? "different places"
        : string.Concat(words.Where(c => !char.IsDigit(c)));
}
