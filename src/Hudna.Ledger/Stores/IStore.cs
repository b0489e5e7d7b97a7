namespace Hudna.Ledger.Stores;

/// <summary>
/// Where the record lies. Two implementations, SQLite and PostgreSQL, pass the same contract tests. Stores know entries, contents and
/// where claims stand; what these mean is the record's business. Driver faults leave a store as <see cref="Codebook.UserFaultException"/>.
/// </summary>
internal interface IStore : IDisposable
{
    /// <summary>What the user calls this place: a file or a database, without passwords.</summary>
    string Name { get; }

    /// <summary>
    /// Runs one write alone: no other writer, in this process or another, comes between. All of it is kept, durably, when this returns;
    /// nothing of it when it throws.
    /// </summary>
    T Write<T>(Func<IStoreWriter, T> work);

    /// <summary>The last entry, without unpacking its body; null in a new store.</summary>
    EntryHead? Last();

    /// <summary>Entries from one number to another, both included, in order.</summary>
    IEnumerable<StoredEntry> Entries(long from = 1, long to = long.MaxValue, string? kind = null);

    /// <summary>One entry by number; null where there is none.</summary>
    StoredEntry? Entry(long sequence);

    /// <summary>The latest entry of a kind about a subject, not after a number; null where there is none.</summary>
    StoredEntry? Latest(string subject, string kind, long to = long.MaxValue);

    /// <summary>For each report its latest entry of claims not after a number, in the order of these entries.</summary>
    IEnumerable<StoredEntry> LatestClaims(long to = long.MaxValue);

    /// <summary>A text or original by its SHA-256; null where it is not there.</summary>
    StoredBytes? Content(byte[] hash);

    /// <summary>Where a claim stands: the entry and its place in it, from 0; null where it is unknown.</summary>
    (long Sequence, int Ordinal)? ClaimAt(byte[] claim);

    /// <summary>Number and hash of the last entry not after a time; null where all are later.</summary>
    EntryHead? LastAt(long unixMilliseconds);

    /// <summary>All texts and originals.</summary>
    IEnumerable<(byte[] Hash, StoredBytes Bytes)> Contents();

    /// <summary>Where all claims stand.</summary>
    IEnumerable<(byte[] Claim, long Sequence, int Ordinal)> ClaimPlaces();

    /// <summary>How many contents and claims are indexed, for verifying that nothing stands beside the chain.</summary>
    (long Contents, long Claims) Counts();

    /// <summary>Keeps something worked out, for speed only; it takes no part in the chain.</summary>
    void SaveDerived(string name, byte[] inputs, byte[] bytes);

    /// <summary>What was kept under a name, if it was worked out from the same inputs; null otherwise.</summary>
    byte[]? LoadDerived(string name, byte[] inputs);

    /// <summary>Copies the whole store to a new file while it is in use.</summary>
    void Backup(string file);

    /// <summary>The store's own check of its pages; null where nothing is wrong, else what it says.</summary>
    string? CheckPages();
}

/// <summary>What can be done inside <see cref="IStore.Write"/>.</summary>
internal interface IStoreWriter
{
    /// <summary>The last entry; null in a new store.</summary>
    EntryHead? Last();

    /// <summary>Whether there is an entry of a kind about a subject.</summary>
    bool Has(string subject, string kind);

    /// <summary>Of some subjects those that have an entry of a kind.</summary>
    HashSet<string> Which(IReadOnlyList<string> subjects, string kind);

    /// <summary>Adds an entry; its number must be the next one.</summary>
    void Add(StoredEntry entry);

    /// <summary>Adds a text or original, unless it is there.</summary>
    void AddContent(byte[] hash, StoredBytes bytes);

    /// <summary>Says where a claim stands, unless an earlier entry has it already.</summary>
    void AddClaim(byte[] claim, long sequence, int ordinal);
}

/// <summary>Number, time and hash of an entry.</summary>
internal readonly record struct EntryHead(long Sequence, long At, byte[] Hash);

/// <summary>Bytes as they are kept.</summary>
internal readonly record struct StoredBytes(int Packing, byte[] Bytes)
{
    public byte[] Unpack() => Ledger.Packing.Unpack(Packing, Bytes);
}

/// <summary>An entry as it is kept.</summary>
internal sealed record StoredEntry(
    long Sequence, long At, string Kind, string Subject, StoredBytes Body, byte[] BodyHash, byte[] Previous, byte[] Hash);
