using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

public class ForecastTests
{
    private static readonly ProbabilityWords Words = ProbabilityWords.Read(
        "words,p,low,high,source\nwill not|no possibility,0.04,0.01,0.08,own\nwill,0.9,0.85,0.97,own\nit is possible that|may,0.45,0.35,0.55,nasa\ndid not expect,0.15,0.1,0.25,own\n");

    private static ForecastLedger Ledger => new(new ActorBook(Theatres.Idlib.Actors), Words);

    [Theory]
    [InlineData("It is possible", false, 0.5)]
    [InlineData("It is possible that", false, 0.45)]
    [InlineData("will not", true, 0.04)]
    [InlineData("will", true, 0.1)]
    [InlineData("may", false, 0.45)]
    [InlineData("dismay", false, 0.5)]
    [InlineData(null, false, 0.5)]
    public void Words_imply_a_probability_of_the_thing_itself(string? words, bool negated, double expected)
    {
        var question = Ledger.Of([Forecast(words, negated, null)], [], [], new DateOnly(2022, 1, 5)).Single();
        Assert.Equal(expected, question.Probability.Best, 6);
        Assert.InRange(question.Probability.Best, question.Probability.Low, question.Probability.High);
    }

    [Fact]
    public void A_forecast_is_settled_by_the_ledger_within_its_time_and_by_who_where_and_how()
    {
        var forecast = Forecast("did not expect", true, "2022-01/2022-06");
        var hit = IncidentText.Read("ASSAULT ground-attack | 2022-03-01 | syria/army > | pcode:C4070 exact", Theatres.Idlib);
        var late = IncidentText.Read("ASSAULT ground-attack | 2022-08-01 | syria/army > | pcode:C4070 exact", Theatres.Idlib);
        var shell = IncidentText.Read("ASSAULT shelling | 2022-03-01 | syria/army > | pcode:C4070 exact", Theatres.Idlib);
        var asOf = new DateOnly(2022, 12, 31);
        Assert.Equal(ForecastOutcome.Happened, Ledger.Of([forecast], [late, hit], [], asOf).Single().Outcome);
        Assert.False(Ledger.Of([forecast], [hit], [], asOf).Single().CameTrue);
        Assert.Equal(ForecastOutcome.Open, Ledger.Of([forecast], [shell], [], new DateOnly(2022, 4, 1)).Single().Outcome);
        Assert.Equal(ForecastOutcome.Unresolvable, Ledger.Of([forecast], [late, shell], [], asOf).Single().Outcome);
        var told = Enumerable.Range(1, 4).Select(d => Forecast(null, false, null, new DateOnly(2022, 2, d)) with { Kind = ClaimKind.Event, Id = $"claim:{d}" });
        var quiet = Ledger.Of([forecast, .. told], [shell], [], asOf).Single();
        Assert.Equal((ForecastOutcome.DidNotHappen, true), (quiet.Outcome, quiet.CameTrue));
    }

    [Fact]
    public void A_person_settles_what_the_ledger_cannot_and_may_take_it_back()
    {
        var forecast = Forecast("will not", true, null);
        var settle = new Decision
        {
            Id = "decision:1", Kind = DecisionKind.Close, Subjects = [forecast.Id], Field = ForecastLedger.Field, Value = "did-not-happen", Reader = "A. Reader",
            At = DateTimeOffset.UnixEpoch, Reason = "No broad offensive until November 2024 (general knowledge).",
        };
        var undo = settle with { Id = "decision:2", Kind = DecisionKind.Undo, Subjects = ["decision:1"], Field = null, Value = null };
        var question = Ledger.Of([forecast], [], [settle], new DateOnly(2023, 1, 1)).Single();
        Assert.Equal((ForecastOutcome.DidNotHappen, true, "decision:1"), (question.Outcome, question.CameTrue, question.SettledBy));
        Assert.Contains("general knowledge", question.Why.Words, StringComparison.Ordinal);
        Assert.Equal(ForecastOutcome.Open, Ledger.Of([forecast], [], [settle, undo], new DateOnly(2023, 1, 1)).Single().Outcome);
    }

    [Fact]
    public void Scores_are_those_worked_by_hand()
    {
        // p 0.9 and it came; 0.15 and it came; 0.04 and it did not: Brier (0.01 + 0.7225 + 0.0016) / 3.
        ForecastQuestion[] questions = [Question("A", 0.9, true), Question("A", 0.15, true), Question("B", 0.04, false)];
        var all = ForecastScores.ByForecaster(questions, _ => 0.5)[0];
        Assert.Equal((0.01 + 0.7225 + 0.0016) / 3, all.Brier, 10);
        Assert.Equal(-(Math.Log2(0.9) + Math.Log2(0.15) + Math.Log2(0.96)) / 3, all.Log, 10);
        Assert.Equal(0.25, all.BaseBrier, 10);
        Assert.Equal(1 - (all.Brier / 0.25), all.Skill, 10);
        Assert.Equal(["all", "A", "B"], ForecastScores.ByForecaster(questions, _ => 0.5).Select(s => s.Who));
        Assert.Equal(0.6, ForecastScores.LaplaceBaseRate(questions)("ASSAULT"), 10);
        Assert.Equal(0.5, ForecastScores.LaplaceBaseRate(questions)("CONSULT"), 10);
        var bins = ForecastScores.Calibration(questions);
        Assert.Equal(2, bins.Count);
        // Wilson's interval for 1 of 2 is 0.0945 to 0.9055 (Newcombe 1998, formula 3).
        Assert.Equal(0.0945, bins[0].Low, 4);
        Assert.Equal(0.9055, bins[0].High, 4);
        Assert.True(double.IsNaN(ForecastScores.ByKind([], _ => 0.5)[0].Brier));
    }

    [Fact]
    public void The_scores_of_the_seeds_forecasts_are_those_of_the_manual()
    {
        var table = ProbabilityWords.Read(File.ReadAllText(Path.Combine(Theatres.Root, "data", "lexicon", "probability.csv")));
        var questions = new List<ForecastQuestion>();
        foreach (var cells in File.ReadLines(Path.Combine(Theatres.Cases, "forecasts", "seeds.csv")).Skip(1).Select(l => l.Split(';')))
        {
            Assert.Equal(8, cells.Length);
            var said = table.Of(cells[3]);
            Assert.NotNull(said.Words);
            var outcome = cells[6] switch { "happened" => ForecastOutcome.Happened, "did-not-happen" => ForecastOutcome.DidNotHappen, _ => ForecastOutcome.Unresolvable };
            questions.Add(new ForecastQuestion($"claim:{questions.Count}", cells[1], null, null, cells[2], cells[5], cells[4] == "yes", null,
                cells[4] == "yes" && said.Best > 0.5 ? said.Opposite : said, "", outcome, Reason.Of(cells[7]), null));
        }
        var all = ForecastScores.ByForecaster(questions, ForecastScores.LaplaceBaseRate(questions))[0];
        Assert.Equal((12, 3), (all.Settled, all.Unresolvable));
        Assert.Equal(0.153, all.Brier, 3);
        Assert.Equal(0.69, all.Log, 2);
        Assert.Equal(0.067, all.BaseBrier, 3);
        var bins = ForecastScores.Calibration(questions);
        Assert.Equal(12, bins.Sum(b => b.Forecasts));
        Assert.Equal((9, 1), (bins.Where(b => b.To < 0.7).Sum(b => b.Forecasts), bins.Where(b => b.To < 0.7).Sum(b => b.Happened)));
        Assert.Equal((0.02, 0.43), (Math.Round(ForecastScores.Wilson(1, 9).Low, 2), Math.Round(ForecastScores.Wilson(1, 9).High, 2)));
        Assert.Equal((0.21, 0.94), (Math.Round(ForecastScores.Wilson(2, 3).Low, 2), Math.Round(ForecastScores.Wilson(2, 3).High, 2)));
    }

    private static ForecastQuestion Question(string who, double p, bool came) => new($"claim:{p}", who, null, null, "ASSAULT", "", false, null,
        new ImpliedProbability(p, p, p, null, ""), "", came ? ForecastOutcome.Happened : ForecastOutcome.DidNotHappen, Reason.Of(""), null);

    private static Claim Forecast(string? words, bool negated, string? horizon, DateOnly? published = null) => new()
    {
        Id = "claim:22222222222222222222",
        Report = new ReportReference("sha256:0", "003.txt", "North Press", published ?? new DateOnly(2021, 12, 31), PublishedBasis.Given),
        Kind = ClaimKind.Forecast,
        Type = EventType.Assault,
        Modes = [Mode.GroundAttack],
        Quote = new Quote(0, 1, "x"),
        Negated = negated,
        ProbabilityWords = words,
        Horizon = horizon is null ? new Horizon(null, null, true) : new Horizon(horizon, Edtf.TryRead(horizon), false),
        Attribution = [new Attribution("North Press", null), new Attribution("Mustafa Bakour", null, "jaysh-al-izza")],
        Coder = "hand/1",
    };
}
