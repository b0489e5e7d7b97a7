namespace Hudna.Ledger.Stores.Postgres;

/// <summary>The statements of the queue of work.</summary>
internal static class PostgresWork
{
    public static int Put(PostgresStore store, string[] reports, byte[][] lines, byte[][] originals) => store.Run(
        "INSERT INTO hudna.work (report, line, original) SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING", reports, lines, originals);

    /// <summary>Takes what nobody works on; rows that another worker is just taking are passed over, not waited for.</summary>
    public static IReadOnlyList<(byte[] Line, byte[] Original)> Take(PostgresStore store, string worker, int most, double leaseSeconds) =>
    [
        .. store.Rows(
            """
            UPDATE hudna.work SET worker = $1, leased_till = now() + make_interval(secs => $3), attempts = attempts + 1
            WHERE id IN (SELECT id FROM hudna.work WHERE leased_till IS NULL OR leased_till < now() ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING line, original
            """,
            r => (r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1)), worker, most, leaseSeconds),
    ];

    public static void Done(PostgresStore store, string[] reports) => store.Run("DELETE FROM hudna.work WHERE report = ANY($1)", (object)reports);

    public static long Count(PostgresStore store) => store.Rows("SELECT count(*) FROM hudna.work", r => r.GetInt64(0)).First();
}
