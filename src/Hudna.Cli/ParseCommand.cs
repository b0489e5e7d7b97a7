using System.CommandLine;
using Hudna.Exchange;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary><c>hudna parse [FILE|-]</c>: what the language engine sees.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Reports; - (the default) for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "conllu or json.", DefaultValueFactory = _ => "conllu" };
        var choice = new ObservatoryChoice();
        var command = new Command("parse", "Print what the language engine sees: tokens, tags, tree, names, times, quantities, frames.") { paths, format };
        choice.AddTo(command);
        return command.Does(result =>
        {
            var given = result.GetValue(paths)!;
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            var settings = new ReadSettings { StandardInput = Console.OpenStandardInput() };
            var faults = Parsing.Write(choice.Of(result), given.Length > 0 ? given : ["-"], settings, result.GetValue(format)!, output);
            foreach (var fault in faults) Console.Error.WriteLine($"hudna: {fault}");
            return faults.Count > 0 ? Run.UserFault : Run.Done;
        });
    }
}
