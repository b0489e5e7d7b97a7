using System.Text;
using Hudna.Codebook.Json;

namespace Hudna.Codebook.Tests;

public class ClaimJsonTests
{
    [Fact]
    public void A_claim_written_read_and_written_again_gives_the_same_bytes()
    {
        var line = ClaimJson.Write(Sample());
        Assert.Equal(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(ClaimJson.Write(ClaimJson.Read(line))));
    }

    [Fact]
    public void The_name_of_a_claim_names_its_content()
    {
        var claim = Sample();
        Assert.Equal(claim.Id, ClaimJson.Named(claim).Id);
        Assert.NotEqual(claim.Id, ClaimJson.Named(claim with { Negated = true }).Id);
    }

    [Theory]
    [InlineData("{\"id\":\"x\"}", "'report' is missing")]
    [InlineData("[", "no JSON")]
    public void A_line_that_is_no_claim_is_refused_with_the_field(string line, string message)
    {
        var e = Assert.Throws<FormatException>(() => ClaimJson.Read(Encoding.UTF8.GetBytes(line)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static Claim Sample() => ClaimJson.Named(new Claim
    {
        Id = "",
        Report = new("sha256:00", "a.txt", "Bulletin", new DateOnly(2021, 12, 31), PublishedBasis.Given),
        Kind = ClaimKind.Event,
        Type = EventType.Assault,
        Modes = [Mode.Airstrike, Mode.DroneStrike],
        Quote = new(3, 9, "قصف جوي"),
        Actors = [new("Russian warplanes", "russia/air-force"), new("a \"plane\"", null)],
        Places = [new("al-Bara", "pcode:C3999", "Al-Bara", 35.68, 36.54, PlacePrecision.Vicinity, PlaceRole.From)],
        Time = new("Yesterday", Edtf.TryRead("2021-12-30"), TimeBasis.Relative, true),
        Counts = [new("killed-civilians", 18, null, null, true)],
        Attribution = [new("Bulletin", "publisher"), new("unnamed", "a medic", "civilians", "said")],
        Horizon = new("by June", Edtf.TryRead("../2022-06"), false),
        Tally = new(CountRange.Exactly("killed", 4), "casualty", Edtf.TryRead("2021"), "Idlib"),
        Confidence = 0.931,
        Coder = "hand/1",
    });
}
