using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>SHA-256 of the effort, hex; null where it is not known.</summary>
    public string? EffortHash => Effort is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        Effort.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Day:yyyy-MM-dd}\t{e.Reports:R}\t{e.Source}\n"))))));

    /// <summary>The events of the stretch of days that is asked about, for measures that go by events and not by days.</summary>
    public EventTable Stretch => Settings is { From: null, To: null } ? Table
        : Table with { Rows = [.. Table.Rows.Where(r => !(r.Day < Settings.From) && !(r.Day > Settings.To))] };

    /// <summary>A daily series.</summary>
    public Series Series(Outcome outcome) => SeriesBuilder.Daily(Table, outcome, Effort, Settings);
}
