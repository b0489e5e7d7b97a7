using System.Globalization;
using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Coding;
using Hudna.Evaluation.Language;
using Hudna.Exchange;
using Hudna.Exchange.Theatres;
using Hudna.Language;

namespace Hudna.Evaluation;

/// <summary>
/// <c>likelihood</c>: learns from hand-coded reports what speaks for and against a draft of the coder (<c>data/lexicon/likelihood.csv</c>): logistic
/// regression with a ridge, the least likelihood that is kept chosen by kind for the best F1 on reports that the weights have not seen. The model's marks are learnt from the
/// same reports: <c>--marks</c> brings those of models that have not seen the report they mark (<c>tools/training/marks.py</c>).
/// </summary>
internal static class LikelihoodCommand
{
    private sealed record Row(string Report, string Kind, bool Right, Dictionary<string, double> Evidence);

    /// <summary>Runs it; 0 done, 1 the input was at fault.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var golds = new List<string>();
        var (theatre, ridge, folds) = ("idlib", 3.0, 10);
        string? to = null, texts = null, marks = null;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--gold" when i + 1 < args.Length: golds.Add(args[++i]); break;
                case "--out" when i + 1 < args.Length: to = args[++i]; break;
                case "--texts" when i + 1 < args.Length: texts = args[++i]; break;
                case "--marks" when i + 1 < args.Length: marks = args[++i]; break;
                case "--theatre" when i + 1 < args.Length: theatre = args[++i]; break;
                case "--ridge" when i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var r) && r > 0: ridge = r; i++; break;
                default:
                    errors.WriteLine($"'{args[i]}' is not understood, or its value is missing.");
                    return 1;
            }
        }
        if (golds.Count == 0 || to is null)
        {
            errors.WriteLine("Name folders of gold with texts (--gold, more than one may be given) and the file to write (--out).");
            return 1;
        }
        try
        {
            var missed = new Dictionary<string, int>(StringComparer.Ordinal);
            var apart = marks is null ? new HeldMarks() : HeldMarks.Read(marks);
            var coder = Load(theatre);
            var rows = golds.SelectMany(g => Rows(coder, g, texts, apart, missed)).ToList();
            if (rows.Count == 0)
            {
                errors.WriteLine("No text of the gold was found: name the folder of its reports with --texts.");
                return 1;
            }
            output.WriteLine($"{rows.Count} drafts, {rows.Count(r => r.Right)} of them right; gold without a draft: {missed.Values.Sum()}");
            var held = Held(rows, ridge, folds);
            var keep = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var kind in rows.Select(r => r.Kind).Distinct().Order(StringComparer.Ordinal))
                keep[kind] = Threshold(kind, [.. held.Where(h => h.Row.Kind == kind)], missed.GetValueOrDefault(kind), output);
            Reliability(held, output);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"log loss {held.Average(h => -Math.Log(h.Row.Right ? h.P : 1 - h.P)):F4}"));
            var weights = Fit(rows, ridge);
            Write(to, weights, keep);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or UserFaultException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    internal static Coder Load(string theatre)
    {
        var data = Path.Combine(LanguageCommand.Root, "data");
        var lexicon = Lexicon.Read(Directory.EnumerateFiles(Path.Combine(data, "lexicon")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText));
        var engine = LanguageEngine.Load(Path.Combine(data, "models", "hudna-en"), Path.Combine(data, "languages"), new LanguageOptions { Gate = Path.Combine(data, "models", "hudna-gate") });
        return new Coder(TheatreReader.Read(Path.Combine(data, "theatres", theatre)), engine, lexicon);
    }

    // Every draft of a folder's reports with its evidence, right or wrong; those that meet a debatable claim teach nothing.
    private static List<Row> Rows(Coder coder, string folder, string? texts, HeldMarks apart, Dictionary<string, int> missed)
    {
        var gold = GoldFolder.Read(folder);
        var rule = new ClaimRule(StrictType: false, Alternatives: true);
        var rows = new List<Row>();
        foreach (var item in ReportReader.Read([Directory.Exists(Path.Combine(folder, "reports")) ? Path.Combine(folder, "reports") : texts ?? folder], new ReadSettings()))
        {
            if (item.Report is not { } report || Path.GetFileNameWithoutExtension(report.Source) is not { Length: >= 3 } file || !gold.Claims.TryGetValue(file[..3], out var wanted)) continue;
            var drafts = coder.Weighed(report, apart.In(coder.Read(report), file[..3])).ToList();
            var claims = drafts.Select(d => JsonSerializer.Deserialize<JsonElement>(ClaimJson.Write(d.Claim))).ToList();
            var pairs = rule.Match(wanted, claims);
            var debatable = pairs.Where(p => wanted[p.Gold].IsTrue("debatable")).Select(p => p.Predicted).ToHashSet();
            var right = pairs.Select(p => p.Predicted).ToHashSet();
            var met = pairs.Select(p => p.Gold).ToHashSet();
            for (var g = 0; g < wanted.Count; g++)
                if (!met.Contains(g) && !wanted[g].IsTrue("debatable") && wanted[g].Raw("kind") is { } kind) missed[kind] = missed.GetValueOrDefault(kind) + 1;
            for (var d = 0; d < drafts.Count; d++)
            {
                if (debatable.Contains(d)) continue;
                var evidence = new Dictionary<string, double>(StringComparer.Ordinal);
                foreach (var (name, value) in drafts[d].Draft.Evidence) evidence[name] = value;
                rows.Add(new(folder + report.Source, claims[d].Raw("kind") ?? "", right.Contains(d), evidence));
            }
        }
        return rows;
    }

    // Each report's drafts judged by weights learnt without it.
    private static List<(Row Row, double P)> Held(List<Row> rows, double ridge, int folds)
    {
        var reports = rows.Select(r => r.Report).Distinct().Order(StringComparer.Ordinal).Select((r, i) => (r, i % folds)).ToDictionary(x => x.r, x => x.Item2, StringComparer.Ordinal);
        var held = new List<(Row, double)>();
        for (var fold = 0; fold < folds; fold++)
        {
            var weights = Fit([.. rows.Where(r => reports[r.Report] != fold)], ridge);
            held.AddRange(rows.Where(r => reports[r.Report] == fold).Select(r => (r, Probability(r, weights))));
        }
        return held;
    }

    private static double Probability(Row row, Dictionary<string, double> weights) =>
        1 / (1 + Math.Exp(-row.Evidence.Sum(e => weights.GetValueOrDefault(e.Key) * e.Value)));

    // Each kind's drafts have evidence of their own.
    private static Dictionary<string, double> Fit(List<Row> rows, double ridge) =>
        rows.GroupBy(r => r.Kind).SelectMany(k => FitKind([.. k], ridge)).ToDictionary(StringComparer.Ordinal);

    // Newton's steps on the penalised likelihood; evidence met in fewer than four drafts is left out.
    private static Dictionary<string, double> FitKind(List<Row> rows, double ridge)
    {
        var names = rows.SelectMany(r => r.Evidence.Keys).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() >= 4).Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        var index = names.Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i, StringComparer.Ordinal);
        var data = rows.Select(r => (Right: r.Right ? 1.0 : 0.0, At: r.Evidence.Where(e => index.ContainsKey(e.Key)).Select(e => (index[e.Key], e.Value)).ToArray())).ToList();
        var prior = names.Select(Prior).ToArray();
        var weights = prior.ToArray();
        for (var step = 0; step < 12; step++)
        {
            var gradient = weights.Select((w, i) => -ridge * (w - prior[i])).ToArray();
            var hessian = new double[names.Count, names.Count];
            for (var i = 0; i < names.Count; i++) hessian[i, i] = ridge;
            foreach (var (right, at) in data)
            {
                var p = 1 / (1 + Math.Exp(-at.Sum(a => weights[a.Item1] * a.Value)));
                foreach (var (i, x) in at)
                {
                    gradient[i] += (right - p) * x;
                    foreach (var (j, y) in at) hessian[i, j] += p * (1 - p) * x * y;
                }
            }
            var change = Solve(hessian, gradient);
            for (var i = 0; i < weights.Length; i++) weights[i] += change[i];
            if (change.Max(Math.Abs) < 1e-6) break;
        }
        return names.Select((n, i) => (n, weights[i])).ToDictionary(x => x.n, x => x.Item2, StringComparer.Ordinal);
    }

    // Where little is known the rules are believed: what they let pass is rather right, what they doubt rather wrong.
    private static double Prior(string name) => name.Contains(" doubt ", StringComparison.Ordinal) ? -2.5 : name.Contains(' ', StringComparison.Ordinal) ? 0 : 1.5;

    // Cholesky: the matrix is symmetric and positive definite.
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++) sum -= l[i, k] * x[k];
            x[i] = sum / l[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = x[i];
            for (var k = i + 1; k < n; k++) sum -= l[k, i] * x[k];
            x[i] = sum / l[i, i];
        }
        return x;
    }

    private static double Threshold(string kind, List<(Row Row, double P)> held, int missed, TextWriter output)
    {
        var tried = new List<(double F1, double At, double P, double R)>();
        for (var at = 0.2; at < 0.71; at += 0.02)
        {
            var right = held.Count(h => h.Row.Right && h.P >= at);
            var given = held.Count(h => h.P >= at);
            var wanted = held.Count(h => h.Row.Right) + missed;
            var f1 = 2.0 * right / Math.Max(1, given + wanted);
            tried.Add((f1, Math.Round(at, 2), (double)right / Math.Max(1, given), (double)right / Math.Max(1, wanted)));
        }
        // As good as the best within 0.15 points, the lowest: reports that no rule was written beside score lower.
        var top = tried.Max(t => t.F1);
        var best = tried.First(t => t.F1 >= top - 0.0015);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-10} keep from {best.At:F2}: P {best.P:F3} R {best.R:F3} F1 {best.F1:F3}"));
        return best.At;
    }

    private static void Reliability(List<(Row Row, double P)> held, TextWriter output)
    {
        foreach (var bin in held.GroupBy(h => Math.Min(9, (int)(h.P * 10))).OrderBy(b => b.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"likelihood {bin.Average(h => h.P):F2}  right {bin.Average(h => h.Row.Right ? 1 : 0):F2}  {bin.Count()}"));
    }

    private static void Write(string to, Dictionary<string, double> weights, SortedDictionary<string, double> keep)
    {
        var text = new StringBuilder();
        text.Append("# Weights of the evidence for a claim, and the least likelihood that is kept (docs/coding.md). Learnt from tests/gold/dev and two\n# more hand-coded reports by tools/Hudna.Evaluation likelihood.\nevidence,weight\n");
        foreach (var (kind, at) in keep) text.Append(CultureInfo.InvariantCulture, $"keep {kind},{at}\n");
        foreach (var (name, weight) in weights.OrderBy(w => w.Key, StringComparer.Ordinal).Where(w => Math.Abs(w.Value) >= 0.005)) text.Append(CultureInfo.InvariantCulture, $"{name},{Math.Round(weight, 3)}\n");
        File.WriteAllText(to, text.ToString());
    }
}
