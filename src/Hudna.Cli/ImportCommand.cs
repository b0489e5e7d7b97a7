using System.CommandLine;

namespace Hudna.Cli;

/// <summary><c>hudna import PROFILE FILE</c>: take another provider's table of events into the record.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var profile = new Argument<string>("PROFILE") { Description = "ucdp, acled, gdelt, airwars, or a mapping file (YAML) for any other table." };
        var file = new Argument<string>("FILE") { Description = "The table, as CSV or tab-separated text." };
        var published = new Option<string?>("--published") { Description = "The day that the provider published it, as 2021-12-31.", HelpName = "DATE" };
        var complete = new Option<bool>("--complete") { Description = "The table is all of the provider's data: set aside the claims of rows that it no longer holds." };
        var json = Shared.Json();
        var choice = new ObservatoryChoice();
        var command = new Command("import", "Take another provider's table of events into the record, each row a report with its claims.") { profile, file, published, complete, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result) with { MakeLedger = true });
            var day = Shared.Day(result.GetValue(published), "--published");
            var s = observatory.Import(result.GetValue(profile)!, result.GetValue(file)!, day, result.GetValue(complete));
            foreach (var fault in s.Faults) Console.Error.WriteLine($"hudna: {fault}");
            if (s.Faulty > s.Faults.Count) Console.Error.WriteLine($"hudna: and {s.Faulty - s.Faults.Count} more rows like these.");
            if (result.GetValue(json))
            {
                Print.Json(w =>
                {
                    w.WriteNumber("added", s.Added);
                    w.WriteNumber("changed", s.Changed);
                    w.WriteNumber("same", s.Same);
                    w.WriteNumber("missing", s.Missing.Count);
                    w.WriteNumber("claims", s.Claims);
                    w.WriteNumber("faulty", s.Faulty);
                });
            }
            else
            {
                Console.Out.WriteLine($"{s.Added} rows new, {s.Changed} changed, {s.Same} as they were, {s.Missing.Count} no longer there, {s.Faulty} not read; {s.Claims} claims.");
                foreach (var source in s.Missing.Take(10)) Console.Out.WriteLine($"  no longer there: {source}");
                if (s.Missing.Count > 10) Console.Out.WriteLine($"  and {s.Missing.Count - 10} more");
            }
            return s.Faulty > 0 ? Run.UserFault : Run.Done;
        });
    }
}
