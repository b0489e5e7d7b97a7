using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Meetings and agreements: named after their city, dated once and called back later.
internal sealed partial class Resolver
{
    // "the X summit", "the "X" talks": the city in front of the word is where, and no party.
    private void NamedAfterCity(Draft draft)
    {
        if (draft.Type is not EventType.Consult || draft.Kind == ClaimKind.Statement) return;
        var view = draft.View;
        if (view.IsPos(draft.Trigger, "VERB")) return;
        var first = draft.Trigger;
        while (first > 0 && draft.Trigger - first < 6 && (view.Words[first - 1].Length > 0 ? !(view.IsPos(first - 1, "DET") || view.IsPos(first - 1, "ADP") || view.IsPos(first - 1, "VERB") || view.IsPos(first - 1, "AUX") || view.IsPos(first - 1, "CCONJ")) : view.TokenText(first - 1) is "\"" or "“" or "”" or "‘" or "’" or "'")) first--;
        if (first == draft.Trigger) return;
        var front = view.SpanOf(first, draft.Trigger - 1);
        var cities = places.Cities(view, first, draft.Trigger - 1);
        draft.ActorSpans.RemoveAll(s => front.Contains(s) && (cities.Exists(s.Overlaps) || Hits(view, s).Count == 0));
        foreach (var city in cities) if (!draft.PlaceSpans.Exists(city.Overlaps)) draft.PlaceSpans.Add(city);
        if (cities.Count > 0) draft.PlaceSpans.RemoveAll(s => !cities.Exists(s.Overlaps) && s.Start < front.Start);
    }

    private IReadOnlyList<ActorHit> Hits(SentenceView view, TextSpan span)
    {
        var (a, b) = view.TokensIn(span);
        return b < a ? [] : finder.Find(view, a, b, metonyms: false);
    }

    // A meeting told of in a relative clause has its place there, or in the words that the clause describes.
    private static void WithinClause(Draft draft)
    {
        var view = draft.View;
        if (draft.Type is not (EventType.Consult or EventType.Agree) || !view.HasTree) return;
        var top = draft.Trigger;
        for (var steps = 0; top >= 0 && steps < 12 && view.Rel(top) is not ("acl:relcl" or "root"); steps++) top = view.Head(top);
        if (top < 0 || view.Rel(top) != "acl:relcl" || view.Head(top) is not (>= 0 and var described)) return;
        draft.PlaceSpans.RemoveAll(s => view.TokensIn(s) is var (a, b) && b >= a && !view.Under(b, described) && a < described);
    }

    // "strikes in which X took part": who takes part acts.
    private void TakesPart(Draft draft)
    {
        if (draft.Type is not (EventType.Assault or EventType.Mobilize or EventType.Cooperate) || draft.Kind != ClaimKind.Event) return;
        var view = draft.View;
        for (var i = draft.Trigger + 1; i + 2 < view.Count && i <= draft.Trigger + 6; i++)
        {
            if (view.Words[i] != "which" || view.Words[i - 1] is not ("in" or "by" or "during")) continue;
            for (var v = i + 2; v < Math.Min(view.Count, i + 10); v++)
            {
                if (!(lexicon.Is("take-part", view.Words[v]) || lexicon.Is("support", view.Words[v]))) continue;
                foreach (var hit in finder.Find(view, i + 1, v - 1, metonyms: true))
                    AddActor(draft, draft.Actors, view.Text(view.SpanOf(hit.First, hit.Last)), hit.Id, "takes part, says the relative clause", "actors", true);
                return;
            }
        }
    }
}
