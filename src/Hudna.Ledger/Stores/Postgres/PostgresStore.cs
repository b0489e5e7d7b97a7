using Hudna.Codebook;
using Npgsql;

namespace Hudna.Ledger.Stores.Postgres;

/// <summary>
/// The record in a schema <c>hudna</c> of a PostgreSQL database. Writers, on whatever host, take turns by an advisory lock that ends with
/// their transaction; each read takes a connection of its own.
/// </summary>
internal sealed class PostgresStore : IStore
{
    /// <summary>The advisory lock of writers (the letters HUDN).</summary>
    private const long WriterLock = 0x4855444E;

    private const string EntryColumns = "seq, at, kind, subject, packing, body, body_hash, previous, hash";

    private static readonly IReadOnlyList<Migration> Steps = Migrations.Of("Postgres");

    private readonly NpgsqlDataSource _source;

    public PostgresStore(string connectionString, RecordAccess access)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString) { ApplicationName = "hudna" };
        }
        catch (ArgumentException e)
        {
            throw new UserFaultException(new Fault("this is neither a file nor a connection string", "--db", null, "Write it like 'Host=…;Database=…;Username=…'"), e);
        }
        Name = $"PostgreSQL {settings.Host}:{settings.Port}/{settings.Database}";
        _source = NpgsqlDataSource.Create(settings);
        try
        {
            Prepare(access);
        }
        catch (NpgsqlException e)
        {
            _source.Dispose();
            throw PostgresFaults.Of(e, Name);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    public string Name { get; }

    /// <summary>For what stands beside the record, as the queue of work does.</summary>
    internal NpgsqlDataSource Source => _source;

    public T Write<T>(Func<IStoreWriter, T> work)
    {
        try
        {
            using var connection = _source.OpenConnection();
            using var transaction = connection.BeginTransaction();
            using (var turn = Command(connection, "SELECT pg_advisory_xact_lock($1)", WriterLock)) turn.ExecuteNonQuery();
            var writer = new PostgresWriter(connection);
            var result = work(writer);
            writer.Flush();
            transaction.Commit();
            return result;
        }
        catch (NpgsqlException e)
        {
            throw PostgresFaults.Of(e, Name);
        }
    }

    public EntryHead? Last() => Rows("SELECT seq, at, hash FROM hudna.entry ORDER BY seq DESC LIMIT 1", ReadHead).Cast<EntryHead?>().FirstOrDefault();

    public EntryHead? LastAt(long unixMilliseconds) =>
        Rows("SELECT seq, at, hash FROM hudna.entry WHERE at <= $1 ORDER BY at DESC, seq DESC LIMIT 1", ReadHead, unixMilliseconds)
            .Cast<EntryHead?>().FirstOrDefault();

    public IEnumerable<StoredEntry> Entries(long from = 1, long to = long.MaxValue, string? kind = null) => kind is null
        ? Rows($"SELECT {EntryColumns} FROM hudna.entry WHERE seq BETWEEN $1 AND $2 ORDER BY seq", true, ReadEntry, from, to)
        : Rows($"SELECT {EntryColumns} FROM hudna.entry WHERE seq BETWEEN $1 AND $2 AND kind = $3 ORDER BY seq", true, ReadEntry, from, to, kind);

    public StoredEntry? Entry(long sequence) => Rows($"SELECT {EntryColumns} FROM hudna.entry WHERE seq = $1", ReadEntry, sequence).FirstOrDefault();

    public StoredEntry? Latest(string subject, string kind, long to = long.MaxValue) =>
        Rows($"SELECT {EntryColumns} FROM hudna.entry WHERE subject = $1 AND kind = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1", ReadEntry, subject, kind, to)
            .FirstOrDefault();

    public IEnumerable<StoredEntry> LatestClaims(long to = long.MaxValue) => Rows(
        $"""
        SELECT {EntryColumns} FROM hudna.entry AS e WHERE kind = 'claims' AND seq <= $1
        AND NOT EXISTS (SELECT 1 FROM hudna.entry AS l WHERE l.subject = e.subject AND l.kind = 'claims' AND l.seq > e.seq AND l.seq <= $1)
        ORDER BY seq
        """, true, ReadEntry, to);

    public StoredBytes? Content(byte[] hash) => Rows("SELECT packing, bytes FROM hudna.content WHERE hash = $1",
        r => new StoredBytes(r.GetInt32(0), r.GetFieldValue<byte[]>(1)), hash).Cast<StoredBytes?>().FirstOrDefault();

    public (long Sequence, int Ordinal)? ClaimAt(byte[] claim) => Rows("SELECT seq, ordinal FROM hudna.claim WHERE id = $1",
        r => (r.GetInt64(0), r.GetInt32(1)), claim).Cast<(long, int)?>().FirstOrDefault();

    public (long Contents, long Claims) Counts() =>
        Rows("SELECT (SELECT count(*) FROM hudna.content), (SELECT count(*) FROM hudna.claim)", r => (r.GetInt64(0), r.GetInt64(1))).First();

    public IEnumerable<(byte[] Hash, StoredBytes Bytes)> Contents() => Rows("SELECT hash, packing, bytes FROM hudna.content", true,
        r => (r.GetFieldValue<byte[]>(0), new StoredBytes(r.GetInt32(1), r.GetFieldValue<byte[]>(2))));

    public IEnumerable<(byte[] Claim, long Sequence, int Ordinal)> ClaimPlaces() => Rows("SELECT id, seq, ordinal FROM hudna.claim ORDER BY id", true,
        r => (r.GetFieldValue<byte[]>(0), r.GetInt64(1), r.GetInt32(2)));

    public void SaveDerived(string name, byte[] inputs, byte[] bytes) =>
        Run("INSERT INTO hudna.derived (name, inputs, bytes) VALUES ($1, $2, $3) " +
            "ON CONFLICT (name) DO UPDATE SET inputs = excluded.inputs, bytes = excluded.bytes", name, inputs, bytes);

    public byte[]? LoadDerived(string name, byte[] inputs) =>
        Rows("SELECT bytes FROM hudna.derived WHERE name = $1 AND inputs = $2", r => r.GetFieldValue<byte[]>(0), name, inputs).FirstOrDefault();

    public void Backup(string file)
    {
        using var target = new Sqlite.SqliteStore(file, RecordAccess.Create);
        Transfer.Copy(this, target);
    }

    // The server checks its pages when it reads them, where it was set up with checksums; every page of the record was read by then.
    public string? CheckPages() => null;

    public void Dispose() => _source.Dispose();

    internal int Run(string sql, params ReadOnlySpan<object> values)
    {
        try
        {
            using var connection = _source.OpenConnection();
            using var command = Command(connection, sql, values);
            return command.ExecuteNonQuery();
        }
        catch (NpgsqlException e)
        {
            throw PostgresFaults.Of(e, Name);
        }
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
#pragma warning disable CA2100 // Only constants of this folder come here; values go in as parameters.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    internal IEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values) => Rows(sql, false, read, values);

    // Rows are read one by one, so that a long record never stands in memory whole.
    private IEnumerable<T> Rows<T>(string sql, bool many, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        NpgsqlConnection? connection = null;
        NpgsqlCommand? command = null;
        NpgsqlDataReader? reader = null;
        var ended = false;
        try
        {
            while (true)
            {
                T row;
                try
                {
                    if (reader is null)
                    {
                        connection = _source.OpenConnection();
                        command = Command(connection, sql, values);
                        reader = command.ExecuteReader();
                    }
                    if (ended = !reader.Read()) break;
                    row = read(reader);
                }
                catch (NpgsqlException e)
                {
                    ended = true;
                    throw PostgresFaults.Of(e, Name);
                }
                yield return row;
            }
        }
        finally
        {
            // A long reading that is left early would otherwise go on to its end first.
            if (many && !ended) command?.Cancel();
            reader?.Dispose();
            command?.Dispose();
            connection?.Dispose();
        }
    }

    internal static EntryHead ReadHead(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2));

    private static StoredEntry ReadEntry(NpgsqlDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3),
        new(r.GetInt32(4), r.GetFieldValue<byte[]>(5)), r.GetFieldValue<byte[]>(6), r.GetFieldValue<byte[]>(7), r.GetFieldValue<byte[]>(8));

    private void Prepare(RecordAccess access)
    {
        using var connection = _source.OpenConnection();
        var version = Version(connection);
        if (version > Steps.Count)
            throw new UserFaultException(new Fault($"this ledger was made by a newer version of Hudna (schema {version}, this program knows {Steps.Count})", Name, null,
                "Install the newer version; nothing was changed"));
        if (version == Steps.Count) return;
        if (version == 0 && access != RecordAccess.Create)
            throw new UserFaultException(new Fault("there is no ledger in this database", Name, null, "Name the right one with --db, or make one with 'hudna open' or 'hudna read'"));
        if (access == RecordAccess.Read)
            throw new UserFaultException(new Fault($"this ledger has the older schema {version}", Name, null, "Open it once for writing to bring it up to date"));
        using var transaction = connection.BeginTransaction();
        using (var turn = Command(connection, "SELECT pg_advisory_xact_lock($1)", WriterLock)) turn.ExecuteNonQuery();
        // Another process may have come first.
        version = Version(connection);
        using (var schema = new NpgsqlCommand("CREATE SCHEMA IF NOT EXISTS hudna; CREATE TABLE IF NOT EXISTS hudna.schema_version (number integer NOT NULL)", connection))
            schema.ExecuteNonQuery();
        foreach (var step in Steps.Skip(version))
        {
            using var command = Command(connection, step.Sql);
            command.ExecuteNonQuery();
        }
        using (var number = new NpgsqlCommand($"DELETE FROM hudna.schema_version; INSERT INTO hudna.schema_version VALUES ({Steps.Count})", connection)) number.ExecuteNonQuery();
        transaction.Commit();
    }

    private static int Version(NpgsqlConnection connection)
    {
        using var there = new NpgsqlCommand("SELECT to_regclass('hudna.schema_version') IS NOT NULL", connection);
        if (there.ExecuteScalar() is not true) return 0;
        using var number = new NpgsqlCommand("SELECT max(number) FROM hudna.schema_version", connection);
        return number.ExecuteScalar() as int? ?? 0;
    }
}

/// <summary>Gathers what one transaction writes, and sends it in three statements.</summary>
internal sealed class PostgresWriter(NpgsqlConnection connection) : IStoreWriter
{
    private readonly List<StoredEntry> _entries = [];
    private readonly List<(byte[] Hash, StoredBytes Bytes)> _contents = [];
    private readonly List<(byte[] Id, long Sequence, int Ordinal)> _claims = [];

    public EntryHead? Last()
    {
        if (_entries is [.., var last]) return new(last.Sequence, last.At, last.Hash);
        using var command = PostgresStore.Command(connection, "SELECT seq, at, hash FROM hudna.entry ORDER BY seq DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? PostgresStore.ReadHead(reader) : null;
    }

    public bool Has(string subject, string kind) => Which([subject], kind).Count > 0;

    public HashSet<string> Which(IReadOnlyList<string> subjects, string kind)
    {
        var found = _entries.Where(e => e.Kind == kind && subjects.Contains(e.Subject)).Select(e => e.Subject).ToHashSet(StringComparer.Ordinal);
        using var command = PostgresStore.Command(connection, "SELECT DISTINCT subject FROM hudna.entry WHERE subject = ANY($1) AND kind = $2", subjects.ToArray(), kind);
        using var reader = command.ExecuteReader();
        while (reader.Read()) found.Add(reader.GetString(0));
        return found;
    }

    public void Add(StoredEntry entry) => _entries.Add(entry);

    public void AddContent(byte[] hash, StoredBytes bytes) => _contents.Add((hash, bytes));

    public void AddClaim(byte[] claim, long sequence, int ordinal) => _claims.Add((claim, sequence, ordinal));

    public void Flush()
    {
        if (_entries.Count > 0)
            Send("INSERT INTO hudna.entry (seq, at, kind, subject, packing, body, body_hash, previous, hash) " +
                "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                _entries.Select(e => e.Sequence).ToArray(), _entries.Select(e => e.At).ToArray(), _entries.Select(e => e.Kind).ToArray(), _entries.Select(e => e.Subject).ToArray(),
                _entries.Select(e => e.Body.Packing).ToArray(), _entries.Select(e => e.Body.Bytes).ToArray(), _entries.Select(e => e.BodyHash).ToArray(),
                _entries.Select(e => e.Previous).ToArray(), _entries.Select(e => e.Hash).ToArray());
        if (_contents.Count > 0)
            Send("INSERT INTO hudna.content (hash, packing, bytes) SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING",
                _contents.Select(c => c.Hash).ToArray(), _contents.Select(c => c.Bytes.Packing).ToArray(), _contents.Select(c => c.Bytes.Bytes).ToArray());
        if (_claims.Count > 0)
            Send("INSERT INTO hudna.claim (id, seq, ordinal) SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING",
                _claims.Select(c => c.Id).ToArray(), _claims.Select(c => c.Sequence).ToArray(), _claims.Select(c => c.Ordinal).ToArray());
        _entries.Clear();
        _contents.Clear();
        _claims.Clear();
    }

    private void Send(string sql, params object[] values)
    {
        using var command = PostgresStore.Command(connection, sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }
}
