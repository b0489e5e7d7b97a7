using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Stores.Sqlite;

/// <summary>The statements of one writing connection, compiled once.</summary>
internal sealed class SqliteWriter : IStoreWriter, IDisposable
{
    private readonly SqliteCommand _last;
    private readonly SqliteCommand _has;
    private readonly SqliteCommand _entry;
    private readonly SqliteCommand _content;
    private readonly SqliteCommand _claim;

    public SqliteWriter(SqliteConnection connection)
    {
        _last = SqliteStore.Command(connection, "SELECT seq, at, hash FROM entry ORDER BY seq DESC LIMIT 1");
        _has = SqliteStore.Command(connection, "SELECT 1 FROM entry WHERE subject = $a AND kind = $b LIMIT 1", "", "");
        _entry = SqliteStore.Command(connection,
            "INSERT INTO entry (seq, at, kind, subject, packing, body, body_hash, previous, hash) VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i)",
            0L, 0L, "", "", 0, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value);
        _content = SqliteStore.Command(connection, "INSERT INTO content (hash, packing, bytes) VALUES ($a, $b, $c) ON CONFLICT DO NOTHING",
            DBNull.Value, 0, DBNull.Value);
        _claim = SqliteStore.Command(connection, "INSERT INTO claim (id, seq, ordinal) VALUES ($a, $b, $c) ON CONFLICT DO NOTHING", DBNull.Value, 0L, 0);
    }

    public EntryHead? Last()
    {
        using var reader = _last.ExecuteReader();
        return reader.Read() ? SqliteStore.ReadHead(reader) : null;
    }

    public bool Has(string subject, string kind) => Set(_has, subject, kind).ExecuteScalar() is not null;

    public HashSet<string> Which(IReadOnlyList<string> subjects, string kind) => subjects.Where(s => Has(s, kind)).ToHashSet(StringComparer.Ordinal);

    public void Add(StoredEntry e) => Set(_entry, e.Sequence, e.At, e.Kind, e.Subject,
        e.Body.Packing, e.Body.Bytes, e.BodyHash, e.Previous, e.Hash).ExecuteNonQuery();

    public void AddContent(byte[] hash, StoredBytes bytes) => Set(_content, hash, bytes.Packing, bytes.Bytes).ExecuteNonQuery();

    public void AddClaim(byte[] claim, long sequence, int ordinal) => Set(_claim, claim, sequence, ordinal).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_last, _has, _entry, _content, _claim]) command.Dispose();
    }

    private static SqliteCommand Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
