using Hudna.Statistics;

namespace Hudna.Observatory.Measures;

/// <summary>What is measured: events, the effort behind them, and the stretch of days.</summary>
/// <param name="Table">The events.</param>
/// <param name="Effort">Reports read; null where not known.</param>
/// <param name="Settings">How series are made of them.</param>
public sealed record MeasureInput(EventTable Table, IReadOnlyList<EffortRow>? Effort, SeriesSettings Settings)
{
    /// <summary>The line beneath every chart.</summary>
    public string Source => $"Source: {Table.Name}, {Table.Rows.Count:N0} events."
        + (Effort is null ? "" : $" Effort: {Effort.Sum(e => e.Reports):N0} reports.");

    /// <summary>A daily series.</summary>
    public Series Series(Outcome outcome) => SeriesBuilder.Daily(Table, outcome, Effort, Settings);
}
