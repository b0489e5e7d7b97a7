using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hudna.Cli.Tests;

/// <summary>Bad input gets one clear line (what, where, how to mend), the rest is read, nothing is half written.</summary>
public class BadInputTests
{
    private const string Good = "On 3 October 2021 regime artillery shelled the village of Kansafra in southern Idlib, killing two civilians.\n";

    [Theory]
    [InlineData("no-such-folder", "no-such-folder")]
    [InlineData("good.txt --theatre atlantis", "atlantis")]
    [InlineData("good.txt --published 2021-13-40", "2021-13-40")]
    [InlineData("good.txt --data no-such-data", "no-such-data")]
    public void A_wrong_word_on_the_command_line_is_named(string line, string named)
    {
        using var scratch = new Scratch();
        scratch.Write("good.txt", Good);
        AssertUserFault(Hudna.Run(scratch.Path, ["read", .. line.Split(' ')]), named);
    }

    [Theory]
    [InlineData("empty.txt", "")]
    [InlineData("binary.txt", "\0\u0001\u0002\u0003ELF\0\0\0\u0007\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("broken.jsonl", "{\"text\": \n")]
    public void A_file_that_is_no_report_is_named_and_the_rest_is_read(string name, string content)
    {
        using var scratch = new Scratch();
        scratch.Write("in/good.txt", Good);
        scratch.Write("in/" + name, Encoding.Latin1.GetBytes(content));
        var outcome = Hudna.Run(scratch.Path, "read", "in");
        AssertUserFault(outcome, name);
        Assert.Contains("1 report read", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_read_nothing_is_served()
    {
        using var scratch = new Scratch();
        AssertUserFault(Hudna.Run(scratch.Path, "open", "no-such-folder"), "no-such-folder");
    }

    [Fact]
    public void An_empty_id_explains_no_claim()
    {
        using var scratch = new Scratch();
        scratch.Write("good.txt", Good);
        Hudna.Run(scratch.Path, "read", "good.txt");
        AssertUserFault(Hudna.Run(scratch.Path, "explain", ""), "id is empty");
    }

    [Fact]
    public void A_wrong_date_in_the_index_is_named_with_its_line_and_its_report_waits()
    {
        using var scratch = new Scratch();
        scratch.Write("in/good.txt", Good);
        scratch.Write("in/other.txt", Good + "Again.");
        const string head = "file,publisher,published,published_basis,language\n";
        scratch.Write("in/reports.csv", head + "good.txt,Bulletin,2021-02-30,given,en\n");
        var outcome = Hudna.Run(scratch.Path, "read", "in");
        AssertUserFault(outcome, "reports.csv:2");
        Assert.Contains("1 report read", outcome.Output, StringComparison.Ordinal);
        scratch.Write("in/reports.csv", head + "good.txt,Bulletin,2021-10-03,given,en\n");
        outcome = Hudna.Run(scratch.Path, "read", "in");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("1 report read, 1 already there", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_at_once()
    {
        using var scratch = new Scratch();
        scratch.Write("in/good.txt", Good);
        using (var file = File.Create(Path.Combine(scratch.Path, "in", "huge.txt"))) file.SetLength(200L << 20);
        var outcome = Hudna.Run(scratch.Path, "read", "in");
        AssertUserFault(outcome, "huge.txt");
        Assert.Contains("1 report read", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deeply_nested_html_is_read_or_named_but_never_a_crash()
    {
        using var scratch = new Scratch();
        var nested = new StringBuilder("<html><body>").Insert(12, "<div>", 100_000).Append("<p>").Append(Good).Append("</p>");
        scratch.Write("in/deep.html", nested.ToString());
        scratch.Write("in/good.txt", Good + "Again.");
        var outcome = Hudna.Run(scratch.Path, "read", "in");
        Assert.True(outcome.Code is 0 or 1, outcome.Error);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This is no ledger but a letter, long enough to be looked at and refused for what it is.")]
    [InlineData("")]
    public void A_file_that_is_no_ledger_is_left_as_it_was(string content)
    {
        using var scratch = new Scratch();
        var db = scratch.Write("letter.db", content.Length > 0 ? content : new string('x', 5000));
        var before = File.ReadAllBytes(db);
        scratch.Write("good.txt", Good);
        AssertUserFault(Hudna.Run(scratch.Path, "read", "good.txt", "--db", "letter.db"), "letter.db");
        Assert.Equal(before, File.ReadAllBytes(db));
    }

    [Fact]
    public void A_port_in_use_is_named()
    {
        using var scratch = new Scratch();
        scratch.Write("good.txt", Good);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        AssertUserFault(Hudna.Run(scratch.Path, "open", "good.txt", "--port", $"{port}"), $"{port}");
    }

    [Fact]
    public void An_output_that_cannot_be_written_leaves_nothing_behind()
    {
        using var scratch = new Scratch();
        scratch.Write("good.txt", Good);
        Assert.Equal(0, Hudna.Run(scratch.Path, "read", "good.txt").Code);
        AssertUserFault(Hudna.Run(scratch.Path, "export", "claims", "--out", "no/such/folder/out.jsonl"), "no/such/folder/out.jsonl");
        Assert.False(Directory.Exists(Path.Combine(scratch.Path, "no")));
    }

    [Fact]
    public void Standard_input_is_read_like_a_file()
    {
        using var scratch = new Scratch();
        var outcome = Hudna.Run(scratch.Path, Encoding.UTF8.GetBytes(Good), "read", "-", "--published", "2021-10-03", "--publisher", "Bulletin");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("1 report read", outcome.Output, StringComparison.Ordinal);
    }

    private static void AssertUserFault(Outcome outcome, string named)
    {
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of the program", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Code);
    }
}
