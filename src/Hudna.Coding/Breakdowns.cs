using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Takes apart what one verb or one figure holds together: "six died in A, three in B and two in C", "40 breaches, including 20 in the
/// A province and …", "40 breaches: 30 artillery attacks, five flights and …".
/// </summary>
internal sealed class Breakdowns(Lexicon lexicon)
{
    private sealed record Item(Quantity Figure, int First, int Last, string Preposition);

    public List<Draft> Read(SentenceView view, Segment segment, List<Draft> drafts)
    {
        var found = new List<Draft>();
        var items = Items(view, segment);
        var bases = drafts.Where(d => d.Kind is ClaimKind.Tally or ClaimKind.Event && d.Modality == Modality.Asserted && Counted(d)).ToList();
        if (items.Count > 0)
        {
            var whole = bases.Where(d => FigureAt(d) is { } f && f < items[0].Figure.Span.Start).OrderBy(d => d.Kind == ClaimKind.Tally ? 0 : 1).FirstOrDefault();
            if (whole is not null && (items.Count > 1 || whole.Kind == ClaimKind.Event)) Elliptic(view, whole, items, drafts, found);
        }
        else if (bases.Find(d => d.Kind == ClaimKind.Tally) is { } sum) Kinds(view, segment, sum, found);
        return found;
    }

    private static bool Counted(Draft d) => d.Figure is not null || d.CountSpans.Count > 0;

    private static int? FigureAt(Draft d) => d.Figure?.Span.Start ?? (d.CountSpans.Count > 0 ? d.CountSpans.Min(c => c.Span.Start) : null);

    // A figure with its preposition and nothing between: "three in B", "two by the army".
    private static List<Item> Items(SentenceView view, Segment segment)
    {
        var items = new List<Item>();
        var beyond = view.TokensIn(segment.Span).Last;
        foreach (var q in view.Document.Quantities.Where(q => segment.Span.Contains(q.Span)).OrderBy(q => q.Span.Start))
        {
            if (view.Document.Times.Any(t => t.Span.Overlaps(q.Span))) continue;
            var (first, last) = view.TokensIn(q.Span);
            if (last < first || last + 2 > beyond || view.Words[last + 1] is not ("in" or "by" or "on" or "at")) continue;
            if (first > 0 && !(view.TokenText(first - 1) is "," or ":" or ";" or "(" || view.Words[first - 1] is "and" or "including" or "with")) continue;
            var end = last + 2;
            while (end <= beyond && !(view.Words[end] is "when" or "as" or "while" or "after" or "before" or "since" or "during" or "where" or "which" or "who" or "according") && !(view.TokenText(end) is "," or ";" or "." or ")" or ":" or "”" or "\"")
                && !(view.Words[end] is "and" or "while" or "but" && end + 1 < view.Count && view.Document.Quantities.Any(o => o.Span.Start == view.TokenSpan(end + 1).Start))) end++;
            if (end > last + 2) items.Add(new Item(q, first, end - 1, view.Words[last + 1]));
        }
        return items;
    }

    private static void Elliptic(SentenceView view, Draft whole, List<Item> items, List<Draft> drafts, List<Draft> found)
    {
        var figure = whole.Figure?.Span ?? whole.CountSpans.MinBy(c => c.Span.Start).Span;
        var role = whole.CountSpans.Where(c => c.Span.Overlaps(figure)).Select(c => c.Role).FirstOrDefault(FrameRole.Number);
        // "Of these, five were killed by A, two by B": shares of a figure given before are figures too.
        var shares = whole.Kind == ClaimKind.Event && view.DenseWords is ["of", "these" or "them" or "those", ..];
        if (shares && view.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(figure)) is { } share)
        {
            whole.Kind = ClaimKind.Tally;
            whole.Figure = share;
            whole.Unit = "persons";
        }
        var text = view.WordsIn(figure);
        foreach (var item in items)
        {
            var span = view.SpanOf(item.First, item.Last);
            var named = view.SpanOf(view.TokensIn(item.Figure.Span).Last + 2, item.Last);
            drafts.RemoveAll(d => d != whole && d.Kind is ClaimKind.Tally or ClaimKind.Event && span.Contains(view.TokenSpan(d.Trigger)));
            foreach (var spans in new[] { whole.PlaceSpans, whole.ActorSpans, whole.TargetSpans }) spans.RemoveAll(s => s.Overlaps(span));
            whole.CountSpans.RemoveAll(c => c.Span.Overlaps(span));
            var part = new Draft
            {
                View = view, Kind = whole.Kind, Type = whole.Type, Trigger = item.First, Segment = whole.Segment, Quote = span, Part = span, Confidence = whole.Confidence * 0.9,
                Figure = whole.Kind == ClaimKind.Tally ? item.Figure : null, Unit = whole.Unit, CountGroup = Group(text),
            };
            part.Modes.AddRange(whole.Modes);
            part.TimeSpans.AddRange(whole.TimeSpans);
            part.CountSpans.Add((role, item.Figure.Span));
            if (item.Preposition == "by") part.ActorSpans.Add(named);
            else { part.PlaceSpans.Add(named); part.ActorSpans.AddRange(whole.ActorSpans); }
            part.Rule = "one figure of a row";
            part.Note("kind", "one figure of a row", view.Text(span));
            found.Add(part);
        }
        whole.Part ??= Front(view, whole, items[0]);

        static string? Group(string[] words) => words.Contains("civilians") || words.Contains("civilian") ? "civilians" : words.Contains("children") ? "children" : null;
    }

    private static TextSpan Front(SentenceView view, Draft whole, Item first)
    {
        var (a, _) = view.TokensIn(whole.Segment!.Span);
        var b = first.First - 1;
        while (b > a && (view.Words[b].Length == 0 || view.Words[b] is "and" or "including" or "with")) b--;
        return b > a + 1 ? view.SpanOf(a, b) : whole.Segment.Span;
    }

    // "41 breaches: 33 artillery attacks, five flights and three raids": a kind of its own each.
    private void Kinds(SentenceView view, Segment segment, Draft sum, List<Draft> found)
    {
        var (first, last) = view.TokensIn(segment.Span);
        var colon = -1;
        for (var i = first; i <= last; i++) if (view.TokenText(i) is ":" or "(" or "–" or "—" || view.Words[i] == "including") { colon = i; break; }
        if (colon < 0 || sum.Figure is not { } total || total.Span.Start > view.TokenSpan(colon).Start) return;
        var figures = view.Document.Quantities.Where(q => q.Span.Start > view.TokenSpan(colon).Start && q.Span.End <= view.TokenSpan(last).End && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderBy(q => q.Span.Start).ToList();
        for (var k = 0; k < figures.Count; k++)
        {
            var (from, at) = view.TokensIn(figures[k].Span);
            var to = k + 1 < figures.Count ? view.TokensIn(figures[k + 1].Span).First - 1 : last;
            for (var i = at + 1; i <= to; i++) if (view.TokenText(i) is "," or ";" or ")" or ".") { to = i - 1; break; }
            while (to > at && (view.Words[to].Length == 0 || view.Words[to] == "and")) to--;
            if (to <= at) continue;
            var words = Enumerable.Range(at + 1, to - at).Select(i => view.Words[i]).Where(w => w.Length > 0).ToArray();
            var noun = Enumerable.Range(at + 1, to - at).FirstOrDefault(i => lexicon.Is("attack-noun", view.Words[i]) || lexicon.Is("breach-noun", view.Words[i]) || lexicon.Is("tally-unit", view.Words[i]) && lexicon.Is("strikes", view.Words[i]) || view.Words[i] is "flights" or "flight" or "attempts", -1);
            if (noun < 0 || noun - at > 5) continue;
            var modes = new List<Mode>();
            for (var i = 0; i < words.Length; i++) if (lexicon.Means.Match(words, i) is { Length: > 0 } mode && !modes.Contains(mode.Value)) modes.Add(mode.Value);
            var type = modes.Count > 0 && lexicon.Modes.TryGetValue(modes[0], out var entry) ? entry.Types[0] : words.Contains("reconnaissance") ? EventType.Mobilize : EventType.Assault;
            var span = view.SpanOf(from, to);
            var part = new Draft { View = view, Kind = ClaimKind.Tally, Type = type, Trigger = from, Segment = segment, Quote = span, Part = span, Confidence = sum.Confidence * 0.9, Figure = figures[k], Unit = view.TokenText(noun) };
            part.Modes.AddRange(modes);
            part.TimeSpans.AddRange(sum.TimeSpans);
            part.Rule = "one kind of a row of figures";
            part.Note("kind", "one kind of a row of figures", view.Text(span));
            sum.CountSpans.RemoveAll(c => c.Span.Overlaps(span));
            found.Add(part);
        }
        if (found.Count > 0) sum.Part ??= Front(view, sum, new Item(figures[0], view.TokensIn(figures[0].Span).First, last, ""));
    }
}
