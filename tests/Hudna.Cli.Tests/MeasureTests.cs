using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hudna.Cli.Tests;

/// <summary>Measures from the command line, on tables as others hand them round; the series are made, with a rise by half before meetings.</summary>
public class MeasureTests
{
    private static readonly DateOnly Start = new(2016, 1, 1);
    private static readonly int[] Meetings = [.. Enumerable.Range(0, 24).Select(k => 40 + 58 * k + 17 * (k * k % 5))];

    // A plain generator of its own, so that the tables do not depend on what they test.
    private static IEnumerable<(DateOnly Day, int Nth)> Events()
    {
        ulong state = 12345;
        for (var t = 0; t < 1500; t++)
        {
            var rate = Meetings.Any(m => m - t is > 0 and <= 14) ? 4.0 : 1.6;
            double product = 1, limit = Math.Exp(-rate);
            for (var n = 0; ; n++)
            {
                state = state * 6364136223846793005 + 1442695040888963407;
                product *= (state >> 11) / (double)(1UL << 53);
                if (product <= limit) break;
                yield return (Start.AddDays(t), n);
            }
        }
    }

    private static string Table(string kind)
    {
        var text = new StringBuilder(kind switch
        {
            "ucdp" => "id,side_a,source_office,adm_1,adm_2,latitude,longitude,date_prec,date_start,date_end,deaths_civilians,best,high,low\n",
            "acled" => "event_id_cnty;event_date;time_precision;event_type;actor1;location;source;fatalities\n",
            "airwars" => "Incident date,Location,Type of strike,Civilian deaths min,Civilian deaths max\n",
            _ => "day\tcount\n",
        });
        if (kind == "counts")
        {
            foreach (var day in Events().GroupBy(e => e.Day)) text.Append(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd}\t{day.Count()}\n");
            return text.ToString();
        }
        var i = 0;
        foreach (var (day, n) in Events())
        {
            i++;
            text.Append(kind switch
            {
                "ucdp" => $"{i},Army,{(n % 2 == 0 ? "A" : "A;B")},North,Town,35.5,36.5,1,{day:yyyy-MM-dd} 00:00:00.000,{day:yyyy-MM-dd} 00:00:00.000,0,{n + 1},{n},{n + 2}\n",
                "acled" => $"X{i};{day:dd MMMM yyyy};{1 + i % 3 / 2};Explosions;Army;Town;\"A; B\";{n}\n",
                _ => $"{day:dd/MM/yyyy},Town,Airstrike,{n},{n + 2}\n",
            });
        }
        return text.ToString();
    }

    private static void WriteCalendar(Scratch scratch) => scratch.Write("meetings.csv", "id,date_start,type,name\n"
        + string.Concat(Meetings.Select((m, k) => $"M{k},{Start.AddDays(m):yyyy-MM-dd},summit,Summit {k}\n")));

    [Theory]
    [InlineData("ucdp")]
    [InlineData("acled")]
    [InlineData("airwars")]
    [InlineData("counts")]
    public void The_question_about_meetings_ends_in_a_page_whatever_the_table(string kind)
    {
        using var scratch = new Scratch();
        WriteCalendar(scratch);
        scratch.Write("events.csv", Table(kind));
        var outcome = Hudna.Run(scratch.Path, "measure", "around", "--table", "events.csv", "--calendar", "meetings.csv", "--events", "kind:summit", "--window", "-14..-1",
            "--placebos", "999", "--outcome", kind == "counts" ? "count" : "events");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("Yes, it rises.", outcome.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(scratch.Path, "around.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("<table", page, StringComparison.Ordinal);
        Assert.Contains("Yes, it rises.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("plan:", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, Hudna.Run(scratch.Path, "verify").Code);
    }

    [Fact]
    public void The_same_question_gives_the_same_page_and_counts_as_JSON()
    {
        using var scratch = new Scratch();
        WriteCalendar(scratch);
        scratch.Write("events.csv", Table("ucdp"));
        string[] question = ["measure", "around", "--table", "events.csv", "--calendar", "meetings.csv", "--events", "summit", "--placebos", "499", "--outcome", "killed,actor=Army", "--json"];
        var first = Hudna.Run(scratch.Path, [.. question, "--page", "a.html"]);
        Hudna.Run(scratch.Path, [.. question, "--page", "b.html"]);
        Assert.Equal(File.ReadAllText(Path.Combine(scratch.Path, "a.html")), File.ReadAllText(Path.Combine(scratch.Path, "b.html")));
        using var json = JsonDocument.Parse(first.Output);
        Assert.Equal("killed (Army)", json.RootElement.GetProperty("tables")[0].GetProperty("rows")[0].GetProperty("counted").GetString());
    }

    [Theory]
    [InlineData("series --weekly")]
    [InlineData("changes")]
    [InlineData("surges --false-alarms 0.02")]
    [InlineData("unreported --outcome actor=Army")]
    [InlineData("blame")]
    [InlineData("dark")]
    [InlineData("forecast --weeks 2")]
    [InlineData("series --weekly --by adm_2 --outcome killed")]
    [InlineData("forecast --by zone")]
    public void Every_measure_prints_its_verdict_and_writes_its_page(string line)
    {
        using var scratch = new Scratch();
        scratch.Write("events.csv", Table("ucdp"));
        var outcome = Hudna.Run(scratch.Path, ["measure", .. line.Split(' '), "--table", "events.csv", "--page", "page.html"]);
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        Assert.Contains("class=\"verdict\"", File.ReadAllText(Path.Combine(scratch.Path, "page.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("around --table none.csv --events x", "none.csv")]
    [InlineData("around --table empty.csv --events x", "empty.csv")]
    [InlineData("around --table events.csv --calendar meetings.csv --events nobody", "nobody")]
    [InlineData("around --table events.csv --calendar meetings.csv --events summit --window soon", "soon")]
    [InlineData("around --table events.csv --calendar broken.csv --events summit", "broken.csv:3")]
    [InlineData("changes --table events.csv --outcome type_of_strike=nobody", "Airstrike (")]
    [InlineData("changes --table events.csv --outcome wounded", "killed-civilians")]
    [InlineData("series --table events.csv --by nothing", "type_of_strike")]
    [InlineData("around --table events.csv --calendar month.csv --events summit", "month.csv:2")]
    [InlineData("changes --table undated.csv", "--date-column")]
    [InlineData("changes --table either.csv", "--date-order")]
    [InlineData("changes --table events.csv --from yesterday", "yesterday")]
    public void What_is_wrong_is_named(string line, string named)
    {
        using var scratch = new Scratch();
        WriteCalendar(scratch);
        scratch.Write("events.csv", Table("airwars"));
        scratch.Write("empty.csv", "date,count\n");
        scratch.Write("undated.csv", "foo,bar\n1,2\n");
        scratch.Write("either.csv", "date\n01/02/2020\n03/04/2020\n");
        scratch.Write("month.csv", "date,kind\n2017-03,summit\n");
        scratch.Write("broken.csv", "date,name\n2020-01-01,a\n2020-13-01,b\n");
        var outcome = Hudna.Run(scratch.Path, ["measure", .. line.Split(' ')]);
        Assert.Equal(1, outcome.Code);
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }
}
