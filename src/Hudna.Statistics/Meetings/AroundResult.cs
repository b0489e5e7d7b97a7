namespace Hudna.Statistics.Meetings;

/// <summary>What the data say to one question.</summary>
public enum Answer
{
    /// <summary>More than on other days, beyond chance.</summary>
    Rises,

    /// <summary>Less than on other days, beyond chance.</summary>
    Falls,

    /// <summary>No difference that would matter: the interval lies within a quarter up or a fifth down.</summary>
    NoGreatDifference,

    /// <summary>The data allow too much.</summary>
    CannotTell,

    /// <summary>The question could not be put to these data.</summary>
    Refused,
}

/// <summary>The answer for one outcome in one phase.</summary>
public sealed record PhaseResult
{
    /// <summary>What was counted.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>In which days about the meetings.</summary>
    public required Phase Phase { get; init; }

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The answer in plain words.</summary>
    public required string Words { get; init; }

    /// <summary>Meetings whose window has data.</summary>
    public int Meetings { get; init; }

    /// <summary>Days in windows that have data.</summary>
    public int Days { get; init; }

    /// <summary>What was counted on those days.</summary>
    public double Counted { get; init; }

    /// <summary>What the background alone leads one to expect on those days.</summary>
    public double Expected { get; init; }

    /// <summary>Rate in the windows over the rate on other days, all else equal.</summary>
    public double Ratio { get; init; }

    /// <summary>Lower end of the interval at the plan's level; 0 where no ratio is too small.</summary>
    public double Low { get; init; }

    /// <summary>Upper end; infinite where no ratio is too large.</summary>
    public double High { get; init; }

    /// <summary>Two-sided p-value by placebo dates.</summary>
    public double P { get; init; } = 1;

    /// <summary>The p-value after Holm's correction over all questions of the plan.</summary>
    public double AdjustedP { get; init; } = 1;

    /// <summary>The p-value after Benjamini and Hochberg's correction.</summary>
    public double FalseDiscoveryP { get; init; } = 1;

    /// <summary>Interval by Newey–West errors, for comparison; too narrow where regimes last.</summary>
    public (double Low, double High) NeweyWest { get; init; }

    /// <summary>What a plain Poisson comparison would have claimed, for comparison.</summary>
    public double NaiveP { get; init; } = 1;

    /// <summary>Placebo calendars that were used.</summary>
    public int Placebos { get; init; }

    /// <summary>The statistic at the real dates, of no effect.</summary>
    public double Statistic { get; init; }

    /// <summary>The statistic at each placebo calendar.</summary>
    public IReadOnlyList<double> PlaceboStatistics { get; init; } = [];

    /// <summary>Excess dispersion α of the days.</summary>
    public double Dispersion { get; init; }

    /// <summary>How placebo dates were drawn.</summary>
    public string PlaceboWords { get; init; } = "";
}

/// <summary>The same question under one other choice.</summary>
/// <param name="Outcome">Name of what is counted.</param>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Choice">What was chosen otherwise.</param>
/// <param name="Ratio">The rate ratio; NaN never: where it cannot be had, see <paramref name="Refused"/>.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="P">p-value, uncorrected.</param>
/// <param name="Refused">Why there is no figure; null where there is.</param>
/// <param name="IsLag">Whether the window was moved: that shows when something happens, and does not speak against the answer.</param>
public sealed record SensitivityRow(
    string Outcome, string Phase, string Choice, double Ratio, double Low, double High, double P, string? Refused, bool IsLag = false);

/// <summary>Average course about the meetings: one row a day, counted from the first day of the meeting.</summary>
/// <param name="Day">Day relative to the meeting's first.</param>
/// <param name="Ratio">Counted over expected, over all meetings.</param>
/// <param name="Smooth">The same over this day and its neighbours.</param>
/// <param name="Low">Lower end of the middle 95 % of what <paramref name="Smooth"/> is on placebo calendars.</param>
/// <param name="High">Upper end.</param>
/// <param name="Counted">What was counted.</param>
/// <param name="Expected">What the background leads one to expect.</param>
/// <param name="Effort">Mean effort over the series' own mean.</param>
public sealed record CourseDay(
    int Day, double Ratio, double Smooth, double Low, double High, double Counted, double Expected, double Effort);

/// <summary>All that was found for a plan.</summary>
/// <param name="Plan">The plan, as it was before the data were looked at.</param>
/// <param name="PlanId">Its id, the hash of its content.</param>
/// <param name="Results">One for each outcome and phase, outcomes first.</param>
/// <param name="Sensitivity">The first questions again under other choices.</param>
/// <param name="Course">The average course of the first outcome.</param>
/// <param name="Series">The series of each outcome.</param>
/// <param name="Verdict">The answer to the whole, in plain words.</param>
/// <param name="Notes">What a reader should know.</param>
public sealed record AroundResult(
    AroundPlan Plan, string PlanId, IReadOnlyList<PhaseResult> Results, IReadOnlyList<SensitivityRow> Sensitivity,
    IReadOnlyList<CourseDay> Course, IReadOnlyList<Series> Series, string Verdict, IReadOnlyList<string> Notes);
