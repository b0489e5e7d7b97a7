using MathNet.Numerics.Distributions;

namespace Hudna.Statistics.Unreported;

/// <summary>How often one source blames one actor.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="Actor">Who is blamed; <c>nobody</c> where no actor is named.</param>
/// <param name="Events">Events that this source tells of and blames on this actor.</param>
/// <param name="Share">Their share of what the source tells of.</param>
/// <param name="Others">The same share among all other sources.</param>
/// <param name="Odds">Odds of the source's share over the odds of the others', 0.5 added to each cell (Haldane and Anscombe).</param>
/// <param name="Low">Lower end of the 95 % interval of these odds (Woolf).</param>
/// <param name="High">Upper end.</param>
/// <param name="FalseDiscoveryP">p-value of equal odds (Wald), corrected for all pairs looked at (Benjamini and Hochberg).</param>
public sealed record Blame(
    string Source, string Actor, int Events, double Share, double Others, double Odds, double Low, double High, double FalseDiscoveryP);

/// <summary>A place that reports no longer come from.</summary>
/// <param name="Place">The place.</param>
/// <param name="LastHeard">Day of the last event told of.</param>
/// <param name="Usual">Events a week that were usual until then.</param>
/// <param name="Expected">Events to be expected since, at the usual rate and the effort since.</param>
/// <param name="P">Chance of hearing nothing for so long if all were as usual, runs of days allowed for.</param>
/// <param name="FalseDiscoveryP">That chance, corrected for the number of places looked at (Benjamini and Hochberg).</param>
public sealed record DarkPlace(string Place, DateOnly LastHeard, double Usual, double Expected, double P, double FalseDiscoveryP);

/// <summary>Who attributes what to whom, and which places go dark.</summary>
public static class WhoSaysWhat
{
    /// <summary>Counts who blames whom.</summary>
    /// <exception cref="Codebook.UserFaultException">No event has a source.</exception>
    public static IReadOnlyList<Blame> Attributions(EventTable table, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(outcome);
        var told = table.Rows.Where(outcome.Accepts).SelectMany(r => r.Values("source").Distinct(StringComparer.Ordinal)
            .SelectMany(s => (r.Values("actor") is { Count: > 0 } actors ? actors.Distinct(StringComparer.Ordinal) : ["nobody"])
                .Select(a => (Source: s, Actor: a)))).ToList();
        Refusal.Unless(told.Count > 0, "no event names its source");
        var bySource = told.GroupBy(x => x.Source).ToDictionary(g => g.Key, g => g.Count());
        var byActor = told.GroupBy(x => x.Actor).ToDictionary(g => g.Key, g => g.Count());
        var pairs = told.GroupBy(x => x).Select(g =>
        {
            double a = g.Count(), b = bySource[g.Key.Source] - a, c = byActor[g.Key.Actor] - a, d = told.Count - a - b - c;
            var log = Math.Log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)));
            var error = Math.Sqrt(1 / (a + 0.5) + 1 / (b + 0.5) + 1 / (c + 0.5) + 1 / (d + 0.5));
            return new Blame(g.Key.Source, g.Key.Actor, (int)a, a / (a + b), c + d > 0 ? c / (c + d) : 0,
                Math.Exp(log), Math.Exp(log - 1.96 * error), Math.Exp(log + 1.96 * error), 2 * Normal.CDF(0, 1, -Math.Abs(log / error)));
        }).ToList();
        var corrected = Multiplicity.BenjaminiHochberg([.. pairs.Select(b => b.FalseDiscoveryP)]);
        return [.. pairs.Select((b, i) => b with { FalseDiscoveryP = corrected[i] }).OrderByDescending(b => b.Events).ThenBy(b => b.Source, StringComparer.Ordinal).ThenBy(b => b.Actor, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Finds places from which nothing has been heard for longer than chance explains. The usual rate is that from the first to the last
    /// event; waiting times are taken as gamma-mixed exponential, so that places with runs of events are not called dark too soon.
    /// </summary>
    /// <param name="table">Events with the mark <c>place</c>.</param>
    /// <param name="outcome">Which of them.</param>
    /// <param name="effort">Reports read; null where not known.</param>
    /// <param name="settings">The stretch of days and its gaps; null for all.</param>
    /// <param name="fewest">Places with fewer events are not looked at; at least 3.</param>
    /// <exception cref="Codebook.UserFaultException">No place has so many events.</exception>
    public static IReadOnlyList<DarkPlace> Dark(EventTable table, Outcome outcome, IReadOnlyList<EffortRow>? effort = null, SeriesSettings? settings = null, int fewest = 5)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(outcome);
        fewest = Math.Max(3, fewest);
        var whole = SeriesBuilder.Daily(table, outcome, effort, settings);
        var watched = new double[whole.Count + 1];
        for (var t = 0; t < whole.Count; t++) watched[t + 1] = watched[t] + (whole.Observed[t] ? whole.Effort[t] : 0);
        var places = table.Rows.Where(outcome.Accepts).SelectMany(r => r.Values("place").Distinct(StringComparer.Ordinal).Select(p => (Place: p, r.Day)))
            .Select(x => (x.Place, T: x.Day.DayNumber - whole.Start.DayNumber)).Where(x => x.T >= 0 && x.T < whole.Count)
            .GroupBy(x => x.Place).Where(g => g.Count() >= fewest).ToList();
        Refusal.Unless(places.Count > 0, $"no place has {fewest} events or more", "Ask for fewer, or for larger areas");
        var found = new List<DarkPlace>();
        foreach (var place in places)
        {
            int first = place.Min(x => x.T), last = place.Max(x => x.T);
            var n = place.Count();
            var before = watched[last + 1] - watched[first];
            var since = watched[whole.Count] - watched[last + 1];
            // n - 1 waiting times within the stretch: its ends are events by choice.
            var rate = (n - 1) / Math.Max(before, 1e-9);
            var expected = rate * since;
            // Spread of the waiting times over that of an exponential: above 1 where events come in runs.
            var days = place.Select(x => watched[x.T]).Order().ToArray();
            var waits = days.Zip(days.Skip(1), (a, b) => b - a).ToArray();
            var mean = waits.Average();
            var clumping = mean > 0 ? Math.Max(1, waits.Average(w => (w - mean) * (w - mean)) / (mean * mean)) : 1;
            // Predictive chance of no event in the time since: the rate itself is known from n - 1 waits only, thinned by the clumping.
            var shape = Math.Max(0.5, (n - 1) / clumping);
            var p = Math.Pow(1 + expected / clumping / shape, -shape);
            found.Add(new DarkPlace(place.Key, whole.Day(last), rate * 7 * watched[whole.Count] / whole.Count, expected, p, p));
        }
        var corrected = Multiplicity.BenjaminiHochberg([.. found.Select(f => f.P)]);
        return [.. found.Select((f, i) => f with { FalseDiscoveryP = corrected[i] }).OrderBy(f => f.P).ThenBy(f => f.Place, StringComparer.Ordinal)];
    }
}
