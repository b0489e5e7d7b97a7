using Hudna.Evaluation.Incidents;

namespace Hudna.Evaluation.Tests;

/// <summary>The scores of groupings against examples that their authors worked out.</summary>
public class ClusterScoreTests
{
    /// <summary>
    /// Groups are words, members their letters; figures: MUC, B³, CEAF-e, precision and recall of each, not a number where the source gives none.
    /// The first is of Pradhan et al., Scoring Coreference Partitions of Predicted Mentions (ACL 2014); the next two of Bagga and Baldwin,
    /// Algorithms for Scoring Coreference Chains (1998); the last of Vilain et al., A Model-Theoretic Coreference Scoring Scheme (MUC-6, 1995).
    /// </summary>
    public static TheoryData<string, string, double[]> Worked => new()
    {
        { "abc defg", "ab cd fghi", [0.4, 0.4, 0.5, 0.4167, 0.4333, 0.65] },
        { "12345 67 89ABC", "12345 6789ABC", [0.9, 1.0, 0.7619, 1.0, double.NaN, double.NaN] },
        { "12345 67 89ABC", "1234589ABC 67", [0.9, 1.0, 0.5833, 1.0, double.NaN, double.NaN] },
        { "ABCD", "AB CD", [1.0, 0.6667, double.NaN, double.NaN, double.NaN, double.NaN] },
    };

    [Theory, MemberData(nameof(Worked))]
    public void Figures_are_those_of_the_papers(string gold, string found, double[] expected)
    {
        ClusterScore.Figures[] figures =
            [ClusterScore.Muc(Groups(gold), Groups(found)), ClusterScore.BCubed(Groups(gold), Groups(found)), ClusterScore.CeafE(Groups(gold), Groups(found))];
        double[] actual = [.. figures.SelectMany(f => (double[])[f.Precision, f.Recall])];
        for (var i = 0; i < expected.Length; i++)
            if (!double.IsNaN(expected[i])) Assert.Equal(expected[i], actual[i], 4);
    }

    [Theory]
    [InlineData("abc de f", "abc de f", 1, 1)]
    [InlineData("abc de f", "ab c de f", 1, 0.5)]
    [InlineData("ab cd", "abcd", 1 / 3.0, 1)]
    [InlineData("ab", "a b", 0, 0)]
    public void Pairs_are_counted_over_all_groups(string gold, string found, double precision, double recall)
    {
        var pairs = ClusterScore.Pairs(Groups(gold), Groups(found));
        Assert.Equal((precision, recall), (pairs.Precision, pairs.Recall));
    }

    /// <summary>The best assignment is that of trying every order.</summary>
    [Fact]
    public void No_order_of_columns_beats_the_assignment()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var (rows, columns) = (random.Next(1, 5), random.Next(1, 6));
            var values = new double[rows, columns];
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) values[i, j] = random.Next(0, 20);
            Assert.Equal(Best(0, 0), Assignment.Greatest(rows, columns, (i, j) => values[i, j]), 9);

            double Best(int row, int taken)
            {
                if (row == rows) return 0;
                var best = Best(row + 1, taken);
                for (var j = 0; j < columns; j++)
                    if ((taken & 1 << j) == 0) best = Math.Max(best, values[row, j] + Best(row + 1, taken | 1 << j));
                return best;
            }
        }
    }

    [Fact]
    public void Only_reliable_sentences_of_a_corpus_are_scored_and_one_word_on_one_subject_is_one_occurrence()
    {
        var folder = Directory.CreateTempSubdirectory("corpus");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "9"));
        File.WriteAllText(Path.Combine(folder.FullName, "sentences.csv"), "Topic,File,Sentence Number\n9,1ecb,0 \n9,2ecb,0\n9,3ecb,0\n");
        Document("9_1ecb", "The dam of Torvel *burst|Nobody *sang", linked: true);
        Document("9_2ecb", "At Torvel the old dam *bursts|Crews *sang", linked: true);
        Document("9_3ecb", "The senate *voted on taxes|Then it *rested", linked: false);
        var corpus = EcbCorpus.Read(folder.FullName);
        Assert.Equal(["burst", "bursts", "voted"], corpus.Mentions.Select(m => m.Words.Single()));
        Assert.Equal(2, corpus.Mentions.Select(m => m.Gold).Distinct().Count());
        var groups = new NewsMerger(corpus.Documents).Merge(corpus.Mentions);
        Assert.Equal([1, 2], groups.Select(g => g.Count).Order());
        folder.Delete(recursive: true);

        // Sentences of words; a star marks a mention, and the first mention may be linked to one occurrence.
        void Document(string name, string text, bool linked)
        {
            var words = text.Split('|').SelectMany((s, at) => s.Split(' ').Select(w => (Word: w.TrimStart('*'), Marked: w[0] == '*', Sentence: at))).ToArray();
            var tokens = words.Select((w, i) => $"<token t_id=\"{i}\" sentence=\"{w.Sentence}\">{w.Word}</token>");
            var marks = words.Index().Where(w => w.Item.Marked)
                .Select((w, i) => $"<ACTION_OCCURRENCE m_id=\"{i}\"><token_anchor t_id=\"{w.Index}\"/></ACTION_OCCURRENCE>");
            var links = linked ? "<CROSS_DOC_COREF r_id=\"7\" note=\"ACT1\"><source m_id=\"0\"/><target m_id=\"9\"/></CROSS_DOC_COREF>" : "";
            File.WriteAllText(Path.Combine(folder.FullName, "9", name + ".xml"),
                $"<Document>{string.Concat(tokens)}<Markables>{string.Concat(marks)}</Markables><Relations>{links}</Relations></Document>");
        }
    }

    private static IReadOnlyList<IReadOnlyList<string>> Groups(string words) => [.. words.Split(' ').Select(w => w.Select(c => c.ToString()).ToArray())];
}
