using Hudna.Codebook;

namespace Hudna.Language;

/// <summary>
/// What a model says of each word as the one that tells a claim: log-odds by kind and type of claim, each by itself, so that a word may tell two. A word is marked
/// only where a coder after the codebook would write a claim, unlike a frame's trigger, which may also be mentioned, wished or recalled.
/// </summary>
/// <param name="labels">Kinds and types, in the order of the values; tallies and forecasts without a type.</param>
/// <param name="sentences">Values by sentence, word by word; null for a sentence that the model did not read.</param>
public sealed class ClaimMarks(IReadOnlyList<(ClaimKind Kind, EventType? Type)> labels, IReadOnlyList<float[]?> sentences)
{
    /// <summary>Kinds and types of claim, in the order of a word's values.</summary>
    public IReadOnlyList<(ClaimKind Kind, EventType? Type)> Labels { get; } = labels;

    /// <summary>The log-odds of one word; empty where the model did not read its sentence.</summary>
    /// <param name="sentence">Index of the sentence.</param>
    /// <param name="word">The word's place in it.</param>
    public ReadOnlySpan<float> this[int sentence, int word] => sentences[sentence] is { } values ? values.AsSpan(word * Labels.Count, Labels.Count) : default;
}
