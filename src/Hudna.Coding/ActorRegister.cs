using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>The theatre's actors, word classes and people as tables for look-up.</summary>
internal sealed class ActorRegister
{
    private readonly Dictionary<string, Actor> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byClass = new(StringComparer.Ordinal);

    public ActorRegister(Theatre theatre)
    {
        foreach (var actor in theatre.Actors)
        {
            _byId[actor.Id] = actor;
            AddName(Names, actor.Name, actor.Id);
            foreach (var name in actor.OtherNames.Concat(actor.Adjectives).Concat(actor.Metonyms))
                if (name.Text.Length <= 4 && name.Text.All(c => char.IsAsciiLetterUpper(c) || c == '.')) Capitals.Add(Normal.Token(name.Text));
            foreach (var name in actor.OtherNames) AddName(Names, name.Text, actor.Id);
            foreach (var adjective in actor.Adjectives) AddName(Adjectives, adjective.Text, actor.Id);
            foreach (var metonym in actor.Metonyms) AddName(Metonyms, metonym.Text, actor.Id);
            foreach (var c in actor.Described)
            {
                if (!_byClass.TryGetValue(c, out var list)) _byClass[c] = list = [];
                list.Add(actor.Id);
            }
        }
        foreach (var words in theatre.ActorWords)
            foreach (var word in words.Words) AddName(Words, word.Text, words.Id);
        foreach (var person in theatre.People)
        {
            AddName(People, person.Name, person);
            foreach (var name in person.OtherNames) AddName(People, name.Text, person);
        }
        Unidentified = theatre.Actors.FirstOrDefault(a => a.Kind == ActorKind.Unidentified)?.Id;
        Civilians = theatre.Actors.FirstOrDefault(a => a is { Kind: ActorKind.Civilian, Parent: null })?.Id;
        Guarantors = theatre.Agreements.Where(a => a.Guarantors.Count > 0).OrderBy(a => a.InForce).LastOrDefault()?.Guarantors ?? [];
    }

    public PhraseTable<string> Names { get; } = new();
    public PhraseTable<string> Adjectives { get; } = new();
    public PhraseTable<string> Metonyms { get; } = new();
    public PhraseTable<string> Words { get; } = new();
    public PhraseTable<Person> People { get; } = new();

    /// <summary>Short names that are words of the language when they are not in capitals: IS, US, WHO.</summary>
    public HashSet<string> Capitals { get; } = new(StringComparer.Ordinal);

    /// <summary>The entry for civilians at large; null where the register has none.</summary>
    public string? Civilians { get; }

    /// <summary>The entry for those whom nobody could name; null where the register has none.</summary>
    public string? Unidentified { get; }

    /// <summary>The guarantors of the latest agreement that has any.</summary>
    public IReadOnlyList<string> Guarantors { get; }

    public Actor? this[string? id] => id is not null && _byId.TryGetValue(id, out var actor) ? actor : null;

    public static string Root(string id) => id.Split('/')[0];

    /// <summary>Whether an entry is one that a class of words describes.</summary>
    public bool IsDescribed(string id, string wordClass) => _byClass.TryGetValue(wordClass, out var list) && list.Contains(id);

    /// <summary>The id and those of the actors above it, nearest first.</summary>
    public IEnumerable<string> Above(string id)
    {
        var seen = 0;
        for (string? at = id; at is not null && seen < 10; at = this[at]?.Parent, seen++) yield return at;
    }

    /// <summary>
    /// The entry that a word of a class means behind a word for an actor: below that actor first, then below those above it.
    /// </summary>
    public string? Described(string actor, string wordClass)
    {
        if (!_byClass.TryGetValue(wordClass, out var list)) return null;
        foreach (var at in Above(actor))
            foreach (var id in list)
                if (id == at || Above(id).Contains(at)) return id;
        var root = Root(actor);
        return list.FirstOrDefault(id => Root(id) == root);
    }

    /// <summary>The id that a convention's pattern gives for an actor, if it fits; <c>*</c> stands for the root.</summary>
    public string? Apply(Convention convention, string id)
    {
        var root = Root(id);
        if (convention.Of.Replace("*", root, StringComparison.Ordinal) != id) return null;
        if (convention.Of == "*" && this[id]?.Kind != ActorKind.State) return null;
        var becomes = convention.Becomes.Replace("*", root, StringComparison.Ordinal);
        return this[becomes] is null ? null : becomes;
    }

    // "Hay'at" is written as two tokens in one text and as one in the next.
    private static void AddName<T>(PhraseTable<T> table, string name, T value)
    {
        var tokens = Normal.Tokens(name);
        if (tokens.Length > 1 && tokens[0] == "the") tokens = tokens[1..];
        table.Add(tokens, value);
        if (name.AsSpan().IndexOfAny("'’ʼ`") < 0) return;
        table.Add(Normal.Tokens(name.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)
            .Replace("ʼ", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)), value);
    }
}
