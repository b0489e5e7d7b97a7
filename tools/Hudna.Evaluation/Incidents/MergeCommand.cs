using System.Globalization;

namespace Hudna.Evaluation.Incidents;

/// <summary><c>merge --ecb DIR</c>: mentions of ECB+ merged over all topics at once, scored on the topics for development and the rest apart.</summary>
internal static class MergeCommand
{
    // Usual in the literature; whatever was tried out was tried on these.
    private static readonly HashSet<string> s_development = ["2", "5", "12", "18", "21", "23", "34", "35"];

    /// <summary>Runs it; 0 done, 1 the input was at fault.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["--ecb", var folder])
        {
            errors.WriteLine("Name the folder of ECB+ with --ecb.");
            return 1;
        }
        try
        {
            var corpus = EcbCorpus.Read(folder);
            var merger = new NewsMerger(corpus.Documents);
            var blocks = merger.Blocks();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{corpus.Documents.Count} documents in {blocks.Distinct().Count()} blocks; {corpus.Mentions.Count} mentions of {corpus.Mentions.Select(m => m.Gold).Distinct().Count()} occurrences"));
            output.WriteLine("                             mentions  MUC F1  B3 F1  CEAF-e F1  CoNLL");
            Score(output, corpus, "one stem, one occurrence", [.. corpus.Mentions.GroupBy(m => NewsWords.Stem(m.Words[0])).Select(Ids)]);
            var place = corpus.Documents.Keys.Zip(blocks).ToDictionary(p => p.First, p => p.Second);
            Score(output, corpus, "one stem in a block", [.. corpus.Mentions.GroupBy(m => (place[m.Document], NewsWords.Stem(m.Words[0]))).Select(Ids)]);
            Score(output, corpus, "merged", merger.Merge(corpus.Mentions));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    private static IReadOnlyList<string> Ids(IEnumerable<EcbMention> mentions) => [.. mentions.Select(m => m.Id)];

    private static void Score(TextWriter output, EcbCorpus corpus, string name, IReadOnlyList<IReadOnlyList<string>> found)
    {
        output.WriteLine(name);
        foreach (var (part, taken) in (ReadOnlySpan<(string, Func<string, bool>)>)
            [("  topics for development", s_development.Contains), ("  the other topics", t => !s_development.Contains(t)), ("  all topics", _ => true)])
        {
            var mentions = corpus.Mentions.Where(m => taken(m.Topic)).ToArray();
            var inside = mentions.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<IReadOnlyList<string>> gold = [.. mentions.GroupBy(m => m.Gold).Select(Ids)];
            IReadOnlyList<IReadOnlyList<string>> ours = [.. found.Select(g => g.Where(inside.Contains).ToArray()).Where(g => g.Length > 0)];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{part,-28} {mentions.Length,8}  {100 * ClusterScore.Muc(gold, ours).F1,6:F1}  {100 * ClusterScore.BCubed(gold, ours).F1,5:F1}  {100 * ClusterScore.CeafE(gold, ours).F1,9:F1}  {100 * ClusterScore.Conll(gold, ours),5:F1}"));
        }
    }
}
