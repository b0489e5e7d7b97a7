namespace Hudna.Codebook;

/// <summary>
/// Reads the claims off a report. A seam: the product's own coder stands behind it, a hand coding or another engine may.
/// Implementations do no I/O, never throw for any text, and give the same claims for the same report on any machine and thread.
/// </summary>
public interface ICoder
{
    /// <summary>Name and version, as written in every claim.</summary>
    string Name { get; }

    /// <summary>The claims of a report, in the order of their quotes; empty where there is nothing to code.</summary>
    IReadOnlyList<Claim> Code(Report report);
}
