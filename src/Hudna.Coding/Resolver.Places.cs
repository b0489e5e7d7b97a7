using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Where it happened.
internal sealed partial class Resolver
{
    // Targets that are places ("these regions", "held territories") are where it happened.
    private void MovePlaces(Draft draft)
    {
        if (draft.Kind == ClaimKind.Statement) return;
        foreach (var span in draft.TargetSpans.ToList())
        {
            var words = draft.View.WordsIn(span);
            if (words.Length == 0) { draft.TargetSpans.Remove(span); continue; }
            if (lexicon.Is("anaphora-place", words[^1]) || lexicon.Is("road-class", words[^1]) || words[^1] is "territories" or "territory" or "zone" or "countryside" or "province")
            {
                draft.TargetSpans.Remove(span);
                draft.PlaceSpans.Add(span);
            }
        }
    }

    private void Where(Draft draft)
    {
        var view = draft.View;
        if (draft.Kind == ClaimKind.Statement) return;
        var body = view.Body > 0 ? view.TokenSpan(view.Body).Start : 0;
        var spans = draft.PlaceSpans.Where(s => s.Start >= body && !Elsewhere(draft, s)).Where(s => !draft.ActorSpans.Exists(a => a.Contains(s) && !view.WordsIn(s).Any(w => lexicon.Is("settlement", w)))).ToList();
        // Of places in the words quoted and outside of them those outside are another claim's.
        if (spans.Exists(draft.Quote.Contains)) spans.RemoveAll(s => !draft.Quote.Contains(s));
        DropForeign(draft, spans);
        var back = spans.Where(s => Anaphoric(view, s)).ToList();
        spans.RemoveAll(back.Contains);
        spans.RemoveAll(s => IsPerson(view, s));
        var found = places.Find(view, [.. spans.Select(s => BehindTime(view, s))], anchors, report.Published).ToList();
        DropWider(draft, found);
        AtCrossing(draft, found);
        found = Narrower(draft, found);
        foreach (var hit in found)
            draft.Note("places", hit.Rule, hit.Mention.Text, null, [.. hit.Weighed.Select(w => $"{w.Place.Id} {w.Place.Name} {w.Score:0.00}")]);
        // A description without a name says where only if it is all there is, and definite.
        draft.Places = [.. found.Where(h => h.Entry is not null || Named(view, h)).Select(h => h.Mention)];
        if (draft.Places.Count == 0 && back.Count > 0)
        {
            var text = view.Text(back[0]);
            var meant = Meant(view, back[0]);
            var wide = view.WordsIn(back[0]) is { } w && w[^1] is "area" or "region" && w[0] is not ("this" or "these" or "those");
            if (meant.Count > 0)
            {
                draft.Places = [.. meant.Select(m => m with { Text = text })];
                draft.Note("places", "the one of its kind that was named before", text);
            }
            else if (wide && _lastArea is { } area && !(_lastPlaces.Count > 0 && _lastPlacesParagraph == view.Paragraph))
            {
                draft.Places = [area with { Text = text }];
                draft.Note("places", "reference to the area named before", text);
            }
            else if (_lastPlaces.Count > 0 && view.Paragraph - _lastPlacesParagraph <= 3)
            {
                draft.Places = [.. _lastPlaces.Select(p => p with { Text = text })];
                draft.Note("places", "reference to the places named before", text);
            }
            else draft.Places = [new PlaceMention(text, null, text, null, null, PlacePrecision.Area)];
        }
        // "the guards fired at them": a sentence that goes on about the act before it happened where that did.
        if (draft.Places.Count == 0 && draft is { Kind: ClaimKind.Event, Modality: Modality.Asserted, Type: EventType.Assault or EventType.Coerce or EventType.Aid } && _lastPlaces.Count > 0
            && view.Paragraph == _lastPlacesParagraph && view.Index - _lastPlacesSentence is 0 or 1 && GoesOn(draft))
        {
            draft.Places = [.. _lastPlaces];
            draft.Note("places", "goes on about the act before", view.Text(draft.Quote));
        }
        Whereabouts(draft);
        if (back.Count == 0 && draft.Places.LastOrDefault(p => p.Precision is PlacePrecision.Area or PlacePrecision.Province or PlacePrecision.District) is { } named) _lastArea = named;
        if (draft.Places.Count > 0 && back.Count == 0 && draft.Kind == ClaimKind.Event && draft.Modality == Modality.Asserted)
            (_lastPlaces, _lastPlacesParagraph, _lastPlacesSentence) = (draft.Places, view.Paragraph, view.Index);
    }

    private bool GoesOn(Draft draft)
    {
        var (first, last) = draft.View.TokensIn(draft.Quote);
        return Enumerable.Range(first, Math.Max(0, last - first + 1)).Any(i => lexicon.Is("pronoun-group", draft.View.Words[i]) || draft.View.Words[i] is "there" or "he" or "she" or "him" or "her" or "those" or "this")
            || draft.CountSpans.Count > 0 && !draft.MeansNamed
            || first > 0 && draft.View.Words[first] is "the" or "while" || first == 0 && draft.View.Words[0] == "the";
    }

    // A place in a clause of preventing or wishing inside the sentence is no place of the act.
    private bool Elsewhere(Draft draft, TextSpan span)
    {
        var view = draft.View;
        if (!view.HasTree) return false;
        var own = view.Predicate(draft.Trigger);
        var (a, b) = view.TokensIn(span);
        if (b < a) return true;
        for (int at = view.Predicate(b), steps = 0; at >= 0 && at != own && at != draft.Trigger && steps < 6; steps++)
        {
            if (lexicon.Is("prevent", view.Words[at]) || lexicon.Is("desire", view.Words[at]) && view.Rel(at) is "advcl" or "acl") return !view.Under(draft.Trigger, at);
            var head = view.Head(at);
            at = head < 0 ? -1 : view.Predicate(head);
        }
        return false;
    }

    // An adjective of an actor alone names no place ("the Turkish base").
    private bool Named(SentenceView view, PlaceHit hit) =>
        Enumerable.Range(hit.First, hit.Last - hit.First + 1).Any(i => view.TokenText(i) is { Length: > 0 } t && (char.IsUpper(t[0]) && register.Adjectives.Match([view.Words[i]], 0).Length == 0 || t[0] >= '\u0600'));

    // The name of a person or of an armed group, told of as one anywhere in the report, is no place unless the gazetteer has it.
    private bool IsPerson(SentenceView view, TextSpan span)
    {
        _people ??= [.. view.Document.NameSpans.Where(n => n.Label == "PER").SelectMany(n => Normal.Tokens(view.Text(n.Span)).TakeLast(1))];
        return view.WordsIn(span) is { Length: > 0 } words && (words.Length == 1 && _people.Contains(words[0]) || register.Names.Match(words, 0).Length == words.Length)
            && view.TokensIn(span) is var (a, b) && !places.Lists(view, a, b);
    }

    // "on 7 July near A": what stands behind the day.
    private static TextSpan BehindTime(SentenceView view, TextSpan span)
    {
        var day = view.Document.Times.FirstOrDefault(t => t.Span.Start <= span.Start + 4 && t.Span.End > span.Start && t.Span.End < span.End && view.Span.Contains(t.Span));
        return day is null ? span : new TextSpan(day.Span.End, span.End);
    }

    // The named places that a definite word stands for: "the town", "the two provinces".
    private IReadOnlyList<PlaceMention> Meant(SentenceView view, TextSpan span)
    {
        var (words, told) = (view.WordsIn(span), Told(view));
        if (words.Contains("two") || words.Contains("both")) return told.Last(words[^1], 2, span.Start, view.Index);
        return told.Meant(words[^1], span.Start, view.Index) is { } one ? [one] : [];
    }

    private PlaceMemory Told(SentenceView view) => _told ??= new PlaceMemory(view.Document, places, anchors, report.Published);

    private HashSet<string>? _people;
    private PlaceMemory? _told;

    private bool Anaphoric(SentenceView view, TextSpan span)
    {
        var words = view.WordsIn(span);
        var (first, last) = view.TokensIn(span);
        return words.Length is > 0 and <= 4 && !places.Lists(view, first, last) && (lexicon.Is("anaphora-place", words[^1]) || words.Length > 1 && PlaceMemory.Knows(words[^1])) && words[..^1].All(w => w is "the" or "this" or "these" or "that" or "those" or "same" or "both" or "its" or "entire" or "whole" or "two" || lexicon.Is("area-class", w) || register.Adjectives.Match([w], 0).Length > 0);
    }
}
