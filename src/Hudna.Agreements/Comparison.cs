using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>A count that somebody published, as the ledger holds it: without all of these two counts cannot be compared.</summary>
/// <param name="ClaimId">The tally claim.</param>
/// <param name="Observer">Who counted, in words.</param>
/// <param name="ObserverId">The observer as an actor; null where unknown.</param>
/// <param name="What">What is counted, in the claim's words.</param>
/// <param name="Count">How many.</param>
/// <param name="Unit">The unit as published; null where it is not said.</param>
/// <param name="Period">Over which days; null where it is not said.</param>
/// <param name="Area">The area in words; null where it is not said.</param>
/// <param name="AreaIds">The area as places of the gazetteer.</param>
/// <param name="Parties">Whose acts are counted: actor ids; empty for everyone's.</param>
/// <param name="AgreementId">The agreement that it is counted under; null where it is none of the theatre's.</param>
public sealed record PublishedCount(
    string ClaimId, string Observer, string? ObserverId, string What, CountRange Count, string? Unit, Edtf? Period, string? Area,
    IReadOnlyList<string> AreaIds, IReadOnlyList<string> Parties, string? AgreementId);

/// <summary>A published count beside ours.</summary>
/// <param name="Theirs">Theirs.</param>
/// <param name="ReadingId">The reading that ours is counted by: the observer's own where the agreement has it.</param>
/// <param name="Unit">The unit that the two are compared in; null where theirs is not said, and then ours is given in each.</param>
/// <param name="Ours">Ours, in that unit or in every one that theirs may mean.</param>
/// <param name="IncidentIds">The incidents behind ours: sure ones first.</param>
/// <param name="DaysTold">On how many days of their period our incidents lie.</param>
/// <param name="DaysInPeriod">How many days their period has; null where it is open or not said.</param>
/// <param name="CanAgree">
/// Whether the two ranges, as they are, could be one number. A greatest figure of ours that is open, because reports do not number what they tell,
/// counts only where they tell of four days in five of the period.
/// </param>
/// <param name="WouldHaveToBeTrue">What would have to be true for the two to agree, one thing a line.</param>
public sealed record ComparedCount(
    PublishedCount Theirs, string ReadingId, CountUnit? Unit, IReadOnlyList<UnitCount> Ours, IReadOnlyList<string> IncidentIds, int DaysTold,
    int? DaysInPeriod, bool CanAgree, IReadOnlyList<string> WouldHaveToBeTrue);

/// <summary>Sets the counts that monitors and parties publish beside the ledger's own. Pure.</summary>
public sealed class Comparison(Judge judge)
{
    // What a published count calls its unit, and what that is here. "Violations" says nothing of the unit, and stays unsaid.
    private static readonly (string Word, CountUnit Unit)[] Units =
    [
        ("killed", CountUnit.Killed), ("death", CountUnit.Killed), ("dead", CountUnit.Killed), ("fatalit", CountUnit.Killed),
        ("casualt", CountUnit.Casualty), ("wounded", CountUnit.Casualty), ("injured", CountUnit.Casualty),
        ("shell", CountUnit.Strike), ("strike", CountUnit.Strike), ("raid", CountUnit.Strike), ("rocket", CountUnit.Strike), ("munition", CountUnit.Strike),
        ("round", CountUnit.Strike), ("missile", CountUnit.Strike),
        ("point", CountUnit.PlaceHit), ("place", CountUnit.PlaceHit), ("location", CountUnit.PlaceHit), ("village", CountUnit.PlaceHit),
        ("day", CountUnit.DayWithFire), ("attack", CountUnit.Attack), ("case", CountUnit.Attack), ("incident", CountUnit.Incident),
    ];

    // Words that say a unit of force only where the claim is of force; elsewhere they may be rounds of talks or posts.
    private static readonly string[] OnlyOfForce = ["round", "point", "place", "location", "village", "day", "case", "incident"];

    // A count "since the signing" begins on that day, however vaguely the sentence dates it.
    private static readonly string[] Signing = ["signing", "signature", "was signed", "توقيع"];

    private static readonly string[] Breaches = ["violation", "breach", "infring", "truce", "ceasefire", "case of fire", "cases of fire"];

    /// <summary>The published counts among some claims: tallies of force, of its victims, or of breaches of an agreement.</summary>
    public IReadOnlyList<PublishedCount> Published(IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return [.. claims.Where(c => c.Kind == ClaimKind.Tally && c.Tally is not null).SelectMany(Published)];
    }

    /// <summary>Every published count beside ours.</summary>
    public IReadOnlyList<ComparedCount> Of(IEnumerable<Claim> claims, IReadOnlyList<Incident> incidents, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(findings);
        var byId = incidents.ToDictionary(i => i.Id, StringComparer.Ordinal);
        return [.. Published(claims).Select(p => Compare(p, byId, findings))];
    }

    // The count of the tally itself, then the further counts of the same claim ("2,387 violations … 18 civilians killed").
    private IEnumerable<PublishedCount> Published(Claim claim)
    {
        var tally = claim.Tally!;
        if (One(claim, tally.Count, tally.Unit) is { } first) yield return first;
        foreach (var count in claim.Counts)
        {
            if ((count.What != tally.Count.What || count.Best != tally.Count.Best) && One(claim, count, null) is { } further) yield return further;
        }
    }

    private PublishedCount? One(Claim claim, CountRange count, string? unit)
    {
        var breach = Breaches.Any(w => count.What.Contains(w, StringComparison.OrdinalIgnoreCase) || unit?.Contains(w, StringComparison.OrdinalIgnoreCase) == true);
        if (!breach && UnitOf(count.What, unit, claim.Type == EventType.Assault) is null) return null;
        if (claim.Type is not (null or EventType.Assault or EventType.Accuse or EventType.Reject) && !breach) return null;
        var observer = claim.Attribution.Count > 0 ? claim.Attribution[^1] : null;
        var period = claim.Tally!.Period ?? claim.Time.Edtf;
        var agreement = AgreementOf(claim, period, breach || claim.Type == EventType.Reject);
        if (period is { End: { } end } && agreement is not null && end >= agreement.Signed && SinceSigning(claim, period, agreement)) period = Edtf.Span(agreement.Signed, end);
        return new PublishedCount(claim.Id, observer?.Name ?? claim.Report.Publisher ?? Attribution.Unnamed, observer?.Affiliation, count.What, count,
            unit, period, claim.Tally.Area ?? (claim.Places.Count == 0 ? null : string.Join(", ", claim.Places.Select(p => p.Name))),
            claim.Places.All(p => p.Id is not null && judge.IsArea(p.Id)) ? [.. claim.Places.Select(p => p.Id!).Distinct(StringComparer.Ordinal)] : [],
            [.. claim.Actors.Select(a => a.Id).OfType<string>().Select(judge.StateOf).Distinct(StringComparer.Ordinal)], agreement?.Id);
    }

    private static bool SinceSigning(Claim claim, Edtf period, Agreement agreement) =>
        period.Start is not { } start
        || (Math.Abs(start.DayNumber - agreement.Signed.DayNumber) <= 31 && Signing.Any(w => claim.Quote.Exact.Contains(w, StringComparison.OrdinalIgnoreCase)));

    private static CountUnit? UnitOf(string what, string? said, bool ofForce)
    {
        foreach (var text in new[] { said, what })
        {
            if (text is null) continue;
            foreach (var (word, unit) in Units)
            {
                if (text.Contains(word, StringComparison.OrdinalIgnoreCase) && (ofForce || !OnlyOfForce.Contains(word))) return unit;
            }
        }
        return null;
    }

    // The agreement that a count begins with, or speaks of; the latest in force then where several are.
    private Agreement? AgreementOf(Claim claim, Edtf? period, bool breach)
    {
        var agreements = judge.Theatre.Agreements;
        var starts = agreements.LastOrDefault(a => period?.Start is { } s && (s == a.Signed || s == a.InForce));
        if (starts is not null) return starts;
        var on = period?.End ?? period?.Start ?? claim.Report.Published;
        return !breach || on is null ? null : agreements.LastOrDefault(a => a.InForce <= on && (a.Ends is null || a.Ends >= on));
    }

    private ComparedCount Compare(PublishedCount theirs, Dictionary<string, Incident> incidents, IReadOnlyList<Finding> findings)
    {
        var agreement = judge.Theatre.Agreements.FirstOrDefault(a => a.Id == theirs.AgreementId);
        var reading = agreement is null ? null : ReadingOf(agreement, theirs.ObserverId);
        IEnumerable<Finding> relevant = agreement is null ? [] : findings.Where(f => f.AgreementId == agreement.Id && f.ReadingId == reading!.Id);
        var (sure, open) = Counting.Split(relevant.Where(f => Within(theirs, incidents.GetValueOrDefault(f.IncidentId), f)));
        if (agreement is null)
        {
            // Outside every agreement: all acts of force that fit.
            sure = [.. incidents.Values.Where(i => i.Type == EventType.Assault && Fits(theirs, i)).Select(i => i.Id)];
        }
        var (ours, most) = (Counting.Taken(sure, incidents).ToList(), Counting.Taken([.. sure, .. open], incidents).ToList());
        var unit = UnitOf(theirs.What, theirs.Unit, ofForce: true);
        CountUnit[] units = unit is { } one ? [one] : [CountUnit.Incident, CountUnit.Attack, CountUnit.PlaceHit, CountUnit.Strike];
        var group = theirs.What.IndexOf('-', StringComparison.Ordinal) is var dash and > 0 && unit is CountUnit.Killed or CountUnit.Casualty ? theirs.What[(dash + 1)..] : null;
        var counts = units.Select(u => Counting.Of(ours, u, group) with { Max = Counting.Of(most, u, group).Max }).ToList();
        var days = Counting.Of(ours, CountUnit.DayWithFire);
        var (low, high) = (theirs.Count.Min ?? theirs.Count.Best ?? 0, theirs.Count.Max ?? (theirs.Count.Min is null ? theirs.Count.Best : null) ?? long.MaxValue);
        // Where our greatest figure is open because reports are silent, it bounds nothing unless they tell of most of the period.
        var covered = theirs.Period?.Days is { } length && days.Min >= 0.8 * length;
        var can = counts.Any(c => c.Min <= high && (c.Max is { } max ? low <= max : covered));
        return new ComparedCount(theirs, reading?.Id ?? "", unit, counts, [.. sure, .. open], (int)days.Min, theirs.Period?.Days, can,
            Conditions(theirs, agreement, reading, unit, counts, ours, open.Count, days));
    }

    // The reading of whoever counted; a monitor's where the observer is a monitor; else the bare text.
    private Reading ReadingOf(Agreement agreement, string? observer)
    {
        if (observer is not null)
        {
            if (agreement.Readings.FirstOrDefault(r => judge.Book.WithinAny(observer, r.Holders) is not null) is { } own) return own;
            var monitors = judge.Theatre.Actors.Where(a => a.Kind == ActorKind.Monitor).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
            if (!monitors.Contains(observer)) return agreement.Readings[0];
            return agreement.Readings.FirstOrDefault(r => r.Holders.Any(monitors.Contains)) ?? agreement.Readings[0];
        }
        // An observer that the register does not know is most often a local monitor.
        var kinds = judge.Theatre.Actors.Where(a => a.Kind == ActorKind.Monitor).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        return agreement.Readings.FirstOrDefault(r => r.Holders.Any(kinds.Contains)) ?? agreement.Readings[0];
    }

    private bool Within(PublishedCount theirs, Incident? incident, Finding finding) =>
        incident is not null && Fits(theirs, incident)
        && (theirs.Parties.Count == 0 || incident.Actors.Count == 0 || incident.Actors.Any(a => a.Id is null or ActorBook.Unidentified || judge.Book.WithinAny(a.Id, theirs.Parties) is not null)
            || finding.Responsible.Any(r => judge.Book.WithinAny(r, theirs.Parties) is not null && theirs.Parties.Contains(r)));

    private bool Fits(PublishedCount theirs, Incident incident)
    {
        if (theirs.Period is { } period && (incident.Time is not { } time || !period.Overlaps(time))) return false;
        if (theirs.AreaIds.Count == 0) return true;
        return incident.Places.Any(p => p.Id is not null && (theirs.AreaIds.Contains(p.Id) || (judge.PlaceOf(p.Id)?.Within.Any(theirs.AreaIds.Contains) ?? false)));
    }

    private List<string> Conditions(
        PublishedCount theirs, Agreement? agreement, Reading? reading, CountUnit? unit, List<UnitCount> ours, List<Incident> incidents, int open, UnitCount days)
    {
        var lines = new List<string>();
        var figure = Figure(theirs.Count);
        if (agreement is null) lines.Add("Their count is of no agreement of this theatre; ours beside it are all acts of force that fit, whoever did them.");
        else lines.Add($"Both count under {agreement.Id}, ours as read by {reading!.Title}; another reading gives another number.");
        if (unit is null) lines.Add($"They do not say what one of their {figure} is. By ours one would have to be one of: {string.Join("; ", ours.Select(Range))}.");
        else lines.Add($"Both count {Counting.Name(unit.Value)}: theirs {figure}, ours {Range(ours[0])}.");
        if (theirs.Period is null) lines.Add("They name no period, so that ours is over all days read.");
        else if (theirs.Period.Days is { } length)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"The reports that were read tell of fire on {Days(days)} of their {length} days; on the others it would have to have been quiet, or the fire be in reports that were not read."));
        var most = ours.Max(c => c.Max ?? c.Best ?? c.Min);
        var least = theirs.Count.Min ?? theirs.Count.Best;
        if (least > most) lines.Add(string.Create(CultureInfo.InvariantCulture, $"At least {least - most:N0} more would have to have happened than the reports read tell of, or one of theirs be less than one of ours."));
        if (theirs.Count.Max is { } top && ours.Min(c => c.Min) > top) lines.Add(string.Create(CultureInfo.InvariantCulture, $"At least {ours.Min(c => c.Min) - top:N0} of ours would have to be no breach to them, or not have come to their notice."));
        if (open > 0) lines.Add($"{open} of our incidents are undecided; they would have to be breaches to them, or not, as the figure asks.");
        if (theirs.AreaIds.Count == 0 && theirs.Area is not null) lines.Add($"Their area, '{theirs.Area}', is not tied to places here; ours is not narrowed to it.");
        if (theirs.Parties.Count > 0) lines.Add($"They count {string.Join(", ", theirs.Parties.Select(judge.Book.Name))} only; so does ours, where the report names who fired.");
        else lines.Add("They do not say whose acts they count; ours are those of everyone whom the reading binds.");
        if (incidents.Any(i => i.Disputes.Count > 0)) lines.Add($"{incidents.Count(i => i.Disputes.Count > 0)} of our incidents are disputed.");
        return lines;
    }

    private static string Days(UnitCount days) => days.Max is { } max && max != days.Min
        ? string.Create(CultureInfo.InvariantCulture, $"{days.Min} to {max}") : days.Min.ToString(CultureInfo.InvariantCulture);

    private static string Range(UnitCount count)
    {
        var range = count.Best == count.Min && count.Max == count.Min ? string.Create(CultureInfo.InvariantCulture, $"{count.Min:N0}")
            : count.Max is { } max ? string.Create(CultureInfo.InvariantCulture, $"{count.Min:N0} to {max:N0}") : string.Create(CultureInfo.InvariantCulture, $"{count.Min:N0} or more");
        return $"{range} {Counting.Name(count.Unit)}";
    }

    private static string Figure(CountRange count) => (count.Min, count.Best, count.Max) switch
    {
        ( { } min, _, { } max) when min == max => string.Create(CultureInfo.InvariantCulture, $"{min:N0}"),
        ( { } min, _, { } max) => string.Create(CultureInfo.InvariantCulture, $"{min:N0} to {max:N0}"),
        ( { } min, _, null) => string.Create(CultureInfo.InvariantCulture, $"{min:N0} or more"),
        (null, { } best, _) => string.Create(CultureInfo.InvariantCulture, $"about {best:N0}"),
        (null, null, { } max) => string.Create(CultureInfo.InvariantCulture, $"up to {max:N0}"),
        _ => "an unknown number",
    };
}
