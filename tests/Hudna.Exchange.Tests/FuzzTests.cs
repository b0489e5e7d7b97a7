using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;

namespace Hudna.Exchange.Tests;

/// <summary>
/// Whatever the bytes: nothing throws, passages lie in order inside the text, and all that is no white space lies in one.
/// </summary>
public class FuzzTests
{
    private static readonly string[] s_pieces =
    [
        "\n", "\r\n", "\n\n", "\n\n\n", " ", "\t", "\u00A0", "\u2028", "\uFEFF", "\u200F", "\uD800", "\0", "-", "• ", "1. ", "* ", "#",
            "## ", "> ", "**", "[x](http://a.b)",
        "<p>", "</p>", "<div class=\"related\">", "</div>", "<h1>", "</h1>", "<h2><a href=x>", "</a></h2>", "<br>", "<li>", "<ul>",
            "</ul>", "<!--", "-->", "<script>", "</script>", "&amp;", "&#x;", "<", ">", "<table><td>",
        "Share this post", "You might also like", "Related Articles", "Read also: ", "By Jane Doe", "Published: 4 October 2021",
            "date 2021-09-24 ", "5 March", "2021-13-45", "31/12/2021",
        "Two shells fell on the mill at dawn, residents said, and a third one fell in the river without exploding.", "Calm.",
            "What do they want?", "AIR STRIKES",
        "قصف مدفعي على أطراف القرية صباح اليوم دون وقوع إصابات.", "اقرأ أيضا", "٢٠ آذار ٢٠٢٠", "We use cookies", "(AFP)",
            "“quoted,” he said.", "IDLIB, Oct 3 (Wire) - ", "Source: x", "© 2021",
        "---\ntitle: x\ndate: 2021-01-01\n---\n", "{\"text\":\"a\"}", "a", "b.", "!",
    ];

    private static readonly Gen<string> s_text = Gen.Elements(s_pieces).ListOf().Select(p => string.Concat(p));

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.html")]
    [InlineData("a.md")]
    [InlineData("a.jsonl")]
    [InlineData("a.json")]
    public void Any_text_gives_passages_that_cover_it(string name)
    {
        Prop.ForAll(s_text.ToArbitrary(), text => Check(Encoding.UTF8.GetBytes(text), name))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var bytes = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();
        Prop.ForAll(bytes.ToArbitrary(), b => Check(b, "a.txt")).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Prop.ForAll(bytes.ToArbitrary(), b => Check(b, "a.html")).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Text_comes_back_from_every_encoding_that_is_recognised()
    {
        var words = Gen.Elements("قصف", "مدفعي", "على", "أطراف", "القرية", "صباح", "اليوم", "دون", "وقوع", "إصابات.").NonEmptyListOf()
            .Select(w => string.Join(' ', w));
        var long1 = words.Where(w => w.Length > 20);
        Prop.ForAll(long1.ToArbitrary(), text =>
            Decoded(CodePages(1256).GetBytes(text)) == text
            && Decoded(Encoding.Unicode.GetBytes(text)) == text
            && Decoded(Encoding.BigEndianUnicode.GetBytes(text)) == text
            && Decoded(Encoding.UTF8.GetBytes(text)) == text).QuickCheckThrowOnFailure();
    }

    private static string? Decoded(byte[] bytes) => TextDecoder.Decode(bytes, null, out _)?.Text;

    internal static Encoding CodePages(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page)!;

    private static bool Check(byte[] bytes, string name)
    {
        foreach (var item in ReportReader.ReadBytes(bytes, name, new ReadSettings()))
        {
            Assert.True(item.Report is null != item.Fault is null);
            if (item.Report is not { } report) continue;
            Assert.Equal(Report.IdOf(report.Text), report.Id);
            Covers(report);
        }
        return true;
    }

    internal static void Covers(Report report)
    {
        var at = 0;
        foreach (var passage in report.Passages)
        {
            Assert.True(passage.Start >= at && passage.End > passage.Start
                && passage.End <= report.Text.Length, $"{passage} after {at} of {report.Text.Length}");
            Assert.True(string.IsNullOrWhiteSpace(report.Text[at..passage.Start]),
                $"'{report.Text[at..passage.Start]}' lies in no passage");
            Assert.False(char.IsWhiteSpace(report.Text[passage.Start])
                || char.IsWhiteSpace(report.Text[passage.End - 1]), $"{passage} begins or ends in white space");
            at = passage.End;
        }
        Assert.True(string.IsNullOrWhiteSpace(report.Text[at..]), $"'{report.Text[at..]}' lies in no passage");
    }
}
