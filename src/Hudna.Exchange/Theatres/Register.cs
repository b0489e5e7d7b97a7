using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Reads the actor register: actors, the classes of words that describe them, people in office.</summary>
internal sealed class Register(FaultList faults, LeftOut leftOut)
{
    private static readonly string[] ActorColumns =
        ["id", "name", "kind", "parent", "existed", "names", "adjectives", "metonyms", "described", "cameo", "acled", "acled_inter",
            "ucdp", "note"];
    private static readonly (string Column, string Scheme)[] Schemes =
        [("cameo", "cameo"), ("acled", "acled"), ("acled_inter", "acled-inter"), ("ucdp", "ucdp")];

    private readonly List<Row<Actor>> _actors = new(512);
    private readonly Dictionary<string, int> _byId = new(512, StringComparer.Ordinal);
    private readonly Dictionary<string, List<OtherName>> _words = new(StringComparer.Ordinal);
    private readonly List<string> _wordOrder = [];
    private readonly List<Row<Person>> _people = [];

    private record struct Row<T>(T Value, string File, int Line, int Theatre);

    /// <summary>Whether there is an actor of this id.</summary>
    public bool Has(string id) => _byId.ContainsKey(id);

    /// <summary>Reads a table of actors; an actor that an earlier theatre has already is passed over.</summary>
    public void ReadActors(DataFile file, int theatre)
    {
        if (CsvTable.Open(file, faults, ["id", "name", "kind"], ActorColumns[3..]) is not { } table) return;
        var column = new int[ActorColumns.Length];
        for (var i = 0; i < column.Length; i++) column[i] = table.Column(ActorColumns[i]);
        while (table.Next())
        {
            var id = table.Value(column[0]);
            if (id.Length == 0 || id.Contains(' ', StringComparison.Ordinal))
            {
                table.Fault($"the id '{id}' is none", "Write a short name without spaces, such as army/air-force");
                continue;
            }
            if (theatre > 0 && leftOut.Has(id)) continue;
            if (_byId.TryGetValue(id, out var earlier))
            {
                if (_actors[earlier].Theatre == theatre)
                    table.Fault($"the id '{id}' is there twice; it stands in line {_actors[earlier].Line} of " +
                        $"{Path.GetFileName(_actors[earlier].File)} already");
                continue;
            }
            var name = table.Value(column[1]);
            if (name.Length == 0) table.Fault($"the actor '{id}' has no name");
            if (!Codebook.Names.TryRead<ActorKind>(table.Value(column[2]), out var kind))
                table.Fault($"the kind '{table.Value(column[2])}' is not known",
                    $"Known are {string.Join(", ", Codebook.Names.All<ActorKind>())}");
            var parent = table.Value(column[3]);
            var codes = new Dictionary<string, string>(4, StringComparer.Ordinal);
            foreach (var (header, scheme) in Schemes)
            {
                var code = table.Value(column[Array.IndexOf(ActorColumns, header)]);
                if (code.Length > 0) codes.Add(scheme, code);
            }
            var actor = new Actor
            {
                Id = id,
                Name = name,
                Kind = kind,
                Parent = parent.Length == 0 ? null : parent,
                Existed = Fields.Date(table, column[4], "time of existence"),
                OtherNames = Fields.Names(table.Span(column[5])),
                Adjectives = Fields.Names(table.Span(column[6])),
                Metonyms = Fields.Names(table.Span(column[7])),
                Described = Fields.List(table.Span(column[8])),
                Codes = codes,
            };
            _byId.Add(id, _actors.Count);
            _actors.Add(new Row<Actor>(actor, file.Path, table.Line, theatre));
        }
    }

    /// <summary>Reads a table of word classes: <c>class,words</c>; a class may have several rows.</summary>
    public void ReadWords(DataFile file)
    {
        if (CsvTable.Open(file, faults, ["class", "words"], "note") is not { } table) return;
        var (id, words) = (table.Column("class"), table.Column("words"));
        while (table.Next())
        {
            var key = table.Value(id);
            if (key.Length == 0)
            {
                table.Fault("the class has no name");
                continue;
            }
            if (!_words.TryGetValue(key, out var list))
            {
                _words.Add(key, list = []);
                _wordOrder.Add(key);
            }
            foreach (var word in Fields.Names(table.Span(words)))
            {
                if (!list.Contains(word)) list.Add(word);
            }
        }
    }

    /// <summary>Reads a table of people in office.</summary>
    public void ReadPeople(DataFile file, int theatre)
    {
        if (CsvTable.Open(file, faults, ["name", "actor", "role"], "other_names", "in_office", "note") is not { } table) return;
        var (name, actor, role, others, office) =
            (table.Column("name"), table.Column("actor"), table.Column("role"), table.Column("other_names"), table.Column("in_office"));
        while (table.Next())
        {
            var shown = table.Value(name);
            if (shown.Length == 0) table.Fault("the person has no name");
            var person = new Person(
                shown, Fields.Names(table.Span(others)), table.Value(actor), table.Value(role),
                    Fields.Date(table, office, "time in office"));
            _people.Add(new Row<Person>(person, file.Path, table.Line, theatre));
        }
    }

    /// <summary>Looks over what only the whole register can tell.</summary>
    public void Check()
    {
        foreach (var (actor, file, line, _) in _actors)
        {
            if (actor.Parent is { } parent && !_byId.ContainsKey(parent))
                faults.Add(file, line, $"the parent '{parent}' of '{actor.Id}' is no actor");
            else if (InCircle(actor))
                faults.Add(file, line, $"the actor '{actor.Id}' is its own ancestor");
            foreach (var described in actor.Described)
            {
                if (!_words.ContainsKey(described)) faults.Add(file, line, $"there is no class of words '{described}'");
            }
        }
        foreach (var (person, file, line, _) in _people)
        {
            if (!_byId.ContainsKey(person.Actor)) faults.Add(file, line,
                $"'{person.Name}' is said to speak for '{person.Actor}', which is no actor");
        }
    }

    /// <summary>The actors, in the tables' order.</summary>
    public Actor[] Actors() => Values(_actors);

    /// <summary>The people, in the tables' order.</summary>
    public Person[] People() => Values(_people);

    /// <summary>The classes of words, in the tables' order.</summary>
    public ActorWords[] Words()
    {
        var classes = new ActorWords[_wordOrder.Count];
        for (var i = 0; i < classes.Length; i++) classes[i] = new ActorWords(_wordOrder[i], _words[_wordOrder[i]].ToArray());
        return classes;
    }

    private bool InCircle(Actor actor)
    {
        var at = actor;
        for (var steps = 0; at.Parent is { } parent && _byId.TryGetValue(parent, out var next); steps++)
        {
            at = _actors[next].Value;
            if (at.Id == actor.Id) return true;
            if (steps > 64) return false; // A circle further up: told there.
        }
        return false;
    }

    private static T[] Values<T>(List<Row<T>> rows)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = rows[i].Value;
        return values;
    }
}
