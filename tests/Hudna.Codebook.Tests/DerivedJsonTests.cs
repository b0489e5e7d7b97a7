using System.Text.Json;
using Hudna.Codebook.Json;

namespace Hudna.Codebook.Tests;

public class DerivedJsonTests
{
    [Fact]
    public void A_report_reads_back_with_and_without_its_text()
    {
        var report = new Report
        {
            Id = Report.IdOf("Text, نص"),
            Source = "a/b.txt",
            Publisher = "P",
            Published = new(2021, 9, 1),
            PublishedBasis = PublishedBasis.Found,
            Language = "ar",
            Title = "T",
            Text = "Text, نص",
            Passages = [new(0, 4, PassageRole.Title, "en"), new(6, 8, PassageRole.Body, "ar")],
            Original = new byte[] { 1, 2, 3 },
            Remarks = ["a remark"],
        };
        foreach (var withText in (bool[])[true, false])
        {
            var back = ReportJson.Read(ReportJson.Write(report, withText));
            Assert.Equal(withText ? report.Text : "", back.Text);
            Assert.Equal(ReportJson.Write(report with { Original = default }, withText), ReportJson.Write(back with { Text = withText ? back.Text : "" }, withText));
        }
        Assert.Throws<FormatException>(() => ReportJson.Read("{\"id\":\"sha256:00\",\"source\":\"x\",\"text\":\"y\"}"u8.ToArray()));
        Assert.Equal(Report.IdOf("y"), ReportJson.Read("{\"source\":\"x\",\"text\":\"y\"}"u8.ToArray()).Id);
        Assert.Throws<FormatException>(() => ReportJson.Read("{\"source\":\"x\"}"u8.ToArray()));
        Assert.Throws<FormatException>(() => ReportJson.Read("{"u8.ToArray()));
    }

    [Fact]
    public void A_decision_reads_back_and_is_named_by_its_content()
    {
        var decision = DecisionJson.Named(new Decision
        {
            Id = "", Kind = DecisionKind.Correct, Subjects = ["claim:1"], Field = "time.edtf", Value = "\"2021-09-01\"", Reader = "amal",
            At = new(2021, 9, 3, 8, 0, 0, 250, TimeSpan.FromHours(3)), Reason = "because",
        });
        var back = DecisionJson.Read(DecisionJson.Write(decision));
        Assert.Equal(DecisionJson.Write(decision), DecisionJson.Write(back));
        Assert.Equal(decision.Id, DecisionJson.Named(back).Id);
        Assert.NotEqual(decision.Id, DecisionJson.Named(decision with { Reason = "else" }).Id);
        Assert.Throws<FormatException>(() => DecisionJson.Read("[]"u8.ToArray()));
    }

    [Fact]
    public void Incidents_and_findings_read_back()
    {
        var incident = new Incident
        {
            Id = "incident:1", Type = EventType.Assault, Modes = [Mode.Airstrike], Time = Edtf.Day(new(2021, 9, 1)),
            Places = [new("t", "p:1", "n", 1.5, 2.5, PlacePrecision.Vicinity, PlaceRole.To)], Actors = [new("a", null)], Targets = [new("b", "c")],
            Counts = [new("killed", 1, null, 3, [new("claim:1", new("killed", 1, null, null, true))])], ClaimIds = ["claim:1"], Mentions = 2,
            IndependentSources = 1, Disputes = [new("actor", ["claim:1"], "w")], Reasons = [new("claim:1", null, 0.5, "w")],
        };
        Assert.Equal(IncidentJson.Write(incident), IncidentJson.Write(IncidentJson.Read(IncidentJson.Write(incident))));
        var finding = new Finding
        {
            Id = "finding:1", IncidentId = "incident:1", AgreementId = "a", TermId = "1", ReadingId = "text", Verdict = Verdict.NotCovered,
            Probability = 0.25, Responsible = ["x"], Because = new("w", "r", ["claim:1"], [Reason.Of("leaf")]), AgreementVersion = "v",
        };
        using var line = JsonDocument.Parse(FindingJson.Write(finding));
        Assert.Equal(FindingJson.Write(finding), FindingJson.Write(FindingJson.Read(line.RootElement)));
    }
}
