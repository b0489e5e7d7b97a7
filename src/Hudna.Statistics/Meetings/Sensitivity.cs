namespace Hudna.Statistics.Meetings;

/// <summary>Asks the plan's first questions again under other choices that could have been made as well.</summary>
internal static class Sensitivity
{
    private const int MostQuestions = 2;
    private const int Placebos = 999;

    public static List<SensitivityRow> Run(
        AroundPlan plan, EventTable table, IReadOnlyList<EffortRow>? effort, List<Series> series, List<PhaseResult> results)
    {
        var rows = new List<SensitivityRow>();
        foreach (var result in results.Where(r => r.Answer != Answer.Refused).Take(MostQuestions))
        {
            var (outcome, phase) = (result.Outcome, result.Phase);
            var own = series[plan.Outcomes.ToList().IndexOf(outcome)];
            foreach (var (choice, other, window, made) in Choices(plan, phase, table, outcome, effort, own))
                rows.Add(Row(choice, outcome, phase, other with { Placebos = Math.Min(Placebos, plan.Placebos) }, window, made, plan.Lag));
        }
        return rows;
    }

    private static IEnumerable<(string Choice, AroundPlan Plan, Phase Window, Series? Series)> Choices(
        AroundPlan plan, Phase phase, EventTable table, Outcome outcome, IReadOnlyList<EffortRow>? effort, Series own)
    {
        var settings = plan.Series;
        // A choice that leaves every figure as it is shows nothing.
        var seen = new List<Series> { Used(own) };
        foreach (var half in new[] { 2, 0 })
        {
            var length = phase.ToDays - phase.FromDays + 1;
            var days = half == 2 ? length / 2 : 2 * length;
            if (phase.From != phase.To || days < 1 || length < 4 || days > 120) continue;
            var window = phase.ToDays < 0 ? phase with { FromDays = phase.ToDays - days + 1 } : phase with { ToDays = phase.FromDays + days - 1 };
            yield return ($"window of {days} days", plan, window, own);
        }
        foreach (var lag in new[] { -7, 7 })
            yield return ($"window {Math.Abs(lag)} days {(lag < 0 ? "earlier" : "later")}", plan with { Lag = plan.Lag + lag }, phase, own);
        foreach (var figure in Enum.GetValues<Figure>().Where(f => f != plan.Figure && IsNew(own with { Best = own.Of(f) })))
            yield return (figure switch { Figure.Min => "lower figures", Figure.Max => "upper figures", _ => "best figures" }, plan with { Figure = figure }, phase, own);
        if (own.EffortKnown && settings.EffortDays < 7 && Made(settings with { EffortDays = 7 }) is var wide && IsNew(wide is null ? null : Used(wide)))
            yield return ("effort over seven days", plan, phase, wide);
        if (own.EffortKnown)
            foreach (var use in Enum.GetValues<EffortUse>().Where(u => u != plan.Effort))
                yield return (use switch
                {
                    EffortUse.Offset => "effort in proportion", EffortUse.Estimated => "weight of effort left to the data", _ => "effort unheeded",
                }, plan with { Effort = use }, phase, own);
        yield return (plan.KnotsPerYear == 0 ? "smooth trend" : "straight trend", plan with { KnotsPerYear = plan.KnotsPerYear == 0 ? 4 : 0 }, phase, own);
        if (settings.WidestDays > 1 && Made(settings with { WidestDays = 1 }) is var exact && IsNew(exact is null ? null : Used(exact)))
            yield return ("only events known to the day", plan, phase, exact);
        foreach (var source in table.Rows.SelectMany(r => r.Values("source")).GroupBy(s => s).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal).Take(2).Select(g => g.Key))
        {
            var less = Made(settings with { WithoutSources = [.. settings.WithoutSources, source] });
            if (IsNew(less is null ? null : Used(less))) yield return ($"without {source}", plan, phase, less);
        }
        foreach (var late in new[] { false, true })
        {
            var half = plan.Meetings.OrderBy(m => m.Start).ToList();
            half = late ? half[(half.Count / 2)..] : half[..(half.Count / 2)];
            if (half.Count < 6) continue;
            var others = plan.Meetings.Except(half).Concat(plan.Others).ToList();
            yield return (late ? "later half of the meetings" : "earlier half of the meetings", plan with { Meetings = half, Others = others }, phase, own);
        }

        // The figures that the plan counts by.
        Series Used(Series series) => series with { Best = series.Of(plan.Figure) };

        bool IsNew(Series? series)
        {
            if (series is null) return true;
            if (seen.Any(s => s.Best.SequenceEqual(series.Best) && s.Effort.SequenceEqual(series.Effort) && s.Observed.SequenceEqual(series.Observed))) return false;
            seen.Add(series);
            return true;
        }

        Series? Made(SeriesSettings other)
        {
            try { return SeriesBuilder.Daily(table, outcome, effort, other with { From = own.Start, To = own.End }); }
            catch (Codebook.UserFaultException) { return null; }
        }
    }

    private static SensitivityRow Row(string choice, Outcome outcome, Phase phase, AroundPlan plan, Phase window, Series? series, int lag)
    {
        if (series is null) return new SensitivityRow(outcome.Name, phase.Name, choice, 0, 0, 0, 1, "No event is left.");
        var r = Around.Ask(new Around.Question(plan with { Phases = [.. plan.Phases.Select(p => p == phase ? window : p)] }, outcome, window, series));
        return new SensitivityRow(outcome.Name, phase.Name, choice, r.Ratio, r.Low, r.High, r.P, r.Answer == Answer.Refused ? r.Words : null, plan.Lag != lag);
    }
}
