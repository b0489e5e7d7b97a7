using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Which of the places among an act's words are where it happened: not where the fire came from, where who acts is stationed, or what talks are about.
internal sealed partial class Resolver
{
    private void DropForeign(Draft draft, List<TextSpan> spans)
    {
        var view = draft.View;
        if (!view.HasTree || spans.Count == 0) return;
        if (draft.Type is EventType.Consult or EventType.Agree or EventType.Reject) spans.RemoveAll(s => IsTopic(view, draft, s));
        if (draft.Type == EventType.Assault) spans.RemoveAll(s => IsOrigin(view, s) || IsStation(view, draft, s));
        // Who sets out has to arrive somewhere: without another place the origin is all that is known.
        else if (draft.Type is EventType.Mobilize or EventType.Aid && spans.Exists(s => !IsOrigin(view, s))) spans.RemoveAll(s => IsOrigin(view, s));
    }

    // The word that a span's phrase hangs by.
    private static int Top(SentenceView view, TextSpan span)
    {
        var (a, b) = view.TokensIn(span);
        for (var i = b; i >= a; i--)
            if (view.Words[i].Length > 0 && (view.Head(i) < a || view.Head(i) > b) && view.Rel(i) is not ("case" or "det")) return i;
        return b;
    }

    private static string Case(SentenceView view, int token) => view.Child(token, "case") is >= 0 and var c ? view.Words[c] : "";

    // "from A", "from its base in A", "from the area of A and B": read off the words, since long lists of names are where trees err.
    private static bool IsOrigin(SentenceView view, TextSpan span)
    {
        var (name, _) = view.TokensIn(span);
        for (var i = name; i >= 0 && name - i <= 14; i--)
        {
            if (view.Words[i] == "from") return i == 0 || !view.IsPos(i - 1, "NUM");
            if (view.Words[i] is "in" or "at" ? i > 0 && view.IsPos(i - 1, "NOUN") : i == name || view.Words[i] is "of" or "and" or "or" || view.TokenText(i) is "," or "-" || view.IsPos(i, "PROPN") || view.IsPos(i, "NOUN") || view.IsPos(i, "DET") || view.IsPos(i, "PRON") || view.IsPos(i, "ADJ")) continue;
            return false;
        }
        return false;
    }

    // "artillery stationed in A", "the army's guns in A": the place of who acts, not of what they do.
    private bool IsStation(SentenceView view, Draft draft, TextSpan span)
    {
        for (int at = Top(view, span), steps = 0; at >= 0 && at != draft.Trigger && steps < 8; at = view.Head(at), steps++)
        {
            if (view.TokenSpan(at).End <= span.Start && view.Rel(at) is "acl" or "acl:relcl" or "amod" && lexicon.Is("stationed", view.Words[at])) return true;
            if (view.Rel(at) != "nsubj" || view.Under(draft.Trigger, at)) continue;
            return draft.PlaceSpans.Exists(s => !s.Overlaps(span)) && draft.ActorSpans.Exists(a => a.Overlaps(view.TokenSpan(at)));
        }
        return false;
    }

    // "talks on A", "discussed the situation in A".
    private bool IsTopic(SentenceView view, Draft draft, TextSpan span)
    {
        for (int at = Top(view, span), steps = 0; at >= 0 && at != draft.Trigger && steps < 5; at = view.Head(at), steps++)
        {
            if (lexicon.Is("about", Case(view, at)) && view.Rel(at) is "nmod" or "obl") return true;
            if (view.Rel(at) == "obj" && view.Head(at) is >= 0 and var over && lexicon.Is("discuss", view.Words[over])) return true;
        }
        return false;
    }

    // A wider place beside the narrower one of the same act ("in the province, … at the village") only says where that is; names joined in a list stand side by side.
    private void DropWider(Draft draft, List<PlaceHit> hits)
    {
        if (draft.Kind != ClaimKind.Event || hits.Count < 2) return;
        var view = draft.View;
        bool Between(int token) => view.Words[token] is "" or "and" or "or" or "in" or "the" or "both" or "on" || lexicon.Is("settlement", view.Words[token]) || lexicon.Is("area-class", view.Words[token]);
        bool Joined(PlaceHit a, PlaceHit b) => a.First > b.First ? Joined(b, a) : Enumerable.Range(a.Last + 1, Math.Max(0, b.First - a.Last - 1)).All(Between);
        bool Wider(PlaceHit wide, PlaceHit narrow) => wide.Entry is { } w && narrow.Entry is { } n && w.Id != n.Id && PlaceFinder.Holds(w, n) && !Joined(wide, narrow);
        hits.RemoveAll(wide => hits.Exists(narrow => Wider(wide, narrow)));
    }

    // The province is given where the village stands in the same words: "in the province, gunmen attacked a post near the village".
    private List<PlaceHit> Narrower(Draft draft, List<PlaceHit> hits)
    {
        if (draft is not { Kind: ClaimKind.Event, Type: EventType.Assault } || hits is not [{ Entry: { Kind: PlaceKind.Country or PlaceKind.Governorate } wide }]) return hits;
        var (first, last) = draft.View.TokensIn(draft.Quote);
        var found = places.Find(draft.View, [.. Named(draft, first, last).Where(s => !IsOrigin(draft.View, s) && !IsStation(draft.View, draft, s))], anchors, report.Published)
            .Where(h => h.Entry is { } e && e.Id != wide.Id && PlaceFinder.Holds(wide, e)).ToList();
        return found.Count > 0 ? found : hits;
    }

    // Who comes into the country is told at the crossing; where they are bound for is another matter.
    private static void AtCrossing(Draft draft, List<PlaceHit> hits)
    {
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Mobilize or EventType.Aid } && hits.Exists(h => h.Entry?.Kind == PlaceKind.Crossing)) hits.RemoveAll(h => h.Entry?.Kind != PlaceKind.Crossing);
    }
}
