using System.Text.RegularExpressions;

namespace Hudna.House.Tests;

/// <summary>The docs are complete and their links lead somewhere.</summary>
public partial class DocsTests
{
    [Fact]
    public void Every_command_stands_in_the_readme()
    {
        var readme = File.ReadAllText(Tree.File("README.md"));
        var commands = Tree.Files("src/Hudna.Cli", "*Command.cs")
            .SelectMany(f => CommandName().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToList();
        Assert.NotEmpty(commands);
        var missing = commands.Where(c => !readme.Contains($"`hudna {c}", StringComparison.Ordinal)).ToList();
        Assert.True(missing.Count == 0, $"The README leaves out {string.Join(", ", missing)}.");
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var pages = Tree.Files("docs", "*.md").Concat(Tree.Files("samples", "*.md"))
            .Concat(Directory.EnumerateFiles(Tree.Root, "*.md"));
        var dead = pages.SelectMany(page => Link().Matches(File.ReadAllText(page))
            .Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(l => l.Length > 0 && !l.Contains("://", StringComparison.Ordinal))
            .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, l)))
            .Select(l => $"{Path.GetRelativePath(Tree.Root, page)}: {l}"));
        Assert.Empty(dead);
    }

    [GeneratedRegex("new Command\\(\"([a-z]+)\"")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
