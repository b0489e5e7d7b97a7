using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna rebuild</c>: throw away everything derived and work it out again; with <c>--recode</c> the coding too.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var choice = new ObservatoryChoice();
        var again = new Option<bool>("--recode")
        {
            Description = "First code the reports again with this version's coder; earlier codings stay in the record, readers' decisions carry over.",
        };
        var json = Shared.Json();
        var command = new Command("rebuild", "Throw away incidents and findings and work them out again from the record.") { again, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var (coded, changed) = (0, 0);
            if (result.GetValue(again))
            {
                using var progress = new ProgressLine();
                (coded, changed) = observatory.Recode(progress);
            }
            var digest = observatory.Rebuild();
            var (incidents, findings) = (observatory.Incidents().Count, observatory.Findings().Count);
            if (result.GetValue(json))
            {
                Print.Json(w =>
                {
                    if (result.GetValue(again)) w.WriteNumber("coded", coded);
                    if (result.GetValue(again)) w.WriteNumber("changed", changed);
                    w.WriteNumber("incidents", incidents);
                    w.WriteNumber("findings", findings);
                    w.WriteString("sha256", digest);
                });
            }
            else
            {
                if (result.GetValue(again)) Console.Out.WriteLine($"{Print.Count(coded, "report")} coded again, {changed} of them otherwise than before");
                Console.Out.WriteLine($"{Print.Count(incidents, "incident")}, {Print.Count(findings, "finding")}, SHA-256 {digest}");
            }
            return Run.Done;
        });
    }
}
