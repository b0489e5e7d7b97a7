using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hudna.Codebook;
using Hudna.Language.Model;
using Hudna.Language.Numerics;
using static Hudna.Language.Model.Workspace;

namespace Hudna.Language.Reading;

/// <summary>Finds the triggers of a batch, says what kind of frame each opens, and reads which words fill its roles.</summary>
internal readonly unsafe ref struct FrameReader(PackedModel model, Bio roles, Bio citing)
{
    private const int W = PackedModel.Width;
    private const int R = PackedModel.RoleWidth;
    private const float Threshold = 0.5f;

    // Log-odds from which on a word's mark as an event opens a frame that its own probability would not.
    private const float LeastMark = -1f;
    private const int PairRows = 252;

    private readonly record struct Trigger(int Sentence, int Word, int Type, float Probability, float TypeProbability);

    /// <summary>Adds frames to the results; <paramref name="labels"/> are the rows of word labels, triggers first.</summary>
    public void Read(Workspace work, float* labels, int width, Span<Decoded> results)
    {
        var triggers = FindTriggers(work, labels, width, results);
        if (triggers.Count == 0) return;
        var words = work[Slab.Words];
        var vectors = work.Get(Slab.Triggers, triggers.Count, W);
        for (var t = 0; t < triggers.Count; t++)
            new ReadOnlySpan<float>(words + (long)triggers[t].Word * W, W).CopyTo(new Span<float>(vectors + (long)t * W, W));
        var inside = work.Get(Slab.Inside, triggers.Count, W);
        Product.Run(vectors, W, triggers.Count, model.Hidden, inside, W, Product.Finish.Gelu);
        var attributeWidth = model.Attributes.PaddedOutputs;
        var attributes = work.Get(Slab.Attributes, triggers.Count, attributeWidth);
        Product.Run(inside, W, triggers.Count, model.Attributes, attributes, attributeWidth);
        var byWord = work.Get(Slab.RoleWords, work.Words, R);
        Product.Run(words, W, work.Words, model.RoleWord, byWord, R);
        var byTrigger = work.Get(Slab.RoleTriggers, triggers.Count, R);
        Product.Run(vectors, W, triggers.Count, model.RoleTrigger, byTrigger, R);

        var lists = new List<DecodedFrame>?[results.Length];
        for (var from = 0; from < triggers.Count;)
        {
            // As many whole triggers as fit in the pair buffer, at least one.
            var (to, rows) = (from, 0);
            do
            {
                rows += Length(work, triggers[to]);
                to++;
            }
            while (to < triggers.Count && rows + Length(work, triggers[to]) <= PairRows);
            ReadRoles(work, triggers, from, to, rows, byWord, byTrigger);
            var pairWidth = model.RoleLabels.PaddedOutputs;
            var row = work[Slab.PairLabels];
            for (var t = from; t < to; t++)
            {
                var frame = Decode(triggers[t], work, attributes + (long)t * attributeWidth, row, pairWidth);
                (lists[triggers[t].Sentence] ??= []).Add(frame);
                row += (long)Length(work, triggers[t]) * pairWidth;
            }
            from = to;
        }
        for (var s = 0; s < results.Length; s++)
            if (lists[s] is { } list) results[s].Frames = list;
    }

    private static int Length(Workspace work, Trigger trigger) => work.WordStart[trigger.Sentence + 1] - work.WordStart[trigger.Sentence];

    private List<Trigger> FindTriggers(Workspace work, float* labels, int width, Span<Decoded> results)
    {
        var found = new List<Trigger>();
        var types = model.Labels.Types.Length;
        Span<float> p = stackalloc float[1 + types];
        for (var s = 0; s < results.Length; s++)
        {
            for (var w = work.WordStart[s]; w < work.WordStart[s + 1]; w++)
            {
                SentenceReader.Softmax(new ReadOnlySpan<float>(labels + (long)w * width, 1 + types), p);
                if (!(1f - p[0] > Threshold) && !IsMarked(results[s].Marks, w - work.WordStart[s])) continue;
                var best = 1;
                for (var t = 2; t <= types; t++)
                    if (p[t] > p[best]) best = t;
                found.Add(new Trigger(s, w, best, 1f - p[0], p[best] / (1f - p[0])));
            }
        }
        return found;
    }

    private bool IsMarked(float[]? marks, int word)
    {
        var claims = model.Labels.Claims;
        for (var c = 0; marks is not null && c < claims.Count; c++)
            if (claims[c].Kind == ClaimKind.Event && marks[word * claims.Count + c] > LeastMark) return true;
        return false;
    }

    private void ReadRoles(Workspace work, List<Trigger> triggers, int from, int to, int rows, float* byWord, float* byTrigger)
    {
        var pairs = work.Get(Slab.Pairs, rows, R);
        var row = pairs;
        for (var t = from; t < to; t++)
        {
            var trigger = triggers[t];
            var (start, end) = (work.WordStart[trigger.Sentence], work.WordStart[trigger.Sentence + 1]);
            for (var w = start; w < end; w++, row += R)
            {
                var distance = Math.Clamp(w - trigger.Word, -PackedModel.Reach, PackedModel.Reach) + PackedModel.Reach;
                Combine(byWord + (long)w * R, byTrigger + (long)t * R, model.RoleDistance, distance, model.RoleType, trigger.Type, row);
            }
        }
        var inner = work.Get(Slab.PairInner, rows, R);
        Product.Run(pairs, R, rows, model.RoleInner, inner, R, Product.Finish.Gelu);
        Sum(pairs, inner, rows * R);
        var width = model.RoleLabels.PaddedOutputs;
        Product.Run(pairs, R, rows, model.RoleLabels, work.Get(Slab.PairLabels, rows, width), width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(float* word, float* trigger, StoredTensor distances, int distance, StoredTensor types, int type, float* result)
    {
        for (var k = 0; k < R; k += 8)
        {
            var sum = Vector256.Load(word + k) + Vector256.Load(trigger + k);
            sum = sum + Row(distances, distance, k) + Row(types, type, k);
            VectorMath.Gelu(sum).Store(result + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Row(StoredTensor tensor, int row, int column)
    {
        var at = (long)row * R + column;
        if (tensor.Int8 == null) return Vector256.Load(tensor.Floats + at);
        var bytes = Vector128.CreateScalarUnsafe(*(long*)(tensor.Int8 + at)).AsSByte();
        return Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256Unsafe()))) * tensor.Scale[row];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(float* x, float* y, int count)
    {
        for (var k = 0; k < count; k += 8) (Vector256.Load(x + k) + Vector256.Load(y + k)).Store(x + k);
    }

    private DecodedFrame Decode(Trigger trigger, Workspace work, float* attributes, float* pairs, int pairWidth)
    {
        var labels = model.Labels;
        var n = Length(work, trigger);
        var kind = Best(attributes, labels.Kinds.Length);
        var modality = Best(attributes += labels.Kinds.Length, labels.Modalities.Length);
        var negated = Best(attributes += labels.Modalities.Length, 2) == 1;
        attributes += 2;
        var modes = new List<Mode>(2);
        for (var m = 0; m < labels.Modes.Length; m++)
            if (attributes[m] > 0) modes.Add(labels.Modes[m]);
        var (roleTags, citingTags) = (new byte[n], new byte[n]);
        roles.Decode(pairs, pairWidth, roleTags);
        citing.Decode(pairs + roles.Tags.Length, pairWidth, citingTags);
        return new DecodedFrame(trigger.Word - work.WordStart[trigger.Sentence], labels.Types[trigger.Type - 1], trigger.Probability,
            trigger.TypeProbability, labels.Kinds[kind], labels.Modalities[modality], negated, modes, roleTags, citingTags,
            Probabilities(roles, roleTags, pairs, pairWidth), Probabilities(citing, citingTags, pairs + roles.Tags.Length, pairWidth));
    }

    // The probability of each word's own label; 1 outside spans, where nobody asks.
    private static float[] Probabilities(Bio bio, byte[] tags, float* scores, int stride)
    {
        var found = new float[tags.Length];
        Span<float> p = stackalloc float[bio.Tags.Length];
        for (var i = 0; i < tags.Length; i++, scores += stride)
        {
            found[i] = 1f;
            if (bio.IsOutside(tags[i])) continue;
            SentenceReader.Softmax(new ReadOnlySpan<float>(scores, p.Length), p);
            found[i] = p[tags[i]];
        }
        return found;
    }

    private static int Best(float* scores, int count)
    {
        var best = 0;
        for (var i = 1; i < count; i++)
            if (scores[i] > scores[best]) best = i;
        return best;
    }
}
