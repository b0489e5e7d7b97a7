using System.Diagnostics;

namespace Hudna.Server.Tests;

/// <summary>
/// A browser walks the pages from the map to a sentence in its report, in both languages, and looks for faults of accessibility. The walk
/// itself is <c>src/Hudna.Server/web/tests/journey.mjs</c>; its pictures lie in <c>artifacts/screenshots</c>.
/// </summary>
public sealed class JourneyTests
{
    [BrowserTheory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_reader_walks_from_the_map_to_the_sentence_and_back(string language)
    {
        await using var server = await HudnaServer.StartAsync(() => Example.Snapshot, Path.Combine(Tree.Root, "data", "basemap"), 0, default);
        var (code, said) = await Walk(server.Address, language);
        Assert.True(code == 0, said);
    }

    private static async Task<(int Code, string Said)> Walk(Uri address, string language)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tree.Web };
        foreach (var argument in (string[])["tests/journey.mjs", address.ToString(), Path.Combine(Tree.Root, "artifacts", "screenshots"), language])
            start.ArgumentList.Add(argument);
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
            return (-1, "The journey took longer than four minutes.");
        }
    }
}

/// <summary>A test that needs a browser; left out, with the reason, where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing =
        !File.Exists(Path.Combine(Tree.Web, "node_modules", "playwright-core", "package.json")) ? "the pages' packages are not installed (build without -p:SkipUi=true)"
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
