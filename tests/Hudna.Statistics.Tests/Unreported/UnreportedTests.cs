using Hudna.Codebook;
using Hudna.Statistics.Unreported;

namespace Hudna.Statistics.Tests.Unreported;

public class UnreportedTests
{
    // Hepatitis A in northern Taiwan, 1995: 271 students on three lists (Chao and others 2001, Statistics in Medicine 20, 3123-3157).
    // Printed there: Petersen 336, 378 and 334 for the pairs, 388 for independent lists, 1,313 with all pairs dependent.
    private static readonly CaptureLists Hepatitis = new(["P", "Q", "E"], [0, 69, 55, 21, 63, 17, 18, 28]);

    [Fact]
    public void Hepatitis_lists_agree_with_what_is_printed()
    {
        Assert.Equal(271, Hepatitis.Known);
        Assert.Equal((135, 122, 126), (Hepatitis.On(0), Hepatitis.On(1), Hepatitis.On(2)));
        Assert.Equal(336, UnreportedEstimates.LincolnPetersen(135, 122, 49), 0.5);
        Assert.Equal(378, UnreportedEstimates.LincolnPetersen(135, 126, 45), 0.5);
        Assert.Equal(334, UnreportedEstimates.LincolnPetersen(122, 126, 46), 0.5);
        Assert.Equal(388, UnreportedEstimates.Fit(Hepatitis, [])!.Total, 0.5);
        Assert.Equal(1313, UnreportedEstimates.Fit(Hepatitis, [(0, 1), (0, 2), (1, 2)])!.Total, 0.5);
    }

    [Fact]
    public void Every_log_linear_model_agrees_with_a_second_way()
    {
        (int, int)[] pairs = [(0, 1), (0, 2), (1, 2)];
        foreach (var model in Reference.Case("logLinear").GetProperty("models").EnumerateObject())
        {
            var used = pairs.Where(p => model.Name.Split('+').Contains($"{"PQE"[p.Item1]}{"PQE"[p.Item2]}")).ToArray();
            var found = UnreportedEstimates.Fit(Hepatitis, used)!;
            var expected = model.Value.Numbers();
            Assert.Equal(expected[0], found.Total, 5e-6 * expected[0]);
            Assert.Equal(expected[1], found.Deviance!.Value, 6);
        }
    }

    // Snowshoe hares, 68 caught on six days (Otis and others 1978; Cormack 1989): 25 once, 22 twice, 13, 5, 1 and 2 more often. Chao's
    // bound with six occasions is 79.8 in Baillargeon and Rivest (2007, Journal of Statistical Software 19(5)).
    [Fact]
    public void Chaos_bound_agrees_with_the_snowshoe_hares()
    {
        var cells = new int[64];
        int[] times = [0, 25, 22, 13, 5, 1, 2];
        for (var k = 1; k <= 6; k++) cells[(1 << k) - 1] = times[k];
        var bound = UnreportedEstimates.Chao(new CaptureLists(["1", "2", "3", "4", "5", "6"], cells));
        Assert.Equal(79.8, bound.Total, 0.05);
        Assert.Equal(68 + 5.0 / 6 * 25 * 25 / 44, bound.Total, 6);
        Assert.True(bound.Low > 68);
    }

    [Fact]
    public void Chapman_agrees_with_its_formula()
    {
        var e = UnreportedEstimates.Chapman(200, 150, 30);
        Assert.Equal(201.0 * 151 / 31 - 1, e.Total, 6);
        Assert.Equal(Math.Sqrt(201.0 * 151 * 170 * 120 / (31.0 * 31 * 32)), e.StandardError, 6);
        Assert.InRange(e.Total, e.Low, e.High);
    }

    [Fact]
    public void The_model_choice_is_shown_with_its_assumptions()
    {
        var found = UnreportedEstimates.Of(Hepatitis);
        Assert.Equal(1, found.Estimates.Count(e => e == found.Chosen));
        Assert.Equal(8, found.Estimates.Count(e => e.Method.StartsWith("Log-linear:", StringComparison.Ordinal)));
        Assert.Contains("assumes", found.Words, StringComparison.Ordinal);
        Assert.All(found.Estimates, e => Assert.True(e.Low >= found.Known && !double.IsNaN(e.High)));
    }

    [Fact]
    public void The_mean_of_the_models_agrees_with_its_formula_and_is_less_sure_than_the_best()
    {
        var found = UnreportedEstimates.Of(Hepatitis);
        var models = found.Estimates.Where(e => e.Method.StartsWith("Log-linear:", StringComparison.Ordinal) && e.Freedom > 0).ToList();
        Assert.Equal(7, models.Count);
        double[] weights = [.. models.Select(m => Math.Exp(-(m.Aic!.Value - models[0].Aic!.Value) / 2))];
        double[] logs = [.. models.Select(m => Math.Log(m.Total - 271))];
        var mean = weights.Zip(logs, (w, l) => w * l).Sum() / weights.Sum();
        Assert.Equal(271 + Math.Exp(mean), found.Averaged!.Total, 6);
        Assert.True(Math.Log((found.Averaged.High - 271) / (found.Averaged.Low - 271)) > Math.Log((found.Chosen!.High - 271) / (found.Chosen.Low - 271)));
    }

    [Fact]
    public void What_lists_cannot_say_is_refused()
    {
        Assert.Throws<UserFaultException>(() => new CaptureLists(["A"], [0, 5]));
        Assert.Throws<UserFaultException>(() => UnreportedEstimates.Of(new CaptureLists(["A", "B"], [0, 5, 7, 0])));
        Assert.Throws<UserFaultException>(() => UnreportedEstimates.Of(new CaptureLists(["A", "B"], [0, 0, 0, 0])));
        Assert.Throws<UserFaultException>(() => UnreportedEstimates.LincolnPetersen(1, 1, 0));
    }

    private static readonly DateOnly Day = new(2020, 1, 1);

    private static EventRow Row(int id, int day, string place, string actor, params string[] sources) => new($"{id}", Day.AddDays(day), Day.AddDays(day),
        new Dictionary<string, IReadOnlyList<string>> { ["place"] = [place], ["actor"] = [actor], ["source"] = sources }, []);

    [Fact]
    public void Sources_that_blame_otherwise_stand_out()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Row(i, i, "P", i % 4 == 0 ? "y" : "x", "A"))
            .Concat(Enumerable.Range(40, 40).Select(i => Row(i, i, "P", i % 4 == 0 ? "x" : "y", "B")));
        var blame = WhoSaysWhat.Attributions(new EventTable("t", [.. rows], "", []), Outcome.All);
        var first = blame.Single(b => b is { Source: "A", Actor: "x" });
        Assert.Equal((30, 0.75, 0.25), (first.Events, first.Share, first.Others));
        Assert.True(first.Low > 1);
    }

    [Fact]
    public void A_place_that_falls_silent_is_found_and_a_quiet_one_is_not()
    {
        var rows = Enumerable.Range(0, 50).Select(i => Row(i, 2 * i, "silent", "x", "A"))
            .Concat(Enumerable.Range(0, 100).Select(i => Row(100 + i, 2 * i, "loud", "x", "A")));
        var dark = WhoSaysWhat.Dark(new EventTable("t", [.. rows], "", []), Outcome.All);
        Assert.True(dark.Single(d => d.Place == "silent").FalseDiscoveryP < 0.01);
        Assert.True(dark.Single(d => d.Place == "loud").P > 0.5);
    }
}
