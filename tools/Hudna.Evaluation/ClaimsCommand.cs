namespace Hudna.Evaluation;

/// <summary><c>claims</c>: scores predicted claims against hand-coded ones.</summary>
internal static class ClaimsCommand
{
    /// <summary>Runs it; 0 done, 1 the input was at fault.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        string? gold = null, predicted = null;
        bool json = false, verbose = false, values = false, strict = false, alternatives = true;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--gold" when i + 1 < args.Length: gold = args[++i]; break;
                case "--predicted" when i + 1 < args.Length: predicted = args[++i]; break;
                case "--json": json = true; break;
                case "--verbose": verbose = true; break;
                case "--values": verbose = values = true; break;
                case "--strict-type": strict = true; break;
                case "--no-alternatives": alternatives = false; break;
                default:
                    errors.WriteLine($"'{args[i]}' is not understood, or its value is missing.");
                    return 1;
            }
        }
        if (gold is null || predicted is null)
        {
            errors.WriteLine("Name the folder of gold claims with --gold and the file of predicted ones with --predicted.");
            return 1;
        }
        try
        {
            var scorer = new ClaimScorer(new ClaimRule(strict, alternatives), verbose, values);
            var score = scorer.Score(GoldFolder.Read(gold), JsonLines.Read(predicted));
            if (json) ScoreReport.WriteJson(score, output);
            else ScoreReport.WriteTable(score, verbose, output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }
}
