using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class ComparisonTests
{
    private static readonly Judge Judge = Theatres.Of("idlib").Judge;

    [Fact]
    public void The_count_of_2387_stands_as_that_observers_with_unit_period_area_and_parties_and_beside_ours()
    {
        var tally = Tally(new CountRange("ceasefire violations", 2387, 2387, 2387), "violations", "../2020-08-18", "Idlib, Hama, Aleppo", ["pcode:SY07", "pcode:SY05", "pcode:SY02"],
            ["syria/government", "russia"], new Attribution("Syrian Response Coordination Group", null, "srcg")) with { Counts = [CountRange.Exactly("killed-civilians", 18)] };
        Incident[] incidents =
        [
            Of("ASSAULT shelling | 2020-04-07 | syria/army > | pcode:C4278 exact | munitions=14, killed-civilians=1"),
            Of("ASSAULT airstrike | 2020-06-09 | russia/air-force > hts | pcode:C4273 exact, pcode:C4070 exact"),
            Of("ASSAULT shelling | 2020-09-07 | syria/army > | pcode:C4278 exact"),
            Of("ASSAULT shelling | 2020-05-07 | hts > syria/army | pcode:C4068 exact"),
            Of("ASSAULT shelling | 2020-05-09 | unidentified > | pcode:C4278 exact"),
        ];
        var compared = new Comparison(Judge).Of([tally], incidents, Judge.Findings(incidents, new Dictionary<string, Claim>()));
        Assert.Equal(2, compared.Count);
        var (count, theirs) = (compared[0], compared[0].Theirs);
        Assert.Equal(("srcg", 2387L, "violations", "2020-03-05/2020-08-18", "moscow-2020"), (theirs.ObserverId, theirs.Count.Best!.Value, theirs.Unit, theirs.Period!.Text, theirs.AgreementId));
        Assert.Equal(["syria", "russia"], theirs.Parties);
        Assert.Equal(3, theirs.AreaIds.Count);
        Assert.Equal("monitors", count.ReadingId);
        Assert.Null(count.Unit);
        Assert.Equal((2L, 3L), (count.Ours[0].Min, count.Ours[0].Max!.Value));
        Assert.Equal(CountUnit.Attack, count.Ours[1].Unit);
        Assert.Equal(3, count.Ours[1].Min);
        Assert.Equal(3, count.IncidentIds.Count);
        Assert.Contains(count.WouldHaveToBeTrue, l => l.Contains("do not say what one", StringComparison.Ordinal));
        Assert.Contains(count.WouldHaveToBeTrue, l => l.Contains("undecided", StringComparison.Ordinal));
        Assert.Contains(count.WouldHaveToBeTrue, l => l.Contains("of their 167 days", StringComparison.Ordinal));
        Assert.Equal((CountUnit.Killed, 1L), (compared[1].Unit!.Value, compared[1].Ours[0].Min));
        Assert.Contains(compared[1].WouldHaveToBeTrue, l => l.Contains("more would have to have happened", StringComparison.Ordinal));
    }

    [Fact]
    public void The_other_sides_count_is_held_against_the_text_or_its_own_reading()
    {
        var note = Tally(CountRange.Exactly("cases of fire", 7), "cases", "2020-03-11/2020-03-12", null, [], [], new Attribution("Reconciliation Centre", null, "russia/reconciliation-centre"));
        var published = Assert.Single(new Comparison(Judge).Of([note], [], []));
        Assert.Equal(("moscow-2020", "russia"), (published.Theirs.AgreementId, published.ReadingId));
        Assert.Equal(CountUnit.Attack, published.Unit);
        Assert.False(published.CanAgree);
    }

    [Fact]
    public void What_is_no_count_of_force_or_breach_is_no_rival() =>
        Assert.Empty(new Comparison(Judge).Published([Tally(CountRange.Exactly("rounds", 16), "rounds", "2017/2021", null, [], [], new Attribution("X", null)) with { Type = null }]));

    private static Incident Of(string line) => IncidentText.Read(line, Theatres.Idlib);

    private static Claim Tally(CountRange count, string? unit, string period, string? area, string[] places, string[] actors, Attribution by) => new()
    {
        Id = "claim:11111111111111111111",
        Report = new ReportReference("sha256:0", "004.txt", "Enab Baladi", new DateOnly(2020, 9, 22), PublishedBasis.Given),
        Kind = ClaimKind.Tally,
        Type = EventType.Assault,
        Quote = new Quote(0, 5, "count"),
        Actors = [.. actors.Select(a => new ActorMention(a, a))],
        Places = [.. places.Select(p => new PlaceMention(p, p, p, null, null, PlacePrecision.Province))],
        Attribution = [by],
        Tally = new Tally(count, unit, Edtf.TryRead(period), area),
        Coder = "hand/1",
    };
}
