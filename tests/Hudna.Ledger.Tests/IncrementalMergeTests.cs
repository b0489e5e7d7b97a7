using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Benchmarks;
using Hudna.Ledger.Merging;

namespace Hudna.Ledger.Tests;

/// <summary>Whatever the order and the portions in which claims come, the incidents are those of merging all at once, byte for byte.</summary>
public class IncrementalMergeTests
{
    // A small and crowded world: many claims are near each other, so that groups meet, part and are refused.
    private static readonly SyntheticWorld World = new(5, settlements: 60);

    private static string Lines(IEnumerable<Incident> incidents) =>
        string.Join("\n", incidents.Select(i => System.Text.Encoding.UTF8.GetString(IncidentJson.Write(i))));

    private static Claim[] Claims(int seed, int count) => [.. new SyntheticReports(World, seed, 40).Claims(count).Select(c => c.Claim)];

    private static MergeIndex Index() => new(id => World.Places.GetValueOrDefault(id));

    [Fact]
    public void Any_order_of_arrival_gives_the_same_incidents()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>().Generator.Two().ToArbitrary(), pair =>
        {
            var random = new Random(pair.Item1);
            var claims = Claims(pair.Item2, 150);
            var whole = Index();
            whole.Add(claims);
            random.Shuffle(claims);
            var parts = Index();
            for (var at = 0; at < claims.Length;)
            {
                var n = Math.Min(claims.Length - at, 1 + random.Next(random.Next(2) == 0 ? 3 : 40));
                parts.Add(claims.AsSpan(at, n).ToArray());
                at += n;
                // Asking in between must not change what comes out in the end.
                if (random.Next(4) == 0) parts.Incidents();
            }
            return Lines(whole.Incidents()) == Lines(parts.Incidents());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Claims_taken_out_leave_no_trace()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>().Generator.Two().ToArbitrary(), pair =>
        {
            var random = new Random(pair.Item1);
            var claims = Claims(pair.Item2, 120);
            var gone = claims.Where(_ => random.Next(4) == 0).Select(c => c.Id).ToHashSet();
            var kept = Index();
            kept.Add(claims.Where(c => !gone.Contains(c.Id)));
            var index = Index();
            index.Add(claims);
            if (random.Next(2) == 0) index.Incidents();
            index.Remove(gone);
            return Lines(kept.Incidents()) == Lines(index.Incidents());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_changes_told_are_all_that_changed()
    {
        var claims = Claims(3, 600);
        var index = Index();
        var known = new Dictionary<string, string>();
        foreach (var some in claims.Chunk(37))
        {
            index.Add(some);
            foreach (var incident in index.TakeChanges()) known[incident.Id] = Lines([incident]);
            var now = index.Incidents().ToDictionary(i => i.Id, i => Lines([i]));
            foreach (var (id, line) in now) Assert.Equal(line, known[id]);
        }
    }

    [Fact]
    public void A_pair_scores_the_same_in_either_order()
    {
        var claims = Claims(9, 120);
        foreach (var a in claims)
            foreach (var b in claims.Take(40))
            {
                var (one, other) = (Merger.Explain(a, b, id => World.Places.GetValueOrDefault(id)), Merger.Explain(b, a, id => World.Places.GetValueOrDefault(id)));
                Assert.Equal(one.LogOdds, other.LogOdds);
                Assert.Equal(one.Refusal is null, other.Refusal is null);
                if (one.Refusal is null) Assert.Equal(one.Features.Sum(f => f.Weight), one.LogOdds, 9);
            }
    }

    [Fact]
    public void Blocks_lose_no_pair_that_would_be_merged()
    {
        var claims = Claims(21, 400);
        var places = (string id) => World.Places.GetValueOrDefault(id);
        var all = Index();
        all.Add(claims);
        var reader = new TraitReader(places);
        var traits = claims.Select(reader.Read).ToList();
        var blocks = new Blocks([.. traits]);
        for (var i = 0; i < traits.Count; i++) blocks.Add(i);
        var found = new HashSet<int>();
        for (var i = 0; i < traits.Count; i++)
        {
            blocks.Find(traits[i], found);
            for (var j = 0; j < traits.Count; j++)
                if (i != j && !found.Contains(j)) Assert.False(PairJudge.Score(traits[i], traits[j], null, out _) > 0, $"{i} and {j} never meet");
        }
    }

    [Fact]
    public void Generated_truth_is_found_again()
    {
        var world = new SyntheticWorld(1);
        var claims = new SyntheticReports(world, 1).Claims(6000).ToList();
        var index = new MergeIndex(id => world.Places.GetValueOrDefault(id));
        index.Add(claims.Select(c => c.Claim));
        var score = PairScore.Of(index.Groups(), claims.ToDictionary(c => c.Claim.Id, c => c.Truth));
        Assert.InRange(score.F1, 0.95, 1);
    }
}
