namespace Hudna.Evaluation.Incidents;

/// <summary>
/// How well a grouping fits a gold grouping. Links: MUC (Vilain et al. 1995). Members: B³ (Bagga and Baldwin 1998). Groups: CEAF with the
/// likeness φ₄ (Luo 2005). Their mean of F1 is the CoNLL score (Pradhan et al. 2011). Groups may hold members that the other side lacks.
/// </summary>
internal static class ClusterScore
{
    /// <summary>Precision, recall and their harmonic mean.</summary>
    /// <param name="Precision">Share of what was predicted that is right; 0 where nothing was.</param>
    /// <param name="Recall">Share of the gold that was found; 0 where there is none.</param>
    internal readonly record struct Figures(double Precision, double Recall)
    {
        /// <summary>The harmonic mean of the two, 0 where both are.</summary>
        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
    }

    /// <summary>Links needed within the groups of one side that the other has.</summary>
    public static Figures Muc(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> found)
    {
        return new(Share(found, Places(gold)), Share(gold, Places(found)));

        static double Share(IReadOnlyList<IReadOnlyList<string>> groups, Dictionary<string, int> other)
        {
            int kept = 0, all = 0;
            foreach (var group in groups)
            {
                // A member that the other side lacks is a part of its own.
                var parts = group.Where(other.ContainsKey).Select(m => other[m]).Distinct().Count() + group.Count(m => !other.ContainsKey(m));
                kept += group.Count - parts;
                all += group.Count - 1;
            }
            return all == 0 ? 0 : (double)kept / all;
        }
    }

    /// <summary>For each member the share of its group that the other side puts with it, averaged.</summary>
    public static Figures BCubed(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> found)
    {
        return new(Share(found, Places(gold)), Share(gold, Places(found)));

        static double Share(IReadOnlyList<IReadOnlyList<string>> groups, Dictionary<string, int> other)
        {
            double sum = 0;
            var members = 0;
            foreach (var group in groups)
            {
                members += group.Count;
                sum += group.Where(other.ContainsKey).GroupBy(m => other[m]).Sum(g => (double)g.Count() * g.Count()) / group.Count;
            }
            return members == 0 ? 0 : sum / members;
        }
    }

    /// <summary>Groups paired one to one so that their likeness, 2|A∩B| / (|A|+|B|), is greatest in sum.</summary>
    public static Figures CeafE(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> found)
    {
        if (gold.Count == 0 || found.Count == 0) return default;
        var places = Places(found);
        var common = new List<Dictionary<int, int>>();
        foreach (var group in gold)
            common.Add(group.Where(places.ContainsKey).GroupBy(m => places[m]).ToDictionary(g => g.Key, g => g.Count()));
        var sum = Parts(common, found.Count).Sum(part => Assignment.Greatest(part.Gold.Count, part.Found.Count,
            (i, j) => 2.0 * common[part.Gold[i]].GetValueOrDefault(part.Found[j]) / (gold[part.Gold[i]].Count + found[part.Found[j]].Count)));
        return new(sum / found.Count, sum / gold.Count);
    }

    /// <summary>Pairs of members in one group, without regard to the groups.</summary>
    public static Figures Pairs(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> found)
    {
        var places = Places(found);
        var common = gold.Sum(g => g.Where(places.ContainsKey).GroupBy(m => places[m]).Sum(s => Of(s.Count())));
        var (right, all) = (gold.Sum(g => Of(g.Count)), found.Sum(g => Of(g.Count)));
        return new(all == 0 ? 0 : common / all, right == 0 ? 0 : common / right);

        static double Of(int n) => n * (n - 1) / 2.0;
    }

    /// <summary>The mean of the F1 of MUC, B³ and CEAF-e.</summary>
    public static double Conll(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> found) =>
        (Muc(gold, found).F1 + BCubed(gold, found).F1 + CeafE(gold, found).F1) / 3;

    private static Dictionary<string, int> Places(IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Count; i++)
            foreach (var member in groups[i]) places.Add(member, i);
        return places;
    }

    // Groups that share no member with each other, even by others, can be paired apart: small tables instead of a huge one.
    private static IEnumerable<(List<int> Gold, List<int> Found)> Parts(List<Dictionary<int, int>> common, int found)
    {
        var parent = Enumerable.Range(0, common.Count + found).ToArray();
        for (var i = 0; i < common.Count; i++)
            foreach (var j in common[i].Keys) parent[Root(common.Count + j)] = Root(i);
        return Enumerable.Range(0, parent.Length).GroupBy(Root)
            .Select(part => (part.Where(n => n < common.Count).ToList(), part.Where(n => n >= common.Count).Select(n => n - common.Count).ToList()))
            .Where(part => part.Item1.Count > 0 && part.Item2.Count > 0);

        int Root(int n)
        {
            while (parent[n] != n) n = parent[n] = parent[parent[n]];
            return n;
        }
    }
}
