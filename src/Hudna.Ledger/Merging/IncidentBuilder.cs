using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>Makes one incident of the claims of a group.</summary>
internal static class IncidentBuilder
{
    /// <param name="group">The claims in order; the first names the incident.</param>
    /// <param name="denials">Claims that deny it.</param>
    /// <param name="copies">Claims that a reader has called copies of one another, by their ids.</param>
    public static Incident Build(ClaimTraits[] group, IReadOnlyList<Claim> denials, IReadOnlyDictionary<string, HashSet<string>> copies)
    {
        var claims = Array.ConvertAll(group, t => t.Claim);
        var sources = Sources.Of(group, copies);
        var counts = Counts(claims, sources);
        return new Incident
        {
            Id = IdOf(claims[0].Id),
            Type = group[0].Type,
            Modes = [.. claims.SelectMany(c => c.Modes).Distinct().Order()],
            Time = Time(claims),
            Places = [.. claims.SelectMany(c => c.Places).GroupBy(p => (p.Id ?? p.Name, p.Role)).Select(g => g.MinBy(p => p.Precision)!)],
            Actors = Once(claims.SelectMany(c => c.Actors)),
            Targets = Once(claims.SelectMany(c => c.Targets)),
            Counts = counts,
            ClaimIds = Array.ConvertAll(claims, c => c.Id),
            Mentions = claims.Select(c => c.Report.Id).Distinct().Count(),
            IndependentSources = sources.Distinct().Count(),
            Disputes = [.. Disputes.Of(claims, sources, counts, denials)],
            Reasons = Reasons(group),
        };
    }

    /// <summary>An incident bears the digits of its first claim, so that it can be found again from its name alone.</summary>
    public static string IdOf(string claimId) => "incident:" + claimId[(claimId.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static ActorMention[] Once(IEnumerable<ActorMention> mentions) => [.. mentions.DistinctBy(m => m.Id ?? m.Text)];

    // The days that all claims allow; where they allow none together, the days that any allows.
    private static Edtf? Time(Claim[] claims)
    {
        var times = claims.Select(c => c.Time.Edtf).Where(e => e is not null).Select(e => e!).Distinct().ToArray();
        if (times.Length <= 1) return times.FirstOrDefault();
        var from = times.Max(t => t.Start);
        var to = times.Min(t => t.End);
        if (from is { } f && to is { } l && f <= l) return times.FirstOrDefault(t => t.Start == f && t.End == l) ?? Edtf.Span(f, l);
        from = times.Min(t => t.Start);
        to = times.Max(t => t.End);
        return from is { } start && to is { } end && start <= end ? Edtf.Span(start, end) : times[0];
    }

    private static IncidentCount[] Counts(Claim[] claims, int[] sources) =>
    [
        .. claims.SelectMany((c, i) => c.Counts.Select(n => (Claim: c, Source: sources[i], Count: n))).GroupBy(x => x.Count.What).Select(g =>
            new IncidentCount(
                g.Key,
                g.Min(x => x.Count.Min ?? x.Count.Best ?? x.Count.Max),
                // Each independent source has one vote for each figure; the later figure wins a tie, for tolls are corrected with time.
                g.Where(x => x.Count.Best is not null).GroupBy(x => x.Count.Best)
                    .OrderByDescending(f => f.Select(x => x.Source).Distinct().Count())
                    .ThenByDescending(f => f.Max(x => x.Claim.Report.Published))
                    .ThenByDescending(f => f.Key).FirstOrDefault()?.Key,
                g.Max(x => x.Count.Max ?? x.Count.Best ?? x.Count.Min),
                [.. g.Select(x => new SourceCount(x.Claim.Id, x.Count))])),
    ];

    private static MergeReason[] Reasons(ClaimTraits[] group)
    {
        var reasons = new MergeReason[group.Length];
        reasons[0] = new(group[0].Claim.Id, null, 1, "the earliest report of it");
        // In a large group each claim is compared with the nearest of some tens before it, not with all.
        const int most = 48;
        for (var i = 1; i < group.Length; i++)
        {
            var best = -1;
            var bestScore = double.NegativeInfinity;
            for (var j = Math.Max(0, i - most); j < i; j++)
            {
                var score = PairJudge.Score(group[i], group[j], null, out _);
                if (score > bestScore) (best, bestScore) = (j, score);
            }
            if (best < 0)
            {
                reasons[i] = new(group[i].Claim.Id, group[0].Claim.Id, 1, "joined through later reports, or by a reader");
                continue;
            }
            var trace = new List<Evidence>();
            PairJudge.Score(group[i], group[best], trace, out _);
            reasons[i] = new(group[i].Claim.Id, group[best].Claim.Id, Math.Round(Weights.Probability(bestScore), 3), new PairJudgement(null, bestScore, trace).Words);
        }
        return reasons;
    }
}
