using System.CommandLine;
using Hudna.Exchange;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary><c>hudna read PATH|-…</c>: take reports into the record.</summary>
internal static class ReadCommand
{
    public static Command Create()
    {
        var paths = Paths();
        var choice = new ObservatoryChoice();
        var settings = new ReadChoice();
        var json = Shared.Json();
        var verbose = new Option<bool>("--verbose") { Description = "Name each report on a line of its own once it is safely in the record." };
        var later = new Option<bool>("--later") { Description = "Only put them in the queue of a PostgreSQL ledger, for hudna work to code." };
        var command = new Command("read", "Take reports into the record: files, folders, or - for standard input.") { paths, verbose, later, json };
        choice.AddTo(command);
        settings.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result) with { MakeLedger = true });
            if (result.GetValue(later))
            {
                var (waiting, faults) = observatory.Enqueue(result.GetValue(paths)!, settings.Of(result));
                foreach (var fault in faults) Console.Error.WriteLine($"hudna: {fault}");
                Console.Out.WriteLine($"{Print.Count(waiting, "report")} put in the queue.");
                return faults.Count > 0 ? Run.UserFault : Run.Done;
            }
            var summary = Read(observatory, result.GetValue(paths)!, settings.Of(result), result.GetValue(verbose));
            if (result.GetValue(json)) Print.Json(w => Print.Summary(w, summary));
            else Print.Summary(summary);
            return ExitCode(summary);
        });
    }

    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Files or folders of reports (text, HTML, Markdown, JSON lines); - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Reads with progress on standard error; Ctrl+C stops between two reports.</summary>
    public static ReadSummary Read(Observatory.Observatory observatory, string[] paths, ReadSettings settings, bool verbose = false)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler handler = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += handler;
        try
        {
            if (verbose) return observatory.Read(paths, settings, new AcknowledgedLines(), stop.Token);
            using var progress = new ProgressLine();
            return observatory.Read(paths, settings, progress, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= handler;
        }
    }

    /// <summary>1 where something could not be read, else 0.</summary>
    public static int ExitCode(ReadSummary summary)
    {
        foreach (var fault in summary.Faults) Console.Error.WriteLine($"hudna: {fault}");
        return summary.Faults.Count > 0 ? Run.UserFault : Run.Done;
    }
}

/// <summary>The options that say of reports what they do not say themselves.</summary>
internal sealed class ReadChoice
{
    private readonly Option<string?> _published = new("--published") { Description = "The day that they were published, as 2021-12-31.", HelpName = "DATE" };
    private readonly Option<string?> _publisher = new("--publisher") { Description = "Who published them.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        command.Options.Add(_published);
        command.Options.Add(_publisher);
    }

    public ReadSettings Of(ParseResult result)
    {
        return new ReadSettings { Published = Shared.Day(result.GetValue(_published), "--published"), Publisher = result.GetValue(_publisher), StandardInput = Console.OpenStandardInput() };
    }
}

/// <summary>A line on standard output for each report that is safely in the record.</summary>
internal sealed class AcknowledgedLines : IProgress<ReadProgress>
{
    public void Report(ReadProgress value)
    {
        if (value.Words is not null) return;
        Console.Out.WriteLine($"in the record: {value.Source}");
        Console.Out.Flush();
    }
}
