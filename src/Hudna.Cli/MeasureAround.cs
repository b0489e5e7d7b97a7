using System.CommandLine;
using Hudna.Observatory.Measures;
using Hudna.Statistics.Plots;

namespace Hudna.Cli;

/// <summary><c>hudna measure around</c>: does it rise before they meet? Ends in a page with plot, table and verdict.</summary>
internal static class MeasureAround
{
    public static Command Create()
    {
        Option<string> events = new("--events") { Description = "Which meetings: words of the calendar's entries that must all occur, or kind:summit; a bar between ways.", Required = true, HelpName = "WORDS" };
        Option<string?> calendar = new("--calendar") { Description = "A table of meetings instead of the theatre's calendar.", HelpName = "FILE" };
        Option<string> others = new("--others") { Description = "Other meetings whose days are no ordinary days; none for none.", DefaultValueFactory = _ => "kind:meeting|kind:summit|kind:round", HelpName = "WORDS" };
        Option<string[]> outcome = new("--outcome") { Description = "What is counted: killed, or mark=value pairs with commas between them. May be given again.", HelpName = "WHAT" };
        Option<string[]> window = new("--window") { Description = "Days about a meeting: -14..-1 for the fourteen before, 1..14 for those after, phases for all phases. May be given again.", HelpName = "DAYS" };
        Option<string?> question = new("--question") { Description = "The question in your own words, for the page.", HelpName = "WORDS" };
        Option<int> lag = new("--lag") { Description = "Days by which windows are moved." };
        Option<int> placebos = new("--placebos") { Description = "Number of placebo calendars.", DefaultValueFactory = _ => 9_999 };
        Option<ulong> seed = new("--seed") { Description = "Seed of the placebo dates.", DefaultValueFactory = _ => 20_200_305UL };
        Option<double> level = new("--level") { Description = "Chance of a false alarm that is accepted, over all questions.", DefaultValueFactory = _ => 0.05 };
        var choice = new MeasureChoice();
        var (json, page) = (Shared.Json(), MeasureCommand.PageOption());
        var command = new Command("around", "Whether something rises or falls about meetings, tested against calendars on which they might as well have been held.")
            { events, calendar, others, outcome, window, question, lag, placebos, seed, level, page, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = choice.Open(result);
            var input = choice.Input(result, observatory);
            var plan = new MeetingQuestion
            {
                Events = result.GetValue(events)!, Others = result.GetValue(others)!, CalendarFile = result.GetValue(calendar), Windows = result.GetValue(window) ?? [],
                Outcomes = result.GetValue(outcome) ?? [], Words = result.GetValue(question), Lag = result.GetValue(lag), Placebos = result.GetValue(placebos),
                Seed = result.GetValue(seed), Level = result.GetValue(level),
            }.Plan(observatory.Theatre, input);
            Console.Error.WriteLine($"The plan is kept as {plan.Id}.");
            var answer = MeetingQuestion.Answer(observatory, plan, input);
            var file = result.GetValue(page) ?? "around.html";
            MeasureCommand.Write(file, Page.Of(answer, input.Source));
            if (result.GetValue(json)) Console.Out.WriteLine(AroundReport.Of(answer, input.Source).Json());
            else
            {
                MeasureCommand.Print(AroundReport.Of(answer, input.Source));
                Console.Out.WriteLine();
                Console.Out.WriteLine($"Page: {Path.GetFullPath(file)}");
            }
            return Run.Done;
        });
    }
}
