using System.CommandLine;
using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary><c>hudna explain CLAIM-ID</c>: why a claim says what it says, field by field.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("CLAIM-ID") { Description = "The claim: its whole id, or the beginning of it." };
        var json = Shared.Json();
        var choice = new ObservatoryChoice();
        var command = new Command("explain", "Say why a claim says what it says: words, probabilities, what was weighed, which rule decided.") { id, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var claim = Find(observatory, result.GetValue(id)!);
            var trace = observatory.Explain(claim.Id)
                ?? throw new UserFaultException(new Fault(
                    $"today's coder and data do not give {claim.Id} any more; it was coded by {claim.Coder}",
                    Mend: "Its quote and fields stand in the record: hudna export claims"));
            if (result.GetValue(json))
            {
                Print.Json(w =>
                {
                    w.WriteString("claim", claim.Id);
                    w.WriteStartArray("steps");
                    foreach (var step in trace.Steps)
                    {
                        w.WriteStartObject();
                        w.WriteString("field", step.Field);
                        w.WriteString("rule", step.Rule);
                        w.WriteString("words", step.Words);
                        if (step.Probability is { } p) w.WriteNumber("probability", Math.Round(p, 4));
                        w.WriteStartArray("weighed");
                        foreach (var entry in step.Weighed) w.WriteStringValue(entry);
                        w.WriteEndArray();
                        w.WriteEndObject();
                    }
                    w.WriteEndArray();
                });
                return Run.Done;
            }
            var output = Console.Out;
            output.WriteLine($"{claim.Id}, {claim.Kind.Text()} {claim.Type?.Text()}");
            output.WriteLine($"{claim.Report.Publisher ?? "unknown publisher"}, {claim.Report.Published?.ToString("yyyy-MM-dd") ?? "no date"}, {claim.Report.Source}:{claim.Quote.Start}-{claim.Quote.End}");
            output.WriteLine($"“{claim.Quote.Exact}”");
            output.WriteLine();
            foreach (var step in trace.Steps)
            {
                var words = step.Words is null ? "" : $" “{step.Words}”";
                var probability = step.Probability is { } p ? $" (p = {p:0.00})" : "";
                output.WriteLine($"  {step.Field,-12} {step.Rule}{words}{probability}");
                foreach (var entry in step.Weighed) output.WriteLine($"  {"",-12}   weighed {entry}");
            }
            return Run.Done;
        });
    }

    private static Claim Find(Observatory.Observatory observatory, string id)
    {
        if (id.Length == 0) throw new UserFaultException(new Fault("the claim's id is empty", Mend: "hudna export claims lists the claims with their ids"));
        if (observatory.Claim(id) is { } exact) return exact;
        var prefix = id.StartsWith("claim:", StringComparison.Ordinal) ? id : "claim:" + id;
        var found = observatory.Claims().Where(c => c.Id.StartsWith(prefix, StringComparison.Ordinal)).Take(3).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UserFaultException(new Fault($"the record has no claim '{id}'", Mend: "hudna export claims lists them with their ids")),
            _ => throw new UserFaultException(new Fault($"several claims begin with '{id}'", Mend: "Give more of the id")),
        };
    }
}
