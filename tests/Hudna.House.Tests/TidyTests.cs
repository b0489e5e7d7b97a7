namespace Hudna.House.Tests;

/// <summary>The tree is tidy: what a reviewer should not have to say.</summary>
public class TidyTests
{
    private static readonly string[] Folders = ["src", "tests", "tools", "benchmarks", "docs", "eng"];

    /// <summary>Files past the limit, each with the reason why it is one honest subject.</summary>
    private static readonly Dictionary<string, string> Long = [];

    private static IEnumerable<string> Texts(params string[] patterns) =>
        Folders.SelectMany(folder => patterns.SelectMany(p => Tree.Files(folder, p)));

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold()
    {
        var found = Texts("*.cs", "*.ts")
            .Select(f => (Path: Path.GetRelativePath(Tree.Root, f).Replace('\\', '/'), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 450 && !Long.ContainsKey(f.Path));
        Assert.Empty(found.Select(f => $"{f.Path}: {f.Lines} lines"));
    }

    [Fact]
    public void No_line_ends_in_white_space_and_every_file_ends_in_a_line_end()
    {
        var found = new List<string>();
        foreach (var file in Texts("*.cs", "*.ts", "*.md", "*.sql", "*.yaml").Where(f => !f.Contains("/cases/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            var path = Path.GetRelativePath(Tree.Root, file);
            if (text.Length > 0 && !text.EndsWith('\n')) found.Add($"{path}: no line end at its end");
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
                if (lines[i].EndsWith(' ') || lines[i].EndsWith('\t') || lines[i].EndsWith('\r')) found.Add($"{path}:{i + 1}: white space at the end");
        }
        Assert.Empty(found);
    }

    [Fact]
    public void Nothing_is_left_undone_in_the_source()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var found = Texts("*.cs", "*.ts").Where(f => marks.Any(m => File.ReadAllText(f).Contains(m, StringComparison.Ordinal)));
        Assert.Empty(found.Select(f => Path.GetRelativePath(Tree.Root, f)));
    }

    [Fact]
    public void Packages_are_pinned_in_one_place()
    {
        var found = Folders.SelectMany(f => Tree.Files(f, "*.csproj"))
            .Where(f => System.Xml.Linq.XDocument.Load(f).Descendants("PackageReference").Any(r => r.Attribute("Version") is not null));
        Assert.Empty(found.Select(f => Path.GetRelativePath(Tree.Root, f)));
    }
}
