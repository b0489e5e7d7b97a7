using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>When a predicted claim is a gold one.</summary>
/// <param name="StrictType">Whether tallies and forecasts must agree in type too.</param>
/// <param name="Alternatives">Whether the kinds and types that another expert could choose count.</param>
internal sealed record ClaimRule(bool StrictType, bool Alternatives)
{
    /// <summary>2: kind and type agree; 1: one of the alternatives does; 0: neither.</summary>
    public int Agrees(JsonElement gold, JsonElement predicted)
    {
        if (Same(gold, predicted)) return 2;
        return Alternatives && gold.List("alternatives").Exists(a => Same(a, predicted)) ? 1 : 0;
    }

    /// <summary>
    /// Pairs of gold and predicted claims, one to one, by best overlap of their quotes. Debatable gold comes after the rest.
    /// </summary>
    public List<(int Gold, int Predicted)> Match(IReadOnlyList<JsonElement> golds, IReadOnlyList<JsonElement> predictions)
    {
        var candidates = new List<Candidate>();
        var best = new double[predictions.Count];
        for (var g = 0; g < golds.Count; g++)
        {
            for (var p = 0; p < predictions.Count; p++)
            {
                var level = Agrees(golds[g], predictions[p]);
                if (level == 0) continue;
                var (part, union) = Overlap(golds[g].Span(), predictions[p].Span());
                if (part < 0.5) continue;
                var debatable = golds[g].IsTrue("debatable");
                candidates.Add(new(debatable, level, union, g, p));
                if (debatable && level == 2) best[p] = Math.Max(best[p], union);
            }
        }
        var pairs = new List<(int, int)>();
        var (usedGold, usedPredicted) = (new HashSet<int>(), new HashSet<int>());
        // A prediction that fits a debatable claim better is kept for it.
        Take(candidates.Where(c => !c.Debatable && c.Union >= best[c.Predicted] - 1e-9));
        Take(candidates.Where(c => c.Debatable));
        Take(candidates.Where(c => !c.Debatable));
        return pairs;

        void Take(IEnumerable<Candidate> rows)
        {
            foreach (var row in rows.OrderByDescending(r => r.Level).ThenByDescending(r => r.Union).ThenBy(r => r.Gold)
                .ThenBy(r => r.Predicted))
            {
                if (usedGold.Contains(row.Gold) || usedPredicted.Contains(row.Predicted)) continue;
                usedGold.Add(row.Gold);
                usedPredicted.Add(row.Predicted);
                pairs.Add((row.Gold, row.Predicted));
            }
        }
    }

    private bool Same(JsonElement gold, JsonElement predicted)
    {
        var kind = gold.Raw("kind");
        if (kind != predicted.Raw("kind")) return false;
        return kind is not ("event" or "statement") && !(StrictType && gold.Get("type") is not null)
            || gold.Raw("type") == predicted.Raw("type");
    }

    /// <summary>Shared length over the shorter span, and over both together.</summary>
    private static (double Part, double Union) Overlap(Span? a, Span? b)
    {
        if (a is not { } x || b is not { } y) return (0, 0);
        var shared = Math.Min(x.End, y.End) - Math.Max(x.Start, y.Start);
        if (shared <= 0) return (0, 0);
        var (lengthX, lengthY) = (x.End - x.Start, y.End - y.Start);
        return ((double)shared / Math.Min(lengthX, lengthY), (double)shared / (lengthX + lengthY - shared));
    }

    private readonly record struct Candidate(bool Debatable, int Level, double Union, int Gold, int Predicted);
}
