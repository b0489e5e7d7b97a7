namespace Hudna.Evaluation.Tests;

/// <summary>The project's own gold can be read, and says what its sheets say.</summary>
public sealed class GoldSheetTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("held")]
    public void Every_quote_of_the_gold_stands_in_its_text(string half)
    {
        var folder = Path.Combine(Gold, half);
        var gold = GoldFolder.Read(folder);
        Assert.InRange(gold.Claims.Count, 85, 200);
        foreach (var (number, claims) in gold.Claims)
        {
            var text = File.ReadAllText(Path.Combine(folder, "reports", number + ".txt"));
            foreach (var claim in claims)
            {
                var span = claim.Span();
                Assert.NotNull(span);
                Assert.Equal(claim.GetProperty("quote").GetProperty("exact").GetString(), text[(int)span.Value.Start..(int)span.Value.End]);
                Assert.Contains(claim.Text("kind"), (string[])["event", "statement", "tally", "forecast"]);
                Assert.NotNull(claim.List("attribution")[0].Text("name"));
            }
        }
    }

    [Fact]
    public void The_halves_share_no_report() =>
        Assert.Empty(GoldFolder.Read(Path.Combine(Gold, "dev")).Claims.Keys.Intersect(GoldFolder.Read(Path.Combine(Gold, "held")).Claims.Keys));

    [Fact]
    public void A_quote_that_stands_twice_is_told_by_its_number()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                {"kind":"event","type":"ASSAULT","quote":"shells fell","occurrence":2,"actors":[["the army","syria/army"]],"time":["today","2020-01-02","relative"],"by":[["unnamed","a source",null,"said"]]}
                """);
            var claim = Assert.Single(GoldSheet.Read(file, "shells fell, then shells fell again", "Valley Gazette"));
            Assert.Equal(18, claim.Span()!.Value.Start);
            Assert.Equal("syria/army", claim.List("actors")[0].Text("id"));
            Assert.Equal("2020-01-02", claim.GetProperty("time").Text("edtf"));
            Assert.Equal(["Valley Gazette", "unnamed"], claim.List("attribution").Select(a => a.Text("name")));
            Assert.Throws<FormatException>(() => GoldSheet.Read(file, "shells fell once", null));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Gold
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return Path.Combine(at.FullName, "tests", "gold");
            throw new DirectoryNotFoundException("The tests run outside the repository.");
        }
    }
}
