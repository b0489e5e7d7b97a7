using System.Globalization;
using Hudna.Codebook;
using Hudna.Statistics;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Plots;

namespace Hudna.Observatory.Measures;

/// <summary>Measures taken apart by a mark: a series, and forecasts, for each zone, actor, means, class of victims or reading.</summary>
public static class MeasureBy
{
    private const int MostValues = 24;
    private const int MostCharts = 6;

    /// <summary>A series for each value of a mark, over the same stretch of days.</summary>
    /// <exception cref="UserFaultException">No event has the mark.</exception>
    public static MeasureReport Series(MeasureInput input, Outcome outcome, string mark, bool byWeek)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outcome);
        var all = input.Series(outcome);
        var (parts, left) = Parts(input, outcome, mark, all);
        if (byWeek) parts = [.. parts.Select(p => (p.Value, p.Series.ByWeek()))];
        var first = parts[0].Series;
        var (most, step) = (parts.MaxBy(p => p.Series.Best.Sum()), first.Step == Step.Week ? "week" : "day");
        return new MeasureReport($"{outcome.Name} by {mark} and {step}",
            $"Of {all.Best.Sum():N0} {outcome.Name} {most.Series.Best.Sum():N0} are {most.Value}, the most of {parts.Count + left} under {mark}.",
            [.. parts.Take(MostCharts).Select(p => Charts.Of(p.Series, input.Source))],
            [
                new($"By {mark}", [mark, "least", "best", "most", $"a {step}", "first", "last"], [.. parts.Select(p => (IReadOnlyList<string>)
                    [p.Value, N(p.Series.Min.Sum()), N(p.Series.Best.Sum()), N(p.Series.Max.Sum()), N(p.Series.Best.Sum() / Math.Max(1, p.Series.Observed.Count(o => o))),
                        Edge(p.Series, p.Series.Best.Select((v, t) => v > 0 ? t : -1).FirstOrDefault(t => t >= 0, -1)), Edge(p.Series, p.Series.Best.ToList().FindLastIndex(v => v > 0))])]),
                new("The series", ["from", .. parts.Select(p => p.Value), "effort", "watched"], [.. Enumerable.Range(0, first.Count).Select(t => (IReadOnlyList<string>)
                    [$"{first.Day(t):yyyy-MM-dd}", .. parts.Select(p => N(p.Series.Best[t])), first.EffortKnown ? N(first.Effort[t]) : "", first.Observed[t] ? "yes" : "gap"])]),
            ],
            [.. all.Notes, .. Notes(mark, left)]);
    }

    /// <summary>Forecasts for each value of a mark, with the record of each way to forecast over all of them.</summary>
    /// <exception cref="UserFaultException">No event has the mark, or no value has weeks enough.</exception>
    public static MeasureReport Forecast(MeasureInput input, Outcome outcome, string mark, int weeks)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outcome);
        var all = input.Series(outcome);
        var (parts, left) = Parts(input, outcome, mark, all);
        var made = parts.Select(p => (p.Value, Weekly: p.Series.ByWeek())).Select(p => (p.Value, p.Weekly, Found: WeeklyForecasts.Make(p.Weekly, weeks))).ToList();
        var beaten = made.Count(m => m.Found.Way is not (WeeklyForecasts.LastValue or WeeklyForecasts.LastYear));
        string[] ways = [.. made[0].Found.Scores.Select(s => s.Way).Order(StringComparer.Ordinal)];
        ForecastScore Of(WeeklyForecastResult found, string way) => found.Scores.Single(s => s.Way == way);
        return new MeasureReport($"{outcome.Name} in the coming weeks, by {mark}",
            $"In {beaten} of {made.Count} under {mark} some way of forecasting did better on past weeks than both plain benchmarks. "
            + $"Most are to be expected next week in {made.MaxBy(m => m.Found.Coming[0].Mean).Value}.",
            [.. made.Take(MostCharts).Select(m => Charts.Of(m.Weekly with { Name = m.Value }, m.Found, input.Source))],
            [
                new("Forecasts", [mark, "week of", "mean", "nine chances in ten", "way", "CRPS", "CRPS, last value", "CRPS, last year"], [.. made.SelectMany(m => m.Found.Coming.Select((f, h) => (IReadOnlyList<string>)
                    [m.Value, $"{m.Weekly.Day(m.Weekly.Count + h):yyyy-MM-dd}", N(f.Mean), $"{f.Quantile(0.05)} to {f.Quantile(0.95)}", m.Found.Way, N(m.Found.Scores[0].Crps),
                        N(Of(m.Found, WeeklyForecasts.LastValue).Crps), N(Of(m.Found, WeeklyForecasts.LastYear).Crps)]))]),
                new($"How each way did, {weeks} weeks ahead, mean over all under {mark} (smaller is better)", ["way", "CRPS", "ignorance, bits", "interval score", "inside"], [.. ways.Select(way => (IReadOnlyList<string>)
                    [way, N(made.Average(m => Of(m.Found, way).Crps)), N(made.Average(m => Of(m.Found, way).Ignorance)), N(made.Average(m => Of(m.Found, way).Interval)),
                        $"{100 * made.Average(m => Of(m.Found, way).Inside):0} %"])]),
            ],
            [.. all.Notes, .. Notes(mark, left), "each way is chosen on the same past weeks that it is scored on: expect a little less of it"]);
    }

    // The most frequent values with their series, and how many values are left out.
    private static (List<(string Value, Series Series)> Parts, int Left) Parts(MeasureInput input, Outcome outcome, string mark, Series all)
    {
        var values = input.Table.Rows.Where(outcome.Accepts).SelectMany(r => r.Values(mark).Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(v => v, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        if (values.Count == 0)
        {
            throw new UserFaultException(new Fault($"no event has the mark '{mark}'", "--by",
                Mend: $"Known marks: {input.Table.KnownMarks}"));
        }
        // The same stretch of days for all; a value of the mark narrows what the outcome already chooses.
        var whole = input with { Settings = input.Settings with { From = all.Start, To = all.End } };
        var parts = new List<(string, Series)>();
        foreach (var value in values.Take(MostValues))
        {
            var rows = input.Table.Rows.Where(r => outcome.Accepts(r) && r.Values(mark).Contains(value, StringComparer.OrdinalIgnoreCase)).ToList();
            if (outcome.Count != Outcome.Events && !rows.Any(r => r.Counts.Any(c => c.What == outcome.Count))) continue;
            parts.Add((value, (whole with { Table = input.Table with { Rows = rows, Notes = [] } }).Series(outcome with { Name = $"{outcome.Name}: {value}" })));
        }
        if (parts.Count == 0) throw new UserFaultException(new Fault($"no event with the mark '{mark}' gives a figure of '{outcome.Count}'", "--by", Mend: "Count events instead"));
        return (parts, values.Count - parts.Count);
    }

    private static IEnumerable<string> Notes(string mark, int left)
    {
        yield return $"an event with several values under {mark} counts for each, one without any for none";
        if (left > 0) yield return $"{left} rarer values under {mark} are left out";
    }

    private static string Edge(Series series, int step) => step < 0 ? "" : $"{series.Day(step):yyyy-MM-dd}";

    private static string N(double v) => v.ToString(Math.Abs(v) < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
}
