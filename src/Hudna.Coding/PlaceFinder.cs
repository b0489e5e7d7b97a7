using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A place read off the words, with what was weighed.</summary>
internal sealed record PlaceHit(PlaceMention Mention, Place? Entry, int First, int Last, IReadOnlyList<PlaceCandidate> Weighed, string Rule);

/// <summary>
/// Reads the places of an act off its spans: names with their class words and vicinity words, phrases that only locate another place,
/// and references back ("these regions").
/// </summary>
internal sealed class PlaceFinder(PlaceIndex index, ActorRegister register, Lexicon lexicon)
{
    private readonly PlaceChooser _chooser = new(index);

    /// <summary>Places of the report that stand without doubt: others are measured from them.</summary>
    public IReadOnlyList<Place> Anchors(IEnumerable<(SentenceView View, TextSpan Span)> names)
    {
        var anchors = new List<Place>();
        foreach (var (view, span) in names)
        {
            var words = view.WordsIn(span).Where(w => !IsClass(w)).ToArray();
            if (words.Length > 0 && _chooser.Unmistakable(words) is { } place && !anchors.Contains(place)) anchors.Add(place);
        }
        return anchors;
    }

    /// <summary>Names of towns and cities in a stretch of tokens, as they stand.</summary>
    public List<TextSpan> Cities(SentenceView view, int first, int last)
    {
        var found = new List<TextSpan>();
        for (var i = first; i <= last; i++)
        {
            if (view.TokenText(i) is not { Length: > 0 } text || !char.IsUpper(text[0])) continue;
            for (var n = Math.Min(3, last - i + 1); n >= 1; n--)
            {
                var words = view.Words[i..(i + n)].Where(w => w.Length > 0).ToArray();
                if (words.Length == 0 || !index.Named(words).Any(p => index.Places[p].Kind is PlaceKind.City or PlaceKind.Town)) continue;
                if (words.Length == 1 && register.Adjectives.Match(words, 0).Length > 0) continue;
                found.Add(view.SpanOf(i, i + n - 1));
                i += n - 1;
                break;
            }
        }
        return found;
    }

    /// <summary>Whether a place lies in the theatre.</summary>
    public bool AtHome(Place place) => index.AtHome(place);

    /// <summary>Whether the gazetteer has a stretch of tokens, word for word.</summary>
    public bool Lists(SentenceView view, int first, int last) =>
        first <= last && index.Named([.. view.Words[first..(last + 1)].Where(w => w.Length > 0 && w != "the")]).Count > 0;

    /// <summary>Whether an area holds a place.</summary>
    public static bool Holds(Place area, Place place) =>
        IsArea(area.Kind) && (place.Within.Contains(area.Id)
            || area.Kind == PlaceKind.Region && !IsArea(place.Kind) && PlaceIndex.Kilometres(area.Lat, area.Lon, place.Lat, place.Lon) * 1000 <= area.RadiusMetres);

    /// <summary>The region that is known by the words from a token on though they are no name ("the north-west"); null where none is.</summary>
    public PlaceMention? Described(SentenceView view, int at, int last)
    {
        if (view.Words[at] is not "the") return null;
        for (var n = Math.Min(5, last - at); n >= 1; n--)
        {
            var words = view.Words[(at + 1)..(at + n + 1)].Where(w => w.Length > 0).ToArray();
            if (words.Length == 0 || view.Words[at + n].Length == 0 || index.Named(words).Select(p => index.Places[p]).FirstOrDefault(p => p.Kind == PlaceKind.Region && index.AtHome(p)) is not { } entry) continue;
            return new PlaceMention(view.Text(view.SpanOf(at, at + n)), entry.Id, entry.Name, entry.Lat, entry.Lon, PlacePrecision.Area);
        }
        return null;
    }

    /// <summary>Stretches of tokens with a capital or a figure in front that are the name of a place, word for word; countries, provinces and bare numbers apart.</summary>
    public IEnumerable<TextSpan> InGazetteer(SentenceView view, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (view.TokenText(i) is not { Length: > 0 } text || !char.IsUpper(text[0]) && !char.IsDigit(text[0])) continue;
            // Villages bear the names of people.
            if (register.People.Match(view.Words, i).Length > 0 || view.Document.NameSpans.Any(s => s.Label is "PER" or "ORG" && s.Span.Overlaps(view.TokenSpan(i)))) continue;
            for (var n = Math.Min(5, last - i + 1); n >= 1; n--)
            {
                var words = view.Words[i..(i + n)].Where(w => w.Length > 0).ToArray();
                if (words.Length == 0 || view.Words[i + n - 1].Length == 0 || words.Length == 1 && (char.IsDigit(words[0][0]) || register.Adjectives.Match(words, 0).Length > 0 || register.Names.Match(words, 0).Length > 0)) continue;
                if (!index.Named(words).Any(p => index.AtHome(index.Places[p]) && index.Places[p].Kind is not (PlaceKind.Country or PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict))) continue;
                yield return view.SpanOf(i, i + n - 1);
                i += n - 1;
                break;
            }
        }
    }

    /// <summary>The places that spans of one sentence name, those that only locate others left out.</summary>
    public IReadOnlyList<PlaceHit> Find(SentenceView view, IReadOnlyList<TextSpan> spans, IReadOnlyList<Place> anchors, DateOnly? day)
    {
        var mentions = Mentions(view, spans);
        // From the right, so that the areas that hold a name in check are known when it is looked up.
        var hits = new PlaceHit?[mentions.Count];
        var locates = new bool[mentions.Count];
        for (var i = mentions.Count - 1; i >= 0; i--)
        {
            var within = new List<Place>();
            for (var j = i + 1; j < mentions.Count; j++)
                if (hits[j]?.Entry is { } area && (locates[j] || IsArea(area.Kind))) { within.Add(area); break; }
            hits[i] = Resolve(view, mentions[i], within, anchors, day);
            if (i > 0 && !locates[i]) locates[i] = Locates(view, mentions[i - 1], mentions[i], hits[i]!);
        }
        // "X, a village between Y and Z": the second as well.
        for (var i = 1; i + 1 < mentions.Count; i++)
            if (locates[i] && mentions[i].First > 0 && Between(view, mentions[i].First) && view.Words[(mentions[i].Last + 1)..mentions[i + 1].First] is ["and"]) locates[i + 1] = true;
        // A province is located by no village in it.
        for (var i = 1; i < mentions.Count; i++)
            if (hits[i - 1]?.Entry is { Kind: PlaceKind.Country or PlaceKind.Governorate } wide && hits[i]?.Entry is { } inside && Holds(wide, inside)) locates[i] = false;
        // A phrase without name and entry is located by nothing: what stands behind it says where.
        for (var i = 1; i < mentions.Count; i++)
            if (locates[i] && !mentions[i].Directed && hits[i - 1] is { Entry: null } && !Proper(view, mentions[i - 1])) locates[i] = false;
        // "villages of the countryside, mainly A and B": the general gives way to the particular.
        for (var i = 0; i + 1 < mentions.Count; i++)
            if (Enumerable.Range(mentions[i].Last + 1, Math.Max(0, mentions[i + 1].First - mentions[i].Last - 1)).Any(t => lexicon.Is("specifically", view.Words[t]))
                && hits[i] is { } general && (general.Entry is null || IsArea(general.Entry.Kind) || general.Mention.Precision is PlacePrecision.Area or PlacePrecision.Province)) locates[i] = true;
        // What the gazetteer lacks is where that is by which it is located: "a checkpoint near X", "the bridge in X".
        for (var i = 1; i < mentions.Count; i++)
            if (locates[i] && !locates[i - 1] && hits[i - 1] is { Entry: null } unknown && hits[i] is { Entry: { Kind: not PlaceKind.Country } beside } known)
                hits[i - 1] = known with { First = unknown.First, Mention = known.Mention with { Text = view.Text(view.SpanOf(unknown.First, known.Last)), Precision = IsArea(beside.Kind) ? known.Mention.Precision : PlacePrecision.Vicinity }, Rule = "located by " + known.Rule };
        // "on the road near X": both say where.
        for (var i = 1; i < mentions.Count; i++)
            if (hits[i - 1]?.Entry?.Kind is PlaceKind.Road && hits[i]?.Entry is { } beside && !IsArea(beside.Kind)) locates[i] = false;
        // "parts of A, B and C": a city that has the name of a province stands for that where all beside it are provinces.
        for (var i = 0; i < hits.Length; i++)
            if (hits[i] is { Entry.Kind: PlaceKind.City, Mention.Precision: PlacePrecision.Exact } city && mentions[i].Before.Concat(mentions[i].After).All(w => !lexicon.Is("city-class", w))
                && city.Weighed.FirstOrDefault(w => w.Place.Kind == PlaceKind.Governorate && w.Grade == "same name")?.Place is { } province
                && Beside(view, mentions, i) is { Count: > 1 } beside && beside.TrueForAll(j => hits[j]?.Entry?.Kind is PlaceKind.Governorate))
                hits[i] = city with { Entry = province, Mention = new PlaceMention(city.Mention.Text, province.Id, province.Name, province.Lat, province.Lon, PlacePrecision.Province), Rule = "beside provinces" };
        var kept = new List<PlaceHit>();
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i] is not { } hit || locates[i]) continue;
            if (kept.Exists(k => k.Mention.Id is not null ? k.Mention.Id == hit.Mention.Id : k.Mention.Name == hit.Mention.Name)) continue;
            kept.Add(hit);
        }
        return kept;
    }

    private static bool Between(SentenceView view, int first) => first > 0 && view.Words[first - 1] is "between" || first > 1 && view.Words[first - 1] is "the" && view.Words[first - 2] is "between";

    // A phrase without a name is no place that another could locate.
    private static bool Proper(SentenceView view, Name name) =>
        Enumerable.Range(name.NameFirst, name.NameLast - name.NameFirst + 1).Any(i => view.TokenText(i) is { Length: > 0 } t && (char.IsUpper(t[0]) || t[0] >= '\u0600'));

    internal sealed record Name(int First, int Last, int NameFirst, int NameLast, IReadOnlyList<string> Before, IReadOnlyList<string> After)
    {
        /// <summary>Whether it stands behind a point of the compass ("west of X"): it locates what stands before it.</summary>
        public bool Directed => Before.Any(w => w is "west" or "east" or "north" or "south" or "northwest" or "northeast" or "southwest" or "southeast");
    }

    private List<Name> Mentions(SentenceView view, IReadOnlyList<TextSpan> spans)
    {
        var names = new List<Name>();
        var covered = -1;
        foreach (var span in spans.OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            var (a, b) = view.TokensIn(span);
            if (b < a) continue;
            a = Math.Max(a, covered + 1);
            if (Enumerable.Range(a, Math.Max(0, b - a + 1)).All(i => view.Words[i].Length == 0 || Skippable(view, i))) continue;
            // One span may hold several names: cut at commas and "and".
            var start = a;
            for (var i = a; i <= b + 1; i++)
            {
                var cut = i > b || view.Words[i] is "and" or "or" || view.TokenText(i) is "," or "(" or ")" or ";" || PartsTwo(view, start, i, b);
                if (!cut) continue;
                if (i > start && Bounded(view, start, i - 1, b, covered) is { } name && name.First > covered)
                {
                    names.Add(name);
                    covered = name.Last;
                }
                start = i + 1;
            }
        }
        return names;
    }

    // "the A – B road", "road A to B", "a checkpoint near A": what stands on either side is a name of its own, unless the gazetteer knows the whole.
    private bool PartsTwo(SentenceView view, int start, int at, int last)
    {
        if (at <= start || at >= last || last - start > 16 || !(view.TokenText(at) is "-" or "–" or "—" or "/" || view.Words[at] is "to" or "near" or "in" or "at")) return false;
        if (view.Words[at].Length > 0) return Enumerable.Range(at + 1, last - at).Any(i => Begins(view, i)) && !Lists(view, start, last);
        return Begins(view, at + 1) && !IsArticle(view.Words[at - 1]) && Settled(view, start, at - 1) && Settled(view, at + 1, last) && !Lists(view, start, last);
    }

    // Whether the words of a stretch end, or begin, with a name of the gazetteer, words in front and behind in small letters left out.
    private bool Settled(SentenceView view, int first, int last)
    {
        while (first < last && !Begins(view, first)) first++;
        for (var end = last; end >= first; end--)
            if (view.Words[end].Length > 0 && Lists(view, first, end)) return true;
        return false;
    }

    private static bool IsArticle(string word) => word is "al" or "el" or "ad" or "as" or "ar" or "an" or "at" or "az" or "ash";

    private static bool Begins(SentenceView view, int token) =>
        view.TokenText(token) is { Length: > 0 } t && (char.IsUpper(t[0]) || char.IsDigit(t[0]) || t[0] >= '\u0600' || t is "al" or "el");

    private Name? Bounded(SentenceView view, int a, int b, int spanEnd, int covered)
    {
        var (nameFirst, nameLast) = (a, b);
        while (nameFirst <= nameLast && (Skippable(view, nameFirst) || IsClass(view.Words[nameFirst]))) nameFirst++;
        while (nameLast > nameFirst && (Skippable(view, nameLast) || IsClass(view.Words[nameLast]))) nameLast--;
        if (nameFirst > nameLast) (nameFirst, nameLast) = (a, b); // nothing but class words: "the region"
        var common = nameFirst;
        while (common <= nameLast && !Begins(view, common)) common++;
        // "the court of X", "X side": common words around a name are no part of it, unless the gazetteer has them.
        var plain = new List<string>();
        if (common <= nameLast && !Lists(view, nameFirst, nameLast))
        {
            for (; nameFirst < common; nameFirst++) if (view.Words[nameFirst].Length > 0) plain.Add(view.Words[nameFirst]);
            while (nameFirst < nameLast && (Skippable(view, nameFirst) || IsClass(view.Words[nameFirst])) && Begins(view, nameFirst + 1)) nameFirst++;
            while (nameLast > nameFirst && !Begins(view, nameLast) && !Lists(view, nameFirst, nameLast)) nameLast--;
        }
        while (nameLast + 2 < view.Count && view.TokenText(nameLast + 1) is "-" && (IsArticle(view.Words[nameLast]) || view.Words[nameLast] is "tal") && view.Words[nameLast + 2].Length > 1) nameLast += 2;
        // A name cut short goes on as far as the gazetteer knows it: the first word of two.
        for (var more = 3; more > 0; more--)
            if (nameLast + more < view.Count && view.Words[nameLast + more] is { Length: > 0 } and not "the" && view.Words[(nameLast + 1)..(nameLast + more)].All(w => w.Length > 0) && !IsArticle(view.Words[nameLast + more]) && Lists(view, nameFirst, nameLast + more)) { nameLast += more; break; }
        b = Math.Max(b, nameLast);
        // Words in front: "the vicinity of", "the southern countryside of".
        var first = nameFirst;
        var before = plain;
        for (var i = nameFirst - 1; i > covered && nameFirst - i <= 7; i--)
        {
            var word = view.Words[i];
            if (word.Length == 0 && view.TokenText(i) is not ("-" or "–")) break;
            if (IsClass(word)) { before.Add(word); first = i; }
            else if (word is not ("of" or "the" or "a" or "de" or "" or "its" or "in" or "different" or "several") && !plain.Contains(word)) break;
            else if (word is "in" && i < nameFirst - 1) break;
        }
        var last = nameLast;
        var after = new List<string>();
        for (var i = nameLast + 1; i < view.Count && i <= nameLast + 3; i++)
        {
            var word = view.Words[i];
            if (word.Length == 0 && view.TokenText(i) is "-" && after.Count > 0) continue; // "sub-district"
            if (i + 1 < view.Count && view.Words[i + 1] == "of") break; // "X, west of Y"
            if (!IsClass(word) || lexicon.Is("vicinity", word) && word is not ("surroundings" or "frontline" or "frontlines" or "outskirts" or "front" or "axis" or "vicinity" or "suburbs" or "perimeter")) break;
            after.Add(word);
            last = i;
        }
        return new Name(first, Math.Max(last, Math.Min(b, spanEnd)), nameFirst, nameLast, before, after);
    }

    private static bool Skippable(SentenceView view, int token) =>
        view.Words[token] is "" or "the" or "of" or "in" or "at" or "on" or "a" or "both" or "s" or "several" or "different";

    private bool IsClass(string word) =>
        word.Length > 0 && (register.Adjectives.Match([word], 0).Length > 0 || lexicon.Is("settlement", word) || lexicon.Is("area-class", word) || lexicon.Is("vicinity", word) || lexicon.Is("city-class", word) || lexicon.Is("road-class", word));

    private static bool IsArea(PlaceKind kind) =>
        kind is PlaceKind.Country or PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict or PlaceKind.Region
            or PlaceKind.Mountain or PlaceKind.Plain or PlaceKind.Valley;

    private PlaceHit Resolve(SentenceView view, Name name, List<Place> within, IReadOnlyList<Place> anchors, DateOnly? day)
    {
        var text = view.Text(view.SpanOf(name.First, name.Last));
        var nameWords = Enumerable.Range(name.NameFirst, name.NameLast - name.NameFirst + 1).Select(i => view.Words[i]).Where(w => w.Length > 0 && w != "s").ToArray();
        var all = name.Before.Concat(name.After).ToList();
        if (Capital(nameWords, name.After, day) is { } capital) nameWords = Normal.Tokens(capital);
        var inner = nameWords.Where(IsClass).ToArray();
        var named = Enumerable.Range(name.First, name.Last - name.First + 1).Any(i => view.TokenText(i) is { Length: > 0 } t && (char.IsUpper(t[0]) || t[0] >= '\u0600') && register.Adjectives.Match([view.Words[i]], 0).Length == 0);
        // A mountain or plain carries its class word in its name: try the whole first.
        var whole = Enumerable.Range(name.First, name.Last - name.First + 1).Select(i => view.Words[i]).Where(w => w.Length > 0 && w != "the").ToArray();
        while (whole.Length > nameWords.Length && index.Named(whole).Count == 0) whole = whole[1..];
        var (chosen, weighed) = (whole.Length > nameWords.Length ? _chooser.Choose(whole, new PlaceHints([], within), anchors) : (null, []));
        if (chosen is null && named && inner.Length < nameWords.Length) (chosen, weighed) = _chooser.Choose(nameWords, new PlaceHints(KindsOf(all), within), anchors);
        // What is gone through is the crossing of that name, not the village beside it.
        if (chosen is { Kind: not PlaceKind.Crossing } && Through(view, name.First) && weighed.FirstOrDefault(w => w.Place.Kind == PlaceKind.Crossing)?.Place is { } gate) chosen = gate;
        var vicinity = all.Any(w => lexicon.Is("vicinity", w));
        var region = all.Any(w => w is "countryside" or "rural") || name.Before.Any(w => w is "north" or "south" or "east" or "west" or "northern" or "southern" or "eastern" or "western" or "northwestern" or "northeastern" or "southwestern" or "southeastern");
        if (chosen is null)
        {
            var precision = vicinity ? PlacePrecision.Vicinity : all.Concat(inner).Any(w => lexicon.Is("area-class", w)) ? PlacePrecision.Area : PlacePrecision.Exact;
            return new PlaceHit(new PlaceMention(text, null, text, null, null, precision), null, name.First, name.Last, weighed, "no entry good enough");
        }
        var how = chosen.Kind switch
        {
            PlaceKind.Country => region ? PlacePrecision.Area : PlacePrecision.Country,
            PlaceKind.Governorate => region ? PlacePrecision.Area : PlacePrecision.Province,
            PlaceKind.District or PlaceKind.Subdistrict => PlacePrecision.District,
            PlaceKind.Region or PlaceKind.Mountain or PlaceKind.Plain or PlaceKind.Valley => PlacePrecision.Area,
            PlaceKind.Road or PlaceKind.River => PlacePrecision.Route,
            _ => vicinity || region ? PlacePrecision.Vicinity : PlacePrecision.Exact,
        };
        if (vicinity && how == PlacePrecision.Exact) how = PlacePrecision.Vicinity;
        var rule = weighed.Count > 0 ? $"{weighed[0].Grade}, score {weighed[0].Score:0.00}" : "whole name";
        return new PlaceHit(new PlaceMention(text, chosen.Id, chosen.Name, chosen.Lat, chosen.Lon, how), chosen, name.First, name.Last, weighed, rule);
    }

    // Whether "through" or "via" stands before a name or the list that it is in.
    private static bool Through(SentenceView view, int first)
    {
        for (var i = first - 1; i >= 0 && first - i <= 10; i--)
        {
            if (view.Words[i] is "through" or "via") return true;
            if (view.Words[i] is not ("" or "and" or "the") && !view.IsPos(i, "PROPN")) return false;
        }
        return false;
    }

    private IReadOnlyList<PlaceKind> KindsOf(IReadOnlyList<string> words)
    {
        if (words.Any(w => w is "province" or "governorate" or "countryside" or "rural")) return [PlaceKind.Governorate];
        foreach (var word in words)
        {
            if (word is "city" or "downtown" or "cities") return [PlaceKind.City, PlaceKind.Town];
            if (word is "district" or "subdistrict" or "sub") return [PlaceKind.District, PlaceKind.Subdistrict];
            if (lexicon.Is("settlement", word)) return [PlaceKind.Village, PlaceKind.Town, PlaceKind.City, PlaceKind.Camp];
            if (word is "mountain" or "mountains" or "jabal" or "jebel" or "mount" or "hills") return [PlaceKind.Mountain, PlaceKind.Hill];
            if (word is "plain" or "sahl") return [PlaceKind.Plain];
            if (word is "crossing" or "crossings" or "gate") return [PlaceKind.Crossing];
            if (lexicon.Is("road-class", word)) return [PlaceKind.Road];
        }
        return [];
    }

    private string? Capital(string[] words, IReadOnlyList<string> after, DateOnly? day)
    {
        if (words.Length < 2 || words[^1] != "capital") return after.Count > 0 ? null : null;
        foreach (var capital in lexicon.Capitals)
        {
            if (capital.Adjective != words[0] && Normal.Tokens(capital.Country)[0] != words[0]) continue;
            if (day is { } d && (capital.From > d || capital.To < d)) continue;
            return capital.City;
        }
        return null;
    }

    // "X in Y", "X, west of Y", "X (Y)": Y only says where X is. Coordinated names are places of their own.
    private static bool Locates(SentenceView view, Name left, Name right, PlaceHit area)
    {
        var between = Enumerable.Range(left.Last + 1, Math.Max(0, right.First - left.Last - 1)).ToArray();
        var words = between.Select(i => view.Words[i]).Where(w => w.Length > 0).ToArray();
        var marks = between.Where(i => view.Words[i].Length == 0).Select(view.TokenText).ToArray();
        if (right.Directed && !words.Any(w => w is "and" or "or" or "from" or "to")) return true;
        if (marks.Contains(",") && right.First < view.Count && view.Words[right.First] == "near") return true; // "the crossing, near the city of X"
        if (words is ["a" or "an", _, "between"] or ["between"]) return Proper(view, left); // "X, a village between Y and Z"
        if (words.Any(w => w is "and" or "or" or "addition" or "well" or "then" or "on" or "to" or "from" or "between")) return false;
        if (words.Any(w => w is "situated" or "located" or "west" or "east" or "north" or "south" or "northwest" or "southwest" or "northeast" or "southeast" or "belonging" or "near")) return true;
        var larger = area.Entry is { } e ? IsArea(e.Kind) : area.Mention.Precision == PlacePrecision.Area;
        if (words.Contains("in") || words.Contains("of") || words.Contains("within")) return larger || marks.Length == 0;
        return words.Length == 0 && marks.Length > 0 && larger && marks.All(m => m is "," or "(" or ")") && !ListGoesOn(view, right.Last);
    }

    // The other names of a list that a name stands in.
    private static List<int> Beside(SentenceView view, List<Name> mentions, int at)
    {
        bool Joined(int i) => Enumerable.Range(mentions[i].Last + 1, Math.Max(0, mentions[i + 1].First - mentions[i].Last - 1)).All(t => view.Words[t] is "" or "and" or "or");
        var (first, last) = (at, at);
        while (first > 0 && Joined(first - 1)) first--;
        while (last + 1 < mentions.Count && Joined(last)) last++;
        return [.. Enumerable.Range(first, last - first + 1).Where(i => i != at)];
    }

    // "A, B and C": after a comma the next join shows a list.
    private static bool ListGoesOn(SentenceView view, int last) =>
        last + 1 < view.Count && (view.Words[last + 1] is "and" || (view.TokenText(last + 1) is "," && last + 2 < view.Count && view.Words[last + 2] is "and"));
}
