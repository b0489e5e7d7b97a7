namespace Hudna.Codebook.Tests;

public class EdtfTests
{
    [Theory]
    [InlineData("2021-12-30", "2021-12-30", "2021-12-30", false)]
    [InlineData("2021-12", "2021-12-01", "2021-12-31", false)]
    [InlineData("2020-02", "2020-02-01", "2020-02-29", false)]
    [InlineData("2020", "2020-01-01", "2020-12-31", false)]
    [InlineData("2021-09-~13", "2021-09-13", "2021-09-13", true)]
    [InlineData("2021-09~", "2021-09-01", "2021-09-30", true)]
    [InlineData("2020-03-XX", "2020-03-01", "2020-03-31", false)]
    [InlineData("2020-03-05/2020-08-18", "2020-03-05", "2020-08-18", false)]
    [InlineData("2021-09-~01/2021-09-24", "2021-09-01", "2021-09-24", true)]
    [InlineData("2021-09-01/..", "2021-09-01", null, false)]
    [InlineData("../2021-09", null, "2021-09-30", false)]
    public void Reads_what_reports_need(string text, string? start, string? end, bool approximate)
    {
        var value = Edtf.TryRead(text);
        Assert.NotNull(value);
        Assert.Equal(start, value.Start?.ToString("yyyy-MM-dd"));
        Assert.Equal(end, value.End?.ToString("yyyy-MM-dd"));
        Assert.Equal(approximate, value.IsApproximate);
        Assert.Equal(text, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("yesterday")]
    [InlineData("2021-13")]
    [InlineData("2021-02-30")]
    [InlineData("2021-12-30T10:00")]
    [InlineData("../..")]
    [InlineData("2021-10-02/2021-10-01")]
    [InlineData("0000")]
    public void Refuses_what_is_no_date(string? text) => Assert.Null(Edtf.TryRead(text));

    [Fact]
    public void Days_and_overlaps_follow_the_calendar()
    {
        Assert.Equal(29, Edtf.Month(2020, 2).Days);
        Assert.True(Edtf.Month(2020, 2).Overlaps(Edtf.Day(new DateOnly(2020, 2, 29))));
        Assert.False(Edtf.Month(2020, 2).Overlaps(Edtf.Day(new DateOnly(2020, 3, 1))));
        Assert.True(Edtf.TryRead("2020-01-01/..")!.Overlaps(Edtf.Year(2022)));
    }
}
