using Hudna.Statistics.Regression;
using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Meetings;

/// <summary>Windows of days round the dates of a calendar, counted from the first day of a series.</summary>
/// <param name="Anchors">The day that each window hangs on.</param>
/// <param name="First">First day of each window, inclusive; no window reaches into the one before.</param>
/// <param name="Last">Last day of each window, inclusive.</param>
internal sealed record Windows(int[] Anchors, int[] First, int[] Last)
{
    public int Count => Anchors.Length;

    /// <summary>Which days of a series lie in a window.</summary>
    public bool[] Mark(int days)
    {
        var mark = new bool[days];
        for (var k = 0; k < Count; k++)
            for (var t = Math.Max(0, First[k]); t <= Math.Min(days - 1, Last[k]); t++) mark[t] = true;
        return mark;
    }

    /// <summary>Marked days as windows, each hung on the nearest of some anchors.</summary>
    public static Windows Of(bool[] mark, int[] anchors)
    {
        var found = new List<(int Anchor, int First, int Last)>();
        for (var t = 0; t < mark.Length; t++)
        {
            if (!mark[t]) continue;
            var first = t;
            while (t + 1 < mark.Length && mark[t + 1]) t++;
            found.Add((anchors.MinBy(a => Math.Abs(a - first)), first, t));
        }
        return new Windows([.. found.Select(w => w.Anchor)], [.. found.Select(w => w.First)], [.. found.Select(w => w.Last)]);
    }
}

/// <summary>
/// Compares the days in windows with all other days: the log rate ratio by regression, its p-value and interval by setting the real
/// dates among placebo dates. For any ratio asked about, the background is fitted with that ratio held, so that the real windows are
/// cleared of it; the statistic is the sum of the score residuals in the windows over the root of the sum of their squares by window,
/// which needs no word about how days hang together, and the placebo dates undergo the same. The interval is the set of ratios that the
/// test does not reject. Days about other meetings count neither as windows nor as ordinary days; they move with the placebo dates, as
/// the whole calendar does.
/// </summary>
internal sealed class WindowTest
{
    /// <summary>
    /// How many windows' worth of predicted variance is added to what the windows themselves show: steadies the statistic where
    /// meetings are few, and hardly counts where they are many.
    /// </summary>
    private const double Steadying = 4;

    // Ratios beyond e^9, about 8,000, are called no bound.
    private const double Farthest = 9;

    private readonly CountModel _model;
    private readonly double[] _offset;
    private readonly bool[] _included;
    private readonly bool[] _inWindow;
    private readonly Windows _windows;
    private readonly Windows _others;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly (int[] First, int[] Last) _placebo;
    private readonly int _ring;
    private readonly double _dispersion;
    private readonly bool _skipReal;
    private double[] _start;

    /// <summary>Sets the test up and fits the full model.</summary>
    /// <param name="counts">Counts by day.</param>
    /// <param name="offset">Log effort by day.</param>
    /// <param name="included">Days that take part (no gap).</param>
    /// <param name="background">What moves the series anyway.</param>
    /// <param name="windows">The windows asked about.</param>
    /// <param name="others">Windows that count as no ordinary days either; none of their days lies in those asked about.</param>
    /// <param name="placebos">Number of placebo calendars.</param>
    /// <param name="seed">Seed of their draws.</param>
    /// <param name="skipReal">
    /// Whether placebo windows skip the days of real ones. Measured, not used: residuals sum to nothing over all days, so the days
    /// outside then lean against the real windows, and the test cries wolf.
    /// </param>
    public WindowTest(
        double[] counts, double[] offset, bool[] included, Background background, Windows windows, Windows others, int placebos,
        ulong seed, bool skipReal = false)
    {
        (_offset, _included, _windows, _others, _skipReal) = (offset, included, windows, others, skipReal);
        var n = counts.Length;
        _inWindow = windows.Mark(n);
        _model = new CountModel(background.Columns, background.Width, counts, included) { Pull = background.Pull };
        var with = (others.Count > 0 ? background.With(others.Mark(n)) : background).With(_inWindow);
        Columns = with.Columns;
        Full = new CountModel(Columns, with.Width, counts, included) { Pull = with.Pull }.FitWithDispersion(offset);
        _dispersion = Full.Dispersion;
        _start = Full.Coefficients[..background.Width];
        LogRatio = Full.Coefficients[^1];
        var calendar = new PlaceboCalendar([.. windows.Anchors, .. others.Anchors], n);
        _ring = calendar.Ring;
        Words = calendar.Words;
        _first = [.. windows.First.Concat(others.First).Select(d => Math.Max(0, d))];
        _last = [.. windows.Last.Concat(others.Last).Select(d => Math.Min(n - 1, d))];
        _placebo = Draw(calendar, placebos, seed);
    }

    /// <summary>How placebo dates are drawn.</summary>
    public string Words { get; }

    /// <summary>The matrix of the full model; its last column marks the windows.</summary>
    public double[] Columns { get; }

    /// <summary>The full model's fit.</summary>
    public CountFit Full { get; }

    /// <summary>Log rate ratio of window days against other days.</summary>
    public double LogRatio { get; }

    /// <summary>Placebo calendars that were admissible.</summary>
    public int Placebos => _placebo.First.Length / Stride;

    private int Stride => _windows.Count + _others.Count;

    /// <summary>Shares of calendars, the real one counted in, whose statistic is as large, and as small, when the ratio is exp(<paramref name="log"/>).</summary>
    /// <param name="log">The log ratio asked about.</param>
    /// <param name="placebo">Takes the placebo statistics; null to drop them.</param>
    public (double Upper, double Lower, double Observed) Tails(double log, List<double>? placebo = null)
    {
        var n = _offset.Length;
        var offset = (double[])_offset.Clone();
        for (var t = 0; t < n; t++) if (_inWindow[t]) offset[t] += log;
        var fit = _model.Fit(offset, _dispersion, _start, brief: true);
        _start = fit.Coefficients;

        // Running sums of residuals and of their predicted variance, twice round the ring.
        var score = new double[2 * _ring + 1];
        var spread = new double[2 * _ring + 1];
        for (var t = 0; t < 2 * _ring; t++)
        {
            var i = t % _ring;
            (score[t + 1], spread[t + 1]) = (score[t], spread[t]);
            if (i >= n || !_included[i] || (_skipReal && _inWindow[i])) continue;
            var weight = 1 / (1 + _dispersion * fit.Mean[i]);
            score[t + 1] += (_model.Counts[i] - fit.Mean[i]) * weight;
            spread[t + 1] += fit.Mean[i] * weight;
        }
        var clumping = Clumping(score, spread);
        var all = spread[_ring];
        var observed = At(_first, _last, real: true);
        int above = 1, below = 1;
        for (var at = 0; at < _placebo.First.Length; at += Stride)
        {
            var s = At(_placebo.First.AsSpan(at, Stride), _placebo.Last.AsSpan(at, Stride), real: false);
            placebo?.Add(s);
            if (s >= observed) above++;
            if (s <= observed) below++;
        }
        var total = Placebos + 1.0;
        return (above / total, below / total, observed);

        // The statistic with the windows at some dates, those asked about first and the others behind.
        double At(ReadOnlySpan<int> first, ReadOnlySpan<int> last, bool real)
        {
            double other = 0, otherSpread = 0;
            for (var k = _windows.Count; k < Stride; k++)
            {
                int a = first[k], b = last[k] + 1;
                other += score[b] - score[a];
                otherSpread += spread[b] - spread[a];
            }
            // Ordinary days are those in neither: their level is what the windows are set against.
            var shift = otherSpread < 0.9 * all ? other / (all - otherSpread) : 0;
            double sum = 0, square = 0, expected = 0;
            for (var k = 0; k < _windows.Count; k++)
            {
                int a = first[k], b = last[k] + 1;
                double u, v;
                if (real && _skipReal) (u, v) = Whole(a, b);
                else (u, v) = (score[b] - score[a], spread[b] - spread[a]);
                u += shift * v;
                sum += u;
                square += u * u;
                expected += v;
            }
            var d = square + Steadying * clumping * expected / _windows.Count;
            return d > 0 ? sum / Math.Sqrt(d) : 0;
        }

        (double, double) Whole(int a, int b)
        {
            double u = 0, v = 0;
            for (var t = a; t < b; t++)
            {
                if (!_included[t]) continue;
                var weight = 1 / (1 + _dispersion * fit.Mean[t]);
                u += (_model.Counts[t] - fit.Mean[t]) * weight;
                v += fit.Mean[t] * weight;
            }
            return (u, v);
        }
    }

    /// <summary>Two-sided p-value of a ratio: twice the smaller tail, no more than 1.</summary>
    public double PValue(double log = 0)
    {
        var (upper, lower, _) = Tails(log);
        return Math.Min(1, 2 * Math.Min(upper, lower));
    }

    /// <summary>The log ratios that are not rejected at a two-sided level; an end is infinite where no ratio is small or large enough.</summary>
    public (double Low, double High) Interval(double level = 0.05)
    {
        return (End(-1), End(1));

        double End(int side)
        {
            // Where nothing at all was counted in the windows the best ratio is 0, but ratios above it can still be too large.
            double inside = Math.Clamp(LogRatio, -Farthest, Farthest), outside = double.NaN;
            for (var step = 0.25; Math.Abs(inside) < Farthest || side * inside < 0; step *= 2)
            {
                var at = Math.Clamp(inside + side * step, -Farthest, Farthest);
                if (Rejected(at)) { outside = at; break; }
                inside = at;
            }
            if (double.IsNaN(outside)) return side < 0 ? double.NegativeInfinity : double.PositiveInfinity;
            while (Math.Abs(outside - inside) > 0.002)
            {
                var middle = (inside + outside) / 2;
                if (Rejected(middle)) outside = middle;
                else inside = middle;
            }
            return (inside + outside) / 2;

            bool Rejected(double log)
            {
                var (upper, lower, _) = Tails(log);
                return (side < 0 ? upper : lower) <= level / 2;
            }
        }
    }

    // How much more sums over a window vary than the model's independent days would: blocks of the windows' usual length, all round.
    private double Clumping(double[] score, double[] spread)
    {
        var length = Math.Max(1, (int)Enumerable.Range(0, _windows.Count).Average(k => _windows.Last[k] - _windows.First[k] + 1));
        double square = 0, expected = 0;
        for (var a = 0; a < _ring; a += length)
        {
            var u = score[a + length] - score[a];
            square += u * u;
            expected += spread[a + length] - spread[a];
        }
        return expected > 0 ? Math.Clamp(square / expected, 0.2, 1000) : 1;
    }

    private (int[] First, int[] Last) Draw(PlaceboCalendar calendar, int wanted, ulong seed)
    {
        var n = _included.Length;
        var running = new int[2 * _ring + 1];
        for (var t = 0; t < 2 * _ring; t++) running[t + 1] = running[t] + (t % _ring < n && _included[t % _ring] ? 1 : 0);
        var real = 0;
        for (var t = 0; t < n; t++) if (_included[t] && _inWindow[t]) real++;
        int[] anchors = [.. _windows.Anchors, .. _others.Anchors];
        var chance = new Chance(seed);
        var moved = new int[Stride];
        var (first, last) = (new int[Stride], new int[Stride]);
        List<int> firsts = new(wanted * Stride), lasts = new(wanted * Stride);
        for (int tries = 0, got = 0; got < wanted && tries < 20 * wanted; tries++)
        {
            calendar.Draw(chance, moved);
            for (var k = 0; k < Stride; k++)
            {
                first[k] = ((moved[k] + _first[k] - anchors[k]) % _ring + _ring) % _ring;
                last[k] = first[k] + _last[k] - _first[k];
            }
            Part(first.AsSpan(0, _windows.Count), last.AsSpan(0, _windows.Count));
            var days = 0;
            for (var k = 0; k < _windows.Count; k++) days += running[last[k] + 1] - running[first[k]];
            // Dates most of whose days have no data are not admissible.
            if (days < 0.7 * real) continue;
            firsts.AddRange(first);
            lasts.AddRange(last);
            got++;
        }
        return ([.. firsts], [.. lasts]);
    }

    // A day counts once, as in the real calendar: where moved windows overlap, the later begins when the earlier ends.
    private void Part(Span<int> first, Span<int> last)
    {
        Span<int> order = first.Length <= 256 ? stackalloc int[first.Length] : new int[first.Length];
        Span<int> key = first.Length <= 256 ? stackalloc int[first.Length] : new int[first.Length];
        for (var k = 0; k < first.Length; k++) (order[k], key[k]) = (k, first[k]);
        key.Sort(order);
        var reached = -1;
        for (var i = 0; i < order.Length; i++)
        {
            var k = order[i];
            first[k] = Math.Min(Math.Max(first[k], reached + 1), last[k] + 1);
            reached = Math.Max(reached, last[k]);
        }
        // The one that runs over the end of the ring may overlap the first of all.
        for (var i = 0; i < order.Length; i++)
        {
            var k = order[i];
            if (first[k] + _ring > reached) break;
            first[k] = Math.Min(reached - _ring + 1, last[k] + 1);
        }
    }
}
