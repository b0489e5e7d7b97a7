namespace Hudna.Agreements;

/// <summary>
/// The error model of zones: every source of error (where the road runs, how deep the text means, where in a village it happened) moves
/// the edge by a distance of which only the greatest size is known. Each is taken as uniform over plus and minus that size, independent
/// of the others; their sum is then a known distribution.
/// </summary>
public static class UniformSum
{
    // Errors smaller than this part of the greatest one change nothing that is printed, and cost precision.
    private const double Negligible = 1e-3;

    /// <summary>
    /// The probability that the sum of independent errors, each uniform over plus and minus its half-width, is at most <paramref name="x"/>:
    /// Σ over all signs s of (Π s)·(x + Σ s·w)₊ⁿ, divided by n!·Π 2w (the box-spline form; for one width a ramp, for two a trapezoid's
    /// integral). Without errors a step. Half-widths in the unit of x; those of zero or less are left out; at most eight count.
    /// </summary>
    public static double Cdf(double x, params ReadOnlySpan<double> halfWidths)
    {
        Span<double> w = stackalloc double[8];
        var (n, greatest, total) = (0, 0.0, 0.0);
        foreach (var width in halfWidths) greatest = Math.Max(greatest, width);
        foreach (var width in halfWidths)
        {
            if (width <= greatest * Negligible || n == w.Length) continue;
            w[n++] = width;
            total += width;
        }
        if (n == 0) return x >= 0 ? 1 : 0;
        if (x <= -total) return 0;
        if (x >= total) return 1;
        var sum = 0.0;
        for (var signs = 0; signs < 1 << n; signs++)
        {
            var (at, sign) = (x, 1.0);
            for (var i = 0; i < n; i++)
            {
                if ((signs >> i & 1) == 0) at += w[i];
                else (at, sign) = (at - w[i], -sign);
            }
            if (at > 0) sum += sign * Math.Pow(at, n);
        }
        for (var i = 0; i < n; i++) sum /= 2 * w[i] * (i + 1);
        return Math.Clamp(sum, 0, 1);
    }
}
