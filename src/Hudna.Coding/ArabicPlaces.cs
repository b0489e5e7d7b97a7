using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// Reads places off an Arabic clause: names behind a class word, a preposition or another name of the list; areas that only contain
/// them left out.
/// </summary>
internal sealed class ArabicPlaces(PlaceIndex index, ArabicClauses clauses)
{
    private readonly PlaceChooser _chooser = new(index);

    private sealed record Found(Place? Entry, string Text, int First, int Last, string Kind, IReadOnlyList<string> Words);

    /// <summary>The places of a clause.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="draft">The claim that they are for; takes notes.</param>
    /// <param name="taken">How many tokens from one on are no place: the name of a party, a speaker; 0 for none.</param>
    /// <param name="open">Whether a name may open the clause with no word for a place before it.</param>
    public List<PlaceMention> Find(ArabicClause clause, Draft draft, Func<int, int>? taken = null, bool open = false)
    {
        var found = new List<Found>();
        var kind = "";
        var classFirst = -1;
        var toward = false;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            var view = clause.View;
            var word = view.Words[i];
            if (word.Length == 0) { open = open && view.TokenText(i) is "#" or "\"" or "«" or "(" or "-" or "–" || (view.TokenText(i) is "،" && found.Count > 0); continue; }
            if (taken?.Invoke(i) is > 0 and var others && !(open && kind.Length > 0))
            {
                i += others - 1;
                (open, kind, classFirst) = (false, "", -1);
                continue;
            }
            // "stationed in X" is where it was fired from.
            if (clauses.Find("stationed", view, i).Length > 0)
            {
                i = Origin(clause, i);
                (open, kind, classFirst) = (false, "", -1);
                continue;
            }
            // "Jorin camp", "Kafr Lusin crossing": names that begin with their class word.
            if (Compound(view, i, clause.Last) is { } whole)
            {
                found.Add(new Found(_chooser.Choose(whole, new PlaceHints([], []), []).Chosen, view.Text(view.SpanOf(i, i + whole.Count - 1)).TrimEnd('،', '؛', '.', ','), i, i + whole.Count - 1, toward ? "toward" : "", whole));
                i += whole.Count - 1;
                (open, kind, classFirst) = (false, "", -1);
                continue;
            }
            var (length, value) = clauses.Find("place-class", view, i);
            if (length > 0)
            {
                // A class word behind a class word: "the outskirts of the town of".
                if (!(open && kind == "vicinity")) kind = value!;
                else if (value == "container") kind = value;
                if (classFirst < 0 || !open) classFirst = i;
                open = true;
                i += length - 1;
                continue;
            }
            var prefixed = word.Length > 4 && word[0] is 'ب' && Enumerable.Range(1, Math.Min(3, clause.Last - i + 1)).Any(n => index.Named([word[1..], .. view.Words[(i + 1)..(i + n)]]).Count > 0);
            var listed = found.Count > 0 && found[^1].Last == i - 1 && word[0] == 'و' && word.Length > 3 && clauses.Find("past", view, i).Length == 0 && clauses.Find("stance", view, i).Length == 0 && clauses.Find("act", view, i).Length == 0;
            // "hit each of A and B", "A and B saw …".
            if (word is "كل" or "كلا" && (open || i < clause.Last && view.Words[i + 1] == "من")) { (open, kind, classFirst) = open ? (true, kind, classFirst) : (true, "", -1); if (i < clause.Last && view.Words[i + 1] == "من") i++; continue; }
            if (word is "شهدت" or "وشهدت" or "تشهد" or "وتشهد") { (open, kind, classFirst) = (true, "", -1); continue; }
            // Where to is no place of what happened where the words say from where, or where.
            if (clauses.Told("toward", view, i)) { (open, kind, classFirst, toward) = (true, "", -1, true); continue; }
            // "shelled the villages from the camp of": what fired stands there.
            if (word is "من" or "ومن" && draft.Type == EventType.Assault && clauses.Find("place-class", view, i + 1) is { Length: > 0 } whence && (found.Count > 0 || whence.Value is "site" or "mountain" or "road")) { i = Origin(clause, i); (open, kind, classFirst) = (false, "", -1); continue; }
            if (word is "من" or "ومن") { (open, kind, classFirst, toward) = (draft.Type is EventType.Aid or EventType.Mobilize || draft.Modes.Contains(Mode.Displacement), "", -1, false); continue; }
            if (clauses.Told("whereabouts", view, i)) { (open, kind, classFirst, toward) = (true, "", -1, false); continue; }
            if (!open && !prefixed && !listed || view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(i)))) continue;
            if (Names(view, i, out var used, out var words))
            {
                if (kind == "mountain" && open && clauses.Find("place-class", view, i - 1).Value == "mountain" && index.Named([Bare(view.Words[i - 1]), .. words]).Count > 0) words = [Bare(view.Words[i - 1]), .. words];
                var within = found.Where(f => f.Entry is { Kind: not PlaceKind.Region }).Select(f => f.Entry!).ToList();
                var entry = _chooser.Choose(words, new PlaceHints(Kinds(kind), []), within).Chosen;
                // A market or hospital is called much that is no place.
                if (kind == "site" && index.Named(words).Count == 0) entry = null;
                // With no class word before it only a town or an area is taken at its name.
                if (entry is not null && kind.Length == 0 && !listed && !(Wide(entry.Kind) || entry.Kind is PlaceKind.City or PlaceKind.Town && entry.Population > 5000 && index.Named(words).Count > 0 && clauses.Find("no-place", view, i).Length == 0 || open && Distinct(view, i, words, entry))) entry = null;
                if (entry is not null || open && kind is "settlement" or "vicinity")
                {
                    var first = classFirst >= 0 && open ? classFirst : i;
                    found.Add(new Found(entry, view.Text(view.SpanOf(first, i + used - 1)).TrimEnd('،', '؛', '.', ','), first, i + used - 1, listed ? found[^1].Kind : prefixed && kind != "vicinity" ? "container" : toward && kind != "container" ? "toward" : kind, words));
                    i += used - 1;
                    open = false;
                    kind = listed ? found[^1].Kind : "";
                    classFirst = -1;
                    continue;
                }
            }
            open = false;
            kind = "";
            classFirst = -1;
        }
        return Kept(found, draft);
    }

    private List<PlaceMention> Kept(List<Found> found, Draft draft)
    {
        if (found.Exists(f => f.Kind != "toward" && f.Entry is not null)) found.RemoveAll(f => f.Kind == "toward");
        var specific = found.Where(f => f.Kind != "container" && !(f.Entry is { } e && Wide(e.Kind))).ToList();
        // The areas named beside them hold the names in check.
        var areas = found.Where(f => f.Entry is { Kind: not PlaceKind.Region } && !specific.Contains(f)).Select(f => f.Entry!).ToList();
        var mentions = new List<PlaceMention>();
        foreach (var f in specific.Count > 0 ? specific : Areas(found))
        {
            var anchors = specific.Where(o => o != f && o.Entry is not null).Select(o => o.Entry!).ToList();
            var (entry, weighed) = specific.Count > 0 ? _chooser.Choose(f.Words, new PlaceHints(Kinds(f.Kind), areas.Take(1).ToList()), anchors) : (f.Entry, []);
            if (entry is null && f.Entry is null && f.Kind is not ("settlement" or "vicinity" or "mountain")) continue;
            if (mentions.Exists(m => m.Id is not null && m.Id == entry?.Id)) continue;
            var precision = entry is null ? PlacePrecision.Exact : entry.Kind switch
            {
                PlaceKind.Country => PlacePrecision.Country,
                PlaceKind.Governorate => f.Kind == "container" ? PlacePrecision.Area : PlacePrecision.Province,
                PlaceKind.District or PlaceKind.Subdistrict => PlacePrecision.District,
                PlaceKind.Region or PlaceKind.Mountain or PlaceKind.Plain or PlaceKind.Valley => PlacePrecision.Area,
                PlaceKind.Road => PlacePrecision.Route,
                _ => f.Kind is "vicinity" or "container" ? PlacePrecision.Vicinity : PlacePrecision.Exact,
            };
            mentions.Add(new PlaceMention(f.Text, entry?.Id, entry?.Name ?? f.Text, entry?.Lat, entry?.Lon, precision));
            draft.Note("places", "name behind a class word, preposition or list", f.Text, null, [.. weighed.Select(w => $"{w.Place.Id} {w.Place.Name} {w.Score:0.00}")]);
        }
        return mentions;
    }

    // The first area named and those listed with it: "in the provinces of Aleppo, Raqqa and Hasakah".
    private static List<Found> Areas(List<Found> found)
    {
        var known = found.Where(f => f.Entry is not null).ToList();
        return [.. known.TakeWhile((f, i) => i == 0 || f.First == known[i - 1].Last + 1)];
    }

    // The last token of the name that what is stationed there is told with, names listed behind it too.
    private int Origin(ArabicClause clause, int at)
    {
        var view = clause.View;
        for (var i = at + 1; i <= Math.Min(clause.Last, at + 7) && view.TokenText(i - 1) is not [.., '،' or ':']; i++)
        {
            if (view.Words[i].Length < 3 || clauses.Find("place-class", view, i).Length > 0 || !Names(view, i, out var used, out var words) || index.Named(words).Count == 0) continue;
            var last = i + used - 1;
            while (last < clause.Last && view.Words[last + 1] is ['و', _, _, ..] && Names(view, last + 1, out used, out words) && index.Named(words).Count > 0) last += used;
            return last;
        }
        return at;
    }

    // A name of two words and more of which the first is a class word.
    private IReadOnlyList<string>? Compound(SentenceView view, int at, int last)
    {
        if (clauses.Find("place-class", view, at).Length != 1) return null;
        foreach (var form in ArabicClauses.Forms(view.Words[at]))
            for (var n = Math.Min(4, last - at + 1); n > 1; n--)
                if (index.Named([form, .. view.Words[(at + 1)..(at + n)]]).Count > 0) return [form, .. view.Words[(at + 1)..(at + n)]];
        return null;
    }

    // A village behind a bare preposition: a name of the theatre that is no other word known.
    private bool Distinct(SentenceView view, int at, IReadOnlyList<string> words, Place entry) =>
        index.AtHome(entry) && entry.Kind is PlaceKind.Village or PlaceKind.Town or PlaceKind.City && (words.Count > 1 || words[0].Length >= 4)
        && !clauses.Known(view.Words[at]) && index.Named(words).Count > 0;

    private static string Bare(string word) => word.Length > 3 && word[0] is 'ب' or 'و' or 'ل' ? word[1..] : word;

    private static bool Wide(PlaceKind kind) =>
        kind is PlaceKind.Country or PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict or PlaceKind.Region or PlaceKind.Mountain or PlaceKind.Plain;

    private static IReadOnlyList<PlaceKind> Kinds(string kind) => kind switch
    {
        "settlement" => [PlaceKind.Village, PlaceKind.Town, PlaceKind.City, PlaceKind.Camp],
        "mountain" => [PlaceKind.Mountain, PlaceKind.Plain, PlaceKind.Hill],
        _ => [],
    };

    // The longest name of up to three tokens that the gazetteer has, clitics of the first off.
    private bool Names(SentenceView view, int at, out int used, out IReadOnlyList<string> words)
    {
        foreach (var form in ArabicClauses.Forms(view.Words[at]).Where(f => f.Length > 2))
        {
            for (var n = 3; n >= 1; n--)
            {
                if (at + n > view.Count) continue;
                var tokens = new List<string> { form };
                for (var i = at + 1; i < at + n; i++) tokens.Add(view.Words[i]);
                if (tokens.Contains("")) continue;
                if (index.Named(tokens).Count == 0) continue;
                (used, words) = (n, tokens);
                return true;
            }
        }
        (used, words) = (1, [.. ArabicClauses.Forms(view.Words[at])]);
        words = [words[^1].Length > 2 ? words[0] : view.Words[at]];
        return index.Keyed(PlaceKeys.Skeleton(words)).Count > 0 && PlaceKeys.Skeleton(words).Length >= 3;
    }
}
