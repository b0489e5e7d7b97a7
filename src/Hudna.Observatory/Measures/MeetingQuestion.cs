using Hudna.Codebook;
using Hudna.Statistics;
using Hudna.Statistics.Meetings;

namespace Hudna.Observatory.Measures;

/// <summary>A question about meetings as it is asked; made into a plan, which is kept before it is carried out.</summary>
public sealed record MeetingQuestion
{
    /// <summary>Which entries of the calendar: words that must all occur, bars between ways, <c>kind:</c> for the kind.</summary>
    public required string Events { get; init; }

    /// <summary>Which other entries are no ordinary days; <c>none</c> for none.</summary>
    public string Others { get; init; } = "kind:meeting|kind:summit|kind:round";

    /// <summary>A table of meetings; null for the theatre's calendar.</summary>
    public string? CalendarFile { get; init; }

    /// <summary>Windows; empty for the fourteen days before. <c>phases</c> stands for all phases.</summary>
    public IReadOnlyList<string> Windows { get; init; } = [];

    /// <summary>Outcomes; empty for all events.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>The question in words; null to word it from the rest.</summary>
    public string? Words { get; init; }

    /// <summary>Days by which windows are moved.</summary>
    public int Lag { get; init; }

    /// <summary>Number of placebo calendars.</summary>
    public int Placebos { get; init; } = 9_999;

    /// <summary>Seed of the placebo dates.</summary>
    public ulong Seed { get; init; } = 20_200_305;

    /// <summary>Chance of a false alarm over all questions.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Makes the plan; nothing is counted yet.</summary>
    /// <exception cref="UserFaultException">No entry of the calendar is chosen, or a window or outcome cannot be read.</exception>
    public AroundPlan Plan(Theatre theatre, MeasureInput input)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        ArgumentNullException.ThrowIfNull(input);
        var (entries, hash) = CalendarFile is null ? (MeetingReader.Of(theatre), theatre.Version) : MeetingReader.Read(CalendarFile);
        var chosen = MeetingReader.Choose(entries, Events);
        if (chosen.Count == 0)
        {
            throw new UserFaultException(new Fault($"no entry of the calendar holds '{Events}'", CalendarFile,
                Mend: $"Name words of its entries, or kind:{string.Join(", kind:", entries.Select(e => e.Kind).Distinct().Order(StringComparer.Ordinal))}"));
        }
        var others = Others.Equals("none", StringComparison.OrdinalIgnoreCase) ? [] : MeetingReader.Choose(entries, Others).Except(chosen).ToList();
        IReadOnlyList<Phase> phases = Windows.Count == 0 ? [Phase.Read("-14..-1")]
            : [.. Windows.SelectMany(w => w == "phases" ? Phase.All() : [Phase.Read(w)]).DistinctBy(p => (p.From, p.FromDays, p.To, p.ToDays))];
        IReadOnlyList<Outcome> outcomes = Outcomes.Count == 0 ? [Outcome.All] : [.. Outcomes.Distinct().Select(Outcome.Read)];
        return new AroundPlan
        {
            Question = Words ?? $"Does the number of {string.Join(", and of ", outcomes.Select(o => o.Name))} change about {Events}: {string.Join("; ", phases.Select(p => p.Name))}?",
            // Two entries on the same days are one meeting: days are counted, not rows.
            Meetings = [.. chosen.Select(e => e.Meeting).OrderBy(m => m.Start).ThenBy(m => m.Id, StringComparer.Ordinal).DistinctBy(m => (m.Start, m.End))],
            Others = [.. others.Select(e => e.Meeting).OrderBy(m => m.Start).ThenBy(m => m.Id, StringComparer.Ordinal)],
            Phases = phases, Outcomes = outcomes, Series = input.Settings, Lag = Lag, Placebos = Placebos, Seed = Seed, Level = Level,
            Data = input.EffortHash is { } effort ? [input.Table.Hash, hash, effort] : [input.Table.Hash, hash],
        };
    }

    /// <summary>Writes a plan into the record, then carries it out.</summary>
    /// <exception cref="UserFaultException">No outcome has a series.</exception>
    public static AroundResult Answer(Observatory observatory, AroundPlan plan, MeasureInput input)
    {
        ArgumentNullException.ThrowIfNull(observatory);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(input);
        observatory.Remark(plan.Id, new Dictionary<string, string> { ["measure"] = "around", ["plan"] = plan.CanonicalJson() });
        return Around.Run(plan, input.Table, input.Effort);
    }
}
