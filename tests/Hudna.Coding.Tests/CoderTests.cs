using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Coding.Tests;

[Collection("engine")]
public class CoderTests(EngineFixture fixture)
{
    private static readonly string[] Pieces =
    [
        "Regime artillery shelled ", "Russian warplanes struck ", "al-Bara", "Kafr Oweid", ", ", ". ", "\n", "“", "”", "\"", " he said", ", killing three civilians",
        " on Friday", " yesterday", "According to ", "the source", " will not withdraw", "14 (twice)", "HTS", " – ", "-", "(", ")", "…", "\u0000", "\ud800", "🙂", "é",
        "قصفت قوات النظام ", "قرية الفطيرة", " وأصيب ثلاثة مدنيين", "،", "٢٠", "said", "told", " that ", "M4", "%", "percent ", "no casualties", "between ", " and ", "Idlib ",
        " will attack", " before October", " until 2021", " in the winter", " in the coming days", " two days later", " on 31.12.9999", " on 01.01.0001", "It said ", "We demand ",
    ];

    [Fact]
    public void No_text_makes_it_throw_and_every_quote_is_its_span()
    {
        var texts = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), Gen.Elements(new DateOnly(2021, 10, 10), DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2020, 2, 29)).ToArbitrary(), (text, day) =>
        {
            var report = EngineFixture.Report(text, day);
            var claims = fixture.Coder.Code(report);
            var again = fixture.Coder.Code(report);
            return claims.All(c => c.Quote.HoldsIn(text) && c.Quote.End > c.Quote.Start && c.Coder == fixture.Coder.Name)
                && claims.Select(c => c.Id).Distinct().Count() == claims.Count
                && claims.Zip(claims.Skip(1)).All(p => p.First.Quote.Start <= p.Second.Quote.Start)
                && claims.Select(ClaimJson.Write).Zip(again.Select(ClaimJson.Write)).All(p => p.First.AsSpan().SequenceEqual(p.Second));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(80));
    }

    [Fact]
    public void Modes_stand_only_with_their_types()
    {
        foreach (var claim in Case().SelectMany(fixture.Coder.Code))
            foreach (var mode in claim.Modes)
                Assert.Contains(claim.Type!.Value, Data.Lexicon.Modes[mode].Types);
    }

    [Fact]
    public void One_thread_and_eight_give_the_same_bytes()
    {
        var reports = Case().ToList();
        var alone = reports.Select(r => fixture.Coder.Code(r).SelectMany(ClaimJson.Write).ToArray()).ToList();
        var together = reports.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(r => fixture.Coder.Code(r).SelectMany(ClaimJson.Write).ToArray()).ToList();
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Every_claim_explains_itself()
    {
        foreach (var report in Case())
            foreach (var claim in fixture.Coder.Code(report))
            {
                var trace = fixture.Coder.Explain(report, claim.Id);
                Assert.NotNull(trace);
                Assert.Contains(trace.Steps, s => s.Field == "kind");
                if (claim.Places.Any(p => p.Id is not null)) Assert.Contains(trace.Steps, s => s.Field == "places");
                if (claim.Kind == ClaimKind.Event && claim.Actors.Count > 0) Assert.Contains(trace.Steps, s => s.Field == "actors");
            }
    }

    [Fact]
    public void A_claim_of_another_report_is_not_explained() =>
        Assert.Null(fixture.Coder.Explain(Case().First(), "claim:00000000000000000000"));

    [Fact]
    public void Texts_about_something_else_give_no_claims()
    {
        var texts = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "nothing.txt")).Split('\n', 2)[1].Split("===\n");
        foreach (var text in texts)
        {
            var claims = fixture.Coder.Code(EngineFixture.Report(text.Replace('\n', ' '), new DateOnly(2021, 10, 10)));
            Assert.True(claims.Count == 0, $"{string.Join("; ", claims.Select(c => $"{c.Kind} {c.Type}: {c.Quote.Exact}"))} in: {text}");
        }
    }

    [Fact]
    public void News_of_other_wars_gives_no_claims_though_it_names_the_theatre()
    {
        var folder = Path.Combine(Data.Root, "tests", "gold", "nothing");
        var wars = File.ReadLines(Path.Combine(folder, "kinds.csv")).Skip(1).Select(l => l.Split(',')).Where(l => l[1].StartsWith("war-", StringComparison.Ordinal)).ToList();
        Assert.True(wars.Count >= 14);
        foreach (var file in wars.Select(w => w[0]))
            Assert.Empty(fixture.Coder.Code(EngineFixture.Report(File.ReadAllText(Path.Combine(folder, file)), new DateOnly(2021, 10, 10))).Select(c => $"{file}: {c.Quote.Exact}"));
    }

    [Fact]
    public void An_empty_report_gives_none() => Assert.Empty(fixture.Coder.Code(EngineFixture.Report("")));

    private static IEnumerable<Report> Case() => ClaimCase.All().Select(c => c.Report);
}
