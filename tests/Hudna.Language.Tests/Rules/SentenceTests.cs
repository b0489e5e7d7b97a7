using Hudna.Codebook;

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

    [Fact]
    public void Titles_and_headings_are_read_only_where_asked_for_and_stay_apart_from_the_text()
    {
        const string title = "Truce holds in the north", heading = "Two villages shelled", body = "A shell hit a barn. Nobody was hurt.", menu = "Read more stories";
        const string text = title + "\n" + heading + "\n" + body + "\n" + menu;
        Passage Of(string part, PassageRole role) => new(text.IndexOf(part, StringComparison.Ordinal), text.IndexOf(part, StringComparison.Ordinal) + part.Length, role, "en");
        var passages = new[] { Of(title, PassageRole.Title), Of(heading, PassageRole.Heading), Of(body, PassageRole.Body), Of(menu, PassageRole.Furniture) };
        string[] Sentences(bool headings)
        {
            var document = Models.Small.Read(text, passages, null, Layers.None, headings);
            return [.. document.Sentences.Select(s => document[s.Span].ToString())];
        }
        Assert.Equal(["A shell hit a barn.", "Nobody was hurt."], Sentences(headings: false));
        Assert.Equal([title, heading, "A shell hit a barn.", "Nobody was hurt."], Sentences(headings: true));
    }

    [Theory, MemberData(nameof(Quotations))]
    public void Quotations_are_found(string file, string[] row)
    {
        _ = file;
        var document = Cases.Read(row[0].Replace("\\n", "\n", StringComparison.Ordinal), language: "und");
        Assert.Equal(row[1], document.Quotations.Count == 0 ? "-" : string.Join(" ; ", document.Quotations.Select(q => document[q].ToString())));
    }
}
