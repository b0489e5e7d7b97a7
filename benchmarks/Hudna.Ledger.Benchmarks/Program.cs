using System.Globalization;
using Hudna.Ledger.Benchmarks;

// Measures the ledger on synthetic reports. usage: ledger-bench merge|ingest [NUMBER] [SEED]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var number = args.Length > 1 ? int.Parse(args[1]) : 100_000;
var seed = args.Length > 2 ? int.Parse(args[2]) : 1;
switch (args.FirstOrDefault())
{
    case "merge":
        Measure.Merge(number, seed);
        return 0;
    case "ingest":
        Measure.Ingest(number, seed);
        return 0;
    default:
        Console.Error.WriteLine("usage: ledger-bench merge|ingest [NUMBER] [SEED]");
        return 1;
}
