using System.Globalization;

namespace Hudna.Ledger;

/// <summary>The record as it stood at one entry. Its id can be cited, and the record asked by it again.</summary>
/// <param name="Sequence">The last entry that belongs to it.</param>
/// <param name="At">When that entry was appended.</param>
/// <param name="Hash">That entry's hash, hex; it covers all entries before it.</param>
public sealed record Snapshot(long Sequence, DateTimeOffset At, string Hash)
{
    /// <summary><c>snapshot:</c>, the entry's number, and the first twenty hex digits of its hash: <c>snapshot:128-5f0c…</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"snapshot:{Sequence}-{Hash[..20]}");

    /// <summary>Reads number and hash digits off an id; null where it is none.</summary>
    public static (long Sequence, string Digits)? Read(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        const string prefix = "snapshot:";
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (!id.StartsWith(prefix, StringComparison.Ordinal) || dash < 0 || id.Length - dash - 1 != 20) return null;
        return long.TryParse(id.AsSpan(prefix.Length, dash - prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? (n, id[(dash + 1)..]) : null;
    }
}
