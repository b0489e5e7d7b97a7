using System.CommandLine;
using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary><c>hudna finding</c>: show what was done about findings, and take the next step.</summary>
internal static class FindingCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The finding: its whole id, or the beginning of it. Left out, all on which somebody has acted.", DefaultValueFactory = _ => null };
        var step = new Argument<string?>("STEP") { Description = "notify, answer, dispute, confirm, close, or undo for the last step. Left out, the finding is shown.", DefaultValueFactory = _ => null };
        var reader = new Option<string?>("--reader") { Description = "Who takes the step.", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why, or what was answered.", HelpName = "TEXT" };
        var json = Shared.Json();
        var choice = new ObservatoryChoice();
        var command = new Command("finding", "Show a finding with its reasons and what was done about it, or take the next step: a decision of the record.") { id, step, reader, reason, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            if (result.GetValue(id) is not { } wanted)
            {
                All(observatory, result.GetValue(json));
                return Run.Done;
            }
            if (result.GetValue(step) is { } named)
            {
                if (!Names.TryRead<DecisionKind>(named, out var kind)) throw new UserFaultException(new Fault($"'{named}' is no step of a finding", Mend: "Known are notify, answer, dispute, confirm, close, undo"));
                var decision = observatory.Step(wanted, kind, result.GetValue(reader), result.GetValue(reason));
                Console.Error.WriteLine($"{decision.Id} taken into the record");
            }
            One(observatory, wanted, result.GetValue(json));
            return Run.Done;
        });
    }

    private static void All(Observatory.Observatory observatory, bool asJson)
    {
        var histories = observatory.FindingHistories();
        if (asJson)
        {
            Print.Json(w =>
            {
                w.WriteStartArray("findings");
                foreach (var h in histories)
                {
                    w.WriteStartObject();
                    w.WriteString("id", h.FindingId);
                    w.WriteString("now", h.Now?.Id);
                    w.WriteString("stage", h.Stage.Text());
                    w.WriteString("verdict", h.Now?.Verdict.Text());
                    w.WriteString("issued", h.Issued?.Verdict.Text());
                    w.WriteString("notice", h.Notice);
                    w.WriteStartArray("steps");
                    foreach (var s in h.Steps) w.WriteStringValue($"{s.At:yyyy-MM-dd} {s.Kind.Text()} {s.Reader}: {s.Reason}");
                    w.WriteEndArray();
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            });
            return;
        }
        if (histories.Count == 0)
        {
            Console.Out.WriteLine("Nobody has acted on a finding yet. hudna judge --findings lists them.");
            return;
        }
        var table = new Table("finding", "stage", "verdict", "term", "reading", "last step", "notice");
        foreach (var h in histories)
        {
            var last = h.Steps[^1];
            table.Add(h.FindingId, h.Stage.Text(), h.Now?.Verdict.Text() ?? "", h.Now is { } now ? $"{now.AgreementId}/{now.TermId}" : "", h.Now?.ReadingId ?? "",
                Print.Short($"{last.At:yyyy-MM-dd} {last.Reader}: {last.Reason}", 50), Print.Short(h.Notice ?? "", 50));
        }
        table.Write(Console.Out);
    }

    private static void One(Observatory.Observatory observatory, string id, bool asJson)
    {
        var (finding, history) = observatory.FindingOf(id);
        if (asJson)
        {
            Print.Json(w =>
            {
                w.WriteString("id", history?.FindingId ?? finding!.Id);
                w.WriteString("stage", history?.Stage.Text() ?? "open");
                w.WriteString("agreement", finding?.AgreementId);
                w.WriteString("term", finding?.TermId);
                w.WriteString("reading", finding?.ReadingId);
                w.WriteString("incident", finding?.IncidentId);
                w.WriteString("verdict", finding?.Verdict.Text());
                w.WriteString("issued", history?.Issued?.Verdict.Text());
                w.WriteString("issuedByVersion", history?.Issued?.AgreementVersion);
                w.WriteString("notice", history?.Notice);
                w.WriteStartArray("steps");
                foreach (var s in history?.Steps ?? [])
                {
                    w.WriteStartObject();
                    w.WriteString("id", s.Id);
                    w.WriteString("step", s.Kind.Text());
                    w.WriteString("reader", s.Reader);
                    w.WriteString("at", s.At);
                    w.WriteString("reason", s.Reason);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            });
            return;
        }
        var output = Console.Out;
        output.WriteLine($"{history?.FindingId ?? finding!.Id}: {history?.Stage.Text() ?? "open"}");
        if (finding is not null)
        {
            output.WriteLine($"{finding.Verdict.Text()}, {finding.IncidentId}{(finding.Responsible.Count > 0 ? $"; answers for it: {string.Join(", ", finding.Responsible)}" : "")}");
            Tree(finding.Because, 1);
        }
        if (history?.Notice is { } notice) output.WriteLine(notice);
        foreach (var s in history?.Steps ?? []) output.WriteLine($"{s.At:yyyy-MM-dd HH:mm} {s.Kind.Text()} by {s.Reader}: {s.Reason}");
    }

    private static void Tree(Reason reason, int depth)
    {
        Console.Out.WriteLine($"{new string(' ', depth * 2)}{reason.Words}{(reason.Probability is { } p and < 1 ? $" (probability {p:0.00})" : "")}");
        foreach (var child in reason.Children) Tree(child, depth + 1);
    }
}
