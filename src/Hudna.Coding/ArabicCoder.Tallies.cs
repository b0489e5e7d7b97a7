using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Figures that sum up a period or an area in Arabic.
internal sealed partial class ArabicCoder
{
    private static bool Opens(SentenceView view, int at) => view.Words[at] is "منذ" or "ومنذ" or "فمنذ" or "مذ";

    private static bool OpenedBySince(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
            if (Opens(view, i) && view.Document.Times.Any(t => t.Span.End > view.TokenSpan(i).Start && t.Span.Start < view.TokenSpan(Math.Min(view.Count - 1, i + 6)).End && t.Value == draft.Time.Edtf)) return true;
        return false;
    }

    private void Summed(ArabicClause clause, Draft draft, string unit = "persons")
    {
        draft.Kind = ClaimKind.Tally;
        var count = draft.Counts.FirstOrDefault() ?? (Figure(clause, 5) is { } q ? new CountRange("killed", q.Min, q.Best, q.Max, q.Approximate) : null);
        if (count is null) return;
        draft.Tally = new Tally(count, unit, draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Counts = [.. draft.Counts.Where(c => c != count)];
        draft.Note("tally", "a figure of more than a week", draft.Time.Text);
    }

    private Quantity? Figure(ArabicClause clause, decimal least) =>
        Figures(clause).Where(q => (q.Best ?? q.Min ?? 0) >= least).OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();

    private (Draft Draft, int Paragraph)? _sum;
    private Edtf? _whole; // the period that a report of figures covers

    // The time that a count of a clause spans: its own, that of its sentence, that of the report of figures.
    private TimeMention? Stretch(ArabicClause clause)
    {
        var view = clause.View;
        if (Period(clause) is { } own) return new TimeMention(view.Text(own.Span), own.Value, own.Basis);
        if (view.Document.Times.Any(t => view.SpanOf(clause.First, clause.Last).Contains(t.Span) && t.Value is not null)) return null;
        if (Period(new ArabicClause(view, 0, view.Count - 1)) is { Value.Days: > 6 } around) return new TimeMention(null, around.Value, TimeBasis.Inherited);
        return _whole is { } whole ? new TimeMention(null, whole, TimeBasis.Inherited) : null;
    }

    // What a clause counts: breaches, the displaced, recorded acts, a toll of many days; then the parts of what was counted before, by place.
    private List<Draft> Tallies(ArabicClause clause)
    {
        var found = new List<Draft>();
        // What will come to a figure is a forecast.
        if (Figure(clause, 3) is { } largest && (Wished(clause, clause.View.TokensIn(largest.Span).First) || Enumerable.Range(clause.First, Math.Max(0, clause.View.TokensIn(largest.Span).First - clause.First)).Any(i => Ahead(clause, i) is not null))) return found;
        var line = Line(clause);
        if ((line ?? Tally(clause) ?? Recorded(clause) ?? TollOf(clause) ?? NumberOf(clause) ?? Patrols(clause) ?? Facilities(clause) ?? Share(clause)) is { } first) found.Add(first);
        if (found is [{ Tally.Period: { Days: > 6 } covered } counted] && _whole is null && counted.Time.Basis is TimeBasis.Stated or TimeBasis.Relative) _whole = covered;
        if (found.Count > 0) Narrow(clause, found[0]);
        // Lines of a breakdown all go by what stands above them.
        if (found.Count > 0) _sum = (line is not null ? _sum!.Value.Draft : found[0], clause.View.Paragraph);
        if (_sum is { } sum && sum.Paragraph == clause.View.Paragraph) found.AddRange(Parts(clause, sum.Draft, found.Count > 0) is { Count: > 0 } parts ? parts : [.. Labelled(clause, sum.Draft), .. OfThem(clause, sum.Draft), .. Compared(clause, sum.Draft)]);
        // The next paragraph may go on with whose doing they were.
        if (found.All(d => d.Actors.Count == 0) && _sum is { } whole && clause.View.Paragraph - whole.Paragraph <= 1 && ByHand(clause, whole.Draft) is { Count: > 0 } shares) found = [.. found.Take(_sum.Value.Draft == found.FirstOrDefault() ? 1 : 0), .. shares];
        found.AddRange(Rest(clause, found));
        return found;
    }

    // The words of the figure itself where a clause has several; a day that others of them name is not its time.
    private void Narrow(ArabicClause clause, Draft draft)
    {
        var view = clause.View;
        var cells = ArabicCell.Of(clause, Figures(clause));
        if (cells.Find(c => c.Figure.Span == draft.Figure?.Span) is not { } cell) return;
        if (cells.Count > 1) draft.Quote = Trim(clause with { First = Told(clause, cell == cells[0] ? cell with { First = clause.First } : cell), Last = cell.Last });
        if (!_counting || Period(clause) is not null || draft.Time is not { Basis: TimeBasis.Stated or TimeBasis.Relative, Edtf.Days: < 3 } || view.Document.Times.Any(t => view.SpanOf(cell.First, cell.Last).Contains(t.Span) && t.Value is not null) || Whole(clause) is not { } whole) return;
        (draft.Time, draft.Tally) = (whole, draft.Tally! with { Period = whole.Edtf });
    }

    // "recorded 29 acts of shelling", "the number of raids came to 25".
    private Draft? Recorded(ArabicClause clause)
    {
        if (Figure(clause, 3) is not { } figure) return null;
        var view = clause.View;
        var (at, end) = view.TokensIn(figure.Span);
        var record = clauses.First("record", clause);
        // Lorries that came in over weeks need no word for a record.
        var lorries = record < 0 && (Period(clause) is not null || _day is { Days: > 4 }) && Enumerable.Range(end + 1, Math.Max(0, Math.Min(2, clause.Last - end))).Any(k => clauses.Find("aid-unit", view, k).Length > 0) && Act(clause).Type is null or EventType.Aid;
        if (record < 0 && !lorries) return null;
        if (lorries) record = clause.First;
        if (at < record || clauses.First("victims", clause) >= 0 && at - clauses.First("victims", clause) < 6) return null;
        for (var k = Math.Max(record, at - 4); k <= Math.Min(clause.Last, end + 3); k++)
        {
            var aid = clauses.Find("aid-unit", view, k).Length > 0;
            if (!aid && clauses.Find("act", view, k) is not { Length: > 0, Value: { } }) continue;
            if (!aid && k > end && Enumerable.Range(end + 1, k - end - 1).Any(m => clauses.Find("killed", view, m).Length > 0 || view.Words[m] is "في" or "من")) break;
            var (type, mode) = (EventType.Aid, (Mode?)Mode.Relief);
            if (!aid)
            {
                var parts = clauses.Find("act", view, k).Value!.Split(':');
                if (!Names.TryRead(parts[0], out type)) continue;
                mode = Names.TryRead(parts[1], out Mode read) ? read : null;
                if (type is not (EventType.Assault or EventType.Coerce or EventType.Protest)) continue;
                // Shells that fell in one place are one act: a record spans a period, or counts acts by name.
                if (Period(clause) is null && clauses.Find("act-unit", view, end + 1).Length == 0 && !(k < at && clauses.First("number-of", clause) is >= 0 and var number && number < k)) continue;
            }
            else if (!lorries && Period(clause) is null && !view.Words.AsSpan(clause.First..(clause.Last + 1)).Contains("منذ")) return null;
            var draft = Sum(clause, figure, type, mode, aid ? clauses.Find("aid-unit", view, k).Value! : mode switch { Mode.Shelling => "shellings", Mode.Airstrike => "strikes", Mode.Arrest => "arrested", _ => "attacks" }, k);
            draft.Note("kind", "Arabic record of acts", view.Text(figure.Span));
            return draft;
        }
        return null;
    }

    // The dead of days or months; of the attacks that were counted just before.
    private Draft? TollOf(ArabicClause clause)
    {
        var view = clause.View;
        var victims = Math.Max(clauses.First("killed", clause), clauses.First("casualty", clause));
        if (victims < 0 || Toll(clause) is not var (figure, counted)) return null;
        if (ArabicCell.Of(clause, Figures(clause)).Find(c => c.Figure.Span == figure.Span) is { } cell && OnADay(clause, cell)) return null;
        var period = Period(clause);
        var strong = clauses.First("toll-sum", clause) >= 0;
        var several = _sum is { } sum && sum.Paragraph == view.Paragraph && clause.Joined && sum.Draft.Time.Edtf is { Days: > 1 } && places.Find(clause, sum.Draft).Count == 0;
        var listed = clauses.First("record", clause) >= 0 && period is not null;
        // "toll of three days of fighting: …".
        var headed = Enumerable.Range(clause.First, Math.Min(2, clause.Last - clause.First)).Any(i => view.Words[i] is "حصيله" or "الحصيله") && Enumerable.Range(clause.First, Math.Min(6, clause.Last - clause.First)).Any(i => clauses.Find("days", view, i).Length > 0) && !view.Document.Times.Any(t => view.SpanOf(clause.First, clause.Last).Contains(t.Span) && t.Value is { Days: 1 });
        var sinceThen = Since(clause) && (figure.Best ?? figure.Min ?? 0) > 4;
        // A bare toll goes by the period that its sentence or the report counts over, unless it happened somewhere.
        var stretch = period is null && !Since(clause) && !several && (strong || (figure.Best ?? figure.Min ?? 0) >= (_whole is not null && _counting ? 3 : 50)) && (_whole is null || clauses.First("said-period", clause) >= 0 || Act(clause).At < 0 && places.Find(clause, new Draft { View = view, Kind = ClaimKind.Tally, Trigger = victims }).Count == 0) ? Stretch(clause) : null;
        if (!(strong && (period is not null || Since(clause))) && !sinceThen && !several && !listed && !headed && stretch is null) return null;
        var (_, _, mode) = Act(clause);
        var wounded = counted is null ? clauses.Find("wounded", view, victims).Length > 0 : counted.Root == "wounded";
        var group = clauses.First("civilians", clause) >= 0 ? "-civilians" : "";
        var draft = Sum(clause, figure, EventType.Assault, mode, (wounded ? "wounded" : "killed") + group, victims, "persons");
        Among(clause, draft, wounded ? "wounded" : "killed", view.TokensIn(figure.Span).Last, clause.Last + 1);
        draft.Counts.Insert(0, draft.Tally!.Count);
        if (stretch is not null) (draft.Time, draft.Tally) = (stretch, draft.Tally! with { Period = stretch.Edtf });
        if (several) draft.Time = draft.Time with { Edtf = _sum!.Value.Draft.Time.Edtf, Basis = TimeBasis.Inherited };
        if (register.Civilians is { } civilians && group.Length > 0) draft.Targets = [new ActorMention(view.TokenText(victims), civilians)];
        draft.Note("kind", "Arabic toll of a period", view.Text(figure.Span));
        return draft;
    }

    // The first figure of the dead or wounded that is no part of another, else the largest.
    private (Quantity Figure, Thing? Counted)? Toll(ArabicClause clause)
    {
        foreach (var cell in ArabicCell.Of(clause, Figures(clause)))
            if ((cell.Figure.Best ?? cell.Figure.Min ?? 0) >= 3 && Counted(clause, cell) is { Root: "killed" or "wounded" } thing && Enumerable.Range(cell.First, cell.At - cell.First).All(k => clauses.Find("among", clause.View, k).Length == 0)) return (cell.Figure, thing);
        return Figure(clause, 3) is { } figure ? (figure, null) : null;
    }

    // "since the truce began": a period that no date opens.
    private bool Since(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i < clause.Last; i++)
            if (Opens(view, i) && clauses.Find("onset", view, i + 1).Length > 0) return true;
        return false;
    }

    // "the number went beyond 40", "did not exceed 57", "292 at least": what the words around make of an exact figure.
    private CountRange Bounded(ArabicClause clause, string what, Quantity figure)
    {
        var view = clause.View;
        var (at, end) = view.TokensIn(figure.Span);
        var exact = figure.Best is not null && figure.Best == figure.Min && figure.Best == figure.Max;
        for (var k = Math.Max(clause.First, at - 8); exact && k < at; k++)
        {
            if (clauses.Find("exceeds", view, k).Length == 0 || clauses.Find("number-of", view, k + 1).Length + clauses.Find("victims", view, k + 1).Length == 0) continue;
            return k > 0 && view.Words[k - 1] is "لم" or "ولم" or "لا" or "ولا" ? new CountRange(what, null, null, figure.Best) : new CountRange(what, figure.Best + 1, null, null);
        }
        for (var k = end + 1; exact && k <= Math.Min(clause.Last, end + 4) && view.TokenText(k) is not [.., '،']; k++)
            if (view.Words[k] is "الاقل") return new CountRange(what, figure.Best, null, null);
        return new CountRange(what, figure.Min, figure.Best, figure.Max, figure.Approximate);
    }

    private Draft Sum(ArabicClause clause, Quantity figure, EventType type, Mode? mode, string what, int trigger, string? unit = null)
    {
        var view = clause.View;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = type, Trigger = trigger, Quote = Trim(clause), Confidence = 0.55, Figure = figure };
        if (mode is { } m) draft.Modes.Add(m);
        draft.Places = places.Find(clause, draft, i => NoPlace(clause.View, i));
        Sides(clause, draft, -1);
        Time(clause, draft);
        if (Period(clause) is { } period) draft.Time = new TimeMention(view.Text(period.Span), period.Value, period.Basis);
        draft.Tally = new Tally(Bounded(clause, what, figure), unit ?? what, draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        Says(draft);
        return draft;
    }

    // The longest stretch of more than a day, or the day that "since" opens.
    private TimeSpanRead? Period(ArabicClause clause)
    {
        var view = clause.View;
        var times = view.Document.Times.Where(t => view.SpanOf(clause.First, clause.Last).Contains(t.Span) && t.Value is not null && !t.Rule.Contains("night", StringComparison.Ordinal)).ToList();
        if (times.Where(t => t.Value!.Days > 1).OrderByDescending(t => t.Value!.Days).FirstOrDefault() is { } longest) return new TimeSpanRead(longest.Span, UpToNow(longest.Value!), longest.Basis);
        for (var i = clause.First; i < clause.Last; i++)
            if (Opens(view, i) && times.FirstOrDefault(t => t.Span.Start <= view.TokenSpan(Math.Min(clause.Last, i + 9)).Start && t.Span.End > view.TokenSpan(i).Start) is { Value.Start: { } begin } since && report.Published is { } today && begin < today)
                return new TimeSpanRead(since.Span, Edtf.Interval(Edtf.Day(begin), Edtf.Day(today)), since.Basis);
        return null;
    }

    // "this month": as far as it has come.
    private Edtf UpToNow(Edtf stretch) =>
        stretch is { Start: { } begin, End: { } end } && report.Published is { } today && begin < today && end > today ? Edtf.Interval(Edtf.Day(begin), Edtf.Day(today)) : stretch;

    private sealed record TimeSpanRead(TextSpan Span, Edtf Value, TimeBasis Basis);

    // "of them 14 in A, 8 in B and 3 in C": what was counted before, by place.
    private List<Draft> Parts(ArabicClause clause, Draft whole, bool own)
    {
        var view = clause.View;
        var items = new List<(Quantity Figure, int First, int Last, PlaceMention Place)>();
        var figures = Figures(clause);
        for (var f = own ? 1 : 0; f < figures.Count; f++)
        {
            var (first, last) = view.TokensIn(figures[f].Span);
            var end = f + 1 < figures.Count ? view.TokensIn(figures[f + 1].Span).First - 1 : clause.Last;
            var at = last + 1;
            if (at <= end && view.Words[at] is not ("في" or "") && view.Words[at] is not ['ب', _, _, _, ..]) at++;
            if (at > end || view.Words[at] is not "في" && view.Words[at] is not ['ب', _, _, _, ..]) continue;
            if (places.Find(clause with { First = at, Last = end }, new Draft { View = view, Kind = ClaimKind.Tally, Trigger = at }).FirstOrDefault() is { } place) items.Add((figures[f], first, end, place));
        }
        if (items.Count < 2) return [];
        return [.. items.Select(item => Part(clause with { First = item.First, Last = item.Last }, whole, item.Figure, item.Place))];
    }

    private Draft? Tally(ArabicClause clause)
    {
        var unit = clauses.First("tally-unit", clause);
        if (unit < 0) return Displaced(clause);
        var view = clause.View;
        var quantity = view.Document.Quantities.Where(q => view.SpanOf(clause.First, clause.Last).Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))).OrderByDescending(q => q.Best ?? q.Min ?? 0).FirstOrDefault();
        if (quantity is null || (quantity.Best ?? quantity.Min ?? 0) < 3) return null;
        // A figure of something else beside "breaches".
        if (Math.Abs(view.TokensIn(quantity.Span).First - unit) > 6 && clauses.First("record", clause) < 0) return null;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Assault, Trigger = unit, Quote = Trim(clause), Confidence = 0.55, Figure = quantity };
        Means(clause, draft, null);
        draft.Modes.Remove(Mode.Other);
        draft.Places = places.Find(clause, draft, i => NoPlace(clause.View, i));
        Time(clause, draft);
        if ((Period(clause) is { } own ? new TimeMention(view.Text(own.Span), own.Value, own.Basis) : draft.Time.Basis is TimeBasis.Stated or TimeBasis.Relative ? null : Stretch(clause)) is { } stretch) draft.Time = stretch;
        draft.Tally = new Tally(new CountRange("violations", quantity.Min, quantity.Best, quantity.Max, quantity.Approximate), "violations", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        draft.Note("kind", "Arabic count of breaches", view.Text(quantity.Span));
        Says(draft);
        return draft;
    }

    // "more than N civilians fled in three days".
    private Draft? Displaced(ArabicClause clause)
    {
        var at = clauses.First("forced-out", clause);
        if (at < 0 || Figures(clause).Find(q => (q.Best ?? q.Min ?? 0) >= 100) is not { } figure || Math.Abs(clause.View.TokensIn(figure.Span).First - at) > (clauses.First("number-of", clause) >= 0 ? 18 : 6)) return null;
        var view = clause.View;
        var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Coerce, Trigger = at, Quote = Trim(clause), Confidence = 0.55, Figure = figure };
        draft.Modes.Add(Mode.Displacement);
        draft.Places = places.Find(clause, draft, i => NoPlace(clause.View, i));
        Time(clause, draft);
        if ((Period(clause) is { } own ? new TimeMention(view.Text(own.Span), own.Value, own.Basis) : null) is { } stretch) draft.Time = stretch;
        draft.Tally = new Tally(new CountRange("displaced", figure.Min, figure.Best, figure.Max, figure.Approximate), "persons", draft.Time.Edtf, draft.Places.FirstOrDefault()?.Text);
        if (register.Civilians is { } civilians) draft.Targets.Add(new ActorMention(view.Text(figure.Span), civilians));
        draft.Note("kind", "Arabic count of displaced", view.Text(figure.Span));
        Says(draft);
        return draft;
    }
}
