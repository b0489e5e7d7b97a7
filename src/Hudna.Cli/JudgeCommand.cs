using System.CommandLine;
using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary><c>hudna judge</c>: print the ledger of the agreements.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var agreement = new Option<string?>("--agreement") { Description = "One agreement alone.", HelpName = "ID" };
        var reading = new Option<string?>("--reading") { Description = "One reading alone.", HelpName = "ID" };
        var choice = new ObservatoryChoice();
        var command = new Command("judge", "Print the ledger: incidents judged by clause and by each side's reading.") { agreement, reading };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var all = observatory.Theatre.Agreements;
            var wanted = result.GetValue(agreement);
            var chosen = all.Where(a => wanted is null || a.Id == wanted).ToList();
            if (chosen.Count == 0)
            {
                throw new UserFaultException(new Fault(
                    $"there is no agreement '{wanted}' in the theatre '{observatory.Theatre.Id}'",
                    Mend: $"Name one of {string.Join(", ", all.Select(a => a.Id))}"));
            }
            foreach (var one in chosen) Print.Ledger(observatory, one, result.GetValue(reading));
            return Run.Done;
        });
    }
}
