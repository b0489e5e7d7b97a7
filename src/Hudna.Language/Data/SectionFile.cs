using Hudna.Codebook;

namespace Hudna.Language.Data;

/// <summary>
/// A plain data file of a language: <c>#</c> opens a comment line, <c>[name]</c> a section, every other line is an entry. UTF-8.
/// </summary>
internal sealed class SectionFile
{
    private readonly Dictionary<string, List<Line>> _sections = new(StringComparer.Ordinal);

    /// <summary>An entry and where it stands.</summary>
    internal readonly record struct Line(string Text, int Number);

    private SectionFile(string path) => Path = path;

    /// <summary>The file's path, for faults.</summary>
    public string Path { get; }

    /// <summary>Entries of a section, in order; none where there is no such section.</summary>
    public IReadOnlyList<Line> this[string section] => _sections.TryGetValue(section, out var lines) ? lines : [];

    /// <summary>The words of a section, parted by blanks.</summary>
    public HashSet<string> Words(string section) =>
        new(this[section].SelectMany(l => l.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal);

    /// <summary>Reads a file and checks that it has no other sections than those named.</summary>
    /// <exception cref="UserFaultException">It cannot be read, an entry stands before any section, or a section is unknown.</exception>
    public static SectionFile Read(string path, params ReadOnlySpan<string> sections)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault("this language file cannot be read", path, null, "Each language is a folder as data/languages/en"), e);
        }
        var file = new SectionFile(path);
        List<Line>? current = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#') continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                var name = line[1..^1].ToString();
                if (!sections.Contains(name))
                    throw file.Fault($"no section is called '{name}'", number, $"Known: {string.Join(", ", sections.ToArray())}");
                if (!file._sections.TryGetValue(name, out current)) file._sections[name] = current = [];
                continue;
            }
            if (current is null) throw file.Fault("an entry stands before the first [section]", number, null);
            current.Add(new Line(line.ToString(), number));
        }
        return file;
    }

    /// <summary>A fault at a line of this file.</summary>
    public UserFaultException Fault(string what, int line, string? mend) => new(new Fault(what, Path, line, mend));
}
