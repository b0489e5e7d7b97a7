using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Finds positions taken: what a cited speaker says beyond telling of acts, and what the report says that a party demands, rejects, accuses.</summary>
internal sealed class StatementRules(Lexicon lexicon)
{
    /// <summary>The statement of a cited segment; null where it only tells of acts already coded.</summary>
    public Draft? Cited(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, IReadOnlyList<Draft> others)
    {
        var words = view.WordsIn(segment.Span);
        if (words.Length < 4) return null;
        var (type, how) = TypeOf(view, segment, frames, words);
        var acts = others.Any(d => d.Kind == ClaimKind.Event && Main(view, d, segment));
        var stance = type is EventType.Accuse or EventType.Reject or EventType.Request or EventType.Threaten or EventType.Deny or EventType.Support;
        var tallied = others.Any(d => d.Kind == ClaimKind.Tally && Main(view, d, segment));
        string? doubt = null;
        if (others.Any(d => d.Kind == ClaimKind.Forecast) && (type is not (EventType.Request or EventType.Accuse) || how == "words of blame")) doubt = "a forecast";
        else if (tallied && !stance && !Reasons(words)) doubt = "a tally";
        else if (acts && !Reasons(words) && !(stance && how != "words of blame")) doubt = "acts";
        else if (segment.Chain[^1].IsOutlet && type == EventType.Comment) doubt = "an outlet";
        // A monitor that counts breaches reports; it takes no position by the word.
        else if (how == "words of blame" && tallied && segment.Cue is "documented" or "recorded" or "counted" or "registered" or "documents" or "according") doubt = "a count";
        else if (segment.Cue == "according" && others.Count > 0 && (acts || others.Any(d => d.Kind == ClaimKind.Tally))) doubt = "acts";
        var draft = New(view, segment, type, how, frames);
        draft.Doubt = doubt;
        draft.Rule = how;
        return draft;
    }

    /// <summary>The model's own reading of a cited segment, where it differs from what the rules make of it.</summary>
    public static IEnumerable<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, Draft? ruled)
    {
        foreach (var frame in frames.Where(f => f.Kind == ClaimKind.Statement && f.Probability >= FrameGate.Doubtful && f.Type is not null).OrderByDescending(f => f.Probability).DistinctBy(f => f.Type))
        {
            if (frame.Type == ruled?.Type) continue;
            var draft = New(view, segment, frame.Type!.Value, "the model's type", [frame]);
            draft.Rule = "the model's type";
            draft.Doubt = "the rules have another type";
            yield return draft;
        }
    }

    /// <summary>Positions of named parties that the report tells in its own voice.</summary>
    public Draft? Told(SentenceView view, Segment segment, Frame frame)
    {
        if (frame.Kind != ClaimKind.Statement || frame.Probability < FrameGate.Doubtful || frame.Type is not { } type) return null;
        var t = frame.Trigger - view.First;
        if (t < 0 || t >= view.Count) return null;
        string? doubt = null;
        if (frame.Probability < 0.85) doubt = "weak";
        if (!frame.Of(FrameRole.Actor).Any()) doubt ??= "nobody holds it";
        if (view.HasTree && !view.IsPos(t, "VERB") && ByWord(view.Words[t]) is null) doubt ??= "no verb";
        if (type == EventType.Comment && !lexicon.Is("say", view.Words[t]) && !lexicon.Is("believe", view.Words[t])) doubt ??= "no word of speech";
        // "did not keep to its word" said by the report is blame, not a refusal that it tells of.
        if (type == EventType.Reject && !lexicon.Is("reject-cue", view.Words[t])) doubt ??= "no word of refusal";
        // "called the story a fabrication": a refusal of words is a denial.
        if (type is EventType.Reject or EventType.Accuse && view.Words[t] is "called" or "calls" or "call" or "branded" or "dismissed" or "described" && lexicon.Class("deny-phrase").Any(view.WordsIn(view.SpanOf(t, view.TokensIn(segment.Span).Last)))) (type, doubt) = (EventType.Deny, frame.Probability < 0.85 ? "weak" : null);
        else if (type == EventType.Deny && !lexicon.Is("deny-cue", view.Words[t])) { type = EventType.Comment; doubt ??= "no word of denial"; }
        var draft = FrameGate.Fill(view, frame, ClaimKind.Statement, type, segment);
        draft.Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted;
        draft.Negated = false;
        draft.Modes.Clear();
        draft.Doubt = doubt;
        draft.Rule = "told";
        draft.Note("kind", "frame: a position that the report tells", view.TokenText(t), frame.Probability);
        return draft;
    }

    /// <summary>A named party that rejects, demands, condemns, denies or threatens in a main clause, told in the report's own voice.</summary>
    public IEnumerable<Draft> Plain(SentenceView view, Segment segment, ActorFinder finder)
    {
        if (!view.HasTree) yield break;
        var (first, last) = view.TokensIn(segment.Span);
        for (var i = first; i <= last; i++)
        {
            if (!view.IsPos(i, "VERB") || view.Rel(i) is not ("root" or "conj" or "parataxis")) continue;
            var (type, length) = Stance(view, i);
            if (type is not { } position || length == 0 || view.Words[i].StartsWith("insist", StringComparison.Ordinal)) continue;
            if (i + 1 <= last && view.Words[i + 1] is "whether" or "if" or "about" or "how" or "why" or "when") continue; // asked, not asked for
            if (view.Children(i).Any(c => view.Rel(c) is "aux:pass" or "aux" && view.Words[c] is not ("has" or "have" or "had" or "also") || view.Words[c] is "not" or "never" || view.TokenText(c) is "n't" or "n’t")) continue;
            if (view.Child(i, "obj", "ccomp", "xcomp", "obl", "iobj") < 0 && position is not EventType.Reject) continue;
            var verb = i;
            for (var steps = 0; view.Child(verb, "nsubj") < 0 && view.Rel(verb) == "conj" && steps < 3; steps++) verb = view.Head(verb);
            var subject = view.Child(verb, "nsubj");
            if (subject < 0 || subject > i) continue;
            var (a, b) = view.Phrase(subject, behind: true);
            var named = finder.Find(view, a, b, metonyms: true).Count > 0 || view.Document.NameSpans.Any(n => n.Label is "PER" or "Person" && n.Span.Overlaps(view.TokenSpan(subject)))
                || lexicon.Is("title", view.Words[subject]) || lexicon.Is("source-noun", view.Words[subject]) && view.Words[subject] is not ("some" or "many" or "others");
            if (!named) continue;
            var draft = new Draft
            {
                View = view, Kind = ClaimKind.Statement, Type = position, Trigger = i, Segment = segment, Quote = segment.Span, Confidence = 0.6,
                Modality = position == EventType.Request ? Modality.Demanded : Modality.Asserted,
            };
            draft.ActorSpans.Add(view.SpanOf(a, b));
            var aimed = view.Child(i, "obj", "iobj");
            if (aimed > i) { var (c, d) = view.Phrase(aimed); draft.TargetSpans.Add(view.SpanOf(Math.Max(c, i + 1), d)); }
            draft.Rule = "a main clause";
            draft.Note("kind", "a party's position in a main clause", view.TokenText(i));
            yield return draft;
        }
    }

    /// <summary>"A got the support of B": B backs A.</summary>
    public Draft? Backed(SentenceView view, Segment segment, ActorFinder finder)
    {
        if (!view.HasTree) return null;
        var (first, last) = view.TokensIn(segment.Span);
        for (var i = first; i <= last; i++)
        {
            if (!view.IsPos(i, "VERB") || !lexicon.Is("receive", view.Words[i]) || view.Rel(i) is not ("root" or "conj" or "parataxis")) continue;
            var noun = Enumerable.Range(i + 1, Math.Min(4, last - i)).FirstOrDefault(k => lexicon.Is("support-noun", view.Words[k]), -1);
            if (noun < 0 || noun + 2 > last || view.Words[noun + 1] is not ("of" or "from" or "by") || view.Child(i, "nsubj") is not (>= 0 and var subject)) continue;
            var end = noun + 2;
            while (end < last && !view.IsPos(end + 1, "VERB") && view.Words[end + 1] is not ("to" or "for" or "in" or "on")) end++;
            var (a, b) = view.Phrase(subject, behind: false);
            if (finder.Find(view, noun + 2, end, metonyms: true).Count == 0 || finder.Find(view, a, b, metonyms: true).Count == 0) continue;
            var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = EventType.Support, Trigger = noun, Segment = segment, Quote = segment.Span, Confidence = 0.55 };
            draft.ActorSpans.Add(view.SpanOf(noun + 2, end));
            draft.TargetSpans.Add(view.SpanOf(a, b));
            draft.Rule = "support got";
            draft.Note("kind", "support that a party is said to have got", view.TokenText(noun));
            return draft;
        }
        return null;
    }

    private (EventType? Type, int Length) Stance(SentenceView view, int token)
    {
        var dense = Array.IndexOf(view.Dense, token);
        if (dense < 0) return (null, 0);
        foreach (var (name, type) in Stances)
            if (lexicon.Class(name).Match(view.DenseWords, dense).Length is > 0 and var length) return (type, length);
        return (null, 0);
    }

    private static readonly (string Class, EventType Type)[] Stances =
        [("request-cue", EventType.Request), ("reject-cue", EventType.Reject), ("deny-cue", EventType.Deny), ("accuse-cue", EventType.Accuse), ("threaten-cue", EventType.Threaten)];

    /// <summary>The topic of the first list that has a phrase in the words.</summary>
    public string? Topic(IReadOnlyList<string> words)
    {
        foreach (var (topic, table) in lexicon.Topics) if (table.Any(words)) return topic;
        return null;
    }

    private static Draft New(SentenceView view, Segment segment, EventType type, string how, IReadOnlyList<Frame> frames)
    {
        var frame = frames.Where(f => f.Kind == ClaimKind.Statement && f.Probability >= FrameGate.Least).OrderByDescending(f => f.Probability).FirstOrDefault();
        var (first, _) = view.TokensIn(segment.Span);
        var draft = new Draft
        {
            View = view, Kind = ClaimKind.Statement, Type = type, Frame = frame, Trigger = frame is null ? first : frame.Trigger - view.First, Segment = segment, Quote = segment.Span,
            Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted, Confidence = frame is null ? 0.6 : 0.55 + (frame.Probability * 0.3),
        };
        if (frame is not null)
        {
            draft.ActorSpans.AddRange(frame.Of(FrameRole.Actor));
            draft.TargetSpans.AddRange(frame.Of(FrameRole.Target));
        }
        draft.Note("kind", "a cited speaker takes a position", segment.Cue, frame?.Probability);
        draft.Note("type", how, null, frame?.TypeProbability);
        return draft;
    }

    private (EventType Type, string How) TypeOf(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, string[] words)
    {
        if (segment.Cue is { } cue)
        {
            if (lexicon.Is("accuse-cue", cue)) return (EventType.Accuse, "verb of attribution");
            if (lexicon.Is("deny-cue", cue)) return (EventType.Deny, "verb of attribution");
            if (lexicon.Is("reject-cue", cue)) return (EventType.Reject, "verb of attribution");
            if (cue is "demanded" or "urged" or "demands" or "urges" or "insisted" && words.Contains("should")) return (EventType.Request, "verb of attribution");
            if (cue is "threatened" or "warned" or "warns" or "vowed") return (EventType.Threaten, "verb of attribution");
        }
        if (Demands(view, segment)) return (EventType.Request, "should or must in the main clause");
        if (words[0] == "let" && words[1] is not ("me" or "us") || segment.Cue is { } asks && (asks.StartsWith("insist", StringComparison.Ordinal) || asks.StartsWith("demand", StringComparison.Ordinal)) && Subjunctive(view, segment)) return (EventType.Request, "an order");
        if (lexicon.Class("deny-phrase").Any(words)) return (EventType.Deny, "words of denial");
        var told = frames.Where(f => f.Kind == ClaimKind.Statement && f.Probability >= 0.75).OrderByDescending(f => f.Probability).FirstOrDefault();
        if (told is not null && told.Trigger - view.First is var t && t >= 0 && t < view.Count && ByWord(view.Words[t]) is { } byWord) return (byWord, "frame and its word");
        if (told?.Type is EventType.Reject && (lexicon.Class("reject-cue").Any(words) || told.Probability > 0.9)) return (EventType.Reject, "frame");
        if (told?.Type is EventType.Agree && lexicon.Class("agree-cue").Any(words)) return (EventType.Agree, "frame");
        if (told?.Type is EventType.Threaten && lexicon.Class("threaten-cue").Any(words)) return (EventType.Threaten, "frame");
        if (told?.Type is EventType.Request && lexicon.Class("request-cue").Any(words)) return (EventType.Request, "frame");
        if (told?.Type is EventType.Support && lexicon.Class("support-cue").Any(words)) return (EventType.Support, "frame");
        if (told?.Type is EventType.Deny && lexicon.Class("deny-cue").Any(words)) return (EventType.Deny, "frame");
        if (told?.Type is EventType.Accuse) return (EventType.Accuse, "frame");
        if (lexicon.Class("accuse").Any(words)) return (EventType.Accuse, "words of blame");
        return (EventType.Comment, "no nearer type");
    }

    private EventType? ByWord(string word) =>
        lexicon.Is("request-cue", word) && !word.StartsWith("insist", StringComparison.Ordinal) ? EventType.Request : lexicon.Is("reject-cue", word) ? EventType.Reject : lexicon.Is("deny-cue", word) ? EventType.Deny
        : lexicon.Is("threaten-cue", word) ? EventType.Threaten : lexicon.Is("accuse-cue", word) ? EventType.Accuse : null;

    // Whether a draft tells what the segment's own main clause says, not something beside it.
    private static bool Main(SentenceView view, Draft draft, Segment segment)
    {
        if (!view.HasTree) return true;
        var at = view.Predicate(draft.Trigger);
        for (var steps = 0; at >= 0 && steps < 12; steps++)
        {
            var head = view.Head(at);
            if (head < 0 || !segment.Span.Contains(view.TokenSpan(head))) return true;
            if (view.Rel(at) is not ("conj" or "parataxis" or "ccomp" or "xcomp" or "obj" or "nsubj" or "root" or "acl:relcl" or "advcl:relcl")) return false;
            if (view.Rel(at) is "acl:relcl" && steps == 0 && view.Words[head].Length > 0 && !view.IsPos(head, "VERB") && view.Rel(head) is "nsubj") return false;
            at = view.Predicate(head);
        }
        return true;
    }

    /// <summary>What the report itself judges, in words of analysis.</summary>
    public Draft? Judged(SentenceView view, Segment segment, ActorFinder finder)
    {
        var words = view.WordsIn(segment.Span);
        if (words.Length < 8 || !lexicon.Class("analysis").Any(words)) return null;
        var (first, last) = view.TokensIn(segment.Span);
        if (finder.All(view, first, last).Count == 0) return null;
        var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = EventType.Comment, Trigger = first, Segment = segment, Quote = segment.Span, Confidence = 0.5 };
        draft.Rule = "words of analysis";
        draft.Note("kind", "words of analysis in the report's own voice");
        return draft;
    }

    /// <summary>"The guarantors must …" in the report's own voice: recommendations of a monitor.</summary>
    public Draft? OwnDemand(SentenceView view, Segment segment, ActorFinder finder)
    {
        if (!view.HasTree || !Demands(view, segment)) return null;
        var (first, last) = view.TokensIn(segment.Span);
        var modal = Enumerable.Range(first, last - first + 1).FirstOrDefault(i => lexicon.Is("modal-demand", view.Words[i]) && view.Rel(i) == "aux", -1);
        var subject = modal < 0 ? -1 : view.Child(view.Head(modal), "nsubj", "nsubj:pass");
        if (subject < 0 || subject > modal) return null;
        var (a, b) = view.Phrase(subject);
        if (finder.All(view, first, last).Count == 0) return null;
        var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = EventType.Request, Trigger = modal, Segment = segment, Quote = segment.Span, Modality = Modality.Demanded, Confidence = 0.5 };
        draft.TargetSpans.Add(view.SpanOf(a, b));
        draft.Rule = "own demand";
        draft.Note("kind", "should or must in the report's own voice", view.TokenText(modal));
        return draft;
    }

    private bool Demands(SentenceView view, Segment segment)
    {
        var (first, last) = view.TokensIn(segment.Span);
        for (var i = first; i <= last; i++)
        {
            if (!lexicon.Is("modal-demand", view.Words[i])) continue;
            if (!view.HasTree) return true;
            var verb = view.Head(i);
            if (verb >= 0 && view.Child(verb, "nsubj") is >= 0 and var who && lexicon.Is("we", view.Words[who])) continue;
            if (view.Rel(i) == "aux" && verb >= 0 && view.Rel(verb) is "root" or "ccomp" or "parataxis" or "conj") return true;
        }
        return false;
    }

    // "insisted that the agreement be carried out": a bare verb with a subject.
    private static bool Subjunctive(SentenceView view, Segment segment)
    {
        if (!view.HasTree || view.Xpos is not { } tags) return false;
        var (first, last) = view.TokensIn(segment.Span);
        return Enumerable.Range(first, Math.Max(0, last - first + 1)).Any(i => tags[i] == "VB" && !view.Children(i).Concat(view.Children(view.Head(i))).Any(c => view.Words[c] == "to") && (view.Child(i, "nsubj", "nsubj:pass") >= 0 && view.Child(i, "aux") < 0 || view.Words[i] == "be" && view.Rel(i) is "aux:pass" or "cop" && view.Child(view.Head(i), "aux") < 0));
    }

    // "due to", "because", "in order to": an account of causes and aims is an opinion beside the act.
    private static bool Reasons(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "because" or "aims" or "aimed" or "reflects" or "attributed" or "pretext" or "message") return true;
            if (i + 1 < words.Length && (words[i] == "due" && words[i + 1] == "to" || words[i] == "order" && words[i + 1] is "to" or "not")) return true;
        }
        return false;
    }
}
