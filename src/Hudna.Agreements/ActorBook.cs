using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>
/// Who belongs to whom: an actor lies within another where its id continues the other's after a slash, or its chain of parents holds it.
/// An id that the register does not have still lies within the ids that it begins with. Safe to use from many threads.
/// </summary>
public sealed class ActorBook
{
    /// <summary>The id of an actor that nobody could name.</summary>
    public const string Unidentified = "unidentified";

    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The book of a register.</summary>
    public ActorBook(IReadOnlyList<Actor> actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var actor in actors)
        {
            parents.TryAdd(actor.Id, actor.Parent);
            _names.TryAdd(actor.Id, actor.Name);
        }
        foreach (var actor in actors) _lines[actor.Id] = Line(actor.Id, parents);
    }

    /// <summary>Whether an actor is another, or lies beneath it.</summary>
    public bool Within(string id, string ancestor) => id == ancestor || Array.IndexOf(LineOf(id), ancestor) >= 0;

    /// <summary>The first of some ancestors that an actor lies within; null where there is none.</summary>
    public string? WithinAny(string id, IReadOnlyList<string> ancestors)
    {
        ArgumentNullException.ThrowIfNull(ancestors);
        if (ancestors.Count == 0) return null;
        var line = LineOf(id);
        for (var i = 0; i < ancestors.Count; i++)
        {
            if (ancestors[i] == id || Array.IndexOf(line, ancestors[i]) >= 0) return ancestors[i];
        }
        return null;
    }

    /// <summary>The name of an actor, or its id where the register has none.</summary>
    public string Name(string id) => _names.TryGetValue(id, out var name) ? name : id;

    private string[] LineOf(string id) => _lines.TryGetValue(id, out var line) ? line : Line(id, null);

    private static string[] Line(string id, Dictionary<string, string?>? parents)
    {
        var line = new List<string> { id };
        for (var i = 0; i < line.Count && line.Count < 24; i++)
        {
            if (parents is not null && parents.TryGetValue(line[i], out var parent) && parent is not null && !line.Contains(parent)) line.Add(parent);
            var slash = line[i].LastIndexOf('/');
            if (slash > 0 && !line.Contains(line[i][..slash])) line.Add(line[i][..slash]);
        }
        return [.. line];
    }
}
