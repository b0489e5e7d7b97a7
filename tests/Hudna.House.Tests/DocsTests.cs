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

    [GeneratedRegex("new Command\\(\"([a-z]+)\"")]
    private static partial Regex CommandName();
}
