using System.Globalization;
using Hudna.Statistics;
using Hudna.Statistics.Changes;
using Hudna.Statistics.Excitation;
using Hudna.Statistics.Forecasts;
using Hudna.Statistics.Plots;
using Hudna.Statistics.Simulation;
using Hudna.Statistics.Truces;
using Hudna.Statistics.Unreported;

namespace Hudna.Observatory.Measures;

/// <summary>The measures but that about meetings, each as a report. The same input gives the same report.</summary>
public static class Measure
{
    // Events known to the day are spread over it by chance; the seed is fixed, so that the answer is.
    private const ulong SpreadSeed = 20_200_305;

    /// <summary>A series with its effort, by day or by week.</summary>
    public static MeasureReport Series(MeasureInput input, Outcome outcome, bool byWeek)
    {
        ArgumentNullException.ThrowIfNull(input);
        var series = input.Series(outcome);
        if (byWeek) series = series.ByWeek();
        var busiest = Enumerable.Range(0, series.Count).MaxBy(t => series.Best[t]);
        return new MeasureReport($"{Capital(outcome.Name)} by {(series.Step == Step.Week ? "week" : "day")}",
            $"{series.Best.Sum():N0} from {series.Start:yyyy-MM-dd} to {series.End:yyyy-MM-dd} (at least {series.Min.Sum():N0}, at most {series.Max.Sum():N0}); "
            + $"most, {series.Best[busiest]:0.#}, on {(series.Step == Step.Week ? "the week of " : "")}{series.Day(busiest):yyyy-MM-dd}.",
            [Charts.Of(series, input.Source)],
            [new("The series", ["from", "least", "best", "most", "effort", "watched"], [.. Enumerable.Range(0, series.Count).Select(t => (IReadOnlyList<string>)
                [$"{series.Day(t):yyyy-MM-dd}", N(series.Min[t]), N(series.Best[t]), N(series.Max[t]), series.EffortKnown ? N(series.Effort[t]) : "", series.Observed[t] ? "yes" : "gap"])])],
            series.Notes);
    }

    /// <summary>Where the level changes.</summary>
    public static MeasureReport Changes(MeasureInput input, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(input);
        var daily = input.Series(outcome);
        var series = daily.Count > ChangePoints.MostSteps ? daily.ByWeek() : daily;
        var found = ChangePoints.Find(series);
        var last = found.Changes.Count > 0 ? found.Changes[^1] : null;
        var words = last is null ? $"The level of {outcome.Name} does not change beyond chance."
            : $"The level changes {found.Changes.Count} times; last about {series.Day(last.Step):yyyy-MM-dd} ({series.Day(last.Earliest):yyyy-MM-dd} to "
              + $"{series.Day(last.Latest):yyyy-MM-dd}), to {Ratio(last.Before > 0 ? last.After / last.Before : double.PositiveInfinity)} what it was.";
        return new MeasureReport($"When does the level of {outcome.Name} change?", words, [Charts.Of(series, input.Source, null, found)],
            [new("Changes", ["new level from", "earliest", "latest", "probability", "rate before", "rate after"], [.. found.Changes.Select(c => (IReadOnlyList<string>)
                [$"{series.Day(c.Step):yyyy-MM-dd}", $"{series.Day(c.Earliest):yyyy-MM-dd}", $"{series.Day(c.Latest):yyyy-MM-dd}", N(c.Probability), N(c.Before), N(c.After)])])],
            [.. series.Notes, $"counts vary {found.Spread:0.0} times as much as independent events would within a level",
                "a level that drifts is cut into steps; runs of violent days may pass for short levels"]);
    }

    /// <summary>What truces do, and how long they hold.</summary>
    public static MeasureReport Truces(MeasureInput input, Outcome outcome, IReadOnlyList<Truce> truces, int window)
    {
        ArgumentNullException.ThrowIfNull(input);
        var series = input.Series(outcome);
        var found = TruceEffects.Measure(series, truces, window);
        var measured = found.Effects.Where(e => e.Drop is not null).ToList();
        var words = found.Effects.Count == 1 ? found.Effects[0] is { FirstViolation: { } day } only ? $"The truce saw a first violation on {day:yyyy-MM-dd}, day {only.DaysToFirst}. "
                : $"The truce saw no violation in {found.Effects[0].DaysToFirst} days. "
            : found.UntilFirst.Median is { } median ? $"Half of {found.Effects.Count} truces saw a first violation {(median < 1 ? "on the first day" : $"within {median:0} days")}. "
            : $"More than half of {found.Effects.Count} truces were without a violation as long as they were watched. ";
        if (measured.Count > 0) words += $"On the first day the level fell in {measured.Count(e => e.DropHigh < 1)} of {measured.Count} beyond chance, each taken alone.";
        return new MeasureReport($"What do truces do to {outcome.Name}?", words,
            [Charts.Of(found.UntilFirst, "Days until the first violation", input.Source), Charts.Of(series, input.Source, [.. truces.Select(t => (t.Start, t.Name))])],
            [new("Truce by truce", ["truce", "from", "a day before", "a day after", "level on the first day", "95 % interval", "growth a day", "days until back", "first violation", "note"],
                [.. found.Effects.Select(e => (IReadOnlyList<string>)[e.Truce.Name, $"{e.Truce.Start:yyyy-MM-dd}", N(e.Before), N(e.After), e.Drop is { } d ? Ratio(d) : "",
                    e.DropLow is { } l ? $"{N(l)} to {N(e.DropHigh!.Value)}" : "", e.Recovery is { } r ? $"{100 * r:0.0} %" : "", e.BackAfterDays is { } b ? $"{b:0}" : "",
                    e.FirstViolation is { } f ? $"{f:yyyy-MM-dd} (day {e.DaysToFirst})" : $"none in {e.DaysToFirst} days", e.Refused ?? ""])]),
             new("Share without a violation", ["day", "at risk", "first violations", "share", "standard error", "95 % interval"], [.. found.UntilFirst.Steps.Select(s => (IReadOnlyList<string>)
                [$"{s.Days:0}", $"{s.AtRisk}", $"{s.Ends}", N(s.Survival), N(s.StandardError), $"{N(s.Low)} to {N(s.High)}"])])],
            found.Notes);
    }

    /// <summary>Whether events set off others.</summary>
    public static MeasureReport Excitation(MeasureInput input, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(input);
        var series = input.Series(outcome);
        var chance = new Chance(SpreadSeed);
        double[] times = [.. input.Table.Rows.Where(outcome.Accepts).Where(r => r.Width == 1).Select(r => r.Day.DayNumber - series.Start.DayNumber + chance.Uniform())
            .Where(t => t >= 0 && t <= series.Count).Order()];
        var knots = Math.Clamp(series.Count / 120 + 1, 1, 25);
        var found = HawkesFit.Fit(times, series.Count, knots);
        var (space, notInSpace) = InSpace(input, outcome, series, knots);
        var alerts = series.Observed.Count(o => o) > 400 ? SurgeAlerts.Find(series) : null;
        return new MeasureReport($"Do {outcome.Name} set off others?", found.Words + (space is null ? "" : " In space too: " + space.Words), [Charts.Of(series, input.Source, alerts?.Alerts.Select(a => (a.Day, "surge")).ToList())],
            [new("The process", ["", "estimate", "95 % interval"],
                [
                    ["set off directly by one event", N(found.Model.Branching), $"{N(found.BranchingLow)} to {N(found.BranchingHigh)}"],
                    ["mean delay in days", N(1 / found.Model.Decay), $"{N(1 / found.DecayHigh)} to {N(1 / found.DecayLow)}"],
                    ["check by rescaled times, p", N(found.ResidualP), ""],
                    ["gain over no excitement, log-likelihood", N(found.LogLikelihood - found.PoissonLogLikelihood), ""],
                    .. space is null ? Array.Empty<IReadOnlyList<string>>() :
                    [
                        ["with places: set off directly by one event", N(space.Branching), $"{N(space.BranchingLow)} to {N(space.BranchingHigh)}"],
                        ["with places: spread in kilometres", N(space.Kilometres), $"{N(space.KilometresLow)} to {N(space.KilometresHigh)}"],
                        ["with places: check by rescaled times, p", N(space.ResidualP), ""],
                    ],
                ])],
            [.. series.Notes, .. notInSpace is null ? Array.Empty<string>() : [notInSpace], $"{times.Length} events known to the day were spread over it by chance",
                $"the background may bend at {knots} knots; what bends faster than that passes for excitement", "reports that copy each other look like events that set off others: merge first"]);
    }

    // With places where most events have coordinates and they are not too many; otherwise time alone must do, and it is said why.
    private static (SpatialHawkesResult? Found, string? Note) InSpace(MeasureInput input, Outcome outcome, Series series, int pieces)
    {
        var chance = new Chance(SpreadSeed);
        var rows = input.Table.Rows.Where(outcome.Accepts).Where(r => r.Width == 1).ToList();
        var placed = rows.Where(r => r.Lat is not null && r.Lon is not null)
            .Select(r => new PlacedTime(r.Day.DayNumber - series.Start.DayNumber + chance.Uniform(), r.Lat!.Value, r.Lon!.Value))
            .Where(e => e.Time >= 0 && e.Time <= series.Count).OrderBy(e => e.Time).ToList();
        if (placed.Count < 0.8 * rows.Count)
            return (null, $"only {placed.Count} of {rows.Count} events known to the day have coordinates: excitation is not looked for in space");
        try { return (SpatialHawkes.Fit(placed, series.Count, pieces), null); }
        catch (Codebook.UserFaultException fault) { return (null, $"excitation is not looked for in space: {fault.Faults[0].What}"); }
    }

    /// <summary>Days on which more was told of than is usual.</summary>
    public static MeasureReport Surges(MeasureInput input, Outcome outcome, double rate)
    {
        ArgumentNullException.ThrowIfNull(input);
        var series = input.Series(outcome);
        var found = SurgeAlerts.Find(series, rate, Math.Max(365, (int)Math.Ceiling(4 / rate)));
        return new MeasureReport($"Surges of {outcome.Name}", found.Words, [Charts.Of(series, input.Source, [.. found.Alerts.Select(a => (a.Day, $"surge: {a.Counted:0}"))])],
            [new("Alerts", ["day", "counted", "expected", "share of days that stood out as much"],
                [.. found.Alerts.Select(a => (IReadOnlyList<string>)[$"{a.Day:yyyy-MM-dd}", N(a.Counted), N(a.Expected), N(a.P)])])], series.Notes);
    }

    /// <summary>How many incidents nobody told of.</summary>
    public static MeasureReport Unreported(MeasureInput input, Outcome outcome, IReadOnlyList<string>? sources)
    {
        ArgumentNullException.ThrowIfNull(input);
        var lists = CaptureLists.Of(input.Stretch, outcome, 4, sources);
        var found = UnreportedEstimates.Of(lists);
        return new MeasureReport($"How many {outcome.Name} did nobody tell of?", found.Words, [],
            [new("Estimates of the total", ["method", "total", "standard error", "95 % interval", "AIC", "deviance", "degrees of freedom", "assumes"], [.. found.Estimates.Select(e => (IReadOnlyList<string>)
                [e.Method + (e == found.Chosen ? " (best)" : ""), Whole(e.Total), Whole(e.StandardError), $"{Whole(e.Low)} to {Whole(e.High)}", e.Aic is { } a ? N(a) : "", e.Deviance is { } d ? N(d) : "",
                    $"{e.Freedom}", e.Assumes])]),
             new("Who knows of how many", ["lists", "incidents"], [.. Enumerable.Range(1, lists.Cells.Count - 1).Select(c => (IReadOnlyList<string>)
                [string.Join(" and ", lists.Names.Where((_, i) => (c >> i & 1) == 1)), $"{lists.Cells[c]}"])])],
            input.Table.Notes);
    }

    /// <summary>Who blames whom.</summary>
    public static MeasureReport Blame(MeasureInput input, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(input);
        var blame = WhoSaysWhat.Attributions(input.Stretch, outcome);
        var odd = blame.Where(b => b.Events >= 5 && b.FalseDiscoveryP <= 0.05).OrderByDescending(b => Math.Abs(Math.Log(b.Odds))).FirstOrDefault();
        return new MeasureReport($"Who attributes {outcome.Name} to whom?",
            odd is null ? "No source stands out from the others in whom it blames."
                : $"{odd.Source} blames {odd.Actor} for {100 * odd.Share:0} % of what it tells of, the others for {100 * odd.Others:0} %.", [],
            [new("Attributions", ["source", "blames", "events", "share", "share among others", "odds against others", "95 % interval", "p, corrected"], [.. blame.Take(200).Select(b => (IReadOnlyList<string>)
                [b.Source, b.Actor, $"{b.Events}", $"{100 * b.Share:0} %", $"{100 * b.Others:0} %", N(b.Odds), $"{N(b.Low)} to {N(b.High)}", N(b.FalseDiscoveryP)])])],
            [.. input.Table.Notes, "sources that watch other places blame others for that reason alone"]);
    }

    /// <summary>Places from which reports no longer come.</summary>
    public static MeasureReport Dark(MeasureInput input, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(input);
        var places = WhoSaysWhat.Dark(input.Table, outcome, input.Effort, input.Settings);
        var dark = places.Where(p => p.FalseDiscoveryP <= 0.05).ToList();
        return new MeasureReport("Which places went dark?",
            dark.Count == 0 ? $"Of {places.Count} places none has been silent for longer than chance explains."
                : $"{dark.Count} of {places.Count} places have been silent for longer than chance explains: {string.Join(", ", dark.Take(8).Select(d => d.Place))}.", [],
            [new("Places", ["place", "last heard of", "usual a week", "expected since", "p", "p, corrected"], [.. places.Take(100).Select(p => (IReadOnlyList<string>)
                [p.Place, $"{p.LastHeard:yyyy-MM-dd}", N(p.Usual), N(p.Expected), N(p.P), N(p.FalseDiscoveryP)])])],
            [.. input.Table.Notes, "silence may mean peace, flight, or a cut line: the figures do not say which"]);
    }

    /// <summary>Forecasts of the coming weeks.</summary>
    public static MeasureReport Forecast(MeasureInput input, Outcome outcome, int weeks)
    {
        ArgumentNullException.ThrowIfNull(input);
        var weekly = input.Series(outcome).ByWeek();
        var found = WeeklyForecasts.Make(weekly, weeks);
        return new MeasureReport($"{Capital(outcome.Name)} in the coming weeks", found.Words, [Charts.Of(weekly, found, input.Source)],
            [new("Forecasts", ["week of", "mean", "nine chances in ten"], [.. found.Coming.Select((f, h) => (IReadOnlyList<string>)
                [$"{weekly.Day(weekly.Count + h):yyyy-MM-dd}", N(f.Mean), $"{f.Quantile(0.05)} to {f.Quantile(0.95)}"])]),
             new($"How each way did, {weeks} weeks ahead (smaller is better)", ["way", "weeks", "CRPS", "ignorance, bits", "interval score", "inside"], [.. found.Scores.Select(s => (IReadOnlyList<string>)
                [s.Way, $"{s.Weeks}", N(s.Crps), N(s.Ignorance), N(s.Interval), $"{100 * s.Inside:0} %"])])],
            [.. weekly.Notes, "the way is chosen on the same past weeks that it is scored on: expect a little less of it"]);
    }

    private static string N(double v) => double.IsPositiveInfinity(v) ? "no bound" : v.ToString(Math.Abs(v) < 10 ? "0.###" : "0.#", CultureInfo.InvariantCulture);

    private static string Whole(double v) => double.IsPositiveInfinity(v) ? "no bound" : v.ToString("0", CultureInfo.InvariantCulture);

    private static string Ratio(double r) => double.IsPositiveInfinity(r) ? "many times" : r.ToString("0.00", CultureInfo.InvariantCulture) + " times";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
