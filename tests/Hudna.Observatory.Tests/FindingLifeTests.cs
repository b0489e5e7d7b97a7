using Hudna.Codebook;
using Hudna.Exchange;

namespace Hudna.Observatory.Tests;

/// <summary>What readers do about findings goes into the record, and outlives rebuilds and later reports.</summary>
public sealed class FindingLifeTests : IDisposable
{
    private const string Bulletin = "Regime artillery shelled the villages of Fatterah, Sfuhen and Kafr Oweid in Jabal al-Zawiya on 9 October 2021, killing two civilians.";
    private readonly string _folder = Directory.CreateTempSubdirectory("hudna-life-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Steps_outlive_a_rebuild_and_a_report_that_renames_the_incident()
    {
        using var observatory = Open();
        Add(observatory, "b.txt", Bulletin, "2021-10-10");
        var finding = observatory.Findings().First(f => f is { AgreementId: "moscow-2020", TermId: "1", ReadingId: "monitors", Verdict: Verdict.Violation });
        observatory.Step(finding.Id, DecisionKind.Notify, "Head of mission", "Letter 14 to the guarantor.");
        observatory.Step(finding.Id[..16], DecisionKind.Answer, "The guarantor", "It denies it.");

        var digest = observatory.Rebuild();
        var life = Assert.Single(observatory.FindingHistories());
        Assert.Equal(("Answered", finding.Id, 2), (life.Stage.ToString(), life.Now?.Id, life.Steps.Count));
        Assert.Null(life.Notice);
        Assert.Equal(digest, observatory.Rebuild());

        // An earlier report of the same attack: the incident is named after its claim from now on.
        Add(observatory, "a.txt", "On Saturday, 9 October 2021, regime artillery shelled the villages of Fatterah, Sfuhen and Kafr Oweid in Jabal al-Zawiya. Two civilians were killed.", "2021-10-09");
        life = Assert.Single(observatory.FindingHistories());
        Assert.NotNull(life.Now);
        Assert.Equal(finding.AgreementVersion, life.Issued!.AgreementVersion);
        observatory.Step(life.Now.Id, DecisionKind.Close, "Head of mission", "Settled.");
        Assert.Equal("Closed", Assert.Single(observatory.FindingHistories()).Stage.ToString());
        Assert.True(observatory.Verify().Holds);
    }

    [Theory]
    [InlineData(DecisionKind.Answer, "A", "B", "not notified")]
    [InlineData(DecisionKind.Undo, "A", "B", "no step")]
    [InlineData(DecisionKind.Merge, "A", "B", "no step of a finding")]
    [InlineData(DecisionKind.Notify, " ", "B", "nobody is named")]
    [InlineData(DecisionKind.Notify, "A", "", "needs a reason")]
    public void A_step_that_cannot_be_taken_is_refused_and_leaves_nothing(DecisionKind step, string reader, string reason, string said)
    {
        using var observatory = Open();
        Add(observatory, "b.txt", Bulletin, "2021-10-10");
        var refused = Assert.Throws<UserFaultException>(() => observatory.Step(observatory.Findings()[0].Id, step, reader, reason));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Empty(observatory.Decisions());
        Assert.Throws<UserFaultException>(() => observatory.FindingOf("finding:"));
        Assert.Throws<UserFaultException>(() => observatory.FindingOf("zz"));
    }

    private Observatory Open() => Observatory.Open(new ObservatoryOptions { Database = Path.Combine(_folder, $"{Guid.NewGuid():N}.db"), MakeLedger = true });

    private void Add(Observatory observatory, string name, string text, string published)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        Assert.Empty(observatory.Read([file], new ReadSettings { Published = DateOnly.ParseExact(published, "yyyy-MM-dd") }).Faults);
    }
}
