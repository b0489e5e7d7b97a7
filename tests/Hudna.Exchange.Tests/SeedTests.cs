using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Exchange.Tests;

/// <summary>Real reports with hand-marked own text, where they lie beside the project; elsewhere nothing is tested here.</summary>
public class SeedTests
{
    [Fact]
    public void The_own_text_and_headings_of_marked_reports_are_found()
    {
        if (Shared() is not { } shared) return;
        using var marked = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared, "gold", "reports.json")));
        var reports = ReportReader.Read([Path.Combine(shared, "seeds")], new ReadSettings()).Select(i => i.Report!)
            .ToDictionary(r => r.Source, StringComparer.Ordinal);
        Assert.Equal(5, reports.Count);
        foreach (var report in reports.Values) FuzzTests.Covers(report);
        foreach (var gold in marked.RootElement.GetProperty("reports").EnumerateArray())
        {
            var report = reports[gold.GetProperty("source").GetString()!];
            Assert.Equal(gold.GetProperty("id").GetString(), report.Id);
            Assert.Equal((gold.GetProperty("publisher").GetString(), gold.GetProperty("published").GetString(),
                gold.GetProperty("publishedBasis").GetString()),
                (report.Publisher, $"{report.Published:yyyy-MM-dd}", report.PublishedBasis.Text()));
            var own = gold.GetProperty("ownText");
            Assert.Equal((own.GetProperty("start").GetInt32(), own.GetProperty("end").GetInt32()),
                (report.OwnText.First().Start, report.OwnText.Last().End));
            Assert.Equal(gold.GetProperty("headings").EnumerateArray().Select(h => (h[0].GetInt32(), h[1].GetInt32())),
                report.Passages.Where(p => p.Role == PassageRole.Heading).Select(p => (p.Start, p.End)));
        }
    }

    private static string? Shared()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) continue;
            var shared = Path.Combine(at.FullName, "..", "shared");
            return File.Exists(Path.Combine(shared, "gold", "reports.json")) ? shared : null;
        }
        return null;
    }
}
