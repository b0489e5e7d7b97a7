using Hudna.Statistics.Regression;

namespace Hudna.Statistics.Unreported;

/// <summary>An estimate of how many there were in all.</summary>
/// <param name="Method">How it was come by.</param>
/// <param name="Total">Estimated number in all; infinite where the data set no bound.</param>
/// <param name="StandardError">Its standard error; infinite likewise.</param>
/// <param name="Low">Lower end of the 95 % interval, never below what is known.</param>
/// <param name="High">Upper end.</param>
/// <param name="Aic">Akaike's criterion, smaller is better; null where it does not apply.</param>
/// <param name="Freedom">Degrees of freedom left; null where they do not apply.</param>
/// <param name="Deviance">Distance to the data; null where it does not apply.</param>
/// <param name="Assumes">What must hold for it to be right.</param>
public sealed record TotalEstimate(
    string Method, double Total, double StandardError, double Low, double High, double? Aic, int? Freedom, double? Deviance, string Assumes);

/// <summary>All estimates of one set of lists, with the model choice shown.</summary>
/// <param name="Known">Incidents known to anybody.</param>
/// <param name="Estimates">The estimates: the lower bound, pairs of lists, the log-linear models' mean, those models best first.</param>
/// <param name="Chosen">The log-linear model with the least AIC; null with two lists, and where that model sets no bound.</param>
/// <param name="Averaged">The log-linear models' mean, which is what is said; null where none is chosen.</param>
/// <param name="Words">The result in plain words, with the assumptions.</param>
public sealed record UnreportedResult(int Known, IReadOnlyList<TotalEstimate> Estimates, TotalEstimate? Chosen, TotalEstimate? Averaged, string Words);

/// <summary>How many incidents nobody told of: capture–recapture over sources that gather independently.</summary>
public static class UnreportedEstimates
{
    private const double Z = 1.959963984540054;

    /// <summary>All estimates.</summary>
    /// <exception cref="Codebook.UserFaultException">Nothing is known, or no incident stands on two lists.</exception>
    public static UnreportedResult Of(CaptureLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        Refusal.Unless(lists.Known > 0, "no incident stands on any list");
        Refusal.Unless(lists.Known > lists.KnownTo(1), "no incident stands on two lists: nothing can be said of those on none",
            "Merge the incidents first, or take sources that cover the same ground");
        var all = new List<TotalEstimate> { Chao(lists) };
        for (var a = 0; a < lists.Count; a++) for (var b = a + 1; b < lists.Count; b++)
        {
            var both = Enumerable.Range(1, lists.Cells.Count - 1).Where(c => (c >> a & 1) == 1 && (c >> b & 1) == 1).Sum(c => lists.Cells[c]);
            if (both > 0) all.Add(Chapman(lists.On(a), lists.On(b), both) with { Method = $"Chapman, {lists.Names[a]} and {lists.Names[b]}" });
        }
        var models = lists.Count >= 3 ? LogLinear(lists) : [];
        var chosen = models.FirstOrDefault(m => double.IsFinite(m.Total) && m.Freedom > 0);
        if (models.Count > 0 && double.IsInfinity(models[0].Total)) chosen = null;
        var averaged = chosen is null ? null : Average(lists.Known, [.. models.Where(m => double.IsFinite(m.Total) && m.Freedom > 0)]);
        if (averaged is not null) all.Add(averaged);
        all.AddRange(models);
        var bound = all[0];
        var words = $"{lists.Known} incidents are known. ";
        if (models.Count > 0 && double.IsInfinity(models[0].Total))
            words += "The log-linear model that fits best sets no upper bound: the total cannot be told from these lists; ";
        else if (averaged is not null)
        {
            words += $"With {lists.Count} lists the models put the total at about {averaged.Total:0} ({averaged.Low:0} to {averaged.High:0}), "
                + $"each weighted by how well it fits; the best of {models.Count} alone says {chosen!.Total:0}; ";
        }
        words += $"{(words.EndsWith("; ", StringComparison.Ordinal) ? "at" : "At")} least about {bound.Total:0} by Chao's bound ({bound.Low:0} to {bound.High:0}). ";
        if (averaged is not null && averaged.High < bound.Low)
            words += "The two contradict each other, so the lists are not independent and neither figure should be printed. ";
        words += "This assumes that every incident had some chance of standing on each list, and that incidents were merged rightly. "
            + "Sources that copy each other make the total too small; sources that part the ground between them make it too large.";
        return new UnreportedResult(lists.Known, all, chosen, averaged, words);
    }

    /// <summary>Lincoln and Petersen: n₁ n₂ / m.</summary>
    /// <exception cref="Codebook.UserFaultException">No incident stands on both lists.</exception>
    public static double LincolnPetersen(int first, int second, int both)
    {
        Refusal.Unless(both > 0, "no incident stands on both lists: any total is possible");
        return (double)first * second / both;
    }

    /// <summary>Chapman's (1951) nearly unbiased form of Lincoln and Petersen, with Seber's (1970) variance.</summary>
    public static TotalEstimate Chapman(int first, int second, int both)
    {
        Refusal.Unless(both >= 0 && first >= both && second >= both && first + second > 0, "the lists do not match their overlap");
        var total = (first + 1.0) * (second + 1) / (both + 1) - 1;
        var variance = (first + 1.0) * (second + 1) * (first - both) * (second - both) / ((both + 1.0) * (both + 1) * (both + 2));
        return With("Chapman", total, Math.Sqrt(variance), first + second - both, null, null, null,
            "two independent lists, each incident equally likely to be on each");
    }

    /// <summary>
    /// Chao's (1987) lower bound from incidents known to one list and to two: with t lists the unseen are at least (t-1)/t · f₁²/(2 f₂); the
    /// form without bias where f₂ is 0. Interval on the log of the unseen.
    /// </summary>
    public static TotalEstimate Chao(CaptureLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        double f1 = lists.KnownTo(1), f2 = lists.KnownTo(2), n = lists.Known, a = (lists.Count - 1.0) / lists.Count;
        double unseen, variance;
        if (f2 > 0)
        {
            unseen = a * f1 * f1 / (2 * f2);
            var r = f1 / f2;
            variance = f2 * (a / 2 * r * r + a * a * r * r * r + a * a / 4 * r * r * r * r);
        }
        else
        {
            unseen = a * f1 * (f1 - 1) / 2;
            var total = n + unseen;
            variance = a * f1 * (f1 - 1) / 2 + a * a * f1 * (2 * f1 - 1) * (2 * f1 - 1) / 4 - a * a * f1 * f1 * f1 * f1 / (4 * Math.Max(total, 1));
        }
        return With("Chao's lower bound", n + unseen, Math.Sqrt(Math.Max(0, variance)), lists.Known, null, null, null,
            "lists independent; incidents may differ in how well known they are, which makes this a lower bound");
    }

    /// <summary>
    /// All hierarchical log-linear models with main effects and any set of pairs (Fienberg 1972), best AIC first. The highest interaction
    /// is taken to be nothing: that cannot be tested.
    /// </summary>
    public static IReadOnlyList<TotalEstimate> LogLinear(CaptureLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var t = lists.Count;
        var pairs = (from a in Enumerable.Range(0, t) from b in Enumerable.Range(a + 1, t - a - 1) select (a, b)).ToArray();
        // With six lists there are 32,768 sets of pairs: then no more than three pairs at a time are tried.
        var most = t <= 4 ? pairs.Length : t == 5 ? 5 : 3;
        var found = new List<TotalEstimate>();
        for (var set = 0; set < 1 << pairs.Length; set++)
        {
            if (int.PopCount(set) > most) continue;
            var used = pairs.Where((_, i) => (set >> i & 1) == 1).ToArray();
            if (Fit(lists, used) is { } estimate) found.Add(estimate);
        }
        return [.. found.OrderBy(m => m.Aic).ThenBy(m => m.Method, StringComparer.Ordinal)];
    }

    // A model that sees nothing unseen would lie infinitely far away on the logarithm: half an incident is as little as it can say.
    private const double Least = 0.5;

    /// <summary>
    /// The mean of the models' totals on the log of the unseen, weighted by exp(-AIC/2), with an error that allows for not knowing which of
    /// them is right (Buckland, Burnham and Augustin 1997). The interval of the best model alone forgets that it was chosen.
    /// </summary>
    private static TotalEstimate Average(int known, IReadOnlyList<TotalEstimate> models)
    {
        var least = models.Min(m => m.Aic!.Value);
        var logs = models.Select(m => (Weight: Math.Exp((least - m.Aic!.Value) / 2), Log: Math.Log(Math.Max(m.Total - known, Least)),
            Variance: LogVariance(m.Total - known, m.StandardError))).ToList();
        var all = logs.Sum(m => m.Weight);
        var mean = logs.Sum(m => m.Weight * m.Log) / all;
        var error = logs.Sum(m => m.Weight * Math.Sqrt(m.Variance + (m.Log - mean) * (m.Log - mean))) / all;
        var unseen = Math.Exp(mean);
        return new TotalEstimate("Log-linear, mean of the models", known + unseen, unseen * Math.Sqrt(Math.Exp(error * error) - 1),
            known + unseen * Math.Exp(-Z * error), known + unseen * Math.Exp(Z * error), null, null, null, "one of the models holds");
    }

    private static double LogVariance(double unseen, double error) => Math.Log(1 + error * error / (Math.Max(unseen, Least) * Math.Max(unseen, Least)));

    /// <summary>One log-linear model with main effects and some pairs; null where it has more to learn than there are cells.</summary>
    internal static TotalEstimate? Fit(CaptureLists lists, (int A, int B)[] pairs)
    {
        var (t, cells) = (lists.Count, lists.Cells.Count - 1);
        var width = 1 + t + pairs.Length;
        if (width > cells) return null;
        var x = new double[cells * width];
        double[] counts = [.. lists.Cells.Skip(1).Select(c => (double)c)];
        for (var c = 1; c <= cells; c++)
        {
            var row = x.AsSpan((c - 1) * width, width);
            row[0] = 1;
            for (var i = 0; i < t; i++) row[1 + i] = c >> i & 1;
            for (var p = 0; p < pairs.Length; p++) row[1 + t + p] = (c >> pairs[p].A & 1) * (c >> pairs[p].B & 1);
        }
        var fit = new CountModel(x, width, counts).Fit(null, 0);
        var unseen = Math.Exp(fit.Coefficients[0]);
        var name = pairs.Length == 0 ? "independent lists"
            : string.Join(", ", pairs.Select(p => $"{lists.Names[p.A]}–{lists.Names[p.B]}")) + " dependent";
        var error = Math.Sqrt(unseen + unseen * unseen * fit.Covariance[0]);
        var aic = -2 * fit.LogLikelihood + 2 * width;
        if (!fit.Converged || !(unseen < 1000.0 * lists.Known) || !double.IsFinite(error))
            return new TotalEstimate("Log-linear: " + name, double.PositiveInfinity, double.PositiveInfinity, lists.Known, double.PositiveInfinity, aic,
                cells - width, fit.Deviance, "the data set no bound under this model");
        return With("Log-linear: " + name, lists.Known + unseen, error, lists.Known, aic, cells - width, fit.Deviance,
            "no dependence but the pairs named; no interaction of all lists at once");
    }

    // Interval on the log of the unseen (Chao 1987), so that it never falls below what is known.
    private static TotalEstimate With(
        string method, double total, double error, int known, double? aic, int? freedom, double? deviance, string assumes)
    {
        var unseen = total - known;
        if (unseen <= 1e-9) return new TotalEstimate(method, Math.Max(total, known), error, known, Math.Max(total, known) + Z * error, aic, freedom, deviance, assumes);
        var c = Math.Exp(Z * Math.Sqrt(LogVariance(unseen, error)));
        return new TotalEstimate(method, total, error, known + unseen / c, known + unseen * c, aic, freedom, deviance, assumes);
    }
}
