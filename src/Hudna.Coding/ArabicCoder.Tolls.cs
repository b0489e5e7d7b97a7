using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// The dead, the wounded, those held and the munitions of an Arabic clause.
internal sealed partial class ArabicCoder
{
    // "N arrested two": the figure or noun right behind the act.
    private void Held(ArabicClause clause, Draft draft, string what)
    {
        var view = clause.View;
        var last = Enumerable.Range(clause.First, clause.Last - clause.First + 1).Where(i => clauses.Find("act", view, i) is { Length: > 0, Value: { } v } && v.EndsWith(what == "arrested" ? "arrest" : "release", StringComparison.Ordinal)).DefaultIfEmpty(draft.Trigger).Last();
        for (var i = last + 1; i <= Math.Min(clause.Last, last + 5); i++)
        {
            var quantity = view.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(view.TokenSpan(i)) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span)));
            if (quantity is null && clauses.Find("two", view, i).Length == 0 && clauses.Find("one", view, i).Length == 0) continue;
            draft.Counts.Add(quantity is not null ? new CountRange(what, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate) : CountRange.Exactly(what, clauses.Find("two", view, i).Length > 0 ? 2 : 1));
            return;
        }
    }

    // The figure behind the word for the dead or wounded; in front of it where it is a noun ("four dead") or stands behind its subject ("a soldier was hurt").
    private void Tolls(ArabicClause clause, Draft draft, int at, string what)
    {
        if (at < 0) return;
        var view = clause.View;
        var noun = clauses.Find("casualty", view, at).Length > 0;
        if (noun && at > clause.First && QuantityAt(view, at - 1) is { } ahead)
        {
            var group = Group(view, at + 1, at + 1) ?? Group(view, at, at);
            draft.Counts.Add(new CountRange(group is null ? what : $"{what}-{group}", ahead.Min, ahead.Best, ahead.Max, ahead.Approximate));
            draft.Note("counts", "figure before a noun for the dead or wounded", view.TokenText(at));
            Among(clause, draft, what, at + 1, clause.Last + 1);
            return;
        }
        if (noun && clauses.Find("one", view, at).Length > 0) { draft.Counts.Add(CountRange.Exactly(what, 1)); return; }
        var before = draft.Counts.Count;
        Toll(clause, draft, at, what);
        if (draft.Counts.Count > before) return;
        for (var i = at - 1; i >= Math.Max(clause.First, at - 6) && !noun && view.Words[i] is not ("ان" or "بان" or "") && view.TokenText(i) is not [.., '،']; i--)
        {
            var (one, two) = (clauses.Find("one", view, i).Length > 0, clauses.Find("two", view, i).Length > 0);
            // "a child who was passing by lost his life": farther off only the one or two that a noun names.
            if (!one && !two && (i < at - 3 || QuantityAt(view, i) is null) || i < at - 2 && draft.Counts.Count > 0) continue;
            var quantity = QuantityAt(view, i) ?? (one && i > clause.First ? QuantityAt(view, i - 1) : null);
            var group = Group(view, i, i + 1);
            var name = group is null ? what : $"{what}-{group}";
            draft.Counts.Add(quantity is not null ? new CountRange(name, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate) : CountRange.Exactly(name, two ? 2 : 1));
            return;
        }
    }

    private static Quantity? QuantityAt(SentenceView view, int at) => at < 0 ? null : view.Document.Quantities
        .Where(q => q.Span.Overlaps(view.TokenSpan(at)) && view.Span.Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Span.Length).FirstOrDefault();

    private void Toll(ArabicClause clause, Draft draft, int at, string what)
    {
        if (at < 0) return;
        var view = clause.View;
        var end = Math.Min(clause.Last, at + 4);
        // Up to the next word of the other kind.
        var other = clauses.First(what == "killed" ? "wounded" : "killed", clause, at + 1);
        if (other > 0) end = Math.Min(end, other - 1);
        for (var i = at + 1; i <= end; i++)
        {
            var span = view.TokenSpan(i);
            var quantity = view.Document.Quantities.Where(q => q.Span.Overlaps(span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Span.Length).FirstOrDefault();
            var single = clauses.Find("one", view, i).Length > 0;
            var dual = clauses.Find("two", view, i).Length > 0;
            if (quantity is null && !single && !dual) continue;
            var group = Group(view, quantity is null ? i : view.TokensIn(quantity.Span).Last, quantity is null ? i : view.TokensIn(quantity.Span).Last + 1);
            group ??= draft.Counts.Select(c => c.What.Split('-')).Where(w => w.Length == 2 && w[1] is "civilians" or "combatants").Select(w => w[1]).FirstOrDefault();
            // "a farmer and his son": two.
            var pair = single && i + 1 <= clause.Last && view.Words[i + 1] is ['و', .., 'ه'] or ['و', .., 'ه', 'ا'] && quantity is null && clauses.Find("wounded", view, i + 1).Length == 0 && clauses.Find("killed", view, i + 1).Length == 0;
            var atLeast = quantity is { Min: { } min } && view.TokensIn(quantity.Span).Last is var q1 && Enumerable.Range(q1, Math.Max(0, Math.Min(4, clause.Last - q1))).Any(k => view.Words[k] == "الاقل");
            var name = group is null ? what : $"{what}-{group}";
            var count = atLeast ? new CountRange(name, quantity!.Min, null, null) : quantity is not null ? new CountRange(name, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate) : CountRange.Exactly(name, dual || pair ? 2 : 1);
            draft.Counts.Add(count);
            draft.Note("counts", "figure behind a word for the dead or wounded", view.TokenText(i));
            Among(clause, draft, what, i + 1, other > 0 ? other : clause.Last + 1);
            return;
        }
    }

    // "among them a child", "they are a woman and two children".
    private void Among(ArabicClause clause, Draft draft, string what, int from, int until)
    {
        var start = clauses.First("among", clause, from);
        if (start < 0 || start >= until) return;
        for (var i = start + 1; i < Math.Min(until, start + 6); i++)
        {
            if (Group(clause.View, i, i) is not { } group || group == "civilians") continue;
            var quantity = clause.View.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(clause.View.TokenSpan(Math.Max(start + 1, i - 1))));
            var n = clauses.Find("two", clause.View, i).Length > 0 ? 2 : (int?)null;
            var count = n is { } two ? CountRange.Exactly($"{what}-{group}", two) : quantity is not null ? new CountRange($"{what}-{group}", quantity.Min, quantity.Best, quantity.Max) : CountRange.Exactly($"{what}-{group}", 1);
            if (!draft.Counts.Exists(c => c.What == count.What)) draft.Counts.Add(count);
        }
    }

    private string? Group(SentenceView view, int first, int last)
    {
        for (var i = first; i <= Math.Min(last, view.Count - 1); i++)
            foreach (var group in new[] { "children", "women", "combatants", "civilians" })
                if (clauses.Find(group, view, i).Length > 0) return group;
        return null;
    }

    private void Nobody(ArabicClause clause, Draft draft)
    {
        if (clauses.First("nobody", clause) < 0 || clauses.First("unknown", clause) >= 0 || draft.Counts.Exists(c => c.What.StartsWith("killed", StringComparison.Ordinal))) return;
        draft.Counts.Add(new CountRange("killed", 0, 0, 0));
        draft.Counts.Add(new CountRange("wounded", 0, 0, 0));
    }

    private void Munitions(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        if (clauses.First("dual-strike", clause) >= 0) draft.Counts.Add(CountRange.Exactly("strikes", 2));
        for (var i = clause.First; i < clause.Last; i++)
            if (draft.Type == EventType.Mobilize && clauses.Find("vehicle", view, i + 1).Length > 0 && view.Document.Quantities.FirstOrDefault(q => q.Span.End == view.TokenSpan(i).End && view.Span.Contains(q.Span)) is { } rolling && !draft.Counts.Exists(c => c.What == "vehicles"))
                draft.Counts.Add(new CountRange("vehicles", rolling.Min, rolling.Best, rolling.Max, rolling.Approximate));
        for (var i = clause.First; i < clause.Last; i++)
        {
            var quantity = view.Document.Quantities.FirstOrDefault(q => q.Span.End == view.TokenSpan(i).End && view.Span.Contains(q.Span));
            if (quantity is not null && draft.Type == EventType.Assault && clauses.Find("spot", view, i + 1).Length > 0 && !draft.Counts.Exists(c => c.What == "locations")) draft.Counts.Add(new CountRange("locations", quantity.Min, quantity.Best, quantity.Max, quantity.Approximate));
            if (quantity is null || !clauses.Find("means", view, i + 1).Length.Equals(1)) continue;
            var what = clauses.Find("means", view, i + 1).Value == "airstrike" && clauses.Find("shell", view, i + 1).Length == 0 ? "strikes" : "munitions";
            if (!draft.Counts.Exists(c => c.What == what)) draft.Counts.Add(new CountRange(what, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate));
        }
    }
}
