using Hudna.Codebook;
using Hudna.Statistics.Regression;
using Hudna.Statistics.Simulation;
using MathNet.Numerics.Distributions;

namespace Hudna.Statistics.Meetings;

/// <summary>Does it rise before they meet? Carries out a plan. Pure: the same plan and data give the same result, to the last digit.</summary>
public static class Around
{
    private const double Year = 365.2425;

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="table">The events.</param>
    /// <param name="effort">Reports read; null where not known.</param>
    /// <param name="sensitivity">Whether to ask again under other choices.</param>
    /// <exception cref="UserFaultException">The plan asks nothing, or no outcome has a series.</exception>
    public static AroundResult Run(
        AroundPlan plan, EventTable table, IReadOnlyList<EffortRow>? effort = null, bool sensitivity = true)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        Refusal.Unless(plan.Meetings.Count > 0, "the calendar holds no meeting of the kind asked about", "Check --events and its filter");
        Refusal.Unless(plan.Phases.Count > 0 && plan.Outcomes.Count > 0, "the plan asks nothing", "Give a window and an outcome");
        Refusal.Unless(plan.Level is > 0 and < 0.5, "the level must lie between 0 and 0.5", "0.05 is usual");
        Refusal.Unless(plan.Placebos is >= 99 and <= 1_000_000, "between 99 and 1,000,000 placebo calendars can be drawn", "9999 is usual");

        var series = plan.Outcomes.Select(o => SeriesBuilder.Daily(table, o, effort, plan.Series)).ToList();
        var results = new List<PhaseResult>();
        for (var o = 0; o < series.Count; o++)
            foreach (var phase in plan.Phases)
                results.Add(Ask(new Question(plan, plan.Outcomes[o], phase, series[o])));
        results = Correct(plan, results);

        var again = sensitivity ? Sensitivity.Run(plan, table, effort, series, results) : [];
        var notes = series.SelectMany(s => s.Notes).Concat(Warnings(plan, series[0], results)).Distinct().ToList();
        return new AroundResult(
            plan, plan.Id, results, again, Course(plan, series[0]), series, AroundWords.Verdict(plan, results, again), notes);
    }

    /// <summary>One question put to one series.</summary>
    internal sealed record Question(AroundPlan Plan, Outcome Outcome, Phase Phase, Series Series);

    /// <summary>Answers one question; what cannot be answered comes back refused, with the reason.</summary>
    internal static PhaseResult Ask(Question question)
    {
        try
        {
            return Answered(question);
        }
        catch (UserFaultException fault)
        {
            return new PhaseResult
            {
                Outcome = question.Outcome, Phase = question.Phase, Answer = Answer.Refused, Words = "Not answered: " + fault.Faults[0].What + ".",
            };
        }
    }

    private static PhaseResult Answered(Question q)
    {
        var (plan, series) = (q.Plan, q.Series);
        Refusal.Unless(series.Step == Step.Day, "the series is by week, and a window is counted in days", "Give dates to the day");
        var days = series.Count;
        var counts = series.Of(plan.Figure).ToArray();
        bool[] included = [.. series.Observed];
        var windows = WindowsOf(plan.Meetings, q.Phase, plan.Lag, series, out var used);
        Refusal.Unless(used > 0, $"no meeting has a window '{q.Phase.Name}' within {series.Start:yyyy-MM-dd} to {series.End:yyyy-MM-dd}");
        var mark = windows.Mark(days);
        double inside = 0, outside = 0, insideDays = 0, outsideDays = 0;
        for (var t = 0; t < days; t++)
        {
            if (!included[t]) continue;
            if (mark[t]) { inside += counts[t]; insideDays++; }
            else { outside += counts[t]; outsideDays++; }
        }
        Refusal.Unless(insideDays > 0, "all days of the windows are gaps: nobody looked");
        Refusal.Unless(outsideDays >= 4 * insideDays / Math.Max(1, used) && outsideDays >= 28,
            $"only {outsideDays} days lie outside the windows, too few to compare with");
        Refusal.Unless(inside + outside >= 10, $"{inside + outside:0} in the whole series are too few to say anything", "Count something more frequent");
        Refusal.Unless(outside > 0, "nothing at all was counted outside the windows");

        var offset = Offset(plan, series);
        var background = Background.Build(series.Start, days, plan.KnotsPerYear, plan.Harmonics, plan.Weekday);
        if (plan.Effort == EffortUse.Estimated && series.EffortKnown) background = background.With([.. series.Effort.Select(e => e > 0 ? Math.Log(e) : 0)]);
        var others = OtherDays(plan, q.Phase, series, mark, windows.Anchors);
        var test = new WindowTest(counts, offset, included, background, windows, others, plan.Placebos, plan.Seed);
        Refusal.Unless(test.Placebos >= 99, "the calendar leaves too few admissible placebo dates", "Give a longer series or a shorter window");
        var placebo = new List<double>(test.Placebos);
        var (upper, lower, observed) = test.Tails(0, placebo);
        var (low, high) = test.Interval(plan.Level);
        if (inside == 0) low = double.NegativeInfinity;
        double expected = 0;
        for (var t = 0; t < days; t++) if (included[t] && mark[t]) expected += test.Full.Mean[t] / Math.Exp(test.LogRatio);

        var covariance = Robust.NeweyWest(test.Columns, counts, test.Full, Robust.Bandwidth(days), included);
        var z = Normal.InvCDF(0, 1, 1 - plan.Level / 2);
        var error = Math.Sqrt(Math.Max(0, covariance[^1]));
        return new PhaseResult
        {
            Outcome = q.Outcome, Phase = q.Phase, Answer = Answer.CannotTell, Words = "",
            Meetings = used, Days = (int)insideDays, Counted = inside, Expected = expected,
            Ratio = inside > 0 ? Math.Exp(test.LogRatio) : 0, Low = Math.Exp(low), High = Math.Exp(high),
            P = Math.Min(1, 2 * Math.Min(upper, lower)),
            NeweyWest = inside > 0 ? (Math.Exp(test.LogRatio - z * error), Math.Exp(test.LogRatio + z * error)) : (0, 0),
            NaiveP = Naive(inside, insideDays, outside, outsideDays),
            Placebos = test.Placebos, Statistic = observed, PlaceboStatistics = placebo, Dispersion = test.Full.Dispersion,
            PlaceboWords = test.Words,
        };
    }

    /// <summary>What a plain comparison of two Poisson rates claims: Wald's test of the log ratio, effort and dependence unheeded.</summary>
    internal static double Naive(double inside, double insideDays, double outside, double outsideDays)
    {
        if (inside <= 0 || outside <= 0 || insideDays <= 0 || outsideDays <= 0) return 1;
        var z = (Math.Log(inside / insideDays) - Math.Log(outside / outsideDays)) / Math.Sqrt(1 / inside + 1 / outside);
        return Math.Clamp(2 * Normal.CDF(0, 1, -Math.Abs(z)), 0, 1);
    }

    /// <summary>The windows of a phase in days of a series, ordered, none reaching into the one before.</summary>
    internal static Windows WindowsOf(IReadOnlyList<Meeting> meetings, Phase phase, int lag, Series series, out int used)
    {
        var found = new List<(int Anchor, int First, int Last)>();
        foreach (var m in meetings)
        {
            if (phase.About(m, lag) is not { } about) continue;
            var (first, last) = (about.First.DayNumber - series.Start.DayNumber, about.Last.DayNumber - series.Start.DayNumber);
            if (last < 0 || first >= series.Count) continue;
            found.Add((Math.Clamp(m.Start.DayNumber - series.Start.DayNumber, 0, series.Count - 1), Math.Max(0, first), Math.Min(series.Count - 1, last)));
        }
        found.Sort((a, b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Last.CompareTo(b.Last));
        var kept = new List<(int Anchor, int First, int Last)>();
        var reached = -1;
        foreach (var w in found)
        {
            if (w.Last <= reached) continue;
            kept.Add((w.Anchor, Math.Max(w.First, reached + 1), w.Last));
            reached = w.Last;
        }
        used = kept.Count;
        return new Windows([.. kept.Select(w => w.Anchor)], [.. kept.Select(w => w.First)], [.. kept.Select(w => w.Last)]);
    }

    // Days in the windows of other meetings and in the plan's other phases: no ordinary days to compare with.
    private static Windows OtherDays(AroundPlan plan, Phase phase, Series series, bool[] mark, int[] anchors)
    {
        var days = new bool[series.Count];
        var all = anchors.ToList();
        foreach (var p in plan.Phases)
            if (p != phase) Or(WindowsOf(plan.Meetings, p, plan.Lag, series, out _));
        Or(WindowsOf(plan.Others, phase, plan.Lag, series, out _));
        return Windows.Of(days, [.. all]);

        void Or(Windows more)
        {
            all.AddRange(more.Anchors);
            var marked = more.Mark(days.Length);
            for (var t = 0; t < days.Length; t++) days[t] |= marked[t] && !mark[t];
        }
    }

    private static double[] Offset(AroundPlan plan, Series series)
    {
        var offset = new double[series.Count];
        if (plan.Effort != EffortUse.Offset || !series.EffortKnown) return offset;
        for (var t = 0; t < offset.Length; t++) offset[t] = series.Effort[t] > 0 ? Math.Log(series.Effort[t]) : 0;
        return offset;
    }

    private static List<PhaseResult> Correct(AroundPlan plan, List<PhaseResult> results)
    {
        var asked = results.Where(r => r.Answer != Answer.Refused).ToList();
        var p = asked.Select(r => r.P).ToList();
        var (holm, discovery) = (Multiplicity.Holm(p), Multiplicity.BenjaminiHochberg(p));
        return [.. results.Select(r =>
        {
            var i = asked.IndexOf(r);
            if (i < 0) return r;
            var corrected = r with { AdjustedP = holm[i], FalseDiscoveryP = discovery[i] };
            corrected = corrected with { Answer = AroundWords.Of(corrected, plan.Level) };
            return corrected with { Words = AroundWords.Sentence(corrected, plan) };
        })];
    }

    // Day by day from 30 before to 30 after: what was counted over what the background without any meeting leads one to expect, and
    // between what bounds the mean of three days lies on most placebo calendars.
    private static List<CourseDay> Course(AroundPlan plan, Series series)
    {
        const int Reach = 30, Calendars = 399;
        var counts = series.Of(plan.Figure).ToArray();
        int[] starts = [.. plan.Meetings.Select(m => m.Start.DayNumber - series.Start.DayNumber)];
        int[] within = [.. starts.Where(t => t >= 0 && t < series.Count)];
        if (counts.Sum() < 10 || within.Length == 0) return [];
        var background = Background.Build(series.Start, series.Count, plan.KnotsPerYear, plan.Harmonics, plan.Weekday);
        var fit = new CountModel(background.Columns, background.Width, counts, [.. series.Observed]) { Pull = background.Pull }
            .FitWithDispersion(Offset(plan, series));
        var usual = Enumerable.Range(0, series.Count).Where(t => series.Observed[t]).Average(t => series.Effort[t]);
        var real = About(starts, null);
        var smooth = Smooth(real);
        var calendar = new PlaceboCalendar(within, series.Count);
        var chance = new Chance(plan.Seed);
        var moved = new int[within.Length];
        var placebo = new List<double[]>();
        for (var c = 0; c < Calendars; c++)
        {
            calendar.Draw(chance, moved);
            placebo.Add(Smooth(About(moved, calendar.Ring)));
        }
        var course = new List<CourseDay>();
        for (var d = 0; d <= 2 * Reach; d++)
        {
            if (!(real[d].Days > 0 && real[d].Expected > 0)) continue;
            double[] range = [.. placebo.Select(p => p[d]).Order()];
            course.Add(new CourseDay(d - Reach, real[d].Counted / real[d].Expected, smooth[d], range[Calendars / 40], range[^(1 + Calendars / 40)],
                real[d].Counted, real[d].Expected, real[d].Effort / real[d].Days / usual));
        }
        return course;

        // A day's sums over all meetings; days without data, and those off the ends, count for nothing.
        (double Counted, double Expected, double Effort, int Days)[] About(int[] days, int? ring)
        {
            var sums = new (double Counted, double Expected, double Effort, int Days)[2 * Reach + 1];
            foreach (var day in days)
                for (var d = 0; d <= 2 * Reach; d++)
                {
                    var t = day + d - Reach;
                    if (ring is { } r) t = (t % r + r) % r;
                    if (t < 0 || t >= series.Count || !series.Observed[t]) continue;
                    sums[d] = (sums[d].Counted + counts[t], sums[d].Expected + fit.Mean[t], sums[d].Effort + series.Effort[t], sums[d].Days + 1);
                }
            return sums;
        }

        // Three days at a time: single days about a few meetings are noise.
        static double[] Smooth((double Counted, double Expected, double Effort, int Days)[] sums) => [.. sums.Select((_, d) =>
        {
            var near = sums[Math.Max(0, d - 1)..Math.Min(sums.Length, d + 2)];
            return near.Sum(n => n.Counted) / Math.Max(1e-9, near.Sum(n => n.Expected));
        })];
    }

    private static IEnumerable<string> Warnings(AroundPlan plan, Series series, List<PhaseResult> results)
    {
        var off = plan.Meetings.Count(m => m.Start < series.Start || m.Start > series.End);
        if (off > 0) yield return $"{off} of {plan.Meetings.Count} meetings lie outside the series ({series.Start:yyyy-MM-dd} to {series.End:yyyy-MM-dd})";
        if (results.Any(r => r.Answer != Answer.Refused && r.Meetings < 6)) yield return "fewer than six meetings: only a very large difference could show";
        if (series.Count < 2 * Year) yield return "under two years of days: season cannot be told from trend";
        yield return "a difference about meetings is no proof that the meetings caused it: leaders also meet because violence rises";
    }
}
