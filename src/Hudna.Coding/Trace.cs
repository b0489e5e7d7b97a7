namespace Hudna.Coding;

/// <summary>How one claim came to be: every field with the words, the probabilities, what was weighed, and the rule that decided.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Steps">In the order in which the coder took them.</param>
public sealed record Trace(string ClaimId, IReadOnlyList<TraceStep> Steps);

/// <summary>One decision on one field.</summary>
/// <param name="Field">The claim's field (<c>kind</c>, <c>places</c>, <c>time</c> …).</param>
/// <param name="Rule">What decided.</param>
/// <param name="Words">The words of the report that it leans on; null where there are none.</param>
/// <param name="Probability">The model's probability, where it had a part.</param>
/// <param name="Weighed">What was weighed, best first: entries of the register or gazetteer; for the confidence the evidence with its log-odds.</param>
public sealed record TraceStep(string Field, string Rule, string? Words, double? Probability, IReadOnlyList<string> Weighed);
