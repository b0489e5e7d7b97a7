using System.Buffers;
using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>
/// Posts as JSON: one object a line, or a document that is an object, a list, or an export with a list of messages. Fields are taken under
/// the names that outlets and exports use; a line that <see cref="ReportJson"/> wrote gives its report back, passages and all.
/// </summary>
internal static class JsonPosts
{
    private static readonly string[] s_text = ["text", "body", "content", "message", "full_text", "articleBody", "description"];
    private static readonly string[] s_title = ["title", "headline"];
    private static readonly string[] s_date =
        ["published", "date", "publishedAt", "published_at", "datePublished", "created_at", "createdAt", "timestamp", "time"];
    // These say when it was published and nothing else: what cannot be read there is a fault, not a riddle.
    private static readonly string[] s_published = ["published", "publishedAt", "published_at", "datePublished", "date"];
    private static readonly string[] s_publisher = ["publisher", "channel", "outlet", "site", "site_name", "account", "username", "from"];
    private static readonly string[] s_language = ["language", "lang", "inLanguage"];
    private static readonly string[] s_byline = ["byline", "author"];
    private static readonly string[] s_name = ["url", "link", "source", "id"];

    /// <summary>Whether bytes are the beginning of JSON lines: an object that ends where its line ends.</summary>
    public static bool LooksLikeLines(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        if (bytes.IsEmpty || bytes[0] != '{') return false;
        var end = bytes.IndexOf((byte)'\n');
        return end > 0 && bytes[..end].TrimEnd(" \t\r"u8)[^1] == '}';
    }

    /// <summary>The reports of a stream of lines; a bad line is a fault and the next is read.</summary>
    public static IEnumerable<ReadItem> ReadLines(Stream stream, ReportFile file, ReadSettings settings)
    {
        var number = 0;
        foreach (var (line, tooLong) in Lines(stream, settings.MaxBytes))
        {
            number++;
            if (tooLong)
            {
                yield return Formats.Failed(file, $"the line is longer than {settings.MaxBytes / 1048576.0:0.#} MB",
                    "Divide it into its reports", number);
                continue;
            }
            if (line.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0) continue;
            yield return ReadLine(line, file, settings, number);
        }
        if (number == 0) yield return Formats.Failed(file, "the file is empty", "Take it out, or save it again");
    }

    /// <summary>The reports of a whole document of JSON.</summary>
    public static IEnumerable<ReadItem> ReadDocument(ReadOnlyMemory<byte> bytes, DecodedText decoded, ReportFile file,
        ReadSettings settings)
    {
        if (LooksLikeLines(bytes.Span)) return ReadLines(new MemoryStream(bytes.ToArray()), file, settings);
        try
        {
            using var document = JsonDocument.Parse(decoded.Text);
            var root = document.RootElement;
            var channel = root.ValueKind == JsonValueKind.Object ? First(root, "name", "title", "publisher") : null;
            var posts = root.ValueKind == JsonValueKind.Array ? root
                : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("messages", out var messages)
                    && messages.ValueKind == JsonValueKind.Array ? messages
                : default;
            if (posts.ValueKind != JsonValueKind.Array) return [ReadObject(root, bytes, file, settings, null, null)];
            var items = new List<ReadItem>();
            var at = 0;
            foreach (var post in posts.EnumerateArray())
            {
                at++;
                // Exports hold service messages (pinned, joined) without any text.
                if (post.ValueKind == JsonValueKind.Object && TextOf(post) is null
                    && (post.TryGetProperty("action", out _) || post.TryGetProperty("file", out _)
                    || post.TryGetProperty("photo", out _))) continue;
                items.Add(ReadObject(post, Encoding.UTF8.GetBytes(post.GetRawText()), file, settings, null, channel, at));
            }
            return items.Count > 0 ? items : [Formats.Failed(file, "no posts stand in it", null)];
        }
        catch (JsonException e)
        {
            return [Formats.Failed(file, $"it is no JSON ({Plain(e)})", "Mend it there", Line(e))];
        }
    }

    private static ReadItem ReadLine(byte[] line, ReportFile file, ReadSettings settings, int number)
    {
        try
        {
            var bytes = line.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? line[3..] : line;
            using var document = JsonDocument.Parse(bytes);
            return ReadObject(document.RootElement, bytes, file, settings, number, null);
        }
        catch (JsonException e)
        {
            return Formats.Failed(file, $"the line is no JSON ({Plain(e)})", "Mend the line; the others were read", number);
        }
    }

    private static ReadItem ReadObject(JsonElement post, ReadOnlyMemory<byte> original, ReportFile file, ReadSettings settings, int? line,
        string? channel, int? at = null)
    {
        var where = line is null ? at is null ? "the document" : $"post {at}" : "the line";
        if (post.ValueKind != JsonValueKind.Object) return Formats
            .Failed(file, $"{where} is no JSON object", "Write {\"text\": …} there", line);
        try
        {
            if (post.TryGetProperty("passages", out _) && post.TryGetProperty("text", out _) && post.TryGetProperty("source", out _))
                return OwnReport(post, original, file, settings, line);
        }
        catch (FormatException e)
        {
            return Formats.Failed(file, $"{where} is no report ({e.Message})", null, line);
        }
        var text = TextOf(post);
        var html = First(post, "html", "content_html");
        if (string.IsNullOrWhiteSpace(text) && string.IsNullOrWhiteSpace(html)) return Formats
            .Failed(file, $"{where} holds no text", "Give it a field 'text'", line);
        if (settings.Published is null && WrongDate(post) is { } wrong) return Formats
            .Failed(file, $"{where} gives '{wrong}', which is no day", "Write it as 2021-12-31, or take it out", line);
        var title = First(post, s_title);
        PageText page;
        if (string.IsNullOrWhiteSpace(text)) page = HtmlPage.Read(html!);
        else
        {
            var kept = string.IsNullOrWhiteSpace(title)
                || text.StartsWith(title, StringComparison.Ordinal) ? text : $"{title.Trim()}\n\n{text}";
            page = Formats.PlainPage(kept);
        }
        var dated = First(post, s_date);
        var meta = page.Metadata with
        {
            Title = title ?? page.Metadata.Title,
            Byline = First(post, s_byline) ?? page.Metadata.Byline,
            Publisher = First(post, s_publisher) ?? channel ?? page.Metadata.Publisher,
            Published = DateFinder.Machine(dated) ?? page.Metadata.Published,
            Language = First(post, s_language) ?? page.Metadata.Language,
        };
        var remarks = page.Remarks;
        if (dated is not null && meta.Published is null) remarks = [.. remarks, $"its date '{dated}' could not be read"];
        var name = First(post, s_name);
        var source = name is not null && name.Contains("://", StringComparison.Ordinal) ? name
            : $"{file.Source}#{name ?? (line ?? at)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "1"}";
        var made = Formats.Made(original, new DecodedText("", "utf-8", []), file with { Source = source }, settings,
            page with { Metadata = meta, Remarks = remarks }, "application/json");
        return made.Fault is { } fault ? made with { Fault = fault with { Line = line } } : made;
    }

    private static ReadItem OwnReport(JsonElement post, ReadOnlyMemory<byte> original, ReportFile file, ReadSettings settings, int? line)
    {
        var report = ReportJson.Read(post);
        var end = 0;
        foreach (var passage in report.Passages)
        {
            if (passage.Start < end || passage.End <= passage.Start || passage.End > report.Text.Length)
                return Formats.Failed(file, "a passage lies outside the text or over another", null, line);
            end = passage.End;
        }
        report = report with { Original = original, Publisher = settings.Publisher ?? report.Publisher };
        if (settings.Published is { } day) report = report with { Published = day, PublishedBasis = PublishedBasis.Given };
        return new(report, null, report.Source);
    }

    // What stands as the day of publication and is none; null where the post gives none or a good one. Numbers count seconds or worse, by
    // the exporter: they are no day, and get a remark.
    private static string? WrongDate(JsonElement post)
    {
        foreach (var name in s_published)
        {
            if (!post.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Number) continue;
            if (First(post, name) is { } text && DateFinder.Machine(text) is not null) return null;
            if (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())) continue;
            return $"{name}: {value.GetRawText()}";
        }
        return null;
    }

    private static string? TextOf(JsonElement post)
    {
        foreach (var name in s_text)
        {
            if (!post.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
            if (value.ValueKind != JsonValueKind.Array) continue;
            // Exports of messengers give runs of text, plain or with a style.
            var runs = new StringBuilder();
            foreach (var run in value.EnumerateArray())
            {
                if (run.ValueKind == JsonValueKind.String) runs.Append(run.GetString());
                else if (run.ValueKind == JsonValueKind.Object && run.TryGetProperty("text", out var inner)
                    && inner.ValueKind == JsonValueKind.String) runs.Append(inner.GetString());
            }
            if (runs.Length > 0) return runs.ToString();
        }
        return null;
    }

    private static string? First(JsonElement post, params string[] names)
    {
        foreach (var name in names)
        {
            if (!post.TryGetProperty(name, out var value)) continue;
            var text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.Object => First(value, "name", "title", "screen_name"),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text)) return text.Trim();
        }
        return null;
    }

    private static string Plain(JsonException e) =>
        e.BytePositionInLine is { } at ? $"character {at + 1}" : "it ends too early";

    private static int? Line(JsonException e) => e.LineNumber is { } n ? (int)n + 1 : null;

    private static IEnumerable<(byte[] Line, bool TooLong)> Lines(Stream stream, long maxBytes)
    {
        var block = new byte[65536];
        var line = new ArrayBufferWriter<byte>(4096);
        var tooLong = false;
        for (int n; (n = stream.Read(block)) > 0;)
        {
            for (var at = 0; at < n;)
            {
                var end = block.AsSpan(at, n - at).IndexOf((byte)'\n');
                var length = end < 0 ? n - at : end;
                if (line.WrittenCount + length > maxBytes) tooLong = true;
                else line.Write(block.AsSpan(at, length));
                at += length;
                if (end < 0) continue;
                at++;
                yield return (tooLong ? [] : line.WrittenSpan.ToArray(), tooLong);
                line.ResetWrittenCount();
                tooLong = false;
            }
        }
        if (line.WrittenCount > 0 || tooLong) yield return (tooLong ? [] : line.WrittenSpan.ToArray(), tooLong);
    }
}
