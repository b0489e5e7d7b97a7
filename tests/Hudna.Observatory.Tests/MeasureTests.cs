using Hudna.Observatory.Measures;
using Hudna.Statistics;

namespace Hudna.Observatory.Tests;

/// <summary>The measures on the observatory's own incidents.</summary>
public class MeasureTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    [Fact]
    public void Incidents_keep_their_marks_and_the_effort_is_known()
    {
        var table = OwnEvents.Table(sample.Observatory);
        Assert.NotEmpty(table.Rows);
        Assert.Contains(table.Rows, r => r.Values("type").Contains("ASSAULT") && r.Values("source").Count > 0);
        Assert.Contains(table.Rows, r => r.Values("victims").Count > 0);
        Assert.Contains(table.Rows, r => r.Values("reading").Count > 0);
        var effort = OwnEvents.Effort(sample.Observatory);
        Assert.Equal(sample.Observatory.Reports().Count(r => r.Published is not null), effort.Sum(e => e.Reports));
        var series = new MeasureInput(table, effort, new SeriesSettings()).Series(Outcome.Read("type=ASSAULT"));
        Assert.True(series.EffortKnown);
        Assert.True(series.Max.Sum() > 0);
    }

    [Fact]
    public void A_question_is_planned_in_the_record_before_it_is_answered_or_refused_in_words()
    {
        var o = sample.Observatory;
        var input = new MeasureInput(OwnEvents.Table(o), OwnEvents.Effort(o), new SeriesSettings());
        var plan = new MeetingQuestion { Events = "kind:meeting", Outcomes = ["type=ASSAULT"], Placebos = 199 }.Plan(o.Theatre, input);
        Assert.NotEmpty(plan.Meetings);
        var answer = MeetingQuestion.Answer(o, plan, input);
        Assert.Equal(plan.Id, answer.PlanId);
        Assert.DoesNotContain("NaN", AroundReport.Of(answer, input.Source).Json(), StringComparison.Ordinal);
        Assert.True(o.Verify().Holds);
    }
}
