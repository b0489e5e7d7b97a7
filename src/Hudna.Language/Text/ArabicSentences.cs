using Hudna.Language.Data;

namespace Hudna.Language.Text;

/// <summary>
/// Cuts Arabic sentences at their connectives: a paragraph is often one sentence chained by "كما", "في حين", "وكان". The connectives are
/// data; a part is not cut off below a least number of words.
/// </summary>
internal sealed class ArabicSentences
{
    private const int LeastWords = 5;

    private readonly Dictionary<string, List<string[]>> _connectives = new(StringComparer.Ordinal);

    private ArabicSentences(SectionFile file)
    {
        foreach (var line in file["connectives"])
        {
            var words = ArabicText.Normalise(line.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!_connectives.TryGetValue(words[0], out var list)) _connectives[words[0]] = list = [];
            list.Add(words);
        }
    }

    /// <summary>Reads the connectives of a language folder; null where it has none.</summary>
    /// <exception cref="Codebook.UserFaultException">The file is not as it should be.</exception>
    public static ArabicSentences? Read(string languageFolder)
    {
        var path = Path.Combine(languageFolder, "sentences.txt");
        return File.Exists(path) ? new ArabicSentences(SectionFile.Read(path, "connectives")) : null;
    }

    /// <summary>The parts of a sentence, in order, together all of it but white space and the commas between them.</summary>
    public IEnumerable<TextSpan> Cut(string text, TextSpan sentence)
    {
        var words = new List<(int Start, int End, string Key)>();
        for (var i = sentence.Start; i < sentence.End;)
        {
            if (!Letters.IsTokenLetter(text[i]))
            {
                i++;
                continue;
            }
            var end = i + 1;
            while (end < sentence.End && Letters.IsTokenLetter(text[end])) end++;
            words.Add((i, end, end - i > 20 ? "" : ArabicText.Normalise(text.AsSpan(i, end - i))));
            i = end;
        }
        var (from, first) = (sentence.Start, 0);
        for (var w = LeastWords; w + LeastWords < words.Count; w++)
        {
            if (w - first < LeastWords || !Opens(words, w)) continue;
            var stop = words[w].Start;
            while (stop > from && (Letters.IsSpace(text[stop - 1]) || text[stop - 1] is '،' or ',' or '؛' or ';')) stop--;
            yield return new TextSpan(from, stop);
            (from, first) = (words[w].Start, w);
        }
        yield return new TextSpan(from, sentence.End);
    }

    private bool Opens(List<(int Start, int End, string Key)> words, int at)
    {
        if (!_connectives.TryGetValue(words[at].Key, out var phrases)) return false;
        foreach (var phrase in phrases)
        {
            var all = at + phrase.Length <= words.Count;
            for (var k = 1; k < phrase.Length && all; k++) all = words[at + k].Key == phrase[k];
            if (all) return true;
        }
        return false;
    }
}
