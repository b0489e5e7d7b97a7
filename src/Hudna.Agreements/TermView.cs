using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>One term of one agreement as one reading takes it: what the reading changes is worked in. Immutable.</summary>
internal sealed class TermView
{
    public TermView(Agreement agreement, Term term, Reading reading)
    {
        (Agreement, Term, Reading) = (agreement, term, reading);
        (Binds, Zone, From) = (term.Binds, term.Zone, term.From ?? agreement.InForce);
        Until = Earlier(term.Until, agreement.Ends) ?? DateOnly.MaxValue;
        var (targets, actors, exemptBy) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var change in reading.Terms.Where(t => t.Term == term.Id || t.Term == "*"))
        {
            SetAside |= change.SetAside;
            Binds = change.Binds ?? Binds;
            if (change.Zone is not null) Zone = change.Zone == "*" ? null : change.Zone;
            From = change.From ?? From;
            First = change.First ?? First;
            targets.AddRange(change.ExemptTargets);
            actors.AddRange(change.ExemptActors);
            exemptBy.AddRange(change.ExemptBy);
            Because = Because is null ? change.Because : $"{Because} {change.Because}";
        }
        (ExemptTargets, ExemptActors) = ([.. targets.Distinct(StringComparer.Ordinal)], [.. actors.Distinct(StringComparer.Ordinal)]);
        ExemptBy = exemptBy;
        Rule = $"{agreement.Id}/{term.Id}";
    }

    public Agreement Agreement { get; }

    public Term Term { get; }

    public Reading Reading { get; }

    /// <summary>Agreement and term: <c>moscow-2020/1</c>.</summary>
    public string Rule { get; }

    public bool SetAside { get; }

    public IReadOnlyList<string> Binds { get; }

    public string? Zone { get; }

    public DateOnly From { get; }

    public DateOnly Until { get; }

    public IReadOnlyList<string> ExemptTargets { get; }

    /// <summary>Whose attacks on the exempt targets are free; empty for everyone's.</summary>
    public IReadOnlyList<string> ExemptBy { get; }

    public IReadOnlyList<string> ExemptActors { get; }

    public Presupposition? First { get; }

    /// <summary>Why the reading takes it so; null where it takes it as the text does.</summary>
    public string? Because { get; }

    /// <summary>Exemptions of the agreement that bear on this term and that the reading knows.</summary>
    public IReadOnlyList<TermView> Exemptions { get; set; } = [];

    /// <summary>Conditions of the agreement that bear on this term and that the reading knows.</summary>
    public IReadOnlyList<TermView> Conditions { get; set; } = [];

    /// <summary>Permissions of the agreement that bear on this term and that the reading knows.</summary>
    public IReadOnlyList<TermView> Permissions { get; set; } = [];

    /// <summary>Who answers for an actor under this reading; null where nobody but itself does.</summary>
    public BoundActor? PatronOf(string actor, ActorBook book) =>
        Reading.Bound.Concat(Agreement.Bound).FirstOrDefault(b => b.Through is not null && book.Within(actor, b.Actor) && !book.Within(actor, b.Through));

    /// <summary>All terms of an agreement under a reading, in the text's order, those set aside left out.</summary>
    public static IReadOnlyList<TermView> All(Agreement agreement, Reading reading)
    {
        var views = agreement.Terms.Select(t => new TermView(agreement, t, reading)).Where(v => !v.SetAside).ToList();
        foreach (var view in views)
        {
            view.Exemptions = Bearing(TermKind.Exemption, view);
            view.Conditions = Bearing(TermKind.Condition, view);
            view.Permissions = Bearing(TermKind.Permission, view);
        }
        return views;
        IReadOnlyList<TermView> Bearing(TermKind kind, TermView on) => [.. views.Where(v => v.Term.Kind == kind && v.Term.Of.Contains(on.Term.Id))];
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null ? a : a < b ? a : b;
}
