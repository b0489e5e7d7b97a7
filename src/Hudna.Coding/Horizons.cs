using System.Globalization;
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
        if (view.Document.Reference is not { Year: > 1 and < 9990 } made) return Open(view, span);
        foreach (var time in view.Document.Times)
        {
            // Seasons are read below, but for those that a word or a year tells apart.
            if (!span.Contains(time.Span) || time.Value is not { } read || view.WordsIn(time.Span) is var words && words.Any(w => Season(w) is not null) && !words.Any(w => w is "next" or "this" || w.Any(char.IsDigit))) continue;
            var edge = Edge(view, view.TokensIn(time.Span).First);
            if (Ahead(view, time, read, edge, made) is { } value && Bounded(edge, Before(words, value), made) is { } bound) return new Horizon(view.Text(time.Span), bound, bound.End is null);
        }
        for (var d = 0; d < view.Dense.Length; d++)
        {
            var at = view.Dense[d];
            if (!span.Contains(view.TokenSpan(at))) continue;
            foreach (var (name, days) in s_loose)
                if (lexicon.Class(name).Match(view.DenseWords, d) is { Length: > 0 and var n })
                    return new Horizon(view.Text(view.SpanOf(at, view.Dense[d + n - 1])), Edtf.Interval(Edtf.Day(made), Edtf.About(made.AddDays(days))), false);
            if (Season(view.Words[at]) is { } season && char.IsLower(view.TokenText(at)[0]) && (!view.HasTree || view.IsPos(at, "NOUN")) && Edge(view, at) is { Length: > 0 } edge && Bounded(edge, Next(season, made), made) is { } bound)
                return new Horizon(view.TokenText(at), bound, bound.End is null);
        }
        return Open(view, span);
    }

    // The value of words that lie ahead; a month without a year behind "before" or "by" is the next of its name. Null where they lie behind.
    private static Edtf? Ahead(SentenceView view, TimeExpression time, Edtf value, string edge, DateOnly made)
    {
        if ((value.End ?? value.Start) is not { } last) return null;
        if (last > made) return value;
        if (edge is not ("before" or "by") || view.Text(time.Span).Any(char.IsDigit) || last.AddYears(1) <= made) return null;
        var month = 1 + view.WordsIn(time.Span).Select(w => w.Length < 3 ? -1 : Array.FindIndex(DateTimeFormatInfo.InvariantInfo.MonthNames, m => m.Equals(w, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(m => m >= 0, -1);
        if (month == 0) return null;
        var next = Edtf.Month(made.Month < month || made.Month == month && edge == "by" ? made.Year : made.Year + 1, month);
        return value.Start is null ? Edtf.Interval(null, next) : next;
    }

    // "before September" is read as what ends with it: the bound is the day before it begins, where that still lies ahead.
    private static Edtf Before(string[] words, Edtf value) =>
        value.Start is null && words is ["before" or "until" or "till", ..] && !words.Contains("end") && Edtf.TryRead(value.Text[(value.Text.IndexOf('/', StringComparison.Ordinal) + 1)..])?.Start is { } bound && bound.DayNumber > 1
            ? Edtf.Interval(null, Edtf.Day(bound.AddDays(-1))) : value;

    // Null where the bound lies behind.
    private static Edtf? Bounded(string edge, Edtf value, DateOnly made)
    {
        if (edge == "after") return (value.End ?? value.Start) is { } over && over < DateOnly.MaxValue ? Edtf.Interval(Edtf.Day(over.AddDays(1)), null) : null;
        if (edge == "before" && value.Start is { } start && start > made.AddDays(1)) return Edtf.Interval(Edtf.Day(made), Edtf.Day(start.AddDays(-1)));
        if (value.End is not { } end) return value.Start >= made ? value : null;
        if (end < made) return null;
        var within = edge is "before" or "by" || value.Start is null || value.Start <= made;
        return !within ? value : Edtf.Interval(Edtf.Day(made), value.IsApproximate && value.Start is not null && value.Days < 15 ? Edtf.About(end) : Edtf.Day(end));
    }

    // The preposition in front of a token, articles, "the end of" and the like passed over: before, by, after, in; "" where another word stands there.
    private string Edge(SentenceView view, int first)
    {
        for (var i = first; i >= Math.Max(0, first - 4); i--)
        {
            foreach (var edge in (string[])["before", "by", "after"])
                if (lexicon.Is("horizon-" + edge, view.Words[i])) return edge;
            if (i == first) continue;
            if (view.Words[i] is "in" or "during" or "this" or "next" or "over") return "in";
            if (view.Words[i] is not ("the" or "a" or "of" or "end" or "beginning" or "start" or "early" or "late" or "coming" or "following" or "middle")) return "";
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
