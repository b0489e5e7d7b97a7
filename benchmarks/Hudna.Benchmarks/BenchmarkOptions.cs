using System.Diagnostics;
using System.Globalization;
using Hudna.Language;

namespace Hudna.Benchmarks;

/// <summary>What is to be measured, on which texts, how often. Of all repetitions the best counts: others may be using the machine.</summary>
internal sealed class BenchmarkOptions
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string Root { get; } = FindRoot();

    public string? Texts { get; private set; }

    public int Repeat { get; private set; } = 5;

    public int Words { get; private set; } = 8000;

    public Arithmetic Arithmetic { get; private set; }

    /// <summary>Whether seconds are the processor's instead of the clock's: for a machine that others use; means nothing for two threads.</summary>
    public bool Processor { get; private set; }

    public bool Asked(string what) => _asked.Count == 0 || _asked.Contains(what);

    public string Model(string name) => Path.Combine(Root, "data", "models", name);

    public string Languages => Path.Combine(Root, "data", "languages");

    public static BenchmarkOptions Read(string[] args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--texts") options.Texts = args[++i];
            else if (args[i] == "--repeat") options.Repeat = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--words") options.Words = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--processor") options.Processor = true;
            else if (args[i] == "--arithmetic") options.Arithmetic = Enum.Parse<Arithmetic>(args[++i], ignoreCase: true);
            else options._asked.Add(args[i]);
        }
        return options;
    }

    /// <summary>English plain text of the sample, or of the folder given, repeated up to the words wanted (counted by blanks).</summary>
    public string Text()
    {
        var folder = Texts ?? Path.Combine(Root, "samples", "idlib");
        var files = Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Where(t => t.Count(c => c is >= 'a' and <= 'z') > t.Length / 2).ToList();
        var text = new System.Text.StringBuilder();
        for (int i = 0, words = 0; words < Words; i++)
        {
            var one = files[i % files.Count];
            text.Append(one).Append("\n\n");
            words += one.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        }
        return text.ToString();
    }

    /// <summary>Seconds of the fastest of several runs.</summary>
    public double Best(Action run)
    {
        run();
        var best = double.MaxValue;
        for (var i = 0; i < Repeat; i++)
        {
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            run();
            best = Math.Min(best, Processor ? (Environment.CpuUsage.TotalTime - used).TotalSeconds : Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the benchmarks holds Hudna.slnx.");
    }
}
