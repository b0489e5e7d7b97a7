using Hudna.Codebook;

namespace Hudna.Statistics;

/// <summary>One event of a table, from whatever source: an imported row or an incident of the observatory. Immutable.</summary>
/// <param name="Id">Its id in the table that it comes from.</param>
/// <param name="First">First day that it may have happened on.</param>
/// <param name="Last">Last day that it may have happened on; the same as the first where the day is known.</param>
/// <param name="Marks">What it can be chosen by: <c>zone</c>, <c>place</c>, <c>actor</c>, <c>means</c>, <c>victims</c>, <c>source</c> …, each with its values.</param>
/// <param name="Counts">Counted things with their ranges (<c>killed</c> …).</param>
/// <param name="Disputed">Whether sources disagree that it happened.</param>
/// <param name="Lat">Degrees north; null where unknown.</param>
/// <param name="Lon">Degrees east; null where unknown.</param>
public sealed record EventRow(
    string Id, DateOnly First, DateOnly Last, IReadOnlyDictionary<string, IReadOnlyList<string>> Marks, IReadOnlyList<CountRange> Counts,
    bool Disputed = false, double? Lat = null, double? Lon = null)
{
    /// <summary>In how many days it may have happened; 1 where the day is known.</summary>
    public int Width => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The day it is put on: the middle of what is possible.</summary>
    public DateOnly Day => DateOnly.FromDayNumber(First.DayNumber + (Width - 1) / 2);

    /// <summary>The values of a mark, empty where it has none.</summary>
    public IReadOnlyList<string> Values(string mark) => Marks.TryGetValue(mark, out var values) ? values : [];
}

/// <summary>Events and how they were come by.</summary>
/// <param name="Name">The table's name, as the user knows it.</param>
/// <param name="Rows">The events.</param>
/// <param name="Hash">SHA-256 of what it was read from, hex.</param>
/// <param name="Notes">What a reader of any figure from it should know.</param>
public sealed record EventTable(string Name, IReadOnlyList<EventRow> Rows, string Hash, IReadOnlyList<string> Notes)
{
    /// <summary>What its events can be chosen by, for whoever asked for something else; the first two thousand events say.</summary>
    public string KnownMarks => string.Join(", ", Rows.Take(2_000).SelectMany(r => r.Marks.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
}

/// <summary>Reports read from one source on one day: the effort behind a series.</summary>
/// <param name="Day">The day of publication.</param>
/// <param name="Source">Who published.</param>
/// <param name="Reports">How many reports were read; 0 says that the source was looked at and had none.</param>
public sealed record EffortRow(DateOnly Day, string Source, double Reports);

/// <summary>Which events are counted, and what of them.</summary>
/// <param name="Name">A few words that name it ("air strikes on civilians").</param>
/// <param name="Count">What is summed: <c>events</c>, or a counted thing (<c>killed</c>; <c>killed-civilians</c>).</param>
/// <param name="Choice">Mark → accepted values; an event is counted if every mark has one. A value ending in <c>*</c> accepts what begins so;
/// an actor's id accepts those beneath it. Empty for all events.</param>
public sealed record Outcome(string Name, string Count, IReadOnlyDictionary<string, IReadOnlyList<string>> Choice)
{
    /// <summary>What is summed when events themselves are counted.</summary>
    public const string Events = "events";

    /// <summary>All events.</summary>
    public static Outcome All { get; } = new(Events, Events, new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Whether an event is counted.</summary>
    public bool Accepts(EventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        foreach (var (mark, accepted) in Choice)
            if (!row.Values(mark).Any(value => accepted.Any(a => Matches(a, value)))) return false;
        return true;
    }

    /// <summary>
    /// Reads the words of the command line: <c>name=killed,actor=russia|syria,means=airstrike</c>; every part may be left out, a bare word
    /// names what is counted.
    /// </summary>
    /// <exception cref="UserFaultException">A part is not of the form mark=value.</exception>
    public static Outcome Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? name = null;
        var count = Events;
        var choice = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) { count = part; continue; }
            var (key, value) = (part[..equals].Trim(), part[(equals + 1)..].Trim());
            Refusal.Unless(key.Length > 0 && value.Length > 0, $"'{part}' is no choice of events", "Write mark=value, as in actor=army|police");
            if (key == "name") name = value;
            else if (key == "count") count = value;
            else choice[key] = value.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        name ??= choice.Count == 0 ? count : $"{count} ({string.Join("; ", choice.Select(c => string.Join(" or ", c.Value)))})";
        return new Outcome(name, count, choice);
    }

    private static bool Matches(string accepted, string value) =>
        accepted.EndsWith('*') ? value.StartsWith(accepted[..^1], StringComparison.OrdinalIgnoreCase)
        : value.Equals(accepted, StringComparison.OrdinalIgnoreCase)
            || (value.Length > accepted.Length && value[accepted.Length] == '/' && value.StartsWith(accepted, StringComparison.OrdinalIgnoreCase));
}
