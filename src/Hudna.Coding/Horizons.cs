using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Until when a forecast runs: from the day the report appeared to the bound that its words give ("before April", "in the coming weeks"); open without one.
/// </summary>
internal sealed class Horizons(Lexicon lexicon)
{
    // What is told in units of no stated number runs so many days, approximately: the longest that the words still bear.
    private static readonly (string Class, int Days)[] s_loose = [("within-hours", 1), ("within-days", 7), ("within-weeks", 30), ("within-months", 183)];

    /// <summary>The horizon of what the words in a span of the sentence foresee.</summary>
    public Horizon Of(SentenceView view, TextSpan span)
    {
        if (view.Document.Reference is not { } made) return new Horizon(null, null, true);
        foreach (var time in view.Document.Times)
        {
            if (!span.Contains(time.Span) || time.Value is not { } read || view.WordsIn(time.Span).Any(w => Season(w) is not null) && !view.WordsIn(time.Span).Any(w => w is "next" or "this")) continue;
            if (Ahead(view, time, read, made) is { } value && Bounded(Edge(view, view.TokensIn(time.Span).First), Before(view.WordsIn(time.Span), value), made) is { } bound)
                return new Horizon(view.Text(time.Span), bound, bound.End is null);
        }
        for (var d = 0; d < view.Dense.Length; d++)
        {
            if (!span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            foreach (var (name, days) in s_loose)
                if (lexicon.Class(name).Match(view.DenseWords, d) is { Length: > 0 and var n })
                    return new Horizon(view.Text(view.SpanOf(view.Dense[d], view.Dense[d + n - 1])), Edtf.Interval(Edtf.Day(made), Edtf.About(made.AddDays(days))), false);
            if (Season(view.DenseWords[d]) is { } season && Edge(view, view.Dense[d]) is { } edge && edge != "")
                return new Horizon(view.TokenText(view.Dense[d]), Bounded(edge, Next(season, made), made), edge == "after");
        }
        return Open(view, span);
    }

    // The value of words that lie ahead; a month without a year is the next of its name. Null where they lie behind.
    private static Edtf? Ahead(SentenceView view, TimeExpression time, Edtf value, DateOnly made)
    {
        if ((value.End ?? value.Start) is not { } last) return null;
        if (last > made) return value;
        var months = System.Globalization.DateTimeFormatInfo.InvariantInfo.MonthNames;
        if (view.Text(time.Span).Count(char.IsDigit) > 2 || last.AddYears(1) <= made || value.End is not { } end || !view.WordsIn(time.Span).Any(w => w.Length > 2 && months.Any(m => m.Equals(w, StringComparison.OrdinalIgnoreCase)))) return null;
        return value.Start is { } start ? start.Day == 1 && end.AddDays(1).Day == 1 && start.Month == end.Month ? Edtf.Month(start.Year + 1, start.Month) : Edtf.Span(start.AddYears(1), end.AddYears(1)) : Edtf.Interval(null, Edtf.Day(end.AddYears(1)));
    }

    // "before September": the reading names the month that is the bound, not in it.
    private static Edtf Before(string[] words, Edtf value) =>
        value.Start is null && words is ["before" or "until" or "till", ..] && !words.Contains("end") && Edtf.TryRead(value.Text[(value.Text.IndexOf('/', StringComparison.Ordinal) + 1)..])?.Start is { } bound
            ? Edtf.Interval(null, Edtf.Day(bound.AddDays(-1))) : value;

    private static Edtf? Bounded(string? edge, Edtf value, DateOnly made)
    {
        var from = Edtf.Day(made);
        switch (edge)
        {
            case "after":
                return Edtf.Interval(Edtf.Day((value.End ?? value.Start)!.Value), null);
            // The words of a reading that is open in front ("before the end of the month") hold their bound already.
            case "before" when value.Start is { } start && start > made.AddDays(1):
                return Edtf.Interval(from, Edtf.Day(start.AddDays(-1)));
            default:
                if (value.End is not { } end) return value;
                return edge is "before" or "by" || value.Start is null || value.Start <= made ? Edtf.Interval(from, value.IsApproximate && value.Start is not null && value.Days < 15 ? Edtf.About(end) : Edtf.Day(end)) : value;
        }
    }

    // The preposition in front of a token, articles and "end of" passed over: before, by, after; "" where another stands there.
    private string? Edge(SentenceView view, int first)
    {
        for (var i = first; i >= Math.Max(0, first - 4); i--)
        {
            foreach (var edge in (string[])["before", "by", "after"])
                if (lexicon.Is("horizon-" + edge, view.Words[i])) return edge;
            if (i < first && view.Words[i] is "in" or "during" or "this" or "next" or "over") return "in";
        }
        return "";
    }

    private static int? Season(string word) => word switch { "spring" => 3, "summer" => 6, "autumn" or "fall" => 9, "winter" => 12, _ => null };

    // The first season of that name that is not over yet.
    private static Edtf Next(int month, DateOnly made)
    {
        var start = new DateOnly(made.Year - 1, month, 1);
        while (start.AddMonths(3) <= made) start = start.AddYears(1);
        return Edtf.Interval(Edtf.Month(start.Year, start.Month), Edtf.Month(start.AddMonths(2).Year, start.AddMonths(2).Month));
    }

    private Horizon Open(SentenceView view, TextSpan span)
    {
        for (var d = 0; d < view.Dense.Length; d++)
        {
            if (!span.Contains(view.TokenSpan(view.Dense[d])) || lexicon.Class("horizon-open").Match(view.DenseWords, d) is not { Length: > 0 and var n }) continue;
            var (first, last) = (view.Dense[d], view.Dense[d + n - 1]);
            // "until those terms are carried out": up to the end of the clause.
            if (view.Words[first] == "until") while (last + 1 < view.Count && span.Contains(view.TokenSpan(last + 1)) && view.TokenText(last + 1) is not ("," or "." or ";" or "”" or "\"")) last++;
            return new Horizon(view.Text(view.SpanOf(first, last)), null, true);
        }
        return new Horizon(null, null, true);
    }
}
