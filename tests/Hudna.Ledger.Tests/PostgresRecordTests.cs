using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Benchmarks;
using Npgsql;
using Xunit.Abstractions;

namespace Hudna.Ledger.Tests;

/// <summary>
/// The contract on PostgreSQL, and what only a server can do. Runs against a throw-away cluster where the server's programs are on this
/// machine, else says that it was left out.
/// </summary>
public sealed class PostgresRecordTests : RecordContract, IClassFixture<PostgresRecordTests.Server>
{
    private readonly FakeClock _clock = new();
    private readonly string? _place;
    private readonly Server _server;

    public PostgresRecordTests(Server server, ITestOutputHelper output)
    {
        _server = server;
        _place = server.Cluster?.NewDatabase();
        if (_place is null) output.WriteLine("left out: no PostgreSQL on this machine (apt-get install postgresql-15)");
    }

    protected override string? Place => _place;

    private static (Report, Claim[]) Sample(string text)
    {
        var report = Make.Report(text);
        return (report, [Make.Strike(report)]);
    }

    [Fact]
    public void The_tables_are_appended_only()
    {
        if (_place is null) return;
        using var record = Record.Open(_place, _clock);
        var (report, claims) = Sample("One.");
        record.Append(report, claims, Make.Coder);
        foreach (var statement in (string[])["UPDATE hudna.entry SET at = 0", "DELETE FROM hudna.entry", "TRUNCATE hudna.entry", "UPDATE hudna.content SET packing = 0",
            "DELETE FROM hudna.content", "TRUNCATE hudna.content", "UPDATE hudna.claim SET seq = 1", "DELETE FROM hudna.claim",
            "INSERT INTO hudna.entry SELECT seq + 5, at, kind, subject, packing, body, body_hash, previous, hash FROM hudna.entry LIMIT 1"])
            Assert.Contains("appended only", Assert.Throws<PostgresException>(() => Sql(statement)).Message);
        Assert.True(record.Verify().Holds);
    }

    [Theory]
    [InlineData("UPDATE hudna.entry SET body = 'x', packing = 0 WHERE seq = 2", 2)]
    [InlineData("DELETE FROM hudna.entry WHERE seq = 2", 2)]
    [InlineData("UPDATE hudna.entry SET at = at - 60000 WHERE seq = 3", 3)]
    [InlineData("UPDATE hudna.content SET bytes = 'other', packing = 0", 2)]
    [InlineData("DELETE FROM hudna.claim", 3)]
    public void A_change_past_the_triggers_is_found(string sql, long entry)
    {
        if (_place is null) return;
        using var record = Record.Open(_place, _clock);
        var (report, claims) = Sample("One.");
        record.Append(report, claims, Make.Coder);
        Assert.True(record.Verify().Holds);
        Sql("SET session_replication_role = replica; " + sql);
        Assert.Equal(entry, record.Verify().Faults[0].Sequence);
    }

    [Fact]
    public void A_newer_ledger_a_wrong_name_and_a_server_that_is_away_get_clear_words()
    {
        if (_place is null) return;
        Record.Open(_place, _clock).Dispose();
        Sql("UPDATE hudna.schema_version SET number = 900");
        Assert.Contains("newer version of Hudna (schema 900", Assert.Throws<UserFaultException>(() => Record.Open(_place, _clock)).Message);
        Assert.Contains("no such database", Assert.Throws<UserFaultException>(() => Record.Open(_place.Replace("Database=", "Database=no"), _clock)).Message);
        Assert.Contains("cannot be reached", Assert.Throws<UserFaultException>(() => Record.Open("Host=127.0.0.1;Port=1;Database=x;Username=y", _clock)).Message);
        Assert.Contains("no ledger", Assert.Throws<UserFaultException>(() => Record.Open(_server.Cluster!.NewDatabase(), _clock, RecordAccess.Read)).Message);
    }

    [Fact]
    public void A_ledger_of_the_first_schema_is_brought_up_to_date()
    {
        if (_place is null) return;
        Sql("CREATE SCHEMA hudna; CREATE TABLE hudna.schema_version (number integer NOT NULL); INSERT INTO hudna.schema_version VALUES (1)");
        Sql(Stores.Migrations.Of("Postgres")[0].Sql);
        Assert.Contains("older schema 1", Assert.Throws<UserFaultException>(() => Record.Open(_place, _clock, RecordAccess.Read)).Message);
        using var record = Record.Open(_place, _clock);
        var (report, claims) = Sample("One.");
        Assert.True(record.Append(report, claims, Make.Coder));
        using var queue = WaitingReports.Open(_place);
        Assert.Equal(1, queue.Put([report]));
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void A_server_stopped_in_the_middle_loses_nothing_acknowledged()
    {
        if (_place is null) return;
        using var cluster = PostgresCluster.TryStart();
        var place = cluster!.NewDatabase();
        var acknowledged = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            using (var record = Record.Open(place, _clock))
            {
                var stop = Task.Run(() =>
                {
                    Thread.Sleep(300);
                    cluster.Stop(immediately: true);
                });
                var fault = Assert.Throws<UserFaultException>((Action)(() =>
                {
                    for (var i = 0; ; i++)
                    {
                        var (report, claims) = Sample($"Round {round}, report {i}.");
                        record.Append(report, claims, Make.Coder);
                        acknowledged.Add(report.Id);
                    }
                }));
                Assert.Matches("was stopped|connection broke", fault.Message);
#pragma warning disable xUnit1031 // The server must be down before it is started again.
                stop.Wait();
#pragma warning restore xUnit1031
            }
            cluster.Start();
            using var again = Record.Open(place, _clock);
            Assert.All(acknowledged, id => Assert.Single(again.ClaimsOf(id)));
            Assert.True(again.Verify().Holds);
        }
        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    public void Several_writers_take_turns()
    {
        if (_place is null) return;
        Record.Open(_place, _clock).Dispose();
        Parallel.For(0, 4, w =>
        {
            using var record = Record.Open(_place, _clock);
            for (var i = 0; i < 25; i++)
            {
                // Half of the reports come from two writers at once; each is kept once.
                var (report, claims) = Sample($"Report {(i % 2 == 0 ? w / 2 : w)} {i}.");
                record.Append(report, claims, Make.Coder);
            }
        });
        using var all = Record.Open(_place, _clock);
        Assert.Equal(all.Reports().Count(), all.Reports().Select(r => r.Id).Distinct().Count());
        Assert.True(all.Verify().Holds);
    }

    [Fact]
    public void Workers_drain_the_queue_each_report_once_and_the_dead_ones_work_is_taken_over()
    {
        if (_place is null) return;
        var reports = Enumerable.Range(0, 400).Select(i => Make.Report($"Report {i}.")).ToList();
        using var record = Record.Open(_place, _clock);
        using var queue = WaitingReports.Open(_place);
        Assert.Equal(400, queue.Put(reports));
        Assert.Equal(0, queue.Put(reports.Take(10)));
        // One worker takes some and dies, another appends them but dies before it can say so.
        Assert.Equal(30, queue.Take("dies at once", 30, TimeSpan.FromSeconds(0.5)).Count);
        var coder = new OneClaim();
        var half = queue.Take("dies late", 30, TimeSpan.FromSeconds(0.5));
        record.AppendMany(half.Select(r => new CodedReport(r, coder.Code(r), coder.Name)));
        Parallel.For(0, 4, w =>
        {
            using var own = Record.Open(_place, _clock);
            using var work = WaitingReports.Open(_place);
            for (var i = 0; i < 40 && work.Count() > 0; i++)
            {
                work.Drain(own, coder, $"worker {w}", 20, TimeSpan.FromSeconds(30));
                if (work.Count() > 0) Thread.Sleep(50);
            }
        });
        Assert.Equal(0, queue.Count());
        Assert.Equal(reports.Select(r => r.Id).Order(), record.Reports().Select(r => r.Id).Order());
        Assert.Equal(400, record.Codings().Count());
        var alone = reports.SelectMany(coder.Code).ToList();
        Assert.Equal(Lines(alone), Lines(record.Claims().ToList()));
        Assert.True(record.Verify().Holds);

        static IEnumerable<string> Lines(IReadOnlyList<Claim> claims) =>
            Merger.Merge(claims, [], id => Make.Gazetteer.GetValueOrDefault(id)).Select(i => Convert.ToHexString(IncidentJson.Write(i)));
    }

    [Fact]
    public void A_ledger_moves_from_a_file_to_a_server_and_back()
    {
        if (_place is null) return;
        using var folder = new TemporaryFolder();
        Snapshot snapshot;
        using (var file = Record.Open(folder["x.db"], _clock))
        {
            file.AppendMany(new SyntheticReports(new(1, 50), 1).Stream(new(2021, 1, 1)).Take(200).Select(r => new CodedReport(r.Report, r.Claims, "synthetic/1")));
            snapshot = file.Snapshot;
            file.CopyTo(_place);
        }
        using var record = Record.Open(_place, _clock);
        Assert.Equal(snapshot, record.Snapshot);
        Assert.True(record.Verify().Holds);
        record.CopyTo(folder["back.db"]);
        using var back = Record.Open(folder["back.db"], _clock);
        Assert.Equal(snapshot, back.Snapshot);
        Assert.True(back.Verify().Holds);
    }

    private void Sql(string statement)
    {
        using var connection = new NpgsqlConnection(_place);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private sealed class OneClaim : ICoder
    {
        public string Name => Make.Coder;

        public IReadOnlyList<Claim> Code(Report report) => [Make.Strike(report)];
    }

    /// <summary>One cluster for all tests of the class.</summary>
    public sealed class Server : IDisposable
    {
        public PostgresCluster? Cluster { get; } = PostgresCluster.TryStart();

        public void Dispose() => Cluster?.Dispose();
    }
}
