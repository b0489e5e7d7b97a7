using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Chooses the words quoted for a claim: its segment, or its clause where one segment holds several claims of one kind.</summary>
internal static class Clauses
{
    public static void Choose(IReadOnlyList<Draft> ofSegment)
    {
        var several = ofSegment.Where(d => d.Kind == ClaimKind.Event).ToList();
        foreach (var draft in ofSegment)
        {
            draft.Quote = draft.Part ?? draft.Segment!.Span;
            if (draft.Kind == ClaimKind.Event && draft.Part is null && several.Count > 1 && draft.View.HasTree) draft.Quote = Clause(draft, several);
        }
    }

    private static TextSpan Clause(Draft draft, List<Draft> others)
    {
        var view = draft.View;
        var top = draft.Trigger;
        var foreign = others.Where(o => o != draft).Select(o => o.Trigger).ToList();
        // Up the tree as long as no other claim's trigger comes in.
        for (var steps = 0; steps < view.Count; steps++)
        {
            var head = view.Head(top);
            if (head < 0 || foreign.Any(f => view.Under(f, head)) || !draft.Segment!.Span.Contains(view.TokenSpan(head))) break;
            top = head;
        }
        var (first, last) = view.Subtree(top);
        // A trigger below another claim's: cut the other off.
        foreach (var f in foreign)
        {
            if (f >= first && f <= last && f > draft.Trigger && f > top) last = Math.Min(last, Math.Max(draft.Trigger, f - 1));
            else if (f >= first && f <= last && f < draft.Trigger && f < top) first = Math.Max(first, Math.Min(draft.Trigger, f + 1));
        }
        foreach (var span in draft.ActorSpans.Concat(draft.PlaceSpans).Concat(draft.CountSpans.Select(c => c.Span)))
        {
            var (a, b) = view.TokensIn(span);
            if (b < a || !draft.Segment!.Span.Contains(span)) continue;
            if (!foreign.Any(f => f >= Math.Min(a, first) && f <= Math.Max(b, last))) (first, last) = (Math.Min(first, a), Math.Max(last, b));
        }
        while (first < last && view.Words[first].Length == 0) first++;
        // A clause cut short ends before what led on: "… on Monday after a".
        while (last > first && (view.Words[last].Length == 0 || last > draft.Trigger && (view.IsPos(last, "ADP") || view.IsPos(last, "DET") || view.IsPos(last, "CCONJ") || view.IsPos(last, "SCONJ")) && !others.Exists(o => o.Trigger == last))) last--;
        return last - first < 2 ? draft.Segment!.Span : view.SpanOf(first, last);
    }
}
