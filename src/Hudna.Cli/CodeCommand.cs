using System.CommandLine;
using Hudna.Codebook.Json;
using Hudna.Exchange;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary><c>hudna code</c>: a filter. Reports as JSON lines in, claims as JSON lines out, no store.</summary>
internal static class CodeCommand
{
    public static Command Create()
    {
        var choice = new ObservatoryChoice();
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Reports to code; - (the default) reads JSON lines from standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("code", "Code reports without a ledger: reports in, claims as JSON lines out.") { paths };
        choice.AddTo(command);
        return command.Does(result =>
        {
            var coding = CodingRun.Open(choice.Of(result));
            var given = result.GetValue(paths)!;
            var faulty = false;
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            foreach (var item in coding.Code(given.Length > 0 ? given : ["-"], new ReadSettings { StandardInput = Console.OpenStandardInput() }))
            {
                if (item.Fault is { } fault)
                {
                    Console.Error.WriteLine($"hudna: {fault}");
                    faulty = true;
                }
                foreach (var claim in item.Claims)
                {
                    output.Write(ClaimJson.Write(claim));
                    output.WriteByte((byte)'\n');
                }
            }
            return faulty ? Run.UserFault : Run.Done;
        });
    }
}
