using System.Text;

namespace Hudna.Exchange.Tests;

public class DecodingTests
{
    private const string Arabic = "أفادت مصادر محلية بأن قذائف سقطت على أطراف البلدة مساء أمس دون وقوع إصابات";
    private const string French = "Des témoins ont déclaré que deux obus étaient tombés près du café, côté sud.";
    private const string English = "Residents said “two shells” fell – nobody was hurt…";

    [Theory]
    [InlineData(Arabic, 1256, null, "windows-1256")]
    [InlineData(Arabic, 1256, "utf-8", "windows-1256")]
    [InlineData(Arabic, 1256, "iso-8859-1", "windows-1256")]
    [InlineData(French, 1252, null, "windows-1252")]
    [InlineData(English, 1252, null, "windows-1252")]
    [InlineData(English, 1252, "utf-8", "windows-1252")]
    [InlineData(Arabic, 65001, null, "utf-8")]
    [InlineData(Arabic, 65001, "windows-1252", "utf-8")]
    [InlineData(Arabic, 1200, null, "utf-16le")]
    [InlineData(Arabic, 1201, null, "utf-16be")]
    [InlineData(English, 1200, null, "utf-16le")]
    [InlineData(English, 1201, null, "utf-16be")]
    public void Text_is_recognised(string text, int page, string? declared, string expected)
    {
        var encoding = page switch { 1200 => Encoding.Unicode, 1201 => Encoding.BigEndianUnicode, 65001 => new UTF8Encoding(false), _ =>
            FuzzTests.CodePages(page) };
        var decoded = TextDecoder.Decode(encoding.GetBytes(text), declared, out var refusal);
        Assert.Null(refusal);
        Assert.Equal((text, expected), (decoded!.Text, decoded.Encoding));
        var marked = TextDecoder.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], null, out _);
        Assert.Equal(text, marked!.Text);
    }

    [Fact]
    public void Broken_bytes_are_shown_and_remarked()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Arabic), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(Arabic)];
        var decoded = TextDecoder.Decode(bytes, null, out _)!;
        Assert.Equal($"{Arabic}\uFFFD({Arabic}", decoded.Text);
        Assert.Contains("1 byte was no utf-8", Assert.Single(decoded.Remarks), StringComparison.Ordinal);

        var western = TextDecoder.Decode([.. "caf"u8, 0xE9, 0x20, 0x81, 0x2E], null, out _)!;
        Assert.Equal("café \uFFFD.", western.Text);
        Assert.Contains("windows-1252", Assert.Single(western.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7 x", "a PDF file")]
    [InlineData("PK\u0003\u0004abc", "a packed file (zip, docx, xlsx)")]
    [InlineData("SQLite format 3\0", "a SQLite database")]
    [InlineData("a\0b\0\u0001\u0002\u0003\u0004\u0005\0\0\0", "no text but binary data")]
    public void Binary_data_is_refused(string bytes, string expected)
    {
        Assert.Null(TextDecoder.Decode(Encoding.Latin1.GetBytes(bytes), null, out var refusal));
        Assert.Equal(expected, refusal);
    }
}
