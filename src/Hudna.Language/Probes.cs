using Hudna.Language.Model;
using Hudna.Language.Numerics;

namespace Hudna.Language;

/// <summary>
/// Linear probes: weighted sums of a word's vector, by which something that was learnt elsewhere is read off the model's words without keeping the
/// vectors themselves. Made for one model: another's vectors mean something else. Immutable, safe for use from several threads.
/// </summary>
public sealed unsafe class Probes
{
    /// <summary>Numbers in a word's vector.</summary>
    public const int Width = PackedModel.Width;

    private readonly PackedMatrix _weights;

    /// <summary>Packs the probes.</summary>
    /// <param name="rows">Each probe's weights, <see cref="Width"/> of them.</param>
    /// <exception cref="ArgumentException">A probe has another number of weights, or there is none.</exception>
    public Probes(IReadOnlyList<float[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(r => r.Length != Width)) throw new ArgumentException($"A probe has {Width} weights.", nameof(rows));
        Count = rows.Count;
        _weights = new PackedMatrix(Count, Width);
        for (var r = 0; r < Count; r++) _weights.PutRow(r, rows[r]);
    }

    /// <summary>One probe for each number of the vector: the vectors themselves, for those who learn probes.</summary>
    public static Probes Identity { get; } = new([.. Enumerable.Range(0, Width).Select(i => Enumerable.Range(0, Width).Select(k => k == i ? 1f : 0).ToArray())]);

    /// <summary>How many probes there are.</summary>
    public int Count { get; }

    /// <summary>The probes' values of words that lie in a workspace, word by word.</summary>
    internal float[] Of(Workspace work, int from, int to)
    {
        var width = _weights.PaddedOutputs;
        var values = work.Get(Workspace.Slab.Probes, to - from, width);
        Product.Run(work[Workspace.Slab.Words] + (long)from * Width, Width, to - from, _weights, values, width);
        var found = new float[(to - from) * Count];
        for (var w = 0; w < to - from; w++) new ReadOnlySpan<float>(values + (long)w * width, Count).CopyTo(found.AsSpan(w * Count));
        return found;
    }
}

/// <summary>What probes read off a document's words.</summary>
/// <param name="count">Probes a word.</param>
/// <param name="sentences">Values by sentence, word by word; null for a sentence that the model did not read.</param>
public sealed class ProbeValues(int count, IReadOnlyList<float[]?> sentences)
{
    /// <summary>Probes a word.</summary>
    public int Count { get; } = count;

    /// <summary>The values of one word; empty where the model did not read its sentence.</summary>
    /// <param name="sentence">Index of the sentence.</param>
    /// <param name="word">The word's place in it.</param>
    public ReadOnlySpan<float> this[int sentence, int word] => sentences[sentence] is { } values ? values.AsSpan(word * Count, Count) : default;
}
