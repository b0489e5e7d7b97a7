using System.Globalization;
using Hudna.Codebook;
using Hudna.Observatory.Measures;
using Hudna.Statistics;
using Hudna.Statistics.Plots;
using Microsoft.AspNetCore.Http;

namespace Hudna.Server;

/// <summary>
/// The measures of the observatory's own incidents: tables and specifications for Observable Plot, and each chart drawn without a browser.
/// Whether something changes about meetings is not among them: that question is planned in the record first, and the server only reads.
/// </summary>
internal static class Measures
{
    /// <summary>The measure named in the address; null where there is none of that name.</summary>
    /// <exception cref="BadQueryException">A value is none of those allowed, or what is asked for cannot be measured.</exception>
    public static MeasureReport? Of(Snapshot snapshot, string name, IQueryCollection query)
    {
        var settings = new SeriesSettings { From = IncidentFilter.Day(query, "from"), To = IncidentFilter.Day(query, "to") };
        var input = new MeasureInput(
            OwnEvents.Table(snapshot.Theatre, snapshot.Incidents, snapshot.Claim, snapshot.FindingsOf), OwnEvents.Effort(snapshot.Reports), settings);
        var (weekly, by) = (IncidentFilter.One(query, "step") == "week", IncidentFilter.One(query, "by"));
        try
        {
            var outcome = IncidentFilter.One(query, "outcome") is { } text ? Outcome.Read(text) : Outcome.All;
            return name switch
            {
                "series" => by is null ? Measure.Series(input, outcome, weekly) : MeasureBy.Series(input, outcome, by, weekly),
                "changes" => Measure.Changes(input, outcome),
                "truces" => Measure.Truces(input, outcome, OwnEvents.Truces(snapshot.Theatre), 30),
                "excitation" => Measure.Excitation(input, outcome),
                "surges" => Measure.Surges(input, outcome, 0.01),
                "unreported" => Measure.Unreported(input, outcome, null),
                "blame" => Measure.Blame(input, outcome),
                "dark" => Measure.Dark(input, outcome),
                "forecast" => by is null ? Measure.Forecast(input, outcome, 4) : MeasureBy.Forecast(input, outcome, by, 4),
                _ => null,
            };
        }
        catch (UserFaultException e)
        {
            throw new BadQueryException($"This cannot be measured: {e.Faults[0].What}.{(e.Faults[0].Mend is { } mend ? $" {mend}." : "")}");
        }
    }

    /// <summary>Answers with a measure as JSON.</summary>
    public static Task Answered(HttpContext context, Snapshot snapshot) =>
        Of(snapshot, Name(context), context.Request.Query) is { } report
            ? Answer.Json(context, json => json.WriteRawValue(report.Json()))
            : Answer.NotFound(context, $"There is no measure '{Name(context)}'.");

    /// <summary>Answers with one chart of a measure as SVG.</summary>
    public static Task Drawn(HttpContext context, Snapshot snapshot)
    {
        var number = int.TryParse((string?)context.Request.RouteValues["chart"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return Of(snapshot, Name(context), context.Request.Query) is { } report && number >= 1 && number <= report.Charts.Count
            ? Answer.Text(context, Svg.Draw(report.Charts[number - 1]), "image/svg+xml")
            : Answer.NotFound(context, $"There is no chart {number} of a measure '{Name(context)}'.");
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
