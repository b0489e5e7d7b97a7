using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// The time of a claim: its own words, else the passage's, else the publication date. Goes through a report in order and remembers.
/// </summary>
internal sealed class Dates(Report report)
{
    private readonly bool _estimated = report.PublishedBasis == PublishedBasis.Estimated;
    private (Edtf Value, int Paragraph, bool Estimated)? _passage;

    /// <summary>The time of an event or tally in the sentence.</summary>
    public TimeMention Of(Draft draft, TextSpan within)
    {
        var view = draft.View;
        if (draft.Kind == ClaimKind.Forecast)
        {
            // A forecast's own words of time are its horizon; its time is when it was made.
            foreach (var time in view.Document.Times)
                if (view.Span.Contains(time.Span) && time.Value is { } said && time.Span.Start <= view.Span.Start + 4 && said.End is { } end && !(report.Published < end))
                    return new TimeMention(view.Text(time.Span), said, time.Basis, _estimated && time.Basis == TimeBasis.Relative);
            return TimeMention.None;
        }
        if (_passage is { } same && draft.TimeSpans.Exists(s => view.WordsIn(s) is var w && w.Contains("same") && w.Contains("day")))
        {
            draft.Note("time", "the day named before");
            return new TimeMention(Words(draft), same.Value, TimeBasis.Inherited, same.Estimated);
        }
        if (Own(view, draft.TimeSpans, within) is { } own)
        {
            draft.Note("time", own.Expression.Rule, view.Text(own.Expression.Span));
            var estimated = _estimated && (own.Expression.Basis == TimeBasis.Relative || !Stated(view.Text(own.Expression.Span)));
            if (draft.Kind == ClaimKind.Event && draft.Modality == Modality.Asserted) _passage = (own.Value, view.Paragraph, estimated);
            return new TimeMention(view.Text(own.Expression.Span), own.Value, own.Expression.Basis, estimated);
        }
        if (draft.Modality is Modality.Planned or Modality.Possible or Modality.Hypothetical or Modality.Demanded)
            return TimeMention.None;
        if (_passage is { } p && view.Paragraph - p.Paragraph <= 1 && Recent(p.Value))
        {
            draft.Note("time", "inherited from the passage");
            return new TimeMention(Words(draft), p.Value, TimeBasis.Inherited, p.Estimated);
        }
        if (report.Published is not { } day) return TimeMention.None;
        draft.Note("time", "nothing but the publication date is known");
        return new TimeMention(Words(draft), Edtf.Day(day), TimeBasis.Published, _estimated);
    }

    /// <summary>The day of the last agreement told of; null where none was.</summary>
    public DateOnly? LastAgreement { get; private set; }

    /// <summary>Remembers what a resolved claim dates.</summary>
    public void Met(Draft draft)
    {
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Agree, Time.Edtf.Start: { } day } && draft.Time.Basis is not TimeBasis.Published) LastAgreement = day;
    }

    private bool Recent(Edtf value) =>
        value.End is { } end && value.Start is not null && (report.Published is { } day ? Math.Abs(day.DayNumber - end.DayNumber) <= 45 : value.IsDay);

    private static bool Stated(string words) => words.Any(char.IsDigit) && System.Text.RegularExpressions.Regex.IsMatch(words, "[0-9]{4}");

    private static string? Words(Draft draft) => draft.TimeSpans.Count > 0 ? draft.View.Text(draft.TimeSpans[0]) : null;

    // Among the expressions that the frame's time spans touch the narrowest wins: a day before a month, a month before "recently".
    private static (TimeExpression Expression, Edtf Value)? Own(SentenceView view, List<TextSpan> spans, TextSpan within)
    {
        (TimeExpression Expression, Edtf Value)? best = null;
        foreach (var time in view.Document.Times)
        {
            if (!view.Span.Contains(time.Span) || time.Value is not { } value) continue;
            if (spans.Count > 0 ? !spans.Any(time.Span.Overlaps) : !within.Contains(time.Span)) continue;
            if (best is null || Length(value) < Length(best.Value.Value)) best = (time, value);
        }
        return best;
    }

    private static int Length(Edtf value) => value.Days ?? 3650;
}
