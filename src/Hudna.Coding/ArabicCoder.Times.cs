using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// When what an Arabic clause tells of happened: its own day, else that of the passage, else that of the report's opening.
internal sealed partial class ArabicCoder
{
    private const int Opening = 4; // paragraphs in which a report says what days it covers

    private Edtf? _day;
    private TimeBasis _basis;
    private (Edtf? Day, TimeBasis Basis) _above;
    private (Edtf? Day, TimeBasis Basis) _lead;
    private int _timed = -1;
    private int _item = -1; // the paragraph of the list's item that is read

    // The days that the heading or the first lines say the report is about.
    private void Frame(IReadOnlyList<SentenceView> views)
    {
        var opening = views.Where(v => v.Paragraph <= views[0].Paragraph + Opening).Select(Covered).FirstOrDefault(c => c is not null) ?? (_counting || title is { Days: < 10 } ? title : null);
        if (opening is not null) (_day, _basis) = _lead = _above = (opening, TimeBasis.Stated);
    }

    // "what we recorded between six on Monday evening and six on Tuesday evening": a line that tells of no act and names a day or two near the report's own.
    private Edtf? Covered(SentenceView view)
    {
        if (report.Published is not { } day || Enumerable.Range(0, view.Count).Any(i => clauses.Find("act", view, i).Length > 0 || clauses.Find("killed", view, i).Length > 0)) return null;
        var times = view.Document.Times.Where(t => view.Span.Contains(t.Span) && t.Value is { Days: < 10, Start: not null, End: { } end } && end <= day && day.DayNumber - end.DayNumber <= 10).OrderBy(t => t.Span.Start).ToList();
        if (times.Count == 0) return null;
        var (from, to) = (times[0].Value!.Start!.Value, times[^1].Value!.End!.Value);
        var between = view.TokensIn(times[0].Span).First is var first && Enumerable.Range(Math.Max(0, first - 4), Math.Min(4, first)).Any(k => view.Words[k] is "بين" or "من" or "منذ");
        return between && times.Count > 1 && from < to && to.DayNumber - from.DayNumber < 9 ? Edtf.Interval(Edtf.Day(from), Edtf.Day(to)) : times.Count == 1 || times.TrueForAll(t => t.Value!.Text == times[0].Value!.Text) ? times[0].Value : null;
    }

    // Each item of a list goes by the day of what stands above the list, a new paragraph by the day that the report is about.
    private void Dated(ArabicClause clause)
    {
        var view = clause.View;
        if (clause.First == 0 && view.Words[0].Length == 0 && view.TokenText(0) is not ("\"" or "«" or "“" or "(")) _item = view.Paragraph;
        if (view.Paragraph != _timed)
        {
            if (_item == view.Paragraph) (_day, _basis) = (_above.Day, _above.Basis);
            else if (_lead.Day is not null) (_day, _basis) = _lead;
        }
        if (_item != view.Paragraph) _above = (_day, _basis);
        _timed = view.Paragraph;
    }

    // A day named where nothing is coded holds for what follows in the paragraph, and, standing as a heading, for what follows it.
    private void Remember(ArabicClause clause)
    {
        var view = clause.View;
        if (Own(clause) is not { Value: { Days: < 9, End: { } end } } own || report.Published is { } day && end > day) return;
        (_day, _basis) = (own.Value, own.Basis);
        if (_item == view.Paragraph || clause.Joined || view.DenseWords.Length > 7) return;
        _above = _lead = (own.Value, own.Basis);
    }

    // The narrowest time that a clause names; what counts may run for years.
    private static TimeExpression? Own(ArabicClause clause, int longest = 40)
    {
        var span = clause.View.SpanOf(clause.First, clause.Last);
        return clause.View.Document.Times.Where(t => span.Contains(t.Span) && t.Value?.Days < longest).OrderBy(t => t.Value!.Days).ThenBy(t => t.Span.Start).FirstOrDefault();
    }

    private void Time(ArabicClause clause, Draft draft)
    {
        var own = Own(clause, draft.Kind == ClaimKind.Tally ? 5000 : 40);
        var estimated = report.PublishedBasis == PublishedBasis.Estimated;
        if (own is not null)
        {
            draft.Time = new TimeMention(draft.View.Text(own.Span).TrimEnd('،', '؛'), own.Value, own.Basis, estimated && own.Basis == TimeBasis.Relative);
            if (draft.Kind != ClaimKind.Statement) (_day, _basis) = (own.Value, own.Basis);
            if (_lead.Day is null && _item != draft.View.Paragraph && draft.Kind != ClaimKind.Statement && own.Value is { Days: < 9, End: { } lead } && report.Published is { } out0 && Math.Abs(out0.DayNumber - lead.DayNumber) <= 10) _lead = (own.Value, own.Basis);
            draft.Note("time", own.Rule, draft.View.Text(own.Span));
        }
        else if (_day is not null) draft.Time = new TimeMention(null, _day, TimeBasis.Inherited, estimated && _basis == TimeBasis.Relative);
        else if (report.Published is { } day) draft.Time = new TimeMention(null, Edtf.Day(day), TimeBasis.Published, estimated);
    }
}
