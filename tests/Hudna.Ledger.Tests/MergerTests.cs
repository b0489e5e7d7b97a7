using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Tests;

public class MergerTests
{
    private static IReadOnlyList<Incident> Merge(params Claim[] claims) => Merger.Merge(claims, [], id => Make.Gazetteer.GetValueOrDefault(id));

    private static Claim Strike(string publisher, string words, string place = "p:ariha", string day = "2021-09-01", string actor = "russia/air-force",
        long? killed = null, Modality modality = Modality.Asserted, Mode mode = Mode.Airstrike, PlacePrecision precision = PlacePrecision.Exact,
        string published = "2021-09-02") =>
        Make.Strike(Make.Report(words, publisher, published), null, place, day, actor, killed, modality, EventType.Assault, mode, precision);

    [Fact]
    public void Two_sources_of_one_strike_make_one_incident_with_a_range()
    {
        var incident = Assert.Single(Merge(
            Strike("North Press", "Russian jets bombed the town and three people died.", killed: 3),
            Strike("SANA", "Four dead in Ariha after an air raid.", killed: 4, published: "2021-09-03")));
        Assert.Equal(2, incident.Mentions);
        Assert.Equal(2, incident.IndependentSources);
        Assert.Equal("2021-09-01", incident.Time!.Text);
        var killed = Assert.Single(incident.Counts);
        Assert.Equal((3, 4, 4), (killed.Min, killed.Best, killed.Max));
        Assert.Equal([3, 4], killed.Sources.Select(s => s.Count.Best!.Value));
        Assert.Equal("killed", Assert.Single(incident.Disputes).About);
        Assert.Equal(2, incident.Reasons.Count);
        Assert.Contains("same day", incident.Reasons[1].Words);
        Assert.InRange(incident.Reasons[1].Score, 0.9, 1);
    }

    [Theory]
    [InlineData("p:ariha", "2021-09-04", "days lie between")]
    [InlineData("p:latakia", "2021-09-01", "different places")]
    [InlineData("p:ihsim", "2021-09-01", "different places")]
    public void Another_day_or_place_is_another_incident_and_the_refusal_says_so(string place, string day, string why)
    {
        var a = Strike("A", "Jets struck the town at noon.");
        var b = Strike("B", "A raid was reported by locals.", place, day);
        Assert.Equal(2, Merge(a, b).Count);
        Assert.Contains(why, Merger.Explain(a, b, id => Make.Gazetteer.GetValueOrDefault(id)).Refusal);
    }

    [Fact]
    public void A_district_and_a_town_in_it_can_be_one_and_a_village_close_by_too()
    {
        Assert.Single(Merge(Strike("A", "Jets struck the town at noon."), Strike("B", "A raid hit the district.", "p:ariha-district", precision: PlacePrecision.District)));
        Assert.Single(Merge(Strike("A", "Jets struck the town at noon."), Strike("B", "A raid hit near Nahlia.", "p:nahlia", precision: PlacePrecision.Vicinity)));
    }

    [Fact]
    public void Other_means_or_types_stay_apart()
    {
        Assert.Equal(2, Merge(Strike("A", "Jets struck the town."), Strike("B", "A sniper shot at the town.", mode: Mode.Sniping, actor: "syria/army")).Count);
        var report = Make.Report("The army arrested two.");
        Assert.Equal(2, Merge(Strike("A", "Jets struck the town."), Make.Strike(report, type: EventType.Coerce, mode: Mode.Arrest)).Count);
    }

    [Fact]
    public void A_copy_is_a_mention_but_no_source_of_its_own()
    {
        const string words = "Seven people were killed on Wednesday when jets struck the market of the town, a rescue worker said.";
        var incident = Assert.Single(Merge(
            Strike("Wire", words), Strike("Paper", words + " "), Strike("Site", "As reported: " + words), Strike("Other", "Rescuers pulled bodies out of the market.")));
        Assert.Equal(4, incident.Mentions);
        Assert.Equal(2, incident.IndependentSources);
    }

    [Fact]
    public void Two_papers_that_cite_one_monitor_are_one_source()
    {
        Claim By(string publisher, string words) => ClaimJson.Named(Strike(publisher, words) with
        {
            Attribution = [new(publisher, "publisher"), new("The Observatory", "monitor", null, "according to")],
        });
        var incident = Assert.Single(Merge(By("One", "The town was hit, says the monitor."), By("Two", "An observatory counted a raid.")));
        Assert.Equal(1, incident.IndependentSources);
    }

    [Fact]
    public void A_denial_and_another_actor_are_kept_as_disputes()
    {
        var incident = Assert.Single(Merge(
            Strike("A", "Russian jets struck the town, three died.", killed: 3),
            Strike("B", "An Israeli raid on the town killed three.", actor: "israel/air-force", killed: 3),
            Strike("C", "The ministry said no aircraft struck the town.", modality: Modality.Denied)));
        Assert.Equal(["occurrence", "actor"], incident.Disputes.Select(d => d.About));
        Assert.Equal(2, incident.ClaimIds.Count);
        Assert.Contains("C denies it", incident.Disputes[0].Words);
    }

    [Fact]
    public void A_plan_a_demand_and_a_statement_are_no_incidents()
    {
        var claim = Strike("A", "Jets will strike the town.");
        Assert.Empty(Merge(ClaimJson.Named(claim with { Modality = Modality.Planned }), ClaimJson.Named(claim with { Kind = ClaimKind.Statement })));
        Assert.Empty(Merge());
    }

    [Fact]
    public void A_long_paragraph_told_again_joins_its_old_incident()
    {
        const string old = "In the early hours warplanes dropped six bombs on the vegetable market in the middle of the town, where families had come to shop before "
            + "the holiday, killing eleven people among them four children and wounding some thirty others, the rescue service said at the time.";
        var first = Strike("A", old, killed: 11);
        var again = Make.Strike(Make.Report(old + " More has followed since.", "B", "2021-10-20"), old, day: "2021-10-19", killed: 11);
        again = ClaimJson.Named(again with { Time = again.Time with { Basis = TimeBasis.Inherited } });
        Assert.Single(Merge(first, again));
        Assert.Equal(2, Merge(first, ClaimJson.Named(again with { Quote = new(0, 10, old[..10]) })).Count);
    }

    [Fact]
    public void The_name_stays_as_later_claims_join()
    {
        var a = Strike("A", "Jets struck the town at noon.");
        var b = Strike("B", "A raid was reported by locals.", published: "2021-09-05");
        Assert.Equal("incident:" + a.Id[6..], Merge(a)[0].Id);
        Assert.Equal("incident:" + a.Id[6..], Merge(b, a)[0].Id);
    }

    /// <summary>What the pair of a first claim (Ariha, jets of Russia's air force) and another says of one piece of evidence.</summary>
    [Theory]
    [InlineData("russia/army", "killed", 3, "two arms of one side")]
    [InlineData("syria/army", "killed", 3, "other actor")]
    [InlineData("russia/air-force", "killed-civilians", 3, "3 killed and killed-civilians")]
    [InlineData("russia/air-force", "killed-civilians", 2, null)]
    [InlineData("russia/air-force", "casualties", 0, "nobody hurt in one")]
    public void Arms_of_a_side_and_kindred_counts_are_weighed(string actor, string what, int n, string? words)
    {
        var a = Strike("A", "Jets struck the town at noon.", killed: 3);
        var b = ClaimJson.Named(Strike("B", "A raid was reported by locals.", actor: actor) with { Counts = [CountRange.Exactly(what, n)] });
        var found = Merger.Explain(a, b, id => Make.Gazetteer.GetValueOrDefault(id)).Features.Select(f => f.Words).ToList();
        if (words is null) Assert.DoesNotContain(found, f => f.Contains(what, StringComparison.Ordinal));
        else Assert.Contains(found, f => f.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void The_edge_of_a_named_area_is_taken_loosely_and_of_a_town_is_not()
    {
        // The hills end some 2 km before the town's edge; Ihsim is further from it by far.
        var places = Make.Gazetteer.Values.Append(new Place { Id = "p:hills", Name = "hills", Kind = PlaceKind.Region, Lat = 35.67, Lon = 36.6097, RadiusMetres = 12_500 })
            .ToDictionary(p => p.Id);
        var town = Strike("A", "Jets struck the town, seven died.", killed: 7);
        var hills = ClaimJson.Named(Strike("B", "Seven were killed in raids on the hills.", killed: 7, precision: PlacePrecision.Area) with
        {
            Places = [new("the hills", "p:hills", "hills", 35.67, 36.6097, PlacePrecision.Area)],
        });
        Assert.Single(Merger.Merge([town, hills], [], places.GetValueOrDefault));
        Assert.Equal(2, Merge(town, Strike("B", "Seven were killed in raids on Ihsim.", "p:ihsim", killed: 7)).Count);
    }
}
