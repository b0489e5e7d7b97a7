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
            string.Concat(Enumerable.Repeat("<ul><li>", 50_000)) + "Two shells fell on the mill." + string.Concat(Enumerable.Repeat("</li></ul>", 50_000)),
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
        var report = Read("<html><body><script>var hidden = 1;</script><style>p{}</style><p>Two shells fell on the mill at dawn, a farmer said.</p></body></html>");
        Assert.DoesNotContain("hidden", report.Text, StringComparison.Ordinal);
        Assert.Contains("hidden", Encoding.UTF8.GetString(report.Original.Span), StringComparison.Ordinal);
        Assert.Equal("text/html", report.MediaType);
    }

    private static Report Read(string html) =>
        ReportReader.ReadBytes(Encoding.UTF8.GetBytes(html), "page.html", new ReadSettings()).Single().Report!;
}
