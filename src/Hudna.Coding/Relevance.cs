using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// Whether a report is about the theatre at all: it names a place of it, an armed group of its register, or the state that it lies in.
/// Others give no claims, however much their words sound of war.
/// </summary>
internal sealed class Relevance
{
    private readonly PlaceIndex _index;
    private readonly ActorRegister _register;
    private readonly ActorFinder _finder;
    private readonly HashSet<string> _home = new(StringComparer.Ordinal);
    private readonly HashSet<string> _homeRoots = new(StringComparer.Ordinal);

    public Relevance(Theatre theatre, PlaceIndex index, ActorRegister register, ActorFinder finder)
    {
        (_index, _register, _finder) = (index, register, finder);
        foreach (var place in theatre.Places)
        {
            if (!index.AtHome(place) || place.Kind == PlaceKind.Country) continue;
            _home.Add(place.Id);
            // The country around: an area that a home settlement lies in, whatever the map shows first.
            if (place.Kind is PlaceKind.City or PlaceKind.Village or PlaceKind.Governorate && place.Id.Split(':')[0] != "geonames")
                foreach (var id in place.Within) if (index.ById(id)?.Kind is not null and not PlaceKind.Country || CountsFor(place, id)) _home.Add(id);
        }
        foreach (var actor in theatre.Actors)
            if (actor.Kind == ActorKind.State && index.Named(Normal.Tokens(actor.Name)).Any(i => _home.Contains(index.Places[i].Id))) _homeRoots.Add(actor.Id);
    }

    public bool Holds(IReadOnlyList<SentenceView> views)
    {
        var likely = 0;
        foreach (var view in views)
        {
            foreach (var hit in _finder.All(view, 0, view.Count - 1))
            {
                if (!Enumerable.Range(hit.First, hit.Last - hit.First + 1).Any(i => Capital(view, i))) continue;
                if (_homeRoots.Contains(ActorRegister.Root(hit.Id)) || _register[hit.Id]?.Kind == ActorKind.ArmedGroup && _register[hit.Id]?.Parent is null) return true;
            }
            for (var i = 0; i < view.Count; i++)
            {
                if (!Capital(view, i)) continue;
                for (var n = Math.Min(3, view.Count - i); n >= 1; n--)
                {
                    var words = view.Words[i..(i + n)].Where(w => w.Length > 0).ToArray();
                    if (words.Length == 0 || words is ["al"] or ["the"]) continue;
                    if (view.TokenText(i)[0] >= '\u0600')
                    {
                        likely += ArabicWeight(words);
                        if (likely >= 2) return true;
                        continue;
                    }
                    if (words.Sum(w => w.Length) >= 4 && _index.Named(words).Any(p => _home.Contains(_index.Places[p].Id)))
                    {
                        // A name that the world outside bears too proves nothing.
                        if (!_index.Named(words).Any(p => !_home.Contains(_index.Places[p].Id))) likely += Name(view, i) ? 2 : 1;
                        else likely++;
                        if (likely >= 2) return true;
                    }
                }
            }
        }
        return false;
    }

    private static bool Capital(SentenceView view, int token) => view.TokenText(token) is { Length: > 0 } t && (char.IsUpper(t[0]) || t[0] >= '\u0600');

    // Arabic has no capitals: towns and areas prove more than villages, whose names are words of the language.
    private int ArabicWeight(string[] words)
    {
        var best = 0;
        foreach (var form in ArabicClauses.Forms(words[0]).Where(f => f.Length > 2))
            foreach (var i in _index.Named([form, .. words[1..]]))
                if (_home.Contains(_index.Places[i].Id)) best = Math.Max(best, words.Length > 1 || _index.Places[i].Kind is PlaceKind.City or PlaceKind.Town or PlaceKind.Governorate && form.Length >= 4 ? 2 : 1);
        return best;
    }

    // Read as a name of a place, not the first word of a sentence.
    private static bool Name(SentenceView view, int token)
    {
        var span = view.TokenSpan(token);
        return view.TokenText(token)[0] < '\u0600' && view.Document.NameSpans.Any(n => n.Label is "LOC" or "Location" && n.Span.Overlaps(span));
    }

    private bool CountsFor(Place place, string country) => place.Kind == PlaceKind.Governorate && _index.ById(country)?.Kind == PlaceKind.Country;
}
