using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// Joins what a sentence says of a count told just before ("These breaches included shelling in parts of the province.") to that count: it
/// tells its area, and no act of its own.
/// </summary>
internal sealed class Tallies(Lexicon lexicon)
{
    /// <summary>The area of a tally, in the words of its places; null where it has none.</summary>
    public static string? Area(IReadOnlyList<PlaceMention> places) => places.Count > 0 ? string.Join(", ", places.Select(p => p.Text)) : null;

    public List<Draft> Join(List<Draft> drafts)
    {
        var kept = new List<Draft>();
        foreach (var draft in drafts)
        {
            if (Detail(draft) is { } unit && Told(kept, draft.View, unit) is { Count: > 0 } tallies)
            {
                foreach (var tally in tallies)
                {
                    if (tally.Places.Count > 0 || draft.Places.Count == 0) continue;
                    tally.Places = draft.Places;
                    tally.Tally = tally.Tally! with { Area = Area(draft.Places) };
                    tally.Quote = new Language.TextSpan(tally.Quote.Start, Math.Max(tally.Quote.End, draft.Quote.End));
                    tally.Note("places", "what the next sentence says of them", draft.View.Text(draft.Quote));
                }
                continue;
            }
            if (draft.Kind != ClaimKind.Event || draft.Confidence >= lexicon.Keep(draft.Kind) || !Refers(draft)) kept.Add(draft);
        }
        return kept;
    }

    /// <summary>Whether a draft's sentence only says more of what was counted before ("Those attacks fell on …"): kept until <see cref="Join"/>, however unlikely as a claim of its own.</summary>
    public bool Refers(Draft draft) => Detail(draft) is not null;

    // The unit that a sentence refers back to in its first words, where it tells of an act without a day or toll of its own.
    private string? Detail(Draft draft)
    {
        if (draft is not { Kind: ClaimKind.Event, Modality: Modality.Asserted } || draft.Counts.Count > 0 || draft.Time.Basis is TimeBasis.Stated or TimeBasis.Relative) return null;
        var words = draft.View.DenseWords;
        if (words.Length < 3 || words[0] is not ("these" or "those" or "such")) return null;
        return words.Skip(1).Take(2).FirstOrDefault(w => lexicon.Is("tally-unit", w));
    }

    // The counts of that unit in one of the two sentences before, with those told beside them.
    private static List<Draft> Told(List<Draft> before, SentenceView view, string unit)
    {
        var main = before.LastOrDefault(d => d.Kind == ClaimKind.Tally && d.Tally is not null && view.Index - d.View.Index is 1 or 2 && string.Equals(d.Unit, unit, StringComparison.OrdinalIgnoreCase));
        return main is null ? [] : [.. before.Where(d => d == main || d.Main == main || d.Kind == ClaimKind.Tally && d.Tally is not null && d.View == main.View)];
    }
}
