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
        var list = new Option<bool>("--findings") { Description = "List the findings one by one, with their ids." };
        var check = new Option<bool>("--check") { Description = "Only check the theatre's files; no ledger is needed." };
        var asOf = Shared.AsOf();
        var json = Shared.Json();
        var choice = new ObservatoryChoice();
        var command = new Command("judge", "Print the ledger: incidents by clause and by each side's reading, duties, published counts beside ours.") { agreement, reading, list, check, asOf, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            if (result.GetValue(check))
            {
                var theatre = Observatory.Observatory.Check(choice.Of(result));
                foreach (var a in theatre.Agreements)
                    Console.Out.WriteLine($"{a.Id}: {Print.Count(a.Terms.Count, "term")}, {Print.Count(a.Readings.Count, "reading")}; {Print.Count(a.Terms.Count(t => t.Acts is null && t.Breach is null), "term")} only listed, since no act is named");
                Console.Out.WriteLine($"{theatre.Id}: {Print.Count(theatre.Agreements.Count, "agreement")}, {Print.Count(theatre.Zones.Count, "zone")}, nothing wrong");
                return Run.Done;
            }
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var chosen = Agreements(observatory, result.GetValue(agreement));
            var read = Reading(chosen, result.GetValue(reading));
            var day = Shared.Day(result.GetValue(asOf), "--as-of");
            if (result.GetValue(list))
            {
                Findings(observatory, chosen, read);
                return Run.Done;
            }
            if (result.GetValue(json))
            {
                LedgerJson(observatory, chosen, result.GetValue(agreement), read);
                return Run.Done;
            }
            var duties = observatory.Duties(day);
            foreach (var one in chosen)
            {
                Print.Ledger(observatory, one, read);
                Readings(observatory, one, read);
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
        foreach (var count in counts)
        {
            output.WriteLine();
            var t = count.Theirs;
            output.WriteLine($"{t.Observer}: {Print.Range(t.Count.Min, t.Count.Max)} {t.What}{(t.Period is { } p ? $", {p.Text}" : "")}{(t.Area is { } a ? $", {a}" : "")}{(t.Parties.Count > 0 ? $", by {string.Join(" and ", t.Parties)}" : "")}{(t.AgreementId is { } id ? $", under {id}" : "")}. For it to agree with ours:");
            foreach (var line in count.WouldHaveToBeTrue) output.WriteLine($"  - {line}");
        }
    }

    // What each reading counts, and why it does not count what another does.
    private static void Readings(Observatory.Observatory observatory, Agreement agreement, string? only)
    {
        var sides = observatory.Readings(agreement).Where(r => only is null || r.ReadingId == only).ToList();
        if (sides.TrueForAll(r => r.Violations.Count + r.Undecided.Count + r.NotCounted.Count == 0)) return;
        Console.Out.WriteLine();
        var table = new Table("reading", "violations", "may be", "why not what others count");
        foreach (var side in sides)
        {
            table.Add(side.ReadingId, $"{side.Violations.Count}", $"{side.Undecided.Count}", string.Join("; ", side.NotCounted.Take(3).Select(n => $"{n.Incidents.Count} {n.Why}")));
        }
        table.Write(Console.Out);
    }

    private static void Findings(Observatory.Observatory observatory, List<Agreement> agreements, string? reading)
    {
        var table = new Table("finding", "verdict", "term", "reading", "when", "what", "where");
        var wanted = observatory.Findings().Where(f => f.Verdict != Verdict.NotCovered && agreements.Exists(a => a.Id == f.AgreementId) && (reading is null || f.ReadingId == reading));
        foreach (var f in wanted)
        {
            var incident = observatory.Incident(f.IncidentId)!;
            table.Add(f.Id, f.Verdict.Text(), $"{f.AgreementId}/{f.TermId}", f.ReadingId, incident.Time?.Text ?? "", $"{incident.Type.Text()} {string.Join(", ", incident.Modes.Select(m => m.Text()))}".TrimEnd(),
                Print.Short(string.Join(", ", incident.Places.Select(p => p.Name)), 40));
        }
        table.Write(Console.Out);
    }

    private static void LedgerJson(Observatory.Observatory observatory, List<Agreement> agreements, string? agreement, string? reading) => Print.Json(w =>
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
        w.WriteStartArray("readings");
        foreach (var one in agreements)
        {
            foreach (var side in observatory.Readings(one).Where(r => reading is null || r.ReadingId == reading))
            {
                w.WriteStartObject();
                w.WriteString("agreement", one.Id);
                w.WriteString("reading", side.ReadingId);
                w.WriteNumber("violations", side.Violations.Count);
                w.WriteNumber("undecided", side.Undecided.Count);
                w.WriteStartArray("notCounted");
                foreach (var (why, incidents) in side.NotCounted)
                {
                    w.WriteStartObject();
                    w.WriteString("why", why);
                    w.WriteNumber("incidents", incidents.Count);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteEndObject();
            }
        }
        w.WriteEndArray();
        w.WriteStartArray("publishedCounts");
        foreach (var count in observatory.PublishedCounts().Where(c => agreement is null || c.Theirs.AgreementId == agreement))
        {
            w.WriteStartObject();
            w.WriteString("claim", count.Theirs.ClaimId);
            w.WriteString("observer", count.Theirs.Observer);
            w.WriteString("what", count.Theirs.What);
            w.WriteString("unit", count.Theirs.Unit);
            if (count.Theirs.Count.Min is { } min) w.WriteNumber("min", min); else w.WriteNull("min");
            if (count.Theirs.Count.Max is { } max) w.WriteNumber("max", max); else w.WriteNull("max");
            w.WriteString("period", count.Theirs.Period?.Text);
            w.WriteString("area", count.Theirs.Area);
            w.WriteStartArray("parties");
            foreach (var party in count.Theirs.Parties) w.WriteStringValue(party);
            w.WriteEndArray();
            w.WriteString("agreement", count.Theirs.AgreementId);
            w.WriteString("reading", count.ReadingId);
            w.WriteStartArray("ours");
            foreach (var o in count.Ours)
            {
                w.WriteStartObject();
                w.WriteString("unit", o.Unit.Text());
                w.WriteNumber("min", o.Min);
                if (o.Max is { } most) w.WriteNumber("max", most); else w.WriteNull("max");
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteBoolean("canAgree", count.CanAgree);
            w.WriteStartArray("wouldHaveToBeTrue");
            foreach (var line in count.WouldHaveToBeTrue) w.WriteStringValue(line);
            w.WriteEndArray();
            w.WriteEndObject();
        }
        w.WriteEndArray();
    });
}
