using Hudna.Ledger.Merging;

namespace Hudna.Evaluation.Incidents;

/// <summary>
/// Merges mentions in general news the way the ledger merges claims: blocks, a sum of weights for each pair, and the ledger's own grouping
/// of pairs. What the codebook gives a claim (type, means, actors, places on a map) general news has not, so the evidence is other: documents
/// on one subject take the place of day and neighbourhood, the stem of the word the place of type, words of the sentence that of arguments.
/// </summary>
internal sealed class NewsMerger
{
    // Found on the development topics alone: a logistic regression over pairs of one block and stem; then the beginning, and the likeness that
    // makes documents one block, were raised by what gave the best mean score there.
    private const double Prior = -1.5;
    private const double OtherForm = 1.0;
    private const double DocumentLikeness = 5.4;
    private const double SameDocument = -2.5;
    private const double SentenceWords = 2.7;
    private const double NearWords = 1.2;
    private const double Reporting = -1.4;

    /// <summary>Documents are one block where the mean of their pairs' likeness is above this.</summary>
    internal const double Block = 0.16;

    private static readonly HashSet<string> s_reporting = ["say", "report", "announc", "tell", "accord", "stat", "add", "claim"];

    private readonly Dictionary<string, double> _rarity;
    private readonly Dictionary<string, int> _documents = new(StringComparer.Ordinal);
    private readonly double[][] _likeness;

    /// <summary>Reads what the documents are about.</summary>
    public NewsMerger(SortedDictionary<string, IReadOnlyList<string>> documents)
    {
        var words = documents.Select(d => d.Value.Where(NewsWords.IsContent).GroupBy(NewsWords.Stem).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal)).ToArray();
        foreach (var name in documents.Keys) _documents.Add(name, _documents.Count);
        var spread = words.SelectMany(w => w.Keys).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        _rarity = spread.ToDictionary(s => s.Key, s => Math.Log((double)words.Length / s.Value), StringComparer.Ordinal);
        _likeness = Likeness(words, spread);
    }

    /// <summary>The blocks: documents likely to be on one subject, by the number that they share.</summary>
    public int[] Blocks()
    {
        var links = new List<Link>();
        for (var i = 0; i < _likeness.Length; i++)
            for (var j = 0; j < i; j++) links.Add(new(i, j, _likeness[i][j] - Block));
        var blocks = new int[_likeness.Length];
        var groups = Grouping.Part([.. Enumerable.Range(0, blocks.Length)], links, [], []);
        for (var g = 0; g < groups.Count; g++)
            foreach (var n in groups[g]) blocks[n] = g;
        return blocks;
    }

    /// <summary>Groups of mentions that name one occurrence, by their ids.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Merge(IReadOnlyList<EcbMention> mentions)
    {
        var blocks = Blocks();
        var result = new List<IReadOnlyList<string>>();
        foreach (var block in mentions.GroupBy(m => blocks[_documents[m.Document]]))
        {
            var traits = block.Select(Read).ToArray();
            var links = new List<Link>();
            for (var i = 0; i < traits.Length; i++)
                for (var j = 0; j < i; j++)
                    if (Score(traits[i], traits[j]) is { } score) links.Add(new(i, j, score));
            result.AddRange(Grouping.Part([.. Enumerable.Range(0, traits.Length)], links, [], []).Select(g => Array.ConvertAll(g, n => traits[n].Id)));
        }
        return result;
    }

    private sealed record Traits(string Id, int Document, string Stem, HashSet<string> Sentence, HashSet<string> Near);

    private Traits Read(EcbMention m) => new(m.Id, _documents[m.Document], NewsWords.Stem(m.Words[0]), Stems(m.Sentence), Stems(m.Near));

    private HashSet<string> Stems(IEnumerable<string> words) => [.. words.Where(NewsWords.IsContent).Select(NewsWords.Stem).Where(_rarity.ContainsKey)];

    // Null where the two cannot be one: their words have nothing in common.
    private double? Score(Traits a, Traits b)
    {
        var sum = Prior;
        if (a.Stem != b.Stem)
        {
            var common = a.Stem.AsSpan().CommonPrefixLength(b.Stem);
            if (common < 4 || common < 0.7 * Math.Min(a.Stem.Length, b.Stem.Length)) return null;
            sum += OtherForm;
        }
        sum += a.Document == b.Document ? DocumentLikeness + SameDocument : DocumentLikeness * _likeness[a.Document][b.Document];
        sum += SentenceWords * Common(a.Sentence, b.Sentence) + NearWords * Common(a.Near, b.Near);
        if (s_reporting.Contains(a.Stem) || s_reporting.Contains(b.Stem)) sum += Reporting;
        return sum;
    }

    // Words in common by their rarity, against the geometric mean of both sides' rarity.
    private double Common(HashSet<string> a, HashSet<string> b)
    {
        if (a.Count == 0 || b.Count == 0) return 0;
        var both = a.Where(b.Contains).Sum(w => _rarity[w]);
        return both == 0 ? 0 : both / Math.Sqrt(a.Sum(w => _rarity[w]) * b.Sum(w => _rarity[w]));
    }

    // Cosine of tf-idf with logarithmic frequency; words of one document alone make no two alike.
    private double[][] Likeness(Dictionary<string, int>[] words, Dictionary<string, int> spread)
    {
        var likeness = words.Select(_ => new double[words.Length]).ToArray();
        var holders = new SortedDictionary<string, List<(int Document, double Weight)>>(StringComparer.Ordinal);
        for (var d = 0; d < words.Length; d++)
        {
            var weights = words[d].Where(w => spread[w.Key] > 1).Select(w => (w.Key, Weight: (1 + Math.Log(w.Value)) * _rarity[w.Key])).OrderBy(w => w.Key, StringComparer.Ordinal).ToArray();
            var length = Math.Sqrt(weights.Sum(w => w.Weight * w.Weight));
            foreach (var (word, weight) in weights)
            {
                if (!holders.TryGetValue(word, out var list)) holders.Add(word, list = []);
                list.Add((d, weight / length));
            }
        }
        foreach (var list in holders.Values)
            foreach (var (i, x) in list)
                foreach (var (j, y) in list) likeness[i][j] += x * y;
        return likeness;
    }
}
