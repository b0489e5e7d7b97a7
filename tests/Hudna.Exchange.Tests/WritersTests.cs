using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange.Tests;

public class WritersTests
{
    private static readonly string?[] s_texts =
        [null, "", "a", "|", "\\", "\\e", "a|b", "=1+1", "'=x", "-", "@cmd", "\"", "a\nb", "a\r\nb", "\r", " spaced ", "قصف", ",", "\\n",
            "'", "\t", "+", "||", "\\|", "\u2028"];

    private static readonly Gen<string?> s_maybe = Gen.Elements(s_texts);
    private static readonly Gen<string> s_text = Gen.Elements(s_texts.OfType<string>().Append("x").Append("b|"));

    private static readonly Gen<Claim> s_claim =
        from a in s_text.ListOf(2)
        from ids in s_maybe.ListOf(2)
        from words in s_maybe.ListOf(8)
        from quote in s_text
        from number in Gen.Choose(-5, 1000)
        from empty in Gen.Elements(true, false)
        select ClaimJson.Named(new Claim
        {
            Id = "",
            Report = new("sha256:00", a[0], words[0], number > 0 ? new DateOnly(2021, 12, 31) : null, PublishedBasis.Found),
            Kind = ClaimKind.Event,
            Type = empty ? null : EventType.Assault,
            Modes = empty ? [] : [Mode.Airstrike, Mode.Mine],
            Quote = new(number + 5, number + 9, quote),
            Actors = empty ? [] : [new(a[0], ids[0]), new(a[1], ids[1])],
            Targets = [new(a[1], ids[0])],
            Places = empty ? [] : [new(a[0], ids[0], a[1], -35.123456789012345, number / 7.0, PlacePrecision.Vicinity, PlaceRole.From),
                new(a[1], ids[1], a[0], null, null, PlacePrecision.Route)],
            Time = new(words[1], empty ? null : Edtf.TryRead("2021-12-30/.."), empty ? null : TimeBasis.Relative, !empty),
            Counts = empty ? [] : [new(a[0], number, null, null, true), new(a[1], null, 3, long.MaxValue)],
            Modality = Modality.Denied,
            Negated = empty,
            ProbabilityWords = words[2],
            Attribution = empty ? [] : [new(a[0], words[3], words[4], words[5]), new(a[1], null)],
            Topic = words[6],
            Proposition = words[7],
            Horizon = empty ? null : new(words[3], Edtf.TryRead("2022"), number > 3),
            Tally = empty ? null : new(new CountRange("killed", 1, null, number, true), words[4], Edtf.TryRead("2021"), words[5]),
            Confidence = 0.87,
            Coder = "hand/1",
        });

    [Fact]
    public void A_table_of_claims_read_again_gives_the_same_claims()
    {
        Prop.ForAll(s_claim.ListOf().ToArbitrary(), claims =>
        {
            var table = Written(ExportKind.Claims, ExportFormat.Csv, new ExportData { Claims = claims });
            var read = ClaimTable.Read(new StringReader(table), "t.csv").ToList();
            Assert.All(read, r => Assert.Null(r.Fault));
            Assert.Equal(claims.Select(c => Encoding.UTF8.GetString(ClaimJson.Write(c))),
                read.Select(r => Encoding.UTF8.GetString(ClaimJson.Write(r.Claim!))));
            Assert.All(read, r => Assert.Equal(r.Claim!.Id, ClaimJson.Named(r.Claim).Id));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void No_text_cell_begins_as_a_formula_does()
    {
        Prop.ForAll(s_claim.ToArbitrary(), claim =>
        {
            foreach (var row in Csv.Read(new StringReader(Written(ExportKind.Claims, ExportFormat.Csv,
                new ExportData { Claims = [claim] }))))
                Assert.All(row.Cells, c =>
                    Assert.True(c.Length == 0 || c[0] is not ('=' or '+' or '@' or '\t' or '\r')
                    && (c[0] != '-' || char.IsDigit(c[1])), c));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_bad_row_is_a_fault_with_its_line_and_the_next_is_read()
    {
        var claim = s_claim.Sample(1, 10)[0];
        var lines = Written(ExportKind.Claims, ExportFormat.Csv,
            new ExportData { Claims = [claim with { Actors = [], Targets = [], Quote = new(0, 1, "x") }] });
        var read = ClaimTable.Read(new StringReader(lines.Insert(lines.IndexOf('\n', StringComparison.Ordinal) + 1, "a,b,c\n")), "t.csv")
            .ToList();
        Assert.Equal(("t.csv", 2), (read[0].Fault!.Where, read[0].Fault!.Line));
        Assert.NotNull(read[1].Claim);
    }

    [Fact]
    public void Incidents_are_features_with_precision_and_radius_and_a_null_geometry_without_place()
    {
        using var json = JsonDocument.Parse(Written(ExportKind.Incidents, ExportFormat.Geojson,
            new ExportData { Incidents = [Raid, Raid with { Id = "incident:b", Places = [] }] }));
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal("MultiPoint", features[0].GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal(36.5, features[0].GetProperty("geometry").GetProperty("coordinates")[0][0].GetDouble());
        Assert.Equal(["exact", "vicinity"],
            features[0].GetProperty("properties").GetProperty("precision").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(2, features[0].GetProperty("properties").GetProperty("radius_m").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, features[1].GetProperty("geometry").ValueKind);
    }

    [Fact]
    public void The_calendar_is_written_with_whole_days_and_folded_lines()
    {
        CalendarLine patrol = new("patrols/1", "patrol", "First; patrol", Edtf.TryRead("2020-03-15")!, "M4, Trunba", ["russia", "turkey"], "cut short", true, [], [], ["moscow-2020/3"]);
        CalendarLine vague = new("incident:a", "meeting", new string('م', 60), Edtf.TryRead("2021-10")!, null, [], null, false, ["incident:a"], ["claim:b"], []);
        CalendarLine open = vague with { Id = "x", Time = Edtf.TryRead("2021-10-01/..")! };
        var data = new ExportData { Calendar = [patrol, vague, open] };
        var ics = Written(ExportKind.Calendar, ExportFormat.Ics, data);
        var lines = ics.Split("\r\n");
        Assert.All(lines, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 0, 75));
        Assert.Equal(2, lines.Count(l => l == "BEGIN:VEVENT"));
        Assert.Contains("DTSTART;VALUE=DATE:20200315", lines);
        Assert.Contains("DTEND;VALUE=DATE:20200316", lines);
        Assert.Contains("SUMMARY:First\\; patrol", lines);
        Assert.Contains("DTEND;VALUE=DATE:20211101", lines);
        Assert.Contains("STATUS:TENTATIVE", lines);
        Assert.Contains(new string('م', 60), ics.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(4, Written(ExportKind.Calendar, ExportFormat.Csv, data).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var first = JsonDocument.Parse(Written(ExportKind.Calendar, ExportFormat.Jsonl, data).Split('\n')[0]);
        Assert.Equal("moscow-2020/3", first.RootElement.GetProperty("fulfils")[0].GetString());
    }

    [Fact]
    public void Forecasts_are_written_with_what_became_of_them()
    {
        var data = new ExportData
        {
            Forecasts = [new("claim:a", "A. Analyst", null, new(2021, 9, 24), "ASSAULT", "an offensive, \"soon\"", true, null, 0.05, 0.1, 0.2, "a rule", "did-not-happen", "=nothing", "decision:b")],
        };
        using var json = JsonDocument.Parse(Written(ExportKind.Forecasts, ExportFormat.Jsonl, data));
        Assert.Equal(("2021-09-24", 0.1, "did-not-happen"), (json.RootElement.GetProperty("made").GetString(), json.RootElement.GetProperty("probability").GetDouble(), json.RootElement.GetProperty("outcome").GetString()));
        var rows = Csv.Read(new StringReader(Written(ExportKind.Forecasts, ExportFormat.Csv, data))).ToList();
        Assert.Equal(rows[0].Cells.Count, rows[1].Cells.Count);
        Assert.Equal("an offensive, \"soon\"", rows[1].Cells[5]);
        Assert.Throws<UserFaultException>(() => Written(ExportKind.Forecasts, ExportFormat.Geojson, data));
    }

    [Fact]
    public void The_shapes_of_other_projects_have_their_columns()
    {
        var modes = ModeCodes.Read(new StringReader(
            "# note\nmode,types,acled_event,acled_sub_event,cameo\n"
            + "airstrike,ASSAULT,Explosions/Remote violence,Air/drone strike,195\n"), "modes.csv");
        var acled = Csv.Read(new StringReader(Written(ExportKind.Incidents, ExportFormat.Acled,
            new ExportData { Incidents = [Raid], Modes = modes }))).ToList();
        Assert.Equal(31, acled[0].Cells.Count);
        Assert.Equal(3, acled.Count);
        Assert.Equal(("2021-12-30", "Air/drone strike", "3"),
            (Cell(acled, 1, "event_date"), Cell(acled, 1, "sub_event_type"), Cell(acled, 1, "fatalities")));
        Assert.Equal("0", Cell(acled, 2, "fatalities"));

        var ucdp = Csv.Read(new StringReader(Written(ExportKind.Incidents, ExportFormat.Ucdp,
            new ExportData { Incidents = [Raid, Raid with { Counts = [] }] }))).ToList();
        Assert.Equal(49, ucdp[0].Cells.Count);
        Assert.Equal(2, ucdp.Count);
        Assert.Equal(("3", "4", "6", "3"),
            (Cell(ucdp, 1, "low"), Cell(ucdp, 1, "best"), Cell(ucdp, 1, "high"), Cell(ucdp, 1, "deaths_civilians")));
        Assert.All(acled.Concat(ucdp), r => Assert.True(r.Cells.Count is 31 or 49));
    }

    [Fact]
    public void Findings_stand_beside_what_they_judge()
    {
        var finding = new Finding
        {
            Id = "finding:1", IncidentId = Raid.Id, AgreementId = "accord", TermId = "1", ReadingId = "text", Verdict = Verdict.Violation,
                AgreementVersion = "00",
            Because = new("it is an attack", "term:1", ["claim:1"], [Reason.Of("=in the zone", "zone", "claim:2")]),
        };
        var rows = Csv.Read(new StringReader(Written(ExportKind.Findings, ExportFormat.Csv,
            new ExportData { Findings = [finding], Incidents = [Raid] }))).ToList();
        Assert.Equal(("violation", "it is an attack|=in the zone", "claim:1|claim:2", "ASSAULT"),
            (Cell(rows, 1, "verdict"), Cell(rows, 1, "because"), Cell(rows, 1, "claims"), Cell(rows, 1, "incident_type")));
    }

    [Fact]
    public void A_format_that_a_kind_does_not_have_is_refused()
    {
        var fault = Assert.Single(Assert.Throws<UserFaultException>(() =>
            Written(ExportKind.Claims, ExportFormat.Ucdp, new ExportData())).Faults);
        Assert.Contains("jsonl, csv, geojson", fault.Mend, StringComparison.Ordinal);
    }

    private static Incident Raid { get; } = new()
    {
        Id = "incident:00112233445566778899", Type = EventType.Assault, Modes = [Mode.Airstrike], Time = Edtf.TryRead("2021-12-30"),
        Actors = [new("the jets", "x/air-force")], Targets = [new("villagers", "civilians")],
        Places = [new("Mill", "p:1", "Mill", 35.5, 36.5, PlacePrecision.Exact),
            new("Weir", "p:2", "Weir", 35.6, 36.6, PlacePrecision.Vicinity)],
        Counts = [new("killed", 3, 4, 6, []), new("killed-civilians", 3, 3, 3, [])],
        ClaimIds = ["claim:1"], Mentions = 2, IndependentSources = 1,
    };

    private static string Cell(List<CsvRow> rows, int row, string column) => rows[row].Cells[rows[0].Cells.ToList().IndexOf(column)];

    private static string Written(ExportKind kind, ExportFormat format, ExportData data)
    {
        using var output = new MemoryStream();
        Writers.Write(kind, format, data, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
