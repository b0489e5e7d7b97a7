using System.Globalization;
using System.Text;

namespace Hudna.Exchange;

/// <summary>
/// How values stand in the cells of tables. A list is one cell with bars between its items; in an item a bar, a backslash and a line
/// end are written with a backslash, and an empty text is <c>\e</c>, so that it is not taken for nothing.
/// </summary>
internal static class Cells
{
    /// <summary>A text as a cell that no spreadsheet takes for a formula.</summary>
    public static string? Text(string? text) => text is null ? null : Csv.Guard(text.Length == 0 ? "\\e" : text == "\\e" ? "\\\\e" : text);

    /// <summary>The text of a cell; null for an empty one.</summary>
    public static string? ReadText(string cell) => cell.Length == 0 ? null
        : Csv.Unguard(cell) switch { "\\e" => "", "\\\\e" => "\\e", var text => text };

    /// <summary>A list of texts as a cell.</summary>
    public static string? List(IEnumerable<string?> items) => Csv.Guard(string.Join('|', items.Select(Escape)));

    /// <summary>The items of a cell; none for an empty one.</summary>
    public static IReadOnlyList<string?> ReadList(string cell)
    {
        if (cell.Length == 0) return [];
        var items = new List<string?>();
        var item = new StringBuilder();
        var text = Csv.Unguard(cell);
        var filled = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '|')
            {
                items.Add(item.Length > 0 || filled ? item.ToString() : null);
                item.Clear();
                filled = false;
            }
            else if (text[i] != '\\' || i + 1 == text.Length) item.Append(text[i]);
            else if (text[++i] == 'e') filled = true;
            else item.Append(text[i] switch { 'n' => '\n', 'r' => '\r', var c => c });
        }
        return items;
    }

    /// <summary>As many items as another list has; nulls where the cell has fewer.</summary>
    public static IReadOnlyList<string?> ReadList(string cell, int count)
    {
        var items = ReadList(cell);
        return [.. Enumerable.Range(0, count).Select(i => i < items.Count ? items[i] : null)];
    }

    public static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escape(string? item) => item switch
    {
        null => "",
        "" => "\\e",
        _ => item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
    };
}
