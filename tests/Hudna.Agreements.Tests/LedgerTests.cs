using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class LedgerTests
{
    private static readonly Dictionary<string, Claim> NoClaims = [];

    private static Incident Of(string line) => IncidentText.Read(line, Theatres.Idlib);

    [Fact]
    public void The_same_incidents_give_different_explained_counts_under_each_reading()
    {
        Incident[] incidents =
        [
            Of("ASSAULT airstrike | 2021-12-30 | russia/air-force > | pcode:C4304 exact"),
            Of("ASSAULT airstrike | 2020-09-18 | russia/air-force > hts | pcode:C4273 exact"),
            Of("ASSAULT shelling | 2020-09-07 | syria/army > civilians | pcode:C4278 exact"),
            Of("ASSAULT shelling | 2020-09-17 | hts > syria/army | pcode:C4068 exact"),
        ];
        var judge = Theatres.Of("idlib").Judge;
        var findings = judge.Findings(incidents, NoClaims);
        var moscow = Theatres.Idlib.Agreements.Single(a => a.Id == "moscow-2020");
        var summary = LedgerTable.Readings(moscow, findings).ToDictionary(r => r.ReadingId);
        Assert.Equal(2, summary["russia"].Violations.Count);
        Assert.Equal(3, summary["turkey"].Violations.Count);
        Assert.Equal(3, summary["monitors"].Violations.Count);
        Assert.Equal(4, summary["monitors-both"].Violations.Count);
        Assert.All(summary.Values.SelectMany(s => s.NotCounted), n => Assert.NotEmpty(n.Why));
        Assert.Contains(summary["russia"].NotCounted, n => n.Why.Contains("exempt", StringComparison.Ordinal) && n.Incidents.Contains(incidents[1].Id));
        var rows = LedgerTable.Of(Theatres.Idlib, findings, "moscow-2020", "monitors");
        Assert.Equal(3, rows.Single(r => r.TermId == "1").Violations);
        Assert.Equal(("syria/army", 1), rows.Single(r => r.TermId == "1").ByResponsible.Single(r => r.Actor == "syria/army"));
    }

    [Fact]
    public void Findings_do_not_depend_on_the_other_incidents_nor_on_order()
    {
        var judge = Theatres.Of("idlib").Judge;
        var incidents = Enumerable.Range(1, 20).Select(d => Of($"ASSAULT shelling | 2020-09-{d:00} | syria/army > | pcode:C4278 exact")).ToList();
        var together = judge.Findings(incidents, NoClaims).ToDictionary(f => f.Id);
        var reversed = judge.Findings([.. Enumerable.Reverse(incidents)], NoClaims).ToDictionary(f => f.Id);
        Assert.Equal(together.Keys.Order(), reversed.Keys.Order());
        Assert.All(judge.Findings([incidents[7]], NoClaims), f => Assert.Equal(f.Verdict, together[f.Id].Verdict));
    }

    [Fact]
    public void An_actor_that_is_bound_through_another_answers_with_it()
    {
        var finding = Theatres.Of("idlib").Judge.Findings([Of("ASSAULT shelling | 2020-09-07 | syria/army > civilians | pcode:C4278 exact")], NoClaims)
            .Single(f => f is { AgreementId: "moscow-2020", TermId: "1", ReadingId: "turkey" });
        Assert.Equal(["syria/army", "russia"], finding.Responsible);
        Assert.Equal(Theatres.Idlib.Agreements[^1].Version, finding.AgreementVersion);
    }

    [Fact]
    public void Units_are_named_and_converted_as_far_as_the_counts_allow()
    {
        Incident[] incidents =
        [
            Of("ASSAULT shelling | 2020-09-17 | syria/army > | pcode:C4070 exact, pcode:C4302 exact, pcode:C4309 exact | munitions=22, killed=2, wounded-children=1"),
            Of("ASSAULT airstrike | 2020-09-18 | russia/air-force > | pcode:C4273 exact | strikes=2"),
            Of("ASSAULT shelling | 2020-09-17/2020-09-19 | syria/army > | pcode:C4278 exact | killed-civilians=1, killed-combatants=3"),
        ];
        UnitCount Count(CountUnit unit) => Counting.Of(incidents, unit);
        Assert.Equal((3, 3, 3), Range(Count(CountUnit.Incident)));
        Assert.Equal(5, Count(CountUnit.Attack).Min);
        Assert.Null(Count(CountUnit.Attack).Max);
        Assert.Equal(25, Count(CountUnit.Strike).Min);
        Assert.Equal(1, Count(CountUnit.Strike).Silent);
        Assert.Equal((5, 5, 5), Range(Count(CountUnit.PlaceHit)));
        Assert.Equal((2, null, 3), Range(Count(CountUnit.DayWithFire)));
        Assert.Equal(6, Count(CountUnit.Killed).Min);
        Assert.Equal(1, Counting.Of(incidents, CountUnit.Killed, "civilians").Min);
        Assert.Equal(7, Count(CountUnit.Casualty).Min);
    }

    [Fact]
    public void Days_with_fire_are_the_fewest_that_touch_every_time()
    {
        var days = Counting.Of([Of("ASSAULT shelling | 2020-09-01/2020-09-10 | syria/army > | pcode:C4278 exact"), Of("ASSAULT shelling | 2020-09-05 | syria/army > | pcode:C4278 exact"),
            Of("ASSAULT shelling | 2020-09-08/2020-09-12 | syria/army > | pcode:C4278 exact")], CountUnit.DayWithFire);
        Assert.Equal((2, null, 12), Range(days));
    }

    [Fact]
    public void A_finding_keeps_the_version_it_was_issued_by()
    {
        var (theatre, zones, judge) = Theatres.Of("idlib");
        var incident = Of("ASSAULT shelling | 2020-09-07 | syria/army > civilians | pcode:C4278 exact");
        var issued = judge.Findings([incident], NoClaims).Single(f => f is { AgreementId: "moscow-2020", TermId: "1", ReadingId: "turkey" });
        Decision[] decisions = [Step(1, DecisionKind.Notify, issued.Id, Lifecycle.Snapshot(issued)), Step(2, DecisionKind.Answer, issued.Id, null), Step(3, DecisionKind.Dispute, issued.Id, null)];
        var history = Assert.Single(Lifecycle.Of([issued], decisions, _ => null));
        Assert.Equal(FindingStage.Disputed, history.Stage);
        Assert.Null(history.Notice);

        var changed = theatre with { Agreements = [.. theatre.Agreements.Select(a => a.Id != "moscow-2020" ? a : a with { Version = new string('f', 64), Ends = new DateOnly(2020, 8, 1) })] };
        var now = new Judge(changed, zones).Findings([incident], NoClaims);
        Assert.DoesNotContain(now, f => f.Id == issued.Id);
        history = Assert.Single(Lifecycle.Of(now, decisions, _ => null));
        Assert.Equal(issued.AgreementVersion, history.Issued!.AgreementVersion);
        Assert.Equal(Verdict.Violation, history.Issued.Verdict);
        Assert.Contains("no longer", history.Notice, StringComparison.Ordinal);

        var undone = decisions.Append(Step(4, DecisionKind.Undo, decisions[2].Id, null)).ToList();
        Assert.Equal(FindingStage.Answered, Lifecycle.Of([issued], undone, _ => null).Single().Stage);
        var again = undone.Append(Step(5, DecisionKind.Undo, $"decision:{4:x20}", null)).ToList();
        Assert.Equal(FindingStage.Disputed, Lifecycle.Of([issued], again, _ => null).Single().Stage);
        Assert.NotNull(Lifecycle.Refuse(FindingStage.Open, DecisionKind.Undo));
        Assert.NotNull(Lifecycle.Refuse(FindingStage.Open, DecisionKind.Answer));
        Assert.NotNull(Lifecycle.Refuse(FindingStage.Closed, DecisionKind.Confirm));
        Assert.Null(Lifecycle.Refuse(FindingStage.Notified, DecisionKind.Answer));
    }

    private static Decision Step(int n, DecisionKind kind, string subject, string? value) => new()
    {
        Id = $"decision:{n:x20}", Kind = kind, Subjects = [subject], Field = value is null ? null : Lifecycle.Field, Value = value, Reader = "tester",
        At = new DateTimeOffset(2020, 9, n, 0, 0, 0, TimeSpan.Zero), Reason = "A test.",
    };

    private static (long, long?, long?) Range(UnitCount count) => (count.Min, count.Best, count.Max);
}
