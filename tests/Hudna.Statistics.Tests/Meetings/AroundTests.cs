using Hudna.Codebook;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Tests.Meetings;

public class AroundTests
{
    private static readonly DateOnly Start = new(2015, 1, 1);

    internal static EventTable Table(double[] counts) => new("made", [.. counts.SelectMany((n, t) => Enumerable.Range(0, (int)n)
        .Select(i => Row($"{t}-{i}", Start.AddDays(t))))], "00", []);

    internal static EventRow Row(string id, DateOnly day) => new(id, day, day, new Dictionary<string, IReadOnlyList<string>>(), []);

    internal static AroundPlan Plan(IEnumerable<int> meetings, string window = "-14..-1") => new()
    {
        Question = "Does it rise?", Outcomes = [Outcome.All], Phases = [Phase.Read(window)], Placebos = 499,
        Meetings = [.. meetings.Select((m, k) => new Meeting($"M{k}", $"Meeting {k}", Start.AddDays(m), Start.AddDays(m)))],
    };

    [Fact]
    public void A_true_rise_is_found_and_its_size_lies_in_the_interval()
    {
        var made = NullSeries.Make(SeriesKind.SelfExciting, 2922, 4, 2, new Chance(3), ratio: 1.8);
        var result = Around.Run(Plan(made.Meetings), Table(made.Counts));
        var r = Assert.Single(result.Results);
        Assert.Equal(Answer.Rises, r.Answer);
        Assert.InRange(1.8, r.Low, r.High);
        Assert.StartsWith("Yes, it rises.", result.Verdict, StringComparison.Ordinal);
        Assert.NotEmpty(result.Sensitivity);
    }

    [Fact]
    public void The_same_plan_and_data_give_the_same_answer()
    {
        var made = NullSeries.Make(SeriesKind.RegimeSwitching, 1200, 4, 2, new Chance(4));
        var (a, b) = (Around.Run(Plan(made.Meetings), Table(made.Counts)), Around.Run(Plan(made.Meetings), Table(made.Counts)));
        Assert.Equal(a.PlanId, b.PlanId);
        Assert.Equal(a.Verdict, b.Verdict);
        Assert.Equal(a.Results[0].PlaceboStatistics, b.Results[0].PlaceboStatistics);
    }

    [Fact]
    public void Interval_and_p_value_agree()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var made = NullSeries.Make(SeriesKind.NegativeBinomial, 1000, 4, 1, new Chance(seed), ratio: 1.3);
            var r = Around.Run(Plan(made.Meetings), Table(made.Counts), sensitivity: false).Results[0];
            if (Math.Abs(r.P - 0.05) > 0.005) Assert.Equal(r.P <= 0.05, r.Low > 1 || r.High < 1);
        }
    }

    [Fact]
    public void The_plan_is_named_by_its_content()
    {
        var plan = Plan([100, 200]);
        Assert.Equal(plan.Id, (plan with { }).Id);
        Assert.NotEqual(plan.Id, (plan with { Seed = 1 }).Id);
        Assert.NotEqual(plan.Id, (plan with { Phases = [Phase.Read("-7..-1")] }).Id);
        Assert.StartsWith("{\"question\":\"Does it rise?\"", plan.CanonicalJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all zeros but one")]
    [InlineData("window off the end")]
    [InlineData("no other days")]
    public void Degenerate_series_are_refused_in_words(string what)
    {
        var counts = new double[400];
        counts[200] = what == "all zeros but one" ? 1 : 50;
        var plan = what switch
        {
            "window off the end" => Plan([900, 1000]),
            "no other days" => Plan(Enumerable.Range(0, 29).Select(i => 14 * i)),
            _ => Plan([100, 200, 300]),
        };
        counts[0] = counts[399] = what == "all zeros but one" ? 0 : 1;
        var run = Around.Run(plan with { From = Start, To = Start.AddDays(399) }, Table(counts));
        Assert.All(run.Results, r => Assert.Equal(Answer.Refused, r.Answer));
        Assert.StartsWith("No answer. Not answered: ", run.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-14..-1", "14 days before", -14, -1)]
    [InlineData("1..14", "14 days after", 1, 14)]
    [InlineData("0..0", "meeting", 0, 0)]
    [InlineData("-3..3", "day -3 to day 3", -3, 3)]
    [InlineData("signed..in-force-1", "signed..in-force-1", 0, -1)]
    public void Windows_are_read(string text, string name, int from, int to)
    {
        var phase = Phase.Read(text);
        Assert.Equal((name, from, to), (phase.Name, phase.FromDays, phase.ToDays));
    }

    [Theory]
    [InlineData("")]
    [InlineData("14")]
    [InlineData("-1..-14")]
    [InlineData("0..9999")]
    public void What_is_no_window_is_refused(string text) => Assert.Throws<UserFaultException>(() => Phase.Read(text));
}
