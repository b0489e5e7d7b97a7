using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Finds aggregates over a period or an area: a figure with its unit and words that say that it sums up.</summary>
internal sealed class TallyRules(Lexicon lexicon)
{
    private static readonly HashSet<string> Sums = new(StringComparer.Ordinal)
        { "since", "until", "total", "totalling", "overall", "so", "far", "previous", "another", "estimated", "approximately", "percent", "presence", "has", "have", "had", "documented", "recorded", "registered", "counted", "hundreds", "thousands", "dozens", "millions", "last", "past", "per", "during", "controls", "control", "number", "remain", "remains", "live", "lives", "depend", "depends", "host", "hosts", "alone" };

    public List<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, IReadOnlyList<Draft> events)
    {
        var found = new List<Draft>();
        foreach (var frame in frames)
        {
            if (frame.Probability < FrameGate.Least || frame.Kind != ClaimKind.Tally) continue;
            var spans = frame.Roles.Where(r => r.Role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties or FrameRole.Displaced or FrameRole.Number).ToList();
            spans.RemoveAll(s => found.Exists(d => d.Figure!.Span.Overlaps(s.Span)) && !(frame.Type == EventType.Assault && s.Role == FrameRole.Killed));
            if (frame.Type == EventType.Assault && spans.Exists(s => s.Role == FrameRole.Killed)) spans.RemoveAll(s => s.Role == FrameRole.Number);
            // Breaches of a truce, whatever the dead beside them.
            var breaches = frame.Roles.FirstOrDefault(r => r.Role == FrameRole.Number && view.WordsIn(r.Span).Any(w => lexicon.Is("breach-noun", w)) && view.Document.Quantities.Any(q => q.Span.Overlaps(r.Span)));
            if (breaches is not null) spans = [breaches];
            var role = spans.FirstOrDefault(s => view.Document.Quantities.Any(q => q.Span.Overlaps(s.Span)));
            if (role is null) continue;
            var draft = FrameGate.Fill(view, frame, ClaimKind.Tally, frame.Type is EventType.Comment or EventType.Deny ? null : frame.Type, segment);
            var main = spans.FirstOrDefault(s => s.Role == FrameRole.Number && view.Document.Quantities.Any(q => q.Span.Overlaps(s.Span))) ?? role;
            draft.Figure = view.Document.Quantities.Where(q => q.Span.Overlaps(main.Span)).OrderByDescending(q => q.Span.Length).First();
            draft.Unit = main.Role == FrameRole.Number ? Unit(view, draft.Figure.Span) : main.Role.ToString().ToLowerInvariant();
            // Breaches of a ceasefire are acts of force, their means open.
            if (breaches is not null)
            {
                draft.Type = EventType.Assault;
                draft.Modes.Clear();
            }
            draft.Modality = Modality.Asserted;
            draft.CountSpans.RemoveAll(c => !spans.Exists(s => s.Span == c.Span));
            if (found.Exists(d => d.Figure!.Span == draft.Figure.Span)) continue;
            draft.Rule = "frame";
            draft.Note("kind", "frame", view.Text(main.Span), frame.Probability);
            found.Add(draft);
        }
        Part(view, found);
        if (found.Count > 0) return found;
        if (Zero(view, segment) is { } zero) return [zero];
        if (Total(view, segment) is { } total) return [total];
        var words = view.WordsIn(segment.Span);
        foreach (var quantity in view.Document.Quantities.Concat(Percentages(view)))
        {
            if (!segment.Span.Contains(quantity.Span)) continue;
            if (view.Document.Times.Any(t => t.Span.Overlaps(quantity.Span))) continue;
            if (events.Any(e => e.CountSpans.Any(c => c.Span.Overlaps(quantity.Span)) || e.TimeSpans.Any(s => s.Overlaps(quantity.Span)))) continue;
            var size = quantity.Best ?? quantity.Min ?? 0;
            var hedged = quantity.Best is null || quantity.Approximate;
            if (size < 5 && !hedged) continue;
            // "In June alone there were 196", "117 of them": a figure without a unit counts what the one before did.
            var bare = words.Contains("alone") && !events.Any() || Behind(view, quantity.Span) is ["of", "them" or "these" or "those", ..];
            if ((Unit(view, quantity.Span) ?? (bare ? "number" : null)) is not { } unit) continue;
            var exist = hedged && words.Contains("there") && words.Any(w => w is "are" or "were");
            if (!bare && !exist && !words.Any(Sums.Contains)) continue;
            var (a, _) = view.TokensIn(quantity.Span);
            if (FigureReport.Told(view, a) && view.Document.Quantities.Any(q => segment.Span.Contains(q.Span) && q.Span.Start > quantity.Span.End)) continue;
            EventType? type = new[] { "attack-noun", "breach-noun", "strikes" }.Any(c => lexicon.Is(c, unit.ToLowerInvariant())) ? EventType.Assault : words.Any(w => lexicon.Is("flight-word", w)) ? EventType.Coerce : null;
            var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = type, Trigger = a, Segment = segment, Quote = segment.Span, Figure = quantity, Unit = unit, Confidence = hedged ? 0.65 : 0.55 };
            if (view.HasTree)
            {
                AddOwner(view, draft, a);
                var verb = view.Predicate(a);
                var subject = verb >= 0 ? view.Child(verb, "nsubj") : -1;
                if (subject >= 0 && (subject < a - 1 || subject > a + 6)) { var (f, l) = view.Phrase(subject, behind: false); draft.ActorSpans.Add(view.SpanOf(f, l)); }
            }
            if (type == EventType.Coerce) draft.Modes.Add(Mode.Displacement);
            draft.Rule = "a figure with its unit and words that sum up";
            draft.Note("kind", "a figure with its unit and words that sum up", view.Text(quantity.Span));
            return [draft];
        }
        return found;
    }

    // "recorded 90 breaches from May until July, as 12 people were killed until June": each figure has the words up to the next as its own,
    // and a count in a clause below another's verb counts what those acts led to.
    private static void Part(SentenceView view, List<Draft> found)
    {
        var order = found.OrderBy(d => d.Figure!.Span.Start).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var own = order[i];
            var stretch = new TextSpan(own.Figure!.Span.Start, i + 1 < order.Count ? order[i + 1].Figure!.Span.Start : view.Span.End);
            own.Stretch = stretch;
            if (order.Count > 1) own.CountSpans.RemoveAll(c => !c.Span.Overlaps(own.Figure!.Span) && !stretch.Contains(c.Span));
            if (i == 0 || !view.HasTree) continue;
            var (main, verb) = (order[0], view.Predicate(order[i].Trigger));
            if (verb >= 0 && view.Rel(verb) is "ccomp" or "advcl" or "acl" or "acl:relcl" or "advcl:relcl" or "parataxis" && view.Head(verb) is >= 0 and var above
                && (above == main.Trigger || view.Predicate(above) == view.Predicate(main.Trigger))) order[i].Main = main;
        }
    }

    // "brings to 29 the number of the dead", "the number of the wounded exceeds 30".
    private Draft? Total(SentenceView view, Segment segment)
    {
        var words = view.WordsIn(segment.Span);
        if (!words.Any(w => lexicon.Is("sum-noun", w))) return null;
        foreach (var quantity in view.Document.Quantities.Where(q => segment.Span.Contains(q.Span) && !view.Document.Times.Any(t => t.Span.Overlaps(q.Span))))
        {
            var (at, _) = view.TokensIn(quantity.Span);
            if (!Enumerable.Range(Math.Max(0, at - 10), Math.Min(10, at)).Any(i => lexicon.Is("sum-verb", view.Words[i]))) continue;
            FrameRole? role = words.Any(w => lexicon.Is("kill-word", w) || w is "martyrs" or "fatalities") ? FrameRole.Killed : words.Any(w => lexicon.Is("wound-word", w)) ? FrameRole.Wounded : words.Contains("displaced") ? FrameRole.Displaced : null;
            var draft = new Draft
            {
                View = view, Kind = ClaimKind.Tally, Type = role is FrameRole.Killed or FrameRole.Wounded ? EventType.Assault : role is FrameRole.Displaced ? EventType.Coerce : null,
                Trigger = at, Segment = segment, Quote = segment.Span, Confidence = 0.6, Figure = quantity, Unit = role is null ? Unit(view, quantity.Span) ?? "number" : role.Value.ToString().ToLowerInvariant(),
            };
            if (role is { } counted) draft.CountSpans.Add((counted, quantity.Span));
            if (view.HasTree)
                foreach (var c in Enumerable.Range(0, view.Count).Where(c => view.Rel(c) is "obl:agent" or "nmod" && view.Children(c).Any(x => view.Rel(x) == "case" && view.Words[x] == "by") && segment.Span.Contains(view.TokenSpan(c))))
                { var (a, b) = view.Phrase(c, behind: false); draft.ActorSpans.Add(view.SpanOf(a, b)); }
            draft.PlaceSpans.AddRange(view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "LOC" && segment.Span.Contains(n.Span) && !draft.ActorSpans.Exists(n.Span.Overlaps)).Select(n => n.Span));
            draft.Rule = "a total that words of summing up give";
            draft.Note("kind", "a total that words of summing up give", view.Text(quantity.Span));
            return draft;
        }
        return null;
    }

    /// <summary>Events whose count is one of a stretch of time or of a whole report are sums: "since May", "in August", "in total", what a monitor documents without a day.</summary>
    public void Sum(SentenceView view, Segment segment, List<Draft> drafts, bool figures)
    {
        var times = view.Document.Times.Where(t => view.Span.Contains(t.Span) && t.Value is not null).ToList();
        var aDay = times.Exists(t => segment.Span.Contains(t.Span) && t.Value is { Days: < 8 });
        var words = view.WordsIn(segment.Span);
        foreach (var draft in drafts.Where(d => d is { Kind: ClaimKind.Event, Modality: Modality.Asserted } && d.CountSpans.Count > 0).ToList())
        {
            var count = draft.CountSpans.Select(c => view.Document.Quantities.Where(q => q.Span.Overlaps(c.Span)).OrderByDescending(q => q.Span.Length).FirstOrDefault()).FirstOrDefault(q => q is not null);
            if (count is null || drafts.Exists(d => d.Kind == ClaimKind.Tally && d.Figure?.Span == count.Span)) continue;
            var size = count.Best ?? count.Min ?? 0;
            var since = times.Exists(t => t.Value is { Days: > 6 } && draft.TimeSpans.Exists(t.Span.Overlaps)
                && (Normal.Tokens(view.Text(t.Span)).Any(w => lexicon.Is("stretch-word", w)) || view.TokensIn(t.Span).First is > 0 and var f && lexicon.Is("stretch-word", view.Words[f - 1])));
            var month = !aDay && size >= 3 && times.Exists(t => segment.Span.Contains(t.Span) && t.Value is { Days: >= 25 and <= 400, End: { } end } && view.Document.Reference is { } day && day.DayNumber - end.DayNumber <= 45);
            // What a monitor records without a day is a sum as well.
            var monitored = !times.Exists(t => t.Value is { Days: < 8 }) && view.DenseWords.Any(w => lexicon.Is("monitor-verb", w)) && (draft.Type != EventType.Assault || size >= 10);
            var total = !aDay && size >= 5 && (words.Any(w => w is "altogether" or "overall" or "total") || words is ["a" or "another", "further" or "another", ..]);
            var rule = since ? "a toll since a day is a sum" : month ? "a toll of a month is a sum" : monitored ? "a monitor's record without a day is a sum" : total ? "words of a total"
                : size >= 20 && !aDay && draft.CountSpans[0].Role != FrameRole.Number && OfAMonth(view.Document) ? "a toll in a report on a month"
                : figures && !times.Exists(t => segment.Span.Contains(t.Span) && t.Value is { Days: < 3 }) ? "a toll in a report of figures" : null;
            if (rule is null) continue;
            draft.Kind = ClaimKind.Tally;
            draft.Figure = count;
            draft.Unit = draft.CountSpans[0].Role.ToString().ToLowerInvariant();
            draft.Rule = rule;
            draft.Note("kind", rule, view.Text(count.Span));
        }
    }

    // A report that opens on a month or more that has just ended.
    private static bool OfAMonth(Document document) =>
        document.Reference is { } day && document.Times.Any(t => t.Span.Start < document.Text.Length / 4 && t.Value is { Days: >= 25 and <= 800, End: { } end } && end <= day && day.DayNumber - end.DayNumber <= 20);

    // "has recorded no breaches", "no attacks were registered": zero is a count.
    private Draft? Zero(SentenceView view, Segment segment)
    {
        for (var d = 0; d + 3 < view.Dense.Length; d++)
        {
            if (view.DenseWords[d] is not ("no" or "zero") || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var unit = Array.FindIndex(view.DenseWords, d + 1, Math.Min(3, view.Dense.Length - d - 1), w => lexicon.Is("attack-noun", w) || lexicon.Is("breach-noun", w) || lexicon.Is("strikes", w));
            if (unit < 0 || !view.DenseWords.Skip(unit + 1).Take(12).Any(w => w is "recorded" or "registered" or "documented" or "counted" or "detected" or "observed" or "reported" or "noted")) continue;
            var found = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Assault, Trigger = view.Dense[d], Segment = segment, Quote = segment.Span, Confidence = 0.6, Figure = new Quantity(view.TokenSpan(view.Dense[d]), 0, 0, 0, false, "none"), Unit = view.DenseWords[unit] };
            if (lexicon.Means.Match(view.DenseWords, unit) is { Length: > 0 } means) found.Modes.Add(means.Value);
            if (view.HasTree)
            {
                var by = Array.FindIndex(view.DenseWords, unit + 1, Math.Min(2, view.Dense.Length - unit - 1), w => w == "by");
                var end = by < 0 ? -1 : Array.FindIndex(view.Dense, by + 1, i => view.IsPos(i, "VERB") || view.IsPos(i, "AUX"));
                if (end > by + 1) found.ActorSpans.Add(view.SpanOf(view.Dense[by + 1], view.Dense[end - 1]));
            }
            found.Rule = "a count of zero";
            found.Note("kind", "a count of zero", view.Text(view.SpanOf(view.Dense[d], view.Dense[unit])));
            return found;
        }
        for (var d = 0; d < view.Dense.Length; d++)
        {
            var (length, _) = lexicon.Class("zero-count").Match(view.DenseWords, d);
            if (length == 0 || !segment.Span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var span = view.SpanOf(view.Dense[d], view.Dense[d + length - 1]);
            var draft = new Draft { View = view, Kind = ClaimKind.Tally, Type = EventType.Assault, Trigger = view.Dense[d], Segment = segment, Quote = segment.Span, Confidence = 0.6, Figure = new Quantity(span, 0, 0, 0, false, "none"), Unit = "violations" };
            draft.Rule = "a count of zero";
            draft.Note("kind", "a count of zero", view.Text(span));
            return draft;
        }
        return null;
    }

    // "80 percent": a share, where the engine reads no quantity.
    public static IEnumerable<Quantity> Percentages(SentenceView view)
    {
        for (var i = 0; i + 1 < view.Count; i++)
        {
            if (!(view.Words[i + 1] is "percent" or "%" || view.Words[i + 1] == "per" && i + 2 < view.Count && view.Words[i + 2] == "cent")) continue;
            if (!long.TryParse(view.Words[i], System.Globalization.CultureInfo.InvariantCulture, out var share) || view.Document.Quantities.Any(q => q.Span.Overlaps(view.TokenSpan(i)))) continue;
            var about = i > 0 && view.Words[i - 1] is "approximately" or "about" or "nearly" or "around" or "some" or "roughly";
            yield return about ? new Quantity(view.TokenSpan(i), null, share, null, true, "share") : new Quantity(view.TokenSpan(i), share, share, share, false, "share");
        }
    }

    // "60 Turkish military posts": the owner stands in the phrase.
    private static void AddOwner(SentenceView view, Draft draft, int at)
    {
        var (_, last) = view.TokensIn(draft.Figure!.Span);
        var end = last;
        while (end + 1 < view.Count && end < last + 4 && (view.Words[end + 1].Length > 0 || view.TokenText(end + 1) is "-")) end++;
        draft.ActorSpans.Add(view.SpanOf(at, end));
    }

    private static string[] Behind(SentenceView view, TextSpan span) => view.TokensIn(span) is var (_, last) && last >= 0 ? [.. view.Words.Skip(last + 1).Where(w => w.Length > 0).Take(2)] : [];

    private string? Unit(SentenceView view, TextSpan span)
    {
        var (_, last) = view.TokensIn(span);
        for (var i = Math.Max(0, last); i < view.Count && i <= last + 5; i++)
        {
            if (lexicon.Is("tally-unit", view.Words[i]) || view.TokenText(i) == "%") return view.TokenText(i);
            if (i > last && view.Words[i].Length == 0 && view.TokenText(i) is not ("-" or "–")) break;
        }
        return null;
    }
}
