using Hudna.Codebook;

namespace Hudna.Ledger.Reviewing;

/// <summary>
/// Who may see what: hides sources, words, and exact places in what is handed out. The record itself is untouched; what is hidden is not in
/// the result at all.
/// </summary>
/// <param name="Name">The profile's name.</param>
/// <param name="ShowSources">Whether publishers, speakers, file names and addresses are shown.</param>
/// <param name="ShowWords">Whether quotes and other words of reports are shown; words can name people.</param>
/// <param name="Finest">The finest precision of places; what is finer is given as the area around it.</param>
public sealed record Redaction(string Name, bool ShowSources, bool ShowWords, PlacePrecision Finest)
{
    /// <summary>Everything, for the ledger's own team.</summary>
    public static Redaction Team { get; } = new("team", true, true, PlacePrecision.Exact);

    /// <summary>For partners: words and places, but not who said it.</summary>
    public static Redaction Partner { get; } = new("partner", false, true, PlacePrecision.Exact);

    /// <summary>For the public: neither sources nor words, places by district.</summary>
    public static Redaction Public { get; } = new("public", false, false, PlacePrecision.District);

    /// <summary>All profiles.</summary>
    public static IReadOnlyList<Redaction> Profiles { get; } = [Team, Partner, Public];

    private const string Hidden = "hidden";

    /// <summary>A claim as this profile shows it. It keeps its id, but its line no longer gives that id.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="places">The gazetteer: an entry by its id, null where it has none.</param>
    public Claim Apply(Claim claim, Func<string, Place?> places)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim with
        {
            Report = ShowSources ? claim.Report : claim.Report with { Source = Hidden, Publisher = null },
            Quote = ShowWords ? claim.Quote : new(claim.Quote.Start, claim.Quote.End, ""),
            Actors = Mentions(claim.Actors),
            Targets = Mentions(claim.Targets),
            Places = Places(claim.Places, places),
            Time = ShowWords ? claim.Time : claim.Time with { Text = null },
            Attribution = ShowSources ? ShowWords ? claim.Attribution : [.. claim.Attribution.Select(a => a with { Words = null })]
                : [.. claim.Attribution.Select((a, i) => new Attribution(i == 0 ? "a publisher" : "a source", null, a.Affiliation))],
            Topic = ShowWords ? claim.Topic : null,
            Proposition = ShowWords ? claim.Proposition : null,
            ProbabilityWords = ShowWords ? claim.ProbabilityWords : null,
            Horizon = ShowWords || claim.Horizon is null ? claim.Horizon : claim.Horizon with { Text = null },
            Tally = ShowWords || claim.Tally is null ? claim.Tally : claim.Tally with { Area = null },
        };
    }

    /// <summary>An incident as this profile shows it. The reasons and disputes are kept but for words that name sources.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="places">The gazetteer: an entry by its id, null where it has none.</param>
    public Incident Apply(Incident incident, Func<string, Place?> places)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident with
        {
            Actors = Mentions(incident.Actors),
            Targets = Mentions(incident.Targets),
            Places = Places(incident.Places, places),
            Disputes = ShowSources ? incident.Disputes
                : [.. incident.Disputes.Select(d => d.About == "occurrence" ? d with { Words = d.ClaimIds.Count == 1 ? "one source denies it" : $"{d.ClaimIds.Count} sources deny it" } : d)],
        };
    }

    /// <summary>A finding as this profile shows it: reasons name places to the kilometre and quote, so that only the team sees more than the rule.</summary>
    /// <param name="finding">The finding.</param>
    public Finding Apply(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return ShowSources ? finding : finding with { Because = Reason.Of(finding.Verdict.Text(), finding.Because.Rule) };
    }

    private IReadOnlyList<ActorMention> Mentions(IReadOnlyList<ActorMention> mentions) =>
        ShowWords ? mentions : [.. mentions.Select(m => new ActorMention(m.Id ?? Hidden, m.Id))];

    private IReadOnlyList<PlaceMention> Places(IReadOnlyList<PlaceMention> mentions, Func<string, Place?> places) =>
        Finest == PlacePrecision.Exact ? ShowWords ? mentions : [.. mentions.Select(p => p with { Text = p.Name })]
            : [.. mentions.Select(p => Coarser(p, places)).DistinctBy(p => (p.Id, p.Role))];

    // The area of the wanted level around the place; where the gazetteer knows none, nothing is told but that there is a place.
    private PlaceMention Coarser(PlaceMention mention, Func<string, Place?> places)
    {
        if (mention.Precision >= Finest && mention.Id is not null && places(mention.Id) is { } same && LevelOf(same.Kind) >= Finest) return mention with { Text = mention.Name };
        var around = (mention.Id is null ? null : places(mention.Id))?.Within.Select(places).FirstOrDefault(a => a is not null && LevelOf(a.Kind) >= Finest);
        return around is null
            ? new(Hidden, null, Hidden, null, null, Finest, mention.Role)
            : new(around.Name, around.Id, around.Name, around.Lat, around.Lon, LevelOf(around.Kind), mention.Role);
    }

    private static PlacePrecision LevelOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => PlacePrecision.Country,
        PlaceKind.Governorate => PlacePrecision.Province,
        PlaceKind.District => PlacePrecision.District,
        _ => PlacePrecision.Exact,
    };
}
