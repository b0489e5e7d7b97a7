using System.Text;
using Hudna.Codebook;

namespace Hudna.Exchange.Tests;

/// <summary>
/// Texts with the role that each of their lines has. A line of a case is a role, a bar, and the text; <c>+</c> before the bar goes on with
/// the passage above, <c>+Role</c> begins a passage in the same line; lines with <c>#</c> say what is shown and what else is expected.
/// </summary>
public class LayoutCaseTests
{
    private static readonly string s_cases = Path.Combine(AppContext.BaseDirectory, "cases", "layout");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(s_cases, "*.txt").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Lines_have_their_roles(string name)
    {
        var text = new StringBuilder();
        var expected = new List<(PassageRole Role, int Start)>();
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadAllLines(Path.Combine(s_cases, name + ".txt")))
        {
            if (line.StartsWith('#'))
            {
                var words = line[1..].Trim().Split(' ', 2);
                if (words is ["date" or "publisher" or "title" or "language", _]) facts[words[0]] = words[1];
                continue;
            }
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var (tag, content) = (line[..bar].Trim(), line.Length > bar + 2 ? line[(bar + 2)..] : "");
            if (text.Length > 0 && !tag.StartsWith("+B", StringComparison.Ordinal)) text.Append('\n');
            if (tag.Length > 0 && tag != "+") expected
                .Add((Enum.Parse<PassageRole>(tag.TrimStart('+')), text.Length + content.Length - content.TrimStart().Length));
            text.Append(content);
        }
        var report = ReportReader.ReadBytes(Encoding.UTF8.GetBytes(text.ToString()), "case.txt", new ReadSettings()).Single().Report!;
        Assert.Equal(expected.Select(e => Shown(e.Role, report.Text, e.Start)),
            report.Passages.Select(p => Shown(p.Role, report.Text, p.Start)));
        FuzzTests.Covers(report);
        if (facts.TryGetValue("date", out var date)) Assert.Equal(date, $"{report.Published:yyyy-MM-dd} {report.PublishedBasis.Text()}");
        if (facts.TryGetValue("publisher", out var publisher)) Assert.Equal(publisher, report.Publisher);
        if (facts.TryGetValue("title", out var title)) Assert.Equal(title, report.Title);
        if (facts.TryGetValue("language", out var language)) Assert.Equal(language, report.Language);
    }

    private static string Shown(PassageRole role, string text, int start) =>
        $"{role} {start} {text.AsSpan(start, Math.Min(30, text.Length - start)).ToString().ReplaceLineEndings(" ")}";
}
