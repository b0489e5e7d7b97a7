namespace Hudna.Language.Tests.Rules;

/// <summary>Sentences and quotations: each row of the case files, which mark them in the text itself.</summary>
public class SentenceTests
{
    public static TheoryData<string, string[]> Sentences => Cases.Of("sentences.txt");

    public static TheoryData<string, string[]> Quotations => Cases.Of("quotations.txt");

    [Theory, MemberData(nameof(Sentences))]
    public void A_text_is_cut_where_the_bars_stand(string file, string[] row)
    {
        _ = file;
        var text = string.Join(' ', row).Replace("\\n", "\n", StringComparison.Ordinal).Replace("¦", "", StringComparison.Ordinal);
        var document = Cases.Read(text, language: "und");
        Assert.Equal(row.SelectMany(r => r.Split('¦')).Select(Bare), document.Sentences.Select(s => Bare(document[s.Span].ToString())));
    }

    // Line breaks as blanks, list marks and the comma before a connective left out.
    private static string Bare(string sentence) => sentence.Replace("\\n", " ", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim(' ', '-', '•', '،');

    [Theory, MemberData(nameof(Quotations))]
    public void Quotations_are_found(string file, string[] row)
    {
        _ = file;
        var document = Cases.Read(row[0].Replace("\\n", "\n", StringComparison.Ordinal), language: "und");
        Assert.Equal(row[1], document.Quotations.Count == 0 ? "-" : string.Join(" ; ", document.Quotations.Select(q => document[q].ToString())));
    }
}
