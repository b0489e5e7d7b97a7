using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>
/// The record as it stood at one of its entries, or as it stands (<see cref="Record"/>). Only reads. Sequences are read from the store as
/// they are walked, so a long record never stands in memory whole. Safe for any number of threads.
/// </summary>
public class RecordView
{
    private protected RecordView(IStore store, SealKeys keys, long upTo) => (Store, Keys, UpTo) = (store, keys, upTo);

    private protected SealKeys Keys { get; }

    private protected IStore Store { get; }

    /// <summary>The last entry that belongs to this view; <see cref="long.MaxValue"/> where it has no end.</summary>
    public long UpTo { get; }

    /// <summary>What the user calls the place where the record lies.</summary>
    public string Name => Store.Name;

    /// <summary>What this view shows, by number and hash; it changes only where the view has no end.</summary>
    public Snapshot Snapshot
    {
        get
        {
            var head = UpTo == long.MaxValue ? Store.Last() : Store.Entry(UpTo) is { } e ? new EntryHead(e.Sequence, e.At, e.Hash) : null;
            return head is { } h
                ? new(h.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(h.At), Convert.ToHexStringLower(h.Hash))
                : throw new UserFaultException(new Fault("the ledger is empty", Name));
        }
    }

    /// <summary>All entries in order.</summary>
    public IEnumerable<Entry> Entries(long from = 1) => Store.Entries(from, UpTo).Select(e => Open(e));

    /// <summary>
    /// The reports in the order in which they were appended, each without its text and original: what a list needs. The whole report comes
    /// from <see cref="Report"/>.
    /// </summary>
    public IEnumerable<Report> Reports() => Store.Entries(1, UpTo, EntryKinds.Report).Select(BodyOf).OfType<byte[]>().Select(ReadReport);

    /// <summary>A whole report with text and original; null where it is not in the record, or was erased from it.</summary>
    public Report? Report(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Store.Latest(id, EntryKinds.Report, UpTo) is not { } entry) return null;
        if (BodyOf(entry) is not { } body) return null;
        using var line = JsonDocument.Parse(body);
        var header = ReportJson.Read(line.RootElement);
        var text = Content(Convert.FromHexString(id.AsSpan(id.IndexOf(':', StringComparison.Ordinal) + 1)), entry);
        var originalHash = Convert.FromHexString(ReportJson.OriginalHash(line.RootElement));
        return header with
        {
            Text = Encoding.UTF8.GetString(text),
            Original = originalHash.AsSpan().SequenceEqual(Record.HashOfNothing) ? default : Content(originalHash, entry),
        };
    }

    /// <summary>Whether a report is in the record.</summary>
    public bool Contains(string reportId) => Store.Latest(reportId, EntryKinds.Report, UpTo) is not null;

    /// <summary>The claims that hold: for each report those of its latest coding, in the order of these codings.</summary>
    public IEnumerable<Claim> Claims() => Store.LatestClaims(UpTo).Select(BodyOf).OfType<byte[]>().SelectMany(ClaimsBody.Read);

    /// <summary>The claims of one report's latest coding, in the order of the text; empty where there are none.</summary>
    public IReadOnlyList<Claim> ClaimsOf(string reportId) =>
        Store.Latest(reportId, EntryKinds.Claims, UpTo) is { } e && BodyOf(e) is { } body ? [.. ClaimsBody.Read(body)] : [];

    /// <summary>All codings of one report, oldest first: which coder, and what it claimed.</summary>
    public IEnumerable<Coding> CodingsOf(string reportId) =>
        Store.Entries(1, UpTo, EntryKinds.Claims).Where(e => e.Subject == reportId).Select(ReadCoding).OfType<Coding>();

    /// <summary>All codings of all reports, in the order in which they were appended.</summary>
    public IEnumerable<Coding> Codings() => Store.Entries(1, UpTo, EntryKinds.Claims).Select(ReadCoding).OfType<Coding>();

    /// <summary>A claim by its id, also one that a later coding replaced; null where it is unknown.</summary>
    public Claim? Claim(string id)
    {
        if (ClaimsBody.TryKey(id) is not { } key || Store.ClaimAt(key) is not { } at || at.Sequence > UpTo) return null;
        return Store.Entry(at.Sequence) is { } e && BodyOf(e) is { } body ? ClaimsBody.Read(body).ElementAtOrDefault(at.Ordinal) : null;
    }

    /// <summary>The readers' decisions, oldest first.</summary>
    public IEnumerable<Decision> Decisions() => Store.Entries(1, UpTo, EntryKinds.Decision).Select(e => DecisionJson.Read(BodyOf(e)!));

    /// <summary>Whether a report is in the record but was erased: its tombstone is there, its words are not.</summary>
    public bool IsErased(string reportId) => Store.Latest(reportId, EntryKinds.Erasure, UpTo) is not null;

    private Coding? ReadCoding(StoredEntry e) => BodyOf(e) is { } body ? ClaimsBody.ReadCoding(body, e) : null;

    // The bytes of an entry; null where its key is gone.
    private protected byte[]? BodyOf(StoredEntry e)
    {
        try
        {
            if (e.Body.Packing != Packing.Sealed) return e.Body.Unpack();
            return Keys.Of(e.Subject) is { } key ? SealKeys.Open(key, e.Body.Bytes)[SealKeys.SaltBytes..] : null;
        }
        catch (InvalidDataException inner)
        {
            throw Damaged($"entry {e.Sequence} does not unpack", inner);
        }
    }

    private Entry Open(StoredEntry e) => new()
    {
        Sequence = e.Sequence,
        At = DateTimeOffset.FromUnixTimeMilliseconds(e.At),
        Kind = e.Kind,
        Subject = e.Subject,
        Body = BodyOf(e),
        BodyHash = e.BodyHash,
        Previous = e.Previous,
        Hash = e.Hash,
    };

    private Report ReadReport(byte[] line)
    {
        try
        {
            return ReportJson.Read(line);
        }
        catch (FormatException inner)
        {
            throw Damaged("the line of a report cannot be read", inner);
        }
    }

    private byte[] Content(byte[] hash, StoredEntry entry)
    {
        var (sequence, key) = (entry.Sequence, entry.Body.Packing == Packing.Sealed ? Keys.Of(entry.Subject) : null);
        if (Store.Content(key is null ? hash : SealKeys.ContentName(entry.Subject, hash)) is not { } stored) throw Damaged($"the text or original of entry {sequence} is gone", null);
        try
        {
            return key is null ? stored.Unpack() : SealKeys.Open(key, stored.Bytes);
        }
        catch (InvalidDataException inner)
        {
            throw Damaged($"the text or original of entry {sequence} does not unpack", inner);
        }
    }

    private UserFaultException Damaged(string what, Exception? inner) => new(
        new Fault($"the ledger is damaged: {what}", Name, null, "Run 'hudna verify' to see which entries are whole, and restore the last backup"), inner!);
}

/// <summary>What one coder claimed of one report.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Coder">Name and version of the coder.</param>
/// <param name="At">When it was appended.</param>
/// <param name="Sequence">The entry that holds it.</param>
/// <param name="Claims">The claims, in the order of the text.</param>
public sealed record Coding(string ReportId, string Coder, DateTimeOffset At, long Sequence, IReadOnlyList<Claim> Claims);
