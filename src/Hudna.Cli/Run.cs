using System.CommandLine;
using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary>How a command ends: 0 done, 1 the user's input was at fault, 2 a fault of ours. Never a stack trace at a user.</summary>
internal static class Run
{
    public const int Done = 0;
    public const int UserFault = 1;
    public const int OurFault = 2;

    /// <summary>Runs a command and turns what it throws into words and an exit code.</summary>
    public static int Guarded(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (UserFaultException e)
        {
            foreach (var fault in e.Faults) Console.Error.WriteLine($"hudna: {fault}");
            return UserFault;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("hudna: stopped. What was reported as read is kept.");
            return UserFault;
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("HUDNA_TRACE") is null)
        {
            Console.Error.WriteLine($"hudna: this is a fault of the program, not of your input: {e.Message}");
            Console.Error.WriteLine("The record is unharmed. Set HUDNA_TRACE=1 and run again for the details to report.");
            return OurFault;
        }
    }

    /// <summary>Sets a command's work, guarded.</summary>
    public static Command Does(this Command command, Func<ParseResult, int> work)
    {
        command.SetAction(result => Guarded(() => work(result)));
        return command;
    }
}
