namespace Hudna.House.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Tree
{
    /// <summary>Its root: the nearest folder upward that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string File(string relative) => Path.Combine(Root, relative);

    /// <summary>Files of a folder and those beneath, build outputs and installed packages left out, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var at = Path.Combine(Root, folder);
        if (!Directory.Exists(at)) return [];
        return Directory.EnumerateFiles(at, pattern, SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "node_modules" or "bin" or "obj" or "artifacts" or "wwwroot"))
            .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Hudna.slnx.");
    }
}
