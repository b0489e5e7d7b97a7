using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hudna.Codebook.Json;

namespace Hudna.Statistics.Plots;

/// <summary>
/// Describes charts for Observable Plot as JSON: <c>{title, source, words, plots: [{x, y, height, marks: [{mark, data, options}]}]}</c>. A page
/// draws each with <c>Plot.plot({...p, marks: p.marks.map(m =&gt; Plot[m.mark](m.data, m.options))})</c>; the second plot is the effort strip.
/// Dates are written <c>2020-03-06</c>, and each datum that has words carries them as <c>title</c>.
/// </summary>
public static class PlotSpec
{
    /// <summary>The specification of a chart.</summary>
    public static string Json(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            var (x0, x1, y0, y1) = Svg.Extent(chart);
            json.WriteStartObject();
            json.WriteString("title", chart.Title);
            json.WriteString("source", chart.Source);
            json.WriteString("words", chart.Words);
            json.WriteStartArray("plots");
            Open(json, chart, chart.Across, chart.Up, 280, x0, x1, y0, y1);
            foreach (var layer in chart.Layers) Write(json, chart, layer, x1);
            Close(json);
            if (chart.Effort is { Points.Count: > 0, Known: true } effort)
            {
                Open(json, chart, "", "effort", 60, x0, x1, 0, effort.Points.Max(p => p.Y));
                json.WriteStartObject();
                json.WriteString("mark", "rectY");
                json.WriteStartArray("data");
                foreach (var p in effort.Points)
                {
                    json.WriteStartObject();
                    X(json, chart, "x1", p.X);
                    X(json, chart, "x2", p.X + effort.Width);
                    json.WriteNumber("y", Clean(p.Y));
                    json.WriteBoolean("gap", p.Low < 0);
                    json.WriteString("title", effort.Label);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                Options(json, ("x1", "x1"), ("x2", "x2"), ("y", "y"), ("fill", "#8c8c8c"), ("title", "title"));
                json.WriteEndObject();
                Close(json);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Chart chart, Layer layer, double right)
    {
        var mark = layer.Mark switch
        {
            Mark.Line or Mark.Steps => "lineY", Mark.Band => "areaY", Mark.Bars => "rectY", Mark.Dots => "dot", Mark.Upright => "ruleX",
            Mark.Level => "ruleY", _ => "rectX",
        };
        if (layer.Mark == Mark.Dots)
        {
            json.WriteStartObject();
            json.WriteString("mark", "ruleX");
            Data(json, chart, layer, right);
            Options(json, ("x", "x"), ("y1", "low"), ("y2", "high"), ("stroke", layer.Colour));
            json.WriteEndObject();
        }
        json.WriteStartObject();
        json.WriteString("mark", mark);
        json.WriteString("label", layer.Label);
        Data(json, chart, layer, right);
        switch (layer.Mark)
        {
            case Mark.Line: Options(json, ("x", "x"), ("y", "y"), ("stroke", layer.Colour)); break;
            case Mark.Steps: Options(json, ("x", "x"), ("y", "y"), ("stroke", layer.Colour), ("curve", "step-after")); break;
            case Mark.Band: Options(json, ("x", "x"), ("y1", "low"), ("y2", "high"), ("fill", layer.Colour), ("fillOpacity", 0.6)); break;
            case Mark.Bars: Options(json, ("x1", "x"), ("x2", "x2"), ("y", "y"), ("fill", layer.Colour), ("title", "title")); break;
            case Mark.Dots: Options(json, ("x", "x"), ("y", "y"), ("fill", layer.Colour), ("title", "title")); break;
            case Mark.Upright: Options(json, ("x", "x"), ("stroke", layer.Colour), ("strokeDasharray", "3,2"), ("title", "title")); break;
            case Mark.Level: Options(json, ("y", "y"), ("stroke", layer.Colour), ("strokeDasharray", "6,3")); break;
            default: Options(json, ("x1", "x"), ("x2", "x2"), ("fill", layer.Colour), ("title", "title")); break;
        }
        json.WriteEndObject();
    }

    private static void Data(Utf8JsonWriter json, Chart chart, Layer layer, double right)
    {
        json.WriteStartArray("data");
        for (var i = 0; i < layer.Points.Count; i++)
        {
            var p = layer.Points[i];
            json.WriteStartObject();
            X(json, chart, "x", p.X);
            if (layer.Mark == Mark.Shade) X(json, chart, "x2", p.High);
            if (layer.Mark == Mark.Bars) X(json, chart, "x2", i + 1 < layer.Points.Count ? layer.Points[i + 1].X : right);
            if (layer.Mark is not (Mark.Upright or Mark.Shade)) json.WriteNumber("y", Clean(p.Y));
            if (layer.Mark is Mark.Band or Mark.Dots)
            {
                json.WriteNumber("low", Clean(p.Low));
                json.WriteNumber("high", Clean(p.High));
            }
            if (p.Text is not null) json.WriteString("title", p.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Open(
        Utf8JsonWriter json, Chart chart, string across, string up, int height, double x0, double x1, double y0, double y1)
    {
        json.WriteStartObject();
        json.WriteNumber("height", height);
        json.WriteStartObject("x");
        json.WriteString("label", across);
        json.WriteString("type", chart.Dates ? "utc" : "linear");
        json.WriteStartArray("domain");
        if (chart.Dates) { json.WriteStringValue(Day(x0)); json.WriteStringValue(Day(x1)); }
        else { json.WriteNumberValue(x0); json.WriteNumberValue(x1); }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("y");
        json.WriteString("label", up);
        json.WriteStartArray("domain");
        json.WriteNumberValue(Clean(y0));
        json.WriteNumberValue(Clean(y1));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("marks");
    }

    private static void Close(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A figure must be written as one: Plot takes a string for the name of a field.
    private static void Options(Utf8JsonWriter json, params (string Key, object Value)[] options)
    {
        json.WriteStartObject("options");
        foreach (var (key, value) in options)
        {
            if (value is double number) json.WriteNumber(key, number);
            else json.WriteString(key, (string)value);
        }
        json.WriteEndObject();
    }

    private static void X(Utf8JsonWriter json, Chart chart, string name, double x)
    {
        if (chart.Dates) json.WriteString(name, Day(x));
        else json.WriteNumber(name, Clean(x));
    }

    // JSON has no infinity: what has no bound is cut at a million million.
    private static double Clean(double v) => double.IsNaN(v) ? 0 : Math.Round(Math.Clamp(v, -1e12, 1e12), 6);

    private static string Day(double x) =>
        DateOnly.FromDayNumber((int)Math.Clamp(x, 0, DateOnly.MaxValue.DayNumber)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
