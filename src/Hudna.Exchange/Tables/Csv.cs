using System.Text;

namespace Hudna.Exchange;

/// <summary>A row of a table of separated values.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Cells">Its cells, quotation marks taken off.</param>
/// <param name="Raw">The row as it stands in the file, without its line end.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells, string Raw);

/// <summary>
/// Reads and writes tables of separated values (RFC 4180). Reading is lenient and streams: any text gives rows; a quotation mark that
/// never closes is taken as a plain character, so that one broken row cannot swallow the rest of the file.
/// </summary>
public static class Csv
{
    /// <summary>The most characters that one quoted cell may hold before its opening mark is taken as a plain character.</summary>
    public const int MaxCell = 1 << 20;

    /// <summary>The rows of a table, one at a time. Rows without any character are left out.</summary>
    /// <param name="reader">The text; read as far as rows are asked for.</param>
    /// <param name="separator">What stands between cells.</param>
    public static IEnumerable<CsvRow> Read(TextReader reader, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(reader);
        var lines = new LineQueue(reader);
        while (lines.Next() is { } first)
        {
            var start = lines.Number;
            if (first.Length == 0) continue;
            var raw = first;
            var cells = Split(raw, separator, out var open);
            if (open)
            {
                // A quoted cell goes on in the next line; if it never closes, the first line stands alone.
                var ahead = new List<string>();
                var text = new StringBuilder(first);
                while (open && text.Length < MaxCell && lines.Next() is { } more)
                {
                    ahead.Add(more);
                    text.Append('\n').Append(more);
                    if (more.Contains('"', StringComparison.Ordinal)) cells = Split(text.ToString(), separator, out open);
                }
                if (open)
                {
                    lines.PutBack(ahead, start);
                    cells = [.. first.Split(separator)];
                }
                else raw = text.ToString();
            }
            yield return new CsvRow(start, cells, raw);
        }
    }

    /// <summary>The separator that a header line uses: the one of comma, semicolon, tab and bar that stands in it most often.</summary>
    public static char SeparatorOf(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return ",;\t|".MaxBy(s => header.Count(c => c == s));
    }

    /// <summary>Writes a row and ends it with a line feed. A cell is quoted only where it must be.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="cells">The cells; null is an empty cell.</param>
    public static void WriteRow(TextWriter writer, params IEnumerable<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(cells);
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) writer.Write(',');
            first = false;
            if (string.IsNullOrEmpty(cell)) continue;
            if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0 && cell[0] != ' ' && cell[^1] != ' ')
            {
                writer.Write(cell);
                continue;
            }
            writer.Write('"');
            writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        writer.Write('\n');
    }

    /// <summary>
    /// A text cell that no spreadsheet takes for a formula: one that begins with <c>= + - @</c>, a tab or a carriage return gets an
    /// apostrophe before it. <see cref="Unguard"/> takes it off again.
    /// </summary>
    public static string? Guard(string? cell) => IsFormula(cell) || (cell is ['\'', ..] && IsFormula(cell.TrimStart('\''))) ? "'" + cell : cell;

    /// <summary>The text that <see cref="Guard"/> made a cell from.</summary>
    public static string Unguard(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell is ['\'', ..] && IsFormula(cell.TrimStart('\'')) ? cell[1..] : cell;
    }

    private static bool IsFormula(string? cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static List<string> Split(string line, char separator, out bool open)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        open = false;
        var i = 0;
        while (true)
        {
            cell.Clear();
            if (i < line.Length && line[i] == '"')
            {
                open = true;
                for (i++; i < line.Length; i++)
                {
                    if (line[i] != '"') cell.Append(line[i]);
                    else if (i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
                    else
                    {
                        open = false;
                        i++;
                        break;
                    }
                }
            }
            while (i < line.Length && line[i] != separator) cell.Append(line[i++]);
            cells.Add(cell.ToString());
            if (i >= line.Length) return cells;
            i++;
        }
    }

    private sealed class LineQueue(TextReader reader)
    {
        private readonly Stack<string> _back = new();

        public int Number { get; private set; }

        public string? Next()
        {
            var line = _back.Count > 0 ? _back.Pop() : reader.ReadLine();
            if (line is not null) Number++;
            return line;
        }

        public void PutBack(List<string> lines, int number)
        {
            for (var i = lines.Count - 1; i >= 0; i--) _back.Push(lines[i]);
            Number = number;
        }
    }
}
