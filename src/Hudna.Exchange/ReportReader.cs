using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Reads reports from files, folders and standard input: plain text, HTML, Markdown, JSON lines. Streams: one report is held at a time.
/// No content makes it throw; what cannot be read is a fault beside the rest. Reading the same bytes always gives the same reports.
/// </summary>
public static class ReportReader
{
    /// <summary>The reports under the paths, in the order of the paths; those of a folder in ordinal order of their names.</summary>
    /// <param name="paths">Files, folders, or <c>-</c> for standard input.</param>
    /// <param name="settings">How to read.</param>
    public static IEnumerable<ReadItem> Read(IReadOnlyList<string> paths, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var path in paths)
        {
            if (path == ReadSettings.StandardInputName)
            {
                foreach (var item in ReadStandardInput(settings)) yield return item;
                continue;
            }
            foreach (var (file, fault) in ReportFiles.Of(path))
            {
                if (fault is not null) yield return new(null, fault, fault.Where ?? path);
                else foreach (var item in ReadFile(file!, settings)) yield return item;
            }
        }
    }

    /// <summary>The reports in bytes that the caller holds: a page fetched, an upload.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">File name or address; its ending helps to tell the format.</param>
    /// <param name="settings">How to read.</param>
    /// <param name="mediaType">The media type that came with the bytes, its charset included; null where none did.</param>
    public static IEnumerable<ReadItem> ReadBytes(ReadOnlyMemory<byte> bytes, string source, ReadSettings settings,
        string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        return bytes.Length > settings.MaxBytes
            ? [new(null, TooLarge(source, bytes.Length, settings), source)]
            : Formats.Read(bytes, new ReportFile(source, source, source, null), settings, mediaType);
    }

    private static IEnumerable<ReadItem> ReadFile(ReportFile file, ReadSettings settings)
    {
        if (Formats.IsJsonLines(file.Path))
        {
            Stream stream;
            ReadItem? failed = null;
            try
            {
                stream = File.OpenRead(file.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed = new(null, Unreadable(file, e), file.Source);
                stream = Stream.Null;
            }
            if (failed is not null) yield return failed;
            else
                using (stream)
                    foreach (var item in JsonPosts.ReadLines(stream, file, settings)) yield return item;
            yield break;
        }
        foreach (var item in ReadWhole(file, settings)) yield return item;
    }

    private static IEnumerable<ReadItem> ReadWhole(ReportFile file, ReadSettings settings)
    {
        byte[] bytes;
        try
        {
            var length = new FileInfo(file.Path).Length;
            if (length > settings.MaxBytes) return [new(null, TooLarge(file.Shown, length, settings), file.Source)];
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new(null, Unreadable(file, e), file.Source)];
        }
        return Formats.Read(bytes, file, settings, null);
    }

    private static IEnumerable<ReadItem> ReadStandardInput(ReadSettings settings)
    {
        var file = new ReportFile("", "standard input", "standard input", null);
        if (settings.StandardInput is not { } input) return [new(null, new Fault("there is no standard input", file.Shown), file.Source)];
        var buffer = new MemoryStream();
        try
        {
            var block = new byte[65536];
            for (int n; (n = input.Read(block)) > 0;)
            {
                buffer.Write(block, 0, n);
                // Lines of JSON are read as they come; anything else is one report.
                if (buffer.Length >= 2 && JsonPosts.LooksLikeLines(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)))
                    return JsonPosts.ReadLines(new HeadedStream(buffer.ToArray(), input), file, settings);
                if (buffer.Length > settings.MaxBytes) return [new(null, TooLarge(file.Shown, buffer.Length, settings), file.Source)];
            }
        }
        catch (IOException e)
        {
            return [new(null, Unreadable(file, e), file.Source)];
        }
        return Formats.Read(buffer.ToArray(), file, settings, null);
    }

    private static Fault TooLarge(string shown, long length, ReadSettings settings) => new(
        $"it is {length / 1048576.0:0.#} MB, more than the {settings.MaxBytes / 1048576.0:0.#} MB that one report may have", shown,
            Mend: "Divide it into its reports");

    private static Fault Unreadable(ReportFile file, Exception e) =>
        new($"it could not be read ({e.Message.TrimEnd('.')})", file.Shown, Mend: "Change its permissions, or take it out");
}
