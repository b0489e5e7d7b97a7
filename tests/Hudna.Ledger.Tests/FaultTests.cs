using Hudna.Ledger.Benchmarks;
using Xunit.Abstractions;

namespace Hudna.Ledger.Tests;

/// <summary>
/// Harm done to a program that appends: nothing acknowledged may be lost, nothing may be there by half, and the word to the user is clear.
/// Some rounds of each here; HUDNA_FAULTS gives a larger number, and <c>ledger-bench faults all N</c> runs for as long as one likes.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kill", 50)]
    [InlineData("two", 4)]
    [InlineData("full", 4)]
    [InlineData("power", 8)]
    [InlineData("spoil", 24)]
    public void No_fault_loses_what_was_acknowledged(string fault, int times)
    {
        if (OperatingSystem.IsWindows()) return;
        if (int.TryParse(Environment.GetEnvironmentVariable("HUDNA_FAULTS"), out var more)) times = more;
        var harness = new FaultHarness(_folder.Root, 1);
        var row = fault switch
        {
            "kill" => harness.Kill(times),
            "two" => harness.Two(times),
            "full" => harness.Full(times),
            "power" => harness.PowerCut(times),
            _ => harness.Spoil(times),
        };
        output.WriteLine(row?.ToString() ?? $"{fault}: left out, there is no C compiler here");
        Assert.True(row?.Holds ?? true, row?.ToString());
    }
}
