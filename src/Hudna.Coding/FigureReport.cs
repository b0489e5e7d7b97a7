using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Reports that are about figures (monthly counts, daily statistics, situation reports): what is counted is said once, and the figures that follow
/// have a place, a party or a month beside them and no words of their own. "Aleppo heads the list with 58, ahead of Daraa (24)."
/// </summary>
internal sealed class FigureReport(Lexicon lexicon, ActorFinder finder)
{
    private const int LeastTallies = 4;
    private const double LeastShare = 0.4;

    /// <summary>Whether most of what a report tells is counts.</summary>
    public static bool Is(Document document)
    {
        var (tallies, events) = (0, 0);
        foreach (var frame in document.Frames.Where(f => f.Probability >= FrameGate.Least))
        {
            if (frame.Kind == ClaimKind.Tally) tallies++;
            else if (frame.Kind == ClaimKind.Event) events++;
        }
        return tallies >= LeastTallies && tallies >= LeastShare * (tallies + events);
    }

    /// <summary>The days that such a report is about: the first stretch of time in it that ends shortly before it appeared; null where there is none.</summary>
    public static Edtf? Period(Document document) =>
        document.Reference is not { } day ? null
            : document.Times.OrderBy(t => t.Span.Start).Select(t => t.Value).FirstOrDefault(v => v is { Start: not null, End: { } end, Days: >= 2 and <= 370 } && end <= day && day.DayNumber - end.DayNumber <= 40);

    /// <summary>The figures of a segment that no draft has taken up, each a tally of what was counted before.</summary>
    public List<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts, IReadOnlyList<Draft> earlier)
    {
        // What is counted: the figure before in the paragraph, else what the report counts first.
        var before = earlier.LastOrDefault(d => Counts(d) && d.View.Paragraph == view.Paragraph) ?? earlier.FirstOrDefault(Counts);
        var found = new List<Draft>();
        var (first, last) = view.TokensIn(segment.Span);
        foreach (var figure in view.Document.Quantities.Concat(Nothings(view)).Where(q => segment.Span.Contains(q.Span)).OrderBy(q => q.Span.Start))
        {
            if (view.Document.Times.Any(t => t.Span.Overlaps(figure.Span)) || drafts.Any(d => d.Figure?.Span.Overlaps(figure.Span) == true || d.CountSpans.Exists(c => c.Span.Overlaps(figure.Span)))) continue;
            var (a, b) = view.TokensIn(figure.Span);
            if (b < a || Within(view, first, a, b) || How(view, first, last, a, b) is not { } how) continue;
            var main = drafts.LastOrDefault(d => d.Kind == ClaimKind.Tally && d.Figure is { } f && f.Span.Start < figure.Span.Start) ?? before;
            var span = Piece(view, first, last, a, b);
            var draft = new Draft
            {
                View = view, Kind = ClaimKind.Tally, Type = main?.Type, Trigger = a, Segment = segment, Quote = span, Part = span, Confidence = 0.5, Figure = figure,
                Unit = main?.Unit ?? "number", Rule = $"a figure of its own {how}",
            };
            if (main is not null) draft.Modes.AddRange(main.Modes);
            draft.Main = main?.View.Paragraph == view.Paragraph ? main : null;
            var (from, to) = view.TokensIn(span);
            draft.ActorSpans.AddRange(finder.Find(view, from, to, metonyms: false).Select(h => view.SpanOf(h.First, h.Last)));
            if (main?.CountSpans.FirstOrDefault(c => main.Figure?.Span.Overlaps(c.Span) == true) is { Span.Length: > 0 } counted) draft.CountSpans.Add((counted.Role, figure.Span));
            draft.PlaceSpans.AddRange(view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && span.Contains(n.Span)).Select(n => n.Span));
            draft.TimeSpans.AddRange(view.Document.Times.Where(t => span.Contains(t.Span)).Select(t => t.Span));
            draft.Note("kind", draft.Rule, view.Text(span));
            found.Add(draft);
        }
        return found;
    }

    private static bool Counts(Draft draft) => draft is { Kind: ClaimKind.Tally, Figure: not null };

    // "None", "not a single one": a figure of nothing.
    private static IEnumerable<Quantity> Nothings(SentenceView view)
    {
        for (var i = 0; i < view.Count; i++)
        {
            var single = view.Words[i] == "not" && i + 2 < view.Count && view.Words[i + 1] == "a" && view.Words[i + 2] == "single";
            if (view.Words[i] is not ("none" or "nil") && !single) continue;
            var span = single ? view.SpanOf(i, i + 2) : view.TokenSpan(i);
            if (!view.Document.Quantities.Any(q => q.Span.Overlaps(span))) yield return new Quantity(span, 0, 0, 0, false, "none");
        }
    }

    // "including 19 children", "(4 children, 6 women)", "among whom one woman": parts of the figure before, no figures of their own.
    private bool Within(SentenceView view, int first, int a, int b)
    {
        var noun = b + 1 < view.Count ? view.Words[b + 1] : "";
        if (lexicon.Is("children", noun) || lexicon.Is("women", noun)) return true;
        for (var i = a - 1; i >= first && i >= a - 4; i--)
        {
            if (view.Words[i] is "including" or "among" or "whom" or "comprising" || view.Words[i] == "of" && i + 1 < a && view.Words[i + 1] is "them" or "whom" or "these") return true;
            if (view.TokenText(i) is ";" or ":" or ".") break;
        }
        return false;
    }

    private static string? How(SentenceView view, int first, int last, int a, int b)
    {
        var (before, behind) = (a > first ? view.TokenText(a - 1) : "", b < last ? view.TokenText(b + 1) : "");
        if (before is "(" && behind is ")") return "in brackets";
        var word = a > first ? view.Words[a - 1] : "";
        if (word is "with" or "than" or "against" or "at" || word == "from" && a - 2 >= first && view.Words[a - 2] is "down" or "up") return "beside a name";
        if (before is ":" or "–" or "-") return "behind a colon";
        var next = b < last ? view.Words[b + 1] : "";
        if (next is "in" or "by" or "on" or "at" or "for" or "so" or "per") return "in front of where or by whom";
        if (word is "had" or "has" or "was" or "were" or "is" or "are" or "received" or "reached" or "numbered" or "recorded" or "counted") return "behind a verb";
        return view.IsPos(b, "NOUN") || b < last && view.IsPos(b + 1, "NOUN") ? "with a noun" : b == last || behind is "," or ";" or "." ? "at the end" : null;
    }

    // Up to the marks around it.
    private static TextSpan Piece(SentenceView view, int first, int last, int a, int b)
    {
        while (a > first && view.TokenText(a - 1) is not ("," or ";" or ":" or "—" or "–" or ".") && !(view.Words[a - 1] == "and" && b - a > 1)) a--;
        while (b < last && view.TokenText(b + 1) is not ("," or ";" or "—" or ".") && view.Words[b + 1] != "and") b++;
        while (a < b && view.Words[a].Length == 0) a++;
        return view.SpanOf(a, b);
    }
}
