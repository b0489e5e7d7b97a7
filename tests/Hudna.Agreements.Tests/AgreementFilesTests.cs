namespace Hudna.Agreements.Tests;

public class AgreementFilesTests
{
    [Theory]
    [InlineData("idlib", "astana-2017", "sochi-2018", "moscow-2020")]
    [InlineData("donbas", "minsk-2015")]
    [InlineData("hodeidah", "stockholm-2018")]
    [InlineData("karabakh", "moscow-statement-2020")]
    public void Theatres_agreements_are_read_without_a_fault_oldest_first(string theatre, params string[] ids) =>
        Assert.Equal(ids, Theatres.Of(theatre).Theatre.Agreements.Select(a => a.Id));

    [Fact]
    public void Every_zone_of_idlib_has_an_outline()
    {
        var zones = Theatres.Of("idlib").Zones;
        Assert.All(zones.Ids, id => Assert.NotEmpty(zones.Outline(id)));
        Assert.Contains("m4-corridor", zones.Ids);
    }

    [Fact]
    public void Every_term_of_the_moscow_protocol_is_there()
    {
        var moscow = Theatres.Idlib.Agreements.Single(a => a.Id == "moscow-2020");
        Assert.Equal(["preamble-terrorism", "preamble-civilians", "1", "2", "2-details", "3", "3-first", "posts"], moscow.Terms.Select(t => t.Id));
        Assert.Equal(["text", "russia", "turkey", "syria", "opposition", "monitors", "monitors-both"], moscow.Readings.Select(r => r.Id));
        Assert.Equal(new DateOnly(2020, 3, 12), moscow.Terms.Single(t => t.Id == "2-details").Deadline);
    }

    [Fact]
    public void All_that_the_pages_show_of_idlib_can_be_read_in_arabic()
    {
        foreach (var agreement in Theatres.Idlib.Agreements)
        {
            Assert.NotNull(agreement.NameArabic);
            Assert.All(agreement.Terms, t => Assert.True(t.TitleArabic is not null && t.TextArabic is not null, $"{agreement.Id}/{t.Id}"));
            Assert.All(agreement.Readings, r => Assert.True(r.TitleArabic is not null && r.TextArabic is not null && r.Terms.All(t => t.BecauseArabic is not null), $"{agreement.Id}/{r.Id}"));
        }
    }
}
