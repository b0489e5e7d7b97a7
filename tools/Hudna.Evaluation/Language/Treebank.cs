using System.Text;

namespace Hudna.Evaluation.Language;

/// <summary>A syntactic word of a treebank or of a reading; offsets count characters of the text without white space.</summary>
internal sealed record Word(int Start, int End, string Form, string Upos, string Relation, int Head, int Sentence, bool InMultiword);

/// <summary>A treebank or a reading of its text, as the CoNLL-18 shared task compares them.</summary>
internal sealed class Treebank
{
    /// <summary>Words in order.</summary>
    public List<Word> Words { get; } = [];

    /// <summary>Spans of surface tokens.</summary>
    public List<(int, int)> Tokens { get; } = [];

    /// <summary>Spans of sentences.</summary>
    public List<(int, int)> Sentences { get; } = [];

    /// <summary>Index of a sentence's first word.</summary>
    public List<int> FirstWord { get; } = [];

    /// <summary>The raw text: sentences joined by a blank, paragraphs and documents by an empty line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The head's index among all words; −1 for a root.</summary>
    public int HeadOf(int word) => Words[word].Head == 0 ? -1 : FirstWord[Words[word].Sentence] + Words[word].Head - 1;

    /// <summary>Reads CoNLL-U; empty nodes are left out.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="source">
    /// The text that was read, where <c>TokenRange</c> says where each word stands in it: a reading may leave characters out, as list marks.
    /// </param>
    public static Treebank Read(IEnumerable<string> lines, string? source = null)
    {
        var bank = new Treebank();
        var bare = new int[(source?.Length ?? 0) + 1];
        for (var i = 0; i < bare.Length - 1; i++) bare[i + 1] = bare[i] + (char.IsWhiteSpace(source![i]) ? 0 : 1);
        var text = new StringBuilder();
        var (at, sentenceStart, opened, multiwordEnd, multiwordSpan) = (0, 0, false, 0, (0, 0));
        foreach (var line in lines)
        {
            if (line.StartsWith("# newpar", StringComparison.Ordinal) || line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                if (text.Length > 0 && !text.ToString(Math.Max(0, text.Length - 2), Math.Min(2, text.Length)).EndsWith("\n\n", StringComparison.Ordinal)) text.Append("\n\n");
                continue;
            }
            if (line.StartsWith('#')) continue;
            if (line.Length == 0)
            {
                if (opened) bank.Sentences.Add((sentenceStart, at));
                (opened, multiwordEnd) = (false, 0);
                continue;
            }
            var columns = line.Split('\t');
            if (columns[0].Contains('.', StringComparison.Ordinal)) continue;
            if (source is not null && columns[9].IndexOf("TokenRange=", StringComparison.Ordinal) is >= 0 and var mark)
                at = bare[int.Parse(columns[9].AsSpan(mark + 11, columns[9].IndexOf(':', mark) - mark - 11))];
            if (!opened)
            {
                opened = true;
                sentenceStart = at;
                bank.FirstWord.Add(bank.Words.Count);
            }
            var range = columns[0].Split('-');
            if (range.Length == 2 || int.Parse(columns[0]) > multiwordEnd)
            {
                var form = columns[1];
                var length = form.Count(c => !char.IsWhiteSpace(c));
                bank.Tokens.Add((at, at + length));
                text.Append(form);
                if (!columns[9].Contains("SpaceAfter=No", StringComparison.Ordinal)) text.Append(' ');
                if (range.Length == 2)
                {
                    multiwordEnd = int.Parse(range[1]);
                    multiwordSpan = (at, at + length);
                    at += length;
                    continue;
                }
                bank.Words.Add(Make(columns, at, at + length, bank, false));
                at += length;
            }
            else bank.Words.Add(Make(columns, multiwordSpan.Item1, multiwordSpan.Item2, bank, true));
        }
        if (opened) bank.Sentences.Add((sentenceStart, at));
        bank.Text = text.ToString();
        return bank;
    }

    private static Word Make(string[] columns, int start, int end, Treebank bank, bool multiword) =>
        new(start, end, columns[1], columns[3], columns[7].Split(':')[0], int.Parse(columns[6]), bank.FirstWord.Count - 1, multiword);
}
