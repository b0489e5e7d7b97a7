using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores;
using Hudna.Ledger.Stores.Postgres;
using Hudna.Ledger.Stores.Sqlite;

namespace Hudna.Ledger;

/// <summary>
/// The record: reports, claims and decisions, appended and never changed, each a link of a hash chain. One thread at a time writes (others
/// wait), any number read meanwhile. What a method reported as appended is on the disk.
/// </summary>
public sealed class Record : RecordView, IDisposable
{
    private const int BatchSize = 512;

    internal static readonly byte[] HashOfNothing = SHA256.HashData([]);

    private readonly TimeProvider _clock;

    private Record(IStore store, SealKeys keys, TimeProvider clock) : base(store, keys, long.MaxValue) => _clock = clock;

    /// <summary>Opens a ledger.</summary>
    /// <param name="database">A file, or a PostgreSQL connection string (<c>Host=…;Database=…</c> or <c>postgresql://…</c>).</param>
    /// <param name="clock">Where the times of entries come from.</param>
    /// <param name="access">Whether it may be made or written.</param>
    /// <param name="keys">The file of the keys of sealed reports; null for the ledger's own name with <c>.keys</c> behind it.</param>
    /// <exception cref="UserFaultException">It is no ledger, made by a newer version, locked, damaged, write-protected, or not there.</exception>
    public static Record Open(string database, TimeProvider clock, RecordAccess access = RecordAccess.Create, string? keys = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        ArgumentNullException.ThrowIfNull(clock);
        var record = new Record(StoreOf(database, access), new SealKeys(keys ?? (IsServer(database) ? "hudna.keys" : database + ".keys")), clock);
        try
        {
            if (access != RecordAccess.Read) record.Begin();
            return record;
        }
        catch
        {
            record.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Appends a report with its claims in one transaction: both or neither. A text that is there already changes nothing.
    /// </summary>
    /// <param name="report">The report; its id must name its text.</param>
    /// <param name="claims">Its claims, each quoting it.</param>
    /// <param name="coder">Who coded it.</param>
    /// <returns>False where the same text is there already.</returns>
    /// <exception cref="UserFaultException">The ledger could not be written; nothing was kept.</exception>
    /// <exception cref="ArgumentException">A claim does not quote the report, or an id names something else.</exception>
    /// <param name="isSealed">
    /// Whether its words are kept under a key of their own in the file of keys, so that <see cref="Erase"/> can make them unreadable later.
    /// </param>
    public bool Append(Report report, IReadOnlyList<Claim> claims, string coder, bool isSealed = false)
    {
        var coded = new CodedReport(report, claims, coder, isSealed);
        var draft = Draft.Of(coded, KeyFor(coded));
        return Store.Write(w => Add(new ChainWriter(w, _clock), draft, w.Which([draft.Id], EntryKinds.Report)));
    }

    /// <summary>
    /// Appends many reports with their claims, some hundreds to a transaction, each report whole or not at all.
    /// </summary>
    /// <param name="reports">They are walked once, as they are needed.</param>
    /// <param name="kept">Called after each transaction, when these reports are on the disk: id, and whether it was new.</param>
    /// <returns>How many were new.</returns>
    public int AppendMany(IEnumerable<CodedReport> reports, Action<IReadOnlyList<(string Id, bool New)>>? kept = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var added = 0;
        foreach (var batch in reports.Chunk(BatchSize))
        {
            // Hashing and packing need no lock and take most of the time.
            if (batch.Any(r => r.Sealed)) Keys.Make([.. batch.Where(r => r.Sealed && !Contains(r.Report.Id)).Select(r => r.Report.Id)]);
            var drafts = batch.AsParallel().AsOrdered().Select(r => Draft.Of(r, KeyFor(r))).ToArray();
            var done = Store.Write(w =>
            {
                var chain = new ChainWriter(w, _clock);
                var there = w.Which(Array.ConvertAll(drafts, d => d.Id), EntryKinds.Report);
                return drafts.Select(d => (d.Id, New: Add(chain, d, there))).ToArray();
            });
            added += done.Count(d => d.New);
            kept?.Invoke(done);
        }
        return added;
    }

    /// <summary>
    /// Appends another coding of a report that is there, by a newer coder or another hand; from now on its claims hold. The earlier ones
    /// stay in the record.
    /// </summary>
    /// <returns>False where the latest coding says exactly the same.</returns>
    /// <exception cref="ArgumentException">The report is not in the record, or a claim does not quote it.</exception>
    public bool AppendClaims(string reportId, IReadOnlyList<Claim> claims, string coder)
    {
        var report = Report(reportId) ?? throw new ArgumentException($"{reportId} is not in the record.", nameof(reportId));
        var key = Keys.Of(reportId);
        var draft = Draft.Of(new(report, claims, coder), key);
        if (Store.Latest(reportId, EntryKinds.Claims) is { } latest && latest.BodyHash.AsSpan().SequenceEqual(SHA256.HashData(draft.Claims))) return false;
        Store.Write(w =>
        {
            AddClaims(new ChainWriter(w, _clock), draft);
            return true;
        });
        return true;
    }

    /// <summary>Appends a reader's decision; its id is given to it where it has none.</summary>
    /// <returns>False where the same decision is there already.</returns>
    /// <exception cref="UserFaultException">It undoes something that is no decision of this record.</exception>
    public bool Append(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Id.Length == 0) decision = DecisionJson.Named(decision);
        else if (DecisionJson.Named(decision).Id != decision.Id) throw new ArgumentException($"{decision.Id} does not name this decision.", nameof(decision));
        var body = DecisionJson.Write(decision);
        return Store.Write(w =>
        {
            if (w.Has(decision.Id, EntryKinds.Decision)) return false;
            if (decision.Kind == DecisionKind.Undo && decision.Subjects.FirstOrDefault(s => !w.Has(s, EntryKinds.Decision)) is { } unknown)
                throw new UserFaultException(new Fault($"{unknown} is no decision of this ledger, so it cannot be undone", Name));
            new ChainWriter(w, _clock).Add(EntryKinds.Decision, decision.Id, body);
            return true;
        });
    }

    /// <summary>Appends that outside data were taken in or something was handed out.</summary>
    /// <param name="kind"><see cref="EntryKinds.Import"/>, <see cref="EntryKinds.Export"/> or <see cref="EntryKinds.Remark"/>.</param>
    /// <param name="subject">What it was: a file's hash, a snapshot's id, a name.</param>
    /// <param name="facts">What is to be known of it, written in ordinal order of keys.</param>
    public void Append(string kind, string subject, IReadOnlyDictionary<string, string> facts)
    {
        if (kind is not (EntryKinds.Import or EntryKinds.Export or EntryKinds.Remark)) throw new ArgumentException($"'{kind}' is none of import, export, remark.", nameof(kind));
        var body = Facts(facts);
        Store.Write(w =>
        {
            new ChainWriter(w, _clock).Add(kind, subject, body);
            return true;
        });
    }

    /// <summary>Appends the versions of program, rules and data, unless the latest such entry says the same.</summary>
    public bool AppendVersions(IReadOnlyDictionary<string, string> versions)
    {
        var body = Facts(versions);
        if (Store.Latest("versions", EntryKinds.Versions) is { } latest && latest.BodyHash.AsSpan().SequenceEqual(SHA256.HashData(body))) return false;
        Store.Write(w =>
        {
            new ChainWriter(w, _clock).Add(EntryKinds.Versions, "versions", body);
            return true;
        });
        return true;
    }

    /// <summary>
    /// Erases a sealed report with all that was claimed of it: a tombstone is appended, then its key is destroyed. The chain stays valid, and
    /// no copy of the ledger can be read there any more; copies of the file of keys must be destroyed by whoever made them.
    /// </summary>
    /// <param name="reportId">The report.</param>
    /// <param name="reader">Who decided it.</param>
    /// <param name="reason">Why, without the words that are to be forgotten.</param>
    /// <exception cref="UserFaultException">The report is not there, was not sealed when it was read, or was erased before.</exception>
    public void Erase(string reportId, string reader, string reason)
    {
        var entry = Store.Latest(reportId, EntryKinds.Report) ?? throw new UserFaultException(new Fault($"{reportId} is not in this ledger", Name));
        if (entry.Body.Packing != Packing.Sealed)
            throw new UserFaultException(new Fault("this report was not sealed when it was read, so its words cannot be taken out of the chain", Name, null,
                "Read sensitive reports sealed; hide this one with a redaction profile"));
        var body = Facts(new Dictionary<string, string> { ["reader"] = reader, ["reason"] = reason, ["report"] = reportId });
        Store.Write(w =>
        {
            if (!w.Has(reportId, EntryKinds.Erasure)) new ChainWriter(w, _clock).Add(EntryKinds.Erasure, reportId, body);
            return true;
        });
        Keys.Destroy(reportId);
    }

    // Keys are on the disk before what they seal: a key too many does no harm, one too few would lose a report. A report that is there
    // already, perhaps erased, gets none: it will not be written again.
    private byte[]? KeyFor(CodedReport coded)
    {
        ArgumentNullException.ThrowIfNull(coded.Report);
        if (!coded.Sealed || Contains(coded.Report.Id)) return null;
        Keys.Make([coded.Report.Id]);
        return Keys.Of(coded.Report.Id);
    }

    /// <summary>The record as it stood at an entry.</summary>
    /// <exception cref="UserFaultException">There is no such entry.</exception>
    public RecordView AsOf(long sequence) => Store.Entry(sequence) is not null
        ? new View(Store, Keys, sequence)
        : throw new UserFaultException(new Fault($"the ledger has no entry {sequence}", Name));

    /// <summary>The record as it stood at a time: with every entry appended until then.</summary>
    /// <exception cref="UserFaultException">The record was begun later.</exception>
    public RecordView AsOf(DateTimeOffset time) => Store.LastAt(time.ToUnixTimeMilliseconds()) is { } head
        ? new View(Store, Keys, head.Sequence)
        : throw new UserFaultException(new Fault($"the ledger was begun after {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", Name));

    /// <summary>The record as a snapshot's id names it.</summary>
    /// <exception cref="UserFaultException">It is no such id, or names another record's or a changed entry.</exception>
    public RecordView AsOf(string snapshotId)
    {
        var named = Ledger.Snapshot.Read(snapshotId) ?? throw new UserFaultException(new Fault($"'{snapshotId}' is no snapshot id", Name));
        if (Store.Entry(named.Sequence) is not { } entry || Convert.ToHexStringLower(entry.Hash)[..20] != named.Digits)
            throw new UserFaultException(new Fault($"{snapshotId} is not a snapshot of this ledger", Name, null, "It belongs to another ledger, or entries were changed: run 'hudna verify'"));
        return new View(Store, Keys, named.Sequence);
    }

    /// <summary>The record's own name, given at random when it was begun: <c>record:</c> and 32 hex digits.</summary>
    public string Id => Store.Entry(1)?.Subject ?? throw new UserFaultException(new Fault("the ledger is empty", Name));

    /// <summary>Walks the whole chain and everything beside it, and says what does not hold.</summary>
    /// <param name="checkpoints">Checkpoints kept apart; each is checked, and dates what was changed.</param>
    /// <param name="trusted">The public key that they must be signed with; null to take any.</param>
    public VerifyResult Verify(IReadOnlyList<Checkpoint>? checkpoints = null, string? trusted = null) => new Verifier(Store, Keys, checkpoints ?? [], trusted).Run();

    /// <summary>Copies the ledger, while it is in use, to a new file.</summary>
    /// <exception cref="UserFaultException">The file is there already, or cannot be written.</exception>
    public void Backup(string file)
    {
        if (File.Exists(file)) throw new UserFaultException(new Fault("there is a file of this name already, and a backup overwrites nothing", file, null, "Name another"));
        Store.Backup(file);
    }

    /// <summary>Copies the record to another place, file or server, as it is: every hash, and so every snapshot's id, stays the same.</summary>
    /// <exception cref="UserFaultException">There is a ledger already, or this one is damaged.</exception>
    public void CopyTo(string database)
    {
        using var target = StoreOf(database, RecordAccess.Create);
        Transfer.Copy(Store, target);
    }

    /// <summary>Whether a name of a ledger is that of a database server, not of a file.</summary>
    public static bool IsServer(string database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.StartsWith("postgres://", StringComparison.Ordinal) || database.StartsWith("postgresql://", StringComparison.Ordinal)
            || database.Contains("Host=", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Keeps something worked out from the record, for speed only.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="inputs">A hash of everything that it was worked out from.</param>
    /// <param name="bytes">The thing.</param>
    public void SaveDerived(string name, byte[] inputs, byte[] bytes)
    {
        var (packing, packed) = Packing.Pack(bytes);
        Store.SaveDerived(name, inputs, [(byte)packing, .. packed]);
    }

    /// <summary>What was kept under a name from the same inputs; null where there is none.</summary>
    public byte[]? LoadDerived(string name, byte[] inputs) =>
        Store.LoadDerived(name, inputs) is { Length: > 0 } kept ? Packing.Unpack(kept[0], kept[1..]) : null;

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    private static IStore StoreOf(string database, RecordAccess access) =>
        IsServer(database) ? new PostgresStore(Settings(database), access) : new SqliteStore(database, access);

    // Npgsql reads key=value pairs only; the address form is common elsewhere.
    private static string Settings(string database)
    {
        if (!database.StartsWith("postgres", StringComparison.Ordinal) || !Uri.TryCreate(database, UriKind.Absolute, out var address)) return database;
        var user = address.UserInfo.Split(':', 2);
        return $"Host={address.Host};Port={(address.Port > 0 ? address.Port : 5432)};Database={address.AbsolutePath.Trim('/')}"
            + (user[0].Length > 0 ? $";Username={Uri.UnescapeDataString(user[0])}" : "")
            + (user.Length > 1 ? $";Password={Uri.UnescapeDataString(user[1])}" : "");
    }

    private void Begin()
    {
        // A store that holds texts but no entry was emptied by somebody; a new beginning would hide that.
        if (Store.Last() is not null || Store.Counts() is not (0, 0)) return;
        Store.Write(w =>
        {
            if (w.Last() is not null) return false;
            var name = "record:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            new ChainWriter(w, _clock).Add(EntryKinds.Genesis, name, Encoding.UTF8.GetBytes($$"""{"format":"hudna-record/1","record":"{{name}}"}"""));
            return true;
        });
    }

    private static bool Add(ChainWriter chain, Draft draft, HashSet<string> there)
    {
        if (!there.Add(draft.Id)) return false;
        foreach (var (hash, bytes) in draft.Contents) chain.Store.AddContent(hash, bytes);
        chain.Add(EntryKinds.Report, draft.Id, draft.Report, draft.PackedReport);
        AddClaims(chain, draft);
        return true;
    }

    private static void AddClaims(ChainWriter chain, Draft draft)
    {
        var sequence = chain.Add(EntryKinds.Claims, draft.Id, draft.Claims, draft.PackedClaims);
        for (var i = 0; i < draft.ClaimKeys.Length; i++) chain.Store.AddClaim(draft.ClaimKeys[i], sequence, i);
    }

    private static byte[] Facts(IReadOnlyDictionary<string, string> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            json.WriteStartObject();
            foreach (var (key, value) in facts.OrderBy(f => f.Key, StringComparer.Ordinal)) json.WriteString(key, value);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class View(IStore store, SealKeys keys, long upTo) : RecordView(store, keys, upTo);
}

/// <summary>A report with what a coder claimed of it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Claims">Its claims, each quoting it.</param>
/// <param name="Coder">Who coded it.</param>
/// <param name="Sealed">Whether its words are kept under a key of their own, so that they can be erased later.</param>
public sealed record CodedReport(Report Report, IReadOnlyList<Claim> Claims, string Coder, bool Sealed = false);
