using Hudna.Codebook;

namespace Hudna.Ledger.Reviewing;

/// <summary>
/// Krippendorff's alpha for nominal values: 1 where coders agree wholly, 0 where no better than by chance (K. Krippendorff, Content
/// Analysis, 2004, chapter 11). Any number of coders, values may be missing.
/// </summary>
public static class Krippendorff
{
    /// <summary>Alpha over units; null where no unit has two values or all values are one, so that chance cannot be told.</summary>
    /// <param name="units">For each unit the values that the coders gave; null where a coder gave none.</param>
    public static double? Alpha(IEnumerable<IReadOnlyList<string?>> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var totals = new Dictionary<string, double>(StringComparer.Ordinal);
        double pairable = 0, observed = 0;
        foreach (var unit in units)
        {
            var values = unit.Where(v => v is not null).Select(v => v!).ToArray();
            if (values.Length < 2) continue;
            pairable += values.Length;
            var counts = values.GroupBy(v => v, StringComparer.Ordinal).Select(g => (g.Key, Count: (double)g.Count())).ToArray();
            foreach (var (value, count) in counts) totals[value] = totals.GetValueOrDefault(value) + count;
            observed += counts.Sum(c => c.Count * (values.Length - c.Count)) / (values.Length - 1);
        }
        if (pairable < 2) return null;
        var expected = totals.Values.Sum(n => n * (pairable - n)) / (pairable - 1);
        return expected == 0 ? null : 1 - observed / expected;
    }

    /// <summary>
    /// How far two codings of the same reports agree: whether there is a claim at all, and for claims that both have its kind, type, means,
    /// places, day, actors and modality.
    /// </summary>
    /// <returns>By the name of what is compared: alpha (null where it cannot be told), the plain share that agree, and how many units.</returns>
    public static IReadOnlyList<CodingAgreement> Compare(IReadOnlyList<Claim> a, IReadOnlyList<Claim> b)
    {
        var pairs = ClaimMatch.Pair(a, b);
        return
        [
            Of("claim and kind", pairs, c => c?.Kind.Text() ?? "none"),
            Of("kind", pairs, c => c?.Kind.Text()),
            Of("type", pairs, c => c is null ? null : c.Type?.Text() ?? "none"),
            Of("means", pairs, c => c is null ? null : string.Join('+', c.Modes.Select(m => m.Text()))),
            Of("places", pairs, c => c is null ? null : string.Join('+', c.Places.Select(p => p.Id ?? p.Name).Order(StringComparer.Ordinal))),
            Of("time", pairs, c => c is null ? null : c.Time.Edtf?.Text ?? "none"),
            Of("actors", pairs, c => c is null ? null : string.Join('+', c.Actors.Select(x => x.Id ?? "none").Order(StringComparer.Ordinal))),
            Of("modality", pairs, c => c?.Modality.Text()),
        ];
    }

    private static CodingAgreement Of(string what, IReadOnlyList<(Claim? A, Claim? B)> pairs, Func<Claim?, string?> value)
    {
        var units = pairs.Select(p => (string?[])[value(p.A), value(p.B)]).Where(u => u[0] is not null && u[1] is not null).ToArray();
        return new(what, Alpha(units), units.Length == 0 ? null : (double)units.Count(u => u[0] == u[1]) / units.Length, units.Length);
    }
}

/// <summary>How far two codings agree on one thing.</summary>
/// <param name="What">The thing: kind, type, places …</param>
/// <param name="Alpha">Krippendorff's alpha, nominal; null where it cannot be told.</param>
/// <param name="Share">The share of units on which they agree; null without units.</param>
/// <param name="Units">How many units both have a value for.</param>
public sealed record CodingAgreement(string What, double? Alpha, double? Share, int Units);
