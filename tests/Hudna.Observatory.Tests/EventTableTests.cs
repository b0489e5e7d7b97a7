using System.Text;
using Hudna.Codebook;
using Hudna.Observatory.Measures;
using Hudna.Statistics;

namespace Hudna.Observatory.Tests;

/// <summary>Tables of events as they are handed round: what is odd in them is told of, never guessed at.</summary>
public sealed class EventTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"hudna-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    private EventTable Read(string text)
    {
        File.WriteAllText(_file, text);
        return EventTableReader.Read(_file);
    }

    // The 49 columns of UCDP's events: 38 before the dates, the two dates, deaths by side, best, high, low, states.
    private static string Ucdp(int id, string day, int best, int high, int low) =>
        $"{id},SYR-{id},2019,True,Clear,1,1,1,Conflict,2,2,Dyad,3,3,Army,4,4,Rebels,-1,\"One, \"\"quoted\"\"\",Agency;Wire,{day},\"Head, line\",,1,Town,Near Town,North,District,35.5,36.5,"
        + $"POINT (36.5 35.5),1,Land,652,Region,1,1,{day} 00:00:00.000,{day} 00:00:00.000,0,0,{best},0,{best},{high},{low},652,\n";

    [Fact]
    public void Ucdp_without_a_row_of_headings_is_read_by_its_columns()
    {
        var table = Read(Ucdp(1, "2019-03-01", 3, 5, 2) + Ucdp(2, "2019-03-04", 2, 1, 4));
        Assert.Equal(2, table.Rows.Count);
        var row = table.Rows[0];
        Assert.Equal(new DateOnly(2019, 3, 1), row.Day);
        Assert.Equal((35.5, 36.5), (row.Lat!.Value, row.Lon!.Value));
        Assert.Equal(["Agency", "Wire"], row.Values("source"));
        Assert.Equal(["Army"], row.Values("actor"));
        Assert.Equal(["Town"], row.Values("place"));
        Assert.Equal((2L, 3L, 5L), Killed(row));
        Assert.Equal((1L, 2L, 4L), Killed(table.Rows[1]));
        Assert.Contains(table.Notes, n => n.Contains("no row of headings", StringComparison.Ordinal) && n.Contains("UCDP", StringComparison.Ordinal));
        Assert.Contains(table.Notes, n => n.Contains("1 rows", StringComparison.Ordinal) && n.Contains("out of order", StringComparison.Ordinal));
    }

    private static (long?, long?, long?) Killed(EventRow row) => row.Counts.Single(c => c.What == "killed") is var c ? (c.Min, c.Best, c.Max) : default;

    [Fact]
    public void Forty_nine_columns_that_are_no_events_are_refused()
    {
        var fault = Assert.Throws<UserFaultException>(() => Read(string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Range(0, 49)) + "\n", 30))));
        Assert.Contains("no date that can be read", fault.Faults[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_and_repeated_rows_are_left_out_and_told_of()
    {
        var table = Read("id,date,place\n1,2020-01-01,A\n1,2020-01-01,A\n1,2020-01-02,A\n2,2020-01-03,A,B,C\n3,soon,A\n4,2020-01-05\n");
        Assert.Equal(["2020-01-01", "2020-01-02", "2020-01-05"], table.Rows.Select(r => $"{r.Day:yyyy-MM-dd}"));
        Assert.Contains(table.Notes, n => n.StartsWith("1 rows", StringComparison.Ordinal) && n.Contains("repeat the id and day", StringComparison.Ordinal));
        Assert.Contains(table.Notes, n => n.StartsWith("1 rows", StringComparison.Ordinal) && n.Contains("more cells", StringComparison.Ordinal));
        Assert.Contains(table.Notes, n => n.StartsWith("1 of 5 rows", StringComparison.Ordinal) && n.Contains("no date", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_told_of()
    {
        File.WriteAllBytes(_file, Encoding.Latin1.GetBytes("date;place\n2020-01-01;Alép\n2020-01-02;B\n"));
        Assert.Contains(EventTableReader.Read(_file).Notes, n => n.StartsWith("1 rows", StringComparison.Ordinal) && n.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void Airwars_columns_give_ranges_and_every_heading_can_be_chosen_by()
    {
        var table = Read("Unique reference code,Incident date,Location,Type of strike,Belligerent(s),Civilian deaths - minimum,Civilian deaths - maximum\n"
            + "R1,31/12/2019,Town,Airstrike,Army; Air force,2,6\nR2,01/02/2020,Town,Artillery,Army,0,0\n");
        Assert.Equal("R1", table.Rows[0].Id);
        Assert.Equal((2L, 6L), table.Rows[0].Counts.Single(c => c.What == "killed-civilians") is var c ? (c.Min, c.Max) : default);
        Assert.Equal(1, table.Rows.Count(Outcome.Read("Type of strike=Airstrike").Accepts));
        Assert.Equal(["Army", "Air force"], table.Rows[0].Values("actor"));
    }

    [Fact]
    public void What_is_asked_for_and_not_there_is_named_with_what_is()
    {
        var table = Read("date,zone,killed\n2020-01-01,North,1\n2020-01-02,South,0\n");
        string Mend(string outcome) => Assert.Throws<UserFaultException>(() => SeriesBuilder.Daily(table, Outcome.Read(outcome))).Faults[0].Mend!;
        Assert.Contains("North (1), South (1)", Mend("zone=East"), StringComparison.Ordinal);
        Assert.Contains("known marks: date, killed, zone", Mend("actor=x"), StringComparison.Ordinal);
        Assert.Contains("events, killed", Mend("wounded"), StringComparison.Ordinal);
        Assert.Contains("no event meets all", Mend("zone=North,killed=0"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_event_decades_away_is_told_of()
    {
        var table = Read("date\n" + string.Concat(Enumerable.Range(1, 28).Select(d => $"2020-02-{d:00}\n")) + "2091-02-01\n");
        Assert.Contains(SeriesBuilder.Daily(table, Outcome.All).Notes, n => n.Contains("2091-02-01", StringComparison.Ordinal) && n.Contains("--to", StringComparison.Ordinal));
    }

    [Fact]
    public void A_measure_is_taken_apart_by_a_mark_over_the_same_days()
    {
        var text = new StringBuilder("date,zone,killed\n");
        for (var d = 0; d < 800; d++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateOnly(2019, 1, 1).AddDays(d):yyyy-MM-dd},{(d % 4 == 0 ? "South" : "North")},{d % 3}\n");
        var input = new MeasureInput(Read(text.ToString()), null, new SeriesSettings());
        var series = MeasureBy.Series(input, Outcome.Read("killed"), "zone", byWeek: true);
        Assert.Equal(["North", "South"], series.Tables[0].Rows.Select(r => r[0]));
        Assert.Equal(["from", "North", "South", "effort", "watched"], series.Tables[1].Columns);
        var forecast = MeasureBy.Forecast(input, Outcome.All, "zone", 2);
        Assert.Equal(4, forecast.Tables[0].Rows.Count);
        Assert.Equal(4, forecast.Tables[1].Rows.Count);
        Assert.DoesNotContain("NaN", forecast.Json() + series.Html(), StringComparison.Ordinal);
        Assert.Throws<UserFaultException>(() => MeasureBy.Series(input, Outcome.All, "actor", false));
        var half = new MeasureInput(Read("date,zone,killed\n2020-01-01,North,\n2020-01-02,,3\n"), null, new SeriesSettings());
        Assert.Throws<UserFaultException>(() => MeasureBy.Series(half, Outcome.Read("killed"), "zone", false));
    }

    [Fact]
    public void Measures_that_go_by_events_keep_to_the_stretch_of_days()
    {
        var table = Read("date,source,actor\n2019-01-01,A,x\n2020-01-01,A,y\n2021-01-01,B,y\n");
        var input = new MeasureInput(table, null, new SeriesSettings { From = new(2019, 6, 1), To = new(2020, 6, 1) });
        Assert.Equal(["y"], input.Stretch.Rows.Select(r => r.Values("actor")[0]));
        Assert.Equal("1", Measure.Blame(input, Outcome.All).Tables[0].Rows.Single()[2]);
    }
}
