using System.Diagnostics;
using System.Text;
using Hudna.Codebook;

namespace Hudna.Exchange.Tests;

public class HtmlTests
{
    [Fact]
    public void Markup_nested_without_end_is_read_quickly()
    {
        foreach (var html in new[]
        {
            string.Concat(Enumerable.Repeat("<div>", 100_000)) + "Two shells fell on the mill.",
            string.Concat(Enumerable.Repeat("<b>", 100_000)) + "Two shells fell on the mill." ,
            string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<font color={i}><p>a")) + "Two shells fell on the mill.",
            string.Concat(Enumerable.Repeat("<table><tr><td>", 50_000)) + "Two shells fell on the mill.",
            string.Concat(Enumerable.Repeat("<ul><li>", 50_000)) + "Two shells fell on the mill."
                + string.Concat(Enumerable.Repeat("</li></ul>", 50_000)),
            string.Concat(Enumerable.Repeat("</p>", 200_000)) + "Two shells fell on the mill.",
            string.Concat(Enumerable.Repeat("<a href=x>", 100_000)) + "Two shells fell on the mill.",
            "<p>Two shells fell on the mill.<" + new string('x', 1_000_000),
            "<p>Two shells fell on the mill.<!--" + new string('-', 1_000_000),
            string.Concat(Enumerable.Repeat("<svg><desc>", 50_000)) + "Two shells fell on the mill.",
        })
        {
            var watch = Stopwatch.StartNew();
            var report = Read(html);
            Assert.Contains("Two shells fell on the mill.", report.Text, StringComparison.Ordinal);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{html[..20]} took {watch.Elapsed}");
        }
    }

    [Fact]
    public void Scripts_are_not_in_the_text_but_in_the_original()
    {
        var report = Read("<html><body><script>var hidden = 1;</script>"
            + "<style>p{}</style><p>Two shells fell on the mill at dawn, a farmer said.</p></body></html>");
        Assert.DoesNotContain("hidden", report.Text, StringComparison.Ordinal);
        Assert.Contains("hidden", Encoding.UTF8.GetString(report.Original.Span), StringComparison.Ordinal);
        Assert.Equal("text/html", report.MediaType);
    }

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(s_pages, "*.html").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Pages: what begins with a full diamond is the report's own text, what holds an empty one is not; a comment says what else is
    /// expected.
    /// </summary>
    [Theory, MemberData(nameof(Pages))]
    public void The_own_text_of_a_page_is_told_from_the_rest(string name)
    {
        var html = File.ReadAllText(Path.Combine(s_pages, name + ".html"));
        var report = Read(html);
        FuzzTests.Covers(report);
        foreach (var passage in report.Passages)
        {
            var text = report.Text[passage.Start..passage.End];
            if (text.Contains('◆', StringComparison.Ordinal)) Assert.True(passage.Role == PassageRole.Body, $"{passage.Role}: {text}");
            if (text.Contains('◇', StringComparison.Ordinal)) Assert
                .True(passage.Role is PassageRole.Furniture or PassageRole.Caption, $"{passage.Role}: {text}");
        }
        Assert.Equal(html.Count(c => c == '◆'), report.OwnText.Count(p => report.Text[p.Start] == '◆'));
        foreach (var fact in html[(html.IndexOf("<!--", StringComparison.Ordinal) + 4)..html.IndexOf("-->", StringComparison.Ordinal)]
            .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = fact.Split(": ", 2);
            Assert.Equal(parts[1], parts[0] switch
            {
                "title" => report.Title,
                "publisher" => report.Publisher,
                "byline" => report.Byline,
                "language" => report.Language,
                _ => $"{report.Published:yyyy-MM-dd} {report.PublishedBasis.Text()}",
            });
        }
    }

    private static readonly string s_pages = Path.Combine(AppContext.BaseDirectory, "cases", "pages");

    private static Report Read(string html) =>
        ReportReader.ReadBytes(Encoding.UTF8.GetBytes(html), "page.html", new ReadSettings()).Single().Report!;
}
