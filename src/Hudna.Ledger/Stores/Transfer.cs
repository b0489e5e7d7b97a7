using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Stores;

/// <summary>Copies a record from one store to another, entry by entry as it is: the chain, and with it every hash, stays the same.</summary>
internal static class Transfer
{
    private const int EntriesAtOnce = 2000;

    /// <exception cref="UserFaultException">The target holds entries already, or the source is damaged.</exception>
    public static void Copy(IStore source, IStore target)
    {
        if (target.Last() is not null) throw new UserFaultException(new Fault("there is a ledger here already, and nothing is overwritten", target.Name, null, "Name an empty place"));
        foreach (var some in source.Entries().Chunk(EntriesAtOnce))
            target.Write(w =>
            {
                foreach (var e in some)
                {
                    w.Add(e);
                    if (e.Kind == EntryKinds.Report) CopyContents(e, source, w);
                    if (e.Kind == EntryKinds.Claims) IndexClaims(e, w);
                }
                return 0;
            });
    }

    private static void CopyContents(StoredEntry e, IStore source, IStoreWriter target)
    {
        using var line = JsonDocument.Parse(e.Body.Unpack());
        foreach (var hex in (ReadOnlySpan<string>)[e.Subject[(e.Subject.IndexOf(':', StringComparison.Ordinal) + 1)..], ReportJson.OriginalHash(line.RootElement)])
        {
            var hash = Convert.FromHexString(hex);
            if (source.Content(hash) is { } content) target.AddContent(hash, content);
            else if (!hash.AsSpan().SequenceEqual(Record.HashOfNothing))
                throw new UserFaultException(new Fault($"the ledger is damaged: the text or original of entry {e.Sequence} is gone", source.Name, null, "Run 'hudna verify'"));
        }
    }

    private static void IndexClaims(StoredEntry e, IStoreWriter target)
    {
        var ordinal = 0;
        foreach (var claim in ClaimsBody.Read(e.Body.Unpack()))
            target.AddClaim(ClaimsBody.TryKey(claim.Id)!, e.Sequence, ordinal++);
    }
}
