using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hudna.Observatory.Measures;

/// <summary>
/// What the rows of a table can be chosen by, read from their cells when asked for: a table of a million rows holds each cell once, and not
/// a dictionary a row.
/// </summary>
/// <param name="columns">The table's columns.</param>
/// <param name="cells">The row's cells.</param>
internal sealed class EventMarks(EventColumns columns, string[] cells) : IReadOnlyDictionary<string, IReadOnlyList<string>>
{
    public IEnumerable<string> Keys => columns.MarkNames.Where(ContainsKey);

    public IEnumerable<IReadOnlyList<string>> Values => Keys.Select(k => this[k]);

    public int Count => Keys.Count();

    public IReadOnlyList<string> this[string key] => TryGetValue(key, out var values) ? values : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>A known mark has every value of its cell, a column by its own heading the whole cell.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
    {
        value = null;
        var (at, known) = columns.Mark(key);
        if (at < 0 || at >= cells.Length || cells[at].Length == 0) return false;
        value = known
            ? [.. cells[at].Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(v => v.Length <= 200).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [cells[at]];
        return value.Count > 0;
    }

    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() =>
        Keys.Select(k => KeyValuePair.Create(k, this[k])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
