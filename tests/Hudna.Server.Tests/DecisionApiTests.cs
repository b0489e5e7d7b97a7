using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hudna.Server.Tests;

/// <summary>Deciding through the API: what follows, what is refused, and that no other page can do it.</summary>
public sealed class DecisionApiTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private DecisionLedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _ledger = await DecisionLedger.Start();
        _client.BaseAddress = _ledger.Server.Address;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _ledger.DisposeAsync();
    }

    [Fact]
    public async Task Merging_splitting_and_undoing_show_at_once()
    {
        var before = await Incidents();
        Assert.Equal(2, before.Length);
        var (merged, incident) = await Decide("merge", before);
        Assert.Equal([incident!], await Incidents());

        var one = await Get($"/api/incidents/{incident}");
        Assert.Equal(3, one.GetProperty("made").GetArrayLength());
        var listed = Assert.Single(one.GetProperty("decisions").EnumerateArray());
        Assert.Equal((merged, "merge", "R. Reader", true), (Text(listed, "id"), Text(listed, "kind"), Text(listed, "reader"), listed.GetProperty("inForce").GetBoolean()));

        await Decide("undo", [merged!]);
        Assert.Equal(before, await Incidents());
        var all = (await Get("/api/decisions")).GetProperty("decisions").EnumerateArray().ToList();
        Assert.Equal(["undo", "merge"], all.Select(d => Text(d, "kind")));
        Assert.Equal([true, false], all.Select(d => d.GetProperty("inForce").GetBoolean() || Text(d, "kind") == "undo"));
        Assert.True(_ledger.Observatory.Verify().Holds);
    }

    [Fact]
    public async Task A_rejected_incident_is_gone_and_its_decision_stays_to_be_taken_back()
    {
        var incident = (await Incidents())[0];
        var (id, after) = await Decide("reject", [incident]);
        Assert.Null(after);
        Assert.DoesNotContain(incident, await Incidents());
        (_, after) = await Decide("undo", [id!]);
        Assert.Equal(incident, after);
    }

    [Fact]
    public async Task A_corrected_time_moves_the_incident()
    {
        var claim = _ledger.Observatory.Claims().Single(c => c.Report.Publisher == "Hill Radio");
        var (_, incident) = await Decide("correct", [claim.Id], "time.edtf", "\"2021-08-30\"");
        Assert.Equal("2021-08-30", Text((await Get($"/api/incidents/{incident}")).GetProperty("time"), "edtf"));
    }

    [Theory]
    [InlineData("""{"kind":"reject","subjects":["incident:0"],"reader":"R","reason":"x"}""", "there is no 'incident:0'")]
    [InlineData("""{"kind":"reject","subjects":["A"],"reader":" ","reason":"x"}""", "nobody is named")]
    [InlineData("""{"kind":"reject","subjects":["A"],"reader":"R","reason":""}""", "needs a reason")]
    [InlineData("""{"kind":"burn","subjects":["A"],"reader":"R","reason":"x"}""", "'burn' is nothing")]
    [InlineData("""{"kind":"reject","subjects":"A","reader":"R","reason":"x"}""", "'subjects' is missing")]
    [InlineData("""{"kind":"reject","subjects":[1],"reader":"R","reason":"x"}""", "'subjects' are ids")]
    [InlineData("""{"kind":"reject","subjects":["A"],"reader":7,"reason":"x"}""", "'reader' is a text")]
    [InlineData("""{"kind":"correct","subjects":["A"],"reader":"R","reason":"x","field":"type","value":"\"WAR\""}""", "WAR")]
    [InlineData("""["reject"]""", "JSON object")]
    [InlineData("reject", "JSON object")]
    public async Task What_cannot_be_decided_is_refused_in_words(string body, string words)
    {
        var claim = _ledger.Observatory.Claims()[0].Id;
        using var response = await Send(body.Replace("\"A\"", $"\"{claim}\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, Text(await response.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        Assert.Empty(_ledger.Observatory.Decisions());
    }

    [Theory]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("X-Hudna-Reader", null)]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_page_cannot_decide(string header, string? value)
    {
        var incident = (await Incidents())[0];
        using var response = await Send(JsonSerializer.Serialize(new { kind = "reject", subjects = new[] { incident }, reader = "R", reason = "x" }), header, value);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(_ledger.Observatory.Decisions());
    }

    [Fact]
    public async Task Where_nothing_but_a_snapshot_is_shown_nothing_is_decided()
    {
        await using var server = await HudnaServer.StartAsync(() => Example.Snapshot, "/nowhere", 0, default);
        using var response = await Send("""{"kind":"reject","subjects":["x"],"reader":"R","reason":"x"}""", at: server.Address);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<(string? Id, string? Incident)> Decide(string kind, string[] subjects, string? field = null, string? value = null)
    {
        using var response = await Send(JsonSerializer.Serialize(new { kind, subjects, reader = "R. Reader", reason = "seen on film", field, value }));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.Created, answer.ToString());
        return (Text(answer, "id"), Text(answer, "incident"));
    }

    private async Task<HttpResponseMessage> Send(string body, string? header = null, string? value = null, Uri? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at ?? _client.BaseAddress!, "/api/decisions"))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, header == "Content-Type" ? value! : "application/json"),
        };
        if (header != "X-Hudna-Reader") request.Headers.Add("X-Hudna-Reader", "1");
        if (header is "Origin" or "Sec-Fetch-Site") request.Headers.Add(header, value);
        return await _client.SendAsync(request);
    }

    private async Task<string[]> Incidents() => [.. (await Get("/api/incidents")).GetProperty("incidents").EnumerateArray().Select(i => Text(i, "id")!)];

    private async Task<JsonElement> Get(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
