namespace Hudna.Cli;

/// <summary>A table of text for people: columns padded, numbers to the right.</summary>
internal sealed class Table(params IReadOnlyList<string> headings)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <summary>Writes it, indented by two spaces; nothing where it has no rows.</summary>
    public void Write(TextWriter output)
    {
        if (_rows.Count == 0) return;
        var widths = headings.Select((h, i) => _rows.Max(r => Math.Max(h.Length, r[i].Length))).ToArray();
        var numeric = headings.Select((_, i) => _rows.All(r => r[i].All(c => char.IsAsciiDigit(c) || c is ' ' or '(' or ')' or '+'))).ToArray();
        WriteRow(headings);
        foreach (var row in _rows) WriteRow(row);

        void WriteRow(IReadOnlyList<string> cells) => output.WriteLine(
            ("  " + string.Join("  ", cells.Select((c, i) => numeric[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i])))).TrimEnd());
    }
}
