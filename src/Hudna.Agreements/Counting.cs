using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>What is counted. Two counts can be compared only where they count the same.</summary>
public enum CountUnit
{
    /// <summary>An incident as merged: one act or spell of acts by one side.</summary>
    Incident,

    /// <summary>Fire by one side on one place in one go: an incident at three places is at least three attacks.</summary>
    Attack,

    /// <summary>A single shell, rocket, bomb or air raid, where reports number them.</summary>
    Strike,

    /// <summary>A place hit: a place counts again when another incident hits it.</summary>
    PlaceHit,

    /// <summary>A day on which there was fire at all.</summary>
    DayWithFire,

    /// <summary>A person killed or wounded.</summary>
    Casualty,

    /// <summary>A person killed.</summary>
    Killed,
}

/// <summary>A count in a unit, as a range.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Min">The least that the incidents allow.</param>
/// <param name="Best">The likeliest, where every incident gives one; null where some are silent.</param>
/// <param name="Max">The most that they allow; null where nothing bounds it.</param>
/// <param name="Silent">How many incidents say nothing of this unit (only their least entered).</param>
/// <param name="Words">How it was come by, in a sentence.</param>
public sealed record UnitCount(CountUnit Unit, long Min, long? Best, long? Max, int Silent, string Words);

/// <summary>Counts incidents in a named unit, and converts between units as far as the claims allow. Pure.</summary>
public static class Counting
{
    private static readonly string[] Rounds = ["strikes", "munitions", "rounds", "shells", "rockets", "missiles", "raids"];

    /// <summary>The count of some incidents in a unit.</summary>
    /// <param name="incidents">The incidents, each once.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="group">For people killed or wounded: only this group (<c>civilians</c>, <c>children</c>); null for all.</param>
    public static UnitCount Of(IEnumerable<Incident> incidents, CountUnit unit, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        var all = incidents as IReadOnlyCollection<Incident> ?? [.. incidents];
        if (unit == CountUnit.DayWithFire) return Days(all);
        var (min, silent) = (0L, 0);
        long? best = 0, max = 0;
        foreach (var incident in all)
        {
            var one = One(incident, unit, group);
            min += one.Min ?? 0;
            best += one.Best;
            max += one.Max;
            if (one.Silent) silent++;
        }
        return new UnitCount(unit, min, best, max, silent, Words(unit, all.Count, silent) + (group is null ? "" : $" ({group} only)"));
    }

    /// <summary>Counts in every unit.</summary>
    public static IReadOnlyList<UnitCount> All(IEnumerable<Incident> incidents)
    {
        var all = incidents.ToList();
        return [.. Enum.GetValues<CountUnit>().Select(u => Of(all, u))];
    }

    /// <summary>
    /// The count of the violations among some findings, each incident once: the least by those that are sure, the most by those that are
    /// undecided too.
    /// </summary>
    public static UnitCount OfViolations(IEnumerable<Finding> findings, IReadOnlyDictionary<string, Incident> incidents, CountUnit unit)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(incidents);
        var (sure, open) = Split(findings);
        var (least, most) = (Of(Taken(sure, incidents), unit), Of(Taken([.. sure, .. open], incidents), unit));
        return least with
        {
            Max = most.Max,
            Words = open.Count == 0 ? least.Words : $"{least.Words}; {open.Count} more {(open.Count == 1 ? "incident is" : "incidents are")} undecided and only in the greatest figure",
        };
    }

    internal static (IReadOnlyList<string> Sure, IReadOnlyList<string> Open) Split(IEnumerable<Finding> findings)
    {
        var (sure, open) = (new List<string>(), new List<string>());
        var (inSure, inOpen) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var finding in findings)
        {
            if (finding.Verdict == Verdict.Violation && inSure.Add(finding.IncidentId)) sure.Add(finding.IncidentId);
            else if (finding.Verdict == Verdict.Undecided && inOpen.Add(finding.IncidentId)) open.Add(finding.IncidentId);
        }
        return (sure, [.. open.Where(id => !inSure.Contains(id))]);
    }

    internal static IEnumerable<Incident> Taken(IEnumerable<string> ids, IReadOnlyDictionary<string, Incident> incidents) =>
        ids.Select(id => incidents.TryGetValue(id, out var incident) ? incident : null).OfType<Incident>();

    private static (long? Min, long? Best, long? Max, bool Silent) One(Incident incident, CountUnit unit, string? group)
    {
        var places = Math.Max(1, incident.Places.Where(p => p.Role == PlaceRole.Where).Select(p => p.Id ?? p.Name).Distinct(StringComparer.Ordinal).Count());
        switch (unit)
        {
            case CountUnit.Incident:
                return (1, 1, 1, false);
            case CountUnit.Attack:
                var fired = Find(incident, Rounds);
                var most = fired?.Max is { } m ? Math.Max(m, places) : (long?)null;
                return (places, places, most, fired is null);
            case CountUnit.Strike:
                return Find(incident, Rounds) is { } strikes ? (Math.Max(strikes.Min ?? 1, places), strikes.Best, strikes.Max, false) : (places, null, null, true);
            case CountUnit.PlaceHit:
                return Find(incident, ["locations"]) is { } hit ? (Math.Max(hit.Min ?? 1, places), hit.Best is { } b ? Math.Max(b, places) : null, hit.Max, false) : (places, places, places, false);
            case CountUnit.Killed:
                return People(incident, "killed", group);
            default:
                if (group is null && Find(incident, ["casualties"]) is { } both) return (both.Min ?? 0, both.Best, both.Max, false);
                var (killed, wounded) = (People(incident, "killed", group), People(incident, "wounded", group));
                return (killed.Min + wounded.Min, killed.Best + wounded.Best, killed.Max + wounded.Max, killed.Silent || wounded.Silent);
        }
    }

    private static IncidentCount? Find(Incident incident, string[] whats) =>
        whats.Select(w => incident.Counts.FirstOrDefault(c => c.What == w)).FirstOrDefault(c => c is not null);

    // A plain figure is the whole; without one, civilians and combatants make it up; any other group is only a part, and bounds it below.
    private static (long? Min, long? Best, long? Max, bool Silent) People(Incident incident, string what, string? group)
    {
        if (group is not null) return Find(incident, [$"{what}-{group}"]) is { } part ? (part.Min ?? part.Best ?? 0, part.Best, part.Max, false) : (0, null, null, true);
        if (Find(incident, [what]) is { } whole) return (whole.Min ?? whole.Best ?? 0, whole.Best, whole.Max, false);
        var (civilians, combatants) = (Find(incident, [what + "-civilians"]), Find(incident, [what + "-combatants"]));
        if (civilians is not null && combatants is not null)
            return ((civilians.Min ?? 0) + (combatants.Min ?? 0), civilians.Best + combatants.Best, civilians.Max + combatants.Max, false);
        var parts = incident.Counts.Where(c => c.What.StartsWith(what + "-", StringComparison.Ordinal)).ToList();
        return parts.Count == 0 ? (0, null, null, true) : (parts.Max(c => c.Min ?? c.Best ?? 0), civilians?.Best, null, false);
    }

    // Days on which there was fire: the least is the smallest number of days that touches every incident's time, the most every day that
    // any of them allows.
    private static UnitCount Days(IReadOnlyCollection<Incident> incidents)
    {
        var spans = incidents.Where(i => i.Time is { Start: not null, End: not null }).Select(i => (First: i.Time!.Start!.Value, Last: i.Time.End!.Value)).OrderBy(s => s.Last).ToList();
        var silent = incidents.Count - spans.Count;
        var (least, stabbed) = (0L, DateOnly.MinValue);
        foreach (var (first, last) in spans)
        {
            if (first <= stabbed) continue;
            least++;
            stabbed = last;
        }
        long most = 0;
        var reached = DateOnly.MinValue;
        foreach (var (first, last) in spans.OrderBy(s => s.First))
        {
            var from = first > reached ? first : reached.AddDays(1);
            if (last < from) continue;
            most += last.DayNumber - from.DayNumber + 1;
            reached = last;
        }
        var definite = spans.Where(s => s.First == s.Last).Select(s => s.First).Distinct().LongCount();
        return new UnitCount(CountUnit.DayWithFire, least, definite == most ? most : null, silent > 0 ? null : most, silent, Words(CountUnit.DayWithFire, incidents.Count, silent));
    }

    private static string Words(CountUnit unit, int incidents, int silent)
    {
        var said = silent == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {silent} of which say nothing of it");
        return string.Create(CultureInfo.InvariantCulture, $"{Name(unit)} of {incidents} incidents{said}");
    }

    /// <summary>A unit's name in the plural.</summary>
    public static string Name(CountUnit unit) => unit switch
    {
        CountUnit.Incident => "incidents",
        CountUnit.Attack => "attacks",
        CountUnit.Strike => "single strikes or shells",
        CountUnit.PlaceHit => "places hit",
        CountUnit.DayWithFire => "days with fire",
        CountUnit.Casualty => "people killed or wounded",
        _ => "people killed",
    };
}
