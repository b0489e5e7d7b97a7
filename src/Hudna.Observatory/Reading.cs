using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Ledger;

namespace Hudna.Observatory;

/// <summary>
/// The way of reports into the record: read one after the other, coded on several threads, appended in the order they were read in, each
/// with its claims in one transaction. What was appended stays, wherever the run is stopped.
/// </summary>
internal sealed class Reading(Record record, Func<ICoder> coder, int threads, Func<long> words)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    private readonly List<Fault> _faults = [];
    private int _added;
    private int _already;
    private int _empty;
    private int _claims;

    public ReadSummary Run(IEnumerable<ReadItem> items, IProgress<ReadProgress>? progress, CancellationToken cancel)
    {
        var waiting = new Queue<(Report Report, Task<IReadOnlyList<Claim>> Claims)>();
        foreach (var item in items)
        {
            cancel.ThrowIfCancellationRequested();
            if (item.Fault is { } fault) _faults.Add(fault);
            if (item.Report is not { } report) continue;
            if (record.Contains(report.Id))
            {
                _already++;
                continue;
            }
            var engine = coder();
            waiting.Enqueue((report, Task.Run(() => engine.Code(report), cancel)));
            while (waiting.Count > threads * 2 || waiting.TryPeek(out var first) && first.Claims.IsCompleted) Append(waiting.Dequeue(), progress);
        }
        while (waiting.TryDequeue(out var next)) Append(next, progress);
        return new ReadSummary { Added = _added, AlreadyThere = _already, WithoutClaims = _empty, Claims = _claims, Faults = _faults };
    }

    private void Append((Report Report, Task<IReadOnlyList<Claim>> Claims) next, IProgress<ReadProgress>? progress)
    {
        // A long report keeps the next line waiting: meanwhile the words read so far show that it goes on.
        while (!((IAsyncResult)next.Claims).AsyncWaitHandle.WaitOne(Pulse))
            progress?.Report(new ReadProgress(next.Report.Source, _added + _already, _claims) { Words = words() });
        if (next.Claims is { IsFaulted: true } failed)
        {
            _faults.Add(new Fault(
                $"it was not read: the coder failed on it ({failed.Exception.GetBaseException().Message.TrimEnd('.')})", next.Report.Source,
                Mend: "This is a fault of the program; the rest was read. Set HUDNA_TRACE=1 and report it with the file"));
            return;
        }
        var claims = next.Claims.GetAwaiter().GetResult();
        if (!record.Append(next.Report, claims, coder().Name))
        {
            _already++;
            return;
        }
        _added++;
        _claims += claims.Count;
        if (claims.Count == 0) _empty++;
        progress?.Report(new ReadProgress(next.Report.Source, _added + _already, _claims));
    }
}
