using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class DutyTests
{
    private static readonly Judge Judge = Theatres.Of("idlib").Judge;
    private static readonly Dictionary<string, Claim> NoClaims = [];

    private static Incident Of(string line) => IncidentText.Read(line, Theatres.Idlib);

    private static IReadOnlyList<DutyStatus> Duties(DateOnly? asOf, params Incident[] incidents) => new Deadlines(Judge).Of(incidents, NoClaims, asOf);

    [Theory]
    [InlineData("astana-2017", "6", DutyState.Late)]
    [InlineData("sochi-2018", "5", DutyState.Missed)]
    [InlineData("sochi-2018", "6", DutyState.Unknown)]
    [InlineData("sochi-2018", "8", DutyState.Missed)]
    [InlineData("moscow-2020", "2-details", DutyState.Late)]
    [InlineData("moscow-2020", "3-first", DutyState.Met)]
    public void The_deadlines_of_idlib_stand_as_the_calendar_and_the_files_know(string agreement, string term, DutyState expected)
    {
        var duty = Assert.Single(Duties(null), d => d.AgreementId == agreement && d.TermId == term);
        Assert.Equal(expected, duty.State);
        Assert.NotEmpty(duty.Because.Children);
    }

    [Fact]
    public void Before_its_day_a_duty_is_pending() =>
        Assert.Equal(DutyState.Pending, Duties(new DateOnly(2018, 10, 1)).Single(d => d is { AgreementId: "sochi-2018", TermId: "8" }).State);

    [Fact]
    public void Joint_patrols_are_told_month_by_month_and_not_twice()
    {
        var patrol = Of("COOPERATE joint-patrol | 2020-03-15 | russia/army, turkey/army > | pcode:C3908 exact");
        var months = Duties(new DateOnly(2020, 10, 31), patrol).Where(d => d is { AgreementId: "moscow-2020", TermId: "3" }).ToList();
        Assert.Equal(8, months.Count);
        Assert.Equal("2020-03-15/2020-03-31", months[0].Period!.Text);
        Assert.Equal((DutyState.Met, 2), (months[0].State, months[0].Times));
        Assert.Contains(patrol.Id, months[0].IncidentIds);
        Assert.Equal(DutyState.Met, months[5].State);
        Assert.All(months.Skip(6), m => Assert.Equal(DutyState.Unknown, m.State));
    }

    [Fact]
    public void A_report_that_the_day_went_by_unmet_makes_it_missed()
    {
        var lapse = Of("REJECT lapse | 2018-12-31 | > |  ");
        var duty = Duties(null, lapse).Single(d => d is { AgreementId: "sochi-2018", TermId: "8" });
        Assert.Equal(DutyState.Missed, duty.State);
        Assert.Contains(lapse.Id, duty.IncidentIds);
    }

    [Fact]
    public void The_calendar_is_joined_with_what_reports_tell()
    {
        var rows = new CalendarBook(Judge).Of(
            [Of("COOPERATE joint-patrol | 2020-03-15 | russia/army, turkey/army > | pcode:C3908 exact"), Of("CONSULT summit | 2021-09-29 | russia/presidency, turkey/presidency > |  "),
                Of("CONSULT call | 2020-05-18 | russia/presidency, turkey/presidency > |  ")], NoClaims);
        var patrol = rows.Single(r => r.Id == "patrol/01");
        Assert.Single(patrol.IncidentIds);
        Assert.Contains("moscow-2020/3", patrol.Fulfils);
        Assert.Contains("moscow-2020/3-first", patrol.Fulfils);
        Assert.Contains(rows, r => r.Known is not null && r.Time.Start == new DateOnly(2021, 9, 29) && r.IncidentIds.Count == 1);
        Assert.Contains(rows, r => r is { Known: null, Kind: "call" });
        Assert.True(rows.Count > 100);
    }
}
