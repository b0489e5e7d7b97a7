using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna backup FILE</c>: copy a ledger, in use or not, into one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to make; one that is there is never overwritten." };
        var choice = new ObservatoryChoice();
        var command = new Command("backup", "Copy the ledger into one file, while it is in use or not.") { file };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            observatory.Backup(result.GetValue(file)!);
            Console.Out.WriteLine($"Backed up to {result.GetValue(file)}. Prove it with: hudna verify --db {result.GetValue(file)}");
            return Run.Done;
        });
    }
}
