using Hudna.Codebook;

namespace Hudna.Statistics.Tests.SeriesOfDays;

public class SeriesTests
{
    private static readonly DateOnly Day = new(2020, 3, 6);

    private static EventRow Row(string id, int first, int last, string actor, string source, CountRange? killed = null, bool disputed = false) =>
        new(id, Day.AddDays(first), Day.AddDays(last), new Dictionary<string, IReadOnlyList<string>> { ["actor"] = [actor], ["source"] = [source] },
            killed is null ? [] : [killed], disputed);

    private static readonly EventTable Table = new("made", [
        Row("1", 0, 0, "russia/air-force", "A", new("killed", 2, 3, 5)),
        Row("2", 0, 0, "syria/army", "B", null, disputed: true),
        Row("3", 2, 4, "russia", "A", new("killed", 1, null, null)),
        Row("4", 0, 20, "russia", "A"),
        Row("5", 9, 9, "turkey", "B"),
    ], "00", []);

    [Fact]
    public void Uncertainty_is_carried_through()
    {
        var s = SeriesBuilder.Daily(Table, Outcome.All);
        Assert.Equal(11, s.Count);
        Assert.Equal((1, 2, 2), (s.Min[0], s.Best[0], s.Max[0]));
        Assert.Equal((0, 1, 1), (s.Min[3], s.Best[3], s.Max[3]));
        Assert.Equal((0, 0, 1), (s.Min[10], s.Best[10], s.Max[10]));
        Assert.Contains(s.Notes, n => n.Contains("dated no better than", StringComparison.Ordinal));
    }

    [Fact]
    public void An_actor_accepts_those_beneath_it()
    {
        var s = SeriesBuilder.Daily(Table, Outcome.Read("actor=russia"));
        Assert.Equal(2, s.Best.Sum());
        Assert.Equal(0, SeriesBuilder.Daily(Table, Outcome.Read("actor=turkey")).Best[0]);
    }

    [Fact]
    public void Counts_keep_their_ranges_and_silence_is_not_zero()
    {
        var s = SeriesBuilder.Daily(Table, Outcome.Read("killed"));
        Assert.Equal((2, 3, 5), (s.Min[0], s.Best[0], s.Max[0]));
        Assert.Contains(s.Notes, n => n.StartsWith("3 events give no figure", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_that_nobody_watched_are_gaps()
    {
        EffortRow[] effort = [new(Day, "A", 3), new(Day.AddDays(6), "A", 3), new(Day.AddDays(10), "B", 1)];
        var s = SeriesBuilder.Daily(Table, Outcome.All, effort);
        Assert.True(s.EffortKnown);
        Assert.Equal(1, s.Effort[0]);
        Assert.False(s.Observed[1]);
        Assert.False(s.Observed[3]); // told of, but only much later
        Assert.True(s.Observed[4]);
        Assert.False(s.Observed[7]);
    }

    [Fact]
    public void Weeks_run_from_Monday()
    {
        var s = SeriesBuilder.Daily(Table, Outcome.All, null, new SeriesSettings { From = new(2020, 3, 1), To = new(2020, 3, 31) }).ByWeek();
        Assert.Equal(DayOfWeek.Monday, s.Start.DayOfWeek);
        Assert.Equal(new DateOnly(2020, 3, 2), s.Start);
        Assert.Equal(4, s.Count);
        Assert.Equal(2, s.Best[0]);
    }

    [Fact]
    public void What_is_not_there_is_refused_in_words()
    {
        var fault = Assert.Throws<UserFaultException>(() => SeriesBuilder.Daily(Table, Outcome.Read("actor=nobody")));
        Assert.Contains("The mark actor has ", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UserFaultException>(() => SeriesBuilder.Daily(Table, Outcome.All, null, new SeriesSettings { From = Day, To = Day.AddDays(-1) }));
        Assert.Throws<UserFaultException>(() => SeriesBuilder.Daily(new EventTable("empty", [], "00", []), Outcome.All));
        Assert.Throws<UserFaultException>(() => SeriesBuilder.Daily(Table, Outcome.Read("=x")));
    }
}
