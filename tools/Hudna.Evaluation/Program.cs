using Hudna.Evaluation;

if (args is not ["claims", ..])
{
    Console.Error.WriteLine("usage: claims --gold DIR --predicted FILE [--json] [--verbose] [--strict-type] [--no-alternatives]");
    return 1;
}
return ClaimsCommand.Run(args[1..], Console.Out, Console.Error);
