namespace Hudna.Statistics;

/// <summary>Corrections for asking several questions of the same data.</summary>
public static class Multiplicity
{
    /// <summary>Holm's step-down p-values (1979): hold the chance of any false alarm among all questions. In the order given.</summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        double most = 0;
        for (var rank = 0; rank < order.Length; rank++)
            adjusted[order[rank]] = most = Math.Max(most, Math.Min(1, (p.Count - rank) * p[order[rank]]));
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's step-up p-values (1995): hold the share of false alarms among the alarms. In the order given.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var order = Enumerable.Range(0, p.Count).OrderByDescending(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        double least = 1;
        for (var rank = 0; rank < order.Length; rank++)
            adjusted[order[rank]] = least = Math.Min(least, p[order[rank]] * p.Count / (p.Count - rank));
        return adjusted;
    }
}
