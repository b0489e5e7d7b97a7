namespace Hudna.Statistics.Regression;

/// <summary>
/// The columns of what moves a daily series anyway: an intercept, a smooth trend (cubic B-splines), the season (sines and cosines of the
/// year) and the day of the week.
/// </summary>
/// <param name="Columns">Row-major matrix, a row a day.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Pull">Precision of the weak pull on the trend's coefficients (see <see cref="CountModel.Pull"/>).</param>
/// <param name="Words">What it is made of, in words.</param>
internal sealed record Background(double[] Columns, int Width, double[] Pull, string Words)
{
    private const double Year = 365.2425;

    /// <summary>Builds the columns.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="days">Number of days.</param>
    /// <param name="knotsPerYear">Bends of the trend a year; 0 for a straight line.</param>
    /// <param name="harmonics">Pairs of sine and cosine; 0 for no season. A series under two years gets none: it cannot tell season from trend.</param>
    /// <param name="weekday">Whether the day of the week counts.</param>
    public static Background Build(DateOnly start, int days, double knotsPerYear, int harmonics, bool weekday)
    {
        var pairs = days < 2 * Year ? 0 : harmonics;
        var pieces = knotsPerYear <= 0 ? 0 : Math.Max(1, (int)Math.Round(days / Year * knotsPerYear));
        var trend = pieces == 0 ? 1 : pieces + 2;
        var week = weekday && days >= 56 ? 6 : 0;
        var width = 1 + trend + 2 * pairs + week;
        var x = new double[days * width];
        var basis = new double[pieces + 3];
        for (var t = 0; t < days; t++)
        {
            var row = x.AsSpan(t * width, width);
            row[0] = 1;
            if (pieces == 0) row[1] = 2 * ((t + 0.5) / days) - 1;
            else
            {
                Splines((t + 0.5) / days * pieces, pieces, basis);
                basis.AsSpan(1).CopyTo(row[1..]);
            }
            var angle = 2 * Math.PI * ((start.DayNumber + t) % Year) / Year;
            for (var h = 0; h < pairs; h++)
            {
                row[1 + trend + 2 * h] = Math.Cos((h + 1) * angle);
                row[2 + trend + 2 * h] = Math.Sin((h + 1) * angle);
            }
            var day = (start.DayNumber + t + 1) % 7; // 0 is Sunday; it is the day that the others are compared with.
            if (week > 0 && day > 0) row[1 + trend + 2 * pairs + day - 1] = 1;
        }
        var pull = new double[width];
        Array.Fill(pull, 1e-3, 1, width - 1);
        var words = $"{(pieces == 0 ? "straight trend" : $"smooth trend in {pieces} pieces")}, "
            + $"{(pairs == 0 ? "no season (under two years)" : $"season of {pairs} harmonics")}, {(week == 0 ? "no weekday" : "weekday")}";
        return new Background(x, width, pull, words);
    }

    /// <summary>The same with a column more that marks some days.</summary>
    public Background With(bool[] days) => With([.. days.Select(d => d ? 1.0 : 0)]);

    /// <summary>The same with a column more.</summary>
    public Background With(double[] column)
    {
        int n = column.Length, wide = Width + 1;
        var x = new double[n * wide];
        for (var t = 0; t < n; t++)
        {
            Columns.AsSpan(t * Width, Width).CopyTo(x.AsSpan(t * wide));
            x[t * wide + Width] = column[t];
        }
        return new Background(x, wide, [.. Pull, 1e-6], Words);
    }

    // Uniform cubic B-splines on [0, pieces]; there are pieces + 3, and they sum to 1.
    private static void Splines(double u, int pieces, double[] basis)
    {
        Array.Clear(basis);
        var piece = Math.Min((int)u, pieces - 1);
        var s = u - piece;
        var r = 1 - s;
        basis[piece] = r * r * r / 6;
        basis[piece + 1] = (3 * s * s * s - 6 * s * s + 4) / 6;
        basis[piece + 2] = (3 * r * r * r - 6 * r * r + 4) / 6;
        basis[piece + 3] = s * s * s / 6;
    }
}
