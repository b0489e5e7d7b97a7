using System.Reflection;
using System.Text;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Exchange;

/// <summary>
/// How the rows of a provider's table become reports and claims: a mapping file in YAML. Those of UCDP, ACLED, GDELT and tables of civilian
/// harm come with the program; for any other table the user writes one. See <c>docs/formats.md</c>. Immutable.
/// </summary>
public sealed record ImportProfile
{
    /// <summary>Short name; begins the source of each row's report (<c>ucdp:12345</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who publishes it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Whether rows become claims, or reports alone.</summary>
    public bool HasClaims { get; init; } = true;

    /// <summary>The scheme of actor codes that the provider's names of actors belong to; null for none.</summary>
    internal string? Scheme { get; init; }

    internal char? Separator { get; init; }

    internal IReadOnlyList<string> Columns { get; init; } = [];

    internal IReadOnlyList<string> Required { get; init; } = [];

    internal Column Key { get; init; } = Column.None;

    internal Column Published { get; init; } = Column.None;

    internal string? PublishedFormat { get; init; }

    internal Column Address { get; init; } = Column.None;

    internal Column Start { get; init; } = Column.None;

    internal Column End { get; init; } = Column.None;

    internal IReadOnlyList<string> DateFormats { get; init; } = [];

    internal Choice<string> DatePrecision { get; init; } = Choice<string>.None;

    internal Choice<Act> Acts { get; init; } = Choice<Act>.None;

    internal IReadOnlyList<Party> Parties { get; init; } = [];

    internal Column Place { get; init; } = Column.None;

    internal Column Lat { get; init; } = Column.None;

    internal Column Lon { get; init; } = Column.None;

    internal Choice<PlacePrecision?> PlacePrecision { get; init; } = Choice<PlacePrecision?>.None;

    internal IReadOnlyList<CountColumns> Counts { get; init; } = [];

    internal Column Source { get; init; } = Column.None;

    /// <summary>The names of the profiles that come with the program.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith("Import.", StringComparison.Ordinal))
            .Select(n => n.Split('.')[1]).Order(StringComparer.Ordinal)];

    /// <summary>A profile that comes with the program, or the one in a mapping file.</summary>
    /// <param name="nameOrFile">One of <see cref="BuiltIn"/>, or a path.</param>
    /// <exception cref="UserFaultException">There is none of that name, or it is faulty; all faults with file and line.</exception>
    public static ImportProfile Read(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        byte[] bytes;
        var where = nameOrFile;
        if (BuiltIn.Contains(nameOrFile))
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Import.{nameOrFile}.yaml")!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            bytes = copy.ToArray();
            where = $"{nameOrFile}.yaml";
        }
        else
        {
            try
            {
                bytes = File.ReadAllBytes(nameOrFile);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserFaultException(new Fault("the mapping file could not be read", nameOrFile,
                    Mend: $"Name a file, or one of {string.Join(", ", BuiltIn)}"), e);
            }
        }
        return Parse(bytes, where);
    }

    /// <summary>
    /// The names of a table's columns where its first row is data: some releases come without a header, with as many cells as the profile
    /// has columns, and fewer than half of them named so (a cell may hold the word "region"). Null for any other row.
    /// </summary>
    /// <param name="first">The cells of the table's first row.</param>
    public IReadOnlyList<string>? ColumnsWithoutHeader(IReadOnlyList<string> first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return Columns.Count > 0 && Columns.Count == first.Count && 2 * first.Select(ColumnName).Count(Columns.Contains) < Columns.Count
            ? Columns : null;
    }

    /// <summary>A column's name as it is compared: lower case, an underscore for all that is neither letter nor digit.</summary>
    public static string ColumnName(string heading) => Column.Fold(heading);

    /// <summary>The profile in the text of a mapping file.</summary>
    /// <exception cref="UserFaultException">It is faulty; all faults with file and line.</exception>
    public static ImportProfile Parse(string yaml, string where) => Parse(Encoding.UTF8.GetBytes(yaml), where);

    private static ImportProfile Parse(byte[] bytes, string where)
    {
        var faults = new FaultList();
        var profile = new ImportProfileReader(new DataFile(Path.GetFileName(where), where, bytes), faults).Read();
        faults.ThrowIfAny();
        return profile!;
    }
}

/// <summary>A column by its name, or the first that is there and filled of several names.</summary>
/// <param name="Names">Folded names: lower case, an underscore for all that is neither letter nor digit.</param>
internal sealed record Column(IReadOnlyList<string> Names)
{
    public static Column None { get; } = new([]);

    /// <summary>A column's name as it is compared.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Trim('\uFEFF', ' '))
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != '_') folded.Append('_');
        }
        return folded.ToString().TrimEnd('_');
    }
}

/// <summary>A value chosen by what stands in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Map">Folded cell → value.</param>
/// <param name="Contains">Whether the cell need only hold the words.</param>
/// <param name="Otherwise">The value where none fits.</param>
internal sealed record Choice<T>(Column Column, IReadOnlyList<KeyValuePair<string, T>> Map, bool Contains, T? Otherwise)
{
    public static Choice<T> None { get; } = new(Column.None, [], false, default);

    public T? Of(string? cell)
    {
        if (cell is null) return Otherwise;
        var folded = Words.Fold(cell);
        foreach (var (words, value) in Map)
            if (Contains ? folded.Contains(words, StringComparison.Ordinal) : folded == words) return value;
        return Otherwise;
    }
}

/// <summary>Type and means of an event.</summary>
internal sealed record Act(EventType Type, IReadOnlyList<Mode> Modes);

/// <summary>A column that names a party.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsTarget">Whether it is always whom the act hits.</param>
/// <param name="TargetIf">The column that tells whether it is; null for none.</param>
/// <param name="TargetValues">Folded values that say so.</param>
/// <param name="Split">What stands between several parties in one cell; null for none.</param>
internal sealed record Party(Column Column, bool IsTarget, Column? TargetIf, IReadOnlyList<string> TargetValues, string? Split);

/// <summary>The columns of a count.</summary>
internal sealed record CountColumns(string What, Column Min, Column Best, Column Max, bool SkipZero);
