using System.Globalization;

namespace Hudna.Language.Tests.Rules;

/// <summary>Temporal expressions: each row of the case files.</summary>
public class TimeTests
{
    public static TheoryData<string, string[]> English => Cases.Of("times-en.txt");

    public static TheoryData<string, string[]> Arabic => Cases.Of("times-ar.txt");

    [Theory, MemberData(nameof(English)), MemberData(nameof(Arabic))]
    public void A_case_holds(string file, string[] row)
    {
        var document = Cases.Read(row[1], DateOnly.Parse(row[0], CultureInfo.InvariantCulture), file[^6..^4]);
        var found = document.Times.Select(t => $"{document[t.Span]} = {t.Value?.Text ?? t.Duration ?? "?"}");
        Assert.Equal(row[2], document.Times.Count == 0 ? "-" : string.Join(" ; ", found));
    }
}
