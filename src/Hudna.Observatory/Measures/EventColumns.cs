namespace Hudna.Observatory.Measures;

/// <summary>Which columns of an event table mean what: by the headings of the tables that the field passes round.</summary>
internal sealed class EventColumns
{
    private static readonly (string Mark, string[] Headings)[] Known =
    [
        ("place", ["place", "location", "where_description", "adm_2", "admin2", "town", "village", "settlement", "adm_1", "admin1"]),
        ("zone", ["zone", "adm_1", "admin1", "governorate", "province", "region"]),
        ("actor", ["actor", "actor1", "side_a", "perpetrator", "belligerent", "belligerents", "strike_by", "by"]),
        ("target", ["target", "actor2", "side_b", "target_of_strike"]),
        ("means", ["means", "mode", "modes", "sub_event_type", "event_type", "weapon", "attack_type", "type_of_strike", "type_of_violence", "type"]),
        ("victims", ["victims", "civilian_targeting", "victim_type"]),
        ("source", ["source", "sources", "publisher", "source_office"]),
    ];

    private static readonly string[] DateHeadings =
        ["event_date", "date_start", "date", "day", "incident_date", "start_date", "start", "time", "when", "event_day", "sqldate", "datetime", "occurred"];

    private static readonly string[] EndHeadings = ["date_end", "end_date", "end", "until"];

    private readonly Dictionary<string, int> _at = new(StringComparer.OrdinalIgnoreCase);

    public EventColumns(IReadOnlyList<string> headings, string? date)
    {
        Headings = [.. headings.Select(h => h.Trim().TrimStart('\uFEFF').Replace(' ', '_').ToLowerInvariant())];
        for (var i = 0; i < Headings.Count; i++) _at.TryAdd(Headings[i], i);
        Date = date is null ? First(DateHeadings) : Index(date.Trim().Replace(' ', '_'));
        End = First(EndHeadings);
        Marks = [.. Known.Select(k => (k.Mark, At: First(k.Headings))).Where(k => k.At >= 0)];
    }

    /// <summary>The headings in lower case, blanks as underscores.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Column of the date; -1 where there is none.</summary>
    public int Date { get; }

    /// <summary>Column of the last date; -1 where there is none.</summary>
    public int End { get; }

    /// <summary>Columns that events can be chosen by, beside every column by its own heading.</summary>
    public IReadOnlyList<(string Mark, int At)> Marks { get; }

    /// <summary>Column of a heading; -1 where there is none.</summary>
    public int Index(string heading) => _at.TryGetValue(heading, out var at) ? at : -1;

    private int First(string[] headings) => headings.Select(Index).FirstOrDefault(i => i >= 0, -1);
}
