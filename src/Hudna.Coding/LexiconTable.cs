using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// One file of the lexicon: comma-separated cells under a header, no quoting, lines that begin with <c>#</c> are remarks, a cell may
/// hold several entries divided by <c>|</c>.
/// </summary>
internal sealed class LexiconTable
{
    private readonly string _file;
    private readonly List<Fault> _faults;

    private LexiconTable(string file, List<Fault> faults) => (_file, _faults) = (file, faults);

    public List<Row> Rows { get; } = [];

    public static LexiconTable Read(IReadOnlyDictionary<string, string> files, string file, string header, List<Fault> faults)
    {
        var table = new LexiconTable(file, faults);
        if (!files.TryGetValue(file, out var text))
        {
            faults.Add(new Fault($"the lexicon has no {file}", file, null, "Restore it from data/lexicon"));
            return table;
        }
        var wanted = header.Split(',');
        var number = 0;
        var begun = false;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r').TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split(',');
            if (!begun)
            {
                begun = true;
                if (!cells.SequenceEqual(wanted)) table.Fault(number, $"the columns are not {header}");
                continue;
            }
            if (cells.Length != wanted.Length) table.Fault(number, $"{cells.Length} cells instead of {wanted.Length}");
            else table.Rows.Add(new Row(table, number, cells));
        }
        return table;
    }

    private void Fault(int line, string what) => _faults.Add(new Fault(what, _file, line));

    public sealed record Row(LexiconTable Table, int Line, string[] Cells)
    {
        public string this[int column] => Cells[column].Trim();

        public string[] List(int column) => this[column].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        public void Fault(string what) => Table.Fault(Line, what);

        public bool TryRead<T>(string word, out T value) where T : struct, Enum
        {
            if (Names.TryRead(word, out value)) return true;
            Fault($"'{word}' is none of the codebook's {typeof(T).Name} words");
            return false;
        }

        public double Number(int column) => Number(column, 0, 1);

        public double Number(int column, double least, double most)
        {
            if (double.TryParse(this[column], System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= least && n <= most) return n;
            Fault(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{this[column]}' is no number between {least} and {most}"));
            return 0;
        }
    }
}
