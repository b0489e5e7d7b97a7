using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Agreements;

/// <summary>What became of a forecast.</summary>
public enum ForecastOutcome
{
    /// <summary>Its time has not run out, or nobody has resolved it.</summary>
    Open,

    /// <summary>What it is about happened.</summary>
    Happened,

    /// <summary>It did not happen.</summary>
    DidNotHappen,

    /// <summary>Nobody can tell: it is too vague, or nothing was read of its time.</summary>
    Unresolvable,
}

/// <summary>A forecast as a question that can be settled.</summary>
/// <param name="ClaimId">The forecast claim.</param>
/// <param name="Forecaster">Who forecasts, in words.</param>
/// <param name="ForecasterId">The forecaster's side as an actor; null where unknown.</param>
/// <param name="Made">The day that it was published; null where unknown.</param>
/// <param name="Kind">What kind of thing it is about: the event type and mode, or <c>other</c>.</param>
/// <param name="Proposition">What is said, in the claim's words.</param>
/// <param name="Negated">Whether it says that this will not happen.</param>
/// <param name="Until">The last day that it speaks of; null where open.</param>
/// <param name="Probability">The probability that the thing happens, as the words imply it: not of the sentence, where that denies it.</param>
/// <param name="Rule">How it is settled, in words.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Why">How that is known.</param>
/// <param name="SettledBy">The decision that settled it; null where the rule did.</param>
public sealed record ForecastQuestion(
    string ClaimId, string Forecaster, string? ForecasterId, DateOnly? Made, string Kind, string Proposition, bool Negated, DateOnly? Until,
    ImpliedProbability Probability, string Rule, ForecastOutcome Outcome, Reason Why, string? SettledBy)
{
    /// <summary>Whether what was said came true: the thing happened and was foretold, or did not and was denied; null while not settled.</summary>
    public bool? CameTrue => Outcome switch
    {
        ForecastOutcome.Happened => !Negated,
        ForecastOutcome.DidNotHappen => Negated,
        _ => null,
    };
}

/// <summary>
/// Forecasts as questions with a proposition, a horizon, an implied probability and a rule, settled by the ledger or by a person. Pure.
/// A person settles a forecast by a decision of kind close whose subject is the claim, whose field is <see cref="Field"/> and whose value is
/// <c>happened</c>, <c>did-not-happen</c>, <c>unresolvable</c> or <c>open</c>, with the source in its reason.
/// </summary>
public sealed class ForecastLedger(ActorBook book, ProbabilityWords words)
{
    /// <summary>The field of a decision that settles a forecast.</summary>
    public const string Field = "outcome";

    // A forecast without an end that nothing has borne out in this many days stays open; it is not called false.
    private const int FewestDaysTold = 3;

    /// <summary>The questions of all forecasts among some claims, by the day they were made.</summary>
    /// <param name="claims">All claims: forecasts, and events that tell which days were reported on.</param>
    /// <param name="incidents">All incidents.</param>
    /// <param name="decisions">All decisions.</param>
    /// <param name="asOf">The day that is asked about; later incidents are not known yet.</param>
    public IReadOnlyList<ForecastQuestion> Of(
        IReadOnlyCollection<Claim> claims, IReadOnlyList<Incident> incidents, IReadOnlyList<Decision> decisions, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(decisions);
        var undone = decisions.Where(d => d.Kind == DecisionKind.Undo).SelectMany(d => d.Subjects).ToHashSet(StringComparer.Ordinal);
        var settled = new Dictionary<string, Decision>(StringComparer.Ordinal);
        foreach (var decision in decisions.Where(d => d.Kind == DecisionKind.Close && d.Field == Field && !undone.Contains(d.Id)).OrderBy(d => d.At).ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            foreach (var subject in decision.Subjects) settled[subject] = decision;
        }
        var published = claims.Select(c => c.Report.Published).OfType<DateOnly>().Distinct().Order().ToList();
        return [.. claims.Where(c => c.Kind == ClaimKind.Forecast).OrderBy(c => c.Report.Published ?? DateOnly.MaxValue).ThenBy(c => c.Report.Id, StringComparer.Ordinal).ThenBy(c => c.Quote.Start)
            .Select(c => Question(c, incidents, published, settled.GetValueOrDefault(c.Id), asOf))];
    }

    private ForecastQuestion Question(Claim claim, IReadOnlyList<Incident> incidents, List<DateOnly> published, Decision? settled, DateOnly asOf)
    {
        var said = words.Of(claim.ProbabilityWords);
        // "will not" has a row of its own; where the words alone would affirm ("will"), a negated claim turns them round.
        var probability = claim.Negated && said.Best > 0.5 ? said.Opposite : said;
        var speaker = claim.Attribution.Count > 0 ? claim.Attribution[^1] : null;
        var kind = claim.Type is { } type ? $"{type.Text()}{(claim.Modes.Count > 0 ? "/" + claim.Modes[0].Text() : "")}" : "other";
        var until = claim.Horizon is { Open: false, Edtf.End: { } end } ? end : (DateOnly?)null;
        var (rule, outcome, why) = settled is null ? ByLedger(claim, incidents, published, until, asOf) : ByPerson(claim, settled);
        return new ForecastQuestion(claim.Id, speaker?.Name ?? claim.Report.Publisher ?? Attribution.Unnamed, speaker?.Affiliation, claim.Report.Published, kind,
            claim.Proposition ?? claim.Quote.Exact, claim.Negated, until, probability, rule, outcome, why, settled?.Id);
    }

    private static (string, ForecastOutcome, Reason) ByPerson(Claim claim, Decision decision)
    {
        var outcome = decision.Value?.Trim('"') switch
        {
            "happened" => ForecastOutcome.Happened,
            "did-not-happen" => ForecastOutcome.DidNotHappen,
            "unresolvable" => ForecastOutcome.Unresolvable,
            _ => ForecastOutcome.Open,
        };
        return ("settled by a person", outcome, new Reason($"{decision.Reader}: {decision.Reason}", decision.Id, [claim.Id], []));
    }

    private (string, ForecastOutcome, Reason) ByLedger(Claim claim, IReadOnlyList<Incident> incidents, List<DateOnly> published, DateOnly? until, DateOnly asOf)
    {
        if (claim.Type is not { } type || claim.Report.Published is not { } made)
            return ("no act that is coded settles it", ForecastOutcome.Open, Reason.Of("A person has to settle it", null, claim.Id));
        var from = claim.Horizon?.Edtf?.Start is { } start && start > made ? start : made.AddDays(1);
        var to = until ?? asOf;
        var rule = Rule(claim, type, from, until);
        if (Particulars(claim) < 2) return ("too general for a rule: it names fewer than two of who, how, where and until when", ForecastOutcome.Open, Reason.Of("A person has to settle it", null, claim.Id));
        var hit = incidents.FirstOrDefault(i => i.Type == type && i.Time is { Start: { } s, End: { } e } && s >= from && e <= to && e <= asOf
            && (claim.Modes.Count == 0 || claim.Modes.Any(i.Modes.Contains)) && Who(claim, i) && Where(claim, i));
        if (hit is not null) return (rule, ForecastOutcome.Happened, new Reason($"It happened on {hit.Time!.Text}", hit.Id, hit.ClaimIds, []));
        if (until is null || until >= asOf) return (rule, ForecastOutcome.Open, Reason.Of(until is null ? "No end is named, and nothing read yet bears it out" : $"Its time runs until {Facts.Day(until.Value)}", null, claim.Id));
        // Silence settles nothing: reports of those days have to have been read before "nothing happened" can be said.
        var told = published.Count(p => p >= from && p <= until.Value.AddDays(7));
        return told < FewestDaysTold
            ? (rule, ForecastOutcome.Unresolvable, Reason.Of(string.Create(CultureInfo.InvariantCulture, $"Its time is over, and reports of only {told} days of it were read"), null, claim.Id))
            : (rule, ForecastOutcome.DidNotHappen, Reason.Of(string.Create(CultureInfo.InvariantCulture, $"Its time is over, and reports of {told} days of it tell of no such thing"), null, claim.Id));
    }

    // "Russia may strike" would be borne out by any raid whatever; a rule needs two of who, how and where, or one of them and an end.
    private static int Particulars(Claim claim) =>
        (claim.Actors.Any(a => a.Id is not null and not ActorBook.Unidentified) ? 1 : 0) + (claim.Modes.Count > 0 ? 1 : 0)
        + (claim.Places.Any(p => p.Id is not null && p.Precision is PlacePrecision.Exact or PlacePrecision.Vicinity) ? 1 : 0)
        + (claim.Horizon is { Open: false, Edtf.End: not null } ? 1 : 0);

    private bool Who(Claim claim, Incident incident)
    {
        var ids = claim.Actors.Select(a => a.Id).OfType<string>().Where(i => i != ActorBook.Unidentified).ToList();
        return ids.Count == 0 || incident.Actors.Any(a => a.Id is not null && book.WithinAny(a.Id, ids) is not null);
    }

    private static bool Where(Claim claim, Incident incident)
    {
        var ids = claim.Places.Select(p => p.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return ids.Count == 0 || claim.Places.All(p => p.Precision is PlacePrecision.Country or PlacePrecision.Province or PlacePrecision.Area) || incident.Places.Any(p => p.Id is not null && ids.Contains(p.Id));
    }

    private string Rule(Claim claim, EventType type, DateOnly from, DateOnly? until)
    {
        var who = claim.Actors.Count == 0 ? "anyone" : string.Join(", ", claim.Actors.Select(a => a.Id is null ? a.Text : book.Name(a.Id)));
        var how = claim.Modes.Count == 0 ? "" : $" by {string.Join(" or ", claim.Modes.Select(m => m.Text()))}";
        return $"happens if an incident {type.Text()}{how} by {who} lies between {Facts.Day(from)} and {(until is null ? "any later day" : Facts.Day(until.Value))}";
    }
}
