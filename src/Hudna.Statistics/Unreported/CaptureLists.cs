namespace Hudna.Statistics.Unreported;

/// <summary>
/// Which lists know of which incidents. Every incident stands on at least one list; those on none are what is asked for. Lists should
/// gather independently of each other: one that copies another is no list of its own.
/// </summary>
public sealed class CaptureLists
{
    private readonly int[] _cells;

    /// <summary>Sets up from counts by cell.</summary>
    /// <param name="names">Names of the lists, two to six.</param>
    /// <param name="cells">Number of incidents for each combination: bit i of the index says whether list i knows of it; index 0 must be 0.</param>
    public CaptureLists(IReadOnlyList<string> names, IReadOnlyList<int> cells)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(cells);
        Refusal.Unless(names.Count is >= 2 and <= 6, $"{names.Count} lists: between two and six can be compared",
            "Choose the sources that gather for themselves, or join those that share");
        Refusal.Unless(cells.Count == 1 << names.Count && cells[0] == 0 && cells.All(c => c >= 0), "the counts do not match the lists");
        (Names, _cells) = (names, [.. cells]);
    }

    /// <summary>Names of the lists.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of incidents by combination of lists.</summary>
    public IReadOnlyList<int> Cells => _cells;

    /// <summary>Incidents known to anybody.</summary>
    public int Known => _cells.Sum();

    /// <summary>Number of lists.</summary>
    public int Count => Names.Count;

    /// <summary>How many incidents exactly <paramref name="k"/> lists know of.</summary>
    public int KnownTo(int k) => Enumerable.Range(1, _cells.Length - 1).Where(c => int.PopCount(c) == k).Sum(c => _cells[c]);

    /// <summary>How many incidents a list knows of.</summary>
    public int On(int list) => Enumerable.Range(1, _cells.Length - 1).Where(c => (c >> list & 1) == 1).Sum(c => _cells[c]);

    /// <summary>Makes lists from events with their sources; the sources with most events, no more than <paramref name="most"/>.</summary>
    /// <exception cref="Codebook.UserFaultException">Fewer than two sources.</exception>
    public static CaptureLists Of(EventTable table, Outcome outcome, int most = 4, IReadOnlyList<string>? sources = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(outcome);
        var rows = table.Rows.Where(outcome.Accepts).ToList();
        var names = sources ?? [.. rows.SelectMany(r => r.Values("source").Distinct()).GroupBy(s => s, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => g.Key)];
        Refusal.Unless(names.Count >= 2, "only one source tells of these events, and one list says nothing of what it misses");
        var cells = new int[1 << names.Count];
        foreach (var row in rows)
        {
            var values = row.Values("source");
            var cell = 0;
            for (var i = 0; i < names.Count; i++) if (values.Contains(names[i])) cell |= 1 << i;
            if (cell > 0) cells[cell]++;
        }
        return new CaptureLists(names, cells);
    }
}
