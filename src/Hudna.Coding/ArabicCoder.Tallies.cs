using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Figures that sum up a period or an area in Arabic.
internal sealed partial class ArabicCoder
{
    private static bool OpenedBySince(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
            if (view.Words[i] == "منذ" && view.Document.Times.Any(t => t.Span.End > view.TokenSpan(i).Start && t.Span.Start < view.TokenSpan(Math.Min(view.Count - 1, i + 6)).End && t.Value == draft.Time.Edtf)) return true;
        return false;
    }

    private static void Summed(ArabicClause clause, Draft draft)
    {
        draft.Kind = ClaimKind.Tally;
        var count = draft.Counts.FirstOrDefault() ?? (Figure(clause, 5) is { } q ? new CountRange("killed", q.Min, q.Best, q.Max, q.Approximate) : null);
        if (count is null) return;
        draft.Tally = new Tally(count, "persons", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Counts = [.. draft.Counts.Where(c => c != count)];
        draft.Note("tally", "a toll of more than a week", draft.Time.Text);
    }

    private static Quantity? Figure(ArabicClause clause, decimal least) => clause.View.Document.Quantities
        .Where(q => clause.View.SpanOf(clause.First, clause.Last).Contains(q.Span) && !clause.View.Document.Times.Any(t => t.Span.Overlaps(q.Span)) && (q.Best ?? q.Min ?? 0) >= least)
        .OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();

    private Draft? Tally(ArabicClause clause)
    {
        var unit = clauses.First("tally-unit", clause);
        if (unit < 0) return Displaced(clause);
        var view = clause.View;
        var quantity = view.Document.Quantities.Where(q => view.SpanOf(clause.First, clause.Last).Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();
        if (quantity is null || (quantity.Best ?? quantity.Min ?? 0) < 3) return null;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Reject, Trigger = unit, Quote = Trim(clause), Confidence = 0.55 };
        draft.Modes.Add(Mode.Lapse);
        draft.Places = places.Find(clause, draft);
        var period = view.Document.Times.Where(t => view.Span.Contains(t.Span) && t.Value is not null).OrderByDescending(t => t.Value!.Days ?? 9999).FirstOrDefault();
        draft.Time = period is null ? TimeMention.None : new TimeMention(view.Text(period.Span), period.Value, period.Basis);
        draft.Tally = new Tally(new CountRange("violations", quantity.Min, quantity.Best, quantity.Max, quantity.Approximate), "violations", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Note("kind", "Arabic count of breaches", view.Text(quantity.Span));
        Says(clause, draft);
        return draft;
    }

    // "more than N civilians fled in three days".
    private Draft? Displaced(ArabicClause clause)
    {
        var at = clauses.First("forced-out", clause);
        if (at < 0 || Figure(clause, 100) is not { } figure || Math.Abs(clause.View.TokensIn(figure.Span).First - at) > 6) return null;
        var view = clause.View;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Coerce, Trigger = at, Quote = Trim(clause), Confidence = 0.55 };
        draft.Modes.Add(Mode.Displacement);
        draft.Places = places.Find(clause, draft);
        Time(clause, draft);
        draft.Tally = new Tally(new CountRange("displaced", figure.Min, figure.Best, figure.Max, figure.Approximate), "persons", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        if (register.Civilians is { } civilians) draft.Targets.Add(new ActorMention(view.Text(figure.Span), civilians));
        draft.Note("kind", "Arabic count of displaced", view.Text(figure.Span));
        Says(clause, draft);
        return draft;
    }
}
