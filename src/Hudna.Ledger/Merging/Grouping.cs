namespace Hudna.Ledger.Merging;

/// <summary>Two claims that may be one occurrence, by their numbers, with the score of the pair.</summary>
internal readonly record struct Link(int A, int B, double Score);

/// <summary>
/// Parts claims that hang together by links into groups: from the strongest link down, two groups become one where the mean score of all
/// their pairs, refused ones counting heavily against it, is above zero. The result depends on the claims alone, not on their numbers.
/// </summary>
internal static class Grouping
{
    /// <param name="members">The claims' numbers in the order of <see cref="ClaimTraits.Compare"/>.</param>
    /// <param name="links">All pairs of them that were not refused, each once.</param>
    /// <param name="together">Pairs that a reader has put together.</param>
    /// <param name="apart">Pairs that a reader has put apart.</param>
    /// <returns>The groups by their first member, members in order.</returns>
    public static IReadOnlyList<int[]> Part(int[] members, IReadOnlyList<Link> links, IReadOnlyList<(int, int)> together, IReadOnlyList<(int, int)> apart)
    {
        if (members.Length == 1) return [members];
        var place = new Dictionary<int, int>(members.Length);
        for (var i = 0; i < members.Length; i++) place.Add(members[i], i);
        var group = new int[members.Length];
        var of = new List<int>[members.Length];
        var sums = new Dictionary<int, (double Sum, int Pairs)>[members.Length];
        for (var i = 0; i < members.Length; i++) (group[i], of[i], sums[i]) = (i, [i], []);

        var sorted = new List<(int A, int B, double Score)>(links.Count);
        foreach (var link in links)
        {
            var (a, b) = (place[link.A], place[link.B]);
            if (a > b) (a, b) = (b, a);
            sorted.Add((a, b, link.Score));
        }
        sorted.Sort((x, y) => y.Score.CompareTo(x.Score) is var s and not 0 ? s : x.A.CompareTo(y.A) is var f and not 0 ? f : x.B.CompareTo(y.B));
        foreach (var (a, b, score) in sorted) sums[a][b] = sums[b][a] = (score, 1);

        var barred = new HashSet<(int, int)>();
        foreach (var (x, y) in apart)
            if (place.TryGetValue(x, out var a) && place.TryGetValue(y, out var b)) barred.Add((Math.Min(a, b), Math.Max(a, b)));
        foreach (var (a, b, score) in sorted)
        {
            if (score <= 0) break;
            var (x, y) = (group[a], group[b]);
            if (x == y) continue;
            var (sum, pairs) = sums[x][y];
            if (sum + Weights.Refused * ((long)of[x].Count * of[y].Count - pairs) <= 0 || Barred(x, y)) continue;
            Join(x, y);
        }

        // Last, so that what fits one of two groups still finds it before a reader's word makes them one.
        foreach (var (x, y) in together.Select(t => (place[t.Item1], place[t.Item2])).Select(t => (Math.Min(t.Item1, t.Item2), Math.Max(t.Item1, t.Item2))).Order())
            if (group[x] != group[y] && !Barred(group[x], group[y])) Join(group[x], group[y]);

        return [.. of.Where(g => g is { Count: > 0 }).Select(g => g.Order().Select(i => members[i]).ToArray()).OrderBy(g => place[g[0]])];

        bool Barred(int x, int y) => barred.Count > 0 && of[x].Any(i => of[y].Any(j => barred.Contains((Math.Min(i, j), Math.Max(i, j)))));

        // The one with less to move is moved; which of the two it is does not change the sums.
        void Join(int x, int y)
        {
            if (of[x].Count + sums[x].Count < of[y].Count + sums[y].Count) (x, y) = (y, x);
            foreach (var i in of[y]) group[i] = x;
            of[x].AddRange(of[y]);
            of[y].Clear();
            sums[x].Remove(y);
            foreach (var (z, (sum, pairs)) in sums[y])
            {
                if (z == x) continue;
                var joint = sums[x].TryGetValue(z, out var s) ? (s.Sum + sum, s.Pairs + pairs) : (sum, pairs);
                sums[x][z] = joint;
                sums[z][x] = joint;
                sums[z].Remove(y);
            }
            sums[y].Clear();
        }
    }
}
