namespace Hudna.Exchange.Theatres;

/// <summary>
/// Reads a table of comma-separated values (RFC 4180: fields in quotation marks may hold commas, line ends and doubled quotation marks)
/// row by row over one string. The first row names the columns; their order is free.
/// </summary>
internal sealed class CsvTable
{
    private readonly string _file;
    private readonly string _text;
    private readonly FaultList _faults;
    private readonly string[] _columns;
    private readonly List<(int Start, int End, bool Quoted)> _fields = [];
    private int _at;
    private int _nextLine = 1;
    private bool _unclosed;

    private CsvTable(string file, string text, FaultList faults, string[] columns)
    {
        (_file, _text, _faults, _columns) = (file, text, faults, columns);
    }

    /// <summary>The line on which the present row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Opens a table; null, with faults, where a required column is missing or one is unknown.</summary>
    public static CsvTable? Open(DataFile file, FaultList faults, string[] required, params string[] optional)
    {
        if (file.Text(faults) is not { } text) return null;
        var header = new CsvTable(file.Path, text, faults, []);
        if (!header.ReadFields())
        {
            faults.Add(file.Path, 1, "the table is empty", $"Its first line names the columns: {string.Join(',', required)}");
            return null;
        }
        var columns = new string[header._fields.Count];
        for (var i = 0; i < columns.Length; i++) columns[i] = header.Value(i);
        var good = true;
        for (var i = 0; i < columns.Length; i++)
        {
            if (Array.IndexOf(required, columns[i]) < 0 && Array.IndexOf(optional, columns[i]) < 0)
            {
                faults.Add(file.Path, 1, $"the column '{columns[i]}' is not known",
                    $"Known are {string.Join(", ", [.. required, .. optional])}");
                good = false;
            }
            else if (Array.IndexOf(columns, columns[i]) < i)
            {
                faults.Add(file.Path, 1, $"the column '{columns[i]}' is there twice");
                good = false;
            }
        }
        foreach (var name in required)
        {
            if (Array.IndexOf(columns, name) >= 0) continue;
            faults.Add(file.Path, 1, $"the column '{name}' is missing");
            good = false;
        }
        return good ? new CsvTable(file.Path, text, faults, columns) { _at = header._at, _nextLine = header._nextLine } : null;
    }

    /// <summary>The number of a column, -1 where the table has none of that name.</summary>
    public int Column(string name) => Array.IndexOf(_columns, name);

    /// <summary>Goes to the next row that has as many fields as there are columns; rows with other numbers of fields are faults.</summary>
    public bool Next()
    {
        while (ReadFields())
        {
            if (_unclosed) return false;
            if (_fields.Count == _columns.Length) return true;
            Fault($"the row has {_fields.Count} fields, the table {_columns.Length} columns",
                "Put fields that hold commas in quotation marks");
        }
        return false;
    }

    /// <summary>A field of the present row as text, without quotation marks and outer white space; empty for column -1.</summary>
    public string Value(int column)
    {
        if (column < 0) return "";
        var (start, end, quoted) = _fields[column];
        var span = _text.AsSpan(start, end - start).Trim();
        return quoted && span.Contains('"') ? span.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : span.ToString();
    }

    /// <summary>A field without a copy; doubled quotation marks stay doubled.</summary>
    public ReadOnlySpan<char> Span(int column)
    {
        if (column < 0) return default;
        var (start, end, _) = _fields[column];
        return _text.AsSpan(start, end - start).Trim();
    }

    /// <summary>Adds a fault at the present row.</summary>
    public void Fault(string what, string? mend = null) => _faults.Add(_file, Line, what, mend);

    // Reads one row; blank lines and lines that begin with # are passed over.
    private bool ReadFields()
    {
        _fields.Clear();
        while (_at < _text.Length && (_text[_at] is '\n' or '\r' or '#'))
        {
            if (_text[_at] == '#')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
                continue;
            }
            if (_text[_at++] == '\n') _nextLine++;
        }
        if (_at >= _text.Length) return false;
        Line = _nextLine;
        while (true)
        {
            if (_at < _text.Length && _text[_at] == '"')
            {
                if (!ReadQuoted()) return true;
            }
            else
            {
                var length = _text.AsSpan(_at).IndexOfAny(',', '\n', '\r');
                var end = length < 0 ? _text.Length : _at + length;
                _fields.Add((_at, end, false));
                _at = end;
            }
            if (_at >= _text.Length) return true;
            switch (_text[_at])
            {
                case ',':
                    _at++;
                    continue;
                case '\r':
                    _at++;
                    if (_at < _text.Length && _text[_at] == '\n') _at++;
                    _nextLine++;
                    return true;
                default:
                    _at++;
                    _nextLine++;
                    return true;
            }
        }
    }

    private bool ReadQuoted()
    {
        var start = ++_at;
        while (true)
        {
            var length = _text.AsSpan(_at).IndexOf('"');
            if (length < 0)
            {
                Fault("a quotation mark is opened and never closed");
                _at = _text.Length;
                _unclosed = true;
                return false;
            }
            _at += length + 1;
            if (_at < _text.Length && _text[_at] == '"')
            {
                _at++;
                continue;
            }
            break;
        }
        _fields.Add((start, _at - 1, true));
        _nextLine += _text.AsSpan(start, _at - start).Count('\n');
        var rest = _text.AsSpan(_at).IndexOfAny(',', '\n', '\r');
        var stop = rest < 0 ? _text.Length : _at + rest;
        if (!_text.AsSpan(_at, stop - _at).IsWhiteSpace()) Fault("text follows a closing quotation mark",
            "Double quotation marks inside a field");
        _at = stop;
        return true;
    }
}
