using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Ledger;

namespace Hudna.Observatory;

public sealed partial class Observatory
{
    /// <summary>How many reports a worker takes at a time.</summary>
    private const int WorkBatch = 16;

    /// <summary>After this time another worker may take over what one has not finished.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Puts reports into the queue of a team's ledger, for workers on any host to code.</summary>
    /// <returns>How many were put in, and what could not be read.</returns>
    /// <exception cref="UserFaultException">The ledger is a file; only a PostgreSQL ledger has a queue.</exception>
    public (int Waiting, IReadOnlyList<Fault> Faults) Enqueue(IReadOnlyList<string> paths, ReadSettings settings)
    {
        using var queue = WaitingReports.Open(_options.Database);
        var faults = new List<Fault>();
        return (queue.Put(Readable()), faults);

        IEnumerable<Report> Readable()
        {
            foreach (var item in ReportReader.Read(paths, settings))
            {
                if (item.Fault is { } fault) faults.Add(fault);
                if (item.Report is { } report && !_record.Contains(report.Id)) yield return report;
            }
        }
    }

    /// <summary>Codes what waits in the queue until nothing waits, beside any number of other workers.</summary>
    /// <param name="worker">Who works, in words for people.</param>
    /// <param name="stop">Ends the work after the present batch.</param>
    /// <returns>How many reports this worker took into the record.</returns>
    /// <exception cref="UserFaultException">The ledger is a file; only a PostgreSQL ledger has a queue.</exception>
    public int Work(string worker, CancellationToken stop)
    {
        using var queue = WaitingReports.Open(_options.Database);
        try
        {
            return queue.Drain(_record, _coder.Value, worker, WorkBatch, Lease, stop);
        }
        finally
        {
            Forget();
        }
    }
}
