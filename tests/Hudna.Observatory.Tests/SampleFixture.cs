using System.Runtime.CompilerServices;
using System.Text.Json;
using Hudna.Exchange;

namespace Hudna.Observatory.Tests;

/// <summary>The sample, read once into a ledger that goes with the tests, and its known answers.</summary>
public sealed class SampleFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hudna-sample-").FullName;

    public SampleFixture()
    {
        Root = FindRoot();
        Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "samples", "idlib.expected.json"))).RootElement;
        Observatory = Open("sample.db", threads: 0);
        Summary = Read(Observatory);
    }

    /// <summary>The root of the source tree.</summary>
    public string Root { get; }

    /// <summary>The known answers.</summary>
    public JsonElement Expected { get; }

    /// <summary>The observatory that read the sample.</summary>
    public Observatory Observatory { get; }

    /// <summary>What came of reading.</summary>
    public ReadSummary Summary { get; }

    /// <summary>Opens another ledger in the tests' folder.</summary>
    public Observatory Open(string database, int threads) =>
        Observatory.Open(new ObservatoryOptions { Database = Path.Combine(_folder, database), Threads = threads, MakeLedger = true });

    /// <summary>Reads the sample into a ledger.</summary>
    public ReadSummary Read(Observatory observatory) => observatory.Read([Path.Combine(Root, "samples", "idlib")], new ReadSettings());

    public void Dispose()
    {
        Observatory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(here)!); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Hudna.slnx.");
    }
}
