using System.CommandLine;
using Hudna.Codebook;

namespace Hudna.Cli;

/// <summary><c>hudna forecasts</c>: what was foretold, what became of it, and who did how well.</summary>
internal static class ForecastsCommand
{
    public static Command Create()
    {
        var json = Shared.Json();
        var asOf = Shared.AsOf();
        var choice = new ObservatoryChoice();
        var command = new Command("forecasts", "Print the forecasts, what became of them, and how well each forecaster did.") { asOf, json };
        choice.AddTo(command);
        return command.Does(result =>
        {
            using var observatory = Observatory.Observatory.Open(choice.Of(result));
            var questions = observatory.Forecasts(Shared.Day(result.GetValue(asOf), "--as-of"));
            if (result.GetValue(json))
            {
                Print.Json(w =>
                {
                    w.WriteStartArray("forecasts");
                    foreach (var q in questions)
                    {
                        w.WriteStartObject();
                        w.WriteString("claim", q.ClaimId);
                        w.WriteString("forecaster", q.Forecaster);
                        w.WriteString("made", q.Made?.ToString("yyyy-MM-dd"));
                        w.WriteString("kind", q.Kind);
                        w.WriteString("proposition", q.Proposition);
                        w.WriteBoolean("negated", q.Negated);
                        w.WriteString("until", q.Until?.ToString("yyyy-MM-dd"));
                        w.WriteNumber("probability", q.Probability.Best);
                        w.WriteNumber("probabilityLow", q.Probability.Low);
                        w.WriteNumber("probabilityHigh", q.Probability.High);
                        w.WriteString("rule", q.Rule);
                        w.WriteString("outcome", q.Outcome.Text());
                        w.WriteString("because", q.Why.Words);
                        w.WriteEndObject();
                    }
                    w.WriteEndArray();
                });
                return Run.Done;
            }
            var table = new Table("made", "forecaster", "p", "until", "outcome", "proposition");
            foreach (var q in questions)
            {
                table.Add($"{q.Made:yyyy-MM-dd}", Print.Short(q.Forecaster, 28), $"{q.Probability.Best:0.00}", $"{q.Until:yyyy-MM-dd}", q.Outcome.Text(), Print.Short(q.Proposition, 90));
            }
            table.Write(Console.Out);
            Console.Out.WriteLine();
            var scores = new Table("forecaster", "settled", "open", "came true", "Brier", "log", "base Brier");
            foreach (var s in Observatory.Observatory.Scores(questions))
            {
                scores.Add(Print.Short(s.Who, 40), $"{s.Settled}", $"{s.Open}", $"{s.CameTrue}", Score(s.Brier), Score(s.Log), Score(s.BaseBrier));
            }
            scores.Write(Console.Out);
            return Run.Done;
        });
    }

    private static string Score(double value) => double.IsFinite(value) ? $"{value:0.000}" : "";
}
