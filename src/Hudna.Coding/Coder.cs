using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// The product's own coder: reads a report with the language engine and turns frames and rules into claims. Does no I/O, never throws
/// for any text, gives the same claims for the same report on any thread. Safe for use from several threads at once.
/// </summary>
public sealed class Coder : ICoder
{
    private readonly LanguageEngine _engine;
    private readonly Lexicon _lexicon;
    private readonly ActorRegister _register;
    private readonly ActorFinder _finder;
    private readonly PlaceFinder _places;
    private readonly Relevance _relevance;
    private readonly ArabicClauses _arabicClauses;
    private readonly ArabicPlaces _arabicPlaces;
    private readonly FrameGate _gate;
    private readonly ForecastRules _forecasts;
    private readonly Horizons _horizons;
    private readonly TallyRules _tallies;
    private readonly Tallies _sums;
    private readonly StatementRules _statements;
    private readonly CueFinder _cues;
    private readonly Patterns _patterns;
    private readonly Breakdowns _breakdowns;
    private readonly FigureReport _figures;
    private readonly Marked _marked;
    private readonly Likelihood _likelihood;

    /// <summary>Prepares the tables of a theatre.</summary>
    /// <param name="theatre">Whose actors and places are looked up.</param>
    /// <param name="engine">Reads texts.</param>
    /// <param name="lexicon">The words that the rules lean on.</param>
    public Coder(Theatre theatre, LanguageEngine engine, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        _engine = engine ?? throw new ArgumentNullException(nameof(engine));
        _lexicon = lexicon ?? throw new ArgumentNullException(nameof(lexicon));
        _register = new ActorRegister(theatre);
        _finder = new ActorFinder(_register, lexicon);
        var index = new PlaceIndex(theatre);
        _places = new PlaceFinder(index, _register, lexicon);
        _arabicClauses = new ArabicClauses(lexicon);
        _relevance = new Relevance(theatre, index, _register, _finder, _arabicClauses);
        _arabicPlaces = new ArabicPlaces(index, _arabicClauses);
        _gate = new FrameGate(lexicon);
        _forecasts = new ForecastRules(lexicon, _horizons = new Horizons(lexicon));
        _tallies = new TallyRules(lexicon);
        _sums = new Tallies(lexicon);
        _statements = new StatementRules(lexicon);
        _cues = new CueFinder(lexicon);
        _patterns = new Patterns(lexicon, _finder);
        _breakdowns = new Breakdowns(lexicon);
        _figures = new FigureReport(lexicon, _finder);
        _marked = new Marked(_forecasts, _figures);
        _likelihood = new Likelihood(lexicon, new Evidence(lexicon, _register, _finder));
    }

    /// <inheritdoc/>
    public string Name => "hudna/0.1.0";

    /// <inheritdoc/>
    public IReadOnlyList<Claim> Code(Report report) => [.. Work(report).Select(w => w.Claim)];

    /// <summary>How a claim of a report came to be; null where coding the report again gives no such claim.</summary>
    /// <param name="report">The report, as it was coded.</param>
    /// <param name="claimId">The claim's id.</param>
    public Trace? Explain(Report report, string claimId)
    {
        foreach (var (claim, draft) in Work(report))
            if (claim.Id == claimId) return new Trace(claimId, [.. draft.Trace, _likelihood.Told(draft)]);
        return null;
    }

    /// <summary>Reads a report as coding wants it read.</summary>
    public Document Read(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _engine.Read(report.Text, report.Passages, report.Published, Layers.All);
    }

    /// <summary>The claims of a document that <see cref="Read(Report)"/> gave, for callers that keep documents.</summary>
    public IReadOnlyList<Claim> Code(Report report, Document document) => [.. Work(report, document).Select(w => w.Claim)];

    /// <summary>Every draft that is weighed, kept or not: what <see cref="Likelihood"/> learns from.</summary>
    internal IEnumerable<(Claim Claim, Draft Draft)> Weighed(Report report, Document document) => Work(report, document, keepAll: true);

    private List<(Claim Claim, Draft Draft)> Work(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.OwnText.Any() ? Work(report, Read(report)) : [];
    }

    private List<(Claim Claim, Draft Draft)> Work(Report report, Document document, bool keepAll = false)
    {
        document = QuotationMarks.With(document, report.OwnText);
        var views = Enumerable.Range(0, document.Sentences.Count).Where(i => document.Sentences[i].Language != "ar").Select(i => new SentenceView(document, i)).ToList();
        var arabic = Enumerable.Range(0, document.Sentences.Count).Where(i => document.Sentences[i] is { Language: "ar", TokenCount: > 0 }).Select(i => new SentenceView(document, i)).ToList();
        if (!_relevance.Holds([.. views, .. arabic])) return [];
        var drafts = Drafts(report, document, views, keepAll);
        if (arabic.Count > 0)
        {
            var own = new ArabicCoder(report, _lexicon, _register, _finder, _arabicPlaces, _arabicClauses, _horizons, HeadingTime.Of(_engine, report, figures: true)).Code(arabic).ToList();
            _likelihood.Sift(own, keepAll: true);
            drafts.AddRange(own);
        }
        var done = new List<(Claim, Draft)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts.Where(d => d.Quote.Length > 0).OrderBy(d => d.Quote.Start).ThenBy(d => d.Quote.End).ThenBy(d => d.Kind).ThenBy(d => d.Trigger))
        {
            var claim = ClaimOf(report, document, draft);
            if (seen.Add(claim.Id)) done.Add((claim, draft));
        }
        return done;
    }

    private List<Draft> Drafts(Report report, Document document, List<SentenceView> views, bool keepAll)
    {
        var figures = FigureReport.Is(document);
        var names = new SpeakerNames(_register, _finder, _lexicon, report.Publisher, new Affiliations(_register, _finder, _lexicon, views));
        var segments = new Speakers(names, _cues, _lexicon, AskingHeadings(report)).Read(document, views);
        var frames = document.Frames.ToLookup(f => f.Sentence);
        var anchors = _places.Anchors(views.SelectMany(v => document.NameSpans
            .Where(n => n.Label is "LOC" or "Location" && v.Span.Contains(n.Span)).Select(n => (v, n.Span))));
        var heading = HeadingTime.Of(_engine, report, figures);
        var resolver = new Resolver(report, _lexicon, _register, _finder, _places, _statements, new Dates(report, _lexicon, figures || heading is { Days: < 10 } ? heading : null), names, anchors, _relevance.HomeState, heading is { Days: > 1 } ? heading : figures ? FigureReport.Period(document) : null);
        var all = new List<Draft>();
        var background = -1;
        foreach (var view in views)
        {
            // Paragraphs that agencies put under every story are no news.
            var recalls = _lexicon.Class("background").Any(view.DenseWords) && !document.Times.Any(t => view.Span.Contains(t.Span) && t.Value is { Days: < 8 });
            if (recalls) background = view.Paragraph;
            if (recalls || (background == view.Paragraph && _lexicon.Class("since-then").Any(view.DenseWords))) continue;
            if (view.DenseWords.Length <= 8 && _lexicon.Class("furniture").Match(view.DenseWords, 0).Length > 0) continue;
            var of = segments[view.Index];
            if (of.Count == 0) continue;
            var settled = Competition.Settle([.. frames[view.Index]]);
            foreach (var segment in of)
            {
                var own = OfSegment(view, segment, of, settled, figures);
                own.AddRange(_figures.Read(view, segment, own, keepAll ? [.. all.Where(d => d.Confidence >= _lexicon.Keep(d.Kind))] : all, figures));
                own.AddRange(_marked.Read(view, segment, Inside(view, segment, of, settled), own));
                own = [.. own.Where((d, i) => d is not { Kind: ClaimKind.Tally, Figure: { } f } || !own.Take(i).Any(o => o.Kind == ClaimKind.Tally && o.Figure?.Span == f.Span))];
                var details = own.FindAll(_sums.Refers);
                _likelihood.Sift(own, keepAll);
                own.AddRange(details.Except(own));
                foreach (var draft in own) draft.Siblings = of;
                Clauses.Choose(own);
                foreach (var draft in own.OrderBy(d => d.Trigger)) resolver.Resolve(draft);
                own.RemoveAll(Unbound);
                // "Yesterday, warplanes carried out:" opens a list; its items tell the acts.
                if (view.Count > 0 && view.TokenText(view.Count - 1) is ":") own.RemoveAll(d => d is { Kind: ClaimKind.Event, PlaceSpans.Count: 0, CountSpans.Count: 0 });
                all.AddRange(own);
            }
            var beside = Beside(view, of, settled).Concat(PositionsBeside(view, of, settled)).ToList();
            _likelihood.Sift(beside, keepAll);
            foreach (var draft in beside) { resolver.Resolve(draft); all.Add(draft); }
        }
        return new Tolls(_lexicon).Join(_sums.Join(Quotations.Join(all, _lexicon)), views);
    }

    private static List<TextSpan> AskingHeadings(Report report) =>
        [.. report.Passages.Where(p => p.Role == PassageRole.Heading && report.Text.AsSpan(p.Start, p.End - p.Start).TrimEnd() is [.., '?']).Select(p => new TextSpan(p.Start, p.End))];

    // "warned that … and called for …": a position whose words are no part of what is said.
    private IEnumerable<Draft> PositionsBeside(SentenceView view, List<Segment> segments, IEnumerable<Frame> frames)
    {
        if (!segments.Exists(s => s.IsCited)) yield break;
        var whole = new Segment(view.Span, [], null, false, -1);
        var told = segments[0].IsCited ? frames.Where(f => f.Kind == ClaimKind.Statement).Select(f => _statements.Told(view, whole, f)).OfType<Draft>().ToList() : [];
        foreach (var position in told.Concat(_statements.Plain(view, whole, _finder).Where(p => !told.Exists(t => t.Trigger == p.Trigger))))
        {
            var at = view.TokenSpan(position.Trigger);
            if (segments.Exists(s => s.Span.Contains(at)) || segments.Exists(s => s.IsCited && s.Cue == view.Words[position.Trigger])) continue;
            var (first, last) = view.Subtree(position.Trigger);
            var holder = position.ActorSpans.Where(s => s.End <= at.Start && !segments.Exists(x => x.Span.Overlaps(s))).Select(s => view.TokensIn(s).First).DefaultIfEmpty(position.Trigger).Min();
            first = Math.Max(first, holder);
            for (var i = first; i <= last; i++) if (segments.Exists(s => s.IsCited && s.Span.Contains(view.TokenSpan(i)) && s.Span.Start > at.Start)) { last = i - 1; break; }
            while (last > first && view.Words[last].Length == 0) last--;
            if (last - first < 2) continue;
            position.Quote = view.SpanOf(first, last);
            position.Siblings = segments;
            yield return position;
        }
    }

    // Nobody and nowhere that is known: aid, arrests or withdrawals of no one in particular are no news of the theatre.
    private static bool Unbound(Draft draft) =>
        draft is { Kind: ClaimKind.Event, Counts.Count: 0, Type: EventType.Aid or EventType.Coerce or EventType.Mobilize or EventType.Retreat or EventType.Cooperate or EventType.Sanction }
        && !draft.Actors.Exists(a => a.Id is not null) && !draft.Targets.Exists(a => a.Id is not null) && !draft.Places.Exists(p => p.Id is not null);

    private static bool IsBeside(Frame frame, List<Segment> segments) => frame.Kind is ClaimKind.Event or ClaimKind.Statement && segments[0].IsCited;

    // Acts told in the words that name a speaker ("said after his talks with …"): the report's own, beside what is said.
    private List<Draft> Beside(SentenceView view, List<Segment> segments, IEnumerable<Frame> frames)
    {
        var found = new List<Draft>();
        foreach (var frame in frames)
        {
            var at = TriggerSpan(view, frame);
            if (segments.Exists(s => s.Span.Contains(at)) || !IsBeside(frame, segments)) continue;
            var from = segments.Where(s => s.Span.End <= at.Start).Select(s => s.Span.End).DefaultIfEmpty(view.Span.Start).Max();
            var to = segments.Where(s => s.Span.Start >= at.End).Select(s => s.Span.Start).DefaultIfEmpty(view.Span.End).Min();
            var (first, last) = view.TokensIn(new TextSpan(from, to));
            while (first < last && view.Words[first].Length == 0) first++;
            while (last > first && view.Words[last].Length == 0) last--;
            var own = new Segment(view.SpanOf(first, last), [], null, false, -1);
            if (_gate.Event(view, frame, own) is { Doubt: null } draft) found.Add(draft);
        }
        return Merging.Join(found);
    }

    // The frames whose trigger lies in a segment, or belongs to it.
    private static Frame[] Inside(SentenceView view, Segment segment, List<Segment> all, Frame[] frames)
    {
        Segment? Home(Frame f) => all.FirstOrDefault(s => s.Span.Contains(TriggerSpan(view, f)))
            ?? (f.Kind == ClaimKind.Statement ? all.FirstOrDefault(s => s.Cue is { } cue && cue == view.Words[f.Trigger - view.First]) : null) ?? (IsBeside(f, all) ? null : all[0]);
        return [.. frames.Where(f => Home(f) == segment)];
    }

    private List<Draft> OfSegment(SentenceView view, Segment segment, List<Segment> all, Frame[] frames, bool figures)
    {
        if (view.DenseWords.Length <= 3 && !Enumerable.Range(0, view.Count).Any(i => view.IsPos(i, "VERB") || view.IsPos(i, "AUX"))) return []; // a heading
        var inside = Inside(view, segment, all, frames);
        var told = inside.Select(f => _gate.Event(view, f, segment)).OfType<Draft>().ToLookup(d => d.Doubt is null);
        var events = Merging.Join([.. told[true]]);
        var doubtful = told[false].ToList();
        // What a speaker denies did not happen for sure: an act with its day or place is kept as denied, the rest is the denial alone.
        if (segment.Cue is { } said && _lexicon.Is("deny-cue", said))
        {
            foreach (var acts in new[] { events, doubtful }) acts.RemoveAll(e => e.PlaceSpans.Count == 0 && e.TimeSpans.Count == 0 && e.CountSpans.Count == 0);
            foreach (var e in events.Concat(doubtful).Where(e => e.Modality == Modality.Asserted)) e.Modality = Modality.Denied;
        }
        var plain = _patterns.Read(view, segment, events);
        foreach (var failed in plain.Where(p => p.Type == EventType.Reject)) events.RemoveAll(e => e.Type == EventType.Agree && view.Under(e.Trigger, failed.Trigger));
        events.AddRange(plain);
        doubtful.RemoveAll(d => events.Exists(e => e.Trigger == d.Trigger || Merging.OneAct(e, d)));
        // What an agreement provides for is told, not that it was made.
        if (events.Exists(e => e.Rule == "a term of an agreement")) foreach (var acts in new[] { events, doubtful }) acts.RemoveAll(d => d.Type == EventType.Agree && !view.IsPos(d.Trigger, "VERB"));
        var drafts = new List<Draft>(events);
        foreach (var tally in _tallies.Read(view, segment, inside, events))
        {
            // What a tally sums up is not told a second time as an act.
            foreach (var acts in new[] { drafts, doubtful }) acts.RemoveAll(d => d.Trigger == tally.Trigger || (d.Type == tally.Type && d.CountSpans.Exists(c => c.Span.Overlaps(tally.Figure!.Span))));
            drafts.Add(tally);
        }
        _tallies.Sum(view, segment, drafts, figures);
        drafts.AddRange(_breakdowns.Read(view, segment, drafts));
        // One claim a proposition: where one of two main clauses looks ahead, each is read on its own.
        var clauses = view.MainClauses(segment.Span);
        var parts = segment.IsCited ? view.ThatClauses(segment.Span) : [segment.Span];
        if (parts.Count > 1) clauses = parts;
        var forecasts = clauses.Select(c => (Clause: c, Draft: _forecasts.Read(view, segment with { Span = c }, [.. inside.Where(f => c.Contains(TriggerSpan(view, f)))]))).ToList();
        if (parts.Count == 1 && forecasts.TrueForAll(f => f.Draft is not { Doubt: null }) || clauses.Count == 1)
            forecasts = [(segment.Span, _forecasts.Read(view, segment, inside))];
        foreach (var (clause, forecast) in forecasts)
        {
            var part = forecasts.Count > 1 ? clause : (TextSpan?)null;
            var own = drafts.Where(d => part is null || clause.Contains(view.TokenSpan(d.Trigger))).ToList();
            if (forecast is { Doubt: not null })
            {
                forecast.Part = part;
                doubtful.Add(forecast);
            }
            else if (forecast is not null && !own.Exists(e => e.Kind == ClaimKind.Event && e.Modality == Modality.Planned && e.Type == EventType.Consult))
            {
                drafts.RemoveAll(d => d.Kind == ClaimKind.Tally && own.Contains(d));
                own.RemoveAll(d => d.Kind == ClaimKind.Tally);
                forecast.Part = part;
                own.Add(forecast);
                drafts.Add(forecast);
            }
            foreach (var position in Positions(view, segment with { Span = clause }, [.. inside.Where(f => part is null || clause.Contains(TriggerSpan(view, f)))], own))
            {
                position.Part = part;
                drafts.Add(position);
            }
        }
        drafts.AddRange(doubtful.Where(d => !drafts.Exists(o => o.Kind == d.Kind && o.Trigger == d.Trigger)));
        foreach (var draft in drafts) draft.Segment = segment;
        return drafts;
    }

    private IEnumerable<Draft> Positions(SentenceView view, Segment segment, Frame[] frames, List<Draft> others)
    {
        if (segment.IsCited)
        {
            var statement = _statements.Cited(view, segment, frames, others);
            if (statement is not null) yield return statement;
            foreach (var other in StatementRules.Read(view, segment, frames, statement)) yield return other;
            yield break;
        }
        var read = frames.Select(f => _statements.Told(view, segment, f)).OfType<Draft>().ToList();
        var told = read.Find(d => d.Doubt is null);
        foreach (var other in read.Where(d => d != told).DistinctBy(d => d.Type)) if (other.Type != told?.Type) { other.Doubt ??= "not the first"; yield return other; }
        var plain = _statements.Plain(view, segment, _finder).Where(p => told is null || p.Trigger != told.Trigger && p.Type != told.Type).ToList();
        foreach (var position in plain) yield return position;
        if (told is null && plain.Count == 0 && _statements.OwnDemand(view, segment, _finder) is { } demand) yield return demand;
        if (told is null && _statements.Backed(view, segment, _finder) is { } backed) yield return backed;
        if (told is not null) yield return told;
        else if (plain.Count == 0 && others.Count == 0 && _statements.Judged(view, segment, _finder) is { } judged) yield return judged;
    }

    private static TextSpan TriggerSpan(SentenceView view, Frame frame) => view.Document.Tokens[frame.Trigger];

    private Claim ClaimOf(Report report, Document document, Draft draft) => ClaimJson.Named(new Claim
    {
        Id = "",
        Report = report.Reference,
        Kind = draft.Kind,
        Type = draft.Type,
        Modes = [.. draft.Modes.Distinct().Order()],
        Quote = Quote.Of(document.Text, draft.Quote.Start, draft.Quote.End),
        Actors = draft.Actors,
        Targets = draft.Targets,
        Places = draft.Places,
        Time = draft.Time,
        Counts = draft.Counts,
        Modality = draft.Modality,
        Negated = draft.Negated && draft.Kind == ClaimKind.Forecast,
        ProbabilityWords = draft.ProbabilityWords,
        Attribution = draft.Attribution,
        Topic = draft.Topic,
        Proposition = draft.Proposition,
        Horizon = draft.Horizon,
        Tally = draft.Tally,
        Confidence = Math.Round(Math.Clamp(draft.Confidence, 0.05, 0.99), 2),
        Coder = Name,
    });
}
