using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Tests;

/// <summary>What every store must do; each database runs all of it.</summary>
public abstract class RecordContract
{
    private readonly FakeClock _clock = new();

    /// <summary>The name of a new, empty place for a record; null where this database is not on this machine.</summary>
    protected abstract string? Place { get; }

    private Record Open(RecordAccess access = RecordAccess.Create) => Record.Open(Place!, _clock, access);

    private static (Report, Claim[]) Sample(string text, string publisher = "Agency")
    {
        var report = Make.Report(text, publisher);
        return (report, [Make.Strike(report)]);
    }

    [Fact]
    public void A_report_comes_back_as_it_went_in()
    {
        if (Place is null) return;
        var (report, claims) = Sample("Warplanes struck the town. قصف\n\ud83d\ude00 " + new string('x', 5000));
        report = report with { Original = new byte[] { 0xEF, 0xBB, 0xBF, 1, 2 }, Byline = "A. B.", Remarks = ["12 bytes were none"] };
        using (var record = Open()) Assert.True(record.Append(report, claims, Make.Coder));
        using (var record = Open())
        {
            var back = record.Report(report.Id)!;
            Assert.Equal(report.Text, back.Text);
            Assert.Equal(report.Original.ToArray(), back.Original.ToArray());
            Assert.Equal(ReportJson.Write(report), ReportJson.Write(back));
            Assert.Equal(ClaimJson.Write(claims[0]), ClaimJson.Write(record.ClaimsOf(report.Id).Single()));
            Assert.Equal(claims[0].Id, record.Claim(claims[0].Id)!.Id);
            Assert.Equal(report.Id, record.Reports().Single().Id);
            Assert.Single(record.Claims());
            Assert.True(record.Contains(report.Id));
            Assert.False(record.Contains("sha256:00"));
            Assert.Null(record.Report("sha256:00"));
            Assert.Null(record.Claim("claim:00000000000000000000"));
            Assert.True(record.Verify().Holds);
        }
        using var reader = Open(RecordAccess.Read);
        Assert.Single(reader.Claims());
    }

    [Fact]
    public void Reading_the_same_text_again_changes_nothing()
    {
        if (Place is null) return;
        var (report, claims) = Sample("One.");
        using var record = Open();
        Assert.True(record.Append(report, claims, Make.Coder));
        var before = record.Snapshot;
        Assert.False(record.Append(report, claims, Make.Coder));
        Assert.False(record.Append(report with { Source = "elsewhere.txt", Original = new byte[] { 9 } }, [], "other/1"));
        Assert.Equal(0, record.AppendMany([new(report, claims, Make.Coder)]));
        Assert.Equal(before, record.Snapshot);
    }

    [Fact]
    public void Many_reports_go_in_by_batches_and_keep_their_order()
    {
        if (Place is null) return;
        var coded = Enumerable.Range(0, 1300).Select(i => Sample($"Report number {i}.")).Select(s => new CodedReport(s.Item1, s.Item2, Make.Coder)).ToList();
        using var record = Open();
        var kept = new List<string>();
        Assert.Equal(1300, record.AppendMany(coded.Concat(coded.Take(3)), done => kept.AddRange(done.Where(d => d.New).Select(d => d.Id))));
        Assert.Equal(coded.Select(c => c.Report.Id), kept);
        Assert.Equal(kept, record.Reports().Select(r => r.Id));
        Assert.Equal(coded.Select(c => c.Claims[0].Id), record.Claims().Select(c => c.Id));
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void A_newer_coding_replaces_the_claims_and_keeps_the_older()
    {
        if (Place is null) return;
        var (report, claims) = Sample("Two strikes.");
        using var record = Open();
        record.Append(report, claims, Make.Coder);
        Assert.False(record.AppendClaims(report.Id, claims, Make.Coder));
        Claim[] newer = [Make.Strike(report, "Two", coder: "test/2"), Make.Strike(report, "strikes", coder: "test/2")];
        Assert.True(record.AppendClaims(report.Id, newer, "test/2"));
        Assert.Equal(newer.Select(c => c.Id), record.ClaimsOf(report.Id).Select(c => c.Id));
        Assert.Equal(newer.Select(c => c.Id), record.Claims().Select(c => c.Id));
        Assert.NotNull(record.Claim(claims[0].Id));
        Assert.Equal(["test/1", "test/2"], record.CodingsOf(report.Id).Select(c => c.Coder));
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_and_nothing_is_kept()
    {
        if (Place is null) return;
        var (report, claims) = Sample("A text.");
        var (other, _) = Sample("Another text.");
        using var record = Open();
        var before = record.Snapshot;
        Assert.Throws<ArgumentException>(() => record.Append(report with { Text = "A changed text." }, claims, Make.Coder));
        Assert.Throws<ArgumentException>(() => record.Append(other, claims, Make.Coder));
        Assert.Throws<ArgumentException>(() => record.Append(report, [claims[0] with { Id = "x" }], Make.Coder));
        Assert.Throws<ArgumentException>(() => record.Append(report, [claims[0] with { Quote = new(0, 2, "no") }], Make.Coder));
        Assert.Equal(before, record.Snapshot);
    }

    [Fact]
    public void Decisions_are_kept_and_only_decisions_can_be_undone()
    {
        if (Place is null) return;
        var (report, claims) = Sample("A text.");
        using var record = Open();
        record.Append(report, claims, Make.Coder);
        var reject = DecisionJson.Named(new Decision
        {
            Id = "", Kind = DecisionKind.Reject, Subjects = [claims[0].Id], Reader = "amal", At = _clock.Now, Reason = "An exercise, says the second paragraph",
        });
        Assert.True(record.Append(reject));
        Assert.False(record.Append(reject));
        Assert.Equal(DecisionJson.Write(reject), DecisionJson.Write(record.Decisions().Single()));
        Assert.Throws<ArgumentException>(() => record.Append(reject with { Reason = "another" }));
        var undo = new Decision { Id = "", Kind = DecisionKind.Undo, Subjects = [reject.Id], Reader = "amal", At = _clock.Now, Reason = "Wrong" };
        Assert.True(record.Append(undo));
        var fault = Assert.Throws<UserFaultException>(() => record.Append(undo with { Subjects = ["decision:nothing"] }));
        Assert.Contains("no decision of this ledger", fault.Message);
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void The_record_can_be_asked_as_it_stood()
    {
        if (Place is null) return;
        var (first, a) = Sample("First.");
        var (second, b) = Sample("Second.");
        using var record = Open();
        record.Append(first, a, Make.Coder);
        var then = record.Snapshot;
        _clock.Now += TimeSpan.FromHours(1);
        record.Append(second, b, Make.Coder);
        record.AppendClaims(first.Id, [], "test/2");

        foreach (var old in (RecordView[])[record.AsOf(then.Sequence), record.AsOf(then.Id), record.AsOf(then.At), record.AsOf(then.At.AddMinutes(59))])
        {
            Assert.Equal(then, old.Snapshot);
            Assert.Equal(first.Id, old.Reports().Single().Id);
            Assert.Equal(a[0].Id, old.Claims().Single().Id);
            Assert.False(old.Contains(second.Id));
            Assert.Null(old.Report(second.Id));
            Assert.Null(old.Claim(b[0].Id));
            Assert.Single(old.ClaimsOf(first.Id));
        }
        Assert.Empty(record.ClaimsOf(first.Id));
        Assert.Equal(2, record.Reports().Count());
        Assert.Throws<UserFaultException>(() => record.AsOf(99));
        Assert.Throws<UserFaultException>(() => record.AsOf(_clock.Now.AddYears(-1)));
        Assert.Throws<UserFaultException>(() => record.AsOf("snapshot:2-00000000000000000000"));
        Assert.Throws<UserFaultException>(() => record.AsOf("last week"));
    }

    [Fact]
    public void A_clock_set_back_moves_no_entry_and_is_written_down()
    {
        if (Place is null) return;
        using var record = Open();
        var (first, a) = Sample("First.");
        record.Append(first, a, Make.Coder);
        var at = record.Snapshot.At;
        _clock.Now -= TimeSpan.FromDays(2);
        var (second, b) = Sample("Second.");
        record.Append(second, b, Make.Coder);
        Assert.Equal(at, record.Snapshot.At);
        var remark = Assert.Single(record.Entries(), e => e.Kind == EntryKinds.Remark);
        Assert.Contains("172800000", System.Text.Encoding.UTF8.GetString(remark.Body!));
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void Versions_are_written_only_when_they_change()
    {
        if (Place is null) return;
        using var record = Open();
        Assert.True(record.AppendVersions(new Dictionary<string, string> { ["program"] = "0.1.0", ["theatre"] = "abc" }));
        Assert.False(record.AppendVersions(new Dictionary<string, string> { ["theatre"] = "abc", ["program"] = "0.1.0" }));
        Assert.True(record.AppendVersions(new Dictionary<string, string> { ["program"] = "0.2.0", ["theatre"] = "abc" }));
        record.Append(EntryKinds.Export, record.Snapshot.Id, new Dictionary<string, string> { ["format"] = "csv", ["what"] = "claims" });
        Assert.Throws<ArgumentException>(() => record.Append(EntryKinds.Report, "x", new Dictionary<string, string>()));
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public async Task Readers_see_whole_reports_while_one_writes()
    {
        if (Place is null) return;
        using var record = Open();
        var stop = false;
        var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!Volatile.Read(ref stop))
                foreach (var report in record.Reports().TakeLast(3))
                    if (record.ClaimsOf(report.Id).Count != 1) faults.Enqueue(report.Id);
        })).ToArray();
        for (var i = 0; i < 60; i++)
        {
            var (report, claims) = Sample($"Report {i}.");
            record.Append(report, claims, Make.Coder);
        }
        Volatile.Write(ref stop, true);
        await Task.WhenAll(readers);
        Assert.Empty(faults);
    }

    [Fact]
    public void Derived_things_are_given_back_only_for_the_same_inputs()
    {
        if (Place is null) return;
        using var record = Open();
        var bytes = new byte[100_000];
        record.SaveDerived("incidents", [1], bytes);
        Assert.Equal(bytes, record.LoadDerived("incidents", [1]));
        Assert.Null(record.LoadDerived("incidents", [2]));
        record.SaveDerived("incidents", [2], [7]);
        Assert.Null(record.LoadDerived("incidents", [1]));
        Assert.Equal([7], record.LoadDerived("incidents", [2])!);
        Assert.True(record.Verify().Holds);
    }

    [Fact]
    public void A_record_moves_to_another_place_with_its_chain()
    {
        if (Place is null) return;
        using var folder = new TemporaryFolder();
        using var record = Open();
        for (var i = 0; i < 30; i++)
        {
            var (report, claims) = Sample($"Report {i}. " + new string('y', 10 * i));
            record.Append(report with { Original = i % 3 == 0 ? default : System.Text.Encoding.UTF8.GetBytes(i % 3 == 1 ? report.Text : "<p>" + report.Text) }, claims, Make.Coder);
        }
        record.Append(new Decision { Id = "", Kind = DecisionKind.Accept, Subjects = [record.Claims().First().Id], Reader = "amal", At = _clock.Now, Reason = "r" });
        record.CopyTo(folder["copy.db"]);
        using var copy = Record.Open(folder["copy.db"], _clock);
        Assert.Equal(record.Snapshot, copy.Snapshot);
        Assert.Equal(record.Id, copy.Id);
        Assert.True(copy.Verify().Holds);
        Assert.Equal(record.Claims().Select(c => c.Id), copy.Claims().Select(c => c.Id));
        foreach (var report in record.Reports()) Assert.Equal(record.Report(report.Id)!.Original.ToArray(), copy.Report(report.Id)!.Original.ToArray());
        Assert.Throws<UserFaultException>(() => record.CopyTo(folder["copy.db"]));
        record.Backup(folder["backup.db"]);
        using var backup = Record.Open(folder["backup.db"], _clock, RecordAccess.Read);
        Assert.Equal(record.Snapshot, backup.Snapshot);
        Assert.True(backup.Verify().Holds);
    }
}
