using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// To whom the people of a report belong, by the words that a name is set off with anywhere in it: what stands in front ("the spokesman for X, Captain
/// N. N.") and what follows between commas ("N. N., who heads X"). Read once, before the report is gone through in order.
/// </summary>
internal sealed class Affiliations
{
    // How far words about a person reach, in tokens.
    private const int Reach = 18;

    private readonly ActorRegister _register;
    private readonly ActorFinder _finder;
    private readonly Lexicon _lexicon;
    private readonly Dictionary<string, string> _of = new(StringComparer.Ordinal);

    /// <param name="register">The actors.</param>
    /// <param name="finder">Finds them in words.</param>
    /// <param name="lexicon">Titles, trades, words for experts.</param>
    /// <param name="views">The report's sentences, in order.</param>
    public Affiliations(ActorRegister register, ActorFinder finder, Lexicon lexicon, IReadOnlyList<SentenceView> views)
    {
        (_register, _finder, _lexicon) = (register, finder, lexicon);
        if (views.Count == 0) return;
        var at = 0;
        foreach (var name in views[0].Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER").OrderBy(n => n.Span.Start))
        {
            while (at < views.Count && views[at].Span.End < name.Span.End) at++;
            if (at == views.Count) break;
            var view = views[at];
            if (!view.Span.Contains(name.Span)) continue;
            var (a, b) = view.TokensIn(name.Span);
            if (b <= a || Key(view.Words[a..(b + 1)]) is not { } key || _of.ContainsKey(key)) continue;
            if ((Behind(view, b) ?? Before(view, a)) is { } id) _of[key] = id;
        }
    }

    /// <summary>The actor that a person of this name belongs to, by the name's last word; null where the report does not say.</summary>
    public string? Of(string name) => Key(Normal.Tokens(name)) is { } key ? _of.GetValueOrDefault(key) : null;

    private static string? Key(IEnumerable<string> words) => words.LastOrDefault(w => w.Length > 2);

    // "N. N., a colonel who defected from X and now advises Y, thinks": between the marks.
    private string? Behind(SentenceView view, int name)
    {
        if (name + 2 >= view.Count || view.TokenText(name + 1) is not ("," or "(") || view.Words[name + 2] is not ("who" or "a" or "an" or "the" or "one") && !_lexicon.Is("title", view.Words[name + 2]) && !_lexicon.Is("civilian-person", view.Words[name + 2])) return null;
        var end = name + 2;
        while (end < view.Count && end - name < Reach && view.TokenText(end) is not ("," or ")" or ";" or "." or "“" or "”" or "\"")) end++;
        return end < view.Count && end - name < Reach ? Said(view, name + 2, end - 1) : null;
    }

    // "the spokesman for X, Captain N. N.", "X's commander N. N.": the words in front, back to a verb, an "and" or another name.
    private string? Before(SentenceView view, int name)
    {
        var first = name;
        while (first > 0 && name - first < Reach && !view.IsPos(first - 1, "VERB") && !view.IsPos(first - 1, "AUX") && view.TokenText(first - 1) is not (";" or "." or ":") && view.Words[first - 1] is not ("and" or "with" or "to")
            && !view.Document.NameSpans.Any(n => n.Scheme == "names" && n.Label == "PER" && n.Span.Overlaps(view.TokenSpan(first - 1)))) first--;
        return name - first < 2 || !Enumerable.Range(first, name - first).Any(i => _lexicon.Is("title", view.Words[i])) ? null : Said(view, first, name - 1);
    }

    private string? Said(SentenceView view, int first, int last)
    {
        if (last < first) return null;
        var words = view.Words[first..(last + 1)];
        if (words.Any(w => _lexicon.Is("expert-word", w) && w is not ("defected" or "retired"))) return null;
        if (words.Any(w => _lexicon.Is("civilian-person", w))) return _register.Civilians;
        return _finder.All(view, first, last).LastOrDefault(h => h.Person is null && _register[h.Id]?.Kind is not ActorKind.Media && !(h.Rule == "adjective" && _register[h.Id]?.Kind == ActorKind.State) && !Parted(view, h.First, first))?.Id;
    }

    // "defected from X", "a former officer of X", "arrested by X": not theirs.
    private static bool Parted(SentenceView view, int hit, int from)
    {
        for (var i = hit - 1; i >= from && i >= hit - 6; i--)
        {
            if (view.Words[i] is "defected" or "former" or "formerly" or "ex" or "fled" or "left" or "escaped" or "displaced" or "by" or "against") return true;
            if (view.Words[i] is "and" or "now") return false;
        }
        return false;
    }
}
