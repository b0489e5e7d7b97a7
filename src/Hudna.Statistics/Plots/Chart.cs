namespace Hudna.Statistics.Plots;

/// <summary>What a layer draws.</summary>
public enum Mark
{
    /// <summary>A line through the points' <see cref="Point.Y"/>.</summary>
    Line,

    /// <summary>A staircase through the points, each level held until the next.</summary>
    Steps,

    /// <summary>A band from <see cref="Point.Low"/> to <see cref="Point.High"/>.</summary>
    Band,

    /// <summary>Bars from 0 to <see cref="Point.Y"/>, each as wide as the distance to the next.</summary>
    Bars,

    /// <summary>Dots at <see cref="Point.Y"/> with whiskers from <see cref="Point.Low"/> to <see cref="Point.High"/>.</summary>
    Dots,

    /// <summary>Upright lines at <see cref="Point.X"/>.</summary>
    Upright,

    /// <summary>A level line at <see cref="Point.Y"/>.</summary>
    Level,

    /// <summary>A shaded stretch from <see cref="Point.X"/> to <see cref="Point.High"/>, top to bottom.</summary>
    Shade,
}

/// <summary>One point of a layer; what is not used is 0.</summary>
/// <param name="X">Across: a number, or the day number of a date.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end; for a shade the right-hand end.</param>
/// <param name="Text">Words shown on pointing at it; null for none.</param>
public sealed record Point(double X, double Y, double Low = 0, double High = 0, string? Text = null);

/// <summary>One layer of a chart.</summary>
/// <param name="Mark">What it draws.</param>
/// <param name="Label">What it shows, for the legend; empty for none.</param>
/// <param name="Colour">A colour of <see cref="Colours"/>.</param>
/// <param name="Points">Its points, ascending in X.</param>
public sealed record Layer(Mark Mark, string Label, string Colour, IReadOnlyList<Point> Points);

/// <summary>Effort beneath a chart: how much was looked, where the chart shows what was seen.</summary>
/// <param name="Label">What it counts.</param>
/// <param name="Points">Effort by step; a step with <see cref="Point.Low"/> below 0 is a gap.</param>
/// <param name="Width">Width of a step, in X.</param>
/// <param name="Known">Whether the effort is known; where not, the strip says so.</param>
public sealed record EffortStrip(string Label, IReadOnlyList<Point> Points, double Width, bool Known);

/// <summary>
/// A chart as a value: what it shows, never without its effort and its source line. Drawn as SVG by <see cref="Svg"/>, or described for
/// Observable Plot by <see cref="PlotSpec"/>.
/// </summary>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Across">Label of the horizontal axis.</param>
/// <param name="Up">Label of the vertical axis.</param>
/// <param name="Dates">Whether X is a day number.</param>
/// <param name="Layers">Its layers, the lowest first.</param>
/// <param name="Effort">Effort beneath; null only where the horizontal axis is no time.</param>
/// <param name="Source">Where the data come from and what is assumed.</param>
/// <param name="Words">The chart in a sentence, for those who do not see it.</param>
public sealed record Chart(
    string Title, string Across, string Up, bool Dates, IReadOnlyList<Layer> Layers, EffortStrip? Effort, string Source, string Words);

/// <summary>Colours that differ in lightness too, so that they can be told apart without hue (after Okabe and Ito).</summary>
public static class Colours
{
    /// <summary>What was counted.</summary>
    public const string Main = "#0b4f7a";

    /// <summary>Its uncertainty.</summary>
    public const string Soft = "#a9cbe2";

    /// <summary>What chance does.</summary>
    public const string Faint = "#d9d9d9";

    /// <summary>What stands out.</summary>
    public const string Accent = "#b34700";

    /// <summary>What is expected, and lines to measure against.</summary>
    public const string Quiet = "#5b5b5b";

    /// <summary>Shaded windows.</summary>
    public const string Shade = "#f3e3b4";
}
