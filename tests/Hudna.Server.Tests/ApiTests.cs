using System.Net;
using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Tests;

/// <summary>The API over a small observatory made by hand, asked through a real socket.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private readonly List<Decision> _taken = [];
    private Snapshot _now = Example.Snapshot;
    private HudnaServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await HudnaServer.StartAsync(() => _now, "/nowhere", 0, default, Take);
        _client.BaseAddress = _server.Address;
        _client.DefaultRequestHeaders.Add("X-Hudna-Reader", "1");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_step_is_taken_and_stands_in_the_ledger()
    {
        var finding = Example.Findings[0].Id;
        var answer = await _client.PostAsync($"/api/findings/{finding}/steps", Json("""{"step":"notify","reader":"A reader","reason":"Letter 3"}"""));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var ledger = await Get("/api/ledger/" + Example.AgreementId);
        var life = Assert.Single(ledger.GetProperty("steps").EnumerateArray().ToList());
        Assert.Equal(("notified", "A reader", "notify"),
            (life.GetProperty("stage").GetString(), life.GetProperty("steps")[0].GetProperty("reader").GetString(), life.GetProperty("steps")[0].GetProperty("step").GetString()));
    }

    [Theory]
    [InlineData("text/plain", """{"step":"notify","reader":"A","reason":"B"}""", HttpStatusCode.Forbidden)]
    [InlineData("application/json", "[1]", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"step":"notify","reader":"\ud800","reason":"B"}""", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"step":"explode","reader":"A","reason":"B"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("application/json", """{"step":"close","reader":"A","reason":"refuse"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task A_step_that_is_none_is_refused(string type, string body, HttpStatusCode expected)
    {
        var answer = await _client.PostAsync($"/api/findings/{Example.Findings[0].Id}/steps", new StringContent(body, System.Text.Encoding.UTF8, type));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(_taken);
    }

    [Fact]
    public async Task The_ledger_sets_readings_and_published_counts_side_by_side()
    {
        var ledger = await Get("/api/ledger/" + Example.AgreementId);
        Assert.Equal("exempt from moscow-2020/1", ledger.GetProperty("sides")[1].GetProperty("notCounted")[0].GetProperty("why").GetString());
        var count = ledger.GetProperty("counts")[0];
        Assert.Equal((40, 2), (count.GetProperty("theirs").GetProperty("best").GetInt32(), count.GetProperty("ours")[0].GetProperty("min").GetInt32()));
        Assert.Equal(Example.ReportId("analysis-03.txt"), count.GetProperty("report").GetString());
        var open = ledger.GetProperty("unjudged").EnumerateArray().Single(u => u.GetProperty("reading").GetString() == "text");
        Assert.Equal((1, 0, 1), (open.GetProperty("undecided").GetInt32(), open.GetProperty("noPlace").GetInt32(), open.GetProperty("noActor").GetInt32()));
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private Decision Take(string finding, DecisionKind step, string? reader, string? reason)
    {
        if (reason == "refuse") throw new UserFaultException(new Fault("the finding is closed"));
        var decision = new Decision { Id = "decision:1", Kind = step, Subjects = [finding], Reader = reader!, At = new DateTimeOffset(2022, 1, 4, 0, 0, 0, TimeSpan.Zero), Reason = reason! };
        _taken.Add(decision);
        var of = Example.Findings.Single(f => f.Id == finding);
        _now = _now.With([new(finding, finding, of.IncidentId, of.AgreementId, of.TermId, of.ReadingId, "notified", of.Verdict, of.Verdict, of.AgreementVersion, null, [decision])]);
        return decision;
    }

    [Fact]
    public async Task Summary_counts_what_is_there()
    {
        var summary = await Get("/api/summary");
        Assert.Equal(4, summary.GetProperty("reports").GetInt32());
        Assert.Equal(10, summary.GetProperty("claims").GetInt32());
        Assert.Equal(5, summary.GetProperty("incidents").GetInt32());
        Assert.Equal(4, summary.GetProperty("placed").GetInt32());
        Assert.Equal("2021-12-01", summary.GetProperty("first").GetString());
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("?type=ASSAULT", 3)]
    [InlineData("?type=ASSAULT,COOPERATE&mode=airstrike,joint-patrol", 2)]
    [InlineData("?actor=russia", 3)]
    [InlineData("?actor=russia/air-force", 1)]
    [InlineData("?from=2021-12-30&to=2021-12-30", 5)]
    [InlineData("?from=2022-01-01", 0)]
    [InlineData("?verdict=violation", 2)]
    [InlineData("?verdict=exempt&reading=russia&agreement=moscow-2020", 3)]
    [InlineData("?verdict=exempt&reading=text", 0)]
    [InlineData("?placed=false", 1)]
    [InlineData("?q=albara", 1)]
    [InlineData("?q=الباره", 1)]
    [InlineData("?q=rescuers", 0)]
    [InlineData("?q=five%20raid", 2)]
    public async Task Incidents_are_filtered(string query, int expected)
    {
        var list = await Get("/api/incidents" + query);
        Assert.Equal(expected, list.GetProperty("incidents").GetArrayLength());
        Assert.Equal(expected, list.GetProperty("count").GetInt32());
        Assert.Equal(5, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_incident_carries_every_sentence_behind_it()
    {
        var incident = await Get("/api/incidents/" + Example.Incidents[0].Id);
        var claims = incident.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal(3, claims.Count);
        Assert.Equal(2, incident.GetProperty("made").GetArrayLength());
        Assert.Contains(claims, c => c.GetProperty("modality").GetString() == "denied");
        Assert.All(claims, c => Assert.Contains(incident.GetProperty("reports").EnumerateArray(),
            r => r.GetProperty("id").GetString() == c.GetProperty("report").GetProperty("id").GetString()));
        Assert.Equal(2, incident.GetProperty("tolls")[0].GetProperty("sources").GetArrayLength());
        Assert.Equal(2, incident.GetProperty("findings").GetArrayLength());
        var place = incident.GetProperty("places")[0];
        Assert.Equal("البارة", place.GetProperty("nameAr").GetString());
        Assert.Equal(4500, place.GetProperty("radius").GetDouble());
    }

    [Fact]
    public async Task Places_are_drawn_as_wide_as_they_may_be()
    {
        var list = (await Get("/api/incidents")).GetProperty("incidents").EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString()!);
        JsonElement Place(int n) => list[Example.Incidents[n].Id].GetProperty("places")[0];
        Assert.Equal(900, Place(1).GetProperty("radius").GetDouble());
        Assert.Equal("m4/example", Place(2).GetProperty("roads")[0].GetString());
        Assert.Equal("pcode:ariha-district", Place(3).GetProperty("area").GetString());
        Assert.False(Place(3).TryGetProperty("radius", out _));
    }

    [Fact]
    public async Task A_report_has_its_text_and_the_spans_of_its_claims()
    {
        var report = await Get("/api/reports/" + Example.ReportId("agency-02.txt"));
        var text = report.GetProperty("text").GetString()!;
        var claims = report.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal(3, claims.Count);
        foreach (var quote in claims.Select(c => c.GetProperty("quote")))
            Assert.Equal(quote.GetProperty("exact").GetString(), text[quote.GetProperty("start").GetInt32()..quote.GetProperty("end").GetInt32()]);
        Assert.Equal(3, report.GetProperty("incidentOf").EnumerateObject().Count());
    }

    [Fact]
    public async Task Reports_say_what_was_coded_in_them()
    {
        var reports = (await Get("/api/reports")).GetProperty("reports").EnumerateArray().ToList();
        Assert.Equal(4, reports.Count);
        var arabic = reports.Single(r => r.GetProperty("language").GetString() == "ar");
        Assert.Empty(arabic.GetProperty("claims").EnumerateObject());
        var analysis = reports.Single(r => r.GetProperty("publisher").GetString() == "Third Review");
        Assert.Equal(["event", "statement", "tally", "forecast"], analysis.GetProperty("claims").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task The_ledger_counts_terms_by_readings_and_names_deadlines()
    {
        var ledger = await Get("/api/ledger/moscow-2020");
        var cells = ledger.GetProperty("cells").EnumerateArray().ToDictionary(c => c.GetProperty("reading").GetString()!, c => c.GetProperty("verdicts"));
        Assert.Equal(2, cells["text"].GetProperty("violation").GetInt32());
        Assert.Equal(1, cells["text"].GetProperty("undecided").GetInt32());
        Assert.Equal(3, cells["russia"].GetProperty("exempt").GetInt32());
        Assert.Equal("met", ledger.GetProperty("duties")[0].GetProperty("state").GetString());
        var found = await Get("/api/ledger/moscow-2020/findings?reading=text&term=1&verdict=violation");
        Assert.Equal(2, found.GetProperty("count").GetInt32());
        Assert.Equal(2, found.GetProperty("incidents").GetArrayLength());
    }

    [Fact]
    public async Task A_measure_has_its_verdict_tables_and_charts_and_each_chart_is_drawn()
    {
        var series = await Get("/api/measures/series?outcome=type%3DASSAULT");
        Assert.Contains("2021-12", series.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        var plots = series.GetProperty("charts")[0].GetProperty("plots");
        Assert.Equal(2, plots.GetArrayLength());
        using var drawn = await _client.GetAsync(new Uri("/api/measures/series/1.svg?outcome=type%3DASSAULT", UriKind.Relative));
        Assert.Equal("image/svg+xml", drawn.Content.Headers.ContentType!.MediaType);
        Assert.Contains("effort", await drawn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var by = await Get("/api/measures/series?by=actor&step=week");
        Assert.True(by.GetProperty("tables")[0].GetProperty("rows").GetArrayLength() > 1);
    }

    [Theory]
    [InlineData("/api/measures/nothing", HttpStatusCode.NotFound, "nothing")]
    [InlineData("/api/measures/series/9.svg", HttpStatusCode.NotFound, "chart 9")]
    [InlineData("/api/measures/series?outcome=actor%3Dnobody", HttpStatusCode.BadRequest, "nobody")]
    [InlineData("/api/measures/excitation", HttpStatusCode.BadRequest, "too few")]
    [InlineData("/api/measures/series?from=soon", HttpStatusCode.BadRequest, "from")]
    public async Task What_cannot_be_measured_is_said_why(string address, HttpStatusCode status, string named)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_leads_to_its_incident()
    {
        var claim = await Get("/api/claims/" + Example.Claims[3].Id);
        Assert.Equal(Example.Incidents[0].Id, claim.GetProperty("incident").GetString());
        Assert.Equal("Five dead after raid", claim.GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_theatre_names_only_actors_that_occur()
    {
        var theatre = await Get("/api/theatre");
        var actors = theatre.GetProperty("actors").EnumerateArray().Select(a => a.GetProperty("id").GetString()).ToList();
        Assert.Contains("syria", actors);
        Assert.DoesNotContain("unused", actors);
        Assert.Equal("روسيا", theatre.GetProperty("actors")[0].GetProperty("nameAr").GetString());
        var shapes = await Get("/api/shapes");
        Assert.Equal(["area", "label", "road", "zone"], shapes.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties").GetProperty("layer").GetString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/incidents/incident:0", HttpStatusCode.NotFound)]
    [InlineData("/api/reports/sha256:0", HttpStatusCode.NotFound)]
    [InlineData("/api/claims/x", HttpStatusCode.NotFound)]
    [InlineData("/api/ledger/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/assets/none.js", HttpStatusCode.NotFound)]
    [InlineData("/api/incidents?type=WAR", HttpStatusCode.BadRequest)]
    [InlineData("/api/incidents?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/api/incidents?placed=maybe", HttpStatusCode.BadRequest)]
    public async Task Faults_are_told_in_one_shape(string path, HttpStatusCode expected)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStreamAsync()).RootElement;
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await _client.GetAsync(new Uri("/api/incidents", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/incidents");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Answers_are_compressed_and_keep_the_browser_from_fetching_elsewhere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/incidents");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await _client.SendAsync(request);
        Assert.Contains("br", response.Content.Headers.ContentEncoding);
        Assert.StartsWith("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(response.Headers, h => h.Key == "Server");
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/summary");
        request.Headers.Host = "rebound.example";
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_the_users_to_mend()
    {
        var fault = await Assert.ThrowsAsync<UserFaultException>(() => HudnaServer.StartAsync(() => Example.Snapshot, "/nowhere", _server.Address.Port, default));
        Assert.Contains($"port {_server.Address.Port} is in use", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--port", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observatory_in_which_nothing_was_read_is_served_too()
    {
        var folder = Directory.CreateTempSubdirectory("hudna");
        try
        {
            using var observatory = Observatory.Observatory.Open(new() { Database = Path.Combine(folder.FullName, "new.db"), MakeLedger = true });
            await using var server = await HudnaServer.StartAsync(observatory, 0);
            using var client = new HttpClient { BaseAddress = server.Address };
            foreach (var path in (string[])["/api/summary", "/api/theatre", "/api/shapes", "/api/incidents", "/api/reports", "/basemap/adm1.geojson"])
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
            }
            foreach (var agreement in observatory.Theatre.Agreements)
            {
                using var response = await client.GetAsync(new Uri($"/api/ledger/{agreement.Id}", UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<JsonElement> Get(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }
}
