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
        var asOf = Shared.AsOf();
        var json = Shared.Json();
        var choice = new ObservatoryChoice();
        var command = new Command("judge", "Print the ledger: incidents by clause and by each side's reading, duties, published counts beside ours.") { agreement, reading, asOf, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var chosen = Agreements(observatory, result.GetValue(agreement));
            var read = Reading(chosen, result.GetValue(reading));
            var day = Shared.Day(result.GetValue(asOf), "--as-of");
            if (result.GetValue(json))
            {
                LedgerJson(observatory, result.GetValue(agreement), read);
                return Run.Done;
            }
            var duties = observatory.Duties(day);
            foreach (var one in chosen)
            {
                Print.Ledger(observatory, one, read);
                var table = new Table("term", "duty", "due", "state", "on", "evidence");
                foreach (var duty in duties.Where(d => d.AgreementId == one.Id))
                {
                    table.Add(duty.TermId, duty.Title, duty.Due is { } due ? $"{due:yyyy-MM-dd}" : duty.Period?.Text ?? "", duty.State.Text(), $"{duty.On:yyyy-MM-dd}", Print.Short(duty.Because.Words, 70));
                }
                Console.Out.WriteLine();
                table.Write(Console.Out);
            }
            Counts(observatory, result.GetValue(agreement));
            return Run.Done;
        });
    }

    private static List<Agreement> Agreements(Observatory.Observatory observatory, string? wanted)
    {
        var all = observatory.Theatre.Agreements;
        var chosen = all.Where(a => wanted is null || a.Id == wanted).ToList();
        return chosen.Count > 0 ? chosen : throw new UserFaultException(new Fault(
            $"there is no agreement '{wanted}' in the theatre '{observatory.Theatre.Id}'", "--agreement", Mend: $"Name one of {string.Join(", ", all.Select(a => a.Id))}"));
    }

    private static string? Reading(List<Agreement> agreements, string? wanted)
    {
        var all = agreements.SelectMany(a => a.Readings).Select(r => r.Id).Distinct().ToList();
        return wanted is null || all.Contains(wanted) ? wanted : throw new UserFaultException(new Fault(
            $"nobody's reading is called '{wanted}'", "--reading", Mend: $"Name one of {string.Join(", ", all)}"));
    }

    private static void Counts(Observatory.Observatory observatory, string? agreement)
    {
        var counts = observatory.PublishedCounts().Where(c => agreement is null || c.Theirs.AgreementId == agreement).ToList();
        if (counts.Count == 0) return;
        var output = Console.Out;
        output.WriteLine();
        output.WriteLine("Counts that others published, beside ours");
        var table = new Table("observer", "what", "theirs", "period", "ours", "could agree");
        foreach (var count in counts)
        {
            var ours = string.Join("; ", count.Ours.Select(o => $"{Print.Range(o.Min, o.Max)} {o.Unit.Text()}"));
            table.Add(Print.Short(count.Theirs.Observer, 30), Print.Short(count.Theirs.What, 30), Print.Range(count.Theirs.Count.Min, count.Theirs.Count.Max),
                count.Theirs.Period?.Text ?? "", Print.Short(ours, 60), count.CanAgree ? "yes" : "no");
        }
        table.Write(output);
    }

    private static void LedgerJson(Observatory.Observatory observatory, string? agreement, string? reading) => Print.Json(w =>
    {
        w.WriteStartArray("ledger");
        foreach (var row in observatory.Ledger(agreement, reading))
        {
            w.WriteStartObject();
            w.WriteString("agreement", row.AgreementId);
            w.WriteString("term", row.TermId);
            w.WriteString("reading", row.ReadingId);
            w.WriteNumber("violation", row.Violations);
            w.WriteNumber("compliant", row.Compliant);
            w.WriteNumber("exempt", row.Exempt);
            w.WriteNumber("undecided", row.Undecided);
            w.WriteStartArray("findings");
            foreach (var id in row.FindingIds) w.WriteStringValue(id);
            w.WriteEndArray();
            w.WriteEndObject();
        }
        w.WriteEndArray();
    });
}
