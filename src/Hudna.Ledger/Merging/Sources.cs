using System.Runtime.InteropServices;
using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>Tells how many sources speak independently: who is cited counts, not who prints it, and a text copied counts once.</summary>
internal static class Sources
{
    /// <summary>The likeness of words from which on one quote is taken for a copy of the other.</summary>
    public const double Copy = 0.7;

    /// <summary>Shorter quotes may be alike by chance or formula.</summary>
    public const int CopyWords = 8;

    /// <summary>For each claim of a group the number of the source behind it; equal numbers are one source.</summary>
    /// <param name="group">The claims of one incident.</param>
    /// <param name="copies">Claims that a reader has called copies of one another, by their ids.</param>
    public static int[] Of(ClaimTraits[] group, IReadOnlyDictionary<string, HashSet<string>> copies)
    {
        var parent = new int[group.Length];
        for (var i = 0; i < parent.Length; i++) parent[i] = i;
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < group.Length; i++)
        {
            foreach (var key in (ReadOnlySpan<string>)[Origin(group[i].Claim), group[i].Claim.Report.Id])
                if (!first.TryAdd(key, i)) Join(i, first[key]);
        }
        if (copies.Count > 0)
            for (var i = 0; i < group.Length; i++)
                if (copies.TryGetValue(group[i].Claim.Id, out var others))
                    for (var j = 0; j < group.Length; j++)
                        if (others.Contains(group[j].Claim.Id)) Join(i, j);
        // Copies: with some hundreds of claims each against each is cheap enough; beyond, exact copies are found by their sketch alone.
        if (group.Length <= 400)
        {
            for (var i = 0; i < group.Length; i++)
                for (var j = 0; j < i; j++)
                    if (group[i].Words >= CopyWords && group[j].Words >= CopyWords && Root(i) != Root(j)
                        && TraitReader.Likeness(group[i].Sketch, group[j].Sketch) >= Copy) Join(i, j);
        }
        else
        {
            var sketches = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < group.Length; i++)
            {
                if (group[i].Words < CopyWords) continue;
                var sketch = new string(MemoryMarshal.Cast<uint, char>(group[i].Sketch));
                if (!sketches.TryAdd(sketch, i)) Join(i, sketches[sketch]);
            }
        }
        return [.. Enumerable.Range(0, group.Length).Select(Root)];

        int Root(int n)
        {
            while (parent[n] != n) n = parent[n] = parent[parent[n]];
            return n;
        }

        void Join(int a, int b)
        {
            (a, b) = (Root(a), Root(b));
            if (a != b) parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    /// <summary>Whoever is cited last with a name; else the publisher; else the report itself.</summary>
    private static string Origin(Claim claim)
    {
        for (var i = claim.Attribution.Count - 1; i >= 0; i--)
            if (claim.Attribution[i] is { Name: not Attribution.Unnamed } a && a.Name.Length > 0) return Plain(a.Affiliation ?? a.Name);
        return claim.Report.Publisher is { } publisher ? Plain(publisher) : claim.Report.Id;
    }

    private static string Plain(string name) => name.Trim().ToLowerInvariant();
}
