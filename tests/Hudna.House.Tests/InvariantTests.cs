using System.Text.RegularExpressions;

namespace Hudna.House.Tests;

/// <summary>The invariants of ARCHITECTURE.md that can be read off the source.</summary>
public partial class InvariantTests
{
    private static IEnumerable<(string Path, string Code)> Sources() => Tree.Files("src", "*.cs")
        .Select(f => (Path.GetRelativePath(Tree.Root, f).Replace('\\', '/'), Comments().Replace(File.ReadAllText(f), "")));

    [Fact]
    public void Sql_stands_only_in_the_stores()
    {
        var found = Sources().Where(s => !s.Path.StartsWith("src/Hudna.Ledger/Stores/", StringComparison.Ordinal) && Sql().IsMatch(s.Code));
        Assert.Empty(found.Select(s => s.Path));
    }

    [Fact]
    public void The_console_belongs_to_the_command_line()
    {
        var found = Sources().Where(s => !s.Path.StartsWith("src/Hudna.Cli/", StringComparison.Ordinal) && ConsoleUse().IsMatch(s.Code));
        Assert.Empty(found.Select(s => s.Path));
    }

    [Fact]
    public void Http_belongs_to_the_server()
    {
        var found = Sources().Where(s => !s.Path.StartsWith("src/Hudna.Server/", StringComparison.Ordinal) && Http().IsMatch(s.Code));
        Assert.Empty(found.Select(s => s.Path));
    }

    [Fact]
    public void Coding_agreements_and_statistics_touch_no_file()
    {
        string[] pure = ["src/Hudna.Coding/", "src/Hudna.Agreements/", "src/Hudna.Statistics/", "src/Hudna.Codebook/"];
        var found = Sources().Where(s => pure.Any(p => s.Path.StartsWith(p, StringComparison.Ordinal)) && FileUse().IsMatch(s.Code));
        Assert.Empty(found.Select(s => s.Path));
    }

    /// <summary>The one place in C# that may name a theatre is the default of the option that chooses one.</summary>
    [Fact]
    public void No_theatre_is_named_in_code()
    {
        string[] allowed = ["src/Hudna.Cli/Shared.cs", "src/Hudna.Observatory/ObservatoryOptions.cs"];
        var found = Sources().Where(s => !allowed.Contains(s.Path)).SelectMany(s => TheatreWords().Matches(s.Code).Select(m => $"{s.Path}: {m.Value}"));
        Assert.Empty(found);
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b(SELECT\s+[\w*(]|INSERT\s+(OR\s+\w+\s+)?INTO\s|CREATE\s+(TABLE|INDEX|TRIGGER)\s|DELETE\s+FROM\s|PRAGMA\s)")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bConsole\.(Out|Error|Write|WriteLine|Read|ReadLine|OpenStandard)")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"\b(HttpClient|WebApplication|HttpContext|HttpListener|Microsoft\.AspNetCore)\b")]
    private static partial Regex Http();

    [GeneratedRegex(@"\b(File|Directory|FileStream|StreamReader|StreamWriter|Process)(\.|\()")]
    private static partial Regex FileUse();

    [GeneratedRegex(@"\b(Idlib|Syria\w*|Russia\w*|Turk(ey|ish)|Aleppo|Latakia|Hama|Damascus|Moscow|Ankara|Astana|Putin|Erdogan|Assad|Tahrir|M4|M5|Minsk|Hodeidah|Yemen|Ukraine)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TheatreWords();
}
