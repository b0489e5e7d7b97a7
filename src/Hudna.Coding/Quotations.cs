using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Joins statements of one speaker that run on through one quotation: a sentence that goes on with a pronoun or "also" is no new position.</summary>
internal static class Quotations
{
    public static List<Draft> Join(List<Draft> drafts, Lexicon lexicon)
    {
        var kept = new List<Draft>();
        foreach (var draft in drafts)
        {
            var before = kept.LastOrDefault(k => k.Kind == ClaimKind.Statement);
            if (draft.Kind == ClaimKind.Statement && before is not null && GoesOn(before, draft, lexicon))
            {
                before.Quote = new TextSpan(before.Quote.Start, Math.Max(before.Quote.End, draft.Quote.End));
                before.Note("quote", "the quotation goes on", draft.View.Text(draft.Quote));
                if (before.Type == EventType.Comment && draft.Type == EventType.Accuse) before.Type = EventType.Accuse;
                continue;
            }
            kept.Add(draft);
        }
        return kept;
    }

    private static bool GoesOn(Draft before, Draft draft, Lexicon lexicon)
    {
        if (before.Segment is not { } a || draft.Segment is not { Cue: null } b && (draft.Segment is not { Quotation: >= 0 } q || q.Quotation != before.Segment?.Quotation)) return false;
        if (before.Segment!.Quotation >= 0 && draft.Segment!.Quotation >= 0 && before.Segment.Quotation != draft.Segment.Quotation) return false;
        if (draft.Segment!.Chain.Count == 0 || a.Chain.Count == 0 || draft.Segment.Chain[^1] != a.Chain[^1]) return false;
        if (draft.View.Index - before.View.Index > 3 || draft.View.Paragraph != before.View.Paragraph) return false;
        if (draft.Type != before.Type && !(before.Type is EventType.Comment or EventType.Accuse && draft.Type is EventType.Comment or EventType.Accuse)) return false;
        var words = draft.View.DenseWords;
        if (draft.View.Index != before.View.Index && char.IsLower(draft.View.Document.Text[draft.View.Span.Start])) return true;
        return words.Take(4).Contains("also") || (words.Length > 0 && (lexicon.Is("pronoun-group", words[0]) || lexicon.Is("pronoun-person", words[0]) || words[0] is "and" or "therefore"));
    }
}
