using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>Right ones, wrong ones, missing ones.</summary>
/// <param name="Tp">Found and right.</param>
/// <param name="Fp">Found and wrong.</param>
/// <param name="Fn">Not found.</param>
internal readonly record struct Tally(int Tp, int Fp, int Fn)
{
    public static Tally Hit { get; } = new(1, 0, 0);

    public double? Precision => Tp + Fp > 0 ? (double)Tp / (Tp + Fp) : null;

    public double? Recall => Tp + Fn > 0 ? (double)Tp / (Tp + Fn) : null;

    public double? F1 => Tp + Fp + Fn > 0 ? 2.0 * Tp / ((2.0 * Tp) + Fp + Fn) : null;

    public static Tally operator +(Tally a, Tally b) => new(a.Tp + b.Tp, a.Fp + b.Fp, a.Fn + b.Fn);
}

/// <summary>What a comparison gave.</summary>
/// <param name="Kinds">Claims by kind, in the codebook's order, then kinds that there are not.</param>
/// <param name="Reports">Claims by report.</param>
/// <param name="Slots">Slots of the matched pairs.</param>
/// <param name="Debatable">Predictions set aside because they match a debatable claim.</param>
/// <param name="Heading">Predictions set aside because they lie in a heading.</param>
/// <param name="Unassigned">Predictions of no report that has gold.</param>
/// <param name="GoldScored">Gold claims that count.</param>
/// <param name="GoldDebatable">Gold claims that do not.</param>
/// <param name="Lines">Misses, extras and wrong slots, in words.</param>
internal sealed record ClaimScore(
    List<(string Kind, Tally Tally)> Kinds, List<(string Report, Tally Tally)> Reports, List<(string Slot, Tally Tally)> Slots,
    int Debatable, int Heading, int Unassigned, int GoldScored, int GoldDebatable, List<string> Lines);

/// <summary>
/// Scores claims. A prediction matches a gold claim of the same report when kind and type agree and the quotes overlap by at least half
/// of the shorter one; one to one, best overlap first. Debatable gold counts neither for nor against, nor do predictions in a heading.
/// Slots are scored on the matched pairs, each on its own.
/// </summary>
internal sealed class ClaimScorer(ClaimRule rule, bool verbose, bool values = false)
{
    /// <summary>Compares predictions with gold.</summary>
    public ClaimScore Score(GoldFolder gold, IReadOnlyList<JsonElement> predictions)
    {
        var byReport = gold.Claims.Keys.ToDictionary(k => k, _ => new List<JsonElement>(), StringComparer.Ordinal);
        var strays = 0;
        foreach (var p in predictions)
        {
            if (ReportOf(p) is { } number && byReport.TryGetValue(number, out var list)) list.Add(p);
            else strays++;
        }
        var kinds = new List<string> { "event", "statement", "tally", "forecast" };
        var byKind = kinds.ToDictionary(k => k, _ => default(Tally), StringComparer.Ordinal);
        var reports = new List<(string, Tally)>();
        var slots = SlotRule.Slots.ToDictionary(s => s, _ => default(Tally), StringComparer.Ordinal);
        var (debatable, heading) = (0, 0);
        var lines = new List<string>();
        foreach (var (number, golds) in gold.Claims)
        {
            var (own, report) = (byReport[number], default(Tally));
            var pairs = rule.Match(golds, own);
            foreach (var (g, p) in pairs)
            {
                if (golds[g].IsTrue("debatable"))
                {
                    debatable++;
                    continue;
                }
                Count(golds[g].Raw("kind"), Tally.Hit);
                foreach (var (slot, tally) in SlotRule.Compare(golds[g], own[p]))
                {
                    slots[slot] += tally;
                    if (verbose && (tally.Fp > 0 || tally.Fn > 0) && !slot.EndsWith("-root", StringComparison.Ordinal)
                        && !slot.EndsWith("-overlap", StringComparison.Ordinal))
                        lines.Add(values ? $"{number} SLOT {slot,-9} wanted {SlotRule.Shown(golds[g], slot)} | given {SlotRule.Shown(own[p], slot)} | {Described(own[p])}"
                            : $"{number} SLOT {slot,-9} {golds[g].Raw("id")} <- {own[p].Raw("id")}");
                }
            }
            var (gotGold, gotPredicted) = (pairs.Select(p => p.Gold).ToHashSet(), pairs.Select(p => p.Predicted).ToHashSet());
            for (var g = 0; g < golds.Count; g++)
            {
                if (gotGold.Contains(g) || golds[g].IsTrue("debatable")) continue;
                Count(golds[g].Raw("kind"), new(0, 0, 1));
                lines.Add($"{number} MISS {Described(golds[g])}");
            }
            for (var p = 0; p < own.Count; p++)
            {
                if (gotPredicted.Contains(p)) continue;
                if (own[p].Span() is { } span
                    && gold.Headings.GetValueOrDefault(number)?.Exists(h =>
                    Math.Min(span.End, h.End) - Math.Max(span.Start, h.Start) >= 0.5 * (span.End - span.Start)) == true)
                {
                    heading++;
                    continue;
                }
                Count(own[p].Raw("kind"), new(0, 1, 0));
                lines.Add($"{number} EXTRA {Described(own[p])}");
            }
            reports.Add((number, report));

            void Count(string? kind, Tally tally)
            {
                kind ??= "None";
                if (byKind.TryAdd(kind, default)) kinds.Add(kind);
                byKind[kind] += tally;
                report += tally;
            }
        }
        var all = gold.Claims.Values.SelectMany(c => c).ToList();
        return new(
            [.. kinds.Select(k => (k, byKind[k]))], reports, [.. SlotRule.Slots.Select(s => (s, slots[s]))], debatable, heading, strays,
            all.Count(c => !c.IsTrue("debatable")), all.Count(c => c.IsTrue("debatable")), lines);
    }

    /// <summary>The number that begins the name of the file that a claim was read in: three digits and no fourth.</summary>
    private static string? ReportOf(JsonElement claim)
    {
        var report = claim.Get("report");
        var source = (report is { ValueKind: JsonValueKind.Object } r ? r.Raw("source") : claim.Raw("report")) ?? "";
        var name = source[(source.LastIndexOf('/') + 1)..];
        return name.Length >= 3 && name[..3].All(char.IsDigit) && (name.Length == 3 || !char.IsDigit(name[3])) ? name[..3] : null;
    }

    private static string Described(JsonElement claim)
    {
        var exact = claim.Get("quote") is { } q ? q.ValueKind == JsonValueKind.Object ? q.Raw("exact") : q.ToString() : null;
        var shown = exact is null ? "None" : exact.Length > 90 ? exact[..90] : exact;
        return $"{claim.Raw("id") ?? "None"} {claim.Raw("kind") ?? "None"} {claim.Raw("type") ?? "None"}: {shown}";
    }
}
