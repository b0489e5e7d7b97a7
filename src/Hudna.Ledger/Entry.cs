using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hudna.Ledger;

/// <summary>
/// One link of the record's chain. Its <see cref="Hash"/> covers its number, time, kind, subject, the hash of its body and the hash of
/// the entry before it, so that no entry can be changed, removed, inserted or moved without every later hash changing.
/// <c>docs/record.md</c> describes the bytes.
/// </summary>
public sealed record Entry
{
    /// <summary>Its number, from 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was appended, UTC to the millisecond; never before the entry before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it holds: one of <see cref="EntryKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of what it is about: a report, a decision, an import.</summary>
    public required string Subject { get; init; }

    /// <summary>The canonical bytes; null where they were sealed and their key has been destroyed.</summary>
    public required byte[]? Body { get; init; }

    /// <summary>SHA-256 of the body; of a sealed one, with its sixteen secret random bytes before it.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>The hash of the entry before; 32 zero bytes for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>SHA-256 of the entry's canonical head.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The hash over an entry's head: seven lines of UTF-8, each ended by a line feed.</summary>
    public static byte[] HashHead(long sequence, long unixMilliseconds, string kind, string subject, byte[] bodyHash, byte[] previous)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"hudna-entry/1\n{sequence}\n{unixMilliseconds}\n{kind}\n{subject}\n{Convert.ToHexStringLower(bodyHash)}\n{Convert.ToHexStringLower(previous)}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(head));
    }
}

/// <summary>What an entry of the record can hold.</summary>
public static class EntryKinds
{
    /// <summary>The first entry: names the format and the record.</summary>
    public const string Genesis = "genesis";

    /// <summary>A report's line without its text; text and original are kept beside it under their own hashes.</summary>
    public const string Report = "report";

    /// <summary>All claims of one coder on one report: a line that counts them, then a line each.</summary>
    public const string Claims = "claims";

    /// <summary>A reader's decision.</summary>
    public const string Decision = "decision";

    /// <summary>Outside data were taken in.</summary>
    public const string Import = "import";

    /// <summary>Something was handed out.</summary>
    public const string Export = "export";

    /// <summary>The versions of program, rules and data from here on.</summary>
    public const string Versions = "versions";

    /// <summary>Something about the record itself that its keeper should know, such as a clock that was set back.</summary>
    public const string Remark = "remark";

    /// <summary>The key of a sealed body was destroyed.</summary>
    public const string Erasure = "erasure";
}
