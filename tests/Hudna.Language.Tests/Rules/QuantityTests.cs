namespace Hudna.Language.Tests.Rules;

/// <summary>Quantities: each row of the case files.</summary>
public class QuantityTests
{
    public static TheoryData<string, string[]> English => Cases.Of("quantities-en.txt");

    public static TheoryData<string, string[]> Arabic => Cases.Of("quantities-ar.txt");

    [Theory, MemberData(nameof(English)), MemberData(nameof(Arabic))]
    public void A_case_holds(string file, string[] row)
    {
        var document = Cases.Read(row[0], null, file[^6..^4]);
        var found = document.Quantities.Select(q => $"{document[q.Span]} = {End(q.Min)} {End(q.Best)} {End(q.Max)}{(q.Approximate ? " ~" : "")}");
        Assert.Equal(row[1], document.Quantities.Count == 0 ? "-" : string.Join(" ; ", found));

        static string End(long? n) => n?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
    }
}
