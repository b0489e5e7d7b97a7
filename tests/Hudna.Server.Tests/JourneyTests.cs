using System.Diagnostics;

namespace Hudna.Server.Tests;

/// <summary>
/// A browser walks the pages from the map to a sentence in its report, in both languages, and looks for faults of accessibility. The walk
/// itself is <c>src/Hudna.Server/web/tests/journey.mjs</c> (deciding: <c>decide.mjs</c>); its pictures lie in <c>artifacts/screenshots</c>.
/// </summary>
public sealed class JourneyTests
{
    [BrowserTheory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_reader_walks_from_the_map_to_the_sentence_and_back(string language)
    {
        await using var server = await HudnaServer.StartAsync(() => Example.Snapshot, Path.Combine(Tree.Root, "data", "basemap"), 0, default);
        var (code, said) = await Walk("journey.mjs", server.Address, language);
        Assert.True(code == 0, said);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_reader_decides_and_takes_it_back(string language)
    {
        await using var ledger = await DecisionLedger.Start();
        var (code, said) = await Walk("decide.mjs", ledger.Server.Address, language);
        Assert.True(code == 0, said);
        Assert.True(ledger.Observatory.Verify().Holds);
    }

    private static Task<(int Code, string Said)> Walk(string script, Uri address, string language) =>
        Node.Run($"tests/{script}", address.ToString(), Path.Combine(Tree.Root, "artifacts", "screenshots"), language);
}

/// <summary>The front end's own tests of what it reckons: bars of the timeline, pieces of a report, shapes on the map, words.</summary>
public sealed class PageTests
{
    [PageFact]
    public async Task The_front_ends_own_tests_pass()
    {
        var (code, said) = await Node.Run("node_modules/vitest/vitest.mjs", "run", "--reporter=dot");
        Assert.True(code == 0, said);
    }
}

/// <summary>Runs a script of the front end.</summary>
internal static class Node
{
    public static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tree.Web };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "It took longer than four minutes.");
        }
    }
}

/// <summary>A test that needs the front end's packages; left out, with the reason, where they are not installed.</summary>
public sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = Missing;

    internal static string? Missing { get; } = Directory.Exists(Path.Combine(Tree.Web, "node_modules", "vitest"))
        ? null : "the pages' packages are not installed (build without -p:SkipUi=true)";
}

/// <summary>A test that needs a browser; left out, with the reason, where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing =
        PageFactAttribute.Missing is { } missing ? missing
        : !File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html")) ? "the pages were not built (build without -p:SkipUi=true)"
        : Environment.GetEnvironmentVariable("HUDNA_CHROMIUM") is { Length: > 0 } named && File.Exists(named) ? null
        : ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"]).Any(File.Exists) ? null
        : "no Chromium was found: install the package 'chromium', or name one in HUDNA_CHROMIUM";

    public BrowserTheoryAttribute() => Skip = Missing;
}

/// <summary>The source tree that the tests were built from.</summary>
internal static class Tree
{
    /// <summary>Its root: the nearest folder upward that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The front end's source.</summary>
    public static string Web { get; } = Path.Combine(Root, "src", "Hudna.Server", "web");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Hudna.slnx.");
    }
}
