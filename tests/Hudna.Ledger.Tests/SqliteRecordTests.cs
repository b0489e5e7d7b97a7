using Hudna.Codebook;
using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Tests;

/// <summary>The contract on SQLite, and what only a file can do.</summary>
public sealed class SqliteRecordTests : RecordContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    protected override string Place => File;

    private string File => _folder["x.db"];

    public void Dispose() => _folder.Dispose();

    private Record Open() => Record.Open(File, _clock);

    private static (Report, Claim[]) Sample(string text)
    {
        var report = Make.Report(text);
        return (report, [Make.Strike(report)]);
    }

    [Fact]
    public void A_backup_of_a_ledger_in_use_holds_and_can_be_read_where_nothing_can_be_written()
    {
        using var record = Open();
        var (report, claims) = Sample("One.");
        record.Append(report, claims, Make.Coder);
        record.Backup(_folder["copy.db"]);
        Assert.Throws<UserFaultException>(() => record.Backup(_folder["copy.db"]));
        System.IO.File.SetAttributes(_folder["copy.db"], FileAttributes.ReadOnly);
        using var copy = Record.Open(_folder["copy.db"], _clock, RecordAccess.Read);
        Assert.Equal(record.Snapshot, copy.Snapshot);
        Assert.True(copy.Verify().Holds);
        Assert.Equal(report.Text, copy.Report(report.Id)!.Text);
        Assert.False(System.IO.File.Exists(_folder["copy.db-wal"]));
    }

    [Fact]
    public void The_tables_are_appended_only()
    {
        using var record = Open();
        var (report, claims) = Sample("One.");
        record.Append(report, claims, Make.Coder);
        using var sql = new SqliteConnection($"Data Source={File};Pooling=false");
        sql.Open();
        foreach (var statement in (string[])["UPDATE entry SET at = 0", "DELETE FROM entry", "UPDATE content SET packing = 0", "DELETE FROM content",
            "UPDATE claim SET seq = 1", "DELETE FROM claim", "INSERT INTO entry SELECT seq + 5, at, kind, subject, packing, body, body_hash, previous, hash FROM entry LIMIT 1"])
        {
            using var command = sql.CreateCommand();
            command.CommandText = statement;
            Assert.Contains("appended only", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message);
        }
    }
}
