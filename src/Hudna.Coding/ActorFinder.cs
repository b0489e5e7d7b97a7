using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>An actor found in words.</summary>
/// <param name="Id">The register's id.</param>
/// <param name="First">First token in the sentence.</param>
/// <param name="Last">Last token.</param>
/// <param name="Rule">What decided.</param>
/// <param name="Person">The person's name, where the words name a known one.</param>
internal sealed record ActorHit(string Id, int First, int Last, string Rule, string? Person = null);

/// <summary>Reads actors off phrases: names of the register, people, adjectives with word classes, places that stand for a state.</summary>
internal sealed class ActorFinder(ActorRegister register, Lexicon lexicon)
{
    private static readonly HashSet<string> Joins = new(StringComparer.Ordinal) { "and", "or", "with", "alongside", "plus" };
    private static readonly HashSet<string> Prepositions = new(StringComparer.Ordinal)
        { "for", "to", "against", "about", "on", "in", "from", "at", "near", "into", "over", "toward", "towards" };

    /// <summary>The actors that a noun phrase names, one for each part that an "and" or a comma sets off.</summary>
    public IReadOnlyList<ActorHit> Find(SentenceView view, int first, int last, bool metonyms)
    {
        var hits = new List<ActorHit>();
        var pending = new List<ActorHit>(); // adjectives of parts that wait for a later part's noun
        string? office = null; // "the presidents of X and Y": the office of each
        foreach (var (a, b) in Parts(view, first, last))
        {
            var found = Scan(view, a, b, metonyms, actNouns: true, out var wordClass);
            if (wordClass is not null)
            {
                foreach (var adjective in pending)
                    if (register.Described(adjective.Id, wordClass) is { } id) Add(hits, adjective with { Id = id, Rule = $"adjective with the later noun class {wordClass}" });
                pending.Clear();
            }
            if (found.Count == 0) continue;
            if (Office(view, a, found[0].First) is { } held) office = held;
            if (office is not null && found.Count == 1 && (found[0].Rule.StartsWith("name", StringComparison.Ordinal) || found[0].Rule.StartsWith("place", StringComparison.Ordinal)) && register.Described(found[0].Id, office) is { } holder)
                found = [found[0] with { Id = holder, Rule = $"{office} of {found[0].Id}" }];
            if (found.Count == 1 && found[0].Rule == "adjective" && OnlyAdjective(view, a, b)) pending.Add(found[0]);
            else if (Head(view, a, b, found) is { } chosen)
                foreach (var hit in chosen) Add(hits, hit.Rule == "adjective" ? hit : hit with { First = Math.Min(hit.First, a), Last = Math.Max(hit.Last, b) });
        }
        foreach (var adjective in pending) Add(hits, adjective);
        return [.. hits.OrderBy(h => h.First)];
    }

    /// <summary>Every actor that a stretch of running text names, in order.</summary>
    public IReadOnlyList<ActorHit> All(SentenceView view, int first, int last)
    {
        var hits = new List<ActorHit>();
        foreach (var (a, b) in Parts(view, first, last))
            foreach (var hit in Scan(view, a, b, metonyms: true, actNouns: false, out _)) Add(hits, hit);
        return hits;
    }

    /// <summary>How an actor is to be read, given what it does (<c>conventions.csv</c>).</summary>
    public string Conventional(string id, EventType? type, IReadOnlyList<Mode> modes)
    {
        if (type is not { } t) return id;
        foreach (var convention in lexicon.Conventions)
        {
            if (!convention.Types.Contains(t)) continue;
            if (convention.Modes.Count > 0 && (modes.Count == 0 || !modes.All(convention.Modes.Contains))) continue;
            if (register.Apply(convention, id) is { } becomes) return becomes;
        }
        return id;
    }

    private static void Add(List<ActorHit> hits, ActorHit hit)
    {
        if (!hits.Any(h => h.Id == hit.Id && h.Person == hit.Person)) hits.Add(hit);
    }

    private static IEnumerable<(int First, int Last)> Parts(SentenceView view, int first, int last)
    {
        var start = first;
        for (var i = first; i <= last + 1; i++)
        {
            var cut = i > last || Joins.Contains(view.Words[i]) || (view.Words[i].Length == 0 && view.TokenText(i) is "," or "(" or ")" or "/" or ";" or "[" or "]");
            if (!cut) continue;
            if (i > start) yield return (start, i - 1);
            start = i + 1;
        }
    }

    // The word class of an office that stands before "of" or "in" and a name.
    private string? Office(SentenceView view, int first, int name)
    {
        var link = name - 1;
        while (link >= first && view.Words[link] is not ("of" or "in")) link--;
        for (var i = first; i <= link; i++)
        {
            if (view.Words[i].Length == 0) continue;
            var single = view.Words[i].EndsWith('s') ? view.Words[i][..^1] : view.Words[i];
            var (length, wordClass) = register.Words.Match([single], 0);
            if (length == 1 && wordClass is "presidency" or "foreign-ministry" or "defence-ministry") return wordClass;
            if (i + 1 < name && register.Words.Match([view.Words[i], view.Words[i + 1].TrimEnd('s')], 0) is { Length: 2, Value: "foreign-ministry" or "defence-ministry" } two) return two.Value;
        }
        return null;
    }

    /// <summary>Actors that words without a sentence around them name: a headline. No case, no tree.</summary>
    public IReadOnlyList<string> InWords(string[] words)
    {
        var ids = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            var (nameLength, name) = register.Names.Match(words, i);
            var (adjectiveLength, adjective) = register.Adjectives.Match(words, i);
            if (nameLength == 0 && adjectiveLength == 0) continue;
            var length = Math.Max(nameLength, adjectiveLength);
            if (length == 1 && register.Capitals.Contains(words[i])) continue;
            var id = nameLength >= adjectiveLength ? name! : adjective!;
            for (var j = i + length; j < Math.Min(words.Length, i + length + 3); j++)
                if (register.Words.Match(words, j) is { Length: > 0 } noun && register.Described(id, noun.Value!) is { } arm) { id = arm; break; }
            ids.Add(id);
            i += length - 1;
        }
        return ids;
    }

    private bool OnlyAdjective(SentenceView view, int a, int b)
    {
        for (var i = a; i <= b; i++)
            if (view.Words[i] is not ("" or "the" or "both" or "s") && register.Adjectives.Match([view.Words[i]], 0).Length == 0) return false;
        return true;
    }

    // Of several actors in one phrase the one that the phrase is about: a person, what stands before "for" or "against", the most
    // specific of one root; hyphened adjectives are parties side by side.
    private List<ActorHit> Head(SentenceView view, int a, int b, List<ActorHit> found)
    {
        if (found.Count == 1) return found;
        var adjectives = found.Where(h => h.Rule.StartsWith("adjective", StringComparison.Ordinal)).ToList();
        for (var k = 0; k + 1 < adjectives.Count; k++)
            if (Enumerable.Range(adjectives[k].First, Math.Max(0, adjectives[k + 1].First - adjectives[k].First)).Any(i => view.TokenText(i) is "-" or "–")
                && ActorRegister.Root(adjectives[k].Id) != ActorRegister.Root(adjectives[k + 1].Id)) return [adjectives[k], adjectives[k + 1]];
        if (found.Find(h => h.Person is not null) is { } person) return [person];
        // "A's B": B by its own name.
        if (found.FindLast(h => h.Rule.StartsWith("name", StringComparison.Ordinal) && h.First > a && h.Last >= b - 1 && view.TokenText(h.First - 1) is "'s" or "’s" or "’" or "'") is { } owned) return [owned];
        // "fighters of X": a name behind a common noun says which.
        if (found.Find(h => (h.Rule.StartsWith("name", StringComparison.Ordinal) || h.Rule == "adjective" && h.Last >= b - 1) && h.First > found[0].Last && view.Words[h.First - 1] is "of" or "al" or "the" or "" && char.IsUpper(view.TokenText(h.Last)[0])) is { } name
            && Enumerable.Range(found[0].First, found[0].Last - found[0].First + 1).All(i => view.Words[i].Length == 0 || char.IsLower(view.TokenText(i)[0]))) return [name];
        // "the factions of X": the room or coalition that they fight under.
        if (found.Find(h => h.First > found[0].Last && h.Id.Contains('/') && view.Words[h.First - 1] is "of" or "al" or "" && char.IsUpper(view.TokenText(h.Last)[0])) is { } under && found[0].Id.IndexOf('/') < 0 && register[found[0].Id]?.Kind == ActorKind.Political) return [under];
        var before = found.Where(h => !Enumerable.Range(a, Math.Max(0, h.First - a)).Any(i => Prepositions.Contains(view.Words[i]))).ToList();
        if (before.Count == 0) before = found;
        var root = ActorRegister.Root(before[0].Id);
        return [before.Where(h => ActorRegister.Root(h.Id) == root).OrderByDescending(h => h.Id.Length).First()];
    }

    private List<ActorHit> Scan(SentenceView view, int first, int last, bool metonyms, bool actNouns, out string? wordClass)
    {
        wordClass = null;
        var at = Enumerable.Range(first, last - first + 1).Where(i => view.Words[i].Length > 0).ToArray();
        var words = at.Select(i => view.Words[i]).ToArray();
        var hits = new List<ActorHit>();
        (string Id, int At, string Rule)? owner = null; // waits for a noun that makes it more specific
        void Flush()
        {
            if (owner is { } o) hits.Add(new ActorHit(o.Id, at[o.At], at[o.At], o.Rule));
            owner = null;
        }
        for (var i = 0; i < words.Length;)
        {
            var (nameLength, ids) = register.Names.MatchAll(words, i);
            if (nameLength == 1 && Lower(view, at[i])) nameLength = 0;
            var (personLength, person) = register.People.Match(words, i);
            var (adjectiveLength, adjective) = register.Adjectives.Match(words, i);
            if (adjectiveLength == 1 && (Lower(view, at[i]) || i + 1 < words.Length && lexicon.Is("backed-by", words[i + 1]))) adjectiveLength = 0; // "X-controlled" is not X
            var (nounLength, noun) = register.Words.Match(words, i);
            var (metonymLength, metonym) = metonyms ? register.Metonyms.Match(words, i) : (0, null);
            if (owner is { } far && i - far.At > 5) Flush();
            if (personLength > 0 && personLength >= nameLength && view.TokenText(at[i]).Any(char.IsUpper) | view.Words[at[i]] is "al" or "el" | view.TokenText(at[i])[0] >= '\u0600')
            {
                var from = owner is { } o && ActorRegister.Root(o.Id) == ActorRegister.Root(person!.Actor) ? o.At : i;
                owner = null;
                hits.Add(new ActorHit(person!.Actor, at[from], at[i + personLength - 1], $"person {person.Name}", person.Name));
                i += personLength;
            }
            else if (nameLength > 0 && nameLength >= adjectiveLength && nameLength >= metonymLength)
            {
                var id = ids[0];
                if (owner is { } o && ActorRegister.Root(o.Id) == ActorRegister.Root(id)) owner = null;
                else Flush();
                owner = (id, i, "name in the register");
                if (nounLength > 0) wordClass ??= noun;
                i += nameLength;
                if (nameLength > 1) { hits.Add(new ActorHit(id, at[i - nameLength], at[i - 1], "name in the register")); owner = (id, i - 1, "again"); }
            }
            else if (adjectiveLength > 0)
            {
                if (owner is { } o && ActorRegister.Root(o.Id) == ActorRegister.Root(adjective!)) { if (adjective!.Length > o.Id.Length) owner = (adjective, o.At, o.Rule); }
                else { Flush(); owner = (adjective!, i, "adjective"); }
                i += adjectiveLength;
            }
            else if (nounLength > 0)
            {
                wordClass ??= noun;
                if (owner is { } o && (actNouns || noun is not ("air-attack" or "ground-attack")) && register.Described(o.Id, noun!) is { } id)
                {
                    if (o.Rule == "again" && hits.Count > 0 && hits[^1].Id == o.Id)
                    {
                        if (id != o.Id && id.Length > o.Id.Length && !Between(words, o.At, i)) hits[^1] = hits[^1] with { Id = id, Last = at[i + nounLength - 1], Rule = $"{o.Id} with noun class {noun}" };
                    }
                    else if (!Between(words, o.At, i)) { hits.Add(new ActorHit(id, at[o.At], at[i + nounLength - 1], $"{o.Id} with noun class {noun}")); owner = (id, i, "again"); i += nounLength; continue; }
                    else Flush();
                }
                i += nounLength;
            }
            else if (metonymLength > 0)
            {
                if (owner is { Rule: not "again" }) Flush();
                hits.Add(new ActorHit(metonym!, at[i], at[i + metonymLength - 1], "place that stands for it"));
                owner = null;
                i += metonymLength;
            }
            else i++;
        }
        if (owner is { Rule: "again" }) owner = null;
        Flush();
        return [.. hits.OrderBy(h => h.First)];
    }

    // A verb or preposition parts an owner from a noun that is not its own.
    private static bool Between(string[] words, int owner, int noun)
    {
        for (var i = owner + 1; i < noun; i++) if (Prepositions.Contains(words[i]) || words[i] is "is" or "are" or "was" or "has" or "have" or "will" or "said" or "by" or "that" or "which" or "who") return true;
        return false;
    }

    private bool Lower(SentenceView view, int token) =>
        register.Capitals.Contains(view.Words[token]) && !view.TokenText(token).All(c => char.IsUpper(c) || c == '.');
}
