using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Figures of tallies, and the times of tallies and statements.
internal sealed partial class Resolver
{
    private TimeMention StatementTime(Draft draft) => draft.Segment is { IsCited: true } ? dates.OfSpeech(draft) : dates.OfPosition(draft);

    // The period of the figures before, and where it was told: one that "since" opens is none where another stood before it. And the period told last.
    private (TimeMention Time, int Paragraph)? _period;
    private (TimeMention Time, int Sentence)? _last;
    private Edtf? _reported = reported;

    private TimeMention TallyTime(Draft draft)
    {
        var spans = draft.View.Document.Times.Where(t => draft.View.Span.Contains(t.Span) && t.Value is not null).ToList();
        // "down from 231 in March", "against none in July": the time of the figure that it is compared with.
        spans.RemoveAll(t => Compared(draft.View, t.Span) && draft.Part?.Contains(t.Span) != true);
        // Of several figures in a sentence each has the time that stands behind it, if one does.
        if (draft.Stretch is { } own && spans.Where(t => own.Contains(t.Span)).ToList() is { Count: > 0 } behind && Opening(draft, spans) is null) spans = behind;
        var period = Nearest(draft, spans);
        // "since then", "since the signing", "since the truce came into force on 6 March": from the agreement on.
        if (report.Published is { } now && Since(draft) && (period?.Value is { Days: < 3, Start: { } named } && Behind(draft.View, period.Span) ? named : period is null ? dates.LastAgreement : null) is { } from && from < now)
        {
            draft.Note("time", "from the agreement to the report");
            return new TimeMention(period is null ? null : draft.View.Text(period.Span), Edtf.Interval(Edtf.Day(from), Edtf.Day(now)), TimeBasis.Relative, report.PublishedBasis == PublishedBasis.Estimated);
        }
        if (period is null)
        {
            var called = lexicon.Class("same-period").Any(draft.View.DenseWords);
            if (_last is { } total && (total.Sentence == draft.View.Index || called || FigureReport.IsItem(draft.View)))
            {
                draft.Note("time", "the period of the total that it belongs to");
                return total.Time with { Text = null, Basis = TimeBasis.Inherited };
            }
            if (_period is { } same && draft.View.Paragraph == same.Paragraph)
            {
                draft.Note("time", "the period of the figures before it");
                return same.Time with { Text = null, Basis = TimeBasis.Inherited };
            }
            if (_reported is not { } whole) return TimeMention.None;
            draft.Note("time", "the period that the report is about");
            return new TimeMention(null, whole, TimeBasis.Inherited);
        }
        // A month, a quarter or more that ends as the report appears is what the report is about.
        var compared = Compared(draft.View, period.Span);
        if (!compared && _reported is null && period.Value is { Days: > 20, End: { } close } && report.Published is { } appeared && close <= appeared && appeared.DayNumber - close.DayNumber <= 20) _reported = period.Value;
        if (!compared)
        {
            var time = new TimeMention(draft.View.Text(period.Span), period.Value, period.Basis, report.PublishedBasis == PublishedBasis.Estimated && period.Basis == TimeBasis.Relative);
            _last = (time, draft.View.Index);
            if (_period is null || !Behind(draft.View, period.Span) && !draft.View.WordsIn(period.Span).Contains("since")) _period = (time, draft.View.Paragraph);
            dates.Lead(draft.View, period.Value!, time.Estimated);
        }
        // "since the signing until 18 August": the beginning is the agreement told of before.
        if (period.Value is { Start: null, End: { } until } && dates.LastAgreement is { } signed && signed < until && Since(draft))
            return new TimeMention(draft.View.Text(period.Span), Edtf.Interval(Edtf.Day(signed), period.Value.IsApproximate ? Edtf.About(until) : Edtf.Day(until)), period.Basis, report.PublishedBasis == PublishedBasis.Estimated && period.Basis == TimeBasis.Relative);
        return new TimeMention(draft.View.Text(period.Span), period.Value, period.Basis, report.PublishedBasis == PublishedBasis.Estimated && period.Basis == TimeBasis.Relative);
    }

    // Stretches before single days, those that the model names before others; of these the last before the figure, else the first behind it.
    private static TimeExpression? Nearest(Draft draft, List<TimeExpression> times)
    {
        if (times.Exists(t => t.Value!.Days is null or > 1)) times = times.FindAll(t => t.Value!.Days is null or > 1);
        if (Opening(draft, times) is { } opening) return opening;
        if (times.Exists(t => draft.TimeSpans.Exists(t.Span.Overlaps))) times = times.FindAll(t => draft.TimeSpans.Exists(t.Span.Overlaps));
        var at = draft.Figure?.Span.Start ?? draft.Quote.Start;
        return times.LastOrDefault(t => t.Span.Start < at) ?? times.FirstOrDefault();
    }

    private static bool Compared(SentenceView view, TextSpan time)
    {
        var (at, _) = view.TokensIn(time);
        for (var i = at - 1; i >= 0 && i >= at - 8; i--)
        {
            if (view.Words[i] == "compared" || view.Words[i] == "than" && !(i > 0 && view.Words[i - 1] is "more" or "less" or "fewer" or "rather") || view.Words[i] == "against" && Enumerable.Range(i + 1, Math.Min(2, at - i - 1)).Any(k => view.IsPos(k, "NUM") || view.Words[k] is "none" or "zero" or "nothing") || view.Words[i] == "from" && i > 0 && view.Words[i - 1] is "down" or "up") return true;
            if (view.TokenText(i) is ";" or ":") return false;
        }
        return false;
    }

    // "Between January and June, N civilians …": a stretch that opens the sentence.
    private static TimeExpression? Opening(Draft draft, List<TimeExpression> times) =>
        times.Find(t => t.Span.Start <= draft.View.Span.Start + 4) is { Value.Days: null or > 1 } first && draft.Figure?.Span.Start > first.Span.End ? first : null;

    // Whether "since" stands before a time in its own clause.
    private static bool Behind(SentenceView view, TextSpan time)
    {
        var (at, _) = view.TokensIn(time);
        for (var i = at - 1; i >= 0 && i >= at - 9; i--)
        {
            if (view.Words[i] == "since") return true;
            if (view.TokenText(i) is "," or ";" or ":") return false;
        }
        return false;
    }

    private bool Since(Draft draft)
    {
        var words = draft.View.DenseWords;
        for (var i = 0; i < words.Length; i++)
            if (words[i] == "since" && words.Skip(i + 1).Take(5).Any(w => w == "then" && dates.AgreedJustBefore(draft.View) || w is "signing" or "signed" || lexicon.Is("agreement-noun", w) || w is "ceasefire" or "truce")) return true;
        return false;
    }

    private void Sum(Draft draft)
    {
        var view = draft.View;
        if (draft.Main is { } main)
        {
            if (draft.ActorSpans.TrueForAll(s => main.ActorSpans.Exists(s.Overlaps)) || !draft.Actors.Exists(a => a.Id is not null)) draft.Actors = [.. main.Actors];
            if (draft.Places.Count == 0 && main.Places.Count > 0)
            {
                draft.Places = [.. main.Places];
                draft.Note("places", "those of the figure that it stands beside", main.Places[0].Text);
            }
        }
        var counts = _counts.Read(draft);
        if (draft.Figure is not { } figure) return;
        Kind(draft);
        var (first, last) = view.TokensIn(figure.Span);
        // "exceeds 30", "surpassed 450,000": more than the figure.
        if (first > 0 && lexicon.Is("exceed-verb", view.Words[first - 1]) && figure is { Best: { } least, Approximate: false }) figure = first > 1 && Enumerable.Range(Math.Max(0, first - 4), Math.Min(3, first - 1)).Any(i => view.Words[i] is "not" or "never" || view.TokenText(i) is "n't" or "n’t") ? figure with { Min = null, Best = null, Max = least } : figure with { Min = least + 1, Best = null, Max = null };
        var what = draft.CountSpans.Where(c => c.Span.Overlaps(figure.Span)).Select(c => c.Role).FirstOrDefault(FrameRole.Number) switch
        {
            FrameRole.Killed => Grouped("killed"),
            FrameRole.Wounded => Grouped("wounded"),
            FrameRole.Casualties => "casualties",
            FrameRole.Displaced => "displaced",
            _ => What(view, last, draft.Unit),
        };
        var range = new CountRange(what, figure.Min, figure.Best, figure.Max, figure.Approximate);
        draft.Tally = new Tally(range, draft.Unit, draft.Time.Edtf, Tallies.Area(draft.Places));
        draft.Counts = [.. counts.Where(c => c.What != what && (c.Min, c.Best, c.Max) != (range.Min, range.Best, range.Max))];
        draft.Note("tally", "figure and unit", view.Text(figure.Span));

        string Grouped(string counted) =>
            Counts.Grouped(lexicon, counted, view.WordsIn(draft.CountSpans.First(c => c.Span.Overlaps(figure.Span)).Span)) is var named && named == counted && draft.CountGroup is { } group ? $"{counted}-{group}" : named;
    }

    // Breaches are acts of force; the means that go with what is counted, where no words name others: who left was displaced, aid is relief, vehicles come in convoys.
    private void Kind(Draft draft)
    {
        var words = draft.View.WordsIn(draft.Part ?? draft.Quote);
        if (draft.Type == EventType.Reject && words.Any(w => lexicon.Is("breach-noun", w)))
        {
            draft.Type = EventType.Assault;
            draft.Modes.Clear();
            return;
        }
        var fled = draft.CountSpans.Exists(c => c.Role == FrameRole.Displaced && c.Span.Overlaps(draft.Figure!.Span));
        if (fled && draft.Type == EventType.Retreat)
        {
            draft.Type = EventType.Coerce;
            draft.Modes.Clear();
        }
        if (draft.Modes.Count > 0) return;
        Mode? mode = draft.Type switch
        {
            EventType.Coerce when fled => Mode.Displacement,
            EventType.Coerce when words.Any(w => w is "arrest" or "arrests" or "arrested" or "detained" or "detention" or "detentions" or "detainees") => Mode.Arrest,
            EventType.Aid => Mode.Relief,
            EventType.Mobilize when words.Any(w => w is "convoy" or "convoys" || lexicon.Is("vehicles", w)) => Mode.Convoy,
            _ => null,
        };
        if (mode is { } own) draft.Modes.Add(own);
    }

    private static string What(SentenceView view, int last, string? unit)
    {
        if (unit is null) return "number";
        for (var i = Math.Max(0, last); i < view.Count && i <= last + 5; i++)
            if (view.TokenText(i) == unit)
                return view.Text(view.SpanOf(Math.Min(last + 1, i), i)).ToLowerInvariant();
        return unit.ToLowerInvariant();
    }
}
