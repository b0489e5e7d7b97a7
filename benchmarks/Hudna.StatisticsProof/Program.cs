using System.Diagnostics;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Regression;
using Hudna.Statistics.Simulation;

var runs = int.Parse(args[0]); var placebos = int.Parse(args[1]); var knots = double.Parse(args[2]); var leave = bool.Parse(args[3]); var years = double.Parse(args[4]); var ratio = double.Parse(args[5]); var perYear = double.Parse(args[6]);
foreach (var kind in Enum.GetValues<SeriesKind>())
{
    if (args.Length > 7 && !args[7].Contains(((int)kind).ToString())) continue;
    int minPlac = 9999, rej = 0, cover = 0, naive = 0, hac = 0, up = 0; double bias = 0; var clock = Stopwatch.StartNew();
    for (var run = 0; run < runs; run++)
    {
        var chance = new Chance((ulong)(1000 * (int)kind + 7 + 100000L * run));
        var days = (int)(years * 365.25);
        var made = NullSeries.Make(kind, days, perYear, 2, chance, ratio);
        var bg = Background.Build(new DateOnly(2016, 1, 1), days, knots, 2, true);
                var included = made.Effort.Select(e => e > 0).ToArray();
        var offset = made.Effort.Select(e => Math.Log(e)).ToArray();
        var first = made.Meetings.Select((m, k) => Math.Max(m - 14, k > 0 ? made.Meetings[k - 1] : -999)).ToArray();
        var last = made.Meetings.Select(m => m - 1).ToArray();
        var oth = new bool[days];
        if (args.Length > 8) { var w = new Windows(made.Meetings, first, last).Mark(days); oth = new Windows(made.Meetings, made.Meetings, made.Meetings.Select(m => m + 14).ToArray()).Mark(days); for (var t = 0; t < days; t++) oth[t] &= !w[t]; }
        var test = new WindowTest(made.Counts, offset, included, bg, new Windows(made.Meetings, first, last), Windows.Of(oth, made.Meetings), placebos, 5, leave);
        minPlac = Math.Min(minPlac, test.Placebos); var (u, l, _) = test.Tails(0);
        if (2 * Math.Min(u, l) <= 0.05) { rej++; if (u < l) up++; }
        if (test.PValue(Math.Log(ratio)) > 0.05) cover++;
        bias += test.LogRatio;
        var cov = Robust.NeweyWest(test.Columns, made.Counts, test.Full, Robust.Bandwidth(days), included);
        if (Math.Abs(test.LogRatio) > 1.96 * Math.Sqrt(cov[^1])) hac++;
        double a = 0, b = 0, na = 0, nb = 0;
        var inW = new bool[days]; for (var k = 0; k < first.Length; k++) for (var t = Math.Max(0, first[k]); t <= last[k]; t++) inW[t] = true;
        for (var t = 0; t < days; t++) if (inW[t]) { a += made.Counts[t]; na++; } else { b += made.Counts[t]; nb++; }
        var z = (Math.Log(a / na) - Math.Log(b / nb)) / Math.Sqrt(1 / a + 1 / b);
        if (Math.Abs(z) > 1.96) naive++;
    }
    Console.WriteLine($"{kind,-18} reject {100.0 * rej / runs,5:F1}% (up {100.0 * up / runs:F1}) plac {minPlac} cover {100.0 * cover / runs:F1} NB+NW {100.0 * hac / runs,5:F1}% naive {100.0 * naive / runs,5:F1}% mean log {bias / runs:F3}  {clock.Elapsed.TotalSeconds:F0}s");
}
