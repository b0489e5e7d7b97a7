using Hudna.Codebook;
using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Tests;

/// <summary>Files that are no ledger, or a spoilt one: each gets a clear word, and none is written to.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    private string File => _folder["x.db"];

    public void Dispose() => _folder.Dispose();

    private string FaultOfOpening(RecordAccess access = RecordAccess.Create)
    {
        var fault = Assert.Throws<UserFaultException>(() => Record.Open(File, _clock, access).Dispose());
        Assert.Single(fault.Faults);
        Assert.NotNull(fault.Faults[0].Where);
        Assert.NotNull(fault.Faults[0].Mend);
        Assert.DoesNotContain("SQLite Error", fault.Message);
        return fault.Message;
    }

    private void Make(int reports = 3)
    {
        using var record = Record.Open(File, _clock);
        for (var i = 0; i < reports; i++)
        {
            var report = Tests.Make.Report($"Report {i}. " + string.Concat(Enumerable.Range(0, 300).Select(n => $"word{n * 7919 % 1000 + i} ")));
            record.Append(report, [Tests.Make.Strike(report)], Tests.Make.Coder);
        }
    }

    private void Sql(string statement)
    {
        using var sql = new SqliteConnection($"Data Source={File};Pooling=false");
        sql.Open();
        using var command = sql.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void A_text_file_is_no_ledger()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("These are words, and no database at all.\n", 100)));
        var before = System.IO.File.ReadAllBytes(File);
        Assert.Contains("no ledger", FaultOfOpening());
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Another_database_is_no_ledger()
    {
        Sql("CREATE TABLE recipe (name TEXT)");
        Assert.Contains("no ledger", FaultOfOpening());
        Assert.Contains("no ledger", FaultOfOpening(RecordAccess.Read));
    }

    [Fact]
    public void An_empty_file_becomes_a_ledger_but_only_where_that_is_asked()
    {
        System.IO.File.WriteAllBytes(File, []);
        Assert.Contains("no ledger", FaultOfOpening(RecordAccess.Existing));
        Make();
        using var record = Record.Open(File, _clock);
        Assert.Equal(3, record.Reports().Count());
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_refused_and_left_alone()
    {
        Make();
        Sql("PRAGMA user_version = 900");
        Assert.Contains("newer version of Hudna (schema 900", FaultOfOpening());
        Assert.Contains("newer version", FaultOfOpening(RecordAccess.Read));
    }

    [Fact]
    public void A_missing_ledger_or_folder_is_named()
    {
        Assert.Contains("no ledger here", FaultOfOpening(RecordAccess.Read));
        Assert.Contains("no ledger here", FaultOfOpening(RecordAccess.Existing));
        Assert.Contains("is not there", Assert.Throws<UserFaultException>(() => Record.Open(_folder["no/such/x.db"], _clock)).Message);
        Assert.Contains("folder", Assert.Throws<UserFaultException>(() => Record.Open(_folder.Root, _clock)).Message);
    }

    [Fact]
    public void A_locked_ledger_says_so()
    {
        Make();
        using var other = new SqliteConnection($"Data Source={File};Pooling=false");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        using var store = new Stores.Sqlite.SqliteStore(File, RecordAccess.Existing, waitSeconds: 1);
        var fault = Assert.Throws<UserFaultException>(() => store.Write(w => w.Has("a", "b")));
        Assert.Contains("another program is writing", fault.Message);
        Assert.Equal(7, store.Entries().Count());
    }

    [Fact]
    public void A_truncated_file_is_named_damaged()
    {
        Make(40);
        using (var stream = System.IO.File.OpenWrite(File)) stream.SetLength(stream.Length * 2 / 3 / 4096 * 4096);
        var words = "";
        try
        {
            using var record = Record.Open(File, _clock, RecordAccess.Existing);
            words = string.Join("\n", record.Verify().Faults);
        }
        catch (UserFaultException fault)
        {
            words = fault.Message;
        }
        Assert.Contains("damaged", words);
    }

    [Fact]
    public void A_file_without_its_header_is_no_ledger()
    {
        Make();
        using (var stream = System.IO.File.OpenWrite(File)) stream.Write(new byte[100]);
        Assert.Contains("no ledger", FaultOfOpening());
    }

    [Fact]
    public void Any_spoilt_page_is_found()
    {
        Make(40);
        var whole = System.IO.File.ReadAllBytes(File);
        var random = new Random(11);
        for (var i = 0; i < 40; i++)
        {
            var bytes = whole.ToArray();
            var page = random.Next(1, bytes.Length / 4096);
            random.NextBytes(bytes.AsSpan(page * 4096, 4096));
            System.IO.File.WriteAllBytes(File, bytes);
            bool holds;
            try
            {
                using var record = Record.Open(File, _clock, RecordAccess.Existing);
                holds = record.Verify().Holds;
            }
            catch (UserFaultException fault)
            {
                Assert.NotNull(fault.Faults[0].Mend);
                holds = false;
            }
            Assert.False(holds, $"page {page} of {bytes.Length / 4096} was spoilt unseen");
        }
    }
}
