using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Source">Its name as the report keeps it.</param>
/// <param name="Shown">Its name as the user knows it, for faults.</param>
/// <param name="Entry">What an index says of it.</param>
internal sealed record ReportFile(string Path, string Source, string Shown, IndexEntry? Entry);

/// <summary>Finds the files of reports that paths name.</summary>
internal static class ReportFiles
{
    private static readonly string[] s_databases = [".db", ".sqlite", ".sqlite3", ".db-wal", ".db-shm", ".db-journal", ".key", ".pem"];

    /// <summary>What belongs to saved pages and is no report: passed over without a word.</summary>
    private static readonly string[] s_parts = [".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".eot", ".svg", ".ico"];

    /// <summary>The files under a path in ordinal order of their names, each index's faults before the files of its folder.</summary>
    public static IEnumerable<(ReportFile? File, Fault? Fault)> Of(string path)
    {
        if (File.Exists(path))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
            var name = Path.GetFileName(path);
            var index = ReportIndex.Of(folder, "");
            if (index?[name] is { IsFaulty: true })
            {
                foreach (var fault in index.Faults) yield return (null, fault);
                yield break;
            }
            yield return (new ReportFile(path, name, path, index?[name]), null);
            yield break;
        }
        if (!Directory.Exists(path))
        {
            yield return (null, new Fault("there is no such file or folder", path, Mend: "Check the name"));
            yield break;
        }
        var files = new List<string>();
        var faults = new List<Fault>();
        Walk(path, "", files, faults);
        foreach (var fault in faults) yield return (null, fault);
        files.Sort(StringComparer.Ordinal);
        var indexes = new Dictionary<string, ReportIndex?>(StringComparer.Ordinal);
        var any = false;
        foreach (var relative in files)
        {
            // The nearest index upward that names the file speaks for it.
            IndexEntry? entry = null;
            for (var at = Parent(relative); ; at = Parent(at))
            {
                if (!indexes.TryGetValue(at, out var index))
                {
                    indexes[at] = index = ReportIndex.Of(Path.Combine(path, at), Path.Combine(path, at).Replace('\\', '/').TrimEnd('/'));
                    foreach (var fault in index?.Faults ?? []) yield return (null, fault);
                }
                entry ??= index?[at.Length == 0 ? relative : relative[(at.Length + 1)..]];
                if (at.Length == 0) break;
            }
            if (Path.GetFileName(relative) == ReportIndex.FileName) continue;
            any = true;
            if (entry is { IsFaulty: true }) continue;
            yield return (new ReportFile(Path.Combine(path, relative), relative, Path.Combine(path, relative), entry), null);
        }
        if (!any && faults.Count == 0) yield return (null,
            new Fault("no reports lie in the folder", path, Mend: "Put text, HTML, Markdown or JSON-lines files in it"));
    }

    private static string Parent(string relative) => relative.LastIndexOf('/') is >= 0 and var at ? relative[..at] : "";

    private static void Walk(string root, string relative, List<string> files, List<Fault> faults)
    {
        var pending = new Stack<string>();
        pending.Push(relative);
        while (pending.Count > 0)
        {
            var at = pending.Pop();
            try
            {
                foreach (var entry in new DirectoryInfo(Path.Combine(root, at)).EnumerateFileSystemInfos())
                {
                    if (entry.Name[0] is '.' or '~') continue;
                    var name = at.Length == 0 ? entry.Name : $"{at}/{entry.Name}";
                    if (entry is DirectoryInfo)
                    {
                        // A link to a folder could lead back here; the pictures of a saved page are no reports.
                        if (entry.LinkTarget is null && !entry.Name.EndsWith("_files", StringComparison.Ordinal)) pending.Push(name);
                    }
                    else if (!Has(entry.Name, s_databases) && !Has(entry.Name, s_parts)) files.Add(name);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add(new Fault($"the folder could not be read ({e.Message.TrimEnd('.')})", Path.Combine(root, at),
                    Mend: "Change its permissions, or take it out"));
            }
        }
    }

    private static bool Has(string name, string[] endings) =>
        Array.Exists(endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
