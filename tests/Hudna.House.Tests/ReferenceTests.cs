using System.Xml.Linq;

namespace Hudna.House.Tests;

/// <summary>The arrows between projects are those of ARCHITECTURE.md, and no others.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Codebook"] = [],
        ["Language"] = ["Codebook"],
        ["Coding"] = ["Codebook", "Language"],
        ["Exchange"] = ["Codebook"],
        ["Ledger"] = ["Codebook"],
        ["Agreements"] = ["Codebook"],
        ["Statistics"] = ["Codebook"],
        ["Observatory"] = ["Codebook", "Exchange", "Language", "Coding", "Ledger", "Agreements", "Statistics"],
        ["Server"] = ["Codebook", "Observatory"],
        ["Cli"] = ["Codebook", "Observatory", "Server"],
    };

    public static TheoryData<string> Projects => [.. Tree.Files("src", "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_beneath_it(string project)
    {
        var name = project["Hudna.".Length..];
        Assert.True(Allowed.ContainsKey(name), $"{project} stands in no list of ReferenceTests: say what it may refer to.");
        var found = XDocument.Load(Tree.File($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))["Hudna.".Length..]);
        Assert.Empty(found.Except(Allowed[name]));
    }

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Tree.File("Hudna.slnx"));
        var missing = new[] { "src", "tests", "tools", "benchmarks" }
            .SelectMany(folder => Tree.Files(folder, "*.csproj"))
            .Select(f => Path.GetRelativePath(Tree.Root, f).Replace('\\', '/'))
            .Where(p => !solution.Contains(p, StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}
