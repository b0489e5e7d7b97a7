using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Reads counts off a frame's count spans (codebook section 7).</summary>
internal sealed class Counts(Lexicon lexicon, Func<SentenceView, TextSpan, bool> armed)
{
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal) { "no", "without", "zero" };

    public List<CountRange> Read(Draft draft)
    {
        var within = false;
        var counts = new List<CountRange>();
        FrameRole? before = null;
        var text = draft.View.Document.Text;
        var end = -1;
        var all = draft.View.DenseWords;
        var (kills, wounds) = (all.Any(w => lexicon.Is("kill-word", w)), all.Any(w => lexicon.Is("wound-word", w)));
        foreach (var (given, span) in draft.CountSpans.OrderBy(c => c.Span.Start))
        {
            // A sentence that speaks of wounds alone counts nobody killed, and the other way round.
            var role = given == FrameRole.Killed && !kills && wounds ? FrameRole.Wounded : given == FrameRole.Wounded && !wounds && kills ? FrameRole.Killed : given;
            var words = draft.View.WordsIn(span);
            if (words.Length == 0) continue;
            // "killing one and wounding six, including a child": the last figure before is what it breaks down.
            var gap = end >= 0 && span.Start > end ? Normal.Tokens(text[end..span.Start]) : [];
            var breaksDown = before is not null && (lexicon.Class("including").Any(gap) || (within && gap is ["and"] or []));
            within = breaksDown;
            var read = breaksDown ? before!.Value : role;
            if (!breaksDown) before = role;
            end = span.End;
            var kind = What(read, words);
            if (role is not FrameRole.Number && ThingsBehind(draft.View, span) is { } things) (kind, read) = (things, FrameRole.Number);
            if (kind is null) continue;
            // "seven, among them three children": a role word behind the first figure of its kind names a group within it.
            var group = Group(lexicon, words);
            group ??= draft.CountGroup;
            if (group is null && armed(draft.View, span)) group = "combatants";
            // "nine civilians killed and 23 others", "two soldiers died and a third was hurt", "three civilians died and some ten were hurt": of the same kind.
            if (group is null && (words.Any(w => w is "others" or "other" or "one" or "third" or "fourth") || Bare(draft.View, span)) && counts.LastOrDefault()?.What is { } last && last.Split('-') is [_, "civilians" or "combatants"]) group = last.Split('-')[1];
            if (breaksDown && group is null && words.Contains("them")) continue; // "two of them siblings"
            var what = read is FrameRole.Killed or FrameRole.Wounded && group is not null ? $"{kind}-{group}" : kind;
            if (words.Any(Nothing.Contains) && words.Any(w => w is "casualties" or "losses" or "victims")) what = "casualties";
            if (words.Any(w => w is "dead" or "killed" or "deaths") && words.Any(w => w is "wounded" or "injured")) what = "casualties";
            if (Range(draft.View, span, words, what) is { } count && !counts.Exists(c => c.What == count.What))
            {
                counts.Add(count);
                draft.Note("counts", $"{role.ToString().ToLowerInvariant()} span", draft.View.Text(span));
            }
        }
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Coerce or EventType.Retreat } && Taken(draft) is { } taken && !counts.Exists(c => c.What == taken.What)) counts.Add(taken);
        return counts;
    }

    // "detained five of them", "released two": how many were taken or let go stands in whom the act is aimed at.
    private static CountRange? Taken(Draft draft)
    {
        var what = draft.Modes.Contains(Mode.Arrest) ? "arrested" : draft.Modes.Contains(Mode.Release) ? "released" : null;
        if (what is null) return null;
        foreach (var span in draft.TargetSpans.Concat(draft.CountSpans.Where(c => c.Role == FrameRole.Number).Select(c => c.Span)).OrderBy(s => s.Start))
        {
            var words = draft.View.WordsIn(span);
            if (words.Length > 0 && Range(draft.View, span, words, what) is { } range) return range;
        }
        return null;
    }

    // A figure alone, no noun behind it.
    private static bool Bare(SentenceView view, TextSpan span)
    {
        var (a, b) = view.TokensIn(span);
        return view.HasTree && b >= a && Enumerable.Range(a, b - a + 1).All(i => !view.IsPos(i, "NOUN") && !view.IsPos(i, "PROPN")) && Enumerable.Range(a, b - a + 1).Any(i => view.IsPos(i, "NUM"));
    }

    /// <summary>"more than 20 shells; a child was killed": a figure before a word for things in the plural counts no victims.</summary>
    private string? ThingsBehind(SentenceView view, TextSpan span)
    {
        if (FigureIn(view, span) is not { } figure || figure.Span.End >= view.Span.End) return null;
        var next = Normal.Tokens(view.Document.Text[figure.Span.End..Math.Min(view.Span.End, figure.Span.End + 40)]).FirstOrDefault();
        return next is [.., 's'] ? Counted([next]) : null;
    }

    private static Quantity? FigureIn(SentenceView view, TextSpan span) => view.Document.Quantities
        .Where(q => q.Span.Overlaps(span) && view.Span.Contains(q.Span))
        .OrderByDescending(q => q.Span.Length).FirstOrDefault();

    /// <summary>The range that the words of a span give; null where they hold no figure.</summary>
    public static CountRange? Range(SentenceView view, TextSpan span, IReadOnlyList<string> words, string what)
    {
        var quantity = FigureIn(view, span);
        if (quantity is not null && words[0] is "a" or "an" && words.Any(w => w is "of" or "aged" or "old" or "year") && view.TokensIn(quantity.Span).First > view.TokensIn(span).First + 1) quantity = null; // "a boy of eleven"
        if (words.Any(Nothing.Contains) && (quantity is null || quantity.Best is null or 0))
            return new CountRange(what, 0, 0, 0);
        if (quantity is not null) return new CountRange(what, quantity.Min, quantity.Best, quantity.Max, quantity.Approximate);
        // "a woman and her son": two.
        if (words[0] is "a" or "an" && Array.IndexOf([.. words], "and") is > 0 and var and && and + 1 < words.Count && words[and + 1] is "his" or "her" or "a" or "an" or "another")
            return CountRange.Exactly(what, 2);
        // "a civilian", "another child": one.
        return words[0] is "a" or "an" or "another" or "one" || view.TokensIn(span) is var (f, l) && f > 0 && l >= f && view.Words[f - 1] is "a" or "an"
            ? CountRange.Exactly(what, 1) : null;
    }

    private string? What(FrameRole role, string[] words) => role switch
    {
        FrameRole.Killed => "killed",
        FrameRole.Wounded => "wounded",
        FrameRole.Casualties => "casualties",
        FrameRole.Displaced => "displaced",
        FrameRole.Number => Counted(words),
        _ => null,
    };

    private string? Counted(string[] words)
    {
        foreach (var what in new[] { "convoys", "strikes", "munitions", "locations", "vehicles" })
            if (words.Any(w => lexicon.Is(what, w))) return what;
        return words.Any(w => w is "arrested" or "detained") ? "arrested" : words.Any(w => w is "released" or "freed") ? "released" : null;
    }

    /// <summary>The count's name with the group that the words name: <c>killed-civilians</c>.</summary>
    public static string Grouped(Lexicon lexicon, string what, string[] words) => Group(lexicon, words) is { } group ? $"{what}-{group}" : what;

    private static string? Group(Lexicon lexicon, string[] words)
    {
        if (words.Any(w => lexicon.Is("children", w))) return "children";
        if (words.Any(w => lexicon.Is("women", w))) return "women";
        if (words.Any(w => lexicon.Is("combatants", w))) return "combatants";
        return words.Any(w => lexicon.Is("civilian-person", w)) ? "civilians" : null;
    }
}
