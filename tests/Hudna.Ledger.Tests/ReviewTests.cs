using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Benchmarks;
using Hudna.Ledger.Merging;
using Hudna.Ledger.Reviewing;

namespace Hudna.Ledger.Tests;

public class ReviewTests
{
    private static readonly Report First = Make.Report("Jets struck the town at noon. Later there was a second raid on the camp beside it.", "A");
    private static readonly Report Second = Make.Report("Residents spoke of one raid by warplanes.", "B", "2021-09-03");
    private static readonly Claim Noon = Make.Strike(First, "Jets struck the town at noon.");
    private static readonly Claim Later = Make.Strike(First, "a second raid on the camp beside it");
    private static readonly Claim Told = Make.Strike(Second);
    private static readonly Claim[] Claims = [Noon, Later, Told];

    private readonly Decide _decide = new("amal", new DateTimeOffset(2021, 9, 4, 8, 0, 0, TimeSpan.Zero));

    private static IReadOnlyList<Incident> Merge(IReadOnlyList<Claim> claims, params Decision[] decisions) =>
        Merger.Merge(claims, decisions, id => Make.Gazetteer.GetValueOrDefault(id), id => Claims.FirstOrDefault(c => c.Id == id));

    [Fact]
    public void Without_decisions_the_three_are_one() => Assert.Single(Merge(Claims));

    [Fact]
    public void A_rejected_claim_forms_no_incident_until_that_is_undone()
    {
        var reject = _decide.Reject(Noon.Id, "The next sentence says it was an exercise");
        Assert.Equal([Later.Id, Told.Id], Assert.Single(Merge(Claims, reject)).ClaimIds);
        var undo = _decide.Undo(reject, "Misread");
        Assert.Equal(3, Assert.Single(Merge(Claims, reject, undo)).ClaimIds.Count);
        Assert.Equal(2, Assert.Single(Merge(Claims, reject, undo, _decide.Undo(undo, "No, it was right"))).ClaimIds.Count);
        Assert.Equal(3, Assert.Single(Merge(Claims, reject, _decide.Accept(Noon.Id, "Checked by phone"))).ClaimIds.Count);
    }

    [Fact]
    public void Claims_split_off_stay_apart_and_can_be_merged_again()
    {
        var whole = Merge(Claims)[0];
        var split = _decide.Split(whole, [Later.Id], "The camp is another place");
        var two = Merge(Claims, split);
        Assert.Equal(2, two.Count);
        Assert.Equal([Later.Id], two.Single(i => i.Id.EndsWith(Later.Id[6..], StringComparison.Ordinal)).ClaimIds);
        var merge = _decide.Merge(two, "The same after all");
        Assert.Equal(3, Assert.Single(Merge(Claims, split, merge)).ClaimIds.Count);
    }

    [Fact]
    public void Incidents_far_apart_can_be_put_together_by_a_reader_and_the_reason_is_told()
    {
        var far = Make.Strike(Make.Report("A raid on the port.", "C"), place: "p:latakia", day: "2021-09-20");
        var incidents = Merge([.. Claims, far]);
        Assert.Equal(2, incidents.Count);
        var one = Assert.Single(Merge([.. Claims, far], _decide.Merge(incidents, "The report has the wrong place and day")));
        Assert.Contains("by a reader", one.Reasons.Single(r => r.ClaimId == far.Id).Words);
    }

    [Fact]
    public void A_corrected_field_changes_what_is_merged()
    {
        var correct = _decide.Correct(Told, "time.edtf", "\"2021-08-20\"", "The paper printed an older story");
        var two = Merge(Claims, correct);
        Assert.Equal(2, two.Count);
        Assert.Equal("2021-08-20", two[1].Time!.Text);
        Assert.Equal([Told.Id], two[1].ClaimIds);
        Assert.Throws<FormatException>(() => _decide.Correct(Told, "time.edtf", "\"last week\"", ""));
        Assert.Throws<FormatException>(() => _decide.Correct(Told, "quote.exact", "\"x\"", ""));
        Assert.Throws<FormatException>(() => _decide.Correct(Told, "colour", "\"x\"", ""));
        Assert.Throws<FormatException>(() => _decide.Correct(Told, "type", "no json", ""));
    }

    [Fact]
    public void A_corrected_or_rejected_incident_is_shown_so_or_goes()
    {
        var incident = Merge(Claims)[0];
        var corrected = Merge(Claims, _decide.Correct(incident, "time", "\"2021-08-31/2021-09-01\"", "Around midnight"));
        Assert.Equal("2021-08-31/2021-09-01", corrected[0].Time!.Text);
        Assert.Equal(3, corrected[0].ClaimIds.Count);
        Assert.Empty(Merge(Claims, _decide.Reject(incident.Id, "A film was being made")));
    }

    [Fact]
    public void A_marked_copy_counts_as_one_source()
    {
        Assert.Equal(2, Merge(Claims)[0].IndependentSources);
        Assert.Equal(1, Merge(Claims, _decide.Copy(Told.Id, Noon.Id, "The paper has no one there"))[0].IndependentSources);
    }

    [Fact]
    public void Decisions_outlive_a_newer_coding_of_the_report()
    {
        // The newer coder takes in more words and finds another target; ids change with that.
        var noon = Make.Strike(First, "Jets struck the town at noon. Later", target: "hts", coder: "test/2");
        var later = Make.Strike(First, "Later there was a second raid on the camp beside it.", target: null, coder: "test/2");
        var split = _decide.Split(Merge(Claims)[0], [Later.Id], "The camp is another place");
        Assert.Equal(2, Merge([noon, later, Told], split).Count);
        Assert.Equal(2, Assert.Single(Merge([noon, later, Told], _decide.Reject(Later.Id, "No"))).ClaimIds.Count);
        var corrected = Merge([noon, later, Told], _decide.Correct(Noon, "time.edtf", "\"2021-08-20\"", "Old"));
        Assert.Equal([noon.Id], corrected[0].ClaimIds);
        var review = Review.Of([Told], [split, _decide.Reject(Later.Id, "No")], id => Claims.FirstOrDefault(c => c.Id == id));
        Assert.Equal(2, review.Idle.Count);
    }

    [Fact]
    public void What_was_decided_about_a_claim_can_be_asked()
    {
        var reject = _decide.Reject(Noon.Id, "a");
        var accept = _decide.Accept(Noon.Id, "b");
        var review = Review.Of(Claims, [reject, accept, _decide.Undo(reject, "c")], _ => null);
        Assert.Equal([accept], review.About(Noon.Id));
        Assert.Empty(review.About(Told.Id));
    }

    [Fact]
    public void Decisions_in_any_order_of_arrival_of_claims_give_the_same_incidents()
    {
        var world = new SyntheticWorld(5, settlements: 60);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var claims = new SyntheticReports(world, seed, 40).Claims(150).Select(c => c.Claim).ToArray();
            (string, string)[] Pairs(int n) => [.. Enumerable.Range(0, n).Select(_ => (claims[random.Next(claims.Length)].Id, claims[random.Next(claims.Length)].Id)).Where(p => p.Item1 != p.Item2)];
            var (together, copies) = (Pairs(6), Pairs(5));
            var whole = new MergeIndex(id => world.Places.GetValueOrDefault(id));
            whole.Add(claims);
            // Parting what really stands together is the harder case.
            var apart = whole.Groups().Where(g => g.Count > 2).Take(8).Select(g => (g[0], g[^1])).Concat(Pairs(4)).ToArray();
            whole.Constrain(together, apart, copies);

            var parts = new MergeIndex(id => world.Places.GetValueOrDefault(id));
            random.Shuffle(claims);
            parts.Add(claims[..40]);
            parts.Constrain(Pairs(5), apart[..4], []);
            parts.Groups();
            parts.Add(claims[40..90]);
            parts.Constrain(together, apart, copies);
            parts.Add(claims[90..]);
            var gone = claims[..9].Select(c => c.Id).ToArray();
            parts.Remove(gone);
            whole.Remove(gone);
            Assert.Equal(whole.Incidents().Select(i => Convert.ToHexString(IncidentJson.Write(i))), parts.Incidents().Select(i => Convert.ToHexString(IncidentJson.Write(i))));
            foreach (var (a, b) in apart) Assert.DoesNotContain(whole.Groups(), g => g.Contains(a) && g.Contains(b));
        }
    }

    [Fact]
    public void Alpha_is_that_of_the_textbook()
    {
        // Krippendorff's own example of two coders and ten units, binary: alpha 0.095.
        string?[] a = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"], b = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"];
        Assert.Equal(0.095, Krippendorff.Alpha(a.Zip(b, (x, y) => (string?[])[x, y]))!.Value, 3);
        // His example with four coders, eleven units and missing values, nominal: 0.743.
        string?[][] four =
        [
            ["1", "2", "3", "3", "2", "1", "4", "1", "2", null, null, null], ["1", "2", "3", "3", "2", "2", "4", "1", "2", "5", null, "3"],
            [null, "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", null], ["1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", null],
        ];
        Assert.Equal(0.743, Krippendorff.Alpha(Enumerable.Range(0, 12).Select(i => (string?[])[.. four.Select(c => c[i])]))!.Value, 3);
        Assert.Null(Krippendorff.Alpha([["a", "a"], ["a", "a"]]));
        Assert.Null(Krippendorff.Alpha([]));
    }

    [Fact]
    public void Two_codings_of_one_report_are_compared_claim_by_claim()
    {
        var other = Make.Strike(First, "struck the town at noon", day: "2021-09-02", coder: "hand/b");
        var figures = Krippendorff.Compare([Noon, Later], [other]).ToDictionary(f => f.What);
        Assert.Equal(2, figures["claim and kind"].Units);
        Assert.Equal(0.5, figures["claim and kind"].Share);
        Assert.Equal(1, figures["type"].Share);
        Assert.Equal(0, figures["time"].Share);
    }
}
