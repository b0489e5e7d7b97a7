using Hudna.Codebook;
using Hudna.Statistics.Regression;

namespace Hudna.Statistics.Truces;

/// <summary>A truce.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day; null where none is known.</param>
public sealed record Truce(string Id, string Name, DateOnly Start, DateOnly? End);

/// <summary>What a truce did to what is counted.</summary>
/// <param name="Truce">The truce.</param>
/// <param name="Before">Mean a day, per unit of effort, in the days before.</param>
/// <param name="After">The same in the days after its start.</param>
/// <param name="Drop">Level on its first day over the level before; below 1 for a drop. Null where it cannot be had.</param>
/// <param name="DropLow">Lower end of the 95 % interval.</param>
/// <param name="DropHigh">Upper end.</param>
/// <param name="Recovery">Growth of the rate a day during the truce: 0.02 for two in a hundred. Null where it cannot be had.</param>
/// <param name="BackAfterDays">Days until the old level is reached again at that growth; null where it is not going there.</param>
/// <param name="FirstViolation">Day of the first event in the truce; null where none was told of.</param>
/// <param name="DaysToFirst">Days until then; the days watched where there was none.</param>
/// <param name="Refused">Why there is no figure; null where there is.</param>
public sealed record TruceEffect(
    Truce Truce, double Before, double After, double? Drop, double? DropLow, double? DropHigh, double? Recovery, double? BackAfterDays,
    DateOnly? FirstViolation, int DaysToFirst, string? Refused);

/// <summary>What truces do: the level before and after, how the effect wears off, how long until the first violation.</summary>
/// <param name="Effects">Truce by truce.</param>
/// <param name="UntilFirst">Survival until the first violation, across truces.</param>
/// <param name="Notes">What a reader should know.</param>
public sealed record TruceEffects(IReadOnlyList<TruceEffect> Effects, SurvivalCurve UntilFirst, IReadOnlyList<string> Notes)
{
    /// <summary>Measures truces against a daily series of what would violate them.</summary>
    /// <param name="series">Counts by day.</param>
    /// <param name="truces">The truces; those that begin outside the series are left out, and said so.</param>
    /// <param name="window">Days looked at before and after each start; 7 to 366.</param>
    /// <exception cref="UserFaultException">No truce begins within the series.</exception>
    public static TruceEffects Measure(Series series, IReadOnlyList<Truce> truces, int window = 30)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(truces);
        Refusal.Unless(series.Step == Step.Day, "truces are measured by day, and the series is by week");
        Refusal.Unless(window is >= 7 and <= 366, "between 7 and 366 days can be looked at before and after a truce");
        var inside = truces.Where(t => t.Start >= series.Start && t.Start <= series.End).OrderBy(t => t.Start).ToList();
        Refusal.Unless(inside.Count > 0, $"no truce begins between {series.Start:yyyy-MM-dd} and {series.End:yyyy-MM-dd}");
        var effects = inside.Select(t => Measure(series, t, window)).ToList();
        var curve = SurvivalCurve.Of([.. effects.Select(e => new Duration(e.Truce.Name, e.DaysToFirst, e.FirstViolation is not null))]);
        var notes = new List<string>(series.Notes);
        if (inside.Count < truces.Count) notes.Add($"{truces.Count - inside.Count} truces begin outside the series");
        notes.Add("a first event told of is not the first that happened: where few report, truces seem to hold longer");
        return new TruceEffects(effects, curve, notes);
    }

    private static TruceEffect Measure(Series series, Truce truce, int window)
    {
        var start = truce.Start.DayNumber - series.Start.DayNumber;
        var end = Math.Min(series.Count - 1, truce.End is { } e ? e.DayNumber - series.Start.DayNumber : series.Count - 1);
        int? first = null;
        for (var t = start; t <= end && first is null; t++) if (series.Observed[t] && series.Best[t] > 0) first = t;
        var held = (first ?? end + 1) - start;
        DateOnly? day = first is { } f ? series.Day(f) : null;

        var (from, to) = (Math.Max(0, start - window), Math.Min(end, start + window - 1));
        var rows = Enumerable.Range(from, Math.Max(0, to - from + 1)).Where(t => series.Observed[t]).ToArray();
        var (before, after) = (rows.Where(t => t < start).ToArray(), rows.Where(t => t >= start).ToArray());
        double Rate(int[] of) => of.Sum(t => series.Effort[t]) is var effort and > 0 ? of.Sum(t => series.Best[t]) / effort : 0;
        TruceEffect Only(string why) => new(truce, Rate(before), Rate(after), null, null, null, null, null, day, held, why);
        if (before.Length < 7 || after.Length < 3) return Only("too few days before or after are watched");
        if (before.Sum(t => series.Best[t]) < 5) return Only("too little was counted before to speak of a drop");
        if (after.Sum(t => series.Best[t]) == 0) return Only("nothing was counted after: the drop is total, and no interval can be given");

        // Level, step at the start, and growth since.
        double[] counts = [.. rows.Select(t => series.Best[t])];
        double[] offset = [.. rows.Select(t => Math.Log(series.Effort[t]))];
        var x = new double[rows.Length * 3];
        for (var i = 0; i < rows.Length; i++)
        {
            x[3 * i] = 1;
            if (rows[i] >= start) (x[3 * i + 1], x[3 * i + 2]) = (1, rows[i] - start);
        }
        var fit = new CountModel(x, 3, counts) { Pull = [0, 1e-6, 1e-2] }.FitWithDispersion(offset);
        var robust = Robust.NeweyWest(x, counts, fit, Robust.Bandwidth(rows.Length));
        var (drop, growth) = (fit.Coefficients[1], fit.Coefficients[2]);
        // The larger of the two errors: robust ones are too small on short stretches.
        var error = Math.Sqrt(Math.Max(robust[4], fit.Covariance[4]));
        double? back = drop < 0 && growth > 1e-6 && -drop / growth < 3650 ? -drop / growth : null;
        return new TruceEffect(truce, Rate(before), Rate(after), Math.Exp(drop), Math.Exp(drop - 1.96 * error), Math.Exp(drop + 1.96 * error),
            Math.Exp(growth) - 1, back, day, held, null);
    }
}
