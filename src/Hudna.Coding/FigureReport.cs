using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Figures that no frame has taken up, above all in reports that are about figures (monthly counts, daily statistics, situation reports): what is counted is said once, and the figures that follow
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
            : document.Times.OrderBy(t => t.Span.Start).Select(t => t.Value).FirstOrDefault(v => v is { Start: not null, End: { } end, Days: >= 3 and <= 370 } && end <= day && day.DayNumber - end.DayNumber <= 40);

    /// <summary>The figures of a segment that no draft has taken up, each a tally of what was counted before; outside such reports those that stand by themselves are doubtful.</summary>
    public List<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Draft> drafts, IReadOnlyList<Draft> earlier, bool figures)
    {
        var found = new List<Draft>();
        var beside = drafts.Any(Counts);
        var near = Near(earlier, view.Index - 8).ToList();
        var item = near.Count > 0 && IsItem(view);
        var after = near.Exists(d => d.View.Paragraph == view.Paragraph && view.Index - d.View.Index == 1);
        var alone = !figures && !beside && !item && !after;
        var row = figures ? "a figure of its own" : beside ? "a figure beside a tally" : item ? "a figure of a list" : after ? "a figure after a tally" : "a figure alone";
        // What is counted: the figure before in the paragraph, else what the report counts first.
        var before = alone ? null : earlier.LastOrDefault(d => Counts(d) && d.View.Paragraph == view.Paragraph) ?? (item && !figures ? earlier.LastOrDefault(Counts) : null) ?? earlier.FirstOrDefault(d => Counts(d) && Role(d) != FrameRole.Number) ?? earlier.FirstOrDefault(Counts);
        var (first, last) = view.TokensIn(segment.Span);
        foreach (var figure in view.Document.Quantities.Concat(Nothings(view)).Concat(TallyRules.Percentages(view)).Where(q => segment.Span.Contains(q.Span)).OrderBy(q => q.Span.Start))
        {
            if (view.Document.Times.Any(t => t.Span.Overlaps(figure.Span)) || drafts.Any(d => d.Figure?.Span.Overlaps(figure.Span) == true)) continue;
            var (a, b) = view.TokensIn(figure.Span);
            if (b < a || Told(view, a)) continue;
            if (alone && ((figure.Best ?? figure.Min ?? 0) < 2 || drafts.Any(d => d.CountSpans.Exists(c => c.Span.Overlaps(figure.Span))))) continue;
            var main = found.Concat(drafts).Where(d => Counts(d) && d.Figure!.Span.Start < figure.Span.Start).MaxBy(d => d.Figure!.Span.Start);
            if (Within(view, first, a, b) is { } noun)
            {
                // Of several figures in a row the nearest is what it breaks down.
                if (main is null || Role(main) == FrameRole.Number) continue;
                if (found.Contains(main)) foreach (var other in drafts.Where(Counts)) other.CountSpans.RemoveAll(c => c.Span.Overlaps(figure.Span));
                if (!drafts.Any(d => d.CountSpans.Exists(c => c.Span.Overlaps(figure.Span)))) main.CountSpans.Add((Role(main), view.SpanOf(a, Math.Min(last, noun))));
                continue;
            }
            if (How(view, first, last, a, b) is not { } how || figure is { Best: 1 } && !Single.Contains(how)) continue;
            if (drafts.Any(d => d.CountSpans.Exists(c => c.Span.Overlaps(figure.Span) && !Apart(view, d, c.Role, a, how, found.Count > 0)))) continue;
            foreach (var other in drafts) other.CountSpans.RemoveAll(c => c.Span.Overlaps(figure.Span));
            var draft = Of(view, segment, figure, $"{row} {how}{((figure.Best ?? figure.Min) is > 0 and < 5 ? " of few" : "")}", main ?? before);
            if (alone)
            {
                // What it counts, whose or where: something of that must be said.
                if (draft is { Type: null, ActorSpans.Count: 0, TargetSpans.Count: 0, PlaceSpans.Count: 0 }) continue;
                draft.Doubt = "a figure alone";
            }
            found.Add(draft);
        }
        // A row of figures: the one that opens it has the words up to the next.
        if (found.Count > 1)
            foreach (var opening in drafts.Where(d => Counts(d) && d.Part is null && d.Figure!.Span.End < found[0].Quote.Start))
            {
                var (_, end) = view.TokensIn(new TextSpan(opening.Figure!.Span.Start, found[0].Quote.Start));
                while (end > first && (view.Words[end].Length == 0 || view.Words[end] is "and" or "with" or "while")) end--;
                if (view.TokenSpan(end).End >= opening.Figure.Span.End) opening.Part = view.SpanOf(first, end);
            }
        return found;
    }

    /// <summary>The tally of the figure that a word belongs to, where none of the others has it.</summary>
    public Draft? At(SentenceView view, Segment segment, int word, IReadOnlyList<Draft> others)
    {
        var figure = view.Document.Quantities.Concat(TallyRules.Percentages(view)).Where(q => segment.Span.Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span)))
            .Select(q => (Quantity: q, Tokens: view.TokensIn(q.Span))).Where(q => q.Tokens.First <= word + 4 && q.Tokens.Last >= word - 4)
            .OrderBy(q => Math.Max(0, Math.Max(q.Tokens.First - word, word - q.Tokens.Last))).Select(q => q.Quantity).FirstOrDefault();
        return figure is null || others.Any(o => o.Figure?.Span.Overlaps(figure.Span) == true) ? null : Of(view, segment, figure, "marked", others.Count > 0 ? others[^1] : null);
    }

    // The tallies of a sentence and those behind it; drafts come in the order of the text.
    private static IEnumerable<Draft> Near(IReadOnlyList<Draft> earlier, int sentence)
    {
        for (var i = earlier.Count - 1; i >= 0 && earlier[i].View.Index >= sentence; i--)
            if (Counts(earlier[i])) yield return earlier[i];
    }

    private Draft Of(SentenceView view, Segment segment, Quantity figure, string rule, Draft? main)
    {
        var (first, last) = view.TokensIn(segment.Span);
        var (a, b) = view.TokensIn(figure.Span);
        var span = Piece(view, first, last, a, b);
        var phrase = view.SpanOf(a, Noun(view, b, last));
        var (words, noun) = (view.WordsIn(span), view.WordsIn(phrase));
        var (type, modes, role) = Kind(words, noun, main, view.Paragraph);
        var draft = new Draft
        {
            View = view, Kind = ClaimKind.Tally, Type = type, Trigger = a, Segment = segment, Quote = span, Part = span, Confidence = 0.5, Figure = figure,
            Unit = role == FrameRole.Number ? noun.FirstOrDefault(w => lexicon.Is("tally-unit", w)) ?? main?.Unit ?? "number" : role.ToString().ToLowerInvariant(), Rule = rule,
            CountGroup = noun.Length > 1 ? null : Group(main),
        };
        draft.Modes.AddRange(modes);
        draft.Main = main?.View.Paragraph == view.Paragraph ? main : null;
        if (role != FrameRole.Number) draft.CountSpans.Add((role, phrase));
        var (from, to) = view.TokensIn(span);
        foreach (var hit in finder.Find(view, from, to, metonyms: false))
            (hit.Id.StartsWith("civilians", StringComparison.Ordinal) || Hit(view, a, b, hit, role) ? draft.TargetSpans : draft.ActorSpans).Add(view.SpanOf(hit.First, hit.Last));
        if (role is FrameRole.Killed or FrameRole.Wounded && noun.Any(w => lexicon.Is("civilian-person", w))) draft.TargetSpans.Add(phrase);
        draft.PlaceSpans.AddRange(view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && span.Contains(n.Span)).Select(n => n.Span));
        draft.TimeSpans.AddRange(view.Document.Times.Where(t => span.Contains(t.Span)).Select(t => t.Span));
        draft.Note("kind", rule, view.Text(span));
        return draft;
    }

    private static bool Counts(Draft draft) => draft is { Kind: ClaimKind.Tally, Figure: not null };

    private static FrameRole Role(Draft draft) => draft.CountSpans.Where(c => draft.Figure?.Span.Overlaps(c.Span) == true).Select(c => c.Role).FirstOrDefault(FrameRole.Number);

    // The group that a tally counts, "civilians": a figure behind it without a noun counts the same.
    private string? Group(Draft? main) =>
        main is null ? null : main.CountGroup ?? (main.CountSpans.Where(c => main.Figure!.Span.Overlaps(c.Span)).Select(c => Hudna.Coding.Counts.Grouped(lexicon, "", main.View.WordsIn(c.Span))).FirstOrDefault() is ['-', .. var group] ? group : null);

    /// <summary>"Of the 800 people some 500 are …": a figure that was told before.</summary>
    public static bool Told(SentenceView view, int figure) => figure > 1 && view.Words[figure - 1] == "the" && view.Words[figure - 2] == "of";

    // A count that the model holds to be one of a tally's, where it is of the same kind and stands apart: a figure of its own.
    private static bool Apart(SentenceView view, Draft tally, FrameRole role, int a, string how, bool row) =>
        Counts(tally) && role == Role(tally) && (how != WithNoun || a > 0 && (view.TokenText(a - 1) is ":" or ";" or "," || row && view.Words[a - 1] == "and"));

    // What the words around a figure count; where they say nothing, what the figure before does.
    private (EventType? Type, List<Mode> Modes, FrameRole Role) Kind(string[] words, string[] noun, Draft? main, int paragraph)
    {
        bool Any(string name) => words.Any(w => lexicon.Is(name, w));
        var modes = new List<Mode>();
        for (var i = 0; i < words.Length; i++) if (lexicon.Means.Match(words, i) is { Length: > 0 } mode && !modes.Contains(mode.Value) && mode.Value is not (Mode.Ceasefire or Mode.Agreement or Mode.Promise)) modes.Add(mode.Value);
        var things = noun.Any(w => lexicon.Is("attack-noun", w) || lexicon.Is("breach-noun", w) || lexicon.Is("strikes", w) || lexicon.Is("munitions", w) || lexicon.Is("vehicles", w));
        FrameRole? told = things ? FrameRole.Number : Any("kill-word") ? FrameRole.Killed : Any("wound-word") ? FrameRole.Wounded : Any("flight-word") ? FrameRole.Displaced : null;
        // "30 deaths in May. It works in 14 provinces": a noun of its own that is no word for people is not what was counted before.
        var people = noun.Length < 2 || noun.Any(w => lexicon.Is("civilian-person", w) || lexicon.Is("civilians", w) || lexicon.Is("combatants", w) || lexicon.Is("fighting-members", w) || lexicon.Is("children", w) || lexicon.Is("women", w) || w is "others");
        var role = told ?? (main is null || !people ? FrameRole.Number : Role(main));
        var type = told is FrameRole.Killed or FrameRole.Wounded ? EventType.Assault : told is FrameRole.Displaced ? EventType.Coerce : main?.Type;
        if (modes.Count == 0 && main is not null && main.View.Paragraph == paragraph && type == main.Type) modes.AddRange(main.Modes);
        else if (role == FrameRole.Number && modes.Count > 0 && lexicon.Modes.TryGetValue(modes[0], out var entry) && !(type is { } same && entry.Types.Contains(same))) type = entry.Types[0];
        return (type, modes, role);
    }

    // "nine members of the regime forces": of the dead and wounded, those behind the figure's "of" are who was hit.
    private static bool Hit(SentenceView view, int first, int figure, ActorHit hit, FrameRole role) =>
        role is FrameRole.Killed or FrameRole.Wounded && hit.First >= first && hit.Last > figure && Enumerable.Range(figure + 1, Math.Max(0, hit.First - figure - 1)).Select(i => view.Words[i]).ToList() is var between
        && (between.Count == 0 || between.Exists(w => w is "of" or "from" or "among")) && !between.Exists(w => w is "by" or "in" or "hands" or "fire" or "on");

    /// <summary>An item of a list, by the mark that its line begins with.</summary>
    public static bool IsItem(SentenceView view)
    {
        var (text, at) = (view.Document.Text, view.Span.Start);
        while (at > 0 && text[at - 1] is not ('\n' or '\r')) at--;
        return text.AsSpan(at, view.Span.End - at).TrimStart() is ['*' or '-' or '•' or '–' or '·', ..];
    }

    // The last token of the noun phrase that a figure opens.
    private static int Noun(SentenceView view, int b, int last)
    {
        var end = b;
        for (var i = b + 1; i <= Math.Min(last, b + 4) && (view.IsPos(i, "ADJ") || view.IsPos(i, "NOUN") || view.IsPos(i, "PROPN")); i++) end = i;
        return end;
    }

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

    // "including 19 children", "(4 children, 6 women)", "29 of whom were children": parts of the figure before, unless they have an author, a place or a noun
    // for acts of their own.
    private int? Within(SentenceView view, int first, int a, int b)
    {
        var behind = OfThem(view, b + 1) ? b + 3 : b + 1;
        while (behind < view.Count && behind > b + 2 && view.Words[behind] is "was" or "were" or "are" or "a" or "an") behind++;
        var next = Enumerable.Range(behind, Math.Max(0, Math.Min(3, view.Count - behind))).Select(i => view.Words[i]).ToList();
        if (next.Count > 0 && (lexicon.Is("children", next[0]) || lexicon.Is("women", next[0]))) return behind;
        if (OfThem(view, b + 1) || next is ["from" or "by" or "in" or "on", ..] || next.Exists(w => lexicon.Is("attack-noun", w) || lexicon.Is("breach-noun", w) || lexicon.Is("strikes", w))) return null;
        for (var i = a - 1; i >= first && i >= a - 4; i--)
        {
            if (view.Words[i] is "including" or "among" or "whom" or "comprising" || view.Words[i] == "of" && i + 1 < a && view.Words[i + 1] is "them" or "whom" or "these") return Noun(view, b, view.Count - 1);
            if (view.TokenText(i) is ";" or ":" or ".") break;
        }
        return null;
    }

    private static bool OfThem(SentenceView view, int at) => at + 1 < view.Count && view.Words[at] == "of" && view.Words[at + 1] is "them" or "whom" or "which" or "these" or "those";

    private const string WithNoun = "with a noun";

    // Where a bare "one" is a figure and no pronoun or article.
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal) { "in brackets", "behind a colon", "beside a name", "behind a name", "in front of where or by whom" };

    private string? How(SentenceView view, int first, int last, int a, int b)
    {
        var (before, behind) = (a > first ? view.TokenText(a - 1) : "", b < last ? view.TokenText(b + 1) : "");
        if (before is "(" && behind is ")") return "in brackets";
        var next = b < last ? view.Words[b + 1] : "";
        if (OfThem(view, b + 1)) return "of the one before";
        if (behind is "%" || next is "percent" || next == "per" && b + 2 <= last && view.Words[b + 2] == "cent") return "that is a share";
        var word = a > first ? view.Words[a - 1] : "";
        if (next == "times") return "of times";
        if (word is "with" or "than" or "against" or "at" or "for" || word == "from" && a - 2 >= first && view.Words[a - 2] is "down" or "up") return "beside a name";
        if (word == "to" && Enumerable.Range(Math.Max(first, a - 12), a - Math.Max(first, a - 12)).Any(i => lexicon.Is("sum-verb", view.Words[i]) || lexicon.Is("change-verb", view.Words[i]))) return "behind a verb";
        if (word == "to") return "behind to";
        if (before is ":" or "–" or "-") return "behind a colon";
        if (a > first && view.IsPos(a - 1, "PROPN") && (b == last || behind is "," or ";" or "." or ")" || next == "and")) return "behind a name";
        if (next is "in" or "by" or "on" or "at" or "for" or "so" or "per" or "through" or "from" or "during" or "across" or "among" or "a") return "in front of where or by whom";
        if (word is "had" or "has" or "was" or "were" or "is" or "are" || view.IsPos(a - 1, "VERB") && a > first) return "behind a verb";
        if (b < last && (view.IsPos(b + 1, "VERB") || view.IsPos(b + 1, "AUX"))) return "in front of a verb";
        return view.IsPos(b, "NOUN") || b < last && (view.IsPos(b + 1, "NOUN") || view.IsPos(b + 1, "ADJ")) ? WithNoun : b == last || behind is "," or ";" or "." ? "at the end" : null;
    }

    // Up to the marks and figures around it; what a colon right before a figure follows is its label.
    private static TextSpan Piece(SentenceView view, int first, int last, int a, int b)
    {
        bool Figure(int i) => view.Document.Quantities.Any(q => q.Span.Overlaps(view.TokenSpan(i)) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span)));
        if (a > first && view.TokenText(a - 1) is ":" && a - first <= 16 && !Enumerable.Range(first, a - first).Any(i => Figure(i) || view.TokenText(i) is ";" or ".")) a = first;
        else while (a > first && view.TokenText(a - 1) is not ("," or ";" or ":" or "—" or "–" or "." or "(") && view.Words[a - 1] != "and" && !Figure(a - 1)) a--;
        while (b < last && view.TokenText(b + 1) is not ("," or ";" or "—" or "." or ")" or "(") && !Figure(b + 1)
            && !(view.Words[b + 1] == "and" && !(b + 2 <= last && view.IsPos(b, "PROPN") && view.IsPos(b + 2, "PROPN") && !Enumerable.Range(b + 2, Math.Min(4, last - b - 1)).Any(Figure)))) b++;
        while (a < b && view.Words[a].Length == 0) a++;
        while (b > a && (view.Words[b].Length == 0 || view.Words[b] is "and" or "with" or "while")) b--;
        return view.SpanOf(a, b);
    }
}
