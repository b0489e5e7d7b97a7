using System.Text;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Reviewing;

namespace Hudna.Ledger.Tests;

public sealed class SealTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    private string File => _folder["x.db"];

    public void Dispose() => _folder.Dispose();

    private Record Open() => Record.Open(File, _clock);

    [Fact]
    public void An_erased_report_can_be_read_in_no_copy_and_the_chain_holds()
    {
        var open = Make.Report("An open report.");
        var secret = Make.Report("A witness called Um Khalid saw the jets strike the town. " + new string('w', 3000));
        Claim[] claims = [Make.Strike(secret, "saw the jets strike the town")];
        using (var record = Open())
        {
            record.Append(open, [Make.Strike(open)], Make.Coder);
            Assert.True(record.Append(secret with { Original = Encoding.UTF8.GetBytes("<p>" + secret.Text) }, claims, Make.Coder, isSealed: true));
            Assert.False(record.Append(secret, claims, Make.Coder, isSealed: true));
            record.AppendClaims(secret.Id, [Make.Strike(secret, "jets strike the town", coder: "test/2")], "test/2");
            Assert.Equal(secret.Text, record.Report(secret.Id)!.Text);
            Assert.StartsWith("<p>", Encoding.UTF8.GetString(record.Report(secret.Id)!.Original.Span));
            Assert.Equal(2, record.Claims().Count());
            Assert.True(record.Verify().Holds);
            record.Backup(_folder["backup.db"]);
        }
        foreach (var file in Directory.EnumerateFiles(_folder.Root, "*.db*"))
            Assert.Equal(-1, System.IO.File.ReadAllBytes(file).AsSpan().IndexOf("Um Khalid"u8));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File + ".keys"));

        using (var record = Open())
        {
            Assert.Equal(secret.Text, record.Report(secret.Id)!.Text);
            var before = record.Snapshot;
            record.Erase(secret.Id, "amal", "At the witness's wish");
            Assert.True(record.IsErased(secret.Id));
            Assert.Null(record.Report(secret.Id));
            Assert.Equal([open.Id], record.Reports().Select(r => r.Id));
            Assert.Single(record.Claims());
            Assert.Null(record.Claim(claims[0].Id));
            Assert.Null(record.AsOf(before.Id).Report(secret.Id));
            Assert.True(record.Contains(secret.Id));
            Assert.False(record.Append(secret, claims, Make.Coder, isSealed: true));
            Assert.True(record.Verify().Holds, string.Join('\n', record.Verify().Faults));
            record.CopyTo(_folder["moved.db"]);
        }
        using (var record = Open()) Assert.True(record.Verify().Holds);
        using (var moved = Record.Open(_folder["moved.db"], _clock))
        {
            Assert.Null(moved.Report(secret.Id));
            Assert.True(moved.Verify().Holds);
        }
        using var backup = Record.Open(_folder["backup.db"], _clock, RecordAccess.Read, File + ".keys");
        Assert.Null(backup.Report(secret.Id));
        Assert.DoesNotContain(secret.Id, System.IO.File.ReadAllText(File + ".keys"));
    }

    [Fact]
    public void A_lost_key_without_a_tombstone_is_a_fault()
    {
        var secret = Make.Report("A witness saw it.");
        using (var record = Open()) record.Append(secret, [], Make.Coder, isSealed: true);
        System.IO.File.Delete(File + ".keys");
        using var again = Open();
        Assert.Contains("its key is gone", again.Verify().Faults[0].What);
        Assert.Null(again.Report(secret.Id));
    }

    [Fact]
    public void An_open_report_cannot_be_erased_and_the_word_says_what_can_be_done()
    {
        var report = Make.Report("Open.");
        using var record = Open();
        record.Append(report, [], Make.Coder);
        Assert.Contains("redaction profile", Assert.Throws<UserFaultException>(() => record.Erase(report.Id, "a", "b")).Message);
        Assert.Contains("not in this ledger", Assert.Throws<UserFaultException>(() => record.Erase("sha256:00", "a", "b")).Message);
        System.IO.File.WriteAllText(_folder["y.db.keys"], "rubbish\n");
        Assert.Contains("no key", Assert.Throws<UserFaultException>(() => Record.Open(_folder["y.db"], _clock)).Message);
    }

    [Fact]
    public void Many_sealed_reports_go_in_beside_open_ones_from_two_programs()
    {
        var coded = Enumerable.Range(0, 60).Select(i => Make.Report($"Report {i}.")).Select((r, i) => new CodedReport(r, [Make.Strike(r)], Make.Coder, i % 2 == 0)).ToList();
        Parallel.For(0, 2, _ =>
        {
            using var record = Open();
            record.AppendMany(coded);
        });
        using var all = Open();
        Assert.Equal(coded.Select(c => c.Report.Text).Order(), all.Reports().Select(r => all.Report(r.Id)!.Text).Order());
        Assert.True(all.Verify().Holds);
    }

    [Fact]
    public void A_profile_hides_sources_words_and_exact_places()
    {
        var places = (string id) => Make.Gazetteer.GetValueOrDefault(id);
        var report = Make.Report("Um Khalid of Ariha saw the jets.", "Secret Press");
        var claim = Make.Strike(report) with { Attribution = [new("Secret Press", "publisher"), new("Um Khalid", "witness", null, "saw")] };
        var shown = Encoding.UTF8.GetString(ClaimJson.Write(Redaction.Public.Apply(claim, places)));
        foreach (var word in (string[])["Khalid", "Secret", "Ariha", "p:ariha\"", "saw", "35.81"]) Assert.DoesNotContain(word, shown);
        Assert.Contains("p:ariha-district", shown);
        Assert.DoesNotContain("Khalid\",\"role", Encoding.UTF8.GetString(ClaimJson.Write(Redaction.Partner.Apply(claim, places))));
        Assert.Equal(ClaimJson.Write(claim), ClaimJson.Write(Redaction.Team.Apply(claim, places)));
        var denial = Make.Strike(Make.Report("The Ministry: no jets.", "Ministry"), modality: Modality.Denied);
        var incident = Merger.Merge([claim, denial], [], places)[0];
        Assert.Contains("Ministry", incident.Disputes[0].Words);
        var hidden = Redaction.Public.Apply(incident, places);
        Assert.Equal("one source denies it", hidden.Disputes[0].Words);
        Assert.Equal("p:ariha-district", Assert.Single(hidden.Places).Id);
    }
}
