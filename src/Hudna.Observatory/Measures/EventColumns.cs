using Hudna.Exchange;

namespace Hudna.Observatory.Measures;

/// <summary>Which columns of an event table mean what: by the headings of the tables that the field passes round.</summary>
internal sealed class EventColumns
{
    private static readonly (string Mark, string[] Headings)[] Known =
    [
        ("place", ["place", "location", "location_name", "where_coordinates", "where_description", "adm_2", "admin2", "town", "village", "settlement", "adm_1", "admin1"]),
        ("zone", ["zone", "adm_1", "admin1", "governorate", "province", "region"]),
        ("actor", ["actor", "actor1", "side_a", "perpetrator", "belligerent", "belligerents", "belligerent_s", "alleged_belligerent", "alleged_belligerents",
            "suspected_belligerents", "suspected_attacker", "strike_by", "by"]),
        ("target", ["target", "actor2", "side_b", "target_of_strike"]),
        ("means", ["means", "mode", "modes", "sub_event_type", "event_type", "weapon", "attack_type", "type_of_strike", "type_of_violence", "type"]),
        ("victims", ["victims", "civilian_targeting", "victim_type"]),
        ("source", ["source", "sources", "publisher", "source_office", "source_original"]),
    ];

    private static readonly string[] DateHeadings =
        ["event_date", "date_start", "date", "day", "incident_date", "start_date", "start", "time", "when", "event_day", "sqldate", "datetime", "occurred"];

    private static readonly string[] EndHeadings = ["date_end", "end_date", "incident_date_end", "end", "until"];

    private readonly Dictionary<string, int> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _at = new(StringComparer.OrdinalIgnoreCase);

    public EventColumns(IReadOnlyList<string> headings, string? date)
    {
        Headings = [.. headings.Select(ImportProfile.ColumnName)];
        for (var i = 0; i < Headings.Count; i++) _at.TryAdd(Headings[i], i);
        Date = date is null ? First(DateHeadings) : Index(ImportProfile.ColumnName(date));
        End = First(EndHeadings);
        foreach (var (mark, names) in Known)
            if (First(names) is var at and >= 0) _marks[mark] = at;
        Widest = [.. Enumerable.Range(0, Headings.Count).Select(i => _marks.ContainsValue(i) ? int.MaxValue : 80)];
    }

    /// <summary>The headings in lower case, an underscore for all that is neither letter nor digit.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Column of the date; -1 where there is none.</summary>
    public int Date { get; }

    /// <summary>Column of the last date; -1 where there is none.</summary>
    public int End { get; }

    /// <summary>The longest cell of each column that events can be chosen by; longer ones are sentences. Known marks have several values to a cell and any length.</summary>
    public IReadOnlyList<int> Widest { get; }

    /// <summary>The names that events can be chosen by: known marks, and every column by its own heading.</summary>
    public IEnumerable<string> MarkNames => _marks.Keys.Concat(_at.Keys).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The column of a mark and whether it is a known one, with several values to a cell; -1 where there is none.</summary>
    public (int At, bool Known) Mark(string name) =>
        _marks.TryGetValue(name, out var at) ? (at, true) : (Index(ImportProfile.ColumnName(name)), false);

    /// <summary>Column of a heading; -1 where there is none.</summary>
    public int Index(string heading) => _at.TryGetValue(heading, out var at) ? at : -1;

    private int First(string[] headings) => headings.Select(Index).FirstOrDefault(i => i >= 0, -1);
}
