using Hudna.Codebook;

namespace Hudna.Statistics;

/// <summary>The length of a series' steps.</summary>
public enum Step
{
    /// <summary>A step a day.</summary>
    Day,

    /// <summary>A step a week, Monday to Sunday.</summary>
    Week,
}

/// <summary>Which end of the uncertainty is looked at.</summary>
public enum Figure
{
    /// <summary>The least: undisputed events whose day is known; the lower end of counts.</summary>
    Min,

    /// <summary>The best figure.</summary>
    Best,

    /// <summary>The most: every event, however wide its date; the upper end of counts.</summary>
    Max,
}

/// <summary>
/// What was told of, step by step, with its uncertainty and the effort behind it. Never a figure without the effort: a step on which
/// nobody looked is a gap, not a zero.
/// </summary>
/// <param name="Name">What is counted.</param>
/// <param name="Start">First day of the first step.</param>
/// <param name="Step">Length of a step.</param>
/// <param name="Min">The least, by step.</param>
/// <param name="Best">The best figure, by step.</param>
/// <param name="Max">The most, by step.</param>
/// <param name="Effort">Reports behind each step; 1 everywhere where the effort is not known.</param>
/// <param name="EffortKnown">Whether the effort was given.</param>
/// <param name="Observed">False for a gap.</param>
/// <param name="Notes">What a reader of the figures should know.</param>
public sealed record Series(
    string Name, DateOnly Start, Step Step, IReadOnlyList<double> Min, IReadOnlyList<double> Best, IReadOnlyList<double> Max,
    IReadOnlyList<double> Effort, bool EffortKnown, IReadOnlyList<bool> Observed, IReadOnlyList<string> Notes)
{
    /// <summary>Number of steps.</summary>
    public int Count => Best.Count;

    /// <summary>The last day.</summary>
    public DateOnly End => Day(Count).AddDays(-1);

    /// <summary>The values of a figure.</summary>
    public IReadOnlyList<double> Of(Figure figure) => figure switch { Figure.Min => Min, Figure.Max => Max, _ => Best };

    /// <summary>First day of a step.</summary>
    public DateOnly Day(int step) => Start.AddDays(step * (Step == Step.Week ? 7 : 1));

    /// <summary>Sums a daily series by week, Monday to Sunday; weeks cut off at either end are left out, a week is a gap if four days or more are.</summary>
    /// <exception cref="UserFaultException">There is no whole week in it.</exception>
    public Series ByWeek()
    {
        if (Step == Step.Week) return this;
        var skip = (8 - (int)Start.DayOfWeek) % 7;
        var weeks = (Count - skip) / 7;
        Refusal.Unless(weeks > 0, $"the series of {Count} days holds no whole week", "Give a longer stretch of days");
        double[] Sum(IReadOnlyList<double> of) =>
            [.. Enumerable.Range(0, weeks).Select(w => Enumerable.Range(skip + 7 * w, 7).Sum(t => Observed[t] ? of[t] : 0))];
        return this with
        {
            Start = Start.AddDays(skip), Step = Step.Week, Min = Sum(Min), Best = Sum(Best), Max = Sum(Max), Effort = Sum(Effort),
            Observed = [.. Enumerable.Range(0, weeks).Select(w => Enumerable.Range(skip + 7 * w, 7).Count(t => Observed[t]) > 3)],
        };
    }
}
