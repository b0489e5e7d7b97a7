using System.Diagnostics;
using Hudna.Codebook;
using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Tests;

/// <summary>Somebody who may write the file changes it by hand, with the triggers taken off; the verifier and its stranger in Python both see it.</summary>
public sealed class TamperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    private string File => _folder["x.db"];

    public void Dispose() => _folder.Dispose();

    private void Make()
    {
        using var record = Record.Open(File, _clock);
        for (var i = 0; i < 4; i++)
        {
            _clock.Now += TimeSpan.FromMinutes(10);
            var report = Tests.Make.Report($"Report {i}. " + string.Concat(Enumerable.Repeat($"Jets struck the town, number {i}. ", 20)));
            record.Append(report with { Original = System.Text.Encoding.UTF8.GetBytes($"<p>{report.Text}</p>") }, [Tests.Make.Strike(report, "Jets struck the town")], Tests.Make.Coder);
        }
    }

    private void Sql(params string[] statements)
    {
        using var sql = new SqliteConnection($"Data Source={File};Pooling=false");
        sql.Open();
        foreach (var statement in (string[])["DROP TRIGGER entry_next", "DROP TRIGGER entry_kept", "DROP TRIGGER entry_stays", "DROP TRIGGER content_kept",
            "DROP TRIGGER content_stays", "DROP TRIGGER claim_kept", "DROP TRIGGER claim_stays", .. statements])
        {
            using var command = sql.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; " + statement;
            command.ExecuteNonQuery();
        }
    }

    private VerifyResult Verify(params IReadOnlyList<Checkpoint> checkpoints)
    {
        using var record = Record.Open(File, _clock, RecordAccess.Existing);
        return record.Verify(checkpoints);
    }

    // Entries: 1 genesis, then report and claims of four reports: 2 3, 4 5, 6 7, 8 9.
    public static TheoryData<string, long?, string> Changes => new()
    {
        { "UPDATE entry SET body = CAST('{\"id\":\"x\"}' AS BLOB), packing = 0 WHERE seq = 4", 4, "body was changed" },
        { "UPDATE entry SET body = (SELECT body FROM entry WHERE seq = 7), packing = (SELECT packing FROM entry WHERE seq = 7) WHERE seq = 5", 5, "the claims on" },
        { "UPDATE entry SET at = at - 60000 WHERE seq = 5", 5, "time" },
        { "UPDATE entry SET kind = 'export' WHERE seq = 3", 3, "kind" },
        { "UPDATE entry SET subject = 'sha256:00' WHERE seq = 3", 3, "subject" },
        { "UPDATE entry SET hash = zeroblob(32) WHERE seq = 6", 6, "hashes was changed" },
        { "DELETE FROM entry WHERE seq = 6", 6, "missing" },
        { "DELETE FROM entry WHERE seq IN (4, 5)", 4, "missing" },
        { "DELETE FROM entry WHERE seq = 1", 1, "missing" },
        { "DELETE FROM entry", null, "no entry at all" },
        { "UPDATE entry SET seq = 100 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 6; UPDATE entry SET seq = 6 WHERE seq = 100", 4, "moved" },
        { "INSERT INTO entry SELECT 10, at, kind, subject, packing, body, body_hash, previous, hash FROM entry WHERE seq = 9", 10, "does not follow" },
        { "UPDATE content SET bytes = CAST('other' AS BLOB), packing = 0 WHERE rowid = 1", 2, "was changed" },
        { "DELETE FROM content WHERE rowid = 2", 2, "removed" },
        { "INSERT INTO content VALUES (zeroblob(32), 0, zeroblob(3))", null, "are kept, but the chain names" },
        { "DELETE FROM claim WHERE seq = 5", 5, "index has lost" },
        { "UPDATE claim SET seq = 3 WHERE seq = 5", 5, "index leads" },
        { "INSERT INTO claim VALUES (zeroblob(10), 3, 9)", null, "claims are indexed" },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task Any_change_is_found_and_named(string sql, long? entry, string words)
    {
        Make();
        Assert.True(Verify().Holds);
        Sql(sql.Split("; "));
        var result = Verify();
        Assert.False(result.Holds);
        Assert.Equal(entry, result.Faults[0].Sequence);
        Assert.Contains(words, result.Faults[0].What);
        if (entry is not null) Assert.NotNull(result.Faults[0].Since);
        if (!sql.Contains(" claim ", StringComparison.Ordinal) && !sql.StartsWith("INSERT INTO content", StringComparison.Ordinal))
            Assert.Equal(1, (await Python(File)).Code ?? 1);
    }

    [Fact]
    public async Task A_chain_worked_out_anew_is_told_by_its_checkpoint()
    {
        Make();
        Checkpoint early, late;
        using (var key = CheckpointKey.Open(_folder["key.pem"]))
        using (var record = Record.Open(File, _clock))
        {
            early = key.Sign(record, _clock.Now);
            early.AppendTo(_folder["points"]);
            _clock.Now += TimeSpan.FromDays(1);
            var report = Tests.Make.Report("A further report.");
            record.Append(report, [], Tests.Make.Coder);
            late = key.Sign(record, _clock.Now);
            late.AppendTo(_folder["points"]);
        }
        Assert.Equal([early, late], Checkpoint.ReadFile(_folder["points"]));
        Assert.True(Verify(early, late).Holds);
        Assert.Equal(0, (await Python(File, _folder["points"])).Code ?? 0);

        Forge(10);
        Assert.True(Verify().Holds);
        var told = Verify(early, late).Faults.Single();
        Assert.Equal(late.Sequence, told.Sequence);
        Assert.Equal(late.At, told.Since);
        Assert.Contains("after the checkpoint of", told.What);
        Assert.Equal(1, (await Python(File, _folder["points"])).Code ?? 1);

        // The end cut off: without a checkpoint that cannot be seen, with one it can.
        Sql2($"DELETE FROM entry WHERE seq > {early.Sequence}");
        Assert.Contains("is gone", Verify(early, late).Faults[0].What);
        Assert.Contains("signature does not hold", Verify(early with { Sequence = 3 }).Faults[0].What);
        using var other = CheckpointKey.Open(_folder["other.pem"]);
        using var again = Record.Open(File, _clock);
        Assert.Contains("another key", again.Verify([early], other.Public).Faults[0].What);
    }

    [Fact]
    public void A_key_is_made_once_and_only_its_owner_may_read_it()
    {
        using var made = CheckpointKey.Open(_folder["key.pem"]);
        using var read = CheckpointKey.Open(_folder["key.pem"]);
        Assert.Equal(made.Public, read.Public);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_folder["key.pem"]));
        System.IO.File.WriteAllText(_folder["bad.pem"], "no key");
        Assert.Contains("no private key", Assert.Throws<UserFaultException>(() => CheckpointKey.Open(_folder["bad.pem"])).Message);
        System.IO.File.WriteAllText(_folder["points"], "{}");
        Assert.Contains("no checkpoint", Assert.Throws<UserFaultException>(() => Checkpoint.ReadFile(_folder["points"])).Message);
    }

    [Fact]
    public async Task A_stranger_with_the_description_alone_verifies_a_whole_ledger()
    {
        Make();
        using (var record = Record.Open(File, _clock))
        {
            record.AppendVersions(new Dictionary<string, string> { ["program"] = "0.1.0" });
            var large = Tests.Make.Report(string.Concat(Enumerable.Range(0, 20000).Select(i => $"{i * 7919 % 10007} ")));
            record.Append(large, [], Tests.Make.Coder);
        }
        var (code, words) = await Python(File);
        if (code is not null) Assert.Equal("holds: 12 entries", words.Trim());
    }

    // An entry is changed and every later hash worked out again, as somebody would who knows the format.
    private void Forge(long from)
    {
        using (var record = Record.Open(File, _clock))
        using (var forged = Record.Open(_folder["forged.db"], _clock))
        {
            var store = new Stores.Sqlite.SqliteStore(_folder["forged2.db"], RecordAccess.Create);
            using (store)
                store.Write(w =>
                {
                    var previous = new byte[32];
                    foreach (var e in record.Entries())
                    {
                        var body = e.Body!;
                        if (e.Sequence == from)
                            body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(body).Replace("Agency", "Other!", StringComparison.Ordinal));
                        var bodyHash = System.Security.Cryptography.SHA256.HashData(body);
                        var hash = Entry.HashHead(e.Sequence, e.At.ToUnixTimeMilliseconds(), e.Kind, e.Subject, bodyHash, previous);
                        w.Add(new(e.Sequence, e.At.ToUnixTimeMilliseconds(), e.Kind, e.Subject, new(0, body), bodyHash, previous, hash));
                        previous = hash;
                    }
                    return 0;
                });
        }
        Sql2($"ATTACH '{_folder["forged2.db"]}' AS forged", "DELETE FROM entry", "INSERT INTO entry SELECT * FROM forged.entry", "DETACH forged");
    }

    private bool _off;

    private void Sql2(params string[] statements)
    {
        if (!_off) Sql();
        _off = true;
        using var sql = new SqliteConnection($"Data Source={File};Pooling=false");
        sql.Open();
        foreach (var statement in statements)
        {
            using var command = sql.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; " + statement;
            command.ExecuteNonQuery();
        }
    }

    // Runs the verifier that docs/record.md carries; null where there is no Python with what it needs.
    private async Task<(int? Code, string Words)> Python(params string[] arguments)
    {
        var script = _folder["verify.py"];
        if (!System.IO.File.Exists(script)) System.IO.File.WriteAllText(script, ScriptOf("docs/record.md"));
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var words = await process.StandardOutput.ReadToEndAsync();
            var faults = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode is 0 or 1 or 3, faults);
            return (process.ExitCode == 3 ? null : process.ExitCode, words);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "");
        }
    }

    private static string ScriptOf(string page)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, page)))
            {
                var text = System.IO.File.ReadAllText(Path.Combine(at.FullName, page));
                var from = text.IndexOf("```python", StringComparison.Ordinal) + "```python\n".Length;
                return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
            }
        throw new FileNotFoundException(page);
    }
}
