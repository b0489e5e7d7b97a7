using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna open PATH…</c>: the main job. Read, code, merge, judge, print the summary, serve the pages.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var paths = ReadCommand.Paths();
        var choice = new ObservatoryChoice();
        var settings = new ReadChoice();
        var port = Shared.Port();
        var json = Shared.Json();
        var noServe = new Option<bool>("--no-serve") { Description = "Print the summary and end; serve no pages." };
        var command = new Command("open", "Open a folder of reports and see the observatory: read, code, merge, judge, then serve the pages.") { paths, port, noServe, json };
        choice.AddTo(command);
        choice.AddBlackOut(command);
        settings.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result) with { MakeLedger = true });
            var summary = ReadCommand.Read(observatory, result.GetValue(paths)!, settings.Of(result));
            if (result.GetValue(json)) Print.Json(w => Print.Overview(w, observatory, summary));
            else Print.Overview(observatory, summary);
            var code = ReadCommand.ExitCode(summary);
            // Where nothing could be read there is nothing to see: the faults must not scroll away behind an empty map.
            if (result.GetValue(noServe) || (code != Run.Done && observatory.Reports().Count == 0)) return code;
            return Math.Max(ServeCommand.Serve(observatory, result.GetValue(port)), code);
        });
    }
}
