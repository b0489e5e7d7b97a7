using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange.Tests;

public class ImportTests
{
    private const string AcledHeader = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n";

    [Fact]
    public void An_acled_row_is_a_claim_whose_quote_is_the_row()
    {
        var row = "XYZ1,2031-05-02,2031,1,Explosions/Remote violence,Air/drone strike,Northern Guards,1,Civilians (Xland),7,North,Ain Dara,35.5,36.5,2,\"River Wire; Mill Post\",\"Two bombs, one house.\",3,1935000000";
        var item = Assert.Single(Read("acled", AcledHeader + row + "\n"));
        var claim = Assert.Single(item.Claims);
        Assert.Equal(row, claim.Quote.Exact);
        Assert.True(claim.Quote.HoldsIn(item.Report!.Text));
        Assert.Equal("acled:XYZ1", item.Report.Source);
        Assert.Equal(new DateOnly(2031, 4, 26), item.Report.Published);
        Assert.Equal((EventType.Assault, Mode.Airstrike), (claim.Type!.Value, Assert.Single(claim.Modes)));
        Assert.Equal("Northern Guards", Assert.Single(claim.Actors).Text);
        Assert.Equal("Civilians (Xland)", Assert.Single(claim.Targets).Text);
        Assert.Equal(("Ain Dara", 35.5, PlacePrecision.Vicinity),
            (claim.Places[0].Name, claim.Places[0].Lat!.Value, claim.Places[0].Precision));
        Assert.Equal("2031-05-02", claim.Time.Edtf!.Text);
        Assert.Equal(new CountRange("killed", 3, 3, null), Assert.Single(claim.Counts));
        Assert.Equal(["ACLED", "River Wire; Mill Post"], claim.Attribution.Select(a => a.Name));
        Assert.Equal(claim.Id, ClaimJson.Named(claim).Id);
        FuzzTests.Covers(item.Report);
    }

    [Fact]
    public void Actor_one_is_no_aggressor()
    {
        var item = Assert.Single(Read("acled",
            AcledHeader + "A1,02 May 2031,2031,3,Battles,Armed clash,Guards,1,River Front,2,,Mill,35.5,36.5,1,W,,0,\n"));
        Assert.Equal(2, item.Claims[0].Actors.Count);
        Assert.Empty(item.Claims[0].Targets);
        Assert.Equal("2031-05", item.Claims[0].Time.Edtf!.Text);
    }

    [Fact]
    public void A_ucdp_row_is_read_with_and_without_header_and_its_faults_are_flagged()
    {
        var columns = ImportProfile.Read("ucdp").Columns;
        var cells = columns.ToDictionary(c => c, _ => "");
        foreach (var (column, value) in new[]
        {
            ("id", "77"), ("type_of_violence", "3"), ("side_a", "Government of X"), ("side_b", "Civilians"), ("number_of_sources", "-1"),
                ("where_prec", "4"), ("where_coordinates", "North province"),
            ("latitude", "35.1"), ("longitude", "36.2"), ("date_start", "2031-05-02 00:00:00.000"),
                ("date_end", "2031-05-04 00:00:00.000"), ("deaths_civilians", "4"), ("best", "9"), ("high", "6"), ("low", "4"),
        }) cells[column] = value;
        var row = string.Join(',', columns.Select(c => cells[c])) + "\n";
        foreach (var table in new[] { string.Join(',', columns) + "\n" + row, row })
        {
            var item = Assert.Single(Read("ucdp", table));
            var claim = Assert.Single(item.Claims);
            Assert.Equal("2031-05-02/2031-05-04", claim.Time.Edtf!.Text);
            Assert.Equal(PlacePrecision.Province, claim.Places[0].Precision);
            Assert.Equal("Civilians", Assert.Single(claim.Targets).Text);
            Assert.Equal((4L, 6L, 9L), (claim.Counts[0].Min!.Value, claim.Counts[0].Best!.Value, claim.Counts[0].Max!.Value));
            Assert.Contains("out of order", Assert.Single(item.Report!.Remarks), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gdelt_rows_become_reports_without_claims()
    {
        var cells = Enumerable.Repeat("", 61).ToArray();
        (cells[0], cells[1], cells[59], cells[60]) = ("900", "20310502", "20310503120000", "https://wire.example/a/1");
        var item = Assert.Single(Read("gdelt", string.Join('\t', cells) + "\n"));
        Assert.Empty(item.Claims);
        Assert.Equal(("wire.example", new DateOnly(2031, 5, 3)), (item.Report!.Publisher, item.Report.Published));
    }

    [Fact]
    public void A_second_reading_tells_what_was_added_changed_and_deleted()
    {
        string Row(string id, string deaths) => $"{id},2031-05-02,2031,1,B,Armed clash,G,1,R,2,,Mill,35.5,36.5,1,W,,{deaths},\n";
        var first = Read("acled", AcledHeader + Row("A", "1") + Row("B", "2") + Row("C", "3")).Select(i => i.Report!).ToList();
        var comparison = new ImportComparison(ImportProfile.Read("acled"),
            first.Select(r => (r.Source, r.Id)).Append(("other.txt", "sha256:0")));
        var second = Read("acled", AcledHeader + Row("A", "1") + Row("B", "5") + Row("D", "4")).Select(i => i.Report!).ToList();
        Assert.Equal([RowChange.Same, RowChange.Changed, RowChange.Added], second.Select(r => comparison.Take(r).Change));
        Assert.Equal("acled:C", Assert.Single(comparison.Missing).Source);
        Assert.Equal((1, 1, 1), (comparison.Added, comparison.Changed, comparison.Same));
    }

    [Theory]
    [InlineData("", "the table is empty")]
    [InlineData("\n\n", "the table is empty")]
    [InlineData("a,b,c\n1,2,3\n", "the table lacks the columns event_id_cnty, event_date, sub_event_type")]
    [InlineData("PK\u0003\u0004xxxx", "a packed file")]
    public void A_table_that_is_none_is_one_fault(string table, string what)
    {
        var fault = Assert.Single(Read("acled", table)).Fault!;
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.NotNull(fault.Mend);
    }

    [Fact]
    public void Bad_rows_are_faults_with_their_lines_and_the_rest_is_read()
    {
        var good = "2031-05-02,2031,1,B,Armed clash,G,1,R,2,,Mill,35.5,36.5,1,W,,1,\n";
        var items = Read("acled", AcledHeader + "A," + good + "short,row\n" + "A," + good + "," + good + "\"=cmd|' /C calc'!A0\"," + good
            + "E,not a date,,,,Armed clash,,,,,,Mill,999,36,,,,-4,\n");
        Assert.Equal([3, 4, 5], items.Where(i => i.Fault is not null).Select(i => i.Fault!.Line!.Value));
        Assert.Equal(["acled:A", "acled:=cmd|' /C calc'!A0", "acled:E"],
            items.Where(i => i.Report is not null).Select(i => i.Report!.Source));
        Assert.Equal(3, items[^1].Report!.Remarks.Count);
    }

    [Fact]
    public void Encodings_and_separators_are_recognised()
    {
        const string table = "code;incident_date;location;latitude;longitude;belligerents;civilians_killed_min;civilians_killed_max\nR1;4 May 2031;عين دارة;35.5;36.5;Guards, Front;2;5\n";
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(table), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(table)],
            FuzzTests.CodePages(1256).GetBytes(table), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(table)] })
        {
            var claim = Assert.Single(Assert.Single(TableImport
                .Read(new MemoryStream(bytes), ImportProfile.Read("airwars"), new ImportOptions())).Claims);
            Assert.Equal("عين دارة", claim.Places[0].Name);
            Assert.Equal(["Guards", "Front"], claim.Actors.Select(a => a.Text));
            Assert.Equal(new CountRange("killed-civilians", 2, null, 5), claim.Counts[0]);
            Assert.Equal("2031-05-04", claim.Time.Edtf!.Text);
        }
    }

    [Fact]
    public void A_mapping_of_ones_own_reads_any_table_and_finds_actors_and_places()
    {
        var profile = ImportProfile.Parse("""
            id: mill-watch
            name: Mill Watch log
            publisher: Mill Watch
            key: nr
            date: {start: tag, formats: [dd.MM.yyyy]}
            act: {column: was, map: {shells: {type: ASSAULT, modes: [shelling]}, patrol: {type: MOBILIZE, modes: [patrol]}}}
            parties: [{column: wer}]
            place: {name: ort}
            counts: [{what: wounded, best: verletzte}]
            """, "own.yaml");
        var theatre = new Theatre
        {
            Id = "t", Name = "T", TimeZone = "UTC", Bounds = new(0, 0, 1, 1), Version = "",
            Actors = [new Actor { Id = "north/guards", Name = "Northern Guards", Kind = ActorKind.ArmedForces,
                OtherNames = [new("the Guards", "en")] }],
            Places = [new Place { Id = "p:1", Name = "Lower Mill", Kind = PlaceKind.Village, Lat = 35, Lon = 36, RadiusMetres = 500 }],
        };
        var table = "Nr;Tag;Was;Wer;Ort;Verletzte\n1;02.05.2031;Shells;Guards;lower mill;2\n2;03.05.2031;Fishing;Guards;;\n";
        var items = TableImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(table)), profile, new ImportOptions { Theatre = theatre })
            .ToList();
        var claim = Assert.Single(items[0].Claims);
        Assert.Equal(("north/guards", "p:1", 35.0, "2031-05-02"),
            (claim.Actors[0].Id, claim.Places[0].Id, claim.Places[0].Lat!.Value, claim.Time.Edtf!.Text));
        Assert.Empty(items[1].Claims);
        Assert.Contains("Fishing", Assert.Single(items[1].Report!.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_mapping_is_refused_with_every_fault_and_its_line()
    {
        var faults = Assert.Throws<UserFaultException>(() => ImportProfile.Parse("id: Big One\nname: x\npublisher: y\nkeys: id\nact: {otherwise: {type: FIGHT}}\nplace:\n  precision: {column: p, map: {\"1\": near}}\n", "m.yaml")).Faults;
        Assert.Equal([1, 4, 5, 7], faults.Select(f => f.Line!.Value).Distinct());
        Assert.All(faults, f => Assert.Equal("m.yaml", f.Where));
    }

    [Fact]
    public void Every_profile_that_comes_with_the_program_is_sound()
    {
        Assert.Equal(["acled", "airwars", "gdelt", "ucdp"], ImportProfile.BuiltIn);
        Assert.All(ImportProfile.BuiltIn, name => Assert.Equal(name, ImportProfile.Read(name).Id));
    }

    [Fact]
    public void Any_table_is_read_or_refused()
    {
        var cell = Gen.Elements("", "A", "2031-05-02", "\"", "\"\"", "\"a", "a\nb", "=1", "-1", "999999999999999999999", "1e9",
            "Armed clash", "1", "35.5", "قصف", "\0", "#", "nan");
        var row = cell.ListOf(19).Select(c => string.Join(',', c));
        Prop.ForAll(row.ListOf().ToArbitrary(), rows =>
        {
            foreach (var item in Read("acled", AcledHeader + string.Join('\n', rows)))
            {
                Assert.True(item.Report is null != item.Fault is null);
                if (item.Report is null) continue;
                FuzzTests.Covers(item.Report);
                Assert.All(item.Claims, c => Assert.True(c.Quote.HoldsIn(item.Report.Text)));
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Quotation_marks_that_never_close_cost_no_more_than_linear_time()
    {
        var table = AcledHeader + string.Concat(Enumerable.Repeat("x\",\"\n", 200_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotEmpty(Read("acled", table));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    private static List<ImportItem> Read(string profile, string table) =>
        [.. TableImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(table)), ImportProfile.Read(profile),
            new ImportOptions { Where = "t.csv" })];
}
