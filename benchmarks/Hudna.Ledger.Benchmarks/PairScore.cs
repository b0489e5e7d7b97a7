namespace Hudna.Ledger.Benchmarks;

/// <summary>Pairwise precision and recall of a grouping against the truth.</summary>
public readonly record struct PairScore(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <param name="groups">The groups found, each a list of items.</param>
    /// <param name="truth">The true group of each item.</param>
    public static PairScore Of(IEnumerable<IReadOnlyList<string>> groups, IReadOnlyDictionary<string, int> truth)
    {
        long found = 0, right = 0, there = 0;
        foreach (var n in truth.Values.GroupBy(t => t).Select(g => (long)g.Count())) there += n * (n - 1) / 2;
        foreach (var group in groups)
        {
            found += (long)group.Count * (group.Count - 1) / 2;
            foreach (var n in group.GroupBy(i => truth[i]).Select(g => (long)g.Count())) right += n * (n - 1) / 2;
        }
        return new(found == 0 ? 1 : (double)right / found, there == 0 ? 1 : (double)right / there);
    }
}
