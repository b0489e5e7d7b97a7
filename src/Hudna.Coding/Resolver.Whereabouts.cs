using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Where an act happened for which the model marked no place: names behind a preposition in its own words, a region known by a description
// ("the north-west"), a thing of the kind last named ("the town", "the zone").
internal sealed partial class Resolver
{
    private readonly Dictionary<string, (PlaceMention Place, int Paragraph)> _lastOfClass = new(StringComparer.Ordinal);

    // How many paragraphs a thing named is remembered as "the town".
    private const int Remembered = 4;

    private void Whereabouts(Draft draft)
    {
        if (draft.Places.Count > 0 || draft.Type is EventType.Agree or EventType.Consult or EventType.Sanction or EventType.Concede or EventType.Reject) return;
        var view = draft.View;
        var (first, last) = view.TokensIn(draft.Quote);
        if (last < first) return;
        var found = places.Find(view, Named(draft, first, last), anchors, report.Published).Where(h => h.Entry is { Kind: not PlaceKind.Country } e && places.AtHome(e)).ToList();
        if (found.Count > 0)
        {
            draft.Places = [.. found.Select(h => h.Mention)];
            draft.Note("places", "named behind a preposition in the same words", string.Join(", ", found.Select(h => h.Mention.Text)));
            return;
        }
        for (var i = first; i < last; i++)
        {
            if (view.Words[i] is not "the" || !Located(view, i, first)) continue;
            if (places.Described(view, i, last) is { } region)
            {
                draft.Places = [region];
                draft.Note("places", "a region known by a description", region.Text);
                return;
            }
            if (_lastOfClass.TryGetValue(view.Words[i + 1], out var before) && view.Paragraph - before.Paragraph <= Remembered)
            {
                draft.Places = [before.Place with { Text = view.Text(view.SpanOf(i, i + 1)) }];
                draft.Note("places", "the last of its kind that was named", before.Place.Name);
                return;
            }
        }
    }

    // Names that a preposition of place stands before, and those that a list joins to them.
    private List<TextSpan> Named(Draft draft, int first, int last)
    {
        var view = draft.View;
        var found = new List<TextSpan>();
        foreach (var span in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && draft.Quote.Contains(n.Span)).Select(n => n.Span).Concat(places.InGazetteer(view, first, last)).OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            if (draft.ActorSpans.Exists(span.Overlaps) || draft.TargetSpans.Exists(t => t.Overlaps(span) && !t.Contains(span)) || found.Exists(span.Overlaps) || Elsewhere(draft, span)) continue;
            var (a, _) = view.TokensIn(span);
            var joined = found.Count > 0 && view.TokensIn(found[^1]).Last is var end && Enumerable.Range(end + 1, Math.Max(0, a - end - 1)).All(i => view.Words[i] is "and" or "or" || view.TokenText(i) is ",");
            if (joined || Located(view, a, first)) found.Add(span);
        }
        return found;
    }

    // A preposition of place in front of a name or description, articles and class words between them passed over.
    private bool Located(SentenceView view, int name, int from)
    {
        for (var i = name - 1; i >= Math.Max(from, name - 4); i--)
        {
            if (lexicon.Is("where-preposition", view.Words[i])) return true;
            if (view.Words[i] is not ("the" or "of" or "") && !lexicon.Is("settlement", view.Words[i]) && !lexicon.Is("area-class", view.Words[i]) && !lexicon.Is("city-class", view.Words[i]) && !lexicon.Is("vicinity", view.Words[i])) return false;
        }
        return false;
    }

    private void RememberPlaces(Draft draft)
    {
        foreach (var place in draft.Places)
        {
            if (place.Id is null || places.KindOf(place.Id) is not { } kind) continue;
            foreach (var word in kind switch
            {
                PlaceKind.City => (string[])["city", "town"],
                PlaceKind.Governorate => ["province", "governorate"],
                PlaceKind.Town or PlaceKind.Village => ["town", "village"],
                PlaceKind.Mountain => ["mountain", "mountains"],
                PlaceKind.Plain => ["plain"],
                PlaceKind.Camp => ["camp"],
                PlaceKind.Crossing => ["crossing"],
                PlaceKind.Region when place.Name.Contains("zone", StringComparison.OrdinalIgnoreCase) => ["zone"],
                _ => [],
            }) _lastOfClass[word] = (place, draft.View.Paragraph);
        }
    }
}
