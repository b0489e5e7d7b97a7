using System.Globalization;
using System.Net;
using System.Text;
using Hudna.Statistics.Meetings;

namespace Hudna.Statistics.Plots;

/// <summary>Pages that stand alone: one HTML file with plots, tables and words, no script, nothing fetched from anywhere, fit to be printed.</summary>
public static class Page
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1d1d;background:#fff}
        h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}
        .verdict{border-left:.4rem solid #0b4f7a;background:#eef5fa;padding:.8rem 1rem;font-size:1.1rem}
        .cannot{border-color:#8a6d00;background:#fbf6e3}
        table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.8rem 0}caption{text-align:start;font-weight:600;padding:.3rem 0}
        th,td{border-bottom:1px solid #ccc;padding:.3rem .5rem;text-align:start;vertical-align:top}td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
        figure{margin:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.75rem;background:#f5f5f5;padding:.6rem}
        .small{font-size:.85rem;color:#444}@media print{body{margin:0;max-width:none}h2{break-after:avoid}figure,tr{break-inside:avoid}}
        """;

    /// <summary>The page of a question about meetings.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="source">Where the data come from, as a line beneath each plot.</param>
    public static string Of(AroundResult result, string source)
    {
        ArgumentNullException.ThrowIfNull(result);
        var plan = result.Plan;
        var lead = result.Results.FirstOrDefault(r => r.Answer != Answer.Refused);
        var html = new StringBuilder();
        var cannot = lead is null || lead.Answer == Answer.CannotTell;
        html.Append($"<p class=\"verdict{(cannot ? " cannot" : "")}\">{T(result.Verdict)}</p>");
        if (lead is not null)
        {
            Figure(html, Charts.Course(result, source));
            html.Append("<p class=\"small\">A dot is what was counted on that day, over all meetings, divided by what trend, season and weekday lead one to "
                + "expect: 1 is as expected, 2 is twice as much. The grey band is where the line lies, day by day, on 95 of 100 calendars on which the "
                + "meetings might as well have been held: a line that leaves it for a day or two is still chance. The strip beneath shows how much was reported; where it rises, more is told of the same.</p>");
        }
        Results(html, result);
        if (lead is not null)
        {
            html.Append("<h2>How surprising is that?</h2>");
            Figure(html, Charts.Placebo(lead, source));
            html.Append($"<p>The same calculation was done for {lead.Placebos:N0} calendars on which the meetings might as well have been held ({T(lead.PlaceboWords)}). "
                + $"The real calendar is as extreme as {Percent(lead.P)} of them. A plain comparison of days would have said {P(lead.NaiveP)}; "
                + "it is shown to be compared, not to be believed.</p>");
        }
        Sensitivity(html, result);
        html.Append("<h2>The series</h2>");
        foreach (var series in result.Series)
            Figure(html, Charts.Of(series, source, [.. plan.Meetings.Select(m => (m.Start, m.Name))]));
        html.Append("<h2>What to bear in mind</h2><ul>");
        foreach (var note in result.Notes) html.Append($"<li>{T(Sentence(note))}</li>");
        html.Append("</ul><h2>The plan</h2>");
        html.Append($"<p>Written and hashed before any result was worked out: <code>{T(result.PlanId)}</code>, the SHA-256 of the line below. "
            + "Whoever has the data gets the same page from it.</p>");
        html.Append($"<details><summary>{plan.Meetings.Count} meetings, {plan.Others.Count} others set apart</summary><ul>");
        foreach (var m in plan.Meetings) html.Append($"<li>{m.Start:yyyy-MM-dd}{(m.End > m.Start ? $" to {m.End:yyyy-MM-dd}" : "")}: {T(m.Name)}</li>");
        html.Append($"</ul></details><pre>{T(plan.CanonicalJson())}</pre>");
        html.Append("<h2>For the statistician</h2><p class=\"small\">Log-linear negative binomial (NB2) regression of daily counts with an offset of log effort, cubic "
            + "B-spline trend, annual harmonics and weekday. p-values and intervals by inverting a studentised score test whose reference distribution are the placebo "
            + "calendars; Holm's correction over all rows of the first table. Newey–West intervals are given beside. Error rates under simulated nulls are in docs/figures.md.</p>");
        return Whole(plan.Question, html.ToString());
    }

    /// <summary>A page of one's own parts.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="verdict">The answer in words.</param>
    /// <param name="charts">Its charts.</param>
    /// <param name="tables">Its tables: heading, column names, rows.</param>
    /// <param name="notes">What to bear in mind.</param>
    public static string Of(
        string title, string verdict, IReadOnlyList<Chart> charts,
        IReadOnlyList<(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> tables, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(charts);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(notes);
        var html = new StringBuilder($"<p class=\"verdict\">{T(verdict)}</p>");
        foreach (var chart in charts) Figure(html, chart);
        foreach (var (heading, columns, rows) in tables) Table(html, heading, columns, rows);
        if (notes.Count > 0) html.Append("<h2>What to bear in mind</h2><ul>" + string.Concat(notes.Select(n => $"<li>{T(Sentence(n))}</li>")) + "</ul>");
        return Whole(title, html.ToString());
    }

    private static void Results(StringBuilder html, AroundResult result) => Table(html, "Rate in the window over the rate on other days, all else equal",
        ["Counted", "When", "Meetings", "Days", "Counted there", "Expected", "Ratio", $"{100 * (1 - result.Plan.Level):0.#} % interval", "p", "p, corrected", "Newey–West", "Answer"],
        [.. result.Results.Select(r => (IReadOnlyList<string>)(r.Answer == Answer.Refused
            ? [r.Outcome.Name, r.Phase.Name, "", "", "", "", "", "", "", "", "", r.Words]
            : [r.Outcome.Name, r.Phase.Name, $"{r.Meetings}", $"{r.Days:N0}", $"{r.Counted:N0}", $"{r.Expected:N0}", R(r.Ratio), $"{R(r.Low)} to {R(r.High)}",
                P(r.P), P(r.AdjustedP), $"{R(r.NeweyWest.Low)} to {R(r.NeweyWest.High)}", Word(r.Answer)]))]);

    private static void Sensitivity(StringBuilder html, AroundResult result)
    {
        if (result.Sensitivity.Count == 0) return;
        html.Append("<h2>Does it hang on the choices?</h2>");
        Table(html, "The same question under other choices that could have been made (uncorrected; 999 placebo calendars each)",
            ["Counted", "When", "Other choice", "Ratio", "Interval", "p"],
            [.. result.Sensitivity.Select(s => (IReadOnlyList<string>)(s.Refused is not null ? [s.Outcome, s.Phase, s.Choice, "", "", s.Refused]
                : [s.Outcome, s.Phase, s.Choice, R(s.Ratio), $"{R(s.Low)} to {R(s.High)}", P(s.P)]))]);
    }

    private static void Figure(StringBuilder html, Chart chart) => html.Append($"<figure>{Svg.Draw(chart)}</figure>");

    private static void Table(StringBuilder html, string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        html.Append($"<table><caption>{T(caption)}</caption><thead><tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{T(c)}</th>"))}</tr></thead><tbody>");
        foreach (var row in rows)
            html.Append("<tr>" + string.Concat(row.Select(c => $"<td{(IsFigure(c) ? " class=\"n\"" : "")}>{T(c)}</td>")) + "</tr>");
        html.Append("</tbody></table>");
    }

    // A number, or two with 'to' between them.
    private static bool IsFigure(string cell) =>
        cell.Length > 0 && cell.Replace(" to ", "", StringComparison.Ordinal).All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '<' or '%' or ' ');

    private static string Whole(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + $"<title>{T(title)}</title><style>{Style}</style></head><body><main><h1>{T(title)}</h1>{body}</main></body></html>\n";

    private static string Word(Answer answer) => answer switch
    {
        Answer.Rises => "rises", Answer.Falls => "falls", Answer.NoGreatDifference => "no great difference", Answer.Refused => "not answered", _ => "cannot tell",
    };

    private static string R(double ratio) => double.IsPositiveInfinity(ratio) ? "no bound" : ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? "<0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double p) => (100 * p).ToString(p < 0.01 ? "0.00" : "0.#", CultureInfo.InvariantCulture) + " %";

    private static string Sentence(string note) => note.Length == 0 ? note : char.ToUpperInvariant(note[0]) + note[1..] + (note.EndsWith('.') ? "" : ".");

    private static string T(string text) => WebUtility.HtmlEncode(text);
}
