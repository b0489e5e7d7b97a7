using Hudna.Codebook;

namespace Hudna.Language.Tests.Model;

public class ProbeTests
{
    private const string Text = "Regime artillery shelled Sarmin on Monday. A resident fled. The council met the officers of the observation post in Idlib late at night.";

    private static Document Read(string text, Probes? probes) => Models.Small.Read(text, [new Passage(0, text.Length, PassageRole.Body)], null, Layers.Frames, probes: probes);

    [Fact]
    public void A_probe_is_the_weighted_sum_of_the_words_vector()
    {
        var weights = Enumerable.Range(0, Probes.Width).Select(i => ((i * 7919) % 201 - 100) / 100f).ToArray();
        var (whole, read) = (Read(Text, Probes.Identity), Read(Text, new Probes([weights, new float[Probes.Width]])));
        Assert.Equal(3, read.Sentences.Count);
        for (var s = 0; s < read.Sentences.Count; s++)
            for (var w = 0; w < read.Sentences[s].TokenCount; w++)
            {
                var vector = whole.Probes![s, w].ToArray();
                Assert.Contains(vector, v => v != 0);
                Assert.Equal(vector.Zip(weights, (v, k) => (double)v * k).Sum(), read.Probes![s, w][0], 3);
                Assert.Equal(0, read.Probes[s, w][1]);
            }
    }

    [Fact]
    public void What_stands_beside_a_sentence_changes_none_of_its_values()
    {
        var alone = Read("A resident fled.", Probes.Identity).Probes!;
        var among = Read(Text, Probes.Identity).Probes!;
        for (var w = 0; w < 4; w++) Assert.Equal(alone[0, w].ToArray(), among[1, w].ToArray());
    }

    [Fact]
    public void A_sentence_that_the_model_does_not_read_has_no_values()
    {
        var arabic = Read("قصفت قوات النظام بلدة سرمين.", Probes.Identity);
        Assert.True(arabic.Probes![0, 0].IsEmpty);
        Assert.Null(Read(Text, null).Probes);
    }

    [Fact]
    public void Weights_of_another_length_are_refused() => Assert.Throws<ArgumentException>(() => new Probes([new float[7]]));
}
