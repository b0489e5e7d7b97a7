using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Joins drafts of one sentence that tell of one act: verb and noun of it, or two means in one phrase.</summary>
internal static class Merging
{
    public static List<Draft> Join(List<Draft> drafts)
    {
        var kept = new List<Draft>();
        foreach (var draft in drafts.OrderByDescending(d => Mark(d) ?? 0).ThenByDescending(d => d.Confidence))
        {
            var same = kept.FirstOrDefault(k => OneAct(k, draft));
            if (same is null) kept.Add(draft);
            else Absorb(same, draft);
        }
        return [.. kept.OrderBy(d => d.Trigger)];
    }

    /// <summary>Whether two drafts tell of one act.</summary>
    public static bool OneAct(Draft a, Draft b)
    {
        if (a.Type != b.Type) return false;
        if (a.Segment != b.Segment || a.View != b.View) return false;
        if (Coordinated(a, b) && a.PlaceSpans.Count > 0 && b.PlaceSpans.Count > 0 && !Shares(a.PlaceSpans, b.PlaceSpans)) return false;
        // Days and places of their own, means and places, or sides and places: two occasions.
        if (Apart(a.PlaceSpans, b.PlaceSpans) && (Apart(a.TimeSpans, b.TimeSpans) || a.Modes.Count > 0 && b.Modes.Count > 0 && !a.Modes.Intersect(b.Modes).Any() || Apart(a.ActorSpans, b.ActorSpans) && a.View.HasTree && a.View.Predicate(a.Trigger) != b.View.Predicate(b.Trigger))) return false;
        if (Apart(a.ActorSpans, b.ActorSpans) && Math.Abs(a.Trigger - b.Trigger) > 6) return false;
        if (Divided(a.View, a.Trigger, b.Trigger) || Apart(a.TimeSpans, b.TimeSpans) && Math.Abs(a.Trigger - b.Trigger) > 4) return false;
        var shared = Shares(a.PlaceSpans, b.PlaceSpans) || Shares(a.ActorSpans, b.ActorSpans) || Shares(a.CountSpans.Select(c => c.Span), b.CountSpans.Select(c => c.Span));
        if (a.View.HasTree)
        {
            var (x, y) = (a.View.Predicate(a.Trigger), b.View.Predicate(b.Trigger));
            if (x >= 0 && x == y) return true;
            if (Mark(a) > 0 && Mark(b) > 0) return false; // the model holds each for a claim of its own
            if (x >= 0 && y >= 0 && SideBySide(a.View, x, y)) return false;
            var linked = a.View.Head(a.Trigger) == b.Trigger || b.View.Head(b.Trigger) == a.Trigger;
            if (linked && (a.View.Rel(a.Trigger) is not ("conj" or "parataxis") || !a.View.IsPos(a.Trigger, "VERB"))
                && (b.View.Rel(b.Trigger) is not ("conj" or "parataxis") || !b.View.IsPos(b.Trigger, "VERB")) && (shared || a.Modes.Count == 0 || b.Modes.Count == 0 || a.Modes.Intersect(b.Modes).Any())) return true;
        }
        if (a.Type != b.Type) return false;
        if (Math.Abs(a.Trigger - b.Trigger) <= 2) return true;
        var sameMeans = a.Modes.Count == 0 || b.Modes.Count == 0 || a.Modes.Intersect(b.Modes).Any();
        return shared && sameMeans && !(a.TimeSpans.Count > 0 && b.TimeSpans.Count > 0 && !Shares(a.TimeSpans, b.TimeSpans))
            && (Shares(a.PlaceSpans, b.PlaceSpans) || a.PlaceSpans.Count == 0 || b.PlaceSpans.Count == 0);
    }

    private static double? Mark(Draft draft) => Marks.Of(draft.View, draft.Trigger, draft.Kind, draft.Type);

    // "shelled A and struck B": two verbs side by side.
    private static bool Coordinated(Draft a, Draft b)
    {
        var (first, second) = a.Trigger < b.Trigger ? (a.Trigger, b.Trigger) : (b.Trigger, a.Trigger);
        var view = a.View;
        return view.IsPos(first, "VERB") && view.IsPos(second, "VERB") && view.Rel(second) == "conj" && view.Head(second) == first;
    }

    private static bool Divided(SentenceView view, int a, int b) =>
        Enumerable.Range(Math.Min(a, b), Math.Abs(a - b)).Any(i => view.TokenText(i) is ";");

    // Two main clauses with subjects of their own tell of two acts.
    private static bool SideBySide(SentenceView view, int x, int y)
    {
        var (first, second) = x < y ? (x, y) : (y, x);
        return view.Rel(second) is "conj" or "parataxis" && view.Child(first, "nsubj", "nsubj:pass") >= 0 && view.Child(second, "nsubj", "nsubj:pass") >= 0;
    }

    private static bool Apart(List<TextSpan> a, List<TextSpan> b) => a.Count > 0 && b.Count > 0 && !Shares(a, b);

    private static bool Shares(IEnumerable<TextSpan> a, IEnumerable<TextSpan> b) => a.Any(x => b.Any(x.Overlaps));

    private static void Absorb(Draft into, Draft from)
    {
        static void Add(List<TextSpan> to, List<TextSpan> more)
        {
            foreach (var span in more) if (!to.Exists(span.Overlaps)) to.Add(span);
        }
        Add(into.ActorSpans, from.ActorSpans);
        Add(into.TargetSpans, [.. from.TargetSpans.Where(t => !into.ActorSpans.Exists(t.Overlaps) && !into.PlaceSpans.Exists(t.Overlaps))]);
        Add(into.PlaceSpans, [.. from.PlaceSpans.Where(t => !into.ActorSpans.Exists(t.Overlaps))]);
        Add(into.TimeSpans, from.TimeSpans);
        Add(into.WeaponSpans, from.WeaponSpans);
        foreach (var count in from.CountSpans) if (!into.CountSpans.Exists(c => c.Span.Overlaps(count.Span))) into.CountSpans.Add(count);
        foreach (var mode in from.Modes) if (!into.Modes.Contains(mode)) into.Modes.Add(mode);
        into.Note("kind", "joined with a second word for the same act", from.View.TokenText(from.Trigger), from.Confidence);
    }
}
