namespace Hudna.Language.Reading;

/// <summary>
/// The best dependency tree with exactly one root over arc scores: Chu–Liu/Edmonds, cycles contracted one by one. The two likeliest
/// roots are tried and the better tree wins. Quadratic memory, cubic time at the very worst; sentences are cut before.
/// </summary>
internal static class SpanningTree
{
    private const double Never = -1e9;

    /// <summary>Heads (0 the root, else 1-based) of n words from scores[dependant, head], n × (n + 1), column 0 the root.</summary>
    public static int[] Best(float[,] scores)
    {
        var n = scores.GetLength(0);
        if (n == 0) return [];
        var roots = LikeliestRoots(scores, n);
        int[]? best = null;
        var bestValue = double.NegativeInfinity;
        foreach (var root in roots)
        {
            var square = new double[n + 1, n + 1];
            for (var i = 0; i <= n; i++)
                for (var j = 0; j <= n; j++)
                    square[i, j] = i == 0 || j == 0 || i == j || i == root + 1 ? Never : scores[i - 1, j];
            square[root + 1, 0] = 0;
            var heads = Arborescence(square);
            var value = 0.0;
            for (var i = 1; i <= n; i++) value += scores[i - 1, heads[i]];
            if (best is not null && value <= bestValue) continue;
            (best, bestValue) = (heads, value);
        }
        return best![1..];
    }

    private static List<int> LikeliestRoots(float[,] scores, int n)
    {
        var margins = new (float Margin, int Word)[n];
        for (var i = 0; i < n; i++)
        {
            var other = n > 1 ? float.NegativeInfinity : 0f;
            for (var j = 1; j <= n && n > 1; j++) other = Math.Max(other, scores[i, j]);
            margins[i] = (scores[i, 0] - other, i);
        }
        Array.Sort(margins, (a, b) => a.Margin != b.Margin ? b.Margin.CompareTo(a.Margin) : a.Word.CompareTo(b.Word));
        return [.. margins.Take(2).Select(m => m.Word)];
    }

    // heads[0] is unused. Recursion is as deep as cycles nest, at most half the words.
    private static int[] Arborescence(double[,] s)
    {
        var n = s.GetLength(0);
        var heads = new int[n];
        for (var i = 1; i < n; i++)
        {
            var best = 0;
            for (var j = 1; j < n; j++)
                if (s[i, j] > s[i, best]) best = j;
            heads[i] = best;
        }
        var cycle = FindCycle(heads);
        if (cycle is null) return heads;
        var inside = new bool[n];
        foreach (var v in cycle) inside[v] = true;
        var rest = Enumerable.Range(0, n).Where(i => !inside[i]).ToArray();
        var c = rest.Length;
        var small = new double[c + 1, c + 1];
        for (var i = 0; i <= c; i++) small[i, c] = small[c, i] = Never;
        var leaves = new int[c];
        var enters = new int[c];
        var weight = cycle.Sum(v => s[v, heads[v]]);
        for (var a = 0; a < c; a++)
        {
            for (var b = 0; b < c; b++) small[a, b] = s[rest[a], rest[b]];
            leaves[a] = cycle[0];
            enters[a] = cycle[0];
            foreach (var v in cycle)
            {
                if (s[rest[a], v] > s[rest[a], leaves[a]]) leaves[a] = v;
                if (s[v, rest[a]] - s[v, heads[v]] > s[enters[a], rest[a]] - s[enters[a], heads[enters[a]]]) enters[a] = v;
            }
            small[a, c] = s[rest[a], leaves[a]];
            small[c, a] = weight + s[enters[a], rest[a]] - s[enters[a], heads[enters[a]]];
        }
        var chosen = Arborescence(small);
        var result = (int[])heads.Clone();
        for (var a = 0; a < c; a++)
            if (rest[a] != 0) result[rest[a]] = chosen[a] == c ? leaves[a] : rest[chosen[a]];
        var entry = chosen[c];
        result[enters[entry]] = rest[entry];
        return result;
    }

    private static List<int>? FindCycle(int[] heads)
    {
        var colour = new int[heads.Length];
        for (var i = 1; i < heads.Length; i++)
        {
            var path = new List<int>();
            var j = i;
            while (j != 0 && colour[j] == 0)
            {
                colour[j] = i;
                path.Add(j);
                j = heads[j];
            }
            if (j != 0 && colour[j] == i) return path[path.IndexOf(j)..];
        }
        return null;
    }
}
