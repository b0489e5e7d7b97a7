using System.Globalization;
using System.Net;
using System.Text;

namespace Hudna.Statistics.Plots;

/// <summary>Draws charts as SVG, without a browser: one element, no script, no outside font, readable by screen readers.</summary>
public static class Svg
{
    private const double Left = 58, Right = 14, Top = 34, Plot = 250, StripHeight = 34;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="width">Width in pixels, 320 or more.</param>
    public static string Draw(Chart chart, int width = 860)
    {
        ArgumentNullException.ThrowIfNull(chart);
        width = Math.Max(320, width);
        var labelled = chart.Layers.Where(l => l.Label.Length > 0).ToList();
        var strip = chart.Effort is { Points.Count: > 0 } ? StripHeight : 0;
        var height = Top + Plot + 40 + strip + 18 * Rows(labelled, width) + 22;
        var (x0, x1, y0, y1) = Extent(chart);
        double X(double v) => Left + (v - x0) / (x1 - x0) * (width - Left - Right);
        double Y(double v) => Top + Plot - (Math.Clamp(v, y0, y1) - y0) / (y1 - y0) * Plot;

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {N(height)}\" role=\"img\" ");
        svg.Append("style=\"max-width:100%;height:auto;background:#fff\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"#222\">");
        svg.Append($"<title>{T(chart.Title)}</title><desc>{T(chart.Words)}</desc>");
        svg.Append($"<text x=\"{N(Left)}\" y=\"18\" font-size=\"14\" font-weight=\"600\">{T(chart.Title)}</text>");
        foreach (var shade in chart.Layers.Where(l => l.Mark == Mark.Shade)) Draw(svg, shade, X, Y, x1, y0, y1);
        foreach (var tick in Ticks(y0, y1, 5))
        {
            svg.Append($"<line x1=\"{N(Left)}\" x2=\"{N(width - Right)}\" y1=\"{N(Y(tick))}\" y2=\"{N(Y(tick))}\" stroke=\"#e2e2e2\"/>");
            svg.Append($"<text x=\"{N(Left - 6)}\" y=\"{N(Y(tick) + 4)}\" text-anchor=\"end\">{Short(tick)}</text>");
        }
        svg.Append($"<text transform=\"translate(14 {N(Top + Plot / 2)}) rotate(-90)\" text-anchor=\"middle\">{T(chart.Up)}</text>");
        foreach (var layer in chart.Layers.Where(l => l.Mark != Mark.Shade)) Draw(svg, layer, X, Y, x1, y0, y1);
        svg.Append($"<line x1=\"{N(Left)}\" x2=\"{N(width - Right)}\" y1=\"{N(Top + Plot)}\" y2=\"{N(Top + Plot)}\" stroke=\"#444\"/>");
        foreach (var (at, text) in chart.Dates ? DateTicks(x0, x1) : Ticks(x0, x1, 8).Select(t => (t, Short(t))))
        {
            svg.Append($"<line x1=\"{N(X(at))}\" x2=\"{N(X(at))}\" y1=\"{N(Top + Plot)}\" y2=\"{N(Top + Plot + 5)}\" stroke=\"#444\"/>");
            svg.Append($"<text x=\"{N(X(at))}\" y=\"{N(Top + Plot + 18)}\" text-anchor=\"middle\">{T(text)}</text>");
        }
        var y = Top + Plot + 34;
        svg.Append($"<text x=\"{N(width - Right)}\" y=\"{N(y)}\" text-anchor=\"end\" font-size=\"11\">{T(chart.Across)}</text>");
        y += 6;
        if (strip > 0) Strip(svg, chart.Effort!, X, y);
        y += strip + 12;
        y = Legend(svg, labelled, width, y);
        svg.Append($"<text x=\"{N(Left)}\" y=\"{N(y + 6)}\" font-size=\"10.5\" fill=\"#555\">{T(Cut(chart.Source, width / 6))}</text></svg>");
        return svg.ToString();
    }

    private static void Draw(StringBuilder svg, Layer layer, Func<double, double> x, Func<double, double> y, double right, double y0, double y1)
    {
        var p = layer.Points;
        if (p.Count == 0) return;
        switch (layer.Mark)
        {
            case Mark.Line or Mark.Steps:
                var path = new StringBuilder();
                for (var i = 0; i < p.Count; i++)
                {
                    if (i > 0 && layer.Mark == Mark.Steps) path.Append($"L{N(x(p[i].X))} {N(y(p[i - 1].Y))}");
                    path.Append($"{(i == 0 ? 'M' : 'L')}{N(x(p[i].X))} {N(y(p[i].Y))}");
                }
                if (layer.Mark == Mark.Steps) path.Append($"L{N(x(right))} {N(y(p[^1].Y))}");
                svg.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{layer.Colour}\" stroke-width=\"1.6\"/>");
                break;
            case Mark.Band:
                var band = string.Join("L", p.Select(q => $"{N(x(q.X))} {N(y(q.High))}").Concat(p.Reverse().Select(q => $"{N(x(q.X))} {N(y(q.Low))}")));
                svg.Append($"<path d=\"M{band}Z\" fill=\"{layer.Colour}\" fill-opacity=\".6\"/>");
                break;
            case Mark.Bars:
                for (var i = 0; i < p.Count; i++)
                {
                    var wide = Math.Max(0.6, x(i + 1 < p.Count ? p[i + 1].X : p[i].X + (i > 0 ? p[i].X - p[i - 1].X : 1)) - x(p[i].X) - 0.4);
                    if (p[i].Y > y0)
                        svg.Append($"<rect x=\"{N(x(p[i].X))}\" y=\"{N(y(p[i].Y))}\" width=\"{N(wide)}\" height=\"{N(y(y0) - y(p[i].Y))}\" fill=\"{layer.Colour}\">{Hint(p[i])}</rect>");
                }
                break;
            case Mark.Dots:
                foreach (var q in p)
                {
                    svg.Append($"<line x1=\"{N(x(q.X))}\" x2=\"{N(x(q.X))}\" y1=\"{N(y(q.Low))}\" y2=\"{N(y(q.High))}\" stroke=\"{layer.Colour}\" stroke-width=\"1.4\"/>");
                    svg.Append($"<circle cx=\"{N(x(q.X))}\" cy=\"{N(y(q.Y))}\" r=\"3.5\" fill=\"{layer.Colour}\">{Hint(q)}</circle>");
                }
                break;
            case Mark.Upright:
                foreach (var q in p)
                    svg.Append($"<line x1=\"{N(x(q.X))}\" x2=\"{N(x(q.X))}\" y1=\"{N(y(y1))}\" y2=\"{N(y(y0))}\" stroke=\"{layer.Colour}\" stroke-dasharray=\"3 2\">{Hint(q)}</line>");
                break;
            case Mark.Level:
                svg.Append($"<line x1=\"{N(Left)}\" x2=\"{N(x(right))}\" y1=\"{N(y(p[0].Y))}\" y2=\"{N(y(p[0].Y))}\" stroke=\"{layer.Colour}\" stroke-dasharray=\"6 3\"/>");
                break;
            case Mark.Shade:
                foreach (var q in p)
                    svg.Append($"<rect x=\"{N(x(q.X))}\" y=\"{N(y(y1))}\" width=\"{N(Math.Max(1, x(q.High) - x(q.X)))}\" height=\"{N(y(y0) - y(y1))}\" fill=\"{layer.Colour}\">{Hint(q)}</rect>");
                break;
        }
    }

    private static void Strip(StringBuilder svg, EffortStrip strip, Func<double, double> x, double y)
    {
        var most = Math.Max(1e-9, strip.Points.Max(p => p.Y));
        svg.Append($"<text x=\"{N(Left - 6)}\" y=\"{N(y + 18)}\" text-anchor=\"end\" font-size=\"10\">effort</text>");
        svg.Append($"<g><title>{T(strip.Label)}</title>");
        if (!strip.Known)
        {
            svg.Append($"<text x=\"{N(Left)}\" y=\"{N(y + 18)}\" font-size=\"10\" fill=\"#555\">not known: every step is taken to have been watched alike</text></g>");
            return;
        }
        foreach (var p in strip.Points)
        {
            var wide = Math.Max(0.5, x(p.X + strip.Width) - x(p.X));
            if (p.Low < 0) svg.Append($"<rect x=\"{N(x(p.X))}\" y=\"{N(y + 4)}\" width=\"{N(wide)}\" height=\"20\" fill=\"#d9b3b3\"/>");
            else if (p.Y > 0)
            {
                var tall = 20 * p.Y / most;
                svg.Append($"<rect x=\"{N(x(p.X))}\" y=\"{N(y + 24 - tall)}\" width=\"{N(wide)}\" height=\"{N(tall)}\" fill=\"#8c8c8c\"/>");
            }
        }
        svg.Append("</g>");
    }

    private static double Legend(StringBuilder svg, List<Layer> layers, int width, double y)
    {
        var x = Left;
        foreach (var layer in layers)
        {
            var wide = 24 + 6.6 * layer.Label.Length;
            if (x + wide > width - Right && x > Left) (x, y) = (Left, y + 18);
            svg.Append($"<rect x=\"{N(x)}\" y=\"{N(y - 9)}\" width=\"12\" height=\"{(layer.Mark is Mark.Line or Mark.Upright or Mark.Level or Mark.Steps ? 3 : 10)}\" fill=\"{layer.Colour}\"/>");
            svg.Append($"<text x=\"{N(x + 17)}\" y=\"{N(y)}\" font-size=\"11\">{T(layer.Label)}</text>");
            x += wide;
        }
        return layers.Count > 0 ? y + 12 : y;
    }

    private static int Rows(List<Layer> layers, int width)
    {
        double x = Left;
        var rows = layers.Count > 0 ? 1 : 0;
        foreach (var layer in layers)
        {
            var wide = 24 + 6.6 * layer.Label.Length;
            if (x + wide > width - Right && x > Left) (x, rows) = (Left, rows + 1);
            x += wide;
        }
        return rows;
    }

    internal static (double X0, double X1, double Y0, double Y1) Extent(Chart chart)
    {
        var xs = chart.Layers.SelectMany(l => l.Points.Select(p => p.X).Concat(l.Mark == Mark.Shade ? l.Points.Select(p => p.High) : []));
        if (chart.Effort is { } e) xs = xs.Concat(e.Points.Select(p => p.X)).Concat(e.Points.TakeLast(1).Select(p => p.X + e.Width));
        var ys = chart.Layers.SelectMany(l => l.Mark switch
        {
            Mark.Band or Mark.Dots => l.Points.SelectMany(p => new[] { p.Low, p.High, p.Y }),
            Mark.Upright or Mark.Shade => [],
            _ => l.Points.Select(p => p.Y),
        }).Where(double.IsFinite).Append(0);
        var x = xs.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (x0, x1, y0, y1) = (x.Min(), x.Max(), Math.Min(0, ys.Min()), ys.Max());
        return (x0, x1 > x0 ? x1 : x0 + 1, y0, y1 > y0 ? y1 + 0.04 * (y1 - y0) : y0 + 1);
    }

    private static IEnumerable<double> Ticks(double low, double high, int about)
    {
        var raw = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        for (var i = Math.Ceiling(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) yield return i * step + 0.0;
    }

    private static IEnumerable<(double, string)> DateTicks(double low, double high)
    {
        var from = DateOnly.FromDayNumber((int)Math.Clamp(low, 0, DateOnly.MaxValue.DayNumber - 400));
        var days = high - low;
        var months = days > 365 * 12 ? 24 : days > 365 * 4 ? 12 : days > 500 ? 6 : days > 240 ? 2 : 1;
        if (days < 60)
        {
            for (var d = Math.Ceiling(low); d <= high; d += Math.Max(1, Math.Ceiling(days / 8)))
                yield return (d, DateOnly.FromDayNumber((int)d).ToString("d MMM", CultureInfo.InvariantCulture));
            yield break;
        }
        var at = new DateOnly(from.Year, 1, 1);
        for (; at.DayNumber <= high && at.Year < 9990; at = at.AddMonths(months))
            if (at.DayNumber >= low) yield return (at.DayNumber, at.ToString(months >= 12 ? "yyyy" : "MMM yyyy", CultureInfo.InvariantCulture));
    }

    private static string Hint(Point p) => p.Text is null ? "" : $"<title>{T(p.Text)}</title>";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string T(string text) => WebUtility.HtmlEncode(text);

    private static string N(double v) => Math.Round(v, 1).ToString(CultureInfo.InvariantCulture);

    private static string Short(double v) => Math.Abs(v) >= 1e6 ? (v / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " M"
        : Math.Abs(v) >= 10_000 ? (v / 1000).ToString("0.#", CultureInfo.InvariantCulture) + " k"
        : Math.Round(v, 4).ToString(CultureInfo.InvariantCulture);
}
