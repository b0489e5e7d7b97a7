namespace Hudna.Codebook;

/// <summary>A count as a range, as UCDP keeps it (codebook section 7). Unknown ends are null.</summary>
/// <param name="What">What is counted: <c>killed</c>, <c>wounded-women</c>, <c>strikes</c> …</param>
/// <param name="Min">The least that the words allow.</param>
/// <param name="Best">The figure itself, where there is one.</param>
/// <param name="Max">The most that the words allow.</param>
/// <param name="Approximate">Whether the words say that the figure is not exact ("nearly", "about").</param>
public sealed record CountRange(string What, long? Min, long? Best, long? Max, bool Approximate = false)
{
    /// <summary>A bare figure: all three are the same.</summary>
    public static CountRange Exactly(string what, long n) => new(what, n, n, n);

    /// <summary>Whether this and another range could be one true number.</summary>
    public bool CompatibleWith(CountRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (lowA, highA) = Bounds();
        var (lowB, highB) = other.Bounds();
        return lowA <= highB && lowB <= highA;
    }

    private (long Low, long High) Bounds() =>
        Approximate && Best is { } b ? ((long)(b * 0.8), (long)Math.Ceiling(b * 1.2)) : (Min ?? Best ?? 0, Max ?? (Min is null ? Best : null) ?? long.MaxValue);
}
