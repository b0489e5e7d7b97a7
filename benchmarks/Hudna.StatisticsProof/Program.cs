using Hudna.Statistics.Simulation;
using Hudna.StatisticsProof;

// Simulations that prove the measures; everything seeded. Prints tables in Markdown.
// usage: Hudna.StatisticsProof around|phases|skip-real|hawkes|surges|changes|unreported|speed [runs] [kind of series]
var runs = args.Length > 1 ? int.Parse(args[1]) : 1000;
SeriesKind? only = args.Length > 2 ? Enum.Parse<SeriesKind>(args[2]) : null;
switch (args.FirstOrDefault())
{
    case "around": AroundProof.Table(runs, only, "8 years, 4 meetings a year, 2 events a day", 2922, 4, 2); break;
    case "around-short": AroundProof.Table(runs, only, "2 years, 4 meetings a year, 2 events a day", 730, 4, 2); break;
    case "around-few": AroundProof.Table(runs, only, "3 years, 1 meeting a year, 2 events a day", 1096, 1, 2); break;
    case "around-sparse": AroundProof.Table(runs, only, "8 years, 4 meetings a year, an event in five days", 2922, 4, 0.2); break;
    case "phases": AroundProof.Table(runs, only, "8 years, 4 meetings a year, 14 days after as a phase of its own", 2922, 4, 2, phases: true); break;
    case "skip-real": AroundProof.Table(runs, only, "as the first, placebo windows skipping the days of real ones", 2922, 4, 2, skipReal: true); break;
    case "hawkes": OtherProofs.Hawkes(runs); break;
    case "surges": OtherProofs.Surges(runs); break;
    case "changes": OtherProofs.Changes(runs); break;
    case "unreported": OtherProofs.Unreported(runs); break;
    case "speed": OtherProofs.Speed(); break;
    default:
        Console.Error.WriteLine(
            "usage: around|around-short|around-few|around-sparse|phases|skip-real|hawkes|surges|changes|unreported|speed [runs] [kind of series]");
        return 1;
}
return 0;
