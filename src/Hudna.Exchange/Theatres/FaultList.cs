using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Collects the faults of a folder of data, so that all are told at once.</summary>
internal sealed class FaultList
{
    // A broken file can have a fault a row; nobody reads more than this of one file.
    private const int MostInOneFile = 50;
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, int> _perFile = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Add(string file, int? line, string what, string? mend = null) => Add(new Fault(what, file, line, mend));

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            var file = fault.Where ?? "";
            var n = _perFile[file] = _perFile.GetValueOrDefault(file) + 1;
            if (n == MostInOneFile + 1) _faults.Add(new Fault("there are more faults in this file", file));
            if (n <= MostInOneFile) _faults.Add(fault);
        }
    }

    /// <summary>Throws if there is any fault: by file, then by line.</summary>
    public void ThrowIfAny()
    {
        if (_faults.Count == 0) return;
        throw new UserFaultException(
            [.. _faults.OrderBy(f => f.Where, StringComparer.Ordinal).ThenBy(f => f.Line ?? int.MaxValue).ThenBy(f => f.What,
                StringComparer.Ordinal)]);
    }
}
