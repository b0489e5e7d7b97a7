using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>What the index <c>reports.csv</c> beside the files says of one of them. Fields not said are null.</summary>
/// <param name="Publisher">Who published it.</param>
/// <param name="Published">When.</param>
/// <param name="Basis">How that date was come by; given, where the index does not say.</param>
/// <param name="Language">BCP 47 code.</param>
/// <param name="Title">The headline.</param>
/// <param name="IsFaulty">
/// Whether its date is none. The file is then held back until the row is mended: the record never changes what it holds, so a guessed date
/// would stay.
/// </param>
internal sealed record IndexEntry(
    string? Publisher, DateOnly? Published, PublishedBasis Basis, string? Language, string? Title, bool IsFaulty = false);

/// <summary>
/// The index of a folder: columns <c>file</c>, <c>publisher</c>, <c>published</c> (a day as 2021-12-31), <c>published_basis</c>
/// (given, found, estimated), <c>language</c>, <c>title</c>, in any order; only <c>file</c> must be there.
/// </summary>
internal sealed class ReportIndex
{
    /// <summary>The file's name.</summary>
    public const string FileName = "reports.csv";

    private readonly Dictionary<string, IndexEntry> _entries = new(StringComparer.Ordinal);

    private ReportIndex() { }

    /// <summary>The faults found in it, all with file and line. The rest of it holds.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>What it says of a file, named relative to the index with forward slashes; null where nothing.</summary>
    public IndexEntry? this[string file] => _entries.GetValueOrDefault(file);

    /// <summary>Reads the index of a folder; null where it has none.</summary>
    public static ReportIndex? Of(string folder, string shown)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        var where = shown.Length == 0 ? FileName : $"{shown.TrimEnd('/')}/{FileName}";
        var index = new ReportIndex();
        try
        {
            if (new FileInfo(path).Length > 64 * 1024 * 1024)
            {
                index.Faults.Add(new Fault("the index is larger than 64 MB", where, Mend: "Divide the folder"));
                return index;
            }
            var decoded = TextDecoder.Decode(File.ReadAllBytes(path), null, out var refusal);
            if (decoded is null) index.Faults.Add(new Fault($"the index is {refusal}", where, Mend: "Save it as a CSV file in UTF-8"));
            else index.Take(decoded.Text, folder, where);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            index.Faults.Add(new Fault($"the index could not be read ({e.Message.TrimEnd('.')})", where,
                Mend: "Change its permissions, or take it out"));
        }
        return index;
    }

    private void Take(string text, string folder, string where)
    {
        using var reader = new StringReader(text);
        var first = text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
        Dictionary<string, int>? columns = null;
        foreach (var row in Csv.Read(reader, Csv.SeparatorOf(first)))
        {
            if (columns is null)
            {
                columns = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < row.Cells.Count; i++) columns.TryAdd(row.Cells[i].Trim().ToLowerInvariant(), i);
                if (columns.ContainsKey("file")) continue;
                Faults.Add(new Fault("the index has no column 'file'", where, row.Line, "Begin it with the line file,publisher,published"));
                return;
            }
            var file = Cell(row, columns, "file")?.Replace('\\', '/');
            if (file is null) Faults.Add(new Fault("the row names no file", where, row.Line));
            else if (_entries.ContainsKey(file)) Faults
                .Add(new Fault($"'{file}' stands in it twice; the first row holds", where, row.Line));
            else
            {
                if (!File.Exists(Path.Combine(folder, file))) Faults
                    .Add(new Fault($"there is no file '{file}'", where, row.Line, "Mend the name or take the row out"));
                _entries[file] = Entry(row, columns, where);
            }
        }
    }

    private IndexEntry Entry(CsvRow row, Dictionary<string, int> columns, string where)
    {
        DateOnly? published = null;
        var faulty = false;
        if (Cell(row, columns, "published") is { } written)
        {
            if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                published = day;
            }
            else
            {
                faulty = true;
                Faults.Add(new Fault($"the date '{written}' is no day, so '{Cell(row, columns, "file")}' was not read", where, row.Line,
                    "Write it as 2021-12-31 and read again"));
            }
        }
        var basis = PublishedBasis.Given;
        if (Cell(row, columns, "published_basis") is { } named && (!Names.TryRead(named, out basis) || basis == PublishedBasis.Unknown))
        {
            basis = PublishedBasis.Given;
            if (published is not null) Faults.Add(new Fault($"'{named}' is no basis of a date", where, row.Line,
                "Write given, found or estimated"));
        }
        return new(Cell(row, columns, "publisher"), published, basis, Cell(row, columns, "language"), Cell(row, columns, "title"), faulty);
    }

    private static string? Cell(CsvRow row, Dictionary<string, int> columns, string name) =>
        columns.TryGetValue(name, out var at) && at < row.Cells.Count && row.Cells[at].Trim() is { Length: > 0 } cell ? cell : null;
}
