using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna export KIND --format F</c>: claims, incidents, findings … in outside formats.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "claims, incidents or findings." };
        var format = new Option<string>("--format") { Description = "jsonl, csv, geojson; incidents also acled, ucdp.", DefaultValueFactory = _ => "jsonl" };
        var output = Shared.Out();
        var choice = new ObservatoryChoice();
        var command = new Command("export", "Write claims, incidents or findings in a format that others read.") { kind, format, output };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            Files.Write(result.GetValue(output), stream => observatory.Export(result.GetValue(kind)!, result.GetValue(format)!, stream));
            return Run.Done;
        });
    }
}
