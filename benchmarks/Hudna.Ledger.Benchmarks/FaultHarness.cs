using System.Diagnostics;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Benchmarks;

/// <summary>What a harness did to a ledger, and what came of it: a row of the fault table.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Times">How often it was tried.</param>
/// <param name="Acknowledged">How many reports had been acknowledged.</param>
/// <param name="Lost">How many of them are not there.</param>
/// <param name="Half">How many reports are there in part, or with others' claims.</param>
/// <param name="Unclear">How often the user got no clear word, or the chain did not hold.</param>
public sealed record FaultRow(string Fault, int Times, long Acknowledged, int Lost, int Half, int Unclear)
{
    public bool Holds => Lost + Half + Unclear == 0 && Times > 0;

    public override string ToString() => $"| {Fault} | {Times} | {Acknowledged} | {Lost} | {Half} | {Unclear} |";
}

/// <summary>
/// Does harm to a child that appends to a ledger and acknowledges each report on its standard output, then checks what it left. Runs in
/// the tests for some seconds and from the command line for as long as one likes.
/// </summary>
public sealed class FaultHarness(string folder, int seed)
{
    private const int Size = 8;
    private readonly Random _random = new(seed);

    /// <summary>The child: appends small reports until it is stopped, now one by one, now in a batch, and says which are kept.</summary>
    public static int Append(string file, int seed)
    {
        try
        {
            using var record = Record.Open(file, TimeProvider.System);
            Console.WriteLine("ready");
            var random = new Random(seed);
            for (var i = 0; ; i++)
            {
                var some = Enumerable.Range(0, random.Next(4) == 0 ? 30 : 1).Select(j => Coded($"Report {seed}-{i}-{j}", random)).ToList();
                if (some.Count == 1)
                {
                    record.Append(some[0].Report, some[0].Claims, some[0].Coder);
                    Console.WriteLine(some[0].Report.Id);
                }
                else record.AppendMany(some, kept => Console.WriteLine(string.Join('\n', kept.Select(k => k.Id))));
            }
        }
        catch (UserFaultException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Kills the child without warning at random moments.</summary>
    public FaultRow Kill(int times) => Run("kill -9 at a random moment", times, 40, (file, round) =>
    {
        using var child = Start(file, round);
        Thread.Sleep(_random.Next(1, 300));
        child.Process.Kill(entireProcessTree: true);
        return (child.Acknowledged(), null);
    });

    /// <summary>Two children append to one file; each is killed at some time while the other goes on.</summary>
    public FaultRow Two(int times) => Run("two processes on one file, both killed", times, 20, (file, round) =>
    {
        using var one = Start(file, 2 * round);
        using var two = Start(file, 2 * round + 1);
        Thread.Sleep(_random.Next(1, 120));
        one.Process.Kill(entireProcessTree: true);
        Thread.Sleep(_random.Next(1, 60));
        two.Process.Kill(entireProcessTree: true);
        return ([.. one.Acknowledged(), .. two.Acknowledged()], null);
    });

    /// <summary>The disk is full after a random number of kilobytes: a small file system in memory, or where none may be mounted a limit on files.</summary>
    public FaultRow Full(int times) => Run("disk full at a random write", times, 1, (file, round) =>
    {
        var mounted = Path.Combine(folder, "small");
        Directory.CreateDirectory(mounted);
        if (Bash($"mount -t tmpfs -o size={_random.Next(120, 900)}k tmpfs '{mounted}'") == 0)
        {
            try
            {
                using var child = Start(Path.Combine(mounted, "x.db"), round);
                child.Process.WaitForExit(60_000);
                foreach (var f in Directory.EnumerateFiles(mounted)) File.Copy(f, Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(f)), true);
                return (child.Acknowledged(), IsClear(child, "disk is full"));
            }
            finally
            {
                Bash($"umount '{mounted}'");
            }
        }
        using var limited = Start(file, round, null, $"trap '' XFSZ; ulimit -f {_random.Next(120, 900)};");
        limited.Process.WaitForExit(60_000);
        return (limited.Acknowledged(), IsClear(limited, "disk"));
    }, fresh: true);

    /// <summary>
    /// The power fails: every write that was not yet synced is lost or not, by chance. A small library in C between the program and the
    /// system keeps what the writes overwrote and puts it back; null where no C compiler is found.
    /// </summary>
    public FaultRow? PowerCut(int times)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "powercut.c");
        var library = Path.Combine(folder, "powercut.so");
        if (Bash($"cc -O1 -shared -fPIC -o '{library}' '{source}' -ldl -lpthread") != 0) return null;
        return Run("power cut, unsynced writes lost by chance", times, 40, (file, round) =>
        {
            var environment = new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = library, ["POWERCUT_SEED"] = $"{_random.Next()}", ["POWERCUT_AFTER"] = $"{_random.Next(1, 400)}",
            };
            using var child = Start(file, round, environment);
            child.Process.WaitForExit(60_000);
            File.Delete(file + "-shm");
            return (child.Acknowledged(), child.Process.ExitCode == 137 ? null : $"the power did not fail: exit {child.Process.ExitCode} {child.Words}");
        });
    }

    /// <summary>A page is spoilt or the file cut: what is left must be told as damaged or hold.</summary>
    public FaultRow Spoil(int times)
    {
        var unclear = 0;
        var file = Fresh();
        using (var record = Record.Open(file, TimeProvider.System))
            record.AppendMany(Enumerable.Range(0, 300).Select(i => Coded($"Report {i}", _random)));
        var whole = File.ReadAllBytes(file);
        for (var i = 0; i < times; i++)
        {
            var bytes = whole.ToArray();
            if (i % 2 == 0) bytes = bytes[..(_random.Next(1, bytes.Length / 4096) * 4096 + (i % 4 == 0 ? 0 : _random.Next(4096)))];
            else _random.NextBytes(bytes.AsSpan(_random.Next(bytes.Length / 4096) * 4096 + _random.Next(3500), 64));
            File.WriteAllBytes(file, bytes);
            foreach (var side in (string[])["-wal", "-shm"]) File.Delete(file + side);
            try
            {
                using var record = Record.Open(file, TimeProvider.System, RecordAccess.Existing);
                // Free space inside a page may be spoilt without any loss; then everything must be there.
                if (record.Verify().Holds && record.Reports().Count() != 300) unclear++;
            }
            catch (UserFaultException e)
            {
                if (e.Faults[0].Mend is null) unclear++;
            }
        }
        return new("a page spoilt or the file cut", times, 300, 0, 0, unclear);
    }

    private FaultRow Run(string fault, int times, int roundsPerFile, Func<string, int, (IReadOnlyList<string> Acknowledged, string? Unclear)> harm, bool fresh = false)
    {
        int lost = 0, half = 0, unclear = 0;
        long total = 0;
        var file = Fresh();
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < times; i++)
        {
            if (fresh || i % roundsPerFile == 0)
            {
                acknowledged.Clear();
                file = Fresh();
            }
            var (ids, word) = harm(file, _random.Next());
            if (word is not null)
            {
                unclear++;
                Console.Error.WriteLine(word);
            }
            acknowledged.UnionWith(ids);
            total += ids.Count;
            if (!File.Exists(file)) continue;
            using var record = Record.Open(file, TimeProvider.System);
            lost += ids.Count(id => !record.Contains(id));
            if (!fresh && i % roundsPerFile != roundsPerFile - 1 && i != times - 1) continue;
            // Thoroughly now and then: each acknowledged report is there, each report that is there is whole, and the chain holds.
            var there = record.Reports().Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            lost += acknowledged.Count(id => !there.Contains(id));
            half += there.Count(id => record.Report(id) is not { } r || record.ClaimsOf(id) is not { Count: Size } claims || claims.Any(c => !c.Quote.HoldsIn(r.Text)));
            if (record.Verify() is { Holds: false } result)
            {
                unclear++;
                Console.Error.WriteLine(string.Join('\n', result.Faults));
            }
        }
        return new(fault, times, total, lost, half, unclear);
    }

    private string Fresh()
    {
        var at = Path.Combine(folder, $"ledger-{_random.Next():x}");
        Directory.CreateDirectory(at);
        return Path.Combine(at, "x.db");
    }

    private static string? IsClear(Child child, string words) =>
        child.Process.ExitCode == 1 && child.Words.Contains(words, StringComparison.Ordinal) && !child.Words.Contains("   at ", StringComparison.Ordinal)
            ? null : $"exit {child.Process.ExitCode}: {child.Words}";

    private static int Bash(string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private static Child Start(string file, int round, Dictionary<string, string>? environment = null, string? before = null)
    {
        var program = typeof(FaultHarness).Assembly.Location;
        var start = before is null
            ? new ProcessStartInfo("dotnet", ["exec", program, "append", file, $"{round}"])
            : new ProcessStartInfo("bash", ["-c", $"{before} exec dotnet exec '{program}' append '{file}' {round}"]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in environment ?? []) start.Environment[key] = value;
        return new Child(Process.Start(start)!);
    }

    private static CodedReport Coded(string title, Random random)
    {
        var lines = Enumerable.Range(0, Size).Select(i => $"{title}, line {i}: jets struck place {random.Next(1000)} and {random.Next(50)} were hurt.").ToArray();
        var text = string.Join('\n', lines) + "\n" + new string('.', random.Next(3000));
        var report = new Report { Id = Report.IdOf(text), Source = title + ".txt", Text = text, Original = System.Text.Encoding.UTF8.GetBytes(text) };
        var at = 0;
        return new(report, [.. lines.Select(line =>
        {
            var claim = ClaimJson.Named(new Claim
            {
                Id = "", Report = report.Reference, Kind = ClaimKind.Event, Type = EventType.Assault, Quote = Quote.Of(text, at, at + line.Length), Coder = "harness/1",
            });
            at += line.Length + 1;
            return claim;
        })], "harness/1");
    }

    private sealed class Child : IDisposable
    {
        private readonly List<string> _lines = [];
        private readonly System.Text.StringBuilder _words = new();
        private readonly ManualResetEventSlim _ready = new();

        public Child(Process process)
        {
            Process = process;
            process.OutputDataReceived += (_, e) =>
            {
                if (e.Data == "ready") _ready.Set();
                else if (e.Data is { Length: 71 }) lock (_lines) _lines.Add(e.Data);
            };
            process.ErrorDataReceived += (_, e) => _words.AppendLine(e.Data);
            process.Exited += (_, _) => _ready.Set();
            process.EnableRaisingEvents = true;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _ready.Wait(30_000);
        }

        public Process Process { get; }

        public string Words => _words.ToString().Trim();

        public IReadOnlyList<string> Acknowledged()
        {
            Process.WaitForExit();
            lock (_lines) return [.. _lines];
        }

        public void Dispose()
        {
            Process.Dispose();
            _ready.Dispose();
        }
    }
}
