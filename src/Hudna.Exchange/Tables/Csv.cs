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
        // Text that may be looked at twice in all; a hostile file of quotation marks that never close must not cost quadratic time.
        var patience = 16 * MaxCell;
        while (lines.Next() is { } first)
        {
            var start = lines.Number;
            if (first.Length == 0) continue;
            if (!StaysOpen(first, separator, false))
            {
                yield return new CsvRow(start, Split(first, separator), first);
                continue;
            }
            // A quoted cell goes on in the next line; if it never closes, the first line stands alone.
            var (open, firstEnd) = (true, lines.End);
            var ahead = new List<(string Line, string End)>();
            var length = first.Length;
            while (open && length < MaxCell && patience > 0 && lines.Next() is { } more)
            {
                ahead.Add((more, lines.End));
                length += more.Length + 1;
                open = StaysOpen(more, separator, true);
            }
            if (open)
            {
                patience -= length;
                lines.PutBack(ahead, start);
                yield return new CsvRow(start, [.. first.Split(separator)], first);
                continue;
            }
            var text = new StringBuilder(first, length + ahead.Count).Append(firstEnd);
            for (var i = 0; i < ahead.Count; i++) text.Append(ahead[i].Line).Append(i + 1 < ahead.Count ? ahead[i].End : "");
            var raw = text.ToString();
            yield return new CsvRow(start, Split(raw, separator), raw);
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
    public static string? Guard(string? cell) => IsFormula(cell)
        || (cell is ['\'', ..] && IsFormula(cell.TrimStart('\''))) ? "'" + cell : cell;

    /// <summary>The text that <see cref="Guard"/> made a cell from.</summary>
    public static string Unguard(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell is ['\'', ..] && IsFormula(cell.TrimStart('\'')) ? cell[1..] : cell;
    }

    private static bool IsFormula(string? cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    /// <summary>Whether a quoted cell is open at the end of a line, given whether one was at its beginning.</summary>
    private static bool StaysOpen(string line, char separator, bool open)
    {
        var i = 0;
        while (true)
        {
            if (!open && i < line.Length && line[i] == '"')
            {
                open = true;
                i++;
            }
            while (open)
            {
                var quote = line.IndexOf('"', i);
                if (quote < 0) return true;
                var doubled = quote + 1 < line.Length && line[quote + 1] == '"';
                i = quote + (doubled ? 2 : 1);
                open = doubled;
            }
            i = i < line.Length ? line.IndexOf(separator, i) : -1;
            if (i < 0) return false;
            i++;
        }
    }

    private static List<string> Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var i = 0;
        while (true)
        {
            cell.Clear();
            if (i < line.Length && line[i] == '"')
            {
                for (i++; i < line.Length; i++)
                {
                    if (line[i] != '"') cell.Append(line[i]);
                    else if (i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
                    else
                    {
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

    /// <summary>
    /// Lines with their ends, so that a cell over several lines keeps them; a line without end is cut at 16 million characters.
    /// </summary>
    private sealed class LineQueue(TextReader reader)
    {
        private const int MaxLine = 1 << 24;
        private readonly Stack<(string Line, string End)> _back = new();
        private readonly char[] _block = new char[32768];
        private readonly StringBuilder _long = new();
        private int _at;
        private int _filled;

        public int Number { get; private set; }

        /// <summary>How the last line ended.</summary>
        public string End { get; private set; } = "";

        public string? Next()
        {
            if (_back.TryPop(out var back))
            {
                End = back.End;
                Number++;
                return back.Line;
            }
            _long.Clear();
            while (true)
            {
                if (_at >= _filled && !Fill())
                {
                    End = "";
                    if (_long.Length == 0) return null;
                    Number++;
                    return _long.ToString();
                }
                var rest = _block.AsSpan(_at, _filled - _at);
                var cut = rest.IndexOfAny('\r', '\n');
                if (cut < 0 && _long.Length < MaxLine)
                {
                    _long.Append(rest);
                    _at = _filled;
                    continue;
                }
                var line = cut < 0 ? _long.ToString() : _long.Length == 0 ? rest[..cut].ToString() : _long.Append(rest[..cut]).ToString();
                if (cut < 0) End = "";
                else
                {
                    var carriage = rest[cut] == '\r';
                    _at += cut + 1;
                    End = carriage ? "\r" : "\n";
                    if (carriage && (_at < _filled || Fill()) && _block[_at] == '\n')
                    {
                        _at++;
                        End = "\r\n";
                    }
                }
                Number++;
                return line;
            }
        }

        public void PutBack(List<(string Line, string End)> lines, int number)
        {
            for (var i = lines.Count - 1; i >= 0; i--) _back.Push(lines[i]);
            Number = number;
        }

        private bool Fill()
        {
            _at = 0;
            _filled = reader.Read(_block, 0, _block.Length);
            return _filled > 0;
        }
    }
}
