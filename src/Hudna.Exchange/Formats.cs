using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>Tells which format bytes are in and hands them to its reader; makes the report from what comes back.</summary>
internal static class Formats
{
    /// <summary>Whether a file is read a line at a time.</summary>
    public static bool IsJsonLines(string path) => HasEnding(path, ".jsonl", ".ndjson");

    /// <summary>The reports in the bytes of one file.</summary>
    public static IEnumerable<ReadItem> Read(ReadOnlyMemory<byte> bytes, ReportFile file, ReadSettings settings, string? mediaType)
    {
        if (bytes.IsEmpty) return [Failed(file, "the file is empty", "Take it out, or save it again")];
        if (IsJsonLines(file.Source) || (mediaType is not null && mediaType.Contains("ndjson", StringComparison.Ordinal)))
            return JsonPosts.ReadLines(new MemoryStream(bytes.ToArray()), file, settings);
        if (HasEnding(file.Source, ".csv", ".tsv", ".tab")) return [Failed(file, "it is a table, not a report",
            "Take it in with: hudna import csv")];
        var html = HasEnding(file.Source, ".html", ".htm", ".xhtml", ".mhtml")
            || (mediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) ?? LooksHtml(bytes.Span));
        var declared = CharsetOf(mediaType) ?? (html ? HtmlCharset.Declared(bytes.Span) : null);
        var decoded = TextDecoder.Decode(bytes.Span, declared, out var refusal);
        if (decoded is null) return [Failed(file, $"it is {refusal}", "Save it as text or HTML first")];
        if (string.IsNullOrWhiteSpace(decoded.Text)) return [Failed(file, "nothing but white space stands in it",
            "Take it out, or save it again")];
        if (html) return [Made(bytes, decoded, file, settings, HtmlPage.Read(decoded.Text), "text/html")];
        if (HasEnding(file.Source, ".md", ".markdown")) return [Made(bytes, decoded, file, settings, MarkdownText.Read(decoded.Text),
            "text/markdown")];
        if (HasEnding(file.Source, ".json")) return JsonPosts.ReadDocument(bytes, decoded, file, settings);
        return [Made(bytes, decoded, file, settings, PlainPage(decoded.Text), "text/plain")];
    }

    /// <summary>Plain text as a page without metadata.</summary>
    public static PageText PlainPage(string text) => new(text, LayoutReader.Of(text), Metadata.None, []);

    /// <summary>The report that a text, its layout and its metadata make.</summary>
    public static ReadItem Made(ReadOnlyMemory<byte> original, DecodedText decoded, ReportFile file, ReadSettings settings, PageText page,
        string mediaType)
    {
        if (string.IsNullOrWhiteSpace(page.Text)) return Failed(file, "no text stands in it", "Take it out, or save it again");
        var (layout, meta, entry) = (page.Layout, page.Metadata, file.Entry);
        var remarks = new List<string>(decoded.Remarks);
        remarks.AddRange(page.Remarks);
        var (published, basis) = Date(settings, entry, meta, layout, file.Source, remarks);
        var language = entry?.Language ?? (layout.Language != "und" ? layout.Language : meta.Language ?? "und");
        var report = new Report
        {
            Id = Report.IdOf(page.Text),
            Source = file.Source,
            Publisher = settings.Publisher ?? entry?.Publisher ?? meta.Publisher ?? layout.Publisher,
            Published = published,
            PublishedBasis = basis,
            Language = language,
            Title = entry?.Title ?? meta.Title ?? layout.Title,
            Byline = meta.Byline ?? layout.Byline,
            Text = page.Text,
            Passages = layout.Passages,
            MediaType = mediaType,
            Encoding = decoded.Encoding,
            Original = original,
            Remarks = remarks,
        };
        return new(report, null, file.Source);
    }

    /// <summary>A fault of a file.</summary>
    public static ReadItem Failed(ReportFile file, string what, string? mend, int? line = null) =>
        new(null, new Fault(what, file.Shown, line, mend), file.Source);

    private static (DateOnly?, PublishedBasis) Date(ReadSettings settings, IndexEntry? entry, Metadata meta, Layout layout, string source,
        List<string> remarks)
    {
        if (settings.Published is { } set) return (set, PublishedBasis.Given);
        if (entry?.Published is { } indexed) return (indexed, entry.Basis);
        if ((meta.Published ?? layout.Found) is { } found) return (found, PublishedBasis.Found);
        if (InName(source) is { } named)
        {
            remarks.Add("its date was taken from its file's name");
            return (named, PublishedBasis.Estimated);
        }
        if (layout.Estimate() is not { } estimated) return (null, PublishedBasis.Unknown);
        remarks.Add($"its date is an estimate: {estimated.How}");
        return (estimated.Date, PublishedBasis.Estimated);
    }

    /// <summary>The day written in a file's name as 2021-12-31.</summary>
    private static DateOnly? InName(string source)
    {
        var name = source.AsSpan(source.LastIndexOf('/') + 1);
        for (var i = 0; i + 10 <= name.Length; i++)
        {
            if (name[i] is not ('1' or '2') || (i > 0 && char.IsDigit(name[i - 1]))
                || (i + 10 < name.Length && char.IsDigit(name[i + 10]))) continue;
            if (DateOnly.TryParseExact(name.Slice(i, 10), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None, out var day)) return day;
        }
        return null;
    }

    private static bool HasEnding(string path, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string? CharsetOf(string? mediaType)
    {
        var at = mediaType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : mediaType![(at + 8)..].Split(';')[0].Trim().Trim('"');
    }

    private static bool LooksHtml(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).Replace("\0", "", StringComparison.Ordinal)
            .TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\t', '\r', '\n');
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && head.Contains("<html", StringComparison.OrdinalIgnoreCase))
            || (head.StartsWith("<!--", StringComparison.Ordinal) && head.Contains("<html", StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A text made from a file, with its layout and what the file says of itself.</summary>
/// <param name="Text">The kept text.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="Metadata">What the file says of itself.</param>
/// <param name="Remarks">What was noticed, in words for the user.</param>
internal sealed record PageText(string Text, Layout Layout, Metadata Metadata, IReadOnlyList<string> Remarks);
