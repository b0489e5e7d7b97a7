using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>How a row stands to what the record holds from the same provider.</summary>
public enum RowChange
{
    /// <summary>The provider's id is new.</summary>
    Added,

    /// <summary>The id is known and the row says something else.</summary>
    Changed,

    /// <summary>The row is in the record as it is.</summary>
    Same,
}

/// <summary>
/// What a provider added, changed and deleted since the last import. Nothing in the record is touched: what was changed or deleted is
/// named, so that a decision can set its claims aside.
/// </summary>
public sealed class ImportComparison
{
    private readonly Dictionary<string, (string ReportId, bool Seen)> _previous = new(StringComparer.Ordinal);
    private readonly string _prefix;

    /// <summary>Compares with what the record holds.</summary>
    /// <param name="profile">The provider's profile.</param>
    /// <param name="reports">Source and id of the reports in the record, oldest first; those of other sources are passed over.</param>
    public ImportComparison(ImportProfile profile, IEnumerable<(string Source, string ReportId)> reports)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(reports);
        _prefix = profile.Id + ":";
        foreach (var (source, id) in reports)
            if (source.StartsWith(_prefix, StringComparison.Ordinal)) _previous[source] = (id, false);
    }

    /// <summary>Rows whose id was new.</summary>
    public int Added { get; private set; }

    /// <summary>Rows that say something else than before.</summary>
    public int Changed { get; private set; }

    /// <summary>Rows that are as they were.</summary>
    public int Same { get; private set; }

    /// <summary>How a row stands; for a changed one, the report that it takes the place of.</summary>
    public (RowChange Change, string? Before) Take(Report row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!_previous.TryGetValue(row.Source, out var before))
        {
            Added++;
            _previous[row.Source] = (row.Id, true);
            return (RowChange.Added, null);
        }
        _previous[row.Source] = (row.Id, true);
        if (before.ReportId == row.Id)
        {
            Same++;
            return (RowChange.Same, null);
        }
        Changed++;
        return (RowChange.Changed, before.ReportId);
    }

    /// <summary>
    /// Sources and ids of the reports whose rows were not in the table: deleted by the provider, if the table is all of its data. Ask
    /// after the last row.
    /// </summary>
    public IEnumerable<(string Source, string ReportId)> Missing =>
        _previous.Where(p => !p.Value.Seen).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value.ReportId));
}
