using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Where an act happened for which the model marked no place: names behind a preposition in its own words, a region known by a description
// ("the north-west"), a thing of the kind last named ("the town", "the zone").
internal sealed partial class Resolver
{
    private void Whereabouts(Draft draft)
    {
        if (draft.Places.Count > 0) return;
        var view = draft.View;
        var (first, last) = view.TokensIn(draft.Quote);
        if (last < first) return;
        if (draft.Type is EventType.Agree or EventType.Consult or EventType.Sanction or EventType.Concede or EventType.Reject)
        {
            Met(draft, first, last);
            return;
        }
        var found = places.Find(view, Named(draft, first, last), anchors, report.Published).Where(h => h.Entry is { Kind: not PlaceKind.Country } e && places.AtHome(e)).ToList();
        if (found.Count > 0)
        {
            draft.Places = [.. found.Select(h => h.Mention)];
            draft.Note("places", "named behind a preposition in the same words", string.Join(", ", found.Select(h => h.Mention.Text)));
            return;
        }
        if ((draft.Kind == ClaimKind.Forecast || draft.Type is EventType.Assault or EventType.Coerce) && Struck(draft, first, last) is { Count: > 0 } struck)
        {
            draft.Places = [.. struck.Select(h => h.Mention)];
            draft.Note("places", "what the act is done to", string.Join(", ", struck.Select(h => h.Mention.Text)));
            return;
        }
        for (var i = first; i <= last; i++)
        {
            if (view.Words[i] == "there" && view.Rel(i) == "advmod" && Told(view).There(view.TokenSpan(i).Start, view.Index) is { } there)
            {
                draft.Places = [there with { Text = view.Text(view.TokenSpan(i)) }];
                draft.Note("places", "the place that \"there\" stands for", there.Name);
                return;
            }
            if (i == last) break;
            if (view.Words[i] is not ("the" or "this" or "that") || !(Located(view, i, first) || Hit(draft, i))) continue;
            if (places.Described(view, i, last) is { } region)
            {
                draft.Places = [region];
                draft.Note("places", "a region known by a description", region.Text);
                return;
            }
            var end = i + 1 < last && (view.Words[i + 1] is "same" or "two" || register.Adjectives.Match([view.Words[i + 1]], 0).Length > 0) ? i + 2 : i + 1;
            if (PlaceMemory.Knows(view.Words[end]) && (end == last || view.Words[end + 1] is not "of") && Meant(view, view.SpanOf(i, end)) is { Count: > 0 } meant)
            {
                draft.Places = [.. meant.Select(m => m with { Text = view.Text(view.SpanOf(i, end)) })];
                draft.Note("places", "the one of its kind that was named before", meant[0].Name);
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

    // Towns that talks were held in: a name behind "in" or "at" in the words of the act itself.
    private void Met(Draft draft, int first, int last)
    {
        var view = draft.View;
        if (draft.Kind != ClaimKind.Event || !view.HasTree) return;
        var spans = view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && draft.Quote.Contains(n.Span)).Select(n => n.Span)
            .Where(s => Case(view, Top(view, s)) is "in" or "at" && Belongs(view, Top(view, s), draft.Trigger, "conj", "nmod", "obl", "appos", "acl", "acl:relcl")).ToList();
        var found = places.Find(view, spans, anchors, report.Published).Where(h => h.Entry is { Kind: PlaceKind.City or PlaceKind.Town or PlaceKind.Village or PlaceKind.Base or PlaceKind.Crossing }).ToList();
        if (found.Count == 0) return;
        draft.Places = [.. found.Select(h => h.Mention)];
        draft.Note("places", "a town behind a preposition in the words of the act", string.Join(", ", found.Select(h => h.Mention.Text)));
    }

    // Whether a word hangs by the trigger or by its verb, through words of these relations at most.
    private static bool Belongs(SentenceView view, int token, int trigger, params ReadOnlySpan<string> through)
    {
        for (var steps = 0; token >= 0 && steps < 5; steps++)
        {
            var head = view.Head(token);
            if (head == trigger || head >= 0 && head == view.Predicate(trigger)) return true;
            if (!through.Contains(view.Rel(token))) return false;
            token = head;
        }
        return false;
    }

    // Names that are subject or object of the act, or stand behind its noun's "of": "the fall of A", "A has been hit".
    private List<PlaceHit> Struck(Draft draft, int first, int last)
    {
        var view = draft.View;
        if (!view.HasTree) return [];
        var spans = view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && draft.Quote.Contains(n.Span)).Select(n => n.Span)
            .Where(s => view.Rel(Top(view, s)) is "obj" or "nsubj:pass" or "nsubj" or "nmod" or "conj" && Belongs(view, Top(view, s), draft.Trigger, "conj") && !IsOrigin(view, s) && !Elsewhere(draft, s)).ToList();
        return [.. places.Find(view, spans, anchors, report.Published).Where(h => h.Entry is { Kind: not (PlaceKind.Country or PlaceKind.Governorate) } e && places.AtHome(e))];
    }

    // What the act is done to: "shelled the village", "the town was hit".
    private static bool Hit(Draft draft, int article)
    {
        var view = draft.View;
        return view.Head(article) is >= 0 and var noun && view.Rel(noun) is "obj" or "nsubj:pass" && view.Head(noun) == view.Predicate(draft.Trigger);
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
}
