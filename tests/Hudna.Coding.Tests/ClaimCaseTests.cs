using Hudna.Codebook;

namespace Hudna.Coding.Tests;

[Collection("engine")]
public class ClaimCaseTests(EngineFixture fixture)
{
    public static TheoryData<string> Names()
    {
        var data = new TheoryData<string>();
        foreach (var c in ClaimCase.All()) data.Add(c.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_is_coded_as_expected(string name)
    {
        var wanted = ClaimCase.All().Single(c => c.Name == name);
        var claims = fixture.Coder.Code(wanted.Report).ToList();
        var shown = string.Join(Environment.NewLine, claims.Select(c => $"{c.Kind.Text()} {c.Type?.Text()} \"{c.Quote.Exact}\""));
        if (wanted.Expected is ["none"])
        {
            Assert.True(claims.Count == 0, shown);
            return;
        }
        Assert.True(claims.Count == wanted.Expected.Count, $"{claims.Count} claims instead of {wanted.Expected.Count}:{Environment.NewLine}{shown}");
        for (var i = 0; i < claims.Count; i++)
        {
            var wrong = ClaimCase.Compare(wanted.Expected[i], claims[i]);
            Assert.True(wrong.Count == 0, $"claim {i + 1}: {string.Join("; ", wrong)}{Environment.NewLine}{shown}");
        }
    }
}
