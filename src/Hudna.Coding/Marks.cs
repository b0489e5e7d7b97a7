using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// The model's marks (<see cref="ClaimMarks"/>) as the coder asks for them: log-odds that a word tells a claim of some kind and type, held between -5 and 5;
/// null where the model has no marks or did not read the sentence.
/// </summary>
internal static class Marks
{
    private const double Most = 5;

    /// <summary>Of one word, for a kind and type; for the likeliest type where none is named, or none is marked.</summary>
    public static double? Of(SentenceView view, int token, ClaimKind kind, EventType? type = null) => Best(view, token, kind, type) is { } best ? best.LogOdds : null;

    /// <summary>The likeliest type of a kind at one word.</summary>
    public static (EventType? Type, double LogOdds)? Best(SentenceView view, int token, ClaimKind kind, EventType? only = null)
    {
        if (view.Document.Marks is not { } marks || token < 0 || token >= view.Count || marks[view.Index, token] is not { IsEmpty: false } values) return null;
        (EventType? Type, double LogOdds)? best = null;
        for (var c = 0; c < values.Length; c++)
        {
            var (k, t) = marks.Labels[c];
            if (k == kind && (only is null || t is null || t == only) && !(best?.LogOdds >= values[c])) best = (t, values[c]);
        }
        return best is { } b ? (b.Type, Math.Clamp(b.LogOdds, -Most, Most)) : (null, -Most);
    }

    /// <summary>The highest of the words of a stretch.</summary>
    public static double? Highest(SentenceView view, TextSpan span, ClaimKind kind, EventType? type = null)
    {
        var (first, last) = view.TokensIn(span);
        double? highest = null;
        for (var i = first; i <= last; i++) if (Of(view, i, kind, type) is { } mark && !(highest >= mark)) highest = mark;
        return highest;
    }
}
