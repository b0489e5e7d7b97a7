using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>An actor found in words.</summary>
/// <param name="Id">The register's id; null where none fits.</param>
/// <param name="First">First token in the sentence.</param>
/// <param name="Last">Last token.</param>
/// <param name="Rule">What decided.</param>
/// <param name="Person">The person's name, where the words name a known one.</param>
internal sealed record ActorHit(string? Id, int First, int Last, string Rule, string? Person = null);

/// <summary>Reads actors off phrases: names of the register, people, adjectives with word classes, places that stand for a state.</summary>
internal sealed class ActorFinder(ActorRegister register, Lexicon lexicon)
{
    private static readonly HashSet<string> Joins = new(StringComparer.Ordinal) { "and", "or", "with", "alongside", "plus" };

    /// <summary>The actors that a stretch of tokens names, one for each part that an "and" or a comma sets off.</summary>
    public IReadOnlyList<ActorHit> Find(SentenceView view, int first, int last, bool metonyms)
    {
        var hits = new List<ActorHit>();
        var pending = new List<(string Adjective, int At)>(); // adjectives of parts that wait for a later part's noun
        foreach (var (a, b) in Parts(view, first, last))
        {
            var part = ReadPart(view, a, b, metonyms);
            if (part.WordClass is { } c && pending.Count > 0)
            {
                foreach (var (adjective, at) in pending)
                    if (register.Described(adjective, c) is { } id) Add(hits, new ActorHit(id, at, at, $"adjective with the later noun class {c}"));
                pending.Clear();
            }
            if (part.OnlyAdjective is { } only) pending.Add((only, a));
            foreach (var hit in part.Hits)
                if (part.OnlyAdjective is null) Add(hits, hit);
        }
        foreach (var (adjective, at) in pending) Add(hits, new ActorHit(adjective, at, at, "adjective alone"));
        return [.. hits.OrderBy(h => h.First)];
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

    private sealed record Part(IReadOnlyList<ActorHit> Hits, string? WordClass, string? OnlyAdjective);

    private Part ReadPart(SentenceView view, int first, int last, bool metonyms)
    {
        var at = Enumerable.Range(first, last - first + 1).Where(i => view.Words[i].Length > 0).ToArray();
        var words = at.Select(i => view.Words[i]).ToArray();
        var names = new List<(string Id, int First, int Last)>();
        var adjectives = new List<(string Id, int At, bool Hyphen)>();
        (string Class, int At)? noun = null;
        (Person Person, int First, int Last)? person = null;
        var afterPreposition = false;
        for (var i = 0; i < words.Length;)
        {
            var (nameLength, nameIds) = register.Names.MatchAll(words, i);
            var (personLength, found) = register.People.Match(words, i);
            var (adjectiveLength, adjective) = register.Adjectives.Match(words, i);
            var (nounLength, wordClass) = register.Words.Match(words, i);
            var (metonymLength, metonym) = metonyms ? register.Metonyms.Match(words, i) : (0, null);
            if (words[i] is "for" or "to" or "against" or "about" or "on" or "in" or "from" or "at" or "near") afterPreposition = names.Count > 0 || adjectives.Count > 0 || noun is not null || i > 0;
            if (personLength > 0 && personLength >= nameLength)
            {
                person ??= (found!, at[i], at[i + personLength - 1]);
                i += personLength;
            }
            else if (nameLength > 0 && nameLength >= adjectiveLength && (nounLength < nameLength || adjectives.Count == 0))
            {
                if (!afterPreposition || names.Count == 0) names.Add((nameIds[0], at[i], at[i + nameLength - 1]));
                // A name may itself be a noun of a class: "Defence Ministry".
                if (nounLength > 0 && noun is null) noun = (wordClass!, at[i]);
                i += nameLength;
            }
            else if (adjectiveLength > 0)
            {
                var hyphen = at[i] + 1 <= last && view.TokenText(at[i + adjectiveLength - 1] + 1 <= last ? at[i + adjectiveLength - 1] + 1 : last) is "-" or "–";
                if (!afterPreposition || (names.Count == 0 && adjectives.Count == 0)) adjectives.Add((adjective!, at[i], hyphen));
                i += adjectiveLength;
            }
            else if (nounLength > 0)
            {
                if (!afterPreposition || noun is null) noun ??= (wordClass!, at[i]);
                i += nounLength;
            }
            else if (metonymLength > 0)
            {
                if (names.Count == 0 && adjectives.Count == 0) names.Add((metonym!, at[i], at[i + metonymLength - 1]));
                i += metonymLength;
            }
            else i++;
        }
        return Decide(view, first, last, names, adjectives, noun, person);
    }

    private Part Decide(
        SentenceView view, int first, int last, List<(string Id, int First, int Last)> names, List<(string Id, int At, bool Hyphen)> adjectives,
        (string Class, int At)? noun, (Person Person, int First, int Last)? person)
    {
        if (person is { } p)
            return new Part([new ActorHit(p.Person.Actor, first, last, $"person {p.Person.Name}", p.Person.Name)], null, null);
        var owners = adjectives.Select(a => a.Id).Concat(names.Select(n => n.Id)).Distinct().ToList();
        if (noun is { } n && owners.Count > 0)
        {
            var roots = owners.GroupBy(ActorRegister.Root).Select(g => g.OrderByDescending(id => id.Length).First()).ToList();
            var several = adjectives.Count > 1 && adjectives.Any(a => a.Hyphen) && roots.Count > 1;
            var hits = new List<ActorHit>();
            foreach (var owner in several ? roots : roots.Take(1))
                if (register.Described(owner, n.Class) is { } id) hits.Add(new ActorHit(id, first, last, $"{owner} with noun class {n.Class}"));
            if (hits.Count > 0) return new Part(hits, n.Class, null);
        }
        if (names.Count > 0)
        {
            // The most specific name of the first root; further roots are mentioned only.
            var root = ActorRegister.Root(names[0].Id);
            var best = names.Where(x => ActorRegister.Root(x.Id) == root).OrderByDescending(x => x.Id.Length).First();
            return new Part([new ActorHit(best.Id, first, last, "name in the register")], noun?.Class, null);
        }
        if (adjectives.Count > 0)
        {
            var distinct = adjectives.Select(a => a.Id).Distinct().ToList();
            if (adjectives.Any(a => a.Hyphen) && distinct.Count > 1)
                return new Part([.. distinct.Select(id => new ActorHit(id, first, last, "adjective"))], noun?.Class, null);
            var deepest = distinct.Where(id => ActorRegister.Root(id) == ActorRegister.Root(distinct[0])).OrderByDescending(id => id.Length).First();
            var alone = Enumerable.Range(first, last - first + 1).All(i => view.Words[i].Length == 0 || view.Words[i] is "the" or "both" || register.Adjectives.Match([view.Words[i]], 0).Length > 0);
            return new Part([new ActorHit(deepest, first, last, "adjective")], noun?.Class, alone ? deepest : null);
        }
        return new Part([], noun?.Class, null);
    }
}
