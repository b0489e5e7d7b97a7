using System.Globalization;
using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Figures that state how much of something there is in Arabic (posts, soldiers, those held, a share of the land), and the parts of a
// figure by a label or by "of them".
internal sealed partial class ArabicCoder
{
    // "the number of those held came to 61", "it has 60 posts": what is counted, with the act it stands for.
    private Draft? NumberOf(ArabicClause clause)
    {
        var view = clause.View;
        var number = clauses.First("number-of", clause);
        if (number < 0 && Act(clause).At >= 0) return null;
        var figure = view.Document.Quantities.Where(q => view.SpanOf(Math.Max(clause.First, number), clause.Last).Contains(q.Span) && (q.Best ?? q.Min ?? 0) >= 3 && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderBy(q => q.Span.Start).FirstOrDefault();
        if (figure is null) return null;
        var behind = view.TokensIn(figure.Span).Last + 1;
        // Behind the word for a number, else right behind the figure.
        var (from, to) = number >= 0 ? (number + 1, Math.Min(clause.Last, number + 3)) : (behind, Math.Min(clause.Last, behind));
        for (var k = from; k <= to; k++)
        {
            if (clauses.Find("counted", view, k) is not { Length: > 0, Value: { } value } || value.Split('/') is not [var act, var what, var needs]) continue;
            if (number < 0 && needs != "bare") continue;
            var parts = act.Split(':');
            if (!Names.TryRead(parts[0], out EventType type)) continue;
            var draft = Sum(clause, figure, type, Names.TryRead(parts[1], out Mode mode) ? mode : null, what, k);
            draft.Note("kind", "Arabic word for a number of something", view.Text(figure.Span));
            return draft;
        }
        return null;
    }

    // "controls about 80 percent of the province".
    private Draft? Share(ArabicClause clause)
    {
        var view = clause.View;
        var control = clauses.First("control", clause);
        if (control < 0) return null;
        for (var i = control + 1; i <= clause.Last; i++)
        {
            var text = view.TokenText(i).TrimEnd('%', '٪');
            var signed = text.Length < view.TokenText(i).Length || i < clause.Last && (view.TokenText(i + 1) is "%" or "٪" || clauses.Find("percent", view, i + 1).Length > 0);
            if (!signed || !long.TryParse(string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c)), NumberStyles.None, CultureInfo.InvariantCulture, out var share)) continue;
            var draft = Sum(clause, new Quantity(view.TokenSpan(i), share, share, share, false, "percent"), EventType.Coerce, Mode.Seizure, "share", control, "per cent");
            draft.Note("kind", "Arabic share of an area", text);
            return draft;
        }
        return null;
    }

    // "A countryside (88), B countryside (30)", "in A: 12; in B: 9": the place first.
    private List<Draft> Labelled(ArabicClause clause, Draft whole)
    {
        var view = clause.View;
        var figures = Figures(clause);
        var items = new List<Draft>();
        var from = clause.First;
        foreach (var figure in figures)
        {
            var (first, last) = view.TokensIn(figure.Span);
            var label = first > from && view.TokenText(first - 1) is "(" or [.., ':'] && view.TokenText(first) is not [.., ':'];
            if (label && places.Find(clause with { First = Math.Max(from, first - 5), Last = first - 1 }, new Draft { View = view, Kind = ClaimKind.Tally, Trigger = first }).FirstOrDefault() is { } place)
                items.Add(Part(clause with { First = Math.Max(from, view.TokensIn(Spot(view, place, from, first)).First), Last = last < clause.Last && view.TokenText(last + 1) == ")" ? last + 1 : last }, whole, figure, place));
            from = last + 1;
        }
        return items.Count > 1 ? items : Ranked(clause, whole, figures);
    }

    // "followed by A with 96, then B 51 and C 17": a place right in front of each figure.
    private List<Draft> Ranked(ArabicClause clause, Draft whole, List<Quantity> figures)
    {
        var view = clause.View;
        var items = new List<Draft>();
        var from = clause.First;
        foreach (var figure in figures)
        {
            var (first, last) = view.TokensIn(figure.Span);
            var end = first - 1;
            while (end > from && view.Words[end] is "" or "ب" or "بـ") end--;
            for (var k = Math.Max(from, end - 2); k <= end; k++)
            {
                if (places.Find(clause with { First = k, Last = end }, new Draft { View = view, Kind = ClaimKind.Tally, Trigger = k }, null, true) is not [{ Id: not null } place] || !view.Text(view.SpanOf(k, end)).EndsWith(place.Text, StringComparison.Ordinal)) continue;
                items.Add(Part(clause with { First = k, Last = last }, whole, figure, place));
                break;
            }
            from = last + 1;
        }
        return items.Count > 1 || items.Count == 1 && figures.Count > 1 && clause.Joined ? items : [];
    }

    // A line of a breakdown: the act, a colon, the figure.
    private Draft? Line(ArabicClause clause)
    {
        var view = clause.View;
        if (_sum is not { Draft: var whole, Paragraph: var paragraph } || whole.Tally is null || view.Paragraph - paragraph is < 1 or > 2 || Act(clause) is not { Type: EventType.Assault, At: var at, Mode: var mode }) return null;
        foreach (var figure in Figures(clause))
        {
            var (first, _) = view.TokensIn(figure.Span);
            if (first <= at || first - at > 6 || first == 0 || (figure.Best ?? figure.Min ?? 0) < 3 || view.TokenText(first - 1) is not [.., ':']) continue;
            var part = Part(clause, whole, figure, null);
            part.Type = EventType.Assault;
            part.Modes.Clear();
            Means(clause with { Last = first - 1 }, part, mode);
            part.Modes.Remove(Mode.Other);
            if (Period(clause) is { } own) part.Time = new TimeMention(view.Text(own.Span), own.Value, own.Basis);
            if (places.Find(clause with { First = first }, part, i => Taken(view, i)) is { Count: > 0 } spots) part.Places = spots;
            part.Tally = part.Tally! with { Period = part.Time.Edtf };
            return part;
        }
        return null;
    }

    // "destroyed 23 schools": what was hit in the time of a count.
    private Draft? Facilities(ArabicClause clause)
    {
        var view = clause.View;
        if (clauses.First("destroyed", clause) is < 0 || Figure(clause, 3) is not { } figure || !(_counting || Over(clause) || clauses.First("said-period", clause) >= 0) || Stretch(clause) is not { } stretch) return null;
        var (_, last) = view.TokensIn(figure.Span);
        if (Enumerable.Range(last + 1, Math.Max(0, Math.Min(2, clause.Last - last))).FirstOrDefault(k => clauses.Find("facility", view, k).Length > 0) is not (> 0 and var unit)) return null;
        var draft = Sum(clause, figure, EventType.Assault, null, "locations", unit);
        (draft.Time, draft.Tally) = (stretch, draft.Tally! with { Period = stretch.Edtf });
        if (register.Civilians is { } civilians) draft.Targets = [new ActorMention(view.TokenText(unit), civilians)];
        draft.Note("kind", "Arabic count of what was hit", view.Text(figure.Span));
        return draft;
    }

    // "14 joint patrols".
    private Draft? Patrols(ArabicClause clause)
    {
        var view = clause.View;
        if (Figure(clause, 3) is not { } figure) return null;
        var (_, last) = view.TokensIn(figure.Span);
        if (last >= clause.Last || clauses.Find("act", view, last + 1).Value is not { } value || !(value.StartsWith("COOPERATE", StringComparison.Ordinal) || value.EndsWith(":patrol", StringComparison.Ordinal) && last + 2 <= clause.Last && clauses.Find("joint", view, last + 2).Length > 0)) return null;
        var draft = Sum(clause, figure, EventType.Cooperate, Mode.JointPatrol, "patrols", last + 1);
        if (draft.Time.Basis is TimeBasis.Inherited or TimeBasis.Published && Stretch(clause) is { } stretch) (draft.Time, draft.Tally) = (stretch, draft.Tally! with { Period = stretch.Edtf });
        draft.Note("kind", "Arabic count of patrols", view.Text(figure.Span));
        return draft;
    }

    // "117 of them by artillery", "19 of them were released".
    private List<Draft> OfThem(ArabicClause clause, Draft whole)
    {
        var view = clause.View;
        var items = new List<Draft>();
        foreach (var cell in ArabicCell.Of(clause, Figures(clause)))
        {
            var (figure, last) = (cell.Figure, cell.End);
            if (figure.Span == whole.Figure?.Span || (figure.Best ?? figure.Min ?? 0) < 3 || last >= clause.Last || clauses.Find("of-them", view, last + 1).Length == 0 || Group(view, last + 2, last + 2) is not null) continue;
            var own = clause with { First = cell.First, Last = cell.Last };
            var part = Part(own, whole, figure, null);
            if (Act(own) is { Type: { } type, Mode: var mode } && type != whole.Type && type != EventType.Assault) { part.Type = type; part.Modes.Clear(); if (mode is { } m) part.Modes.Add(m); }
            else if (whole.Type is EventType.Assault or EventType.Reject && Enumerable.Range(cell.First, cell.Last - cell.First + 1).Select(i => clauses.Find("means", view, i).Value).OfType<string>().Select(v => Names.TryRead(v, out Mode mean) ? mean : (Mode?)null).OfType<Mode>().Distinct().ToList() is { Count: > 0 } means)
            {
                part.Type = EventType.Assault;
                part.Modes.Clear();
                part.Modes.AddRange(means.Order());
            }
            items.Add(part);
        }
        return items;
    }

    // "22 at the hands of A, 8 at those of B".
    private List<Draft> ByHand(ArabicClause clause, Draft whole)
    {
        var view = clause.View;
        var items = new List<Draft>();
        foreach (var figure in Figures(clause))
        {
            var (first, last) = view.TokensIn(figure.Span);
            for (var k = last + 1; k <= Math.Min(clause.Last - 1, last + 4); k++)
            {
                if (clauses.Find("by-hand", view, k) is not { Length: > 0 and var n } || k + n > clause.Last || Named(view, k + n) is not { Id: { } id, Length: > 0 and var length }) continue;
                var part = Part(clause with { First = first, Last = Math.Min(clause.Last, k + n + length - 1) }, whole, figure, null);
                part.Actors = [new ActorMention(view.Text(view.SpanOf(k + n, Math.Min(view.Count - 1, k + n + length - 1))), id)];
                items.Add(part);
                break;
            }
        }
        return items;
    }

    // "…, against 292 in the week before": the same of another time.
    private List<Draft> Compared(ArabicClause clause, Draft whole)
    {
        var view = clause.View;
        var versus = clauses.First("versus", clause);
        if (versus < 0 || Figures(clause).FirstOrDefault(q => view.TokensIn(q.Span).First - versus is > 0 and < 4) is not { } figure) return [];
        var rest = clause with { First = versus };
        var part = Part(rest, whole, figure, null);
        if (view.Document.Times.FirstOrDefault(t => view.SpanOf(versus, clause.Last).Contains(t.Span) && t.Value is not null) is { } time) {
            part.Time = new TimeMention(view.Text(time.Span), time.Value, time.Basis);
            part.Tally = part.Tally! with { Period = time.Value };
            return [part];
        }
        return []; // of which time is not said
    }

    private static TextSpan Spot(SentenceView view, PlaceMention place, int from, int to)
    {
        var span = view.SpanOf(from, to);
        var at = view.Document.Text.LastIndexOf(place.Text, span.End - 1, span.Length, StringComparison.Ordinal);
        return at < 0 ? view.TokenSpan(to) : new TextSpan(at, at + place.Text.Length);
    }

    // A part of what was counted: everything but the figure and the place from the whole.
    private static Draft Part(ArabicClause clause, Draft whole, Quantity figure, PlaceMention? place)
    {
        var view = clause.View;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = whole.Type, Trigger = view.TokensIn(figure.Span).First, Quote = Trim(clause), Confidence = 0.5, Figure = figure };
        draft.Modes.AddRange(whole.Modes);
        (draft.Actors, draft.Places, draft.Time, draft.Attribution) = (whole.Actors, place is null ? whole.Places : [place], whole.Time with { Text = null, Basis = TimeBasis.Inherited }, whole.Attribution);
        draft.Tally = whole.Tally! with { Count = new CountRange(whole.Tally.Count.What, figure.Min, figure.Best, figure.Max, figure.Approximate), Area = place?.Text ?? whole.Tally.Area };
        if (place is not null) draft.Note("places", "place beside the figure", place.Text);
        draft.Note("kind", "part of an Arabic count", view.Text(figure.Span));
        return draft;
    }
}
