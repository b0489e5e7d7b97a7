namespace Hudna.Statistics.Tests;

public class MultiplicityTests
{
    // The fifteen p-values of Benjamini and Hochberg (1995), section 3.2: four are significant by their procedure, three by Holm's.
    private static readonly double[] P =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

    [Fact]
    public void Benjamini_and_Hochberg_agree_with_their_paper()
    {
        var adjusted = Multiplicity.BenjaminiHochberg(P);
        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, adjusted[3], 6);
    }

    [Fact]
    public void Holm_agrees_with_the_step_down_by_hand()
    {
        var adjusted = Multiplicity.Holm(P);
        Assert.Equal(3, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0019 * 13, adjusted[2], 6);
        Assert.Equal(1, adjusted[14], 6);
    }
}
