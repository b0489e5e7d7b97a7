using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Joins a toll told in a sentence of its own ("Three people were killed.", "There were no casualties.") to the attack told before it in
/// the same paragraph.
/// </summary>
internal sealed class Tolls(Lexicon lexicon)
{
    public List<Draft> Join(List<Draft> drafts, IReadOnlyList<SentenceView> views)
    {
        var kept = new List<Draft>();
        foreach (var draft in drafts)
        {
            if (IsToll(draft) && Attack(kept, draft.View) is { } attack)
            {
                foreach (var count in draft.Counts) if (!attack.Counts.Exists(c => c.What == count.What)) attack.Counts.Add(count);
                foreach (var target in draft.Targets) if (target.Id is not null && !attack.Targets.Exists(t => t.Id == target.Id)) attack.Targets.Add(target);
                attack.Quote = new TextSpan(attack.Quote.Start, Math.Max(attack.Quote.End, draft.Quote.End));
                attack.Note("counts", "a toll told in the next sentence", draft.View.Text(draft.Quote));
                continue;
            }
            kept.Add(draft);
        }
        foreach (var view in views) Nobody(view, kept);
        return kept;
    }

    // Words for a toll, no place, actor or day of its own.
    private bool IsToll(Draft draft) =>
        draft is { Kind: ClaimKind.Event, Type: EventType.Assault, Modality: Modality.Asserted } && draft.Counts.Count > 0
        && lexicon.Is("toll-trigger", draft.View.Words[draft.Trigger])
        && draft.PlaceSpans.Count == 0 && draft.WeaponSpans.Count == 0 && !draft.MeansNamed
        && draft.Time.Basis is not (TimeBasis.Stated or TimeBasis.Relative) && !draft.ActorSpans.Exists(s => draft.View.WordsIn(s).Length > 0);

    private static Draft? Attack(List<Draft> before, SentenceView view) =>
        before.LastOrDefault(d => d.View.Paragraph == view.Paragraph && view.Index - d.View.Index is 1 or 2
            && d is { Kind: ClaimKind.Event, Type: EventType.Assault, Modality: Modality.Asserted });

    private void Nobody(SentenceView view, List<Draft> drafts)
    {
        var words = view.DenseWords;
        if (!lexicon.Class("no-casualties").Any(words) || lexicon.Class("unknown-casualties").Any(words)) return;
        var attack = drafts.LastOrDefault(d => d.View == view && Violent(d)) ?? Attack(drafts, view);
        if (attack is null || attack.Counts.Exists(c => c.What.StartsWith("killed", StringComparison.Ordinal) || c.What.StartsWith("wounded", StringComparison.Ordinal))) return;
        attack.Counts.Add(new CountRange("killed", 0, 0, 0));
        attack.Counts.Add(new CountRange("wounded", 0, 0, 0));
        if (attack.View != view) attack.Quote = new TextSpan(attack.Quote.Start, Math.Max(attack.Quote.End, view.Span.End));
        attack.Note("counts", "the words say that nobody was hurt", view.Text(view.Span));
    }

    private static bool Violent(Draft d) => d is { Kind: ClaimKind.Event, Type: EventType.Assault };
}
