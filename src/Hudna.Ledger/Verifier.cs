using System.Security.Cryptography;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>
/// Walks the chain from its first entry and works every hash out again from the bytes that are there. It trusts nothing that the store
/// says: neither hashes nor indexes.
/// </summary>
internal sealed class Verifier(IStore store, SealKeys keys, IReadOnlyList<Checkpoint> checkpoints, string? trusted)
{
    private const int MostFaults = 200;

    private readonly List<VerifyFault> _faults = [];
    private readonly HashSet<string> _reports = new(StringComparer.Ordinal);
    private readonly HashSet<(ulong, ushort)> _claims = [];
    private readonly HashSet<UInt128> _contents = [];

    // The hashes that checkpoints name, and those that were met on the way.
    private readonly Dictionary<long, byte[]> _met = [];
    private string? _record;
    private int _unread;

    public VerifyResult Run()
    {
        foreach (var c in checkpoints) _met[c.Sequence] = [];
        long walked = 0;
        var previous = new byte[32];
        long previousAt = 0;
        EntryHead? head = null;
        try
        {
            foreach (var e in store.Entries())
            {
                walked++;
                var at = DateTimeOffset.FromUnixTimeMilliseconds(e.At);
                if (e.Sequence != walked)
                {
                    Say(walked, e.Sequence == walked + 1 ? "it is missing" : $"it and those up to {e.Sequence - 1} are missing", at);
                    walked = e.Sequence;
                }
                else if (!e.Previous.AsSpan().SequenceEqual(previous))
                {
                    Say(e.Sequence, walked == 1 ? "the first entry does not begin a chain" : "it does not follow from the entry before it: that one, or this one, was changed, moved or put in", at);
                }
                if (e.At < previousAt) Say(e.Sequence, "its time lies before the entry before it", at);
                if (!Entry.HashHead(e.Sequence, e.At, e.Kind, e.Subject, e.BodyHash, e.Previous).AsSpan().SequenceEqual(e.Hash))
                    Say(e.Sequence, "its number, time, kind, subject or one of its hashes was changed", at);
                CheckBody(e, at);
                if (e.Sequence == 1) _record = e.Subject;
                if (_met.ContainsKey(e.Sequence)) _met[e.Sequence] = e.Hash;
                (previous, previousAt) = (e.Hash, Math.Max(previousAt, e.At));
                head = new(e.Sequence, e.At, e.Hash);
                if (_faults.Count >= MostFaults) break;
            }
            if (walked == 0) Say(null, "there is no entry at all, not even the first that every ledger has", null);
            if (_faults.Count < MostFaults) CheckCheckpoints();
            if (_faults.Count == 0) CheckIndexes();
            if (_faults.Count == 0 && store.CheckPages() is { } pages) Say(null, $"all entries hold, but the file's own check says: {pages}", null);
        }
        catch (UserFaultException e)
        {
            Say(walked + 1, e.Faults[0].What + "; from here on nothing could be read", head is { } h ? DateTimeOffset.FromUnixTimeMilliseconds(h.At) : null);
        }
        return new VerifyResult
        {
            Entries = walked,
            Head = head is { } last ? new(last.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(last.At), Convert.ToHexStringLower(last.Hash)) : null,
            Checkpoints = checkpoints.Count,
            Faults = [.. _faults.Select(Dated)],
        };
    }

    // A good checkpoint that covers an entry tells a later time at which it still stood as it was: for it was signed over that very chain.
    private VerifyFault Dated(VerifyFault fault)
    {
        if (fault.Sequence is not { } n) return fault;
        var latest = checkpoints.Where(c => c.Sequence >= n && IsGood(c)).Select(c => (DateTimeOffset?)c.At).Max();
        return latest > (fault.Since ?? DateTimeOffset.MinValue) ? fault with { Since = latest } : fault;
    }

    private bool IsGood(Checkpoint c) => c.IsSigned() && (trusted is null || c.Key == trusted) && (_record is null || c.Record == _record);

    private void CheckCheckpoints()
    {
        DateTimeOffset? before = null;
        foreach (var c in checkpoints.OrderBy(c => c.Sequence).ThenBy(c => c.At))
        {
            if (!c.IsSigned()) Say(c.Sequence, $"the checkpoint of {c.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC was changed: its signature does not hold", null);
            else if (trusted is not null && c.Key != trusted) Say(c.Sequence, $"the checkpoint of {c.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC is signed by another key", null);
            else if (c.Record != _record) Say(c.Sequence, $"the checkpoint of {c.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC is of another ledger, {c.Record}", null);
            else if (_met[c.Sequence] is { Length: 0 })
                Say(c.Sequence, $"it stood at the end when the checkpoint of {c.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC was signed, and is gone", c.At);
            else if (Convert.ToHexStringLower(_met[c.Sequence]) != c.Hash)
                Say(c.Sequence, $"it or one before it{(before is null ? "" : $", after the checkpoint of {before.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC,")} is not what was signed", c.At);
            else before = c.At;
        }
    }

    private void CheckBody(StoredEntry e, DateTimeOffset at)
    {
        byte[] body;
        var key = e.Body.Packing == Packing.Sealed ? keys.Of(e.Subject) : null;
        if (e.Body.Packing == Packing.Sealed && key is null)
        {
            // What it said cannot be checked any more, only that it is in its place; somebody must have said that it should be so.
            _unread++;
            if (e.Kind == EntryKinds.Report) _reports.Add(e.Subject);
            if (store.Latest(e.Subject, EntryKinds.Erasure) is null)
                Say(e.Sequence, $"its key is gone, and no erasure of {e.Subject} is in the record", at);
            return;
        }
        try
        {
            body = key is null ? e.Body.Unpack() : SealKeys.Open(key, e.Body.Bytes);
        }
        catch (InvalidDataException)
        {
            Say(e.Sequence, $"its body ({e.Kind}) was damaged: it does not unpack", at);
            return;
        }
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(e.BodyHash))
        {
            Say(e.Sequence, $"its body was changed: {Words(e)}", at);
            return;
        }
        if (key is not null) body = body[SealKeys.SaltBytes..];
        try
        {
            switch (e.Kind)
            {
                case EntryKinds.Genesis when e.Sequence != 1:
                    Say(e.Sequence, "a second beginning stands in the middle of the chain", at);
                    break;
                case EntryKinds.Report:
                    CheckReport(e, body, at);
                    break;
                case EntryKinds.Claims:
                    CheckClaims(e, body, at);
                    break;
                default:
                    break;
            }
        }
        catch (Exception inner) when (inner is FormatException or JsonException)
        {
            Say(e.Sequence, $"its body is not what its kind asks for: {inner.Message}", at);
        }
    }

    private void CheckReport(StoredEntry e, byte[] body, DateTimeOffset at)
    {
        using var line = JsonDocument.Parse(body);
        var id = line.RootElement.GetProperty("id").GetString() ?? "";
        if (id != e.Subject) Say(e.Sequence, $"it is filed under {e.Subject} but holds {id}", at);
        if (!_reports.Add(id)) Say(e.Sequence, $"the report {id} stands in the chain twice", at);
        CheckContent(e, "text", id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..], at);
        CheckContent(e, "original", ReportJson.OriginalHash(line.RootElement), at);
    }

    private void CheckContent(StoredEntry e, string what, string hex, DateTimeOffset at)
    {
        var (sequence, key) = (e.Sequence, e.Body.Packing == Packing.Sealed ? keys.Of(e.Subject) : null);
        var hash = Convert.FromHexString(hex);
        var name = key is null ? hash : SealKeys.ContentName(e.Subject, hash);
        if (hash.AsSpan().SequenceEqual(Record.HashOfNothing) && what == "original") return;
        _contents.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(name));
        if (store.Content(name) is not { } stored)
        {
            Say(sequence, $"the {what} of its report was removed", at);
            return;
        }
        try
        {
            if (!SHA256.HashData(key is null ? stored.Unpack() : SealKeys.Open(key, stored.Bytes)).AsSpan().SequenceEqual(hash)) Say(sequence, $"the {what} of its report was changed", at);
        }
        catch (InvalidDataException)
        {
            Say(sequence, $"the {what} of its report was damaged: it does not unpack", at);
        }
    }

    private void CheckClaims(StoredEntry e, byte[] body, DateTimeOffset at)
    {
        if (!_reports.Contains(e.Subject)) Say(e.Sequence, $"it holds claims on {e.Subject}, which is not before it in the chain", at);
        var ordinal = 0;
        foreach (var claim in ClaimsBody.Read(body))
        {
            if (ClaimsBody.TryKey(claim.Id) is not { } key) throw new FormatException($"'{claim.Id}' is no claim id");
            var first = _claims.Add((BitConverter.ToUInt64(key), BitConverter.ToUInt16(key, 8)));
            if (store.ClaimAt(key) is not { } place) Say(e.Sequence, $"the index has lost {claim.Id}", at);
            else if (first && place != (e.Sequence, ordinal)) Say(e.Sequence, $"the index leads {claim.Id} to entry {place.Sequence}", at);
            ordinal++;
        }
    }

    private void CheckIndexes()
    {
        var (contents, claims) = store.Counts();
        // Of erased reports it is not known how many texts and claims they had.
        if (_unread > 0) return;
        if (contents != _contents.Count) Say(null, $"{contents} texts and originals are kept, but the chain names {_contents.Count}", null);
        if (claims != _claims.Count) Say(null, $"{claims} claims are indexed, but the chain holds {_claims.Count}", null);
    }

    private void Say(long? sequence, string what, DateTimeOffset? since) => _faults.Add(new(sequence, what, since));

    private static string Words(StoredEntry e) => e.Kind switch
    {
        EntryKinds.Report => $"what is known of the report {e.Subject}",
        EntryKinds.Claims => $"the claims on {e.Subject}",
        EntryKinds.Decision => $"the decision {e.Subject}",
        _ => $"{e.Kind} {e.Subject}",
    };
}
