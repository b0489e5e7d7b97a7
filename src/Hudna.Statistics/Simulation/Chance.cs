namespace Hudna.Statistics.Simulation;

/// <summary>
/// Seeded chance: xoshiro256** (Blackman and Vigna 2018) started by SplitMix64. The same seed gives the same numbers on every machine
/// and every version. Not thread-safe: give each task its own.
/// </summary>
public sealed class Chance
{
    private ulong _a, _b, _c, _d;
    private double _spare = double.NaN;

    /// <summary>Starts a stream.</summary>
    public Chance(ulong seed)
    {
        (_a, _b, _c, _d) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));
        static ulong Split(ref ulong s)
        {
            var z = s += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Bits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number from 0 to <paramref name="n"/> - 1.</summary>
    public int Below(int n) => (int)Math.BigMul(Bits(), (ulong)n, out _);

    /// <summary>Exponential with rate 1.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>Standard normal (polar method).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare)) { var spare = _spare; _spare = double.NaN; return spare; }
        double u, v, s;
        do { u = 2 * Uniform() - 1; v = 2 * Uniform() - 1; s = u * u + v * v; } while (s >= 1 || s == 0);
        var f = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * f;
        return u * f;
    }

    /// <summary>Gamma with a shape above 0 and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            var u = 1 - Uniform();
            if (Math.Log(u) < 0.5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    /// <summary>Poisson with a mean of 0 or more: by multiplication when small, by halving through a gamma when large (Ahrens and Dieter).</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        while (mean > 12)
        {
            var m = (int)(mean * 7 / 8);
            var x = Gamma(m);
            if (x > mean) return count + Binomial(m - 1, mean / x);
            count += m;
            mean -= x;
        }
        var limit = Math.Exp(-mean);
        for (var product = Uniform(); product > limit; product *= Uniform()) count++;
        return count;
    }

    /// <summary>Negative binomial with a mean and a dispersion (variance = mean + dispersion · mean²).</summary>
    public int NegativeBinomial(double mean, double dispersion) =>
        dispersion <= 0 ? Poisson(mean) : Poisson(mean * dispersion * Gamma(1 / dispersion));

    /// <summary>Binomial.</summary>
    public int Binomial(int n, double p)
    {
        var count = 0;
        for (var i = 0; i < n; i++) if (Uniform() < p) count++;
        return count;
    }

    /// <summary>Shuffles in place.</summary>
    public void Shuffle<T>(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
