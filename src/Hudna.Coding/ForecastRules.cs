using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Finds what a segment says about the time after the report: modal verbs of main clauses and phrases of expectation.</summary>
internal sealed class ForecastRules(Lexicon lexicon, Horizons horizons)
{
    public Draft? Read(SentenceView view, Segment segment, IReadOnlyList<Frame> frames)
    {
        if (view.Count > 0 && view.TokenText(view.Count - 1) is "?") return null;
        if (lexicon.Class("no-forecast").Any(view.WordsIn(segment.Span))) return null;
        string? doubt = null;
        var (at, words, how) = Find(view, segment);
        if (at < 0 && segment.Cue is { } cue && cue.StartsWith("expect", StringComparison.Ordinal)) (at, words, how) = (view.TokensIn(segment.Span).First, cue, "the cue expects it");
        var frame = frames.Where(f => f.Probability >= FrameGate.Least && f.Kind == ClaimKind.Forecast)
            .OrderBy(f => at < 0 ? 0 : Math.Abs(f.Trigger - view.First - at)).ThenByDescending(f => f.Probability).FirstOrDefault();
        if (at < 0)
        {
            // The model alone is believed where its word is under no condition and the words carry a probability.
            if (frame is null) return null;
            var entry = Probability(view, segment.Span);
            if (frame.Probability < 0.9 || entry is null || entry.Value.Entry.Words.Contains("believes")) doubt = entry is null ? "no words of probability" : "weak";
            (at, words, how) = (frame.Trigger - view.First, entry?.Words, "frame with words of probability");
        }
        return Of(view, segment, frames, frame, at, words, how, doubt);
    }

    /// <summary>The forecast that a word tells.</summary>
    public Draft At(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, int word) =>
        Of(view, segment, frames, frames.FirstOrDefault(f => f.Trigger - view.First == word), word, Probability(view, segment.Span)?.Words, "marked", null);

    private Draft Of(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, Frame? frame, int at, string? words, string how, string? doubt)
    {
        frame ??= frames.Where(f => f.Probability >= FrameGate.Least && view.HasTree && Math.Abs(f.Trigger - view.First - at) <= 12 && f.Kind == ClaimKind.Event && f.Modality != Modality.Asserted)
            .OrderBy(f => Math.Abs(f.Trigger - view.First - at)).FirstOrDefault();
        var draft = frame is not null
            ? FrameGate.Fill(view, frame, ClaimKind.Forecast, frame.Type is EventType.Comment or EventType.Deny or EventType.Reject ? null : frame.Type, segment)
            : new Draft { View = view, Kind = ClaimKind.Forecast, Trigger = at, Segment = segment, Quote = segment.Span, Confidence = 0.6 };
        draft.Kind = ClaimKind.Forecast;
        draft.Doubt = doubt;
        draft.Rule = how;
        draft.ProbabilityWords = Probability(view, segment.Span)?.Words ?? words;
        draft.Negated = Negated(view, at, draft.ProbabilityWords);
        draft.Modality = Modal(view, segment, words ?? "", draft.ProbabilityWords ?? "");
        if (draft.ActorSpans.Count == 0 && view.HasTree)
        {
            var subject = view.Child(at, "nsubj", "nsubj:pass");
            // "expects X to …": whom it is expected of; "X is likely to …": the subject above.
            for (int verb = at, steps = 0; subject < 0 && view.Rel(verb) is "xcomp" or "ccomp" && view.Head(verb) is >= 0 and var over && steps < 3; verb = over, steps++)
                subject = view.Child(over, "obj") is >= 0 and var of && of < verb ? of : segment.Span.Contains(view.TokenSpan(over)) ? view.Child(over, "nsubj", "nsubj:pass") : -1;
            if (subject >= 0) { var (a, b) = view.Phrase(subject, behind: false); draft.ActorSpans.Add(view.SpanOf(a, b)); }
        }
        draft.Proposition = Clean(view.Text(segment.Span));
        draft.Horizon = horizons.Of(view, segment.Span);
        draft.Note("kind", how, words, frame?.Probability);
        return draft;
    }

    private (int At, string? Words, string Rule) Find(SentenceView view, Segment segment)
    {
        var (first, last) = view.TokensIn(segment.Span);
        for (var i = first; i <= last; i++)
        {
            var dense = Array.IndexOf(view.Dense, i);
            if (dense >= 0 && lexicon.Class("forecast-phrase").Match(view.DenseWords, dense) is { Length: > 0 } phrase && !LooksBack(view, dense + phrase.Length, last))
                return (view.HasTree && view.Head(i) >= 0 && view.IsPos(view.Head(i), "VERB") ? view.Head(i) : i, phrase.Value, "phrase of expectation");
            if (!lexicon.Is("modal-forecast", view.Words[i])) continue;
            if (!view.HasTree) return (i, view.TokenText(i), "modal verb");
            if (view.Rel(i) != "aux") continue;
            var verb = view.Head(i);
            if (!MainClause(view, verb, segment)) continue;
            var wouldBe = view.Words[i] is "would" or "could";
            if (view.Words[i] is "would" && !segment.IsCited) continue;
            if (wouldBe && view.Child(verb, "aux") >= 0 && view.Children(verb).Any(c => view.Words[c] == "have")) continue;
            return (verb, view.TokenText(i), "modal verb of the main clause");
        }
        return (-1, null, "");
    }

    // "It is unlikely that the raid was planned": what is weighed lies behind.
    private static bool LooksBack(SentenceView view, int dense, int last)
    {
        if (view.Xpos is not { } tags || dense >= view.Dense.Length || !(view.DenseWords[dense] == "that" || view.DenseWords[dense - 1] == "that")) return false;
        for (var d = dense; d < view.Dense.Length && view.Dense[d] <= last; d++)
        {
            if (tags[view.Dense[d]] is "MD" or "VBP" or "VBZ" || view.DenseWords[d] is "will" or "would" or "may" or "could") return false;
            if (tags[view.Dense[d]] == "VBD") return true;
        }
        return false;
    }

    // Not in a relative clause, a purpose or a condition.
    private static bool MainClause(SentenceView view, int verb, Segment segment)
    {
        for (int at = verb, steps = 0; at >= 0 && steps < 8; steps++, at = view.Head(at))
        {
            var rel = view.Rel(at);
            if (rel is "acl:relcl" or "advcl:relcl" or "acl") return false;
            if (rel is "advcl" && view.Children(at).Any(c => view.Rel(c) == "mark" && view.Words[c] is "if" or "unless" or "because" or "that" or "so" or "until" or "as" or "when")) return false;
            if (rel is "xcomp") return false;
            if (rel is "ccomp" && view.Head(at) is >= 0 and var over && segment.Span.Contains(view.TokenSpan(over)))
            {
                if (view.Words[over] is "said" or "says" or "told" or "hinted") return false;
                if (view.Rel(over) is "xcomp" or "acl" or "advcl" && !view.Words[over].StartsWith("expect", StringComparison.Ordinal)) return false;
            }
            if (rel is "root" or "parataxis") return true;
        }
        return true;
    }

    private (string Words, ProbabilityEntry Entry)? Probability(SentenceView view, TextSpan span)
    {
        (string Words, ProbabilityEntry Entry, int Length)? best = null;
        for (var d = 0; d < view.Dense.Length; d++)
        {
            if (!span.Contains(view.TokenSpan(view.Dense[d]))) continue;
            var (length, entry) = lexicon.Probability.Match(view.DenseWords, d);
            if (length == 0 || entry is null) continue;
            var words = view.Text(view.SpanOf(view.Dense[d], view.Dense[d + length - 1]));
            if (best is null || length > best.Value.Length) best = (words, entry, length);
        }
        return best is { } b ? (b.Words, b.Entry) : null;
    }

    private static bool Negated(SentenceView view, int at, string? words)
    {
        var tokens = Normal.Tokens(words ?? "");
        if (tokens.Contains("not") || tokens.Contains("no") || tokens.Contains("never") || tokens.Contains("impossible")) return true;
        return view.HasTree && view.Children(at).Any(c => view.Words[c] is "not" or "nt" or "never" || view.TokenText(c) is "n't" or "n’t");
    }

    private static Modality Modal(SentenceView view, Segment segment, string words, string probability)
    {
        var tokens = Normal.Tokens(words).Concat(Normal.Tokens(probability)).ToArray();
        var conditional = view.WordsIn(segment.Span).Any(w => w is "if" or "unless");
        if (tokens.Contains("would")) return conditional ? Modality.Hypothetical : Modality.Possible;
        if (tokens.Any(w => w is "may" or "might" or "could" or "possible" or "possibly" or "expected" or "expects" or "likely" or "unlikely" or "probably" or "fears")) return Modality.Possible;
        return Modality.Asserted;
    }

    public static string Clean(string text) => text.Trim().Trim('“', '”', '"', ',', '.', ' ', '«', '»');
}
