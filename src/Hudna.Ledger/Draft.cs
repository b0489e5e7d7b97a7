using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>A report and its claims, checked, hashed and packed, ready to be written.</summary>
internal sealed record Draft(
    string Id, byte[] Report, StoredBytes PackedReport, byte[] Claims, StoredBytes PackedClaims, byte[][] ClaimKeys,
    IReadOnlyList<(byte[] Hash, StoredBytes Bytes)> Contents)
{
    /// <exception cref="ArgumentException">A claim does not quote the report, or an id names something else.</exception>
    /// <param name="coded">The report with its claims.</param>
    /// <param name="key">The key that it is sealed under; null for an open one.</param>
    public static Draft Of(CodedReport coded, byte[]? key)
    {
        var (report, claims, coder, _) = coded;
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentException.ThrowIfNullOrEmpty(coder);
        var text = Encoding.UTF8.GetBytes(report.Text);
        var textHash = SHA256.HashData(text);
        if (report.Id != "sha256:" + Convert.ToHexStringLower(textHash)) throw new ArgumentException($"{report.Id} does not name the text of {report.Source}.", nameof(coded));
        var keys = new byte[claims.Count][];
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            keys[i] = ClaimsBody.TryKey(claim.Id) ?? throw new ArgumentException($"'{claim.Id}' is no claim id.", nameof(coded));
            if (claim.Report.Id != report.Id) throw new ArgumentException($"{claim.Id} is a claim of {claim.Report.Id}, not of {report.Id}.", nameof(coded));
            if (!claim.Quote.HoldsIn(report.Text)) throw new ArgumentException($"{claim.Id} quotes what does not stand at its span of {report.Source}.", nameof(coded));
        }
        var contents = new List<(byte[], StoredBytes)>(2) { (Name(textHash), Pack(text)) };
        var original = report.Original.Span;
        if (original.Length > 0)
        {
            var hash = SHA256.HashData(original);
            if (!hash.AsSpan().SequenceEqual(textHash)) contents.Add((Name(hash), Pack(original)));
        }
        var line = Salted(ReportJson.Write(report, withText: false));
        var body = Salted(ClaimsBody.Write(report.Id, coder, claims));
        return new(report.Id, line, Pack(line), body, Pack(body), keys, contents);

        byte[] Name(byte[] hash) => key is null ? hash : SealKeys.ContentName(report.Id, hash);

        byte[] Salted(byte[] bytes) => key is null ? bytes : [.. RandomNumberGenerator.GetBytes(SealKeys.SaltBytes), .. bytes];

        StoredBytes Pack(ReadOnlySpan<byte> bytes)
        {
            if (key is not null) return SealKeys.Seal(key, bytes);
            var (packing, packed) = Packing.Pack(bytes);
            return new(packing, packed);
        }
    }
}
