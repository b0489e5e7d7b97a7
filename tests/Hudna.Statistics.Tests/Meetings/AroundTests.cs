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
        Assert.NotEqual(plan.Id, (plan with { Series = new SeriesSettings { EffortDays = 5 } }).Id);
        Assert.NotEqual(plan.Id, (plan with { Series = new SeriesSettings { Gaps = [(Start, Start)] } }).Id);
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
        var run = Around.Run(plan with { Series = new SeriesSettings { From = Start, To = Start.AddDays(399) } }, Table(counts));
        Assert.All(run.Results, r => Assert.Equal(Answer.Refused, r.Answer));
        Assert.StartsWith("No answer. Not answered: ", run.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_in_the_windows_still_has_an_upper_bound()
    {
        var made = NullSeries.Make(SeriesKind.Poisson, 1500, 4, 2, new Chance(9));
        foreach (var m in made.Meetings) for (var t = Math.Max(0, m - 14); t < m; t++) made.Counts[t] = 0;
        var r = Around.Run(Plan(made.Meetings), Table(made.Counts), sensitivity: false).Results[0];
        Assert.Equal((Answer.Falls, 0.0, 0.0), (r.Answer, r.Counted, r.Low));
        Assert.InRange(r.High, 0.001, 0.5);
    }

    [Fact]
    public void The_course_leaves_the_band_of_placebo_calendars_where_there_is_a_rise_and_there_alone()
    {
        var made = NullSeries.Make(SeriesKind.NegativeBinomial, 2922, 4, 2, new Chance(3), ratio: 2);
        var course = Around.Run(Plan(made.Meetings), Table(made.Counts), sensitivity: false).Course;
        Assert.Equal(61, course.Count);
        Assert.All(course, c => Assert.True(0 <= c.Low && c.Low < 1 && c.High > 1 && double.IsFinite(c.High)));
        Assert.True(course.Count(c => c.Day is >= -13 and <= -2 && c.Smooth > c.High) > 8);
        Assert.True(course.Count(c => c.Day is < -15 or > 1 && c.Smooth > c.High) < 6);
    }

    [Fact]
    public void A_choice_that_changes_no_figure_is_not_counted_as_another()
    {
        var made = NullSeries.Make(SeriesKind.Poisson, 800, 4, 2, new Chance(5));
        var table = Table(made.Counts);
        var marks = new Dictionary<string, IReadOnlyList<string>> { ["source"] = ["A", "B"] };
        table = table with { Rows = [.. table.Rows.Select(r => r with { Marks = marks })] };
        var choices = Around.Run(Plan(made.Meetings), table).Sensitivity.Select(s => s.Choice).ToList();
        Assert.DoesNotContain(choices, c => c.StartsWith("without", StringComparison.Ordinal) || c == "only events known to the day");
        Assert.Contains("straight trend", choices);
    }

    [Fact]
    public void A_meeting_of_several_days_is_all_of_them()
    {
        var meeting = new Meeting("M", "M", new(2020, 3, 5), new(2020, 3, 7));
        Assert.Equal((new DateOnly(2020, 3, 5), new DateOnly(2020, 3, 7)), Phase.Read("0..0").About(meeting));
        Assert.Equal((new DateOnly(2020, 3, 4), new DateOnly(2020, 3, 7)), Phase.Read("-1..0").About(meeting));
        Assert.Equal((new DateOnly(2020, 3, 8), new DateOnly(2020, 3, 9)), Phase.Read("1..2").About(meeting));
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
    [InlineData("5..-3")]
    public void What_is_no_window_is_refused(string text) => Assert.Throws<UserFaultException>(() => Phase.Read(text));
}
