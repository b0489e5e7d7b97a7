using System.Globalization;

namespace Hudna.Statistics.Meetings;

/// <summary>Results in plain words.</summary>
internal static class AroundWords
{
    // A difference of less than this either way is called no great one.
    private const double Small = 1.25;

    public static Answer Of(PhaseResult r, double level) =>
        r.AdjustedP <= level ? r.Ratio > 1 ? Answer.Rises : Answer.Falls
        : r.Low > 1 / Small && r.High < Small ? Answer.NoGreatDifference
        : Answer.CannotTell;

    public static string Sentence(PhaseResult r, AroundPlan plan)
    {
        var what = $"{Capital(r.Outcome.Name)}, {r.Phase.Name}";
        var counted = $"{r.Counted:N0} in {r.Days:N0} days about {r.Meetings} meeting{(r.Meetings == 1 ? "" : "s")}, where {r.Expected:N0} were to be expected";
        var interval = $"{Percent(1 - plan.Level)} interval {Change(r.Low)} to {Change(r.High)}";
        return r.Answer switch
        {
            Answer.Rises => $"{what}: more than on comparable days, by {Change(r.Ratio)} ({interval}; {counted}).",
            Answer.Falls => $"{what}: less than on comparable days, by {Change(r.Ratio)} ({interval}; {counted}).",
            Answer.NoGreatDifference => $"{what}: no difference that would matter; anything beyond {Change(r.Low)} to {Change(r.High)} can be ruled out ({counted}).",
            _ => $"{what}: the data allow anything from {Change(r.Low)} to {Change(r.High)} ({counted})."
                + (r.P <= plan.Level ? " Taken alone the difference would stand out, but not among this many questions." : ""),
        };
    }

    public static string Verdict(AroundPlan plan, List<PhaseResult> results, IReadOnlyList<SensitivityRow> sensitivity)
    {
        var lead = results.FirstOrDefault(r => r.Answer != Answer.Refused);
        if (lead is null) return "No answer. " + string.Join(" ", results.Select(r => r.Words).Distinct());
        var words = lead.Answer switch
        {
            Answer.Rises => "Yes, it rises. ",
            Answer.Falls => "No, it falls. ",
            Answer.NoGreatDifference => "No: there is no difference that would matter. ",
            _ => "Cannot tell. ",
        } + lead.Words;
        var own = sensitivity.Where(s => s.Outcome == lead.Outcome.Name && s.Phase == lead.Phase.Name && s.Refused is null && !s.IsLag).ToList();
        if (lead.Answer is Answer.Rises or Answer.Falls && own.Count > 0)
        {
            var against = own.Where(s => s.P > plan.Level || (s.Ratio > 1) != (lead.Ratio > 1)).ToList();
            words += against.Count == 0 ? $" It holds under all {own.Count} other choices tried."
                : $" It does not hold under {against.Count} of {own.Count} other choices tried ({string.Join("; ", against.Take(4).Select(s => s.Choice))}).";
            if (against.Count * 2 > own.Count) words += " An answer that leans so much on choices should not be printed as a finding.";
        }
        else if (lead.Answer == Answer.CannotTell && lead.NaiveP <= plan.Level)
            words += " A plain count of days would have claimed a difference; it forgets that violent days come in runs, or that more is told of when leaders meet.";
        if (results.Count > 1)
        {
            var more = results.Where(r => r != lead && r.Answer is Answer.Rises or Answer.Falls).ToList();
            words += more.Count == 0 ? $" None of the other {results.Count - 1} questions shows a difference beyond chance."
                : " Also: " + string.Join(" ", more.Take(4).Select(r => r.Words));
        }
        return words;
    }

    /// <summary>A ratio as a change: +50 %, -20 %, no change, no upper bound.</summary>
    public static string Change(double ratio) =>
        double.IsPositiveInfinity(ratio) ? "no upper bound"
        : Math.Round(100 * (ratio - 1)) is var percent && percent == 0 ? "no change"
        : percent > 900 ? $"{ratio.ToString("0.#", CultureInfo.InvariantCulture)} times as much"
        : percent.ToString("+0;-0", CultureInfo.InvariantCulture) + " %";

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
