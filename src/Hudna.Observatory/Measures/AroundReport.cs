using System.Globalization;
using Hudna.Statistics.Meetings;
using Hudna.Statistics.Plots;

namespace Hudna.Observatory.Measures;

/// <summary>The answer to a question about meetings as a report for the command line and for JSON; its page is <see cref="Page"/>'s own.</summary>
public static class AroundReport
{
    /// <summary>Makes the report.</summary>
    public static MeasureReport Of(AroundResult result, string source)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lead = result.Results.FirstOrDefault(r => r.Answer != Answer.Refused);
        var tables = new List<MeasureTable>
        {
            new("Rate in the window over the rate on other days", ["counted", "when", "meetings", "days", "there", "expected", "ratio", "interval", "p", "corrected", "naive p", "answer"],
                [.. result.Results.Select(r => (IReadOnlyList<string>)(r.Answer == Answer.Refused ? [r.Outcome.Name, r.Phase.Name, "", "", "", "", "", "", "", "", "", r.Words]
                    : [r.Outcome.Name, r.Phase.Name, $"{r.Meetings}", $"{r.Days}", $"{r.Counted:0.#}", $"{r.Expected:0.#}", N(r.Ratio), $"{N(r.Low)} to {N(r.High)}", P(r.P), P(r.AdjustedP), P(r.NaiveP),
                        r.Answer switch { Answer.Rises => "rises", Answer.Falls => "falls", Answer.NoGreatDifference => "no great difference", _ => "cannot tell" }]))]),
        };
        if (result.Sensitivity.Count > 0)
        {
            tables.Add(new("Under other choices", ["counted", "when", "choice", "ratio", "interval", "p"], [.. result.Sensitivity.Select(s => (IReadOnlyList<string>)
                (s.Refused is not null ? [s.Outcome, s.Phase, s.Choice, "", "", s.Refused] : [s.Outcome, s.Phase, s.Choice, N(s.Ratio), $"{N(s.Low)} to {N(s.High)}", P(s.P)]))]));
        }
        IReadOnlyList<Chart> charts = lead is null ? [] : [Charts.Course(result, source), Charts.Placebo(lead, source),
            .. result.Series.Select(s => Charts.Of(s, source, [.. result.Plan.Meetings.Select(m => (m.Start, m.Name))]))];
        return new MeasureReport(result.Plan.Question, result.Verdict, charts, tables, [.. result.Notes, $"plan: {result.PlanId}"]);
    }

    private static string N(double v) => double.IsPositiveInfinity(v) ? "no bound" : v.ToString("0.00", CultureInfo.InvariantCulture);

    private static string P(double p) => p.ToString("0.0000", CultureInfo.InvariantCulture);
}
