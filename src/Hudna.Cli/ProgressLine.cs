using System.Diagnostics;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary>
/// Progress of long work on standard error: one line rewritten in place on a terminal, nothing where it is no terminal.
/// </summary>
internal sealed class ProgressLine : IProgress<ReadProgress>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly bool _shown = !Console.IsErrorRedirected;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _width;

    public void Report(ReadProgress value)
    {
        if (!_shown || (_width > 0 && _since.Elapsed < Pause)) return;
        _since.Restart();
        var words = value.Words is { } read ? $", {read:N0} words read" : "";
        var line = $"{value.Done} reports, {value.Claims} claims{words}: {value.Source}";
        if (line.Length > 100) line = line[..99] + "…";
        Console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    public void Dispose()
    {
        if (_width > 0) Console.Error.Write($"\r{new string(' ', _width)}\r");
    }
}
