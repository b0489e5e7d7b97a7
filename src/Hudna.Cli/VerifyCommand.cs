using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna verify</c>: check the record's chain from end to end.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var choice = new ObservatoryChoice();
        var command = new Command("verify", "Check that nothing in the record was changed, removed, inserted or reordered.");
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var verdict = observatory.Verify();
            foreach (var fault in verdict.Faults) Console.Error.WriteLine($"hudna: {fault}");
            Console.Out.WriteLine(verdict.Holds
                ? $"The record holds: {(verdict.Entries == 1 ? "1 entry" : $"{verdict.Entries} entries")}, {Print.Count(verdict.Checkpoints, "signed checkpoint")}, snapshot {verdict.Head?.Id ?? "none"}."
                : $"The record was changed: {verdict.Faults.Count} of {verdict.Entries} entries do not hold. Go back to a backup that holds.");
            return verdict.Holds ? Run.Done : Run.UserFault;
        });
    }
}
