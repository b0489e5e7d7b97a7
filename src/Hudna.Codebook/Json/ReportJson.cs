using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>
/// One report as a line of JSON: what is known of it, where its passages lie, the hash of its original, and on demand its kept text.
/// Keys stand in a fixed order without white space, so the same report always gives the same bytes; the record's hash chain runs over
/// the form without the text, whose hash is the report's id.
/// </summary>
public static class ReportJson
{
    /// <summary>The report's line as UTF-8, without a line end.</summary>
    /// <param name="report">The report.</param>
    /// <param name="withText">Whether the kept text is written too; the original's bytes never are.</param>
    public static byte[] Write(Report report, bool withText = true)
    {
        ArgumentNullException.ThrowIfNull(report);
        var buffer = new ArrayBufferWriter<byte>(1024 + (withText ? report.Text.Length : 0));
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options)) WriteTo(json, report, withText);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the report as one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Report report, bool withText = true)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        json.WriteString("id", report.Id);
        json.WriteString("source", report.Source);
        json.WriteString("publisher", report.Publisher);
        json.WriteString("published", report.Published?.ToString("yyyy-MM-dd"));
        json.WriteString("publishedBasis", report.PublishedBasis.Text());
        json.WriteString("language", report.Language);
        json.WriteString("title", report.Title);
        json.WriteString("byline", report.Byline);
        json.WriteString("mediaType", report.MediaType);
        json.WriteString("encoding", report.Encoding);
        json.WriteStartObject("original");
        json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(report.Original.Span)));
        json.WriteNumber("bytes", report.Original.Length);
        json.WriteEndObject();
        json.WriteStartArray("passages");
        foreach (var p in report.Passages)
        {
            json.WriteStartObject();
            json.WriteNumber("start", p.Start);
            json.WriteNumber("end", p.End);
            json.WriteString("role", p.Role.Text());
            json.WriteString("language", p.Language);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("remarks");
        foreach (var remark in report.Remarks) json.WriteStringValue(remark);
        json.WriteEndArray();
        if (withText) json.WriteString("text", report.Text);
        json.WriteEndObject();
    }

    /// <summary>
    /// Reads a report's line. The original's bytes are not in it and stay empty; the text is empty where the line has none. Where a line
    /// has a text but no id, the id is worked out; an id that does not name the text is an error.
    /// </summary>
    /// <exception cref="FormatException">It is no report; the message says which field, and why.</exception>
    public static Report Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"no JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads a report's object; see <see cref="Read(ReadOnlyMemory{byte})"/>.</summary>
    /// <exception cref="FormatException">It is no report; the message says which field, and why.</exception>
    public static Report Read(JsonElement e)
    {
        var text = e.TextOrNull("text");
        var id = e.TextOrNull("id") ?? (text is null ? throw new FormatException("'id' is missing, and there is no 'text' to work it out from") : Report.IdOf(text));
        if (text is not null && id != Report.IdOf(text)) throw new FormatException($"'id' is {id}, which is not the SHA-256 of 'text'");
        return new Report
        {
            Id = id,
            Source = e.Text("source"),
            Publisher = e.TextOrNull("publisher"),
            Published = e.TextOrNull("published") is { } d
                ? DateOnly.TryParseExact(d, "yyyy-MM-dd", out var day) ? day : throw new FormatException($"'published' is '{d}', no day")
                : null,
            PublishedBasis = e.NameOrNull<PublishedBasis>("publishedBasis") ?? PublishedBasis.Unknown,
            Language = e.TextOrNull("language") ?? "und",
            Title = e.TextOrNull("title"),
            Byline = e.TextOrNull("byline"),
            MediaType = e.TextOrNull("mediaType") ?? "text/plain",
            Encoding = e.TextOrNull("encoding") ?? "utf-8",
            Passages = e.List("passages", p => new Passage(p.Int("start"), p.Int("end"), p.Name<PassageRole>("role"), p.TextOrNull("language") ?? "und")),
            Remarks = e.List("remarks", r => r.GetString() ?? ""),
            Text = text ?? "",
        };
    }

    /// <summary>The hex SHA-256 of the original's bytes that a report's line names.</summary>
    /// <exception cref="FormatException">The line names none.</exception>
    public static string OriginalHash(JsonElement e) => e.Field("original").Text("sha256");
}
