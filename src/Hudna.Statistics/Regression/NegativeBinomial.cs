using MathNet.Numerics;

namespace Hudna.Statistics.Regression;

/// <summary>The negative binomial with mean μ and variance μ + αμ² (NB2); α = 0 is the Poisson.</summary>
public static class NegativeBinomial
{
    /// <summary>log P(Y = y); y need not be whole.</summary>
    public static double LogProbability(double y, double mean, double dispersion)
    {
        if (y < 0) return double.NegativeInfinity;
        if (mean <= 0) return y == 0 ? 0 : double.NegativeInfinity;
        if (dispersion < 1e-9) return y * Math.Log(mean) - mean - SpecialFunctions.GammaLn(y + 1);
        var theta = 1 / dispersion;
        return SpecialFunctions.GammaLn(y + theta) - SpecialFunctions.GammaLn(theta) - SpecialFunctions.GammaLn(y + 1)
            - theta * Math.Log(1 + dispersion * mean) + y * Math.Log(dispersion * mean / (1 + dispersion * mean));
    }
}
