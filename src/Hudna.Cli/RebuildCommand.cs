using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna rebuild</c>: throw away everything derived and work it out again.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var choice = new ObservatoryChoice();
        var json = Shared.Json();
        var command = new Command("rebuild", "Throw away incidents and findings and work them out again from the record.") { json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var digest = observatory.Rebuild();
            var (incidents, findings) = (observatory.Incidents().Count, observatory.Findings().Count);
            if (result.GetValue(json))
            {
                Print.Json(w =>
                {
                    w.WriteNumber("incidents", incidents);
                    w.WriteNumber("findings", findings);
                    w.WriteString("sha256", digest);
                });
            }
            else
            {
                Console.Out.WriteLine($"{Print.Count(incidents, "incident")}, {Print.Count(findings, "finding")}, SHA-256 {digest}");
            }
            return Run.Done;
        });
    }
}
