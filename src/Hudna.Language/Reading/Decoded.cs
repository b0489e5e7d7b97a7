using Hudna.Codebook;

namespace Hudna.Language.Reading;

/// <summary>What the model says of one sentence; positions count words of the sentence, labels are indices into the label lists.</summary>
internal sealed class Decoded
{
    /// <summary>Frames by trigger.</summary>
    public IReadOnlyList<DecodedFrame> Frames { get; set; } = [];

    /// <summary>One list of BIO tags for each naming scheme; null where names were not asked for.</summary>
    public byte[][]? Names { get; set; }

    /// <summary>Log-odds of the marks, word by word; null where the model has none.</summary>
    public float[]? Marks { get; set; }

    /// <summary>Tags and tree; null where not asked for.</summary>
    public Tree? Tree { get; set; }
}

/// <summary>One frame within its sentence.</summary>
internal sealed record DecodedFrame(
    int Head, EventType? Type, float Probability, float TypeProbability, ClaimKind Kind, Modality Modality, bool Negated,
    IReadOnlyList<Mode> Modes, byte[] Roles, byte[] Citing, float[] RoleProbabilities, float[] CitingProbabilities);
