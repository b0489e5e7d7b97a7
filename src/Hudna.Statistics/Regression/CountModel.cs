using MathNet.Numerics;

namespace Hudna.Statistics.Regression;

/// <summary>What a count regression found.</summary>
/// <param name="Coefficients">On the log scale, in the order of the columns; 0 for a column that adds nothing.</param>
/// <param name="Dispersion">α of the variance μ + αμ²; 0 for a Poisson.</param>
/// <param name="Mean">Fitted mean of every row, 0 where the row is left out.</param>
/// <param name="LogLikelihood">At the fit, all constants included.</param>
/// <param name="Covariance">Model-based covariance of the coefficients, row-major.</param>
/// <param name="Deviance">Twice the distance to the saturated model at the same dispersion.</param>
/// <param name="Converged">Whether the steps died out.</param>
public sealed record CountFit(
    double[] Coefficients, double Dispersion, double[] Mean, double LogLikelihood, double[] Covariance, double Deviance, bool Converged);

/// <summary>
/// Regression of counts with a log link and an offset: Poisson, or negative binomial with variance μ + αμ² (NB2) whose α is found by
/// maximum likelihood in turn with the coefficients (McCullagh and Nelder 1989, 2.5; Lawless 1987). Pure; rows that are left out count
/// for nothing.
/// </summary>
public sealed class CountModel
{
    private const double MaxEta = 25;
    private readonly int[] _rows;
    private readonly bool _whole;

    // The matrix without its zeros, which are most of it (splines, weekdays): for the k-th row that takes part, its columns and values
    // lie from _from[k] to _from[k + 1].
    private readonly int[] _from;
    private readonly int[] _column;
    private readonly double[] _value;

    /// <summary>Sets the model up.</summary>
    /// <param name="columns">Row-major matrix of the columns, an intercept included.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="included">Which rows take part; null for all.</param>
    /// <param name="counts">The counts, 0 or more; they need not be whole.</param>
    public CountModel(double[] columns, int width, double[] counts, bool[]? included = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(counts);
        if (columns.Length != counts.Length * width) throw new ArgumentException("The columns do not match the counts.", nameof(columns));
        (Width, Counts) = (width, counts);
        _rows = [.. Enumerable.Range(0, counts.Length).Where(i => included?[i] != false)];
        _from = new int[_rows.Length + 1];
        List<int> filled = [];
        List<double> values = [];
        for (var k = 0; k < _rows.Length; k++)
        {
            var row = columns.AsSpan(_rows[k] * width, width);
            for (var j = 0; j < width; j++)
            {
                if (row[j] == 0) continue;
                filled.Add(j);
                values.Add(row[j]);
            }
            _from[k + 1] = filled.Count;
        }
        (_column, _value) = ([.. filled], [.. values]);
        _whole = _rows.All(i => counts[i] == Math.Floor(counts[i]) && counts[i] < 1e6);
    }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>The counts.</summary>
    public double[] Counts { get; }

    /// <summary>A small pull of each coefficient towards 0 (its precision), to keep stretches without events finite; null for none.</summary>
    public double[]? Pull { get; init; }

    /// <summary>Fits with the dispersion held.</summary>
    /// <param name="offset">Added to every row's log mean; null for none.</param>
    /// <param name="dispersion">α, 0 for a Poisson.</param>
    /// <param name="start">Coefficients to start from; null for the usual.</param>
    /// <param name="brief">Leaves covariance, deviance and likelihood empty, for speed.</param>
    public CountFit Fit(double[]? offset, double dispersion, double[]? start = null, bool brief = false)
    {
        int n = Counts.Length, p = Width;
        var beta = new double[p];
        var mean = new double[n];
        var normal = new double[p * p];
        var right = new double[p];
        if (start is not null) start.CopyTo(beta, 0);
        var converged = false;
        var last = double.NegativeInfinity;
        var previous = (double[])beta.Clone();
        Cholesky? factor = null;
        for (var step = 0; step < 60 && !converged; step++)
        {
            Array.Clear(normal);
            Array.Clear(right);
            var objective = 0.0;
            for (var k = 0; k < _rows.Length; k++)
            {
                var i = _rows[k];
                var columns = _column.AsSpan(_from[k].._from[k + 1]);
                var values = _value.AsSpan(_from[k].._from[k + 1]);
                var y = Counts[i];
                var o = offset?[i] ?? 0;
                double eta;
                if (step == 0 && start is null) eta = Math.Log(y + 0.5);
                else
                {
                    eta = o;
                    for (var a = 0; a < columns.Length; a++) eta += values[a] * beta[columns[a]];
                }
                eta = Math.Clamp(eta, -MaxEta, MaxEta);
                var mu = Math.Exp(eta);
                mean[i] = mu;
                objective += dispersion > 0 ? y * eta - (y + 1 / dispersion) * Math.Log(1 + dispersion * mu) : y * eta - mu;
                var w = mu / (1 + dispersion * mu);
                var z = w * (eta - o) + (y - mu) / (1 + dispersion * mu);
                for (var a = 0; a < columns.Length; a++)
                {
                    right[columns[a]] += values[a] * z;
                    var wx = w * values[a];
                    var into = normal.AsSpan(columns[a] * p, p);
                    for (var b = a; b < columns.Length; b++) into[columns[b]] += wx * values[b];
                }
            }
            if (Pull is not null) for (var j = 0; j < p; j++) { normal[j * p + j] += Pull[j]; objective -= Pull[j] * beta[j] * beta[j] / 2; }
            var judged = step > 0 || start is not null;
            if (judged && objective < last - 1e-9 * (1 + Math.Abs(last)))
            {
                // The step was too long: go half way back and look again.
                for (var j = 0; j < p; j++) beta[j] = (beta[j] + previous[j]) / 2;
                continue;
            }
            for (var j = 0; j < p; j++) for (var k = 0; k < j; k++) normal[j * p + k] = normal[k * p + j];
            factor = new Cholesky(normal, p);
            if (judged && objective - last < 1e-10 * (1 + Math.Abs(objective))) { converged = true; break; }
            if (judged) last = objective;
            previous = beta;
            beta = factor.Solve(right);
        }
        if (brief) return new CountFit(beta, dispersion, mean, double.NaN, [], double.NaN, converged);
        return new CountFit(beta, dispersion, mean, LogLikelihood(mean, dispersion), factor!.Inverse(), DevianceOf(mean, dispersion), converged);
    }

    /// <summary>Fits coefficients and dispersion together by maximum likelihood; the dispersion is 0 where the counts vary no more than a Poisson.</summary>
    /// <param name="offset">Added to every row's log mean; null for none.</param>
    public CountFit FitWithDispersion(double[]? offset)
    {
        var fit = Fit(offset, 0);
        var alpha = MomentDispersion(fit.Mean);
        if (alpha <= 0) alpha = 0.02;
        for (var round = 0; round < 50; round++)
        {
            fit = Fit(offset, alpha, fit.Coefficients, brief: true);
            var next = BestDispersion(fit.Mean, alpha);
            var done = Math.Abs(next - alpha) <= 1e-9 * (1 + alpha);
            alpha = next;
            if (done) break;
        }
        return Fit(offset, alpha, fit.Coefficients);
    }

    /// <summary>α by moments: Σ((y - μ)² - μ) / Σμ², no less than 0.</summary>
    public double MomentDispersion(double[] mean)
    {
        ArgumentNullException.ThrowIfNull(mean);
        double over = 0, square = 0;
        foreach (var i in _rows)
        {
            var d = Counts[i] - mean[i];
            over += d * d - mean[i];
            square += mean[i] * mean[i];
        }
        return square > 0 ? Math.Max(0, over / square) : 0;
    }

    /// <summary>The log-likelihood of all rows at given means.</summary>
    public double LogLikelihood(double[] mean, double dispersion)
    {
        ArgumentNullException.ThrowIfNull(mean);
        double sum = 0;
        foreach (var i in _rows) sum += NegativeBinomial.LogProbability(Counts[i], mean[i], dispersion);
        return sum;
    }

    private double DevianceOf(double[] mean, double dispersion)
    {
        double sum = 0;
        foreach (var i in _rows)
        {
            var (y, mu) = (Counts[i], mean[i]);
            var gain = y > 0 ? y * Math.Log(y / mu) : 0;
            sum += dispersion > 0 ? gain - (y + 1 / dispersion) * Math.Log((1 + dispersion * y) / (1 + dispersion * mu)) : gain - (y - mu);
        }
        return 2 * sum;
    }

    // Newton's steps on t = log α, kept between bounds; a likelihood that rises towards α = 0 gives 0.
    private double BestDispersion(double[] mean, double from)
    {
        var tail = _whole ? Tail() : null;
        double low = Math.Log(1e-7), high = Math.Log(1e4), t = Math.Log(Math.Clamp(from, 1e-6, 1e3));
        if (Slope(low).First <= 0) return 0;
        for (var step = 0; step < 200 && high - low > 1e-12; step++)
        {
            var (slope, curve) = Slope(t);
            if (slope > 0) low = t;
            else high = t;
            var next = t - slope / curve;
            if (!(next > low && next < high) || curve >= 0) next = (low + high) / 2;
            if (Math.Abs(next - t) < 1e-11) { t = next; break; }
            t = next;
        }
        return Math.Exp(t);

        // dL/dt and its derivative.
        (double First, double Second) Slope(double at)
        {
            if (tail is null)
            {
                const double H = 1e-4;
                var here = First(at);
                return (here, (First(at + H) - here) / H);
            }
            var theta = Math.Exp(-at);
            double sum = 0, square = 0;
            for (var j = 0; j < tail.Length; j++)
            {
                var share = tail[j] / (theta + j);
                sum += share;
                square -= share / (theta + j);
            }
            foreach (var i in _rows)
            {
                var (y, mu) = (Counts[i], mean[i]);
                var inverse = 1 / (theta + mu);
                sum += (mu - y) * inverse - Math.Log(1 + mu / theta);
                square += mu * inverse / theta - (mu - y) * inverse * inverse;
            }
            return (-sum * theta, theta * (sum + theta * square));
        }

        // Counts that are not whole take digammas.
        double First(double at)
        {
            var theta = Math.Exp(-at);
            double sum = 0;
            foreach (var i in _rows)
            {
                var (y, mu) = (Counts[i], mean[i]);
                sum += SpecialFunctions.DiGamma(y + theta) - SpecialFunctions.DiGamma(theta) - Math.Log(1 + mu / theta) + (mu - y) / (theta + mu);
            }
            return -sum * theta;
        }
    }

    // How many rows exceed 0, 1, 2 …: turns a sum of digammas into one of fractions.
    private double[] Tail()
    {
        var most = _rows.Length == 0 ? 0 : (int)_rows.Max(i => Counts[i]);
        var tail = new double[most + 1];
        foreach (var i in _rows) tail[(int)Counts[i]]++;
        for (var j = most - 1; j >= 0; j--) tail[j] += tail[j + 1];
        return most == 0 ? [] : tail[1..];
    }
}
