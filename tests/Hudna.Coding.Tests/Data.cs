namespace Hudna.Coding.Tests;

/// <summary>The repository's data folder and the lexicon in it.</summary>
internal static class Data
{
    public static string Root { get; } = Find();

    public static Lexicon Lexicon { get; } = Lexicon.Read(Files());

    public static Dictionary<string, string> Files() =>
        Lexicon.FileNames.ToDictionary(f => f, f => File.ReadAllText(Path.Combine(Root, "data", "lexicon", f)), StringComparer.Ordinal);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
