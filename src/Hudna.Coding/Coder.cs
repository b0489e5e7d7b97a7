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
    private readonly TallyRules _tallies;
    private readonly StatementRules _statements;
    private readonly CueFinder _cues;
    private readonly Patterns _patterns;

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
        _forecasts = new ForecastRules(lexicon);
        _tallies = new TallyRules(lexicon);
        _statements = new StatementRules(lexicon);
        _cues = new CueFinder(lexicon);
        _patterns = new Patterns(lexicon, _finder);
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
            if (claim.Id == claimId) return new Trace(claimId, draft.Trace);
        return null;
    }

    /// <summary>The claims of a document that was read already, for callers that keep documents.</summary>
    public IReadOnlyList<Claim> Code(Report report, Document document) => [.. Work(report, document).Select(w => w.Claim)];

    private List<(Claim Claim, Draft Draft)> Work(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!report.OwnText.Any()) return [];
        return Work(report, _engine.Read(report.Text, report.Passages, report.Published, Layers.All));
    }

    private List<(Claim Claim, Draft Draft)> Work(Report report, Document document)
    {
        document = QuotationMarks.With(document, report.OwnText);
        var views = Enumerable.Range(0, document.Sentences.Count).Where(i => document.Sentences[i].Language != "ar").Select(i => new SentenceView(document, i)).ToList();
        var arabic = Enumerable.Range(0, document.Sentences.Count).Where(i => document.Sentences[i].Language == "ar").Select(i => new SentenceView(document, i)).ToList();
        if (!_relevance.Holds([.. views, .. arabic])) return [];
        var drafts = Drafts(report, document, views);
        if (arabic.Count > 0) drafts.AddRange(new ArabicCoder(report, _lexicon, _register, _finder, _arabicPlaces, _arabicClauses).Code(arabic));
        var done = new List<(Claim, Draft)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts.OrderBy(d => d.Quote.Start).ThenBy(d => d.Quote.End).ThenBy(d => d.Kind).ThenBy(d => d.Trigger))
        {
            var claim = ClaimOf(report, document, draft);
            if (seen.Add(claim.Id)) done.Add((claim, draft));
        }
        return done;
    }

    private List<Draft> Drafts(Report report, Document document, List<SentenceView> views)
    {
        var names = new SpeakerNames(_register, _finder, _lexicon, report.Publisher);
        var segments = new Speakers(names, _cues, _lexicon).Read(document, views);
        var frames = document.Frames.ToLookup(f => f.Sentence);
        var anchors = _places.Anchors(views.SelectMany(v => document.NameSpans
            .Where(n => n.Label is "LOC" or "Location" && v.Span.Contains(n.Span)).Select(n => (v, n.Span))));
        var resolver = new Resolver(report, _lexicon, _register, _finder, _places, _statements, new Dates(report), anchors);
        var all = new List<Draft>();
        foreach (var view in views)
        {
            var of = segments[view.Index];
            foreach (var segment in of)
            {
                var own = OfSegment(view, segment, of, [.. frames[view.Index]]);
                Clauses.Choose(own);
                foreach (var draft in own.OrderBy(d => d.Trigger)) resolver.Resolve(draft);
                all.AddRange(own);
            }
        }
        return new Tolls(_lexicon).Join(new Tallies(_lexicon).Join(Quotations.Join(all, _lexicon)), views);
    }

    private List<Draft> OfSegment(SentenceView view, Segment segment, List<Segment> all, Frame[] frames)
    {
        Segment Home(Frame f) => all.FirstOrDefault(s => s.Span.Contains(TriggerSpan(view, f))) ?? all[0];
        var inside = frames.Where(f => Home(f) == segment).ToArray();
        var events = Merging.Join([.. inside.Select(f => _gate.Event(view, f, segment)).OfType<Draft>()]);
        var plain = _patterns.Read(view, segment, events);
        foreach (var failed in plain.Where(p => p.Type == EventType.Reject)) events.RemoveAll(e => e.Type == EventType.Agree && view.Under(e.Trigger, failed.Trigger));
        events.AddRange(plain);
        var drafts = new List<Draft>(events);
        foreach (var tally in _tallies.Read(view, segment, inside, events))
        {
            // What a tally sums up is not told a second time as an act.
            drafts.RemoveAll(d => d.Trigger == tally.Trigger || (d.Type == tally.Type && d.CountSpans.Exists(c => c.Span.Overlaps(tally.Figure!.Span))));
            drafts.Add(tally);
        }
        var forecast = _forecasts.Read(view, segment, inside);
        if (forecast is not null && !events.Exists(e => e.Modality == Modality.Planned && e.Type == EventType.Consult))
        {
            drafts.RemoveAll(d => d.Kind == ClaimKind.Tally);
            drafts.Add(forecast);
        }
        if (segment.IsCited)
        {
            if (_statements.Cited(view, segment, inside, drafts) is { } statement) drafts.Add(statement);
        }
        else
        {
            foreach (var frame in inside)
                if (_statements.Told(view, segment, frame) is { } told) { drafts.Add(told); break; }
            if (drafts.Count == 0 && _statements.Judged(view, segment, _finder) is { } judged) drafts.Add(judged);
        }
        return drafts;
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
