using System.CommandLine;
using Hudna.Observatory.Measures;
using Hudna.Statistics;

namespace Hudna.Cli;

/// <summary><c>hudna measure NAME</c>: a measure with its uncertainty, printed, and as a page with plot, table and verdict.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var command = new Command("measure", "Measure: whether violence changes about meetings, when its level changes, what truces do, what nobody tells of.");
        command.Subcommands.Add(MeasureAround.Create());
        Option<bool> weekly = new("--weekly") { Description = "By week." };
        var seriesBy = ByOption();
        Add(command, "series", "What was told of, day by day, with its uncertainty and the effort behind it.", [weekly, seriesBy], (o, r, input, outcome) =>
            r.GetValue(seriesBy) is { } mark ? MeasureBy.Series(input, outcome, mark, r.GetValue(weekly)) : Measure.Series(input, outcome, r.GetValue(weekly)));
        Add(command, "changes", "When the level changes, with the uncertainty of each date.", [], (o, r, input, outcome) => Measure.Changes(input, outcome));
        Option<int> days = new("--days") { Description = "Days looked at before and after each start.", DefaultValueFactory = _ => 30 };
        Add(command, "truces", "What the calendar's truces did, and how long until the first violation.", [days],
            (o, r, input, outcome) => Measure.Truces(input, outcome, OwnEvents.Truces(o.Theatre), r.GetValue(days)));
        Add(command, "excitation", "Whether events set off others.", [], (o, r, input, outcome) => Measure.Excitation(input, outcome));
        Option<double> rate = new("--false-alarms") { Description = "False alarms a day that are accepted.", DefaultValueFactory = _ => 0.01 };
        Add(command, "surges", "Days on which more was told of than is usual.", [rate], (o, r, input, outcome) => Measure.Surges(input, outcome, r.GetValue(rate)));
        Option<string?> sources = new("--sources") { Description = "The lists to compare, with bars between them.", HelpName = "A|B|C" };
        Add(command, "unreported", "How many events nobody told of.", [sources], (o, r, input, outcome) => Measure.Unreported(input, outcome, r.GetValue(sources)?.Split('|')));
        Add(command, "blame", "Who attributes what to whom.", [], (o, r, input, outcome) => Measure.Blame(input, outcome));
        Add(command, "dark", "Places from which reports no longer come.", [], (o, r, input, outcome) => Measure.Dark(input, outcome));
        Option<int> weeks = new("--weeks") { Description = "Weeks ahead.", DefaultValueFactory = _ => 4 };
        var forecastBy = ByOption();
        Add(command, "forecast", "The coming weeks, scored against plain benchmarks.", [weeks, forecastBy], (o, r, input, outcome) =>
            r.GetValue(forecastBy) is { } mark ? MeasureBy.Forecast(input, outcome, mark, r.GetValue(weeks)) : Measure.Forecast(input, outcome, r.GetValue(weeks)));
        return command;
    }

    private static void Add(
        Command parent, string name, string description, IReadOnlyList<Option> own, Func<Observatory.Observatory, ParseResult, MeasureInput, Outcome, MeasureReport> measure)
    {
        Option<string?> outcome = new("--outcome") { Description = "What is counted: killed, or mark=value pairs with commas between them.", HelpName = "WHAT" };
        var choice = new MeasureChoice();
        var (json, page) = (Shared.Json(), PageOption());
        var command = new Command(name, description) { outcome, page, json };
        foreach (var option in own) command.Options.Add(option);
        choice.AddTo(command);
        parent.Subcommands.Add(command.Does(result =>
        {
            using var observatory = choice.Open(result);
            var report = measure(observatory, result, choice.Input(result, observatory), result.GetValue(outcome) is { } text ? Outcome.Read(text) : Outcome.All);
            Write(result.GetValue(page), report.Html());
            if (result.GetValue(json)) Console.Out.WriteLine(report.Json());
            else Print(report);
            return Run.Done;
        }));
    }

    private static Option<string?> ByOption() => new("--by") { Description = "Take it apart by a mark: zone, actor, means, victims, reading, place, source, or a heading of the table.", HelpName = "MARK" };

    internal static Option<string?> PageOption() => new("--page") { Description = "Write the page with plot, table and verdict to this file.", HelpName = "FILE" };

    internal static void Write(string? path, string page)
    {
        if (path is not null) Files.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(page)));
    }

    internal static void Print(MeasureReport report)
    {
        Console.Out.WriteLine(report.Title);
        Console.Out.WriteLine();
        Console.Out.WriteLine(report.Verdict);
        foreach (var table in report.Tables)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(table.Heading);
            var text = new Table(table.Columns);
            foreach (var row in table.Rows) text.Add(row);
            text.Write(Console.Out);
        }
        if (report.Notes.Count > 0) Console.Out.WriteLine();
        foreach (var note in report.Notes) Console.Out.WriteLine($"- {note}");
    }
}
