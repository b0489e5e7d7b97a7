using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>What is exported.</summary>
#pragma warning disable CS1591 // The names say it.
public enum ExportKind { Claims, Incidents, Findings, Calendar, Forecasts }
#pragma warning restore CS1591

/// <summary>Formats of export.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line, the canonical form.</summary>
    Jsonl,

    /// <summary>A table with stable columns; that of claims can be read again.</summary>
    Csv,

    /// <summary>A GeoJSON feature collection (RFC 7946); what has no known place has a null geometry.</summary>
    Geojson,

    /// <summary>Incidents in the columns of ACLED.</summary>
    Acled,

    /// <summary>Lethal incidents in the columns of UCDP GED.</summary>
    Ucdp,

    /// <summary>The calendar as iCalendar (RFC 5545), for programs that keep appointments.</summary>
    Ics,
}

/// <summary>What an export is made from. Sequences are gone through once, in their order.</summary>
public sealed record ExportData
{
    /// <summary>The claims; for incidents and findings those behind them, where quotes and publishers are wanted.</summary>
    public IEnumerable<Claim> Claims { get; init; } = [];

    /// <summary>The incidents; for findings those judged, where their time and place are wanted.</summary>
    public IEnumerable<Incident> Incidents { get; init; } = [];

    /// <summary>The findings.</summary>
    public IEnumerable<Finding> Findings { get; init; } = [];

    /// <summary>The calendar's entries.</summary>
    public IEnumerable<CalendarLine> Calendar { get; init; } = [];

    /// <summary>The forecasts.</summary>
    public IEnumerable<ForecastLine> Forecasts { get; init; } = [];

    /// <summary>Where radii, areas and actor codes are looked up; null to leave them out.</summary>
    public Theatre? Theatre { get; init; }

    /// <summary>What the modes are called elsewhere; see <see cref="ModeCodes.Read"/>.</summary>
    public IReadOnlyDictionary<Mode, ModeCodes> Modes { get; init; } = new Dictionary<Mode, ModeCodes>();
}

/// <summary>What a mode is called in other schemes. Null where a scheme has no counterpart.</summary>
/// <param name="AcledEvent">ACLED event type.</param>
/// <param name="AcledSubEvent">ACLED sub-event type.</param>
/// <param name="Cameo">CAMEO code.</param>
public sealed record ModeCodes(string? AcledEvent, string? AcledSubEvent, string? Cameo)
{
    /// <summary>Reads the table <c>data/lexicon/modes.csv</c>: columns mode, acled_event, acled_sub_event, cameo among others.</summary>
    /// <exception cref="UserFaultException">It has no column <c>mode</c>, or names a mode that there is not.</exception>
    public static IReadOnlyDictionary<Mode, ModeCodes> Read(TextReader table, string where)
    {
        var codes = new Dictionary<Mode, ModeCodes>();
        var faults = new List<Fault>();
        List<string>? header = null;
        foreach (var row in Csv.Read(table))
        {
            if (row.Raw.StartsWith('#')) continue;
            if (header is null)
            {
                header = [.. row.Cells.Select(c => c.Trim())];
                if (header.Contains("mode")) continue;
                throw new UserFaultException(new Fault("the table has no column 'mode'", where, row.Line));
            }
            string? Cell(string name) => header.IndexOf(name) is >= 0 and var at && at < row.Cells.Count
                && row.Cells[at].Trim() is { Length: > 0 } cell ? cell : null;
            if (Names.TryRead<Mode>(Cell("mode"), out var mode)) codes[mode] =
                new(Cell("acled_event"), Cell("acled_sub_event"), Cell("cameo"));
            else faults.Add(new Fault($"'{Cell("mode")}' is no mode", where, row.Line));
        }
        return faults.Count == 0 ? codes : throw new UserFaultException(faults);
    }
}

/// <summary>An entry of the calendar for export: a meeting, round, call, visit, patrol or agreement.</summary>
/// <param name="Id">Its id in the theatre's calendar; for one that only reports tell, the incident's.</param>
/// <param name="Kind">meeting, summit, round, call, visit, patrol, ceasefire, agreement …</param>
/// <param name="Name">What it is called.</param>
/// <param name="Time">When.</param>
/// <param name="Place">Where, in words; null where unknown.</param>
/// <param name="Participants">Who took part, in words or actor ids.</param>
/// <param name="Outcome">What came of it; null where unknown.</param>
/// <param name="Known">Whether the theatre's own calendar has it.</param>
/// <param name="Incidents">The incidents that tell it.</param>
/// <param name="Announced">Claims that announced it.</param>
/// <param name="Fulfils">Obligations that it fulfils.</param>
public sealed record CalendarLine(
    string Id, string Kind, string Name, Edtf Time, string? Place, IReadOnlyList<string> Participants, string? Outcome, bool Known,
    IReadOnlyList<string> Incidents, IReadOnlyList<string> Announced, IReadOnlyList<string> Fulfils);

/// <summary>A forecast for export, with what became of it.</summary>
/// <param name="Claim">The forecast claim.</param>
/// <param name="Forecaster">Who forecasts, in words.</param>
/// <param name="ForecasterId">The forecaster's side as an actor; null where unknown.</param>
/// <param name="Made">The day that it was published; null where unknown.</param>
/// <param name="Kind">What kind of thing it is about.</param>
/// <param name="Proposition">What is said.</param>
/// <param name="Negated">Whether it says that this will not happen.</param>
/// <param name="Until">The last day that it speaks of; null where open.</param>
/// <param name="Low">The least probability that the words may mean.</param>
/// <param name="Best">The probability that they imply.</param>
/// <param name="High">The greatest.</param>
/// <param name="Rule">How it is settled.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Because">How that is known.</param>
/// <param name="SettledBy">The decision that settled it; null where the rule did.</param>
public sealed record ForecastLine(
    string Claim, string Forecaster, string? ForecasterId, DateOnly? Made, string Kind, string Proposition, bool Negated, DateOnly? Until,
    double Low, double Best, double High, string Rule, string Outcome, string Because, string? SettledBy);
