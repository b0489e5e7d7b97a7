using Hudna.Codebook;
using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Stores.Sqlite;

/// <summary>
/// The record in one SQLite file. One connection writes, behind a lock; each read takes a connection of its own and sees the record as
/// it stood when the read began (write-ahead log). Every commit is synced to the disk before it is acknowledged.
/// </summary>
internal sealed class SqliteStore : IStore
{
    /// <summary>Marks a file as a ledger of ours in SQLite's header (the letters HUDN).</summary>
    private const int ApplicationId = 0x4855444E;

    private const string EntryColumns = "seq, at, kind, subject, packing, body, body_hash, previous, hash";

    private static readonly IReadOnlyList<Migration> Steps = Migrations.Of("Sqlite");

    private readonly object _gate = new();
    private readonly string _readers;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;

    public SqliteStore(string file, RecordAccess access, int waitSeconds = 10)
    {
        Name = file;
        CheckFile(file, access);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            DefaultTimeout = waitSeconds,
            Mode = access == RecordAccess.Create ? SqliteOpenMode.ReadWriteCreate : access == RecordAccess.Existing ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
        };
        // A write-protected ledger that was closed cleanly has no log beside it; "immutable" reads it without making one.
        if (access == RecordAccess.Read && !File.Exists(file + "-wal"))
            settings.DataSource = "file:" + Uri.EscapeDataString(Path.GetFullPath(file)).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1";
        _readers = settings.ConnectionString;
        settings.Pooling = false;
        _connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            _connection.Open();
            Prepare(access);
            _begin = Command("BEGIN IMMEDIATE");
            _commit = Command("COMMIT");
            _writer = new SqliteWriter(_connection);
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw SqliteFaults.Of(e, file);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public string Name { get; }

    public T Write<T>(Func<IStoreWriter, T> work)
    {
        lock (_gate)
        {
            try
            {
                _begin.ExecuteNonQuery();
                try
                {
                    var result = work(_writer);
                    _commit.ExecuteNonQuery();
                    return result;
                }
                catch
                {
                    Rollback();
                    throw;
                }
            }
            catch (SqliteException e)
            {
                throw SqliteFaults.Of(e, Name);
            }
        }
    }

    public EntryHead? Last() => Rows("SELECT seq, at, hash FROM entry ORDER BY seq DESC LIMIT 1", ReadHead).Cast<EntryHead?>().FirstOrDefault();

    public EntryHead? LastAt(long unixMilliseconds) =>
        Rows("SELECT seq, at, hash FROM entry WHERE at <= $a ORDER BY at DESC, seq DESC LIMIT 1", ReadHead, unixMilliseconds)
            .Cast<EntryHead?>().FirstOrDefault();

    public IEnumerable<StoredEntry> Entries(long from = 1, long to = long.MaxValue, string? kind = null) => kind is null
        ? Rows($"SELECT {EntryColumns} FROM entry WHERE seq BETWEEN $a AND $b ORDER BY seq", ReadEntry, from, to)
        : Rows($"SELECT {EntryColumns} FROM entry WHERE seq BETWEEN $a AND $b AND kind = $c ORDER BY seq", ReadEntry, from, to, kind);

    public StoredEntry? Entry(long sequence) => Rows($"SELECT {EntryColumns} FROM entry WHERE seq = $a", ReadEntry, sequence).FirstOrDefault();

    public StoredEntry? Latest(string subject, string kind, long to = long.MaxValue) =>
        Rows($"SELECT {EntryColumns} FROM entry WHERE subject = $a AND kind = $b AND seq <= $c ORDER BY seq DESC LIMIT 1", ReadEntry, subject, kind, to)
            .FirstOrDefault();

    public IEnumerable<StoredEntry> LatestClaims(long to = long.MaxValue) => Rows(
        $"""
        SELECT {EntryColumns} FROM entry AS e WHERE kind = 'claims' AND seq <= $a
        AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.subject = e.subject AND l.kind = 'claims' AND l.seq > e.seq AND l.seq <= $a)
        ORDER BY seq
        """, ReadEntry, to);

    public StoredBytes? Content(byte[] hash) => Rows("SELECT packing, bytes FROM content WHERE hash = $a",
        r => new StoredBytes(r.GetInt32(0), r.GetFieldValue<byte[]>(1)), hash).Cast<StoredBytes?>().FirstOrDefault();

    public (long Sequence, int Ordinal)? ClaimAt(byte[] claim) => Rows("SELECT seq, ordinal FROM claim WHERE id = $a",
        r => (r.GetInt64(0), r.GetInt32(1)), claim).Cast<(long, int)?>().FirstOrDefault();

    public (long Contents, long Claims) Counts() =>
        Rows("SELECT (SELECT count(*) FROM content), (SELECT count(*) FROM claim)", r => (r.GetInt64(0), r.GetInt64(1))).First();

    public IEnumerable<(byte[] Hash, StoredBytes Bytes)> Contents() =>
        Rows("SELECT hash, packing, bytes FROM content ORDER BY rowid", r => (r.GetFieldValue<byte[]>(0), new StoredBytes(r.GetInt32(1), r.GetFieldValue<byte[]>(2))));

    public IEnumerable<(byte[] Claim, long Sequence, int Ordinal)> ClaimPlaces() =>
        Rows("SELECT id, seq, ordinal FROM claim ORDER BY id", r => (r.GetFieldValue<byte[]>(0), r.GetInt64(1), r.GetInt32(2)));

    public void SaveDerived(string name, byte[] inputs, byte[] bytes) => Write(_ =>
    {
        using var command = Command("INSERT INTO derived (name, inputs, bytes) VALUES ($a, $b, $c) " +
            "ON CONFLICT (name) DO UPDATE SET inputs = excluded.inputs, bytes = excluded.bytes", name, inputs, bytes);
        return command.ExecuteNonQuery();
    });

    public byte[]? LoadDerived(string name, byte[] inputs) =>
        Rows("SELECT bytes FROM derived WHERE name = $a AND inputs = $b", r => r.GetFieldValue<byte[]>(0), name, inputs).FirstOrDefault();

    public void Backup(string file)
    {
        try
        {
            using var source = new SqliteConnection(_readers);
            source.Open();
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
            target.Open();
            source.BackupDatabase(target);
            // One file without a log beside it: easy to carry, and readable from a write-protected place.
            using var command = target.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Of(e, e.SqliteErrorCode is 13 or 14 or 8 ? file : Name);
        }
    }

    public string? CheckPages() => Rows("PRAGMA integrity_check(3)", r => r.GetString(0)).ToList() is var said and not ["ok"]
        ? string.Join("; ", said).ReplaceLineEndings(" ") : null;

    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
            _begin.Dispose();
            _commit.Dispose();
            _connection.Dispose();
        }
        using var reader = new SqliteConnection(_readers);
        SqliteConnection.ClearPool(reader);
    }

    private static void CheckFile(string file, RecordAccess access)
    {
        if (Directory.Exists(file))
            throw new UserFaultException(new Fault("this is a folder, not a ledger", file, null, "Name a file with --db"));
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder))
            throw new UserFaultException(new Fault($"the folder {folder} for the ledger is not there", file, null, "Make it first, or name another with --db"));
        if (access != RecordAccess.Create && !File.Exists(file))
            throw new UserFaultException(new Fault("there is no ledger here", file, null, "Name the right file with --db, or make one with 'hudna open' or 'hudna read'"));
    }

    private void Prepare(RecordAccess access)
    {
        var version = Number("PRAGMA user_version");
        var application = Number("PRAGMA application_id");
        var tables = Number("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (tables > 0 || access != RecordAccess.Create))
            throw new UserFaultException(new Fault("this is a database, but no ledger of Hudna", Name, null, "Name another file with --db"));
        if (version > Steps.Count)
            throw new UserFaultException(new Fault(
                $"this ledger was made by a newer version of Hudna (schema {version}, this program knows {Steps.Count})", Name, null,
                "Install the newer version; nothing was changed"));
        if (access == RecordAccess.Read)
        {
            if (version < Steps.Count)
                throw new UserFaultException(new Fault($"this ledger has the older schema {version}", Name, null, "Open it once for writing to bring it up to date"));
            return;
        }
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA cache_size = -65536");
        if (version == Steps.Count) return;
        Run("BEGIN IMMEDIATE");
        try
        {
            // Another process may have come first.
            version = Number("PRAGMA user_version");
            foreach (var step in Steps.Skip((int)version)) Run(step.Sql);
            Run($"PRAGMA application_id = {ApplicationId}");
            Run($"PRAGMA user_version = {Steps.Count}");
            Run("COMMIT");
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    private long Number(string sql)
    {
        using var command = Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private void Rollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already.
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values) => Command(_connection, sql, values);

    internal static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder come here; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        return command;
    }

    // Rows are read one by one, so that a long record never stands in memory whole.
    private IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        SqliteConnection? connection = null;
        SqliteCommand? command = null;
        SqliteDataReader? reader = null;
        try
        {
            while (true)
            {
                T row;
                try
                {
                    if (reader is null)
                    {
                        connection = new SqliteConnection(_readers);
                        connection.Open();
                        command = Command(connection, sql, values);
                        reader = command.ExecuteReader();
                    }
                    if (!reader.Read()) break;
                    row = read(reader);
                }
                catch (SqliteException e)
                {
                    throw SqliteFaults.Of(e, Name);
                }
                yield return row;
            }
        }
        finally
        {
            reader?.Dispose();
            command?.Dispose();
            connection?.Dispose();
        }
    }

    internal static EntryHead ReadHead(SqliteDataReader r) => new(r.GetInt64(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2));

    private static StoredEntry ReadEntry(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3),
        new(r.GetInt32(4), r.GetFieldValue<byte[]>(5)), r.GetFieldValue<byte[]>(6), r.GetFieldValue<byte[]>(7), r.GetFieldValue<byte[]>(8));
}
