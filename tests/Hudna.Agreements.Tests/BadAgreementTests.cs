using System.Text.RegularExpressions;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Agreements.Tests;

public partial class BadAgreementTests
{
    private static readonly AgreementContext Little = new(
        [.. new[] { "red", "blue", "blue/army", "green" }.Select(id => new Actor { Id = id, Name = id, Kind = ActorKind.State, Parent = id.Contains('/') ? "blue" : null })],
        [Place("p:a", 35, 36), Place("p:b", 35, 36.5), Place("p:far", 38, 40), Place("area:x", 35, 36)],
        [new Boundary("area:x", 2, [[[new(34, 35), new(36, 35), new(36, 37), new(34, 37), new(34, 35)]]])],
        [new Road("r1/all", "R1", [new(35, 36), new(35, 36.5)], 500)], []);

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Path.Combine(Theatres.Cases, "bad-agreements"), "*.yaml")
        .Select(f => Path.GetFileName(f).Split('.')[0]).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_fault_is_told_at_once_with_its_line(string name)
    {
        var files = Directory.GetFiles(Path.Combine(Theatres.Cases, "bad-agreements"), name + ".*yaml").Order(StringComparer.Ordinal).Select(f => (Path: f, Bytes: File.ReadAllBytes(f))).ToList();
        var faults = new List<Fault>();
        AgreementReader.Begin(files).Finish(Little, faults);
        var expected = new List<(string File, int Line, string Words)>();
        foreach (var (path, _) in files)
        {
            var lines = File.ReadAllLines(path);
            for (var i = 0; i < lines.Length; i++)
            {
                foreach (Match match in FaultMark().Matches(lines[i])) expected.Add((path, i + 1, match.Groups[1].Value.Trim()));
            }
        }
        var told = string.Join("\n", faults);
        Assert.NotEmpty(expected);
        Assert.All(expected, e => Assert.True(faults.Any(f => f.Where == e.File && f.Line == e.Line && f.What.Contains(e.Words, StringComparison.Ordinal)), $"not told: {e.Line}: {e.Words}\n{told}"));
        Assert.All(faults, f => Assert.True(expected.Any(e => e.File == f.Where && e.Line == f.Line), $"told without need: {f}"));
    }

    [Theory]
    [InlineData("gren", "Did you mean 'green'?")]
    [InlineData("blue/amry", "Did you mean 'blue/army'?")]
    [InlineData("violet", null)]
    public void A_name_that_is_all_but_right_is_offered(string actor, string? offered)
    {
        var text = $"id: a\nname: N\nsigned: 2018-01-01\ninForce: 2018-01-01\nparties: [red, {actor}]\nsources: [none]\nterms:\n  - {{id: \"1\", title: T, text: T, kind: prohibition, binds: [red], acts: {{types: [ASSAULT]}}}}\nreadings:\n  - {{id: text, title: T, text: T}}\n";
        var faults = new List<Fault>();
        AgreementReader.Begin([("a.yaml", System.Text.Encoding.UTF8.GetBytes(text))]).Finish(Little, faults);
        var mend = Assert.Single(faults).Mend!;
        Assert.Equal(offered is not null, mend.Contains("Did you mean", StringComparison.Ordinal));
        if (offered is not null) Assert.Contains(offered, mend, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agreement_that_replaces_another_ends_it()
    {
        const string Frame = "name: N\nparties: [red]\nsources: [none]\nterms:\n  - {id: \"1\", title: T, text: T, kind: prohibition, binds: [red], acts: {types: [ASSAULT]}}\nreadings:\n  - {id: text, title: T, text: T}\n";
        var faults = new List<Fault>();
        var set = AgreementReader.Begin([
            ("a.yaml", System.Text.Encoding.UTF8.GetBytes("id: a\nsigned: 2018-01-01\ninForce: 2018-01-01\n" + Frame)),
            ("b.yaml", System.Text.Encoding.UTF8.GetBytes("id: b\nsigned: 2020-01-01\ninForce: 2020-01-05\nreplaces: [a]\n" + Frame))]).Finish(Little, faults);
        Assert.Empty(faults);
        Assert.Equal(new DateOnly(2020, 1, 4), set.Agreements[0].Ends);
    }

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        var good = File.ReadAllText(Path.Combine(Theatres.Root, "data", "theatres", "idlib", "agreements", "moscow-2020.yaml"));
        const string Signs = "{}[]:-#&*!|>'\"\n x0";
        var random = new Random(7);
        for (var i = 0; i < 120; i++)
        {
            var text = good.ToCharArray();
            for (var k = 0; k < 1 + (i % 9); k++) text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
            AgreementReader.Begin([("moscow-2020.yaml", System.Text.Encoding.UTF8.GetBytes(new string(text)))]).Finish(Little, new List<Fault>());
        }
        AgreementReader.Begin([("x.yaml", [0xff, 0xfe, 0x00])]).Finish(Little, new List<Fault>());
        AgreementReader.Begin([("x.yaml", "a: &a [*a]"u8.ToArray())]).Finish(Little, new List<Fault>());
        AgreementReader.Begin([("x.yaml", [])]).Finish(Little, new List<Fault>());
    }

    private static Place Place(string id, double lat, double lon) => new() { Id = id, Name = id, Kind = PlaceKind.Village, Lat = lat, Lon = lon, RadiusMetres = 1000 };

    [GeneratedRegex("# fault: ([^#]*)")]
    private static partial Regex FaultMark();
}
