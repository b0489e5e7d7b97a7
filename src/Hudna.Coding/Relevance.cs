using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// Whether a report is about the theatre at all: what it names of the theatre (its places, its armed groups, the state that it lies in) is
/// weighed against what it names of the rest of the world. A report of another war that mentions the theatre in passing gives no claims,
/// however much its words sound of war.
/// </summary>
internal sealed class Relevance
{
    // Talks about a theatre are held abroad and name guests: more than three mentions of home for four of abroad are enough, fewer are in passing.
    private const double Share = 0.75;

    // A list of guests or observers in one sentence weighs no more than two mentions of the world outside.
    private const double MostAway = 2;

    private readonly PlaceIndex _index;
    private readonly ActorRegister _register;
    private readonly ActorFinder _finder;
    private readonly ArabicClauses _arabic;
    private readonly HashSet<string> _home = new(StringComparer.Ordinal);
    private readonly HashSet<string> _homeRoots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _involved = new(StringComparer.Ordinal);

    public Relevance(Theatre theatre, PlaceIndex index, ActorRegister register, ActorFinder finder, ArabicClauses arabic)
    {
        (_index, _register, _finder, _arabic) = (index, register, finder, arabic);
        foreach (var place in theatre.Places)
        {
            if (!index.AtHome(place) || place.Kind == PlaceKind.Country) continue;
            _home.Add(place.Id);
            // The country around: an area that a home settlement lies in, whatever the map shows first.
            if (place.Kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Governorate && place.Id.Split(':')[0] != "geonames")
                foreach (var id in place.Within) if (index.ById(id)?.Kind is not null and not PlaceKind.Country || CountsFor(place, id)) _home.Add(id);
        }
        foreach (var actor in theatre.Actors)
        {
            if (actor.Kind != ActorKind.State) continue;
            var countries = index.Named(Normal.Tokens(actor.Name)).Select(i => index.Places[i].Id).ToList();
            if (countries.Exists(_home.Contains)) _homeRoots.Add(actor.Id);
            // Guarantors meet and speak at home about the theatre: naming them is no sign of another war.
            else if (theatre.Agreements.Any(a => a.Guarantors.Contains(actor.Id))) _involved.UnionWith([actor.Id, .. countries]);
        }
        _involved.UnionWith(Venues(theatre, index));
        HomeState = StateOf(theatre, index);
    }

    private string? StateOf(Theatre theatre, PlaceIndex index)
    {
        var home = theatre.Places.Where(p => index.AtHome(p) && p.Kind is PlaceKind.City or PlaceKind.Town or PlaceKind.Village).ToList();
        return _homeRoots.FirstOrDefault(root => _register[root] is { } state && index.Named(Normal.Tokens(state.Name)).Select(i => index.Places[i].Id).ToHashSet(StringComparer.Ordinal) is var countries
            && home.Count(p => p.Within.Any(countries.Contains)) > 0.9 * home.Count);
    }

    /// <summary>The state that nine in ten of the theatre's places lie in; null where the register has none such.</summary>
    public string? HomeState { get; }

    // Cities where the theatre's diplomacy meets again and again say nothing of another war; the calendar writes "City, CC".
    private static IEnumerable<string> Venues(Theatre theatre, PlaceIndex index) =>
        theatre.Calendar.Select(e => e.Place?.Split(", ")).Where(p => p is [_, { Length: 2 }]).GroupBy(p => p![0], StringComparer.Ordinal)
            .Where(g => g.Count() > 1).SelectMany(g => index.Named(Normal.Tokens(g.Key))).Select(i => index.Places[i].Id);

    /// <summary>Whether these sentences, all of one report, are about the theatre.</summary>
    public bool Holds(IReadOnlyList<SentenceView> views)
    {
        double home = 0, away = 0;
        foreach (var view in views)
        {
            var before = away;
            var taken = new bool[view.Count];
            foreach (var hit in _finder.All(view, 0, view.Count - 1))
            {
                if (!Enumerable.Range(hit.First, hit.Last - hit.First + 1).Any(i => Capital(view, i))) continue;
                var root = ActorRegister.Root(hit.Id);
                var actor = _register[hit.Id];
                if (_homeRoots.Contains(root) || actor is { Kind: ActorKind.ArmedGroup, Parent: null }) home++;
                else if (_register[root]?.Kind == ActorKind.State && !_involved.Contains(root)) away++;
                else continue;
                for (var i = hit.First; i <= hit.Last; i++) taken[i] = true;
            }
            for (var i = 0; i < view.Count; i++)
            {
                if (taken[i] || !Capital(view, i)) continue;
                for (var n = Math.Min(3, view.Count - i); n >= 1; n--)
                {
                    var words = view.Words[i..(i + n)].Where(w => w.Length > 0).ToArray();
                    if (words.Length == 0 || words is ["al"] or ["the"]) continue;
                    var (near, far) = IsArabic(view, i) ? ArabicWeight(view, i, words) : Weight(view, i, words);
                    if (near + far == 0) continue;
                    home += near;
                    away += far;
                    i += n - 1;
                    break;
                }
            }
            away = Math.Min(away, before + MostAway);
        }
        return home >= 1 && home > Share * away;
    }

    private static bool Capital(SentenceView view, int token) =>
        view.TokenText(token) is { Length: > 0 } t && (char.IsUpper(t[0]) || t[0] >= '\u0600') && view.Words[token] is not ("the" or "a" or "an");

    private static bool IsArabic(SentenceView view, int token) => view.TokenText(token)[0] >= '\u0600';

    private (double Home, double Away) Weight(SentenceView view, int at, string[] words)
    {
        if (words.Sum(w => w.Length) < 4) return (0, 0);
        var places = _index.Named(words);
        if (places.Count == 0) return (0, 0);
        // A village may bear the name of a country far away.
        var (length, states) = _register.Names.MatchAll(words, 0);
        if (length == words.Length && states.Any(id => _register[id] is { Kind: ActorKind.State } && !_homeRoots.Contains(id))) return (0, states.All(_involved.Contains) ? 0 : 1);
        var home = places.Count(p => _home.Contains(_index.Places[p].Id));
        if (home == 0) return (0, places.All(p => Involved(_index.Places[p])) ? 0 : 1);
        // A name that the world outside bears too, or that the engine does not read as a place, proves little.
        return (home == places.Count && Name(view, at) ? 1 : 0.5, 0);
    }

    // Arabic has no capitals: towns and areas prove more than villages, whose names are words of the language, unless a word for a
    // settlement or its surroundings stands before them.
    private (double Home, double Away) ArabicWeight(SentenceView view, int at, string[] words)
    {
        double home = 0, away = 0;
        foreach (var form in ArabicClauses.Forms(words[0]).Where(f => f.Length > 2))
            foreach (var i in _index.Named([form, .. words[1..]]))
            {
                var place = _index.Places[i];
                var large = place.Kind is PlaceKind.City or PlaceKind.Town or PlaceKind.Governorate or PlaceKind.Country && form.Length >= 3;
                if (!_home.Contains(place.Id)) away = Math.Max(away, large && !Involved(place) ? 1 : 0);
                else home = Math.Max(home, words.Length > 1 || (large && form.Length >= 4) || (at > 0 && _arabic.Find("place-class", view, at - 1).Length > 0) ? 1 : 0.1);
            }
        return home >= 1 || away == 0 ? (home, 0) : (0, away);
    }

    private bool Involved(Place place) => _involved.Contains(place.Id) || place.Within.Any(_involved.Contains);

    // Read as a name of a place, not the first word of a sentence.
    private static bool Name(SentenceView view, int token)
    {
        var span = view.TokenSpan(token);
        return view.Document.NameSpans.Any(n => n.Label is "LOC" or "Location" && n.Span.Overlaps(span));
    }

    private bool CountsFor(Place place, string country) => place.Kind == PlaceKind.Governorate && _index.ById(country)?.Kind == PlaceKind.Country;
}
