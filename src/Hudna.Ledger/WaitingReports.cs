using System.Globalization;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores.Postgres;

namespace Hudna.Ledger;

/// <summary>
/// Reports that wait for a coder, in the same PostgreSQL database as the record, for any number of workers on any number of hosts. A worker
/// takes some with a lease and reports them done after it has appended them to the record; when it dies its lease runs out and others take
/// them. A report that is taken twice is appended once, for the record knows it by its text.
/// </summary>
public sealed class WaitingReports : IDisposable
{
    private readonly PostgresStore _store;

    private WaitingReports(PostgresStore store) => _store = store;

    /// <summary>Opens the queue of a team's ledger.</summary>
    /// <exception cref="UserFaultException">The ledger is a file, or cannot be opened.</exception>
    public static WaitingReports Open(string database) => Record.IsServer(database)
        ? new(new PostgresStore(database, RecordAccess.Create))
        : throw new UserFaultException(new Fault("a file has no queue of work", database, null, "Use a PostgreSQL database for a team, or 'hudna read' on one machine"));

    /// <summary>Puts reports in; those that wait already stay as they are.</summary>
    /// <returns>How many were put in.</returns>
    public int Put(IEnumerable<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var added = 0;
        foreach (var some in reports.Chunk(500))
            added += PostgresWork.Put(_store, Array.ConvertAll(some, r => r.Id), Array.ConvertAll(some, r => ReportJson.Write(r)), Array.ConvertAll(some, r => r.Original.ToArray()));
        return added;
    }

    /// <summary>Takes some reports that nobody works on, the oldest first.</summary>
    /// <param name="worker">Who takes them, in words for people.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="lease">After this time others may take what was not reported done.</param>
    public IReadOnlyList<Report> Take(string worker, int most, TimeSpan lease) =>
        [.. PostgresWork.Take(_store, worker, most, lease.TotalSeconds).Select(w => ReportJson.Read(w.Line) with { Original = w.Original })];

    /// <summary>Takes reports out that were appended to the record.</summary>
    public void Done(IEnumerable<string> reportIds) => PostgresWork.Done(_store, reportIds.ToArray());

    /// <summary>How many reports wait, worked on or not.</summary>
    public long Count() => PostgresWork.Count(_store);

    /// <summary>
    /// Works until nothing waits any more: takes reports, codes them, appends them with their claims, and reports them done.
    /// </summary>
    /// <param name="record">The record of the same database.</param>
    /// <param name="coder">The coder.</param>
    /// <param name="worker">Who works, in words for people.</param>
    /// <param name="batch">How many reports are taken at a time.</param>
    /// <param name="lease">After this time others may take over what is not done.</param>
    /// <param name="stop">Ends the work after the present batch.</param>
    /// <returns>How many reports this worker appended.</returns>
    public int Drain(Record record, ICoder coder, string worker, int batch, TimeSpan lease, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(coder);
        var appended = 0;
        while (!stop.IsCancellationRequested && Take(worker, batch, lease) is { Count: > 0 } taken)
        {
            appended += record.AppendMany(taken.Select(r => new CodedReport(r, coder.Code(r), coder.Name)));
            Done(taken.Select(r => r.Id));
        }
        return appended;
    }

    /// <summary>One line for people: how many wait.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count()} reports wait in {_store.Name}");

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
