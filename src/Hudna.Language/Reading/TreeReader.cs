using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hudna.Language.Model;
using Hudna.Language.Numerics;
using static Hudna.Language.Model.Workspace;

namespace Hudna.Language.Reading;

/// <summary>Tags and dependency trees of a batch (biaffine arcs and relations).</summary>
internal readonly unsafe ref struct TreeReader(PackedModel model)
{
    private const int W = PackedModel.Width;
    private const int A = ParserWeights.ArcWidth;
    private const int L = ParserWeights.RelationWidth;
    private const int Both = A + L;

    /// <summary>Adds a tree to each result.</summary>
    public void Read(Workspace work, Span<Decoded> results)
    {
        var parser = model.Parser;
        var words = work[Slab.Words];
        var tagWidth = parser.Tags.PaddedOutputs;
        var tags = work.Get(Slab.Tags, work.Words, tagWidth);
        Product.Run(words, W, work.Words, parser.Tags, tags, tagWidth);
        var dependants = work.Get(Slab.Dependants, work.Words, Both);
        Product.Run(words, W, work.Words, parser.Dependants, dependants, Both, Product.Finish.Gelu);
        // The root is one more word behind the others.
        var last = work.Words;
        words = Append(work, parser.Root);
        var heads = work.Get(Slab.Heads, last + 1, Both);
        Product.Run(words, W, last + 1, parser.Heads, heads, Both, Product.Finish.Gelu);
        var arcWidth = parser.Arc.PaddedOutputs;
        var forms = work.Get(Slab.Forms, last + 1, arcWidth);
        Product.Run(heads, Both, last + 1, parser.Arc, forms, arcWidth);
        for (var s = 0; s < results.Length; s++)
        {
            var (from, to) = (work.WordStart[s], work.WordStart[s + 1]);
            var n = to - from;
            var scores = new float[n, n + 1];
            for (var i = 0; i < n; i++)
                for (var j = 0; j <= n; j++)
                    scores[i, j] = Form(dependants + (long)(from + i) * Both, forms + (long)(j == 0 ? last : from + j - 1) * arcWidth, A);
            var chosen = SpanningTree.Best(scores);
            results[s].Tree = new Tree(Tags(tags, tagWidth, from, n, 0, model.Labels.Upos),
                Tags(tags, tagWidth, from, n, model.Labels.Upos.Length, model.Labels.Xpos), chosen,
                Relations(work, dependants, heads, from, last, chosen));
        }
    }

    private static float* Append(Workspace work, float* root)
    {
        // Get rounds up to a whole block and one block more, so there is room behind the last word.
        var words = work[Slab.Words];
        new ReadOnlySpan<float>(root, W).CopyTo(new Span<float>(words + (long)work.Words * W, W));
        return words;
    }

    private static string[] Tags(float* scores, int width, int from, int n, int offset, string[] labels)
    {
        var found = new string[n];
        for (var i = 0; i < n; i++)
        {
            var row = scores + (long)(from + i) * width + offset;
            var best = 0;
            for (var t = 1; t < labels.Length; t++)
                if (row[t] > row[best]) best = t;
            found[i] = labels[best];
        }
        return found;
    }

    // Each relation's form is needed only at the chosen head.
    private string[] Relations(Workspace work, float* dependants, float* heads, int from, int root, int[] chosen)
    {
        const int rows = 96;
        var form = model.Parser.Relation;
        var (width, labels) = (form.PaddedOutputs, model.Labels.Relations);
        var found = new string[chosen.Length];
        var picked = work.Get(Slab.Inside, rows, L);
        var forms = work.Get(Slab.Relations, rows, width);
        for (var start = 0; start < chosen.Length; start += rows)
        {
            var count = Math.Min(rows, chosen.Length - start);
            for (var i = 0; i < count; i++)
            {
                var head = chosen[start + i] == 0 ? root : from + chosen[start + i] - 1;
                new ReadOnlySpan<float>(heads + (long)head * Both + A, L).CopyTo(new Span<float>(picked + (long)i * L, L));
            }
            Product.Run(picked, L, count, form, forms, width);
            for (var i = 0; i < count; i++)
            {
                var dependant = dependants + (long)(from + start + i) * Both + A;
                var (best, bestScore) = (0, float.NegativeInfinity);
                for (var r = 0; r < labels.Length; r++)
                {
                    var score = Form(dependant, forms + (long)i * width + r * (L + 1), L);
                    if (score > bestScore) (best, bestScore) = (r, score);
                }
                found[start + i] = labels[best];
            }
        }
        return found;
    }

    // [d; 1] · form
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Form(float* d, float* form, int width)
    {
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < width; k += 8) sum = Vector256.FusedMultiplyAdd(Vector256.Load(d + k), Vector256.Load(form + k), sum);
        return VectorMath.Sum(sum) + form[width];
    }
}
