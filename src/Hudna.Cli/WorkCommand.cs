using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna work</c>: code what waits in a team's queue, beside any number of other workers.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Description = "Who works, as others see it.",
            DefaultValueFactory = _ => $"{Environment.MachineName}/{Environment.ProcessId}",
        };
        var choice = new ObservatoryChoice();
        var command = new Command("work", "Code the reports that wait in a team's PostgreSQL ledger (hudna read --later puts them there).") { name };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result) with { MakeLedger = true });
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = true;
                stop.Cancel();
            };
            var done = observatory.Work(result.GetValue(name)!, stop.Token);
            Console.Out.WriteLine($"{Print.Count(done, "report")} taken into the record by {result.GetValue(name)}.");
            return Run.Done;
        });
    }
}
