using Hudna.Codebook;
using Hudna.Coding;
using Hudna.Exchange;
using Hudna.Exchange.Theatres;

namespace Hudna.Observatory;

/// <summary>Codes reports without a ledger: the unit that a batch engine can fan out.</summary>
public sealed class CodingRun
{
    private readonly Coder _coder;
    private readonly int _threads;

    private CodingRun(Coder coder, int threads) => (_coder, _threads) = (coder, threads);

    /// <summary>Opens the theatre and the model that the options name; their ledger is not touched.</summary>
    /// <exception cref="UserFaultException">The data cannot be used.</exception>
    public static CodingRun Open(ObservatoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var data = DataFolder.Find(options.DataFolder);
        var theatre = TheatreReader.Read(Parts.TheatreFolder(data, options.Theatre));
        return new CodingRun(Parts.LoadCoder(data, theatre, options), options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
    }

    /// <summary>Codes what the paths name, lazily, in their order; a fault stands in its place among the reports.</summary>
    public IEnumerable<CodedItem> Code(IReadOnlyList<string> paths, ReadSettings settings)
    {
        var waiting = new Queue<Task<CodedItem>>();
        foreach (var item in ReportReader.Read(paths, settings))
        {
            waiting.Enqueue(item.Report is { } report
                ? Task.Run(() => new CodedItem(item.Source, item.Fault, _coder.Code(report)))
                : Task.FromResult(new CodedItem(item.Source, item.Fault, [])));
            while (waiting.Count > _threads * 2) yield return waiting.Dequeue().GetAwaiter().GetResult();
        }
        while (waiting.TryDequeue(out var next)) yield return next.GetAwaiter().GetResult();
    }
}

/// <summary>A report coded, or the fault that stood in its way.</summary>
/// <param name="Source">File name or address as given.</param>
/// <param name="Fault">What could not be read; null where all was.</param>
/// <param name="Claims">Its claims.</param>
public sealed record CodedItem(string Source, Fault? Fault, IReadOnlyList<Claim> Claims);
