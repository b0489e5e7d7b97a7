using Hudna.Codebook;

namespace Hudna.Coding;

// Where an act happened for which the model marked no place: a name behind a preposition in its own words, a region known by a description
// ("the north-west"), a thing of the kind last named ("the town", "the zone").
internal sealed partial class Resolver
{
    private readonly Dictionary<string, (PlaceMention Place, int Paragraph)> _lastOfClass = new(StringComparer.Ordinal);

    // How many paragraphs a thing named is remembered as "the town".
    private const int Remembered = 4;

    private void Whereabouts(Draft draft)
    {
        if (draft.Places.Count > 0 || draft.Kind is ClaimKind.Statement || draft.Type is EventType.Agree or EventType.Consult or EventType.Sanction or EventType.Concede or EventType.Reject) return;
        var view = draft.View;
        var (first, last) = view.TokensIn(draft.Quote);
        if (last < first) return;
        var named = view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && draft.Quote.Contains(n.Span)).Select(n => n.Span).Concat(places.InGazetteer(view, first, last))
            .Where(s => !draft.ActorSpans.Concat(draft.TargetSpans).Any(t => t.Overlaps(s) && !t.Contains(s)) && !draft.ActorSpans.Exists(s.Overlaps) && Located(view, view.TokensIn(s).First, first) && !Elsewhere(draft, s)).ToList();
        var found = places.Find(view, named, anchors, report.Published).Where(h => h.Entry is { Kind: not PlaceKind.Country } e && places.AtHome(e)).ToList();
        if (found.Count > 0)
        {
            draft.Places = [.. found.Select(h => h.Mention)];
            draft.Note("places", "named behind a preposition in the same words", string.Join(", ", found.Select(h => h.Mention.Text)));
            return;
        }
        for (var i = first; i <= last; i++)
        {
            if (places.Described(view, i, last) is { } region)
            {
                draft.Places = [region];
                draft.Note("places", "a region known by a description", region.Text);
                return;
            }
            if (view.Words[i] is "the" && i < last && i > first && (lexicon.Is("where-preposition", view.Words[i - 1]) || view.Words[i - 1] == "of" && i - 2 >= first && lexicon.Is("vicinity", view.Words[i - 2])) && _lastOfClass.TryGetValue(view.Words[i + 1], out var before) && view.Paragraph - before.Paragraph <= Remembered)
            {
                draft.Places = [before.Place with { Text = view.Text(view.SpanOf(i, i + 1)) }];
                draft.Note("places", "the last of its kind that was named", before.Place.Name);
                return;
            }
        }
    }

    // A preposition of place in front of a name, articles and class words between them passed over.
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
