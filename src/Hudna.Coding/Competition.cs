using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Long sentences that tell of several acts: the model reads each trigger by itself and may give one place, toll or party to several. Where one
/// trigger claims a span far more surely than another, the other lets go.
/// </summary>
internal static class Competition
{
    private const double Margin = 0.15;

    /// <summary>The frames of one sentence, each with the spans that it keeps.</summary>
    public static Frame[] Settle(IReadOnlyList<Frame> frames)
    {
        var events = frames.Where(f => f.Kind == ClaimKind.Event).ToList();
        return [.. frames.Select(f => f.Kind == ClaimKind.Event && events.Count > 1 ? f with { Roles = [.. f.Roles.Where(r => !events.Exists(g => g != f && Takes(g, f, r)))] } : f)];
    }

    private static bool Takes(Frame other, Frame own, RoleSpan span)
    {
        if (span.Role is FrameRole.Speaker or FrameRole.Cue || Math.Abs(other.Trigger - own.Trigger) <= 2) return false;
        var claim = other.Roles.Where(r => r.Role == span.Role && r.Span.Overlaps(span.Span)).Select(r => r.Probability).DefaultIfEmpty(0).Max();
        return claim >= span.Probability + Margin;
    }
}
