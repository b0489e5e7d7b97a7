using Hudna.Codebook;
using Hudna.Coding;
using Hudna.Exchange;
using Hudna.Exchange.Theatres;
using Hudna.Ledger;
using Hudna.Ledger.Reviewing;

namespace Hudna.Observatory;

/// <summary>
/// The one door to an observatory: a record, the theatre that it watches, and all that is worked out from the two. Reading adds to the
/// record; everything else is derived when it is first asked for, and again after the record has grown. Safe for many readers and one
/// writer at a time.
/// </summary>
public sealed partial class Observatory : IDisposable
{
    private readonly ObservatoryOptions _options;
    private readonly Record _record;
    private readonly Lazy<Coder> _coder;
    private readonly BlackedWords _black;
    private readonly Lock _gate = new();
    private Derived? _derived;
    private long _words;

    private Observatory(ObservatoryOptions options, string dataFolder, Theatre theatre, Record record)
    {
        _options = options;
        _record = record;
        DataFolder = dataFolder;
        Theatre = theatre;
        _black = new BlackedWords(options.BlackOut);
        _coder = new Lazy<Coder>(() => Parts.LoadCoder(dataFolder, theatre, options, words => Interlocked.Add(ref _words, words)));
    }

    /// <summary>The folder of data that it works with.</summary>
    public string DataFolder { get; }

    /// <summary>The theatre that it watches.</summary>
    public Theatre Theatre { get; }

    /// <summary>Opens a ledger and the theatre that it is about.</summary>
    /// <exception cref="UserFaultException">The data or the ledger cannot be used; the message says which, why, and how to mend it.</exception>
    public static Observatory Open(ObservatoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var dataFolder = Observatory.DataFolderOf(options);
        var theatre = TheatreReader.Read(Parts.TheatreFolder(dataFolder, options.Theatre));
        return new Observatory(options, dataFolder, theatre, Record.Open(options.Database, options.Clock, options.MakeLedger ? RecordAccess.Create : RecordAccess.Existing));
    }

    /// <summary>
    /// Reads files, folders or standard input (<c>-</c>) into the record. One unreadable file does not stop the rest; reading the same
    /// text again changes nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was reported as read is kept.</exception>
    public ReadSummary Read(
        IReadOnlyList<string> paths, ReadSettings settings, IProgress<ReadProgress>? progress = null, CancellationToken cancel = default)
    {
        var threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        try
        {
            return new Reading(_record, () => _coder.Value, threads, () => Interlocked.Read(ref _words)).Run(ReportReader.Read(paths, settings), progress, cancel);
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>Every report without its text and original bytes, in the order of the record.</summary>
    public IReadOnlyList<Report> Reports() => Now().Reports;

    /// <summary>A report with its text; null where the record has none of that id.</summary>
    public Report? Report(string id) => _record.Report(id) is { } report ? _black.Apply(report) : null;

    /// <summary>All claims, in the order of the record.</summary>
    public IReadOnlyList<Claim> Claims() => Now().Claims;

    /// <summary>The claims of a report, in the order of their quotes.</summary>
    public IReadOnlyList<Claim> ClaimsOf(string reportId) => Now().ClaimsOf(reportId);

    /// <summary>A claim; null where there is none of that id.</summary>
    public Claim? Claim(string id) => Now().ClaimsById.GetValueOrDefault(id);

    /// <summary>All incidents, by their first day, then by id.</summary>
    public IReadOnlyList<Incident> Incidents() => Now().Incidents;

    /// <summary>An incident; null where there is none of that id.</summary>
    public Incident? Incident(string id) => Now().IncidentsById.GetValueOrDefault(id);

    /// <summary>The incident that a claim belongs to; null where it belongs to none.</summary>
    public Incident? IncidentOf(string claimId) => Now().IncidentsByClaim.GetValueOrDefault(claimId);

    /// <summary>All findings, by incident, agreement, term and reading.</summary>
    public IReadOnlyList<Finding> Findings() => Now().Findings;

    /// <summary>The findings about an incident.</summary>
    public IReadOnlyList<Finding> FindingsOf(string incidentId) => Now().FindingsOf(incidentId);

    /// <summary>The likeliest outline of a zone: polygons, each a list of closed rings, the first the outer.</summary>
    /// <exception cref="KeyNotFoundException">The theatre has no zone of that id.</exception>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Position>>> ZoneOutline(string zoneId) => Now().Judge.Zones.Outline(zoneId);

    /// <summary>What people have decided, in the order of the record.</summary>
    public IReadOnlyList<Decision> Decisions() => Now().Decisions;

    /// <summary>Appends a remark to the record: what is to be known later of how something was come by, such as a measure's plan before its result.</summary>
    public void Remark(string subject, IReadOnlyDictionary<string, string> facts) => _record.Append(EntryKinds.Remark, subject, facts);

    /// <summary>
    /// Throws away everything derived and works it out again from the record.
    /// </summary>
    /// <returns>The hex SHA-256 over the canonical lines of all incidents and findings: the same record and data give the same.</returns>
    public string Rebuild()
    {
        Forget();
        return Now().Digest();
    }

    /// <summary>Checks the record's chain from end to end.</summary>
    public VerifyResult Verify() => _record.Verify();

    /// <summary>Copies the ledger, in use or not, to a new file that <see cref="Verify"/> holds for.</summary>
    /// <exception cref="UserFaultException">The file is there already or cannot be written.</exception>
    public void Backup(string file) => _record.Backup(file);

    /// <summary>Why a claim says what it says, field by field; null where the record has no such claim.</summary>
    public Trace? Explain(string claimId) =>
        Claim(claimId) is { } claim && _record.Report(claim.Report.Id) is { } report ? _coder.Value.Explain(report, claimId) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _record.Dispose();
    }

    private static string DataFolderOf(ObservatoryOptions options) => Hudna.Observatory.DataFolder.Find(options.DataFolder);

    private Derived Now()
    {
        lock (_gate) return _derived ??= Derived.From(_record, Theatre, _black);
    }

    private void Forget()
    {
        lock (_gate) _derived = null;
    }
}
