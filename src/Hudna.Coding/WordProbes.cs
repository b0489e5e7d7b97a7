using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// What the model's vectors of a draft's words say for or against it: a probe on the trigger's vector and one on the mean over the segment, by kind,
/// learnt with the other evidence (<c>data/lexicon/probes.csv</c>). Made for one model; with any other, and where the model did not read, it says nothing.
/// </summary>
internal sealed class WordProbes
{
    private readonly Dictionary<ClaimKind, (int Trigger, int Segment, double Offset)> _at = [];

    /// <param name="lexicon">Holds the probes.</param>
    /// <param name="model">The name of the model that reads.</param>
    public WordProbes(Lexicon lexicon, string model)
    {
        var rows = new List<float[]>();
        foreach (var (kind, probe) in lexicon.Probes.Where(p => model.Contains(p.Value.Model, StringComparison.Ordinal)))
        {
            _at[kind] = (rows.Count, rows.Count + 1, probe.Offset);
            rows.Add(probe.Trigger);
            rows.Add(probe.Segment);
        }
        if (rows.Count > 0) Probes = new Probes(rows);
    }

    /// <summary>What the engine is to read off the words; null for nothing.</summary>
    public Probes? Probes { get; }

    /// <summary>The log-odds that the words add, 0 where nothing is known of them.</summary>
    public double Of(Draft draft)
    {
        var view = draft.View;
        // Where the vectors themselves were read, to learn from, there are more values than probes.
        if (Probes is null || view.Document.Probes is not { } values || values.Count != Probes.Count || !_at.TryGetValue(draft.Kind, out var at)) return 0;
        return Words(draft) is not { } words ? 0 : at.Offset + values[view.Index, words.Trigger][at.Trigger] + Enumerable.Range(words.First, words.Last - words.First + 1).Average(w => (double)values[view.Index, w][at.Segment]);
    }

    /// <summary>The draft's trigger and the first and last word of its segment; null where the model did not read its sentence.</summary>
    public static (int Trigger, int First, int Last)? Words(Draft draft)
    {
        var view = draft.View;
        if (view.Count == 0 || view.Document.Probes is not { } values || values[view.Index, 0].IsEmpty) return null;
        var (first, last) = view.TokensIn(draft.Segment?.Span ?? draft.Quote);
        return last < first ? null : (Math.Clamp(draft.Trigger, 0, view.Count - 1), first, last);
    }
}

/// <summary>The probes of one kind of claim.</summary>
/// <param name="Model">A part of the name of the model that they were made for.</param>
/// <param name="Offset">What is added once.</param>
/// <param name="Trigger">Weights of the trigger's vector.</param>
/// <param name="Segment">Weights of the mean over the segment.</param>
internal sealed record KindProbe(string Model, double Offset, float[] Trigger, float[] Segment);
