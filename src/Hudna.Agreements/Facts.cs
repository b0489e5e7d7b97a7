using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>An incident made ready to be held against many terms.</summary>
internal sealed class Facts
{
    private static readonly string[] CivilianCounts = ["civilian", "child", "women"];

    /// <summary>Prepares an incident; counts of civilians hurt stand for a target that no claim names.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="civilians">Ids of the register's civilians, the most general first.</param>
    public Facts(Incident incident, string[] civilians)
    {
        Incident = incident;
        foreach (var mode in incident.Modes) Modes |= 1UL << (int)mode;
        (Start, End) = (incident.Time?.Start, incident.Time?.End);
        Actors = Known(incident.Actors);
        Targets = Known(incident.Targets);
        // Whoever is hit did not fire: where a claim has the same name for both, who fired is not known.
        if (incident.Type == EventType.Assault && Targets.Count > 0 && (Modes & (1UL << (int)Mode.Clash)) == 0)
            Actors = [.. Actors.Where(a => !Targets.Any(t => a == t || a.StartsWith(t + "/", StringComparison.Ordinal) || t.StartsWith(a + "/", StringComparison.Ordinal)))];
        HasUnknownActor = Actors.Count < incident.Actors.Count || incident.Actors.Count == 0;
        HasUnknownTarget = Targets.Count < incident.Targets.Count || incident.Targets.Count == 0;
        if (Targets.Count == 0 && civilians.Length > 0 && incident.Counts.Any(Hurt))
        {
            (Targets, HasUnknownTarget, TargetByCount) = ([civilians[0]], false, true);
        }
        ActorDisputed = incident.Disputes.Any(d => d.About == "actor");
    }

    public Incident Incident { get; }

    /// <summary>A bit for each mode named.</summary>
    public ulong Modes { get; }

    public DateOnly? Start { get; }

    public DateOnly? End { get; }

    /// <summary>Ids of those who acted, without the unidentified.</summary>
    public IReadOnlyList<string> Actors { get; }

    public IReadOnlyList<string> Targets { get; }

    public bool HasUnknownActor { get; }

    public bool HasUnknownTarget { get; }

    /// <summary>Whether no claim names the target, and counts of civilians hurt tell it.</summary>
    public bool TargetByCount { get; }

    public bool ActorDisputed { get; }

    /// <summary>
    /// The probability that it happened from one day to another, each day of its time being as likely as any other; NaN where an end of
    /// its time is open and falls within them.
    /// </summary>
    public double Within(DateOnly from, DateOnly until)
    {
        if (Start > until || End < from) return 0;
        if (Start >= from && End <= until) return 1;
        if (Start is not { } start || End is not { } end) return double.NaN;
        var first = Math.Max(start.DayNumber, from.DayNumber);
        var last = Math.Min(end.DayNumber, until.DayNumber);
        return (last - first + 1.0) / (end.DayNumber - start.DayNumber + 1.0);
    }

    public string When => Incident.Time is { } time ? time.Text : "a day that is not known";

    public string What => Incident.Modes.Count == 0 ? Incident.Type.Text() : $"{Incident.Type.Text()} by {string.Join(", ", Incident.Modes.Select(m => m.Text()))}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool Hurt(IncidentCount count) =>
        (count.Best ?? count.Min ?? 0) > 0 && CivilianCounts.Any(w => count.What.Contains(w, StringComparison.Ordinal));

    private static List<string> Known(IReadOnlyList<ActorMention> mentions)
    {
        var ids = new List<string>(mentions.Count);
        foreach (var mention in mentions)
        {
            if (mention.Id is { } id && id != ActorBook.Unidentified && !ids.Contains(id)) ids.Add(id);
        }
        return ids;
    }
}
