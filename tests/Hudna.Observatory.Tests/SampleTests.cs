using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Observatory.Tests;

/// <summary>The main job on the sample, against its known answers.</summary>
public class SampleTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    /// <summary>How many of the known incidents must be found, with date and place; raised as the coder gets better, never lowered.</summary>
    private const int KnownIncidents = 19;

    private Observatory Observatory => sample.Observatory;

    [Fact]
    public void Every_report_is_read()
    {
        Assert.Empty(sample.Summary.Faults);
        Assert.Equal(45, sample.Summary.Added);
    }

    [Fact]
    public void Every_quote_is_what_stands_in_the_report()
    {
        var texts = Observatory.Reports().ToDictionary(r => r.Id, r => Observatory.Report(r.Id)!.Text);
        Assert.All(Observatory.Claims(), c => Assert.True(c.Quote.HoldsIn(texts[c.Report.Id]), $"{c.Id} in {c.Report.Source}"));
    }

    [Fact]
    public void Every_report_is_dated_as_its_reader_would_date_it()
    {
        var found = Observatory.Reports().ToDictionary(r => r.Source, r => r.Published?.ToString("yyyy-MM-dd"));
        var wrong = sample.Expected.GetProperty("publishedDates").EnumerateObject()
            .Where(e => e.Value.ValueKind == JsonValueKind.String && found.GetValueOrDefault(e.Name) != e.Value.GetString())
            .Select(e => $"{e.Name}: {e.Value.GetString()}, not {found.GetValueOrDefault(e.Name)}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Page_furniture_is_never_coded()
    {
        var phrases = sample.Expected.GetProperty("furniture").EnumerateArray().Select(f => f.GetProperty("text").GetString()!).ToList();
        var coded = Observatory.Claims().Where(c => phrases.Any(p => c.Quote.Exact.Contains(p, StringComparison.Ordinal)));
        Assert.Empty(coded.Select(c => $"{c.Report.Source}: {c.Quote.Exact}"));
    }

    [Fact]
    public void Most_of_the_known_incidents_are_found_with_their_day_and_place()
    {
        var missed = sample.Expected.GetProperty("incidents").EnumerateArray().Where(e => !IsFound(e)).Select(e => e.GetProperty("id").GetString()!).ToList();
        var all = sample.Expected.GetProperty("incidents").GetArrayLength();
        Assert.True(all - missed.Count >= KnownIncidents, $"{all - missed.Count} of {all} found; missed: {string.Join(", ", missed)}");
    }

    [Fact]
    public void A_denial_disputes_the_incident_that_others_assert()
    {
        var file = sample.Expected.GetProperty("denial").GetProperty("file").GetString();
        var denials = Observatory.Claims().Where(c => c.Report.Source == file).Select(c => c.Id).ToHashSet();
        Assert.Contains(Observatory.Incidents(), i => i.Disputes.Any(d => d.ClaimIds.Any(denials.Contains)) && i.ClaimIds.Any(c => !denials.Contains(c)));
    }

    [Fact]
    public void One_thread_and_eight_give_the_same_bytes()
    {
        using var one = sample.Open("one.db", threads: 1);
        using var eight = sample.Open("eight.db", threads: 8);
        sample.Read(one);
        sample.Read(eight);
        Assert.Equal(Lines(one), Lines(eight));
        Assert.Equal(one.Rebuild(), eight.Rebuild());
    }

    [Fact]
    public void Reading_again_changes_nothing_and_a_rebuild_gives_the_same_bytes()
    {
        var before = Observatory.Rebuild();
        var again = sample.Read(Observatory);
        Assert.Equal((0, 0, sample.Summary.Added), (again.Added, again.Claims, again.AlreadyThere));
        Assert.Equal(before, Observatory.Rebuild());
        Assert.True(Observatory.Verify().Holds);
    }

    [Fact]
    public void Every_finding_rests_on_an_incident_and_every_incident_on_claims()
    {
        Assert.NotEmpty(Observatory.Findings());
        Assert.All(Observatory.Findings(), f => Assert.NotNull(Observatory.Incident(f.IncidentId)));
        Assert.All(Observatory.Incidents(), i => Assert.All(i.ClaimIds, c => Assert.NotNull(Observatory.Claim(c))));
    }

    private static IEnumerable<string> Lines(Observatory o) => o.Claims().Select(c => System.Text.Encoding.UTF8.GetString(ClaimJson.Write(c)));

    private bool IsFound(JsonElement expected)
    {
        Names.TryRead<EventType>(expected.GetProperty("type").GetString(), out var type);
        var time = Edtf.TryRead(expected.GetProperty("date").GetString())!;
        var files = expected.GetProperty("files").EnumerateArray().Select(f => f.GetString()).ToHashSet();
        var places = expected.GetProperty("pcodes").EnumerateArray().Select(p => $"pcode:{p.GetString()}").ToHashSet();
        return Observatory.Incidents().Any(i => i.Type == type
            && i.Time?.Overlaps(time) == true
            && i.ClaimIds.Any(c => files.Contains(Observatory.Claim(c)!.Report.Source))
            && (places.Count == 0 || i.Places.Any(p => p.Id is not null && places.Contains(p.Id))));
    }
}
