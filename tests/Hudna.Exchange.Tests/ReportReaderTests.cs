using System.Text;
using Hudna.Codebook;

namespace Hudna.Exchange.Tests;

public sealed class ReportReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hudna-exchange-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plain_text_is_kept_character_for_character_and_named_by_its_bytes()
    {
        var text = " date 2021-09-24 Two shells hit the mill at dawn, residents said,"
            + " and a third fell in the river.\r\n\r\nNobody was hurt.\r\n";
        var report = Assert.Single(ReadFolder(("a.txt", Encoding.UTF8.GetBytes(text)))).Report!;
        Assert.Equal(text, report.Text);
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            report.Id);
        Assert.Equal(new DateOnly(2021, 9, 24), report.Published);
        Assert.Equal(PublishedBasis.Found, report.PublishedBasis);
        Assert.Equal(17, report.OwnText.First().Start);
        Assert.Equal("en", report.Language);
        Assert.Equal("a.txt", report.Source);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        var report = Assert.Single(ReadFolder(("a.txt", [0xEF, 0xBB, 0xBF, .. "All calm."u8]))).Report!;
        Assert.Equal("All calm.", report.Text);
    }

    [Fact]
    public void A_folder_is_read_in_ordinal_order_without_hidden_files_databases_and_the_index()
    {
        var items = ReadFolder(("b/x.txt", "One."u8.ToArray()), ("a.txt", "Two."u8.ToArray()), (".hidden", "No."u8.ToArray()),
            ("hudna.db", "No."u8.ToArray()),
            ("hudna.db-wal", "No."u8.ToArray()), ("reports.csv", "file,publisher\n"u8.ToArray()), ("B.txt", "Three."u8.ToArray()));
        Assert.Equal(["B.txt", "a.txt", "b/x.txt"], items.Select(i => i.Report!.Source));
    }

    [Fact]
    public void The_index_gives_publisher_date_basis_and_language()
    {
        var items = ReadFolder(
            ("reports.csv", Bytes("file,publisher,published,published_basis,language\n"
                + "a.txt,\"Post, The\",2021-10-05,estimated,en\nsub/b.txt,Wire,2020-01-02,,\n")),
            ("a.txt", "2019-01-01 Calm."u8.ToArray()), ("sub/b.txt", "Calm."u8.ToArray()));
        Assert.Equal(("Post, The", new DateOnly(2021, 10, 5), PublishedBasis.Estimated),
            (items[0].Report!.Publisher, items[0].Report!.Published, items[0].Report!.PublishedBasis));
        Assert.Equal(("Wire", new DateOnly(2020, 1, 2), PublishedBasis.Given),
            (items[1].Report!.Publisher, items[1].Report!.Published, items[1].Report!.PublishedBasis));
    }

    [Fact]
    public void A_wrong_date_in_the_index_is_one_fault_with_its_line_and_its_file_waits_until_it_is_mended()
    {
        var items = ReadFolder(
            ("reports.csv", "file,publisher,published\na.txt,Wire,2021-13-01\n"u8.ToArray()),
            ("a.txt", "Published: 4 October 2021\n\nThree shells fell on the orchard north of the village, a farmer said.\n"u8.ToArray()),
            ("b.txt", "Published: 5 October 2021\n\nTwo shells fell on the orchard south of the village, a farmer said.\n"u8.ToArray()));
        var fault = Assert.Single(items, i => i.Fault is not null).Fault!;
        Assert.EndsWith("reports.csv", fault.Where, StringComparison.Ordinal);
        Assert.Equal(2, fault.Line);
        Assert.Contains("2021-13-01", fault.What, StringComparison.Ordinal);
        var report = Assert.Single(items, i => i.Report is not null).Report!;
        Assert.Equal("b.txt", report.Source);
    }

    [Fact]
    public void One_bad_file_is_one_fault_and_the_rest_is_read()
    {
        var items = ReadFolder(("a.txt", []), ("b.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0]), ("c.txt", "   \n"u8.ToArray()),
            ("d.txt", "Calm."u8.ToArray()), ("e.txt", [1, 2, 3, 0, 4, 5, 0, 6, 7, 0]));
        Assert.Equal(4, items.Count(i => i.Fault is not null));
        Assert.Equal("d.txt", Assert.Single(items, i => i.Report is not null).Source);
        Assert.All(items.Where(i => i.Fault is not null), i => Assert.Contains(i.Source, i.Fault!.Where, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_path_and_an_empty_folder_are_faults()
    {
        Assert.Contains("no such file", Assert.Single(Read(Path.Combine(_folder, "none"))).Fault!.What, StringComparison.Ordinal);
        Assert.Contains("no reports", Assert.Single(Read(_folder)).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unread()
    {
        var path = Path.Combine(_folder, "big.txt");
        using (var file = File.Create(path)) file.SetLength(200L * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Single(Read(path)).Fault!;
        Assert.Contains("200 MB", fault.What, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, "the file was read");
    }

    [Fact]
    public void What_the_caller_gives_stands_above_the_index_and_the_text()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "date 2020-01-01 Calm along the line, the observers said.");
        var settings = new ReadSettings { Published = new DateOnly(2021, 1, 1), Publisher = "Desk" };
        var report = Assert.Single(ReportReader.Read([_folder], settings)).Report!;
        Assert.Equal(("Desk", new DateOnly(2021, 1, 1), PublishedBasis.Given), (report.Publisher, report.Published, report.PublishedBasis));
    }

    [Fact]
    public void Standard_input_is_one_report_or_one_a_line()
    {
        Assert.Equal("Calm.", Assert.Single(ReadInput("Calm.")).Report!.Text);
        var posts = ReadInput("{\"text\":\"Calm.\",\"date\":\"2021-01-02T10:00:00Z\",\"channel\":\"Spotters\"}\n"
            + "\nnot json\n{\"text\":\"Two shells.\"}\n");
        Assert.Equal(3, posts.Count);
        Assert.Equal(("Calm.", "Spotters", new DateOnly(2021, 1, 2)),
            (posts[0].Report!.Text, posts[0].Report!.Publisher, posts[0].Report!.Published));
        Assert.Equal(3, posts[1].Fault!.Line);
        Assert.Equal("Two shells.", posts[2].Report!.Text);
    }

    [Theory]
    [InlineData("""{"text":"Calm.","published":"2021-13-01"}""", "published: \"2021-13-01\"")]
    [InlineData("""{"text":"Calm.","date":"last week"}""", "date: \"last week\"")]
    [InlineData("""{"text":"Calm.","published":true}""", "published: true")]
    [InlineData("""{"text":"Calm.","published":"","datePublished":"soon"}""", "datePublished: \"soon\"")]
    public void A_wrong_day_in_a_line_is_a_fault_with_its_number_and_the_other_lines_are_read(string line, string said)
    {
        var items = ReadInput("{\"text\":\"Two shells.\",\"published\":null}\n" + line + "\n{\"text\":\"Three shells.\",\"published\":\"2021-12-31\"}\n");
        Assert.Equal(["Two shells.", "Three shells."], items.Where(i => i.Report is not null).Select(i => i.Report!.Text));
        var fault = Assert.Single(items, i => i.Fault is not null).Fault!;
        Assert.Equal(2, fault.Line);
        Assert.Contains(said, fault.What, StringComparison.Ordinal);
        // Whoever names the day need not mend the file.
        var settings = new ReadSettings { Published = new DateOnly(2021, 1, 1), StandardInput = new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")) };
        Assert.Equal(new DateOnly(2021, 1, 1), Assert.Single(ReportReader.Read(["-"], settings)).Report!.Published);
    }

    [Fact]
    public void Reading_is_lazy()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "Calm.");
        var read = ReportReader.Read([Path.Combine(_folder, "a.txt"), Path.Combine(_folder, "b.txt")], new ReadSettings());
        using var items = read.GetEnumerator();
        Assert.True(items.MoveNext());
        File.WriteAllText(Path.Combine(_folder, "b.txt"), "Later.");
        Assert.True(items.MoveNext());
        Assert.Equal("Later.", items.Current.Report!.Text);
    }

    private List<ReadItem> ReadFolder(params (string Name, byte[] Bytes)[] files)
    {
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
        return Read(_folder);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static List<ReadItem> Read(string path) => [.. ReportReader.Read([path], new ReadSettings())];

    private static List<ReadItem> ReadInput(string text) =>
        [.. ReportReader.Read(["-"], new ReadSettings { StandardInput = new MemoryStream(Encoding.UTF8.GetBytes(text)) })];
}
