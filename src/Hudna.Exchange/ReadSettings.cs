using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>How reports are read. What is given here stands above what an index beside the files or the text itself says.</summary>
public sealed record ReadSettings
{
    /// <summary>The name that stands for standard input among the paths.</summary>
    public const string StandardInputName = "-";

    /// <summary>The publication date of every report read; null to find it.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>The publisher of every report read; null to find it.</summary>
    public string? Publisher { get; init; }

    /// <summary>What <c>-</c> among the paths reads from; null where there is no such stream.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>The largest file that is read, in bytes; for JSON lines the longest line. 50 MB where not said.</summary>
    public long MaxBytes { get; init; } = 50L * 1024 * 1024;
}

/// <summary>One outcome of reading: a report, or a fault that did not stop the rest.</summary>
/// <param name="Report">The report; null for a fault.</param>
/// <param name="Fault">The fault; null for a report.</param>
/// <param name="Source">The file, line or address that it came from, as the user knows it.</param>
public sealed record ReadItem(Report? Report, Fault? Fault, string Source);
