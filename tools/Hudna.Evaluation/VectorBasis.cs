using Hudna.Language;
using MathNet.Numerics.LinearAlgebra;

namespace Hudna.Evaluation;

/// <summary>
/// The directions in which a set of word vectors differs most (principal components), all scaled alike: few enough for weights to be learnt along them
/// from some thousand examples.
/// </summary>
internal sealed class VectorBasis
{
    private readonly double[] _mean;
    private readonly double[][] _axes;

    /// <summary>Finds the axes.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="axes">How many directions are kept.</param>
    public VectorBasis(IReadOnlyList<float[]> vectors, int axes)
    {
        var n = Probes.Width;
        _mean = [.. Enumerable.Range(0, n).Select(k => vectors.Average(v => (double)v[k]))];
        var covariance = Matrix<double>.Build.Dense(n, n);
        foreach (var v in vectors)
            for (var i = 0; i < n; i++)
                for (var j = i; j < n; j++) covariance[i, j] += (v[i] - _mean[i]) * (v[j] - _mean[j]) / vectors.Count;
        for (var i = 0; i < n; i++) for (var j = 0; j < i; j++) covariance[i, j] = covariance[j, i];
        var found = covariance.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, n).OrderByDescending(i => found.EigenValues[i].Real).Take(axes).ToList();
        // One scale for all: the first directions keep their greater weight.
        var scale = 1 / Math.Sqrt(order.Average(i => found.EigenValues[i].Real));
        _axes = [.. order.Select(i => found.EigenVectors.Column(i).Select(x => x * scale).ToArray())];
    }

    /// <summary>A vector along the axes.</summary>
    public IEnumerable<double> Of(float[] vector) => _axes.Select(axis => axis.Select((x, k) => x * (vector[k] - _mean[k])).Sum());

    /// <summary>Weights along the axes as weights on the vector itself, and what is added once, so that the mean gives 0.</summary>
    public (float[] Weights, double Offset) Back(IReadOnlyList<double> weights)
    {
        var back = Enumerable.Range(0, Probes.Width).Select(k => _axes.Select((axis, i) => axis[k] * weights[i]).Sum()).ToArray();
        return ([.. back.Select(b => (float)b)], -back.Zip(_mean, (b, m) => b * m).Sum());
    }
}
