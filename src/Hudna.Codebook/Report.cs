using System.Security.Cryptography;
using System.Text;

namespace Hudna.Codebook;

/// <summary>
/// One published text, kept byte for byte and named by the SHA-256 of its kept text. Immutable.
/// </summary>
public sealed record Report
{
    /// <summary><c>sha256:</c> and the hex SHA-256 of the UTF-8 bytes of <see cref="Text"/>.</summary>
    public required string Id { get; init; }

    /// <summary>File name (relative to the folder that was opened, with forward slashes) or address.</summary>
    public required string Source { get; init; }

    /// <summary>Who published it; null where unknown.</summary>
    public string? Publisher { get; init; }

    /// <summary>When it was published; null where nothing tells.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>How <see cref="Published"/> was come by.</summary>
    public PublishedBasis PublishedBasis { get; init; } = PublishedBasis.Unknown;

    /// <summary>BCP 47 code of the main language (<c>en</c>, <c>ar</c>); <c>und</c> where it could not be told.</summary>
    public string Language { get; init; } = "und";

    /// <summary>The headline; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Who signed it; null where nobody did.</summary>
    public string? Byline { get; init; }

    /// <summary>The kept text: for plain text the decoded file, character for character; for pages the text of the whole page.</summary>
    public required string Text { get; init; }

    /// <summary>The parts of the text, in order, without overlap. What lies in no passage is white space.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    /// <summary>Media type of the original (<c>text/plain</c>, <c>text/html</c>, <c>text/markdown</c>, <c>application/json</c>).</summary>
    public string MediaType { get; init; } = "text/plain";

    /// <summary>The encoding that the original was read in (<c>utf-8</c>, <c>windows-1256</c> …).</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The original bytes.</summary>
    public ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>What was noticed while reading, in words for the user ("12 bytes were no windows-1252").</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The passages that may be coded: the report's own running text.</summary>
    public IEnumerable<Passage> OwnText => Passages.Where(p => p.Role == PassageRole.Body);

    /// <summary>What a claim keeps of this report.</summary>
    public ReportReference Reference => new(Id, Source, Publisher, Published, PublishedBasis);

    /// <summary>The id of a report with this text. A lone surrogate counts as U+FFFD.</summary>
    public static string IdOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(text)));

    private static readonly UTF8Encoding Utf8 = new(false, false);
}

/// <summary>How a publication date was come by.</summary>
public enum PublishedBasis
{
    /// <summary>Nothing tells the date.</summary>
    Unknown,

    /// <summary>The user or an index beside the file gave it.</summary>
    Given,

    /// <summary>It stands in the text or page.</summary>
    Found,

    /// <summary>It was worked out from what the text says.</summary>
    Estimated,
}

/// <summary>A part of a report's text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Role">What it is.</param>
/// <param name="Language">BCP 47 code; <c>und</c> where it could not be told.</param>
public sealed record Passage(int Start, int End, PassageRole Role, string Language = "und");

/// <summary>What a part of a report is. Only <see cref="Body"/> is coded; a heading gives context.</summary>
public enum PassageRole
{
    /// <summary>The report's own running text: a paragraph, a list item, a line of a bulletin.</summary>
    Body,

    /// <summary>The title.</summary>
    Title,

    /// <summary>A subheading.</summary>
    Heading,

    /// <summary>Author or agency line.</summary>
    Byline,

    /// <summary>A date line of its own.</summary>
    Dateline,

    /// <summary>Caption of a picture.</summary>
    Caption,

    /// <summary>Menus, related stories, cookie notices, appeals: not the report's own text.</summary>
    Furniture,
}
