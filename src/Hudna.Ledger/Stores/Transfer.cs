using Hudna.Codebook;

namespace Hudna.Ledger.Stores;

/// <summary>Copies a record from one store to another, entry by entry as it is: the chain, and with it every hash, stays the same.</summary>
internal static class Transfer
{
    private const int AtOnce = 2000;

    /// <exception cref="UserFaultException">The target holds a ledger already, or the source is damaged.</exception>
    public static void Copy(IStore source, IStore target)
    {
        if (target.Last() is not null || target.Counts() is not (0, 0)) throw new UserFaultException(new Fault("there is a ledger here already, and nothing is overwritten", target.Name, null, "Name an empty place"));
        foreach (var some in source.Contents().Chunk(AtOnce))
            target.Write(w =>
            {
                foreach (var (hash, bytes) in some) w.AddContent(hash, bytes);
                return 0;
            });
        // Entries last but for the index: a copy that broke off has contents without entries, or ends early, and is never taken for whole.
        foreach (var some in source.Entries().Chunk(AtOnce))
            target.Write(w =>
            {
                foreach (var e in some) w.Add(e);
                return 0;
            });
        foreach (var some in source.ClaimPlaces().Chunk(10 * AtOnce))
            target.Write(w =>
            {
                foreach (var (claim, sequence, ordinal) in some) w.AddClaim(claim, sequence, ordinal);
                return 0;
            });
    }
}
