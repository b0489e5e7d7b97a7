using Hudna.Agreements;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Exchange.Theatres;
using Hudna.Ledger.Reviewing;

namespace Hudna.Observatory;

public sealed partial class Observatory
{
    /// <summary>Reads a theatre and builds its zones without a ledger, so that those who write its files see their faults.</summary>
    /// <exception cref="UserFaultException">Its files have faults: all that were found.</exception>
    public static Theatre Check(ObservatoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var theatre = TheatreReader.Read(Parts.TheatreFolder(DataFolderOf(options), options.Theatre));
        return new Judge(theatre).Theatre;
    }

    /// <summary>The ledger's lines: every term under every reading with a finding.</summary>
    /// <param name="agreementId">Only this agreement; null for all.</param>
    /// <param name="readingId">Only this reading; null for all.</param>
    public IReadOnlyList<LedgerRow> Ledger(string? agreementId = null, string? readingId = null) =>
        LedgerTable.Of(Theatre, Findings(), agreementId, readingId);

    /// <summary>How the obligations of the agreements stand, with the evidence.</summary>
    /// <param name="asOf">The day that is asked about; null for all that is known.</param>
    public IReadOnlyList<DutyStatus> Duties(DateOnly? asOf = null)
    {
        var now = Now();
        return new Deadlines(now.Judge).Of(now.Incidents, now.ClaimsById, asOf);
    }

    /// <summary>Counts that others published, beside ours.</summary>
    public IReadOnlyList<ComparedCount> PublishedCounts()
    {
        var now = Now();
        return new Comparison(now.Judge).Of(now.Claims, now.Incidents, now.Findings);
    }

    /// <summary>Meetings, rounds, patrols and agreements: known beforehand, told by reports, or both.</summary>
    public IReadOnlyList<CalendarRow> Calendar()
    {
        var now = Now();
        return new CalendarBook(now.Judge).Of(now.Incidents, now.ClaimsById);
    }

    /// <summary>The forecasts as questions, and what became of them.</summary>
    /// <param name="asOf">The day that is asked about; null for today.</param>
    public IReadOnlyList<ForecastQuestion> Forecasts(DateOnly? asOf = null)
    {
        var now = Now();
        var words = ProbabilityWords.Read(File.ReadAllText(Path.Combine(DataFolder, "lexicon", "probability.csv")));
        var day = asOf ?? DateOnly.FromDateTime(_options.Clock.GetUtcNow().UtcDateTime);
        return new ForecastLedger(new ActorBook(Theatre.Actors), words).Of(now.Claims, now.Incidents, now.Decisions, day);
    }

    /// <summary>Brier and log scores by forecaster, all together first, against the base rate of each kind (Laplace's rule).</summary>
    public static IReadOnlyList<ForecastScore> Scores(IReadOnlyList<ForecastQuestion> questions) =>
        ForecastScores.ByForecaster(questions, ForecastScores.LaplaceBaseRate(questions));

    /// <summary>Writes claims, incidents, findings, the calendar or forecasts in an outside format.</summary>
    /// <param name="kind">claims, incidents, findings, calendar or forecasts.</param>
    /// <param name="format">One of <see cref="Writers.FormatsOf"/>.</param>
    /// <param name="output">Where to.</param>
    /// <param name="profile">Who may see it (<see cref="Redaction.Profiles"/>): the team all, partners no sources, the public neither sources nor words.</param>
    /// <exception cref="UserFaultException">There is no such kind, format or profile, or the kind cannot be written in it.</exception>
    public void Export(string kind, string format, Stream output, string profile = "team")
    {
        var redaction = Redaction.Profiles.FirstOrDefault(p => p.Name == profile) ?? throw Unknown(profile, "profile", [.. Redaction.Profiles.Select(p => p.Name)]);
        var places = Theatre.Places.ToDictionary(p => p.Id);
        if (!Names.TryRead<ExportKind>(kind, out var what)) throw Unknown(kind, "kind of export", Names.All<ExportKind>());
        if (!Names.TryRead<ExportFormat>(format, out var how)) throw Unknown(format, "format", Names.All<ExportFormat>());
        if (redaction != Redaction.Team && what is (ExportKind.Calendar or ExportKind.Forecasts))
            throw new UserFaultException(new Fault($"{kind} cannot be written for '{profile}': its words name sources", Mend: "Leave the profile out, or write incidents"));
        var modes = Path.Combine(DataFolder, "lexicon", "modes.csv");
        using var table = File.OpenText(modes);
        Writers.Write(what, how, new ExportData
        {
            Claims = what is ExportKind.Calendar or ExportKind.Forecasts ? [] : Claims().Select(c => redaction == Redaction.Team ? c : redaction.Apply(c, places.GetValueOrDefault)),
            Incidents = what is ExportKind.Incidents or ExportKind.Findings
                ? Incidents().Select(i => redaction == Redaction.Team ? i : redaction.Apply(i, places.GetValueOrDefault)) : [],
            Findings = what == ExportKind.Findings ? Findings().Select(redaction.Apply) : [],
            Calendar = what != ExportKind.Calendar ? [] : Calendar().Select(c => new CalendarLine(
                c.Id, c.Kind, c.Name, c.Time, c.Place, c.Participants, c.Outcome, c.Known is not null, c.IncidentIds, c.Announced, c.Fulfils)),
            Forecasts = what != ExportKind.Forecasts ? [] : Forecasts().Select(f => new ForecastLine(
                f.ClaimId, f.Forecaster, f.ForecasterId, f.Made, f.Kind, f.Proposition, f.Negated, f.Until, f.Probability.Low, f.Probability.Best, f.Probability.High,
                f.Rule, f.Outcome.Text(), f.Why.Words, f.SettledBy)),
            Theatre = Theatre,
            Modes = ModeCodes.Read(table, modes),
        }, output);
    }

    private static UserFaultException Unknown(string given, string what, IReadOnlyList<string> names) =>
        new(new Fault($"'{given}' is no {what}", Mend: $"Name one of {string.Join(", ", names)}"));
}
