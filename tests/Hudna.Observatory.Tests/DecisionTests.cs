using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Observatory.Tests;

/// <summary>Readers' decisions through the facade: what follows from each, that undoing brings all back, and that a newer coder does not lose them.</summary>
public sealed class DecisionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hudna-decisions-").FullName;
    private readonly Observatory _observatory;

    public DecisionTests()
    {
        _observatory = Open();
        Write("one.txt", "Government forces shelled the town of Ariha on Wednesday, killing three civilians.", "North Wire");
        Write("two.txt", "Three civilians were killed by government shelling of Ariha on Wednesday.", "Relief Desk");
        Write("three.txt", "Government forces shelled the village of Kansafra on Wednesday. Nobody was hurt.", "Hill Radio");
    }

    private string Database => Path.Combine(_folder, "ledger.db");

    [Fact]
    public void Rejecting_an_incident_hides_it_and_undoing_brings_it_back()
    {
        var before = _observatory.Rebuild();
        var incident = _observatory.Incidents()[0];
        var decision = Decide(DecisionKind.Reject, [incident.Id]);
        Assert.Null(_observatory.Incident(incident.Id));
        Assert.NotEqual(before, _observatory.Rebuild());
        Assert.Equal(decision.Id, Assert.Single(_observatory.DecisionsInForce()).Id);
        Decide(DecisionKind.Undo, [decision.Id]);
        Assert.Empty(_observatory.DecisionsInForce());
        Assert.Equal(before, _observatory.Rebuild());
    }

    [Fact]
    public void Incidents_are_merged_and_split_by_readers()
    {
        var before = _observatory.Incidents().Select(i => i.Id).ToArray();
        Assert.True(before.Length >= 2);
        Decide(DecisionKind.Merge, before);
        var merged = Assert.Single(_observatory.Incidents());
        var leaving = merged.ClaimIds[^1];
        Decide(DecisionKind.Split, [merged.Id, leaving]);
        Assert.Equal(2, _observatory.Incidents().Count);
        Assert.Equal([leaving], _observatory.IncidentOf(leaving)!.ClaimIds);
    }

    [Fact]
    public void A_corrected_field_shows_in_the_incident_and_the_claim_keeps_its_words()
    {
        var claim = _observatory.Claims().First(c => c.Report.Source.EndsWith("three.txt", StringComparison.Ordinal) && c.Type == EventType.Assault);
        Decide(DecisionKind.Correct, [claim.Id], "time.edtf", "\"2021-08-30\"");
        Assert.Equal("2021-08-30", _observatory.IncidentOf(claim.Id)!.Time!.Text);
        Assert.Equal(ClaimJson.Write(claim), ClaimJson.Write(_observatory.Claim(claim.Id)!));
        Assert.Single(_observatory.DecisionsAbout(claim.Id));
    }

    [Fact]
    public void Decisions_outlive_a_newer_coder()
    {
        // An earlier coder saw the same sentence, took a part of it for its quote, and another day.
        var claim = _observatory.Claims().First(c => c.Report.Source.EndsWith("three.txt", StringComparison.Ordinal) && c.Type == EventType.Assault);
        var report = _observatory.Report(claim.Report.Id)!;
        var older = ClaimJson.Named(claim with
        {
            Id = "", Coder = "hudna/0.0.1", Quote = Quote.Of(report.Text, claim.Quote.Start, claim.Quote.End - 5),
            Time = new TimeMention("on Wednesday", Edtf.TryRead("2021-08-25"), TimeBasis.Relative),
        });
        using (var record = Ledger.Record.Open(Database, TimeProvider.System)) record.AppendClaims(report.Id, [older], older.Coder);
        _observatory.Rebuild();
        var incident = _observatory.IncidentOf(older.Id)!;
        Decide(DecisionKind.Reject, [incident.Id]);
        var others = _observatory.Incidents().Count;

        var (coded, changed) = _observatory.Recode();

        Assert.Equal((3, 1), (coded, changed));
        Assert.Null(_observatory.Claim(older.Id));
        Assert.NotNull(_observatory.Claim(claim.Id));
        Assert.Null(_observatory.IncidentOf(claim.Id));
        Assert.Equal(others, _observatory.Incidents().Count);
        Assert.Empty(_observatory.IdleDecisions());
        Assert.Single(_observatory.DecisionsAbout(claim.Id.Replace("claim:", "incident:", StringComparison.Ordinal)));
        Assert.True(_observatory.Verify().Holds);
    }

    [Fact]
    public void Codings_by_hand_are_left_alone()
    {
        var claim = _observatory.Claims()[0];
        using (var record = Ledger.Record.Open(Database, TimeProvider.System)) record.AppendClaims(claim.Report.Id, [], "hand/reader");
        Assert.Equal((2, 0), _observatory.Recode());
        Assert.Empty(_observatory.ClaimsOf(claim.Report.Id));
    }

    [Theory]
    [InlineData(DecisionKind.Reject, "incident:0", null, null, "there is no 'incident:0' here")]
    [InlineData(DecisionKind.Correct, "A", "time.edtf", "\"yesterday\"", "")]
    [InlineData(DecisionKind.Correct, "A", "quote", "\"other words\"", "'quote' is not a field to correct")]
    [InlineData(DecisionKind.Correct, "A", "type", "{", "no JSON")]
    [InlineData(DecisionKind.Merge, "I", null, null, "'merge' cannot be decided of 1 subjects")]
    [InlineData(DecisionKind.Split, "I B", null, null, "is not of")]
    [InlineData(DecisionKind.Copy, "A A", null, null, "'copy' cannot be decided")]
    [InlineData(DecisionKind.Undo, "decision:0", null, null, "there is no 'decision:0' here")]
    public void What_does_not_fit_is_refused_and_not_kept(DecisionKind kind, string subjects, string? field, string? value, string words)
    {
        var claims = _observatory.Claims().Where(c => _observatory.IncidentOf(c.Id) is not null).ToArray();
        var (first, other) = (claims[0], claims.First(c => _observatory.IncidentOf(c.Id)!.Id != _observatory.IncidentOf(claims[0].Id)!.Id));
        var names = subjects.Split(' ').Select(s => s switch { "A" => first.Id, "B" => other.Id, "I" => _observatory.IncidentOf(first.Id)!.Id, _ => s }).ToArray();
        var fault = Assert.Throws<UserFaultException>(() => Decide(kind, names, field, value));
        Assert.Contains(words, fault.Message);
        Assert.Empty(_observatory.Decisions());
    }

    [Fact]
    public void A_name_is_blacked_out_of_exports_and_shown_reports_and_stays_in_the_record()
    {
        Write("four.txt", "Government forces shelled the town of Ariha on Thursday. The teacher Samira Qadri was hurt.", "Hill Radio");
        using var shown = Observatory.Open(new ObservatoryOptions { Database = Database, Model = "small", BlackOut = ["Samira Qadri"] });
        using var output = new MemoryStream();
        foreach (var kind in (string[])["claims", "incidents", "findings"]) shown.Export(kind, "jsonl", output);
        Assert.DoesNotContain("Qadri", System.Text.Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
        var report = shown.Reports().Single(r => r.Source.EndsWith("four.txt", StringComparison.Ordinal));
        Assert.Contains("The teacher ████████████ was hurt.", shown.Report(report.Id)!.Text, StringComparison.Ordinal);
        Assert.Contains("Samira Qadri", _observatory.Report(report.Id)!.Text, StringComparison.Ordinal);
        Assert.True(shown.Verify().Holds);
    }

    public void Dispose()
    {
        _observatory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Decision Decide(DecisionKind kind, string[] subjects, string? field = null, string? value = null) =>
        _observatory.Decide(new ReaderWord(kind, subjects, "R. Reader", "checked against the film", field, value));

    private Observatory Open() => Observatory.Open(new ObservatoryOptions { Database = Database, Model = "small", MakeLedger = true });

    private void Write(string name, string text, string publisher)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        _observatory.Read([file], new Exchange.ReadSettings { Published = new DateOnly(2021, 9, 2), Publisher = publisher });
    }
}
