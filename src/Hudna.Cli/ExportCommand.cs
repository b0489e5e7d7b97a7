using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna export KIND --format F</c>: claims, incidents, findings, calendar, forecasts in outside formats.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "claims, incidents, findings, calendar or forecasts." };
        var format = new Option<string>("--format") { Description = "jsonl, csv, geojson; incidents also acled, ucdp; calendar also ics. Calendar and forecasts have no geojson.", DefaultValueFactory = _ => "jsonl" };
        var output = Shared.Out();
        var profile = new Option<string>("--profile")
        {
            Description = "Who may see it: team all, partner no sources, public neither sources nor words, places by district.", DefaultValueFactory = _ => "team", HelpName = "NAME",
        };
        var choice = new ObservatoryChoice();
        var command = new Command("export", "Write claims, incidents, findings, the calendar or forecasts in a format that others read.") { kind, format, output, profile };
        choice.AddTo(command);
        choice.AddBlackOut(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            Files.Write(result.GetValue(output), stream => observatory.Export(result.GetValue(kind)!, result.GetValue(format)!, stream, result.GetValue(profile)!));
            return Run.Done;
        });
    }
}
