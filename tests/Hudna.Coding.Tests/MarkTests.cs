using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding.Tests;

[Collection("engine")]
public class MarkTests(EngineFixture fixture)
{
    private static readonly Report Told = EngineFixture.Report("Regime artillery shelled Ariha on Friday, and the traders of Saraqib spoke of the weather.", new DateOnly(2021, 10, 10));

    [Fact]
    public void The_model_marks_the_word_that_tells_an_act()
    {
        var document = fixture.Coder.Read(Told);
        var shelled = Enumerable.Range(0, document.Tokens.Count).Single(i => document[document.Tokens[i]].SequenceEqual("shelled"));
        Assert.True(Value(document, shelled, ClaimKind.Event, EventType.Assault) > 0);
        Assert.True(Value(document, shelled, ClaimKind.Forecast, null) < 0);
    }

    [Fact]
    public void A_marked_word_gives_a_claim_that_no_rule_made()
    {
        var document = fixture.Coder.Read(Told);
        var spoke = Enumerable.Range(0, document.Tokens.Count).Single(i => document[document.Tokens[i]].SequenceEqual("spoke"));
        Assert.DoesNotContain(fixture.Coder.Code(Told, document), c => c.Type == EventType.Protest);
        var marked = Marked(document, spoke, ClaimKind.Event, EventType.Protest);
        var protest = Assert.Single(fixture.Coder.Code(Told, marked), c => c.Type == EventType.Protest);
        Assert.Contains("spoke", protest.Quote.Exact, StringComparison.Ordinal);
        Assert.True(protest.Quote.HoldsIn(Told.Text));
    }

    [Fact]
    public void A_model_without_marks_is_coded_with_all_the_same() =>
        Assert.Contains(fixture.Coder.Code(Told, fixture.Coder.Read(Told) with { Marks = null }), c => c.Type == EventType.Assault);

    private static float Value(Document document, int token, ClaimKind kind, EventType? type) => document.Marks![0, token][Label(document, kind, type)];

    private static int Label(Document document, ClaimKind kind, EventType? type) => document.Marks!.Labels.ToList().IndexOf((kind, type));

    private static Document Marked(Document document, int token, ClaimKind kind, EventType type)
    {
        var marks = document.Marks!;
        var values = Enumerable.Range(0, document.Tokens.Count).SelectMany(i => marks[0, i].ToArray()).ToArray();
        values[(token * marks.Labels.Count) + Label(document, kind, type)] = 8;
        return document with { Marks = new ClaimMarks(marks.Labels, [values]) };
    }
}
