using System.Globalization;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Truces;

namespace Hudna.Statistics.Plots;

/// <summary>The charts of the measures.</summary>
public static class Charts
{
    /// <summary>A series with its uncertainty, its gaps and the effort behind it; longer ones than two years are drawn by week.</summary>
    /// <param name="series">The series.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="days">Days to mark, each with its name; null for none.</param>
    /// <param name="changes">Change points to draw, found on this very series; null for none.</param>
    public static Chart Of(Series series, string source, IReadOnlyList<(DateOnly Day, string Name)>? days = null, ChangePointResult? changes = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (changes is null && series.Step == Step.Day && series.Count > 730) series = series.ByWeek();
        double width = series.Step == Step.Week ? 7 : 1;
        double X(int t) => series.Day(t).DayNumber;
        var steps = Enumerable.Range(0, series.Count).ToList();
        var layers = new List<Layer>();
        if (steps.Any(t => series.Max[t] > series.Min[t]))
            layers.Add(new(Mark.Band, "least to most", Colours.Soft, [.. steps.Select(t => new Point(X(t), series.Best[t], series.Min[t], series.Max[t]))]));
        layers.Add(new(Mark.Bars, series.Name, Colours.Main, [.. steps.Select(t => new Point(X(t), series.Best[t],
            Text: $"{series.Day(t):yyyy-MM-dd}: {series.Best[t].ToString("0.#", CultureInfo.InvariantCulture)}"))]));
        if (changes is not null)
        {
            layers.Insert(0, new(Mark.Shade, "where the change may lie", Colours.Shade,
                [.. changes.Changes.Select(c => new Point(X(c.Earliest), 0, 0, X(c.Latest) + width, Days(series, c)))]));
            layers.Add(new(Mark.Steps, "level", Colours.Accent,
                [.. changes.Segments.Select(s => new Point(X(s.First), s.Last >= s.First ? s.Total / (s.Last - s.First + 1) : 0))]));
        }
        if (days is { Count: > 0 })
            layers.Add(new(Mark.Upright, "meetings", Colours.Accent, [.. days.Where(d => d.Day >= series.Start && d.Day <= series.End)
                .OrderBy(d => d.Day).Select(d => new Point(d.Day.DayNumber, 0, Text: $"{d.Day:yyyy-MM-dd}: {d.Name}"))]));
        return new Chart(Capital(series.Name), "", $"by {(series.Step == Step.Week ? "week" : "day")}", true, layers, Effort(series, width), Line(source, series),
            $"{series.Name} from {series.Start:yyyy-MM-dd} to {series.End:yyyy-MM-dd}, {series.Best.Sum().ToString("0", CultureInfo.InvariantCulture)} in all.");
    }

    /// <summary>The average course about the meetings, the windows shaded.</summary>
    public static Chart Course(AroundResult result, string source)
    {
        ArgumentNullException.ThrowIfNull(result);
        var layers = new List<Layer>
        {
            new(Mark.Shade, "window asked about", Colours.Shade, [.. result.Plan.Phases.Where(p => p.From is Anchor.Start or Anchor.End && p.To is Anchor.Start or Anchor.End)
                .Select(p => new Point(p.FromDays + result.Plan.Lag, 0, 0, p.ToDays + 1 + result.Plan.Lag, p.Name))]),
            new(Mark.Band, "mean of three days on 95 of 100 placebo calendars", Colours.Faint, [.. result.Course.Select(c => new Point(c.Day, c.Smooth, c.Low, c.High))]),
            new(Mark.Dots, "counted over expected, by day", Colours.Soft, [.. result.Course.Select(c => new Point(c.Day, c.Ratio, c.Ratio, c.Ratio,
                $"day {c.Day}: {c.Counted:0} counted, {c.Expected:0.0} expected"))]),
            new(Mark.Line, "mean of three days", Colours.Main, [.. result.Course.Select(c => new Point(c.Day, c.Smooth))]),
            new(Mark.Level, "as expected", Colours.Quiet, [new(0, 1)]),
            new(Mark.Upright, "first day of the meeting", Colours.Accent, [new(0, 0)]),
        };
        return new Chart($"{Capital(result.Series[0].Name)} about the meetings", "days from the meeting's first", "counted / expected", false, layers,
            new EffortStrip("Mean effort over the series' own", [.. result.Course.Select(c => new Point(c.Day, c.Effort))], 1, result.Series[0].EffortKnown),
            source, "Counts about the meetings over what trend, season and weekday lead one to expect. " + result.Verdict);
    }

    /// <summary>Where the real calendar stands among the placebo calendars.</summary>
    public static Chart Placebo(PhaseResult result, string source)
    {
        ArgumentNullException.ThrowIfNull(result);
        const int Bins = 41;
        var s = result.PlaceboStatistics;
        if (s.Count == 0) return new Chart("Placebo calendars", "", "", false, [], null, source, result.Words);
        var reach = Math.Max(1e-9, s.Append(result.Statistic).Max(Math.Abs)) * 1.02;
        var counts = new int[Bins];
        foreach (var v in s) counts[Math.Clamp((int)((v + reach) / (2 * reach) * Bins), 0, Bins - 1)]++;
        return new Chart($"{Capital(result.Outcome.Name)}, {result.Phase.Name}: real dates among {s.Count:N0} placebo calendars", "fewer  ←  studentised difference  →  more",
            "calendars", false,
            [
                new(Mark.Bars, "placebo calendars", Colours.Main, [.. counts.Select((c, i) => new Point(-reach + 2 * reach * i / Bins, c))]),
                new(Mark.Upright, "real calendar", Colours.Accent, [new(result.Statistic, 0, Text: "real calendar")]),
            ], null, source, result.Words);
    }

    /// <summary>A survival curve with its interval.</summary>
    public static Chart Of(SurvivalCurve curve, string title, string source)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.Steps.Select(s => new Point(s.Days, s.Survival, s.Low, s.High, $"day {s.Days:0}: {s.AtRisk} held, {s.Ends} ended")).Prepend(new Point(0, 1, 1, 1)).ToList();
        return new Chart(title, "days", "share that holds", false,
            [new(Mark.Band, "95 % interval", Colours.Soft, points), new(Mark.Steps, $"{curve.Count} truces", Colours.Main, points)], null, source,
            curve.Median is { } m ? $"Half of {curve.Count} truces were broken {(m < 1 ? "on the first day" : $"within {m:0} days")}." : $"More than half of {curve.Count} truces held as long as they were watched.");
    }

    /// <summary>The last year of a weekly series and the forecasts of the coming weeks.</summary>
    public static Chart Of(Series weekly, WeeklyForecastResult forecasts, string source)
    {
        ArgumentNullException.ThrowIfNull(weekly);
        ArgumentNullException.ThrowIfNull(forecasts);
        var first = Math.Max(0, weekly.Count - 52);
        return new Chart($"{Capital(weekly.Name)}: the coming weeks", "", "by week", true,
            [
                new(Mark.Bars, "counted", Colours.Main, [.. Enumerable.Range(first, weekly.Count - first).Select(t => new Point(weekly.Day(t).DayNumber, weekly.Best[t]))]),
                new(Mark.Dots, "forecast, nine chances in ten", Colours.Accent, [.. forecasts.Coming.Select((f, h) => new Point(
                    weekly.Day(weekly.Count + h).DayNumber + 3, f.Mean, f.Quantile(0.05), f.Quantile(0.95)))]),
            ],
            new EffortStrip("Effort by week", [.. Enumerable.Range(first, weekly.Count - first).Select(t => new Point(weekly.Day(t).DayNumber, weekly.Effort[t]))], 7, weekly.EffortKnown),
            Line(source, weekly), forecasts.Words);
    }

    private static EffortStrip Effort(Series series, double width) => new(
        series.EffortKnown ? "Reports read; red where nobody looked" : "Effort is not known",
        [.. Enumerable.Range(0, series.Count).Select(t => new Point(series.Day(t).DayNumber, series.EffortKnown ? series.Effort[t] : 1, series.Observed[t] ? 0 : -1))], width, series.EffortKnown);

    private static string Line(string source, Series series) => source + (series.EffortKnown ? "" : " Effort not known.");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Days(Series series, ChangePoint c) => $"{series.Day(c.Earliest):yyyy-MM-dd} to {series.Day(c.Latest):yyyy-MM-dd}";
}
