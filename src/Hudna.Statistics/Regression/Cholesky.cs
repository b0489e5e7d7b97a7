namespace Hudna.Statistics.Regression;

/// <summary>Cholesky factor of a small symmetric matrix in a flat row-major array; a column that adds nothing is set aside.</summary>
internal sealed class Cholesky
{
    private const double Tolerance = 1e-11;
    private readonly int _n;
    private readonly double[] _l;

    /// <summary>Which columns were set aside because the others already say what they say.</summary>
    public bool[] Aside { get; }

    public Cholesky(double[] matrix, int n)
    {
        _n = n;
        _l = new double[n * n];
        Aside = new bool[n];
        for (var j = 0; j < n; j++)
        {
            var d = matrix[j * n + j];
            for (var k = 0; k < j; k++) d -= _l[j * n + k] * _l[j * n + k];
            if (!(d > Tolerance * Math.Max(matrix[j * n + j], 1e-30))) { Aside[j] = true; continue; }
            var root = Math.Sqrt(d);
            _l[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                var s = matrix[i * n + j];
                for (var k = 0; k < j; k++) s -= _l[i * n + k] * _l[j * n + k];
                _l[i * n + j] = s / root;
            }
        }
    }

    /// <summary>Solves for one right-hand side; entries set aside come out as 0.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = new double[_n];
        for (var i = 0; i < _n; i++)
        {
            if (Aside[i]) continue;
            var s = right[i];
            for (var k = 0; k < i; k++) s -= _l[i * _n + k] * x[k];
            x[i] = s / _l[i * _n + i];
        }
        for (var i = _n - 1; i >= 0; i--)
        {
            if (Aside[i]) continue;
            var s = x[i];
            for (var k = i + 1; k < _n; k++) s -= _l[k * _n + i] * x[k];
            x[i] = s / _l[i * _n + i];
        }
        return x;
    }

    /// <summary>The inverse, row-major; rows and columns set aside are 0.</summary>
    public double[] Inverse()
    {
        var inverse = new double[_n * _n];
        var unit = new double[_n];
        for (var j = 0; j < _n; j++)
        {
            if (Aside[j]) continue;
            unit[j] = 1;
            var column = Solve(unit);
            unit[j] = 0;
            for (var i = 0; i < _n; i++) inverse[i * _n + j] = column[i];
        }
        return inverse;
    }
}
