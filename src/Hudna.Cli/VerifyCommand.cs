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
            Console.Out.WriteLine(verdict.ToString());
            return verdict.Holds ? Run.Done : Run.UserFault;
        });
    }
}
