using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hudna.Language.Numerics;

/// <summary>Self-attention of one sentence, head by head; the keys are transposed once a head so that scores come eight at a time.</summary>
internal static unsafe class Attention
{
    /// <summary>Columns of a head.</summary>
    public const int HeadWidth = 32;

    /// <summary>Floats of scratch that a sentence of this many pieces needs.</summary>
    public static int Scratch(int pieces) => (HeadWidth + RowsAtOnce) * Stride(pieces);

    private const int RowsAtOnce = 4;

    private static int Stride(int pieces) => (pieces + 7) / 8 * 8;

    /// <summary>
    /// out[i, head] = softmax(q·kᵀ/√32)·v for every piece of a sentence. <paramref name="qkv"/> has rows of 3 × <paramref name="width"/>
    /// (queries, keys, values), <paramref name="result"/> rows of <paramref name="width"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* qkv, int pieces, int width, float* result, float* scratch)
    {
        var stride = Stride(pieces);
        var keys = scratch;
        var scores = scratch + HeadWidth * stride;
        var ld = 3 * width;
        for (var head = 0; head < width; head += HeadWidth)
        {
            Transpose(qkv + width + head, ld, pieces, keys, stride);
            for (var i = 0; i < pieces; i += RowsAtOnce)
            {
                var count = Math.Min(RowsAtOnce, pieces - i);
                // The last rows stand in for those that a short block lacks; their results are not stored.
                var q0 = qkv + (long)i * ld + head;
                var q1 = qkv + (long)(i + Math.Min(1, count - 1)) * ld + head;
                var q2 = qkv + (long)(i + Math.Min(2, count - 1)) * ld + head;
                var q3 = qkv + (long)(i + count - 1) * ld + head;
                Scores(q0, q1, q2, q3, keys, stride, scores);
                for (var r = 0; r < count; r++)
                {
                    var row = scores + r * stride;
                    var sum = Softmax(row, pieces, stride);
                    Mix(row, pieces, qkv + 2 * width + head, ld, 1f / sum, result + (long)(i + r) * width + head);
                }
            }
        }
    }

    private static void Transpose(float* source, int ld, int rows, float* target, int stride)
    {
        for (var j = 0; j < rows; j++, source += ld)
            for (var d = 0; d < HeadWidth; d++)
                target[d * stride + j] = source[d];
        for (var j = rows; j < stride; j++)
            for (var d = 0; d < HeadWidth; d++)
                target[d * stride + j] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores(float* q0, float* q1, float* q2, float* q3, float* keys, int stride, float* scores)
    {
        var scale = Vector256.Create(0.17677669529663687f);
        var j = 0;
        for (; j + 16 <= stride; j += 16)
        {
            Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default;
            Vector256<float> s20 = default, s21 = default, s30 = default, s31 = default;
            var k = keys + j;
            for (nint d = 0; d < HeadWidth; d++, k += stride)
            {
                var k0 = Vector256.Load(k);
                var k1 = Vector256.Load(k + 8);
                var x = Vector256.Create(q0[d]);
                s00 = Vector256.FusedMultiplyAdd(x, k0, s00);
                s01 = Vector256.FusedMultiplyAdd(x, k1, s01);
                x = Vector256.Create(q1[d]);
                s10 = Vector256.FusedMultiplyAdd(x, k0, s10);
                s11 = Vector256.FusedMultiplyAdd(x, k1, s11);
                x = Vector256.Create(q2[d]);
                s20 = Vector256.FusedMultiplyAdd(x, k0, s20);
                s21 = Vector256.FusedMultiplyAdd(x, k1, s21);
                x = Vector256.Create(q3[d]);
                s30 = Vector256.FusedMultiplyAdd(x, k0, s30);
                s31 = Vector256.FusedMultiplyAdd(x, k1, s31);
            }
            (s00 * scale).Store(scores + j);
            (s01 * scale).Store(scores + j + 8);
            (s10 * scale).Store(scores + stride + j);
            (s11 * scale).Store(scores + stride + j + 8);
            (s20 * scale).Store(scores + 2 * stride + j);
            (s21 * scale).Store(scores + 2 * stride + j + 8);
            (s30 * scale).Store(scores + 3 * stride + j);
            (s31 * scale).Store(scores + 3 * stride + j + 8);
        }
        if (j < stride)
        {
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            var k = keys + j;
            for (nint d = 0; d < HeadWidth; d++, k += stride)
            {
                var k0 = Vector256.Load(k);
                s0 = Vector256.FusedMultiplyAdd(Vector256.Create(q0[d]), k0, s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.Create(q1[d]), k0, s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.Create(q2[d]), k0, s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.Create(q3[d]), k0, s3);
            }
            (s0 * scale).Store(scores + j);
            (s1 * scale).Store(scores + stride + j);
            (s2 * scale).Store(scores + 2 * stride + j);
            (s3 * scale).Store(scores + 3 * stride + j);
        }
    }

    // Turns scores into e^(score − greatest) and gives their sum; what lies past the end becomes 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Softmax(float* row, int pieces, int stride)
    {
        for (var j = pieces; j < stride; j++) row[j] = float.NegativeInfinity;
        var greatest = Vector256.Load(row);
        for (var j = 8; j < stride; j += 8) greatest = Vector256.MaxNative(greatest, Vector256.Load(row + j));
        var top = Vector256.Create(VectorMath.Max(greatest));
        var sum = Vector256<float>.Zero;
        for (var j = 0; j < stride; j += 8)
        {
            var e = VectorMath.Exp(Vector256.Load(row + j) - top);
            if (j + 8 > pieces)
            {
                e.Store(row + j);
                for (var z = pieces; z < stride; z++) row[z] = 0;
                e = Vector256.Load(row + j);
            }
            e.Store(row + j);
            sum += e;
        }
        return VectorMath.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(float* weights, int pieces, float* values, int ld, float scale, float* result)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var j = 0; j < pieces; j++, values += ld)
        {
            var w = Vector256.Create(weights[j]);
            s0 = Vector256.FusedMultiplyAdd(w, Vector256.Load(values), s0);
            s1 = Vector256.FusedMultiplyAdd(w, Vector256.Load(values + 8), s1);
            s2 = Vector256.FusedMultiplyAdd(w, Vector256.Load(values + 16), s2);
            s3 = Vector256.FusedMultiplyAdd(w, Vector256.Load(values + 24), s3);
        }
        var by = Vector256.Create(scale);
        (s0 * by).Store(result);
        (s1 * by).Store(result + 8);
        (s2 * by).Store(result + 16);
        (s3 * by).Store(result + 24);
    }
}
