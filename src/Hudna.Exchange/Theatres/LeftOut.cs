namespace Hudna.Exchange.Theatres;

/// <summary>Ids that a theatre leaves out of those that it falls back on.</summary>
internal sealed class LeftOut(IReadOnlyList<(string Id, int Line)> ids)
{
    private readonly HashSet<string> _ids = [.. ids.Select(i => i.Id)];
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <summary>Whether the id is left out.</summary>
    public bool Has(string id)
    {
        if (!_ids.Contains(id)) return false;
        _met.Add(id);
        return true;
    }

    /// <summary>Tells of ids that no fallback has: they would have no effect.</summary>
    public void Check(string file, FaultList faults)
    {
        foreach (var (id, line) in ids)
        {
            if (!_met.Contains(id)) faults.Add(file, line, $"there is no place or actor '{id}' in a fallback to leave out");
        }
    }
}
