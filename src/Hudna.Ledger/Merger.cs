using Hudna.Codebook;
using Hudna.Ledger.Merging;
using Hudna.Ledger.Reviewing;

namespace Hudna.Ledger;

/// <summary>
/// Merges claims of one occurrence into incidents. Pure: the same claims and decisions give the same incidents, in whatever order they come.
/// For a ledger that grows, <see cref="MergeIndex"/> does the same step by step. <c>docs/merging.md</c> explains the method.
/// </summary>
public static class Merger
{
    /// <summary>The incidents of some claims, in the order of their first claims.</summary>
    /// <param name="claims">The claims that hold, of all kinds; asserted events form incidents, denied ones dispute them.</param>
    /// <param name="decisions">The readers' decisions, oldest first.</param>
    /// <param name="places">The gazetteer: an entry by its id, null where it has none. Asked from several threads.</param>
    /// <param name="earlier">
    /// A claim that a newer coding has replaced, by its id (<see cref="RecordView.Claim"/>), so that decisions about it carry over.
    /// </param>
    public static IReadOnlyList<Incident> Merge(
        IReadOnlyList<Claim> claims, IReadOnlyList<Decision> decisions, Func<string, Place?> places, Func<string, Claim?>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(decisions);
        return Merge(Review.Of(claims, decisions, earlier ?? (_ => null)), places);
    }

    /// <summary>The incidents of the claims that stand after a review, in the order of their first claims.</summary>
    /// <param name="review">What readers decided about the claims.</param>
    /// <param name="places">The gazetteer: an entry by its id, null where it has none. Asked from several threads.</param>
    public static IReadOnlyList<Incident> Merge(Review review, Func<string, Place?> places)
    {
        ArgumentNullException.ThrowIfNull(review);
        var index = new MergeIndex(places);
        index.Add(review.Claims);
        index.Constrain(review.Together, review.Apart, review.Copies);
        return review.Finish(index.Incidents(review.Claims.Where(IsDenial)));
    }

    /// <summary>Why two claims are taken for one occurrence or not: each piece of evidence with its weight, or the refusal.</summary>
    public static PairJudgement Explain(Claim a, Claim b, Func<string, Place?> places)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        foreach (var c in (ReadOnlySpan<Claim>)[a, b])
            if (!MergeIndex.IsOccurrence(c) && !IsDenial(c)) return new($"{c.Id} tells of no occurrence", 0, []);
        var reader = new TraitReader(places);
        var trace = new List<Evidence>();
        var score = PairJudge.Score(reader.Read(a), reader.Read(b), trace, out var refusal);
        return double.IsNaN(score) ? new(refusal ?? "refused", 0, trace) : new(null, score, trace);
    }

    /// <summary>Whether a claim denies an occurrence.</summary>
    public static bool IsDenial(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim is { Kind: ClaimKind.Event, Modality: Modality.Denied, Type: not null };
    }
}
