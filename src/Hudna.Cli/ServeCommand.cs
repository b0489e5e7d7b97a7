using System.CommandLine;
using Hudna.Server;

namespace Hudna.Cli;

/// <summary><c>hudna serve</c>: pages and API on this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var choice = new ObservatoryChoice();
        var port = Shared.Port();
        var command = new Command("serve", "Serve the pages of a ledger on this machine alone.") { port };
        choice.AddTo(command);
        choice.AddBlackOut(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            return Serve(observatory, result.GetValue(port));
        });
    }

    /// <summary>Serves until Ctrl+C.</summary>
    public static int Serve(Observatory.Observatory observatory, int port)
    {
        return Task.Run(async () =>
        {
            await using var server = await HudnaServer.StartAsync(observatory, port);
            Console.Out.WriteLine();
            Console.Out.WriteLine($"The pages are at {server.Address} on this machine. Press Ctrl+C to stop.");
            await server.WaitForShutdownAsync();
            return Run.Done;
        }).GetAwaiter().GetResult();
    }
}
