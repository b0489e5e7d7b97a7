using System.Text.Json;
using System.Xml.Linq;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Plots;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Tests.Meetings;
using Hudna.Statistics.Tests.Truces;
using Hudna.Statistics.Truces;

namespace Hudna.Statistics.Tests.Plots;

public class PlotTests
{
    private static readonly AroundResult Result = Make();

    private static AroundResult Make()
    {
        var made = NullSeries.Make(SeriesKind.RegimeSwitching, 900, 4, 2, new Chance(1));
        var plan = AroundTests.Plan(made.Meetings) with { Question = "Does <it> rise & fall?", Phases = [Phase.Read("-14..-1"), Phase.Read("signed..in-force")] };
        return Around.Run(plan, AroundTests.Table(made.Counts));
    }

    public static TheoryData<string> Names => ["series", "weeks", "course", "placebo", "survival", "forecast", "changes", "zeros"];

    private static Chart Named(string name)
    {
        var weeks = Result.Series[0].ByWeek();
        return name switch
        {
            "series" => Charts.Of(Result.Series[0], "Made.", [.. Result.Plan.Meetings.Select(m => (m.Start, m.Name))]),
            "weeks" => Charts.Of(weeks, "Made."),
            "course" => Charts.Course(Result, "Made."),
            "placebo" => Charts.Placebo(Result.Results[0], "Made."),
            "survival" => Charts.Of(SurvivalCurve.Of([new("a", 3, true), new("b", 9, false)]), "Truces", "Made."),
            "forecast" => Charts.Of(weeks, WeeklyForecasts.Make(weeks), "Made."),
            "changes" => Charts.Of(weeks, "Made.", null, ChangePoints.Find(weeks)),
            _ => Charts.Of(TruceTests.Made(new double[50], new(2020, 1, 1)), "Made."),
        };
    }

    [Theory, MemberData(nameof(Names))]
    public void A_chart_is_well_formed_and_holds_no_figure_that_is_none(string name)
    {
        var chart = Named(name);
        var svg = XDocument.Parse(Svg.Draw(chart));
        Assert.Equal("img", svg.Root!.Attribute("role")!.Value);
        Assert.Contains("Made.", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg.ToString(), StringComparison.Ordinal);
        using var spec = JsonDocument.Parse(PlotSpec.Json(chart));
        var plots = spec.RootElement.GetProperty("plots");
        Assert.Equal(chart.Effort is { Known: true } ? 2 : 1, plots.GetArrayLength());
        Assert.Equal("Made.", spec.RootElement.GetProperty("source").GetString()![..5]);
        // Every option names a field of the data, or is a colour, a pattern or a figure: a string that is none of these draws nothing.
        foreach (var mark in plots.EnumerateArray().SelectMany(p => p.GetProperty("marks").EnumerateArray()))
        {
            foreach (var option in mark.GetProperty("options").EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.String))
            {
                var value = option.Value.GetString()!;
                Assert.True(value[0] == '#' || option.Name is "strokeDasharray" or "curve" or "title"
                    || mark.GetProperty("data").EnumerateArray().All(d => d.TryGetProperty(value, out _)), $"{option.Name}: {value}");
            }
        }
    }

    [Fact]
    public void The_page_stands_alone_and_escapes_what_is_given()
    {
        var page = Page.Of(Result, "Made.");
        Assert.Contains("Does &lt;it&gt; rise &amp; fall?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<it>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains(Result.PlanId, page, StringComparison.Ordinal);
        Assert.Contains("Not answered: no meeting has a window", page, StringComparison.Ordinal);
    }
}
