using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>Links entries into the chain, inside one write.</summary>
internal sealed class ChainWriter(IStoreWriter store, TimeProvider clock)
{
    // A clock that is corrected by a second or less is no news.
    private const long ToleratedMilliseconds = 1000;

    private EntryHead? _last = store.Last();

    public IStoreWriter Store => store;

    /// <summary>Adds an entry at the end, and gives its number.</summary>
    /// <param name="kind">One of <see cref="EntryKinds"/>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">The bytes that are hashed: of a sealed body with its secret bytes before it.</param>
    /// <param name="packed">The bytes that are kept; null to pack the body here.</param>
    public long Add(string kind, string subject, byte[] body, StoredBytes? packed = null)
    {
        if (subject.AsSpan().ContainsAny('\n', '\r')) throw new ArgumentException("A subject is one line.", nameof(subject));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_last is { } last && now < last.At)
        {
            var behind = last.At - now;
            now = last.At;
            // Entries never go back in time, so a view as of a time stays what it was; that the clock did is written down once a write.
            if (behind > ToleratedMilliseconds && kind != EntryKinds.Remark && !_told)
            {
                _told = true;
                Link(EntryKinds.Remark, "clock", now, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                    $$"""{"behindMilliseconds":{{behind}},"says":"the clock stood before the last entry; its time is kept until the clock has caught up"}""")), null);
            }
        }
        return Link(kind, subject, now, body, packed);
    }

    private bool _told;

    private long Link(string kind, string subject, long at, byte[] body, StoredBytes? packed)
    {
        var sequence = (_last?.Sequence ?? 0) + 1;
        var previous = _last?.Hash ?? new byte[32];
        var bodyHash = SHA256.HashData(body);
        var hash = Entry.HashHead(sequence, at, kind, subject, bodyHash, previous);
        if (packed is null)
        {
            var (packing, bytes) = Packing.Pack(body);
            packed = new(packing, bytes);
        }
        store.Add(new(sequence, at, kind, subject, packed.Value, bodyHash, previous, hash));
        _last = new EntryHead(sequence, at, hash);
        return sequence;
    }
}
