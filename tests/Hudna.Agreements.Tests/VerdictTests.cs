using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class VerdictTests
{
    private static readonly Dictionary<string, Claim> NoClaims = [];

    public static TheoryData<string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Theatres.Cases, "verdicts"), "*.txt").Order(StringComparer.Ordinal))
        {
            var incident = "";
            foreach (var line in File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
            {
                if (line.Contains('|', StringComparison.Ordinal)) incident = line;
                else data.Add(Path.GetFileNameWithoutExtension(file), incident, line);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verdict_is_as_the_case_says(string file, string incident, string expectation)
    {
        var (theatre, _, judge) = Theatres.Of(File.ReadLines(Path.Combine(Theatres.Cases, "verdicts", file + ".txt")).FirstOrDefault(l => l.StartsWith("# theatre: ", StringComparison.Ordinal))?[11..] ?? "idlib");
        var made = IncidentText.Read(incident, theatre);
        var duties = judge.Duties([], NoClaims);
        var findings = judge.FindingsOf(made, NoClaims, duties).ToList();
        var colon = expectation.IndexOf(':', StringComparison.Ordinal);
        var (agreement, term) = (expectation[..colon].Split('/')[0], expectation[..colon].Split('/')[1]);
        foreach (var part in expectation[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (reading, verdict) = (part.Split('=')[0], part.Split('=')[1]);
            var found = findings.SingleOrDefault(f => f.AgreementId == agreement && f.TermId == term && f.ReadingId == reading);
            var asked = judge.Ask(made, agreement, term, reading, NoClaims, duties);
            Assert.True((found?.Verdict.Text() ?? "none") == verdict, $"{reading}: {found?.Verdict.Text() ?? "none"}, expected {verdict}\n{Tree(asked.Because, 0)}");
            Assert.Equal(found?.Verdict ?? Verdict.NotCovered, asked.Verdict);
            Assert.NotEmpty(asked.Because.Children);
        }
    }

    private static string Tree(Reason reason, int depth) =>
        $"{new string(' ', depth * 2)}{reason.Words} [{reason.Rule}] {reason.Probability}\n{string.Concat(reason.Children.Select(c => Tree(c, depth + 1)))}";
}
