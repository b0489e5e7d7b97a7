namespace Hudna.Evaluation.Incidents;

/// <summary>The assignment problem, by the Hungarian method with potentials (Kuhn 1955; in cubic time after Jonker and Volgenant 1987).</summary>
internal static class Assignment
{
    /// <summary>The greatest sum of values when each row is paired with at most one column and each column with at most one row.</summary>
    public static double Greatest(int rows, int columns, Func<int, int, double> value)
    {
        if (rows > columns) return Greatest(columns, rows, (i, j) => value(j, i));
        // Row and column 0 are empty; potentials keep all reduced costs at or above zero.
        var (u, v) = (new double[rows + 1], new double[columns + 1]);
        var (rowOf, way) = (new int[columns + 1], new int[columns + 1]);
        for (var row = 1; row <= rows; row++)
        {
            var least = new double[columns + 1];
            Array.Fill(least, double.PositiveInfinity);
            var used = new bool[columns + 1];
            rowOf[0] = row;
            var at = 0;
            do
            {
                used[at] = true;
                var (delta, next) = (double.PositiveInfinity, 0);
                for (var j = 1; j <= columns; j++)
                {
                    if (used[j]) continue;
                    var cost = -value(rowOf[at] - 1, j - 1) - u[rowOf[at]] - v[j];
                    if (cost < least[j]) (least[j], way[j]) = (cost, at);
                    if (least[j] < delta) (delta, next) = (least[j], j);
                }
                for (var j = 0; j <= columns; j++)
                {
                    if (used[j])
                    {
                        u[rowOf[j]] += delta;
                        v[j] -= delta;
                    }
                    else least[j] -= delta;
                }
                at = next;
            }
            while (rowOf[at] != 0);
            for (; at != 0; at = way[at]) rowOf[at] = rowOf[way[at]];
        }
        return Enumerable.Range(1, columns).Where(j => rowOf[j] != 0).Sum(j => value(rowOf[j] - 1, j - 1));
    }
}
