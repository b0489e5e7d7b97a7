using Hudna.Codebook;

namespace Hudna.Ledger.Reviewing;

/// <summary>Finds in another coding of the same report the claim that says the same thing, by its kind, type and words.</summary>
public static class ClaimMatch
{
    /// <summary>The share of the shorter quote that two quotes must have in common.</summary>
    public const double LeastOverlap = 0.5;

    /// <summary>
    /// The claim among some that answers to one: of the same report and kind, quoting mostly the same words; of the same type where there is
    /// such a one, else of any type. Null where none does.
    /// </summary>
    public static Claim? Of(Claim claim, IEnumerable<Claim> among)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(among);
        return among.Where(c => c.Report.Id == claim.Report.Id && c.Kind == claim.Kind)
            .Select(c => (Claim: c, Overlap: Overlap(claim.Quote, c.Quote)))
            .Where(c => c.Overlap.OfShorter >= LeastOverlap)
            .OrderByDescending(c => c.Claim.Type == claim.Type)
            .ThenByDescending(c => c.Claim.Modes.Intersect(claim.Modes).Any())
            .ThenByDescending(c => c.Overlap.OfBoth)
            .ThenBy(c => c.Claim.Quote.Start)
            .ThenBy(c => c.Claim.Id, StringComparer.Ordinal)
            .Select(c => c.Claim).FirstOrDefault();
    }

    /// <summary>Pairs the claims of two codings, each at most once, the likest first; what has no partner stands alone.</summary>
    public static IReadOnlyList<(Claim? A, Claim? B)> Pair(IReadOnlyList<Claim> a, IReadOnlyList<Claim> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var left = new HashSet<int>(Enumerable.Range(0, a.Count));
        var right = new HashSet<int>(Enumerable.Range(0, b.Count));
        var pairs = new List<(Claim? A, Claim? B)>();
        foreach (var (i, j) in Enumerable.Range(0, a.Count).SelectMany(i => Enumerable.Range(0, b.Count).Select(j => (i, j)))
            .Where(p => a[p.i].Report.Id == b[p.j].Report.Id && Overlap(a[p.i].Quote, b[p.j].Quote).OfShorter >= LeastOverlap)
            .OrderByDescending(p => (a[p.i].Kind == b[p.j].Kind ? 2 : 0) + (a[p.i].Type == b[p.j].Type ? 1 : 0))
            .ThenByDescending(p => Overlap(a[p.i].Quote, b[p.j].Quote).OfBoth)
            .ThenBy(p => p.i).ThenBy(p => p.j))
        {
            if (!left.Contains(i) || !right.Contains(j)) continue;
            left.Remove(i);
            right.Remove(j);
            pairs.Add((a[i], b[j]));
        }
        pairs.AddRange(left.Order().Select(i => ((Claim?)a[i], (Claim?)null)));
        pairs.AddRange(right.Order().Select(j => ((Claim?)null, (Claim?)b[j])));
        return pairs;
    }

    private static (double OfShorter, double OfBoth) Overlap(Quote a, Quote b)
    {
        double common = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
        if (common <= 0) return (0, 0);
        var (lengthA, lengthB) = (a.End - a.Start, b.End - b.Start);
        return (common / Math.Min(lengthA, lengthB), common / (lengthA + lengthB - common));
    }
}
