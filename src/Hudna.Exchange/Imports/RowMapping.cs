using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>A profile fitted to the header of one table: turns its rows into reports with claims.</summary>
internal sealed class RowMapping
{
    private static readonly string[] s_dates =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyyMMdd",
        "yyyy/MM/dd", "dd MMMM yyyy", "d MMMM yyyy"];

    private readonly ImportProfile _profile;
    private readonly ImportOptions _options;
    private readonly Encoding _encoding;
    private readonly ImportNames _names;
    private readonly Dictionary<string, int> _columns;
    private readonly string _header;
    private readonly int _width;
    private readonly CsvRow? _headerRow;

    private RowMapping(ImportProfile profile, ImportOptions options, Encoding encoding, Dictionary<string, int> columns, string header,
        int width, CsvRow? headerRow)
    {
        (_profile, _options, _encoding, _columns, _header, _width, _headerRow) =
            (profile, options, encoding, columns, header, width, headerRow);
        _names = new ImportNames(options.Theatre, profile.Scheme);
    }

    /// <summary>Fits a profile to a table's first row; null where it is no header and the profile cannot do without.</summary>
    public static RowMapping? Of(CsvRow first, ImportProfile profile, ImportOptions options, Encoding encoding, char separator,
        out string? missing)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < first.Cells.Count; i++) columns.TryAdd(Column.Fold(first.Cells[i]), i);
        List<string> absent =
            [.. profile.Required.Where(r => !columns.ContainsKey(r) && !Alternatives(profile, r).Any(columns.ContainsKey))];
        if (profile.Key.Names.Count > 0 && !profile.Key.Names.Any(columns.ContainsKey)) absent.Insert(0, profile.Key.Names[0]);
        missing = null;
        if (absent.Count == 0) return new(profile, options, encoding, columns, first.Raw.Trim('\uFEFF'), first.Cells.Count, first);
        if (profile.ColumnsWithoutHeader(first.Cells) is { } names)
        {
            var known = names.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
            return new(profile, options, encoding, known, string.Join(separator, names), first.Cells.Count, null);
        }
        missing = absent.Count == 1 ? $"the column '{absent[0]}'"
            : $"the columns {string.Join(", ", absent.Distinct(StringComparer.Ordinal).Take(6))}";
        return null;
    }

    /// <summary>Whether a row is data, not the header.</summary>
    public bool IsData(CsvRow row) => !ReferenceEquals(row, _headerRow);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seen">Hashes of the ids read before.</param>
    public ImportItem Read(CsvRow row, HashSet<ulong> seen)
    {
        if (row.Cells.Count != _width) return Failed(row, $"the row has {row.Cells.Count} cells, the header {_width}",
            "Mend its quotation marks and separators");
        var raw = row.Raw.TrimStart('\uFEFF');
        var key = _profile.Key.Names.Count == 0 ? HashOf(raw)[..16] : Cell(row, _profile.Key);
        if (key is null) return Failed(row, $"the row has no {_profile.Key.Names[0]}", null);
        if (key.Length > 200) return Failed(row, $"its {_profile.Key.Names[0]} is longer than 200 characters", null);
        if (!seen.Add(ShortHash(key))) return Failed(row, _profile.Key.Names.Count == 0
            ? "the row stands in the table twice; it was taken in once" : $"'{key}' stands in the table twice; the first row was taken in",
            null);

        var text = $"{_header}\n{raw}";
        var remarks = new List<string>();
        if (raw.Contains('\uFFFD', StringComparison.Ordinal)) remarks
            .Add($"some bytes were no {_encoding.WebName} and are shown as \uFFFD");
        var address = Cell(row, _profile.Address);
        var published = Published(row) ?? _options.Published;
        var report = new Report
        {
            Id = Report.IdOf(text),
            Source = $"{_profile.Id}:{key}",
            Publisher = address is not null && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : _profile.Publisher,
            Published = published,
            PublishedBasis = published is null ? PublishedBasis.Unknown : PublishedBasis.Given,
            Title = address,
            Text = text,
            Passages = Passages(raw),
            MediaType = "text/csv",
            Encoding = _encoding.WebName,
            Original = _encoding.GetBytes(text),
        };
        var claim = _profile.HasClaims ? Claim(row, report, remarks) : null;
        report = report with { Remarks = [.. remarks.Distinct(StringComparer.Ordinal)] };
        return new(row.Line, report, claim is null ? [] : [claim], null);
    }

    private Passage[] Passages(string raw)
    {
        var (start, end) = (_header.Length + 1, _header.Length + 1 + raw.Length);
        var (from, to) = (start + (raw.Length - raw.TrimStart().Length), end - (raw.Length - raw.TrimEnd().Length));
        var (headFrom, headTo) = (_header.Length - _header.TrimStart().Length, _header.TrimEnd().Length);
        return headTo > headFrom ? [new(headFrom, headTo, PassageRole.Furniture), new(from, to, PassageRole.Body)]
            : [new(from, to, PassageRole.Body)];
    }

    private Claim? Claim(CsvRow row, Report report, List<string> remarks)
    {
        var cell = Cell(row, _profile.Acts.Column);
        if (_profile.Acts.Of(cell) is not { } act)
        {
            remarks.Add($"'{cell}' has no counterpart in the codebook: the row gives no claim");
            return null;
        }
        var (actors, targets) = Parties(row);
        return ClaimJson.Named(new Claim
        {
            Id = "",
            Report = report.Reference,
            Kind = ClaimKind.Event,
            Type = act.Type,
            Modes = act.Modes,
            Quote = Quote.Of(report.Text, report.Passages[^1].Start, report.Passages[^1].End),
            Actors = actors,
            Targets = targets,
            Places = Place(row, remarks) is { } place ? [place] : [],
            Time = Time(row, remarks),
            Counts = [.. _profile.Counts.Select(c => Count(row, c, remarks)).OfType<CountRange>()],
            Attribution = [new(_profile.Publisher, "publisher"), .. Cell(row, _profile.Source) is { } source
                ? (Attribution[])[new(source, "source")] : []],
            Coder = $"import/{_profile.Id}",
        });
    }

    private (List<ActorMention> Actors, List<ActorMention> Targets) Parties(CsvRow row)
    {
        var (actors, targets) = (new List<ActorMention>(), new List<ActorMention>());
        foreach (var party in _profile.Parties)
        {
            if (Cell(row, party.Column) is not { } cell) continue;
            var target = party.IsTarget
                || (party.TargetIf is not null && Cell(row, party.TargetIf) is { } told && party.TargetValues.Contains(Words.Fold(told)));
            foreach (var name in party.Split is null ? [cell]
                : cell.Split(party.Split, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                (target ? targets : actors).Add(new(name, _names.Actor(name)));
        }
        return (actors, targets);
    }

    private PlaceMention? Place(CsvRow row, List<string> remarks)
    {
        var (lat, lon) = (Degrees(row, _profile.Lat, 90, remarks), Degrees(row, _profile.Lon, 180, remarks));
        if (lat is null || lon is null) (lat, lon) = (null, null);
        var name = Cell(row, _profile.Place);
        if (name is null && lat is null) return null;
        var known = name is null ? null : _names.Place(name, lat, lon);
        var precision = _profile.PlacePrecision.Of(Cell(row, _profile.PlacePrecision.Column)) ?? Codebook.PlacePrecision.Exact;
        return new(name ?? "", known?.Id, known?.Name ?? name ?? string.Create(CultureInfo.InvariantCulture, $"{lat}, {lon}"),
            lat ?? known?.Lat, lon ?? known?.Lon, precision);
    }

    private double? Degrees(CsvRow row, Column column, double most, List<string> remarks)
    {
        if (Cell(row, column) is not { } cell) return null;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= most) return value;
        remarks.Add($"the coordinate '{Short(cell)}' was left out");
        return null;
    }

    private TimeMention Time(CsvRow row, List<string> remarks)
    {
        var startCell = Cell(row, _profile.Start);
        if (startCell is null) return TimeMention.None;
        if (Date(startCell, _profile.DateFormats) is not { } start)
        {
            remarks.Add($"the date '{Short(startCell)}' could not be read");
            return new(startCell, null, null);
        }
        var end = Cell(row, _profile.End) is { } endCell ? Date(endCell, _profile.DateFormats) : null;
        if (end < start)
        {
            remarks.Add($"it ends on {end:yyyy-MM-dd}, before it begins: the first day was kept");
            end = null;
        }
        var edtf = _profile.DatePrecision.Of(Cell(row, _profile.DatePrecision.Column)) switch
        {
            "about" => Edtf.About(start),
            "month" => Edtf.Month(start.Year, start.Month),
            "year" => Edtf.Year(start.Year),
            _ => Edtf.Span(start, end ?? start),
        };
        return new(startCell, edtf, TimeBasis.Stated);
    }

    private CountRange? Count(CsvRow row, CountColumns columns, List<string> remarks)
    {
        var (min, best, max) = (Number(columns.Min), Number(columns.Best), Number(columns.Max));
        if (min is null && best is null && max is null) return null;
        if (columns.SkipZero && min is null or 0 && best is null or 0 && max is null or 0) return null;
        var given = new[] { min, best, max }.OfType<long>().ToList();
        if (!given.SequenceEqual(given.Order()))
        {
            remarks.Add($"{columns.What}: low, best and high {string.Join(", ", given)} stand out of order; they were sorted");
            given.Sort();
            var at = 0;
            (min, best, max) = (min is null ? null : given[at++], best is null ? null : given[at++], max is null ? null : given[at]);
        }
        return new(columns.What, min, best, max);

        long? Number(Column column)
        {
            if (Cell(row, column) is not { } cell) return null;
            if (decimal.TryParse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
                && value is >= 0 and <= 100_000_000) return (long)value;
            remarks.Add($"{columns.What}: '{Short(cell)}' is no count and was left out");
            return null;
        }
    }

    private DateOnly? Published(CsvRow row)
    {
        if (Cell(row, _profile.Published) is not { } cell) return null;
        if (_profile.PublishedFormat == "unix")
            return long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < 253402300800 ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(seconds)) : null;
        return Date(cell, _profile.PublishedFormat is { } format ? [format] : []);
    }

    private static DateOnly? Date(string cell, IReadOnlyList<string> formats)
    {
        foreach (var list in new[] { formats, s_dates })
            if (DateTime.TryParseExact(cell, [.. list], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces,
                out var date)) return DateOnly.FromDateTime(date);
        return null;
    }

    /// <summary>The first filled cell among a column's names; null where there is none.</summary>
    private string? Cell(CsvRow row, Column column)
    {
        foreach (var name in column.Names)
            if (_columns.TryGetValue(name, out var at) && at < row.Cells.Count && row.Cells[at].Trim() is { Length: > 0 } cell) return cell;
        return null;
    }

    /// <summary>Other names of a required column, where the profile gives them.</summary>
    private static IEnumerable<string> Alternatives(ImportProfile profile, string name) =>
        new[] { profile.Key, profile.Start, profile.End, profile.Place, profile.Lat, profile.Lon, profile.Acts.Column }.Where(c =>
            c.Names.Contains(name)).SelectMany(c => c.Names);

    private ImportItem Failed(CsvRow row, string what, string? mend) =>
        new(row.Line, null, [], new Fault(what, _options.Where, row.Line, mend));

    private static string Short(string cell) => cell.Length <= 40 ? cell : cell[..40] + "…";

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static ulong ShortHash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
