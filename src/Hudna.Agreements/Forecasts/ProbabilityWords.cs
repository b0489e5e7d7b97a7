using System.Globalization;

namespace Hudna.Agreements;

/// <summary>What words of probability are taken to mean.</summary>
/// <param name="Best">The probability, 0 to 1.</param>
/// <param name="Low">The lower end of the middle half of readers' answers.</param>
/// <param name="High">The upper end.</param>
/// <param name="Words">The words of the table that matched; null where none did.</param>
/// <param name="Source">Where the figures are from.</param>
public sealed record ImpliedProbability(double Best, double Low, double High, string? Words, string Source)
{
    /// <summary>The probability of the opposite.</summary>
    public ImpliedProbability Opposite => this with { Best = 1 - Best, Low = 1 - High, High = 1 - Low };
}

/// <summary>
/// The table of words of estimative probability (<c>data/lexicon/probability.csv</c>: words, p, low, high, source; spellings of one row
/// separated by bars). Immutable.
/// </summary>
public sealed class ProbabilityWords
{
    private readonly (string Phrase, ImpliedProbability Value)[] _rows;

    private ProbabilityWords((string, ImpliedProbability)[] rows) => _rows = rows;

    /// <summary>What is taken where the words say nothing: an even chance, anything from a quarter to three quarters.</summary>
    public static ImpliedProbability Silent { get; } = new(0.5, 0.25, 0.75, null, "no words of probability");

    /// <summary>Reads the table from its text; lines that are no row are passed over, the file's owner having checked it.</summary>
    public static ProbabilityWords Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var rows = new List<(string, ImpliedProbability)>();
        foreach (var line in csv.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var cells = line.Split(',');
            if (cells.Length < 5 || Number(cells[1]) is not { } best || Number(cells[2]) is not { } low || Number(cells[3]) is not { } high) continue;
            foreach (var phrase in cells[0].Split('|')) rows.Add((phrase.Trim(), new ImpliedProbability(best, low, high, phrase.Trim(), cells[4])));
        }
        return new ProbabilityWords([.. rows.OrderByDescending(r => r.Item1.Length).ThenBy(r => r.Item1, StringComparer.Ordinal)]);
    }

    /// <summary>What some words mean: the longest entry of the table that stands in them as whole words; <see cref="Silent"/> for none.</summary>
    public ImpliedProbability Of(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return Silent;
        var text = $" {words.ToLowerInvariant().Replace('’', '\'')} ";
        foreach (var (phrase, value) in _rows)
        {
            for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
            {
                if (!char.IsLetter(text[at - 1 < 0 ? 0 : at - 1]) && !char.IsLetter(text[at + phrase.Length])) return value;
            }
        }
        return Silent;
    }

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 1 ? n : null;
}
