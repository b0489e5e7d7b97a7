using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Language.Output;

namespace Hudna.Language.Tests.Hardness;

/// <summary>No text makes the engine throw; every span stays true; time and memory grow with the text and no faster.</summary>
public class BadInputTests
{
    private static readonly string[] Bits =
    [
        " ", " ", " ", "\n", "\r\n", "\t", "\0", ".", "...", "!", "?", "\"", "“", "”", "'", "’", "-", "--", "(", ")", "•", "@", "https://", "www.", "a@b.c", "U.S.", "Gen.",
        "n't", "'s", "5", "1,234.5", "10:30", "٢٣", "2021-12-30", "30 February", "May", "Thursday", "since", "until", "last", "week", "three", "days", "ago", "hundred", "million",
        "at least", "more than", "between", "and", "to", "from", "the end of", "early", "1990s", "first", "half of", "killed", "shelled", "town", "said", "كما", "أمس", "والبارة", "قتل",
        "خمسة", "وعشرين", "😀", "\ud83d", "\udd25", "\u200f", "\u202e", "\u0301", "é", "İ", "ß", "中文", "가", "\ufeff", "\ufffd", "x9z_", "ﷺ", "²", "½", "Ⅷ",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Bits).ListOf().Select(list => string.Concat(list)).ToArbitrary();

    [Fact]
    public void Any_text_is_read_and_its_spans_are_true() =>
        Prop.ForAll(Texts, text => Check(text, Models.Small, Layers.All)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_passages_are_kept_apart() =>
        Prop.ForAll(Texts, ArbMap.Default.ArbFor<PositiveInt>(), (text, cut) =>
        {
            var at = Math.Min(cut.Get % (text.Length + 1), text.Length);
            var document = Models.Small.Read(text, [new Passage(0, at, PassageRole.Body), new Passage(at, text.Length, PassageRole.Furniture)], null, Layers.ForCoding);
            Assert.All(document.Sentences, s => Assert.True(s.Span.End <= at));
        }).QuickCheckThrowOnFailure();

    // Texts that broke something once.
    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\ud83d")]
    [InlineData("\udd25\ud83d")]
    [InlineData("“")]
    [InlineData("''''s n't 's")]
    [InlineData("a.a.a.a@b")]
    [InlineData("99999999999999999999999999 people fled in 9999 and 0000.")]
    [InlineData("It fell 99999999 years ago, 5000 centuries from now, on 31 April 2021.")]
    [InlineData("1.1.1.1 1/1/1 31.02.2021 2021-13-45 00:00:00 between 5 and 3")]
    [InlineData("\u1680\u2028\u2029\u0085")]
    public void A_text_that_broke_something(string text) => Check(text, Models.Small, Layers.All);

    [Fact]
    public void A_sentence_without_end_is_cut_into_windows()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => i % 17 == 0 ? "Idlib," : i % 2 == 0 ? "the" : "shelled"));
        var document = Check(text, Models.Small, Layers.Frames);
        Assert.True(document.Sentences.Count > 5);
        Assert.Equal(document.Tokens.Count, document.Sentences.Sum(s => s.TokenCount));
        Assert.All(document.Sentences, s => Assert.True(s.TokenCount <= LanguageEngine.LongestSentence));
    }

    [Fact]
    public void Progress_is_told_while_a_long_text_is_read_and_adds_up_to_its_words()
    {
        var told = new List<int>();
        var engine = LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages, new LanguageOptions { Threads = 1, Progress = told.Add });
        var document = Check(Repeat("Two shells fell on the town at dawn. ", 20_000), engine, Layers.Frames);
        Assert.Equal(document.Tokens.Count, told.Sum());
        Assert.True(told.Count > 10);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("word ")]
    [InlineData("5,")]
    [InlineData("\"x ")]
    [InlineData("a@")]
    [InlineData("- ")]
    [InlineData("ا")]
    [InlineData("since ")]
    [InlineData("and twenty ")]
    [InlineData("thousand ")]
    [InlineData("\n")]
    [InlineData("(. ")]
    public void A_million_letters_of_one_pattern_are_read_with_true_spans(string unit)
    {
        // That time grows no faster than length is measured, not asserted: Hudna.Benchmarks -- length.
        Check(Repeat(unit, 960_000), Models.Small, Layers.Times | Layers.Quantities | Layers.Quotations);
    }

    private static string Repeat(string unit, int length) => new StringBuilder().Insert(0, unit, length / unit.Length).ToString();

    private static Document Check(string text, LanguageEngine engine, Layers layers)
    {
        var document = Models.Read(engine, text, layers, new DateOnly(2021, 12, 31));
        var last = 0;
        var token = 0;
        foreach (var sentence in document.Sentences)
        {
            Assert.True(sentence.Span.Start >= last && sentence.Span.End <= text.Length && sentence.Span.Length > 0);
            last = sentence.Span.End;
            Assert.Equal(token, sentence.FirstToken);
            for (var t = token; t < token + sentence.TokenCount; t++)
            {
                Assert.True(sentence.Span.Contains(document.Tokens[t]) && document.Tokens[t].Length > 0);
                Assert.True(t == token || document.Tokens[t - 1].End <= document.Tokens[t].Start);
            }
            token += sentence.TokenCount;
        }
        Assert.Equal(document.Tokens.Count, token);
        foreach (var frame in document.Frames)
        {
            var sentence = document.Sentences[frame.Sentence];
            Assert.InRange(frame.Trigger, sentence.FirstToken, sentence.FirstToken + sentence.TokenCount - 1);
            Assert.All(frame.Roles, r => Assert.True(sentence.Span.Contains(r.Span)));
            Assert.InRange(frame.Probability, 0.5, 1.0001);
        }
        foreach (var span in document.Times.Select(t => t.Span).Concat(document.Quantities.Select(q => q.Span)).Concat(document.NameSpans.Select(n => n.Span)))
            Assert.Contains(document.Sentences, s => s.Span.Contains(span));
        Assert.All(document.Quotations, q => Assert.True(q.Start >= 0 && q.End <= text.Length && q.Length > 0));
        using var json = new MemoryStream();
        DocumentJson.Write(document, json);
        using var conllu = new StringWriter();
        ConlluWriter.Write(document, conllu);
        return document;
    }
}
