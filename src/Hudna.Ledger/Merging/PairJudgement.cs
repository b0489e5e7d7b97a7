using System.Globalization;

namespace Hudna.Ledger.Merging;

/// <summary>Whether two claims tell of one occurrence, and why.</summary>
/// <param name="Refusal">Why they cannot; null where they can.</param>
/// <param name="LogOdds">The sum of the weights, in natural log odds; meaningless with a refusal.</param>
/// <param name="Features">Each piece of evidence with its weight.</param>
public sealed record PairJudgement(string? Refusal, double LogOdds, IReadOnlyList<Evidence> Features)
{
    /// <summary>The probability that the log odds stand for, 0 with a refusal.</summary>
    public double Probability => Refusal is null ? Merging.Weights.Probability(LogOdds) : 0;

    /// <summary>Features and weights in one line.</summary>
    public string Words => Refusal ?? string.Join(", ", Features.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Words} {f.Weight:+0.0;-0.0;0}")));
}

/// <summary>One piece of evidence.</summary>
/// <param name="Words">What was found ("same day").</param>
/// <param name="Weight">What it counts, in natural log odds.</param>
public sealed record Evidence(string Words, double Weight);
