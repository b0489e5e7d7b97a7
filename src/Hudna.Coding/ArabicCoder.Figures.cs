using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Figures that no other rule has taken up: lines under a heading that counts, labels with a colon, parts by party and place, all figures
// of a report whose matter is counts.
internal sealed partial class ArabicCoder
{
    private const int LeastFigures = 6;
    private const double LeastShare = 0.3;

    private bool _counting; // most of what the report tells is counts
    private Draft? _latest; // the last figure that was counted
    private Draft? _main; // what lists and parts break down
    private Heading _under = new([], null, 0);
    private int _passage;
    private bool _fresh; // nothing was counted under the heading yet

    /// <summary>A line that stands over others: its words and its time.</summary>
    private sealed record Heading(string[] Words, Edtf? Time, int Number);

    // Figures behind words for a count, behind labels and at the head of list items, against all sentences.
    private bool OfFigures(IReadOnlyList<SentenceView> views)
    {
        var figures = 0;
        foreach (var view in views)
        {
            var whole = new ArabicClause(view, 0, view.Count - 1);
            var spans = Period(whole) is { Value.Days: > 6 };
            foreach (var figure in Figures(whole))
            {
                var (at, _) = view.TokensIn(figure.Span);
                if ((figure.Best ?? figure.Min ?? 0) < 2 || figure.Rule == "vague") continue;
                if (spans || at > 0 && view.TokenText(at - 1) is "(" or [.., ':'] || at <= 1 && Item(view) || Enumerable.Range(Math.Max(0, at - 8), Math.Min(8, at)).Any(k => clauses.Find("record", view, k).Length + clauses.Find("number-of", view, k).Length > 0)) figures++;
            }
        }
        return figures >= LeastFigures && figures >= LeastShare * views.Count;
    }

    // Subheadings are no sentences of the report; short lines without a figure that open a list stand over it too.
    private void Head(ArabicClause clause)
    {
        var view = clause.View;
        if (clause.First > 0) return;
        for (; _passage < report.Passages.Count && report.Passages[_passage].Start <= view.Span.Start; _passage++)
            if (report.Passages[_passage] is { Role: PassageRole.Heading } passage) Under(Normal.Tokens(report.Text[passage.Start..passage.End]), null);
        if (view.Count <= 14 && !Item(view) && view.TokenText(view.Count - 1) is not ("." or "!" or "؟" or "»" or "\"") && Figures(new ArabicClause(view, 0, view.Count - 1)).Count == 0) Under(view.Words, Period(new ArabicClause(view, 0, view.Count - 1))?.Value);
    }

    private void Under(string[] words, Edtf? time) => (_under, _fresh) = (new Heading(words, time, _under.Number + 1), true);

    // Whether the heading says that what stands below is counts.
    private bool CountsBelow => _under.Words.SelectMany(ArabicClauses.Forms).Any(f => lexicon.Arabic.MatchAll([f], 0).Values.Any(e => e.Class is "tally-unit" or "number-of" or "summary" or "victims" or "facility"));

    private static bool Item(SentenceView view)
    {
        var at = view.Span.Start - 1;
        while (at >= 0 && view.Document.Text[at] is ' ' or '\t' or '\uFE0F' or '\u200F') at--;
        return at >= 0 && view.Document.Text[at] is '•' or '●' or '▪' or '■' or '◾' or '◼' or '‣' or '·' or '►' or '▶' or '✦' or '-' or '–' or '*'
            || view.Count > 1 && view.Words[0].Length == 0 && view.TokenText(0) is not ("\"" or "«" or "“" or "(");
    }

    private List<Draft> Rest(ArabicClause clause, List<Draft> found)
    {
        var view = clause.View;
        var item = Item(view);
        if (found.Count > 0 && !item) (_main, _fresh) = (found[0], false);
        var rest = new List<Draft>();
        if (found.Count > 0 || _latest?.View != view) _latest = found.LastOrDefault();
        var within = false; // the figure before was a part of those counted
        foreach (var cell in ArabicCell.Of(clause, Figures(clause)))
        {
            if (found.Find(d => d.Figure?.Span == cell.Figure.Span) is { } taken) { (_latest, within) = (taken, false); continue; }
            if (cell.Figure.Rule == "vague" || Known(view, cell) || Percent(view, cell) || Foreseen(clause, cell)) continue;
            if (_latest is not null && Beside(view, cell, _latest, within)) { within = true; continue; }
            within = false;
            var thing = Counted(clause, cell);
            if (!Stands(clause, cell, thing, _latest, item)) continue;
            var main = thing is null || OfThese(view, cell) || item && thing.Root == _main?.Tally?.Count.What.Split('-')[0] ? _main : null;
            thing ??= Inherited();
            if (thing is null) continue;
            _latest = Counting(clause, cell, thing, main);
            rest.Add(_latest);
            if (_main is null || main is null && !item && !Narrower(_latest, _main)) (_main, _fresh) = (_latest, false);
        }
        return rest;
    }

    // "the three", "the 30": told before.
    private static bool Known(SentenceView view, ArabicCell cell) => view.Words[cell.At] is ['ا', 'ل', _, _, ..] or ['و' or 'ب' or 'ف', 'ا', 'ل', _, _, ..] && view.Words[cell.At] is not ("الف" or "الاف" or "الفا" or "الفين" or "الفان") || cell.At > 0 && view.Words[cell.At - 1] is "ال" or "الـ";

    // "that the number reach", "will close": not yet so.
    private bool Foreseen(ArabicClause clause, ArabicCell cell) => Enumerable.Range(clause.First, cell.Last - clause.First + 1).Any(i => Ahead(clause, i) is not null) || Wished(clause, cell.At);

    private bool Wished(ArabicClause clause, int figure)
    {
        for (var k = clause.First; k + 1 < figure; k++)
            if (clause.View.Words[k] is "ان" or "الا" or "بان" && clause.View.Words[k + 1] is ['ي' or 'ت', _, _, ..] && clauses.Find("past", clause.View, k + 1).Length == 0 && clauses.Find("toll-sum", clause.View, k + 1).Length + clauses.Find("exceeds", clause.View, k + 1).Length + clauses.Find("rises", clause.View, k + 1).Length > 0) return true;
        return false;
    }

    // A month of the year that is counted is no new count that lists break down.
    private static bool Narrower(Draft part, Draft whole) =>
        part.View.Paragraph == whole.View.Paragraph && part.Time.Edtf is { Start: { } from, End: { } to, Days: { } days } && whole.Time.Edtf is { Start: { } begin, End: { } end, Days: { } all } && days < all && begin <= from && to <= end;

    // What the heading or the count before says a bare figure counts.
    private Thing? Inherited()
    {
        if (_fresh && _under.Words.SelectMany(ArabicClauses.Forms).SelectMany(f => lexicon.Arabic.MatchAll([f], 0).Values).Select(e => Headed(e.Class)).FirstOrDefault(t => t is not null) is { } told) return told;
        return _main?.Tally is { } tally ? new Thing(_main.Type, null, tally.Count.What, tally.Unit) : null;
    }

    private static Thing? Headed(string wordClass) => wordClass switch
    {
        "victims" => Fates[0].Thing,
        "tally-unit" => new Thing(EventType.Assault, null, "violations", null),
        "facility" => new Thing(EventType.Assault, null, "locations", null),
        _ => Fates.FirstOrDefault(f => f.Class == wordClass).Thing,
    };

    // Whether a figure is a count of its own and no detail of an act.
    private bool Stands(ArabicClause clause, ArabicCell cell, Thing? thing, Draft? current, bool item)
    {
        var view = clause.View;
        var many = cell.Figure.Best ?? cell.Figure.Min ?? cell.Figure.Max ?? 0;
        var labelled = cell.Labelled(view);
        if (many < 2 && !labelled || thing is null && !labelled && Otherwise(view, cell)) return false;
        var goesOn = current is not null && (OfThese(view, cell) || Sided(clause, cell) || thing is null && cell.Follows(view));
        var line = item && CountsBelow && cell.At - clause.First <= 2 || labelled && (CountsBelow || Enumerable.Range(cell.First, cell.At - cell.First).Any(k => Summing.Any(c => clauses.Find(c, view, k).Length > 0)));
        if (thing is null) return (labelled || goesOn || _main is not null && clauses.First("shares", clause) >= 0 || _counting && OfThese(view, cell)) && (goesOn || line || _counting || clauses.First("shares", clause) >= 0) && (_main is not null || CountsBelow);
        if (OnADay(clause, cell)) return false;
        if (_counting || line || goesOn) return true;
        // "they fell to A with 20", "the share of B was 12".
        if (_main is not null && view.Paragraph - _main.View.Paragraph <= 2 && clauses.First("shares", clause) >= 0) return true;
        // How many posts and soldiers there are.
        if (thing.Type == EventType.Mobilize && (thing.What == "personnel" ? many >= 1000 : thing.What == "locations" && many >= 10)) return true;
        // Of weeks and months; too many for one occasion.
        return many >= 3 && (Over(clause) || Since(clause) || clauses.First("said-period", clause) >= 0) || many >= 10000 && thing.Persons || many >= 5 && thing.What == "times";
    }

    // "since", "during", "in the course of" days, weeks, months: of the clause or, before it, of its sentence.
    private bool Over(ArabicClause clause)
    {
        var view = clause.View;
        return (Period(clause) ?? Period(new ArabicClause(view, 0, clause.Last))) is { Value.Days: > 2, Span: var span } && view.TokensIn(span).First is var at
            && Enumerable.Range(Math.Max(0, at - 6), Math.Min(view.Count - 1, at) - Math.Max(0, at - 6) + 1).Any(k => Opens(view, k) || clauses.Find("during", view, k).Length > 0);
    }

    // A noun of its own behind the figure that is none of those that are counted.
    private bool Otherwise(SentenceView view, ArabicCell cell) =>
        cell.End < cell.Last && view.Words[cell.End + 1] is { Length: > 0 } word && !OfThese(view, cell) && word is not ("في" or "من" or "علي" or "لدي" or "عبر" or "عن" or "الي" or "ثم" or ['ب' or 'ل' or 'و', ..]) && clauses.Find("recall", view, cell.End + 1).Length == 0;

    private static readonly string[] Summing = ["summary", "victims", "number-of", "tally-unit", "tallied"];

    // A party or a place beside the figure.
    private bool Sided(ArabicClause clause, ArabicCell cell)
    {
        for (var k = cell.First; k <= cell.Last; k++) if (Party(clause.View, k).Id is not null) return true;
        return places.Find(clause with { First = cell.First, Last = cell.Last }, new Draft { View = clause.View, Kind = ClaimKind.Tally, Trigger = cell.At }, i => NoPlace(clause.View, i), true).Count > 0;
    }

    // An act of a day is told in a report of months: the time that the sentence names last before the figure.
    private bool OnADay(ArabicClause clause, ArabicCell cell)
    {
        var view = clause.View;
        if (_whole is { Days: < 4 } || !_counting && _main?.Time.Edtf is null or { Days: < 4 }) return false;
        var near = view.Document.Times.LastOrDefault(t => view.Span.Contains(t.Span) && t.Value is not null && t.Span.Start < view.TokenSpan(cell.Last).End);
        return near is { Value.Days: < 3 } && Period(clause) is null && !Enumerable.Range(clause.First, cell.At - clause.First).Any(k => clauses.Find("record", view, k).Length > 0);
    }

    private static bool Percent(SentenceView view, ArabicCell cell)
    {
        for (var k = cell.End; k <= Math.Min(cell.End + 2, view.Count - 1); k++) if (view.TokenText(k) is [.., '%' or '٪'] || view.Words[k] is "الميه" or "المايه" or "بالميه" or "بالمايه") return true;
        return false;
    }

    // "among them 30 children and 12 women", "and 40 wounded": parts of those counted, and the wounded beside the dead.
    private bool Beside(SentenceView view, ArabicCell cell, Draft current, bool within)
    {
        if (current.View != view || current.Tally is not { } tally) return false;
        var root = tally.Count.What.Split('-')[0];
        var words = Enumerable.Range(cell.First, cell.Last - cell.First + 1).ToList();
        var behind = Enumerable.Range(cell.End + 1, Math.Max(0, Math.Min(2, cell.Last - cell.End))).ToList();
        var bracketed = view.TokenText(Math.Max(0, cell.At - 1)) is "(";
        var opened = within || bracketed || OfThese(view, cell) || words.Exists(k => k < cell.At && clauses.Find("among", view, k).Length > 0);
        // "23 facilities, among them 6 schools".
        if (root == "locations" && words.Exists(k => k < cell.At && clauses.Find("among", view, k).Length > 0) && behind.Exists(k => clauses.Find("facility", view, k).Length > 0)) return true;
        if (!Fates.Any(f => f.Thing.What == root) && !Done.Any(d => d.Thing.What == root)) return false;
        var group = behind.Select(k => Group(view, k, k)).FirstOrDefault(g => g is not null);
        // "700 families (3,900 people)": the same in another measure.
        if (group is null && bracketed && behind.Exists(k => clauses.Find("persons", view, k).Length > 0)) return true;
        var hurt = root == "killed" && words.Exists(k => clauses.Find("wounded", view, k).Length > 0) && words.TrueForAll(k => clauses.Find("killed", view, k).Length == 0);
        // "100 fighters and 12 civilians": the dead of one toll.
        var alike = root == "killed" && group is not null && cell.Follows(view) && Act(new ArabicClause(view, cell.First, cell.Last)).At < 0 && Fate(new ArabicClause(view, cell.First, cell.Last)) is null;
        if (!hurt && !alike && (group is null || !opened)) return false;
        var what = hurt ? group is null ? "wounded" : $"wounded-{group}" : $"{root}-{group}";
        current.Counts.RemoveAll(c => c.What == what && c != tally.Count);
        current.Counts.Add(new CountRange(what, cell.Figure.Min, cell.Figure.Best, cell.Figure.Max, cell.Figure.Approximate));
        if (view.TokenSpan(cell.Last).End > current.Quote.End) current.Quote = Trim(new ArabicClause(view, view.TokensIn(current.Quote).First, cell.Last));
        return true;
    }

    private Draft Counting(ArabicClause clause, ArabicCell cell, Thing thing, Draft? main)
    {
        var view = clause.View;
        var own = clause with { First = Told(clause, cell), Last = cell.Last };
        var draft = Sum(own, cell.Figure, thing.Type ?? EventType.Assault, thing.Mode, thing.What, cell.At, thing.Unit);
        draft.Type = thing.Type;
        draft.Note("kind", "figure of a list, a label or a report of figures", view.Text(cell.Figure.Span));
        if (draft.Modes.Count == 0 && draft.Type == EventType.Assault)
        {
            Means(own, draft, null);
            draft.Modes.Remove(Mode.Other);
        }
        if (draft.Actors.Count == 0 && register.Unidentified is { } unknown && clauses.First("unknown-party", own) is >= 0 and var who) draft.Actors.Add(new ActorMention(view.TokenText(who), unknown));
        for (var k = cell.First; k <= cell.Last && draft.Actors.Count + draft.Targets.Count == 0; k++)
            if (view.Words[k].Length > 0 && Party(view, k) is { Id: { } id, Length: > 0 and var n } && register[id]?.Kind is not (ActorKind.Monitor or ActorKind.Media))
                (register[id]?.Kind == ActorKind.Civilian ? draft.Targets : draft.Actors).Add(new ActorMention(view.Text(view.SpanOf(k, Math.Min(view.Count - 1, k + n - 1))).Trim('،', ':'), id));
        if (draft.Places.Count == 0 && draft.Actors.Count == 0) draft.Places = Spots(cell, own, draft);
        if (main is not null)
        {
            if (draft.Modes.Count == 0 && main.Type == draft.Type) draft.Modes.AddRange(main.Modes);
            if (draft.Actors.Count == 0 && OfThese(view, cell)) draft.Actors = [.. main.Actors];
            if (draft.Places.Count == 0) draft.Places = [.. main.Places];
        }
        if (Period(own) is null && (main?.Time ?? Whole(clause)) is { Edtf: not null } time && draft.Time.Basis is TimeBasis.Inherited or TimeBasis.Published) draft.Time = time with { Text = null, Basis = TimeBasis.Inherited };
        draft.Tally = draft.Tally! with { Period = draft.Time.Edtf, Area = draft.Places.FirstOrDefault()?.Text };
        return draft;
    }

    // Figures, speakers and parties: words that no place is read from.
    private int NoPlace(SentenceView view, int at) => QuantityAt(view, at) is { } figure && view.TokensIn(figure.Span) is var (_, last) && last >= at ? last - at + 1 : Taken(view, at);

    // Behind the words that name the speaker.
    private int Told(ArabicClause clause, ArabicCell cell)
    {
        var first = _named.Last >= cell.First && _named.Last < cell.At ? _named.Last + 1 : cell.First;
        for (var k = first; k < cell.At; k++) if (clause.View.Words[k] is "ان" or "بان") return k + 1;
        return first;
    }

    // A place that is the figure's label: "next came A (40)".
    private List<PlaceMention> Spots(ArabicCell cell, ArabicClause own, Draft draft)
    {
        for (var k = cell.First; k < cell.At; k++)
            if (places.Find(own with { First = k }, draft, i => NoPlace(own.View, i), true) is { Count: > 0 } spots && spots.Exists(s => s.Id is not null)) return spots;
        return [];
    }

    // The time that the clause, the heading or the report covers.
    private TimeMention? Whole(ArabicClause clause) =>
        Stretch(clause) is { } stretch ? stretch
            : _under.Time is { } above ? new TimeMention(null, above, TimeBasis.Inherited)
            : _counting && title is { } day ? new TimeMention(null, day, TimeBasis.Inherited) : null;

    // The figures of a clause that are no part of a date; those of a document come in the order of its text.
    private List<Quantity> Figures(ArabicClause clause)
    {
        var (span, all) = (clause.View.SpanOf(clause.First, clause.Last), clause.View.Document.Quantities);
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Span.Start < span.Start) low = middle + 1;
            else high = middle;
        }
        var found = new List<Quantity>();
        for (; low < all.Count && all[low].Span.Start < span.End; low++)
            if (span.Contains(all[low].Span) && !clause.View.Document.Times.Any(t => t.Span.Overlaps(all[low].Span)) && !Named(clause, all[low])) found.Add(all[low]);
        return found;

        // "resolution 2254", "the 25th Division", "the beginning of 2021": a name or a year.
        bool Named(ArabicClause clause, Quantity figure)
        {
            var (at, end) = clause.View.TokensIn(figure.Span);
            return at == end && at > 0 && (clauses.Find("numbered", clause.View, at - 1).Length > 0 || figure is { Best: > 1949 and < 2050 } && clause.View.Words[at].Length == 4 && clauses.Find("before-year", clause.View, at - 1).Length > 0);
        }
    }
}
