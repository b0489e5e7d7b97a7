using System.Globalization;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Ledger;

namespace Hudna.Observatory;

/// <summary>What came of importing a table.</summary>
public sealed record ImportSummary
{
    /// <summary>Rows that the record did not know.</summary>
    public required int Added { get; init; }

    /// <summary>Rows that say something else than at the last import; their earlier claims are set aside by a decision.</summary>
    public required int Changed { get; init; }

    /// <summary>Rows that are as they were.</summary>
    public required int Same { get; init; }

    /// <summary>Rows of earlier imports that the table does not hold any more.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Claims taken into the record.</summary>
    public required int Claims { get; init; }

    /// <summary>Rows that could not be read, and why; the first hundred.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>How many rows could not be read.</summary>
    public required int Faulty { get; init; }
}

public sealed partial class Observatory
{
    private const int FaultsKept = 100;

    /// <summary>
    /// Takes another provider's table of events into the record: each row a report, its claims quoting the row. What the provider changed
    /// since the last import sets the earlier claims aside by a decision in the provider's name; nothing is overwritten.
    /// </summary>
    /// <param name="profile">A built-in profile's name, or a mapping file.</param>
    /// <param name="file">The table.</param>
    /// <param name="published">When the provider published it; null where unknown.</param>
    /// <param name="complete">Whether the table is all of the provider's data, so that rows missing from it were deleted.</param>
    /// <exception cref="UserFaultException">The profile or the table cannot be read.</exception>
    public ImportSummary Import(string profile, string file, DateOnly? published, bool complete)
    {
        var mapping = ImportProfile.Read(profile);
        var comparison = new ImportComparison(mapping, _record.Reports().Select(r => (r.Source, r.Id)));
        var faults = new List<Fault>();
        var superseded = new List<(string Before, string Row)>();
        var (claims, faulty) = (0, 0);
        try
        {
            using var table = Table(file);
            var options = new ImportOptions { Where = file, Published = published, Theatre = Theatre };
            _record.AppendMany(TableImport.Read(table, mapping, options).Select(Taken).OfType<CodedReport>());
            foreach (var (before, row) in superseded) SetAside(mapping, before, $"the provider changed the row {row}");
            var missing = comparison.Missing.ToList();
            if (complete) foreach (var (source, id) in missing) SetAside(mapping, id, $"the provider deleted the row {source}");
            _record.Append(EntryKinds.Import, Path.GetFileName(file), new Dictionary<string, string>
            {
                ["profile"] = mapping.Id,
                ["added"] = comparison.Added.ToString(CultureInfo.InvariantCulture),
                ["changed"] = comparison.Changed.ToString(CultureInfo.InvariantCulture),
                ["missing"] = missing.Count.ToString(CultureInfo.InvariantCulture),
                ["faulty"] = faulty.ToString(CultureInfo.InvariantCulture),
            });
            return new ImportSummary
            {
                Added = comparison.Added, Changed = comparison.Changed, Same = comparison.Same, Claims = claims, Faults = faults, Faulty = faulty,
                Missing = [.. missing.Select(m => m.Source)],
            };
        }
        finally
        {
            Forget();
        }

        CodedReport? Taken(ImportItem item)
        {
            if (item.Fault is { } fault)
            {
                faulty++;
                if (faults.Count < FaultsKept) faults.Add(fault);
            }
            if (item.Report is not { } row) return null;
            var (change, before) = comparison.Take(row);
            if (change == RowChange.Same) return null;
            if (before is not null) superseded.Add((before, row.Source));
            claims += item.Claims.Count;
            return new CodedReport(row, item.Claims, $"import/{mapping.Id}");
        }
    }

    private static FileStream Table(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault($"the table cannot be opened: {e.Message.TrimEnd('.')}", file, Mend: "Name a file that is there and may be read"), e);
        }
    }

    private void SetAside(ImportProfile mapping, string reportId, string why)
    {
        var subjects = _record.ClaimsOf(reportId).Select(c => c.Id).ToList();
        if (subjects.Count == 0) return;
        _record.Append(new Decision
        {
            Id = "", Kind = DecisionKind.Reject, Subjects = subjects, Reader = $"import/{mapping.Id}", At = _options.Clock.GetUtcNow(), Reason = why,
        });
    }
}
