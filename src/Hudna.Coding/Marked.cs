using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Drafts for words that the model marks as telling a claim though no rule made one: acts in clauses beside others, second tolls, another type than the frame's,
/// positions, figures and outlooks in words that no list has. All are doubtful; <see cref="Likelihood"/> weighs them with the rest.
/// </summary>
internal sealed class Marked(ForecastRules forecasts, FigureReport figures)
{
    /// <summary>Log-odds from which on a mark alone makes a draft.</summary>
    public const double Least = -1;

    private const string Alone = "marked";
    private const string AsAnother = "marked as another type";

    /// <summary>Whether a mark alone made a draft.</summary>
    public static bool Made(Draft draft) => draft.Rule is Alone or AsAnother;

    /// <summary>What the marks add to the drafts of a segment.</summary>
    public IEnumerable<Draft> Read(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, IReadOnlyList<Draft> drafts)
    {
        if (view.Document.Marks is null) yield break;
        var (first, last) = view.TokensIn(segment.Span);
        foreach (var kind in Enum.GetValues<ClaimKind>())
        {
            var own = drafts.Where(d => d.Kind == kind).ToList();
            foreach (var (word, type, mark) in Peaks(view, first, last, kind))
            {
                if (own.Exists(d => Tells(d, word, type))) continue;
                if (Make(view, segment, frames, kind, type, word, own) is not { } draft) continue;
                if (kind == ClaimKind.Event && own.Exists(d => Merging.OneAct(d, draft))) continue;
                draft.Doubt = "marked alone";
                draft.Rule = own.Exists(d => d.Trigger == word) ? AsAnother : Alone;
                draft.Note("kind", "the model marks the word", view.TokenText(word), Math.Round(1 / (1 + Math.Exp(-mark)), 3));
                own.Add(draft);
                yield return draft;
            }
        }
    }

    // Marked words, the surest first.
    private static List<(int Word, EventType? Type, double Mark)> Peaks(SentenceView view, int first, int last, ClaimKind kind)
    {
        var found = new List<(int Word, EventType? Type, double Mark)>();
        for (var i = first; i <= last; i++) if (Marks.Best(view, i, kind) is { LogOdds: >= Least } best) found.Add((i, best.Type, best.LogOdds));
        found.Sort((a, b) => a.Mark != b.Mark ? b.Mark.CompareTo(a.Mark) : a.Word.CompareTo(b.Word));
        return found;
    }

    // A draft of that type whose own word is this one or stands beside it, or is not marked itself: its claim is told by this word.
    private static bool Tells(Draft draft, int word, EventType? type)
    {
        if (type is not null && draft.Type != type) return false;
        if (Math.Abs(draft.Trigger - word) <= 2 || draft.Kind is ClaimKind.Statement or ClaimKind.Forecast) return true;
        if (draft.Figure is { } figure && draft.View.TokensIn(figure.Span) is var (a, b) && word >= a - 1 && word <= b + 3) return true;
        return Marks.Of(draft.View, draft.Trigger, draft.Kind, draft.Type) < Least && draft.View.HasTree && draft.View.Predicate(draft.Trigger) == draft.View.Predicate(word);
    }

    private Draft? Make(SentenceView view, Segment segment, IReadOnlyList<Frame> frames, ClaimKind kind, EventType? type, int word, List<Draft> own)
    {
        if (kind == ClaimKind.Forecast) return forecasts.At(view, segment, frames, word);
        if (kind == ClaimKind.Tally) return figures.At(view, segment, word, own);
        var frame = frames.FirstOrDefault(f => f.Trigger - view.First == word);
        var draft = frame is not null ? FrameGate.Fill(view, frame, kind, type, segment)
            : new Draft { View = view, Kind = kind, Type = type, Trigger = word, Segment = segment, Quote = segment.Span, Confidence = 0.5 };
        if (kind == ClaimKind.Statement)
        {
            draft.Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted;
            draft.Negated = false;
            draft.Modes.Clear();
        }
        return draft;
    }
}
