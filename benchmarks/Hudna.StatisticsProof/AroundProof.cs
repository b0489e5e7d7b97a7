using Hudna.Statistics.Meetings;
using Hudna.Statistics.Regression;
using Hudna.Statistics.Simulation;

namespace Hudna.StatisticsProof;

/// <summary>Type I error, coverage, power and bias of the test around meetings, beside those of two usual tests.</summary>
internal static class AroundProof
{
    // 399, so that a share of 2.5 % on either side can be had exactly: ten of four hundred calendars, the real one counted in.
    private const int Placebos = 399;
    private const double Effect = 1.5;

    private sealed class Tally
    {
        public int Rejected, RejectedUp, Covered, NeweyWest, Naive;
        public double Log;
    }

    // One kind of series alone prints its row without the heading.
    public static void Table(
        int runs, SeriesKind? only, string design, int days, double meetingsPerYear, double perDay, bool phases = false, bool skipReal = false)
    {
        if (only is null)
        {
            Console.WriteLine($"{design}; {runs} runs, {Placebos} placebo calendars, window of 14 days before, nominal 5 %.");
            Console.WriteLine();
            Console.WriteLine("| series | type I error | of it upwards | Newey–West | naive Poisson | coverage, ratio 1 | coverage, ratio 1.5 | the same in runs | power, ratio 1.5 | mean ratio where 1.5 |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        }
        foreach (var kind in only is { } one ? [one] : Enum.GetValues<SeriesKind>())
        {
            Tally none = new(), effect = new(), inRuns = new();
            for (var run = 0; run < runs; run++)
            {
                One(kind, run, 1, false, none);
                One(kind, run, Effect, false, effect);
                One(kind, run, Effect, true, inRuns);
            }
            string Percent(int n) => $"{100.0 * n / runs:F1} %";
            Console.WriteLine($"| {Name(kind)} | {Percent(none.Rejected)} | {Percent(none.RejectedUp)} | {Percent(none.NeweyWest)} | {Percent(none.Naive)} | "
                + $"{Percent(none.Covered)} | {Percent(effect.Covered)} | {Percent(inRuns.Covered)} | {Percent(effect.Rejected)} | {Math.Exp(effect.Log / runs):F2} |");
        }
        if (only is null) Console.WriteLine();

        void One(SeriesKind kind, int run, double ratio, bool inRuns, Tally tally)
        {
            var made = NullSeries.Make(kind, days, meetingsPerYear, perDay, new Chance((ulong)(1000 * (int)kind + 7 + 100_000L * run)), ratio, inRuns: inRuns);
            if (made.Meetings.Length == 0)
            {
                // Nobody met: nothing to reject, nothing to cover.
                tally.Covered++;
                return;
            }
            var background = Background.Build(new DateOnly(2016, 1, 1), days, 4, 2, true);
            bool[] included = [.. made.Effort.Select(e => e > 0)];
            double[] offset = [.. made.Effort.Select(e => Math.Log(e))];
            var windows = new Windows(made.Meetings,
                [.. made.Meetings.Select((m, k) => Math.Max(0, Math.Max(m - 14, k > 0 ? made.Meetings[k - 1] : 0)))], [.. made.Meetings.Select(m => m - 1)]);
            var mark = windows.Mark(days);
            var others = new bool[days];
            if (phases)
            {
                others = new Windows(made.Meetings, made.Meetings, [.. made.Meetings.Select(m => m + 14)]).Mark(days);
                for (var t = 0; t < days; t++) others[t] &= !mark[t];
            }
            var test = new WindowTest(made.Counts, offset, included, background, windows, Windows.Of(others, made.Meetings), Placebos, 5, skipReal);
            var (upper, lower, _) = test.Tails(0);
            if (2 * Math.Min(upper, lower) <= 0.05)
            {
                tally.Rejected++;
                if (upper < lower) tally.RejectedUp++;
            }
            // The interval is the set of ratios not rejected, so it covers the truth where the truth is not rejected.
            if ((ratio == 1 ? 2 * Math.Min(upper, lower) : test.PValue(Math.Log(ratio))) > 0.05) tally.Covered++;
            tally.Log += test.LogRatio;
            if (ratio != 1) return;
            var robust = Robust.NeweyWest(test.Columns, made.Counts, test.Full, Robust.Bandwidth(days), included);
            if (Math.Abs(test.LogRatio) > 1.96 * Math.Sqrt(Math.Max(0, robust[^1]))) tally.NeweyWest++;
            double inside = 0, insideDays = 0, outside = 0;
            for (var t = 0; t < days; t++)
            {
                if (!mark[t]) outside += made.Counts[t];
                else (inside, insideDays) = (inside + made.Counts[t], insideDays + 1);
            }
            if (Around.Naive(inside, insideDays, outside, days - insideDays) < 0.05) tally.Naive++;
        }
    }

    private static string Name(SeriesKind kind) => kind switch
    {
        SeriesKind.Poisson => "Poisson",
        SeriesKind.NegativeBinomial => "negative binomial",
        SeriesKind.SelfExciting => "self-exciting",
        SeriesKind.RegimeSwitching => "regimes",
        SeriesKind.ReportingBursts => "reporting bursts",
        _ => "regimes and bursts",
    };
}
