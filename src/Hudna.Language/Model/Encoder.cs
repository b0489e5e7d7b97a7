using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hudna.Language.Numerics;
using static Hudna.Language.Model.Workspace;

namespace Hudna.Language.Model;

/// <summary>
/// The transformer: word pieces in, one vector a word out. All pieces of a batch go through each product together, end to end and
/// without padding; attention looks at one sentence at a time. A word's vector depends on its sentence alone.
/// </summary>
internal static unsafe class Encoder
{
    private const int ClassMark = 101;
    private const int Separator = 102;
    private const int W = PackedModel.Width;

    /// <summary>Pieces that a run of tokens takes in a batch, the two marks included.</summary>
    public static int Places(TokenPieces pieces, int first, int count)
    {
        var sum = 2;
        for (var t = first; t < first + count && sum < PackedModel.Places; t++) sum += pieces.Length(t);
        return Math.Min(sum, PackedModel.Places);
    }

    /// <summary>Empties the batch.</summary>
    public static void Begin(Workspace work)
    {
        work.Pieces = work.Words = 0;
        work.PieceStart.Clear();
        work.WordStart.Clear();
        work.PieceStart.Add(0);
        work.WordStart.Add(0);
    }

    /// <summary>Adds a sentence to the batch. Words past the last place share it, as in training.</summary>
    public static void Add(Workspace work, TokenPieces pieces, int firstToken, int count)
    {
        const int limit = PackedModel.Places;
        var start = work.Pieces;
        var n = 0;
        if (work.First.Length < work.Words + count)
        {
            var wider = work.First;
            Array.Resize(ref wider, Math.Max(work.First.Length * 2, work.Words + count));
            work.First = wider;
        }
        work.Ids[start] = ClassMark;
        work.Shapes[start] = 0;
        n++;
        for (var t = firstToken; t < firstToken + count; t++)
        {
            var ids = pieces[t];
            if (n + ids.Length > limit - 1) ids = ids[..1];
            work.First[work.Words++] = start + Math.Min(n, limit - 2);
            if (n >= limit - 1) continue;
            var shape = pieces.Shape(t);
            foreach (var id in ids)
            {
                work.Ids[start + n] = id;
                work.Shapes[start + n] = shape;
                n++;
            }
        }
        work.Ids[start + n] = Separator;
        work.Shapes[start + n] = 0;
        n++;
        work.Pieces = start + n;
        work.PieceStart.Add(work.Pieces);
        work.WordStart.Add(work.Words);
    }

    /// <summary>Runs the batch; afterwards <see cref="Slab.Words"/> holds one row of 384 a word.</summary>
    public static void Run(PackedModel model, Workspace work)
    {
        var rows = work.Pieces;
        var x = work.Get(Slab.Hidden, rows, W);
        Embed(model, work, x);
        var qkv = work.Get(Slab.Qkv, rows, 3 * W);
        var mixed = work.Get(Slab.Mixed, rows, W);
        var inner = work.Get(Slab.Inner, rows, W);
        var sum = work.Get(Slab.Sum, rows, W);
        // Rounded rows have room for 16-bit words; float32 arithmetic leaves them as they are.
        var rounded = (byte*)work.Get(Slab.Rounded, rows, W / 2);
        var roundedInner = (byte*)work.Get(Slab.RoundedInner, rows, W / 2);
        var scales = work.Get(Slab.Scales, rows, 1);
        var innerScales = work.Get(Slab.InnerScales, rows, 1);
        foreach (var layer in model.Layers)
        {
            if (layer.Rounded is not [var qkvWeights, var outWeights, var f1, var f2])
            {
                Product.Run(x, W, rows, layer.Qkv, qkv, 3 * W);
                Attend(work, qkv, mixed);
                Product.Run(mixed, W, rows, layer.Out, sum, W);
                LayerNorm.Run(x, sum, rows, W, layer.Gain1, layer.Shift1);
                // The inner 1,536 are made and used up 384 at a time, so that they stay in the second-level cache.
                for (var part = 0; part < PackedModel.Inner; part += W)
                {
                    Product.Run(x, W, rows, layer.F1, 0, W, part, W, inner, W, false, Product.Finish.Gelu);
                    Product.Run(inner, W, rows, layer.F2, part, W, 0, W, sum, W, part > 0, Product.Finish.Store);
                }
            }
            else
            {
                Int8Product.Round(x, rows, f1.Bytes, rounded, scales);
                Int8Product.Run(rounded, scales, rows, qkvWeights, qkv, 3 * W);
                Attend(work, qkv, mixed);
                Int8Product.Round(mixed, rows, f1.Bytes, rounded, scales);
                Int8Product.Run(rounded, scales, rows, outWeights, sum, W);
                LayerNorm.Run(x, sum, rows, W, layer.Gain1, layer.Shift1);
                Int8Product.Round(x, rows, f1.Bytes, rounded, scales);
                for (var part = 0; part < PackedModel.Inner; part += W)
                {
                    Int8Product.Run(rounded, scales, rows, f1, 0, part, W, inner, W, false, Product.Finish.Gelu);
                    Int8Product.Round(inner, rows, f1.Bytes, roundedInner, innerScales);
                    Int8Product.Run(roundedInner, innerScales, rows, f2, part / W, 0, W, sum, W, part > 0, Product.Finish.Store);
                }
            }
            LayerNorm.Run(x, sum, rows, W, layer.Gain2, layer.Shift2);
        }
        Gather(work, x, work.Get(Slab.Words, work.Words, W));
    }

    private static void Attend(Workspace work, float* qkv, float* mixed)
    {
        for (var s = 0; s + 1 < work.PieceStart.Count; s++)
        {
            var (from, to) = (work.PieceStart[s], work.PieceStart[s + 1]);
            var scratch = work.Get(Slab.Scratch, 1, Attention.Scratch(to - from));
            Attention.Run(qkv + (long)from * 3 * W, to - from, W, mixed + (long)from * W, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Embed(PackedModel model, Workspace work, float* x)
    {
        for (var s = 0; s + 1 < work.PieceStart.Count; s++)
        {
            for (var i = work.PieceStart[s]; i < work.PieceStart[s + 1]; i++)
            {
                var id = work.Ids[i];
                var word = model.Word.Int8 + (long)id * W;
                var scale = Vector256.Create(model.Word.Scale[id]);
                var position = model.Position + (long)(i - work.PieceStart[s]) * W;
                var shape = model.Shape + (long)work.Shapes[i] * W;
                var row = x + (long)i * W;
                for (var k = 0; k < W; k += 8)
                {
                    var bytes = Vector128.CreateScalarUnsafe(*(long*)(word + k)).AsSByte();
                    var wide = Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256Unsafe())));
                    (wide * scale + Vector256.Load(position + k) + Vector256.Load(shape + k)).Store(row + k);
                }
            }
        }
        LayerNorm.Run(x, null, work.Pieces, W, model.Gain, model.Shift);
    }

    private static void Gather(Workspace work, float* x, float* words)
    {
        for (var w = 0; w < work.Words; w++)
            new ReadOnlySpan<float>(x + (long)work.First[w] * W, W).CopyTo(new Span<float>(words + (long)w * W, W));
    }
}
