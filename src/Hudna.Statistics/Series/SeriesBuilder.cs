using Hudna.Codebook;

namespace Hudna.Statistics;

/// <summary>How a series is made of a table.</summary>
public sealed record SeriesSettings
{
    /// <summary>The first day; null for the first event's or the effort's.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null for the last event's or the effort's.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Events whose date is known no better than within this many days are left out of the best figure. At least 1.</summary>
    public int WidestDays { get; init; } = 7;

    /// <summary>Stretches without any observation, both ends included.</summary>
    public IReadOnlyList<(DateOnly First, DateOnly Last)> Gaps { get; init; } = [];

    /// <summary>Over how many days, from a day on, the reports count as effort for it: what happens today is told of tomorrow. 1 to 31.</summary>
    public int EffortDays { get; init; } = 3;

    /// <summary>Sources to leave out, of events and of effort.</summary>
    public IReadOnlyList<string> WithoutSources { get; init; } = [];
}

/// <summary>Makes daily series of event tables.</summary>
public static class SeriesBuilder
{
    /// <summary>The longest series that is taken on, in days (a century).</summary>
    public const int MostDays = 36_525;

    /// <summary>
    /// Counts a table's events by day. Effort of a day is the mean number of reports of that day and the two after (or as the settings say),
    /// since what happens today is told of tomorrow; a day without any is a gap, even where something of it was told of much later: to take
    /// such days in only when there was something to tell would make every rate too large.
    /// </summary>
    /// <param name="table">The events.</param>
    /// <param name="outcome">Which of them, and what of them.</param>
    /// <param name="effort">Reports read; null where not known: then every day counts alike, and the series says so.</param>
    /// <param name="settings">How; null for the usual.</param>
    /// <exception cref="UserFaultException">No event is left, or the stretch of days is empty or beyond a century.</exception>
    public static Series Daily(EventTable table, Outcome outcome, IReadOnlyList<EffortRow>? effort = null, SeriesSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(outcome);
        settings ??= new SeriesSettings();
        var notes = new List<string>(table.Notes);
        var without = settings.WithoutSources.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rows = table.Rows.Where(r => without.Count == 0 || r.Values("source") is { Count: 0 } || r.Values("source").Any(s => !without.Contains(s)))
            .ToList();
        var reports = effort?.Where(e => !without.Contains(e.Source)).ToList();
        Refusal.Unless(rows.Count > 0 || reports is { Count: > 0 }, $"{table.Name} holds no event with a date", "Check the date column");
        var chosen = rows.Where(outcome.Accepts).ToList();
        if (chosen.Count == 0) throw Refusal.Because($"no event of {table.Name} is counted as '{outcome.Name}'", NoneChosen(table, rows, outcome));
        Refusal.Unless(outcome.Count == Outcome.Events || chosen.Any(r => r.Counts.Any(c => c.What == outcome.Count)),
            $"no event of {table.Name} gives a figure of '{outcome.Count}'",
            $"Known figures: {string.Join(", ", chosen.SelectMany(r => r.Counts.Select(c => c.What)).Distinct().Order(StringComparer.Ordinal).Prepend(Outcome.Events))}");

        // The stretch of days is that of all events, not of those chosen: days without a chosen event are zeros.
        var from = settings.From ?? Least(rows.Select(r => r.Day), reports?.Select(e => e.Day));
        var to = settings.To ?? Most(rows.Select(r => r.Day), reports?.Select(e => e.Day));
        Refusal.Unless(from <= to, $"the series would end on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}", "Check --from and --to");
        var days = to.DayNumber - from.DayNumber + 1;
        Refusal.Unless(days <= MostDays, $"the dates reach from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}, more than a century",
            "Check the date column, or give --from and --to");

        if (settings is { From: null, To: null } && rows.Count > 0) notes.AddRange(FarApart(rows));

        double[] min = new double[days], best = new double[days], max = new double[days];
        int wide = 0, outside = 0, silent = 0;
        foreach (var row in chosen)
        {
            var t = row.Day.DayNumber - from.DayNumber;
            if (t < 0 || t >= days) { outside++; continue; }
            var (low, middle, high) = Value(row, outcome.Count);
            if (double.IsNaN(middle)) { silent++; continue; }
            max[t] += high;
            if (row.Width > settings.WidestDays) { wide++; continue; }
            best[t] += middle;
            if (row.Width == 1 && !row.Disputed) min[t] += low;
        }
        if (wide > 0) notes.Add($"{wide} events dated no better than within {settings.WidestDays} days stand in the upper figure alone");
        if (outside > 0) notes.Add($"{outside} events lie outside {from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        if (silent > 0) notes.Add($"{silent} events give no figure of {outcome.Count} and are not counted: silence is not zero");

        Refusal.Unless(settings.EffortDays is >= 1 and <= 31, "effort can be counted over 1 to 31 days");
        var (level, observed) = Effort(reports, from, days, settings.EffortDays, max, notes);
        foreach (var (first, last) in settings.Gaps)
            for (var t = Math.Max(0, first.DayNumber - from.DayNumber); t <= Math.Min(days - 1, last.DayNumber - from.DayNumber); t++) observed[t] = false;
        var gaps = observed.Count(o => !o);
        if (gaps > 0) notes.Add($"{gaps} of {days} days are gaps: nobody looked, so they are not counted as quiet");
        return new Series(outcome.Name, from, Step.Day, min, best, max, level, reports is not null, observed, notes);
    }

    // Which of the marks asked about is not there, and what is there instead.
    private static string NoneChosen(EventTable table, List<EventRow> rows, Outcome outcome)
    {
        foreach (var (mark, accepted) in outcome.Choice)
        {
            var values = rows.SelectMany(r => r.Values(mark)).GroupBy(v => v, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
            if (values.Count == 0) return $"No event has the mark {mark}; known marks: {table.KnownMarks}";
            var alone = outcome with { Choice = new Dictionary<string, IReadOnlyList<string>> { [mark] = accepted } };
            if (!rows.Any(alone.Accepts)) return $"The mark {mark} has {string.Join(", ", values.Take(8).Select(g => $"{g.Key} ({g.Count()})"))}{(values.Count > 8 ? " and others" : "")}";
        }
        return "Each choice has events, but no event meets all of them";
    }

    // A slip in a year stretches the series by decades of days on which nothing could have been counted.
    private static IEnumerable<string> FarApart(List<EventRow> rows)
    {
        int[] days = [.. rows.Select(r => r.Day.DayNumber).Order()];
        var few = Math.Min(days.Length - 1, Math.Max(1, days.Length / 100));
        for (var i = 1; i <= few; i++)
        {
            if (days[i] - days[i - 1] > 366) yield return Apart(days[i - 1], days[i], "--from", i);
            if (days[^i] - days[^(i + 1)] > 366) yield return Apart(days[^(i + 1)], days[^i], "--to", i);
        }

        static string Apart(int before, int after, string option, int count) =>
            $"nothing stands between {DateOnly.FromDayNumber(before):yyyy-MM-dd} and {DateOnly.FromDayNumber(after):yyyy-MM-dd}, with {count} "
            + $"event{(count == 1 ? "" : "s")} {(option == "--to" ? "after" : "before")} it: if a date is a slip of the pen, give {option}";
    }

    private static (double Low, double Middle, double High) Value(EventRow row, string count)
    {
        if (count == Outcome.Events) return (1, 1, 1);
        var range = row.Counts.FirstOrDefault(c => c.What == count);
        if (range is null) return (double.NaN, double.NaN, double.NaN);
        var low = Math.Max(0, range.Min ?? 0);
        var high = Math.Max(low, range.Max ?? range.Best ?? low);
        var middle = range.Best ?? range.Min ?? range.Max;
        return middle is null ? (double.NaN, double.NaN, double.NaN) : (Math.Min(low, middle.Value), Math.Max(0, middle.Value), Math.Max(high, middle.Value));
    }

    private static (double[] Level, bool[] Observed) Effort(
        List<EffortRow>? reports, DateOnly from, int days, int reach, double[] max, List<string> notes)
    {
        var level = new double[days];
        var observed = new bool[days];
        if (reports is null)
        {
            Array.Fill(level, 1);
            Array.Fill(observed, true);
            notes.Add("reporting effort is not known: every day is taken to have been watched alike");
            return (level, observed);
        }
        var daily = new double[days + reach - 1];
        foreach (var e in reports)
        {
            var t = e.Day.DayNumber - from.DayNumber;
            if (t >= 0 && t < daily.Length) daily[t] += Math.Max(0, e.Reports);
        }
        var late = 0;
        for (var t = 0; t < days; t++)
        {
            for (var k = 0; k < reach; k++) level[t] += daily[t + k] / reach;
            observed[t] = level[t] > 0;
            if (!observed[t] && max[t] > 0) late++;
        }
        if (late > 0) notes.Add($"{late} days were told of only more than {reach - 1} days later; nobody was looking then, so they count as gaps");
        return (level, observed);
    }

    private static DateOnly Least(IEnumerable<DateOnly> a, IEnumerable<DateOnly>? b) => a.Concat(b ?? []).Min();

    private static DateOnly Most(IEnumerable<DateOnly> a, IEnumerable<DateOnly>? b) => a.Concat(b ?? []).Max();
}
