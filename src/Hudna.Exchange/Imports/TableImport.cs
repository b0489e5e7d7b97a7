using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>What a table is read with.</summary>
public sealed record ImportOptions
{
    /// <summary>The file's name, for faults.</summary>
    public string Where { get; init; } = "table";

    /// <summary>When the provider published the table; null where unknown. A row's own date of publication stands above it.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Where actors and places are looked up; null to leave them as the provider names them.</summary>
    public Theatre? Theatre { get; init; }
}

/// <summary>A row taken in, or the fault that stood in its way.</summary>
/// <param name="Line">The line that it begins on.</param>
/// <param name="Report">The row as a report: the header line, then the row, as they stand in the file. Its source is the profile's id
/// and the provider's id of the row.</param>
/// <param name="Claims">What it says; the quote is the row.</param>
/// <param name="Fault">What was wrong; null where the row was taken in.</param>
public sealed record ImportItem(int Line, Report? Report, IReadOnlyList<Claim> Claims, Fault? Fault);

/// <summary>
/// Reads others' tables of events a row at a time: each row is a report of its own, named by its text, so that a row that did not change
/// is already in the record when the table is read again. No content makes it throw; memory does not grow with the table, but for a
/// hash of each row's id.
/// </summary>
public static class TableImport
{
    private const int Head = 1 << 16;

    /// <summary>The rows of a table, lazily, in its order.</summary>
    /// <param name="stream">The table; left open.</param>
    /// <param name="profile">How its rows are read.</param>
    /// <param name="options">What else is known of it.</param>
    public static IEnumerable<ImportItem> Read(Stream stream, ImportProfile profile, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        return Rows(stream, profile, options);
    }

    private static IEnumerable<ImportItem> Rows(Stream stream, ImportProfile profile, ImportOptions options)
    {
        var head = new byte[Head];
        var filled = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = head.AsMemory(0, filled);
        var line = whole.Span.LastIndexOf((byte)'\n');
        var sample = filled == Head && line > 0 ? whole[..(line + 1)] : whole;
        var decoded = TextDecoder.Decode(sample.Span, null, out var refusal);
        if (filled == 0 || decoded is null || string.IsNullOrWhiteSpace(decoded.Text))
        {
            yield return Failed(null, filled == 0 || refusal is null ? "the table is empty" : $"it is {refusal}",
                "Export it again as CSV in UTF-8");
            yield break;
        }
        var encoding = TextDecoder.ByName(decoded.Encoding);
        var first = decoded.Text.AsSpan().TrimStart("\r\n") is var text
            && text.IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end].ToString() : decoded.Text;
        var separator = profile.Separator ?? Csv.SeparatorOf(first);
        using var reader = new StreamReader(new HeadedStream(whole.ToArray(), stream), encoding, detectEncodingFromByteOrderMarks: true,
            bufferSize: 65536, leaveOpen: true);
        RowMapping? mapping = null;
        var seen = new HashSet<ulong>();
        foreach (var row in Csv.Read(reader, separator))
        {
            if (mapping is null)
            {
                mapping = RowMapping.Of(row, profile, options, encoding, separator, out var missing);
                if (mapping is null)
                {
                    yield return Failed(row.Line, $"the table lacks {missing}", $"Begin it with the header line of {profile.Name}");
                    yield break;
                }
                if (!mapping.IsData(row)) continue;
            }
            // The row of tags that humanitarian tables carry under their header.
            if (row.Cells.All(c => c.Length == 0 || c[0] == '#') && row.Cells.Any(c => c.Length > 0)) continue;
            yield return mapping.Read(row, seen);
        }
        if (mapping is null) yield return Failed(null, "the table is empty", "Export it again as CSV in UTF-8");

        ImportItem Failed(int? at, string what, string mend) => new(at ?? 1, null, [], new Fault(what, options.Where, at, mend));
    }
}
