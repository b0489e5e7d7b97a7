using System.Globalization;
using Hudna.Ledger.Benchmarks;

// Measures the ledger on synthetic reports, and does it harm.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string usage = "usage: ledger-bench merge|ingest|postgres|errors [NUMBER] [SEED]\n       ledger-bench faults kill|two|full|power|spoil|all [TIMES] [SEED]";
int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at]) : otherwise;
switch (args.FirstOrDefault())
{
    case "merge":
        Measure.Merge(Number(1, 100_000), Number(2, 1));
        return 0;
    case "ingest":
        Measure.Ingest(Number(1, 20_000), Number(2, 1));
        return 0;
    case "postgres":
        return Measure.Postgres(Number(1, 20_000), Number(2, 1));
    case "errors":
        Errors.Print(Number(1, 20_000), Number(2, 1));
        return 0;
    case "append":
        return FaultHarness.Append(args[1], Number(2, 1));
    case "faults" when args.Length > 1:
        var folder = Directory.CreateTempSubdirectory("hudna-faults-").FullName;
        try
        {
            var (harness, times) = (new FaultHarness(folder, Number(3, 1)), Number(2, 20));
            var holds = true;
            Console.WriteLine("| fault | times | reports acknowledged | lost | half written | unclear |\n|---|---|---|---|---|---|");
            foreach (var kind in args[1] == "all" ? (string[])["kill", "two", "full", "power", "spoil"] : [args[1]])
            {
                var row = kind switch
                {
                    "kill" => harness.Kill(times),
                    "two" => harness.Two(times),
                    "full" => harness.Full(times),
                    "power" => harness.PowerCut(times),
                    "spoil" => harness.Spoil(times),
                    _ => throw new ArgumentException(usage),
                };
                Console.WriteLine(row?.ToString() ?? $"| {kind}: left out, no C compiler here | | | | | |");
                holds &= row?.Holds ?? true;
            }
            return holds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    default:
        Console.Error.WriteLine(usage);
        return 1;
}
