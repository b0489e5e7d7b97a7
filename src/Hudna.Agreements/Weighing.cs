using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>Holds one incident against terms. Of what it finds, only what a verdict rests on becomes words.</summary>
internal sealed class Weighing(Facts facts, IReadOnlyDictionary<string, Claim> claims, DutyBook duties, Zones zones, ActorBook book)
{
    private const ulong LapseBit = 1UL << (int)Mode.Lapse;
    private const ulong ClashBit = 1UL << (int)Mode.Clash;

    /// <summary>The verdict; null where the term does not cover the incident and nobody asked.</summary>
    public Judged? Judge(TermView view, bool asked)
    {
        var term = view.Term;
        switch (term.Kind)
        {
            case TermKind.Prohibition:
                return Forbidden(view, term.Acts!, view.From, asked);
            case TermKind.Permission:
                return Fulfilled(view, term.Acts!, view.From, asked);
            default:
                if (facts.Incident.Type == EventType.Reject && (facts.Modes & LapseBit) != 0) return Lapsed(view, asked);
                Judged? no = null;
                if (term.Acts is { } acts)
                {
                    var done = Fulfilled(view, acts, FirstDay(view), asked);
                    if (done is not null && done.Verdict != Verdict.NotCovered) return done;
                    no = done;
                }
                if (term.Breach is not { } breach) return no ?? (asked ? No("No act that is coded shows whether this is kept", view.Rule) : null);
                var from = term.Deadline is { } deadline ? deadline.AddDays(1) : view.From;
                return Forbidden(view, breach, from, asked) ?? no;
        }
    }

    /// <summary>Whether an incident fulfils an obligation's act pattern, for <see cref="Deadlines"/>.</summary>
    public Judged? Fulfils(TermView view) => view.Term.Acts is { } acts ? Fulfilled(view, acts, FirstDay(view), false) : null;

    // What is told of the day of signature is the text, not its fulfilment.
    private static DateOnly FirstDay(TermView view) => view.Term.From ?? view.Agreement.Signed.AddDays(1);

    private static Judged No(string words, string? rule) => new(Verdict.NotCovered, 1, [], [Reason.Of(words, rule)]);

    // The act, the day and the place; null, or a "no" where asked, if one of them does not fit.
    private Frame? Fits(TermView view, ActPattern pattern, DateOnly from, bool asked, out Judged? no)
    {
        no = null;
        if (pattern.Types.Count > 0 && !pattern.Types.Contains(facts.Incident.Type))
        {
            no = asked ? No($"The term speaks of {string.Join(", ", pattern.Types.Select(t => t.Text()))}, and this is {facts.What}", view.Rule) : null;
            return null;
        }
        var modeUnknown = false;
        if (pattern.Modes.Count > 0)
        {
            var mask = 0UL;
            foreach (var mode in pattern.Modes) mask |= 1UL << (int)mode;
            if ((facts.Modes & mask) == 0)
            {
                modeUnknown = facts.Modes == 0 && view.Term.Kind == TermKind.Prohibition;
                if (!modeUnknown)
                {
                    no = asked ? No($"The term speaks of {string.Join(", ", pattern.Modes.Select(m => m.Text()))}, and this is {facts.What}", view.Rule) : null;
                    return null;
                }
            }
        }
        var inTime = facts.Within(from, view.Until);
        if (inTime <= 0)
        {
            no = asked ? No($"{facts.When} lies {(facts.End < from ? $"before {Facts.Day(from)}, the first day that counts" : $"after {Facts.Day(view.Until)}, the last day that counts")}", view.Rule) : null;
            return null;
        }
        ZoneMembership? inZone = null;
        if (view.Zone is { } zone)
        {
            inZone = BestPlace(zone, pattern.At);
            if (inZone is { Placing: Placing.Outside } || (inZone is null && pattern.At != PlaceRole.Where))
            {
                no = asked ? No(inZone?.Words ?? "Where it came from or was bound is not told", zone) : null;
                return null;
            }
        }
        return new Frame(inTime, inZone, view.Zone, modeUnknown, from);
    }

    // The place most likely to lie in the zone; null where no place has the role.
    private ZoneMembership? BestPlace(string zone, PlaceRole role)
    {
        ZoneMembership? best = null;
        foreach (var place in facts.Incident.Places)
        {
            if (place.Role != role) continue;
            var here = zones.Membership(zone, place);
            if (best is null || double.IsNaN(best.Probability) || here.Probability > best.Probability) best = here;
        }
        return best;
    }

    private Judged? Fulfilled(TermView view, ActPattern pattern, DateOnly from, bool asked)
    {
        if (Fits(view, pattern, from, asked, out var no) is not { } frame) return no;
        var by = pattern.Actors.Count > 0 ? pattern.Actors : view.Binds;
        var acting = facts.Actors.Where(a => book.WithinAny(a, by) is not null).ToList();
        if (acting.Count == 0) return asked ? No($"None of those who acted is {Named(by)}", view.Rule) : null;
        if (view.Term.Jointly && by.FirstOrDefault(b => !acting.Any(a => book.Within(a, b))) is { } absent)
            return asked ? No($"{book.Name(absent)} took no part, and the term asks for all of {Named(by)} together", view.Rule) : null;
        if (pattern.Targets.Count > 0 && !facts.Targets.Any(t => book.WithinAny(t, pattern.Targets) is not null))
            return asked ? No($"It was not done to {Named(pattern.Targets)}", view.Rule) : null;
        Reason? told = null;
        if (pattern.Named && (told = Told(view.Term)) is null) return asked ? No($"No sentence speaks of {string.Join(", ", view.Term.Keywords)}", view.Rule) : null;
        var reasons = frame.Reasons(this, view);
        reasons.Add(Reason.Of($"{Named(acting)} took part", "who"));
        if (told is not null) reasons.Add(told);
        if (view.Term.Deadline is { } deadline)
            reasons.Add(Reason.Of(facts.Start > deadline ? $"It came after the deadline of {Facts.Day(deadline)}" : $"The deadline was {Facts.Day(deadline)}", view.Rule));
        Note(view, reasons);
        return new Judged(frame.Sure ? Verdict.Compliant : Verdict.Undecided, frame.Probability, acting, reasons);
    }

    private Judged? Forbidden(TermView view, ActPattern pattern, DateOnly from, bool asked)
    {
        if (facts.Actors.Count == 0 && facts.Incident.Places.Count == 0)
            return asked ? No("Neither who did it nor where is told, so that there is nothing to hold against the term", view.Rule) : null;
        if (Fits(view, pattern, from, asked, out var no) is not { } frame) return no;
        var by = pattern.Actors.Count > 0 ? pattern.Actors : view.Binds;
        var parts = new List<Part>(facts.Actors.Count + 1);
        var equal = EqualParties(view);
        foreach (var actor in facts.Actors)
        {
            if (OfActor(view, pattern, by, actor, equal, frame) is { } part) parts.Add(part);
        }
        if (facts.HasUnknownActor && (facts.Actors.Count == 0 || facts.ActorDisputed))
            parts.Add(new Part(null, Verdict.Undecided, Reason.Of("Who did it is not known", "who")));
        if (parts.Count == 0) return asked ? No($"{(facts.Actors.Count == 0 ? "Nobody" : Named(facts.Actors))} is not bound by the term: it binds {Named(by)}", view.Rule) : null;

        var verdict = Together(parts, equal, out var because);
        if (verdict == Verdict.NotCovered) return asked ? new Judged(verdict, 1, [], [.. parts.Select(p => p.Why)]) : null;
        if (verdict == Verdict.Violation && (!frame.Sure || frame.ModeUnknown)) verdict = Verdict.Undecided;
        var reasons = frame.Reasons(this, view);
        reasons.AddRange(parts.Select(p => p.Why));
        if (because is not null) reasons.Add(because);
        Note(view, reasons);
        return new Judged(verdict, frame.Probability, Answering(view, pattern, parts, verdict), reasons);
    }

    private sealed record Part(string? Actor, Verdict Verdict, Reason Why);

    // What the term says of one of those who acted; null where it does not bind them.
    private Part? OfActor(TermView view, ActPattern pattern, IReadOnlyList<string> by, string actor, bool equal, Frame frame)
    {
        var bound = book.WithinAny(actor, by) ?? (pattern.Actors.Count > 0 ? null : book.WithinAny(actor, view.Term.Binds));
        if (bound is null) return null;
        var name = book.Name(actor);
        if (book.WithinAny(actor, view.ExemptActors) is { } freed)
            return new Part(actor, Verdict.Exempt, Reason.Of($"{name} is exempt in this reading: {view.Because}", freed));
        if (book.WithinAny(actor, by) is null) return new Part(actor, Verdict.NotCovered, Reason.Of($"{name} is not bound in this reading: {view.Because}", view.Rule));

        var targets = equal ? [.. facts.Actors.Where(a => Side(view, a) != Side(view, actor))] : facts.Targets;
        var unknown = !equal && facts.HasUnknownTarget;
        if (pattern.Targets.Count > 0)
        {
            targets = [.. targets.Where(t => book.WithinAny(t, pattern.Targets) is not null)];
            if (targets.Count == 0)
            {
                return unknown && facts.Targets.Count == 0
                    ? new Part(actor, Verdict.Undecided, Reason.Of($"Whom it hit is not told; the term protects {Named(pattern.Targets.Take(1))}", "target"))
                    : null;
            }
        }
        foreach (var exemption in view.Exemptions)
        {
            if (Frees(exemption, actor, targets) is { } why) return new Part(actor, Verdict.Exempt, why);
        }
        if (view.ExemptTargets.Count > 0 && (view.ExemptBy.Count == 0 || book.WithinAny(actor, view.ExemptBy) is not null))
        {
            var hit = targets.Where(t => book.WithinAny(t, view.ExemptTargets) is not null).ToList();
            if (hit.Count > 0 && hit.Count == targets.Count)
                return new Part(actor, Verdict.Exempt, Reason.Of($"It was aimed at {Named(hit)}, and attacks on them are exempt in this reading: {view.Because}", "exempt target"));
            if (targets.Count == 0 && unknown)
                return new Part(actor, Verdict.Undecided, Reason.Of($"Whom it hit is not told; this reading exempts attacks on {Named(view.ExemptTargets.Take(3))} and others: {view.Because}", "target"));
        }
        if (Waits(view, targets) is { } waits) return new Part(actor, view.First!.Until, waits);
        foreach (var condition in view.Conditions)
        {
            foreach (var required in condition.Term.Requires)
            {
                var (state, why) = duties.StateAt(Qualified(view, required), facts.End ?? facts.Start ?? DateOnly.MaxValue);
                if (state is DutyState.Met or DutyState.Late) continue;
                return new Part(actor, state == DutyState.Missed ? Verdict.NotCovered : Verdict.Undecided,
                    new Reason($"The term holds only once {required} is met ({condition.Rule})", condition.Rule, [], [why]));
            }
        }
        foreach (var permission in view.Permissions)
        {
            if (permission.Term.Acts is { } allowed && (allowed.Types.Count == 0 || allowed.Types.Contains(facts.Incident.Type)) && book.WithinAny(actor, permission.Binds) is not null
                && (allowed.Modes.Count == 0 || facts.Incident.Modes.Any(allowed.Modes.Contains)) && frame.Overlaps(permission))
                return new Part(actor, Verdict.Exempt, Reason.Of($"{permission.Rule} allows it: {permission.Term.Title}", permission.Rule));
        }
        var patron = view.PatronOf(actor, book);
        var toWhom = targets.Count == 0 ? "" : facts.TargetByCount ? $"; by the counts it hurt {Named(targets)}" : $"; it was aimed at {Named(targets)}";
        var how = view.Term.Binds.Count > 0 && actor != bound ? $"{name} belongs to {book.Name(bound)}, which the term binds" : $"The term binds {name}";
        return new Part(actor, Verdict.Violation, patron is null ? Reason.Of($"{how}{toWhom}", "who")
            : new Reason($"{how}{toWhom}", "who", [], [Reason.Of($"{book.Name(patron.Through!)} answers for it: {patron.How}", "patron")]));
    }

    private Reason? Frees(TermView exemption, string actor, IReadOnlyList<string> targets)
    {
        if (exemption.Binds.Count > 0 && book.WithinAny(actor, exemption.Binds) is null) return null;
        var acts = exemption.Term.Acts;
        if (acts is null) return Reason.Of($"{exemption.Rule} frees {book.Name(actor)}: {exemption.Term.Title}", exemption.Rule);
        if (acts.Types.Count > 0 && !acts.Types.Contains(facts.Incident.Type)) return null;
        if (acts.Modes.Count > 0 && !facts.Incident.Modes.Any(acts.Modes.Contains)) return null;
        if (exemption.Zone is { } zone && BestPlace(zone, acts.At) is not { Placing: Placing.Inside }) return null;
        if (facts.Within(exemption.From, exemption.Until) < 1) return null;
        if (acts.Targets.Count == 0) return Reason.Of($"{exemption.Rule} frees it: {exemption.Term.Title}", exemption.Rule);
        return targets.Count > 0 && targets.All(t => book.WithinAny(t, acts.Targets) is not null)
            ? Reason.Of($"It was aimed at {Named(targets)}, and {exemption.Rule} frees that: {exemption.Term.Title}", exemption.Rule)
            : null;
    }

    // The reason why the term still waits for something else under this reading; null where it does not.
    private Reason? Waits(TermView view, IReadOnlyList<string> targets)
    {
        if (view.First is not { } first) return null;
        if (first.Targets.Count > 0 && !targets.Any(t => book.WithinAny(t, first.Targets) is not null)) return null;
        var open = new List<Reason>();
        foreach (var required in first.Terms)
        {
            var (state, why) = duties.StateAt(Qualified(view, required), facts.End ?? facts.Start ?? DateOnly.MaxValue);
            if (state is not (DutyState.Met or DutyState.Late)) open.Add(why);
        }
        return open.Count == 0 ? null : new Reason($"In this reading something else has to come first: {view.Because}", view.Rule, [], open);
    }

    private static string Qualified(TermView view, string id) => id.Contains('/', StringComparison.Ordinal) ? id : $"{view.Agreement.Id}/{id}";

    // A clash, or fire between two sides, has no one who began it as far as the claims tell.
    private bool EqualParties(TermView view) =>
        facts.Incident.Actors.Count > 1 && facts.Incident.Targets.Count == 0
        && ((facts.Modes & ClashBit) != 0 || facts.Actors.Select(a => Side(view, a)).Distinct(StringComparer.Ordinal).Count() > 1);

    private string Side(TermView view, string actor)
    {
        if (view.PatronOf(actor, book) is { } patron) return patron.Through!;
        return book.WithinAny(actor, view.Agreement.Parties) ?? actor;
    }

    private Verdict Together(List<Part> parts, bool equal, out Reason? because)
    {
        because = null;
        bool Any(Verdict v) => parts.Any(p => p.Verdict == v);
        if (Any(Verdict.Violation))
        {
            if (facts.ActorDisputed && parts.Count(p => p.Verdict == Verdict.Violation) < facts.Actors.Count)
            {
                because = Reason.Of("The sources disagree on who did it, and not all of those named are bound", "who",
                    [.. facts.Incident.Disputes.Where(d => d.About == "actor").SelectMany(d => d.ClaimIds)]);
                return Verdict.Undecided;
            }
            if (equal && parts.Count(p => p.Verdict == Verdict.Violation) < facts.Incident.Actors.Count)
            {
                because = Reason.Of("Who began it is not told, and not everyone who fought would be in breach", "who");
                return Verdict.Undecided;
            }
            if (equal) because = Reason.Of("Who began it is not told; whoever did was bound", "who");
            return Verdict.Violation;
        }
        return Any(Verdict.Undecided) ? Verdict.Undecided : Any(Verdict.Exempt) ? Verdict.Exempt : Verdict.NotCovered;
    }

    private List<string> Answering(TermView view, ActPattern pattern, List<Part> parts, Verdict verdict)
    {
        var answering = new List<string>();
        void Add(string id)
        {
            if (!answering.Contains(id)) answering.Add(id);
        }
        var chosen = parts.Where(p => p.Actor is not null && (verdict != Verdict.Violation || p.Verdict == Verdict.Violation)).ToList();
        foreach (var part in chosen) Add(part.Actor!);
        foreach (var part in chosen)
        {
            if (view.PatronOf(part.Actor!, book) is { } patron) Add(patron.Through!);
        }
        // Where the acts are another's, those bound are the ones who promised that they would not happen.
        if (pattern.Actors.Count > 0) foreach (var bound in view.Binds) Add(bound);
        return answering;
    }

    // A deadline that a report says went by unmet: it is this term's if it names the day or a word of it.
    private Judged? Lapsed(TermView view, bool asked)
    {
        var term = view.Term;
        if (facts.End < view.Agreement.Signed) return asked ? No("It was said before the signature", view.Rule) : null;
        if (facts.Actors.Count > 0 && !facts.Actors.Any(a => book.WithinAny(a, view.Binds) is not null)) return asked ? No($"The term binds {Named(view.Binds)}", view.Rule) : null;
        var told = Told(term);
        var byDay = term.Deadline is { } due && facts.Start == facts.End && facts.End == due;
        if (told is null && !byDay) return asked ? No("Neither the day nor the words point to this term", view.Rule) : null;
        if (term.Deadline is { } deadline && facts.End < deadline) return asked ? No($"The deadline of {Facts.Day(deadline)} was still to come", view.Rule) : null;
        var reasons = new List<Reason> { new("A report says that an obligation was not met when it was due", "what", facts.Incident.ClaimIds, []) };
        if (byDay) reasons.Add(Reason.Of($"Its day is the term's deadline, {Facts.Day(term.Deadline!.Value)}", view.Rule));
        if (told is not null) reasons.Add(told);
        Note(view, reasons);
        return new Judged(byDay || term.Deadline is not null ? Verdict.Violation : Verdict.Undecided, byDay ? 1 : 0.8,
            facts.Actors.Count > 0 ? facts.Actors : view.Binds, reasons);
    }

    private Reason? Told(Term term)
    {
        foreach (var id in facts.Incident.ClaimIds)
        {
            if (!claims.TryGetValue(id, out var claim)) continue;
            foreach (var word in term.Keywords)
            {
                if (claim.Quote.Exact.Contains(word, StringComparison.OrdinalIgnoreCase) || claim.Topic?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
                    return Reason.Of($"The sentence speaks of '{word}'", "words", id);
            }
        }
        return null;
    }

    private void Note(TermView view, List<Reason> reasons)
    {
        if (view.Because is { } because) reasons.Add(Reason.Of($"{view.Reading.Title} reads the term so: {because}", $"{view.Agreement.Id}/{view.Reading.Id}"));
        foreach (var dispute in facts.Incident.Disputes) reasons.Add(Reason.Of(dispute.Words, $"disputed: {dispute.About}", [.. dispute.ClaimIds]));
    }

    private string Named(IEnumerable<string> ids) => string.Join(", ", ids.Select(book.Name));

    /// <summary>That the act, the day and the place fit a term, and how surely.</summary>
    private sealed record Frame(double InTime, ZoneMembership? InZone, string? Zone, bool ModeUnknown, DateOnly From)
    {
        // A time or a place of which nothing is known is as likely in as out.
        private double TimeShare => double.IsNaN(InTime) ? 0.5 : InTime;

        private double ZoneShare => Zone is null ? 1 : InZone is null || double.IsNaN(InZone.Probability) ? 0.5 : InZone.Probability;

        public double Probability => TimeShare * ZoneShare;

        public bool Sure => Probability >= Zones.Sure;

        public bool Overlaps(TermView permission) => permission.Zone is null || permission.Zone == Zone;

        public List<Reason> Reasons(Weighing weighing, TermView view)
        {
            var facts = weighing.Facts;
            var reasons = new List<Reason>(8) { new($"It was {facts.What}", "what", facts.Incident.ClaimIds, []) };
            if (ModeUnknown) reasons.Add(Reason.Of("How it was done is not told, and the term names the means", view.Rule));
            var day = double.IsNaN(InTime) ? "whether that falls in the days that count is not known"
                : InTime >= 1 ? $"which is not before {Hudna.Agreements.Facts.Day(From)}, the first day that counts"
                : string.Create(CultureInfo.InvariantCulture, $"of which {InTime * 100:0} per cent fall in the days that count");
            reasons.Add(new Reason($"It was on {facts.When}, {day}", "when", [], [], InTime < 1 ? TimeShare : null));
            if (Zone is not null) reasons.Add(new Reason(InZone?.Words ?? "No place is told", Zone, [], [], ZoneShare < 1 ? ZoneShare : null));
            return reasons;
        }
    }

    private Facts Facts => facts;
}
