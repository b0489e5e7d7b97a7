using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hudna.Language.Numerics;

/// <summary>
/// Products of rounded activations with rounded weights. A row of activations is rounded to −127…127 by its own largest value, sums are
/// exact whole numbers whatever the instructions, and one multiplication and one fused multiply-add turn each into a float: the same bytes
/// on every machine, as with <see cref="Product"/>.
/// </summary>
internal static unsafe class Int8Product
{
    /// <summary>Rounds dense rows of 384; <paramref name="scale"/> gets each row's factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(float* x, int rows, bool bytes, byte* rounded, float* scale)
    {
        const int width = Int8Matrix.Group;
        var magic = Vector256.Create(12582912f); // 1.5 · 2²³: added and seen as bits, it rounds to the nearest whole number, ties to even
        var zero = magic.AsInt32() - Vector256.Create(bytes ? 128 : 0);
        for (var row = 0; row < rows; row++, x += width)
        {
            var top = Vector256<float>.Zero;
            for (var k = 0; k < width; k += 8) top = Vector256.MaxNative(top, Vector256.Abs(Vector256.Load(x + k)));
            var largest = VectorMath.Max(top);
            scale[row] = largest / 127;
            var factor = Vector256.Create(largest > 0 ? 127 / largest : 0);
            for (var k = 0; k < width; k += 32)
            {
                var a = Vector256.FusedMultiplyAdd(Vector256.Load(x + k), factor, magic).AsInt32() - zero;
                var b = Vector256.FusedMultiplyAdd(Vector256.Load(x + k + 8), factor, magic).AsInt32() - zero;
                var c = Vector256.FusedMultiplyAdd(Vector256.Load(x + k + 16), factor, magic).AsInt32() - zero;
                var d = Vector256.FusedMultiplyAdd(Vector256.Load(x + k + 24), factor, magic).AsInt32() - zero;
                var (low, high) = (Vector256.Narrow(a, b), Vector256.Narrow(c, d));
                if (bytes)
                {
                    Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).Store(rounded);
                    rounded += 32;
                }
                else
                {
                    low.Store((short*)rounded);
                    high.Store((short*)rounded + 16);
                    rounded += 64;
                }
            }
        }
    }

    /// <summary>
    /// C = A·Wᵀ + b for one group of 384 inputs of W and a range of its outputs; arguments as in <see cref="Product"/>. A is what
    /// <see cref="Round"/> made, dense.
    /// </summary>
    public static void Run(byte* a, float* scale, int rows, Int8Matrix w, int group, int firstOutput, int outputs, float* c, int ldc, bool resume, Product.Finish finish)
    {
        var size = w.Bytes ? 1 : 2;
        for (var n = 0; n < outputs; n += PackedMatrix.PanelWidth)
        {
            var output = firstOutput + n;
            var panel = w.Weights + size * ((long)output * w.Inputs + (long)group * Int8Matrix.Group * PackedMatrix.PanelWidth);
            var bias = resume ? null : w.Bias + output;
            if (w.Bytes) PanelOfBytes(a, scale, rows, panel, w.Scale + output, w.Offset(group) + output, bias, c + n, ldc, finish == Product.Finish.Gelu);
            else PanelOfWords(a, scale, rows, panel, w.Scale + output, bias, c + n, ldc, finish == Product.Finish.Gelu);
        }
        GC.KeepAlive(w);
    }

    /// <summary>All outputs, over a single group of inputs.</summary>
    public static void Run(byte* a, float* scale, int rows, Int8Matrix w, float* c, int ldc) =>
        Run(a, scale, rows, w, 0, 0, w.Outputs, c, ldc, false, Product.Finish.Store);

    // One panel stays in the first-level cache while all rows pass by it, six at a time; see Product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PanelOfBytes(byte* a, float* scale, int rows, byte* panel, float* factors, int* offset, float* bias, float* c, int ldc, bool gelu)
    {
        const int lda = Int8Matrix.Group;
        for (var row = 0; row < rows; row += Product.RowBlock, a += Product.RowBlock * lda, c += Product.RowBlock * (long)ldc, scale += Product.RowBlock)
        {
            Vector256<int> s00, s01, s10, s11, s20, s21, s30, s31, s40, s41, s50, s51;
            s00 = s10 = s20 = s30 = s40 = s50 = Vector256.Load(offset);
            s01 = s11 = s21 = s31 = s41 = s51 = Vector256.Load(offset + 8);
            var b = (sbyte*)panel;
            for (nint k = 0; k < lda; k += 4)
            {
                var b0 = Vector256.Load(b);
                var b1 = Vector256.Load(b + 32);
                b += 64;
                var x = Vector256.Create(*(int*)(a + k)).AsByte();
                s00 = AvxVnni.MultiplyWideningAndAdd(s00, x, b0);
                s01 = AvxVnni.MultiplyWideningAndAdd(s01, x, b1);
                x = Vector256.Create(*(int*)(a + k + lda)).AsByte();
                s10 = AvxVnni.MultiplyWideningAndAdd(s10, x, b0);
                s11 = AvxVnni.MultiplyWideningAndAdd(s11, x, b1);
                x = Vector256.Create(*(int*)(a + k + 2 * lda)).AsByte();
                s20 = AvxVnni.MultiplyWideningAndAdd(s20, x, b0);
                s21 = AvxVnni.MultiplyWideningAndAdd(s21, x, b1);
                x = Vector256.Create(*(int*)(a + k + 3 * lda)).AsByte();
                s30 = AvxVnni.MultiplyWideningAndAdd(s30, x, b0);
                s31 = AvxVnni.MultiplyWideningAndAdd(s31, x, b1);
                x = Vector256.Create(*(int*)(a + k + 4 * lda)).AsByte();
                s40 = AvxVnni.MultiplyWideningAndAdd(s40, x, b0);
                s41 = AvxVnni.MultiplyWideningAndAdd(s41, x, b1);
                x = Vector256.Create(*(int*)(a + k + 5 * lda)).AsByte();
                s50 = AvxVnni.MultiplyWideningAndAdd(s50, x, b0);
                s51 = AvxVnni.MultiplyWideningAndAdd(s51, x, b1);
            }
            Store(s00, s01, scale[0], factors, bias, c, gelu);
            Store(s10, s11, scale[1], factors, bias, c + ldc, gelu);
            Store(s20, s21, scale[2], factors, bias, c + 2L * ldc, gelu);
            Store(s30, s31, scale[3], factors, bias, c + 3L * ldc, gelu);
            Store(s40, s41, scale[4], factors, bias, c + 4L * ldc, gelu);
            Store(s50, s51, scale[5], factors, bias, c + 5L * ldc, gelu);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PanelOfWords(byte* activations, float* scale, int rows, byte* panel, float* factors, float* bias, float* c, int ldc, bool gelu)
    {
        const int lda = Int8Matrix.Group;
        var a = (short*)activations;
        for (var row = 0; row < rows; row += Product.RowBlock, a += Product.RowBlock * lda, c += Product.RowBlock * (long)ldc, scale += Product.RowBlock)
        {
            Vector256<int> s00, s01, s10, s11, s20, s21, s30, s31, s40, s41, s50, s51;
            s00 = s10 = s20 = s30 = s40 = s50 = s01 = s11 = s21 = s31 = s41 = s51 = Vector256<int>.Zero;
            var b = (short*)panel;
            for (nint k = 0; k < lda; k += 2)
            {
                var b0 = Vector256.Load(b);
                var b1 = Vector256.Load(b + 16);
                b += 32;
                var x = Vector256.Create(*(int*)(a + k)).AsInt16();
                s00 += Pairs(x, b0);
                s01 += Pairs(x, b1);
                x = Vector256.Create(*(int*)(a + k + lda)).AsInt16();
                s10 += Pairs(x, b0);
                s11 += Pairs(x, b1);
                x = Vector256.Create(*(int*)(a + k + 2 * lda)).AsInt16();
                s20 += Pairs(x, b0);
                s21 += Pairs(x, b1);
                x = Vector256.Create(*(int*)(a + k + 3 * lda)).AsInt16();
                s30 += Pairs(x, b0);
                s31 += Pairs(x, b1);
                x = Vector256.Create(*(int*)(a + k + 4 * lda)).AsInt16();
                s40 += Pairs(x, b0);
                s41 += Pairs(x, b1);
                x = Vector256.Create(*(int*)(a + k + 5 * lda)).AsInt16();
                s50 += Pairs(x, b0);
                s51 += Pairs(x, b1);
            }
            Store(s00, s01, scale[0], factors, bias, c, gelu);
            Store(s10, s11, scale[1], factors, bias, c + ldc, gelu);
            Store(s20, s21, scale[2], factors, bias, c + 2L * ldc, gelu);
            Store(s30, s31, scale[3], factors, bias, c + 3L * ldc, gelu);
            Store(s40, s41, scale[4], factors, bias, c + 4L * ldc, gelu);
            Store(s50, s51, scale[5], factors, bias, c + 5L * ldc, gelu);
        }
    }

    // Products of neighbouring words, added in pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pairs(Vector256<short> x, Vector256<short> y)
    {
        if (Avx2.IsSupported) return Avx2.MultiplyAddAdjacent(x, y);
        var (u, v) = (x.AsInt32(), y.AsInt32());
        return ((u << 16) >> 16) * ((v << 16) >> 16) + (u >> 16) * (v >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> low, Vector256<int> high, float scale, float* factors, float* bias, float* c, bool gelu)
    {
        var from = bias != null ? bias : c;
        var row = Vector256.Create(scale);
        var first = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(low) * row, Vector256.Load(factors), Vector256.Load(from));
        var second = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(high) * row, Vector256.Load(factors + 8), Vector256.Load(from + 8));
        (gelu ? VectorMath.Gelu(first) : first).Store(c);
        (gelu ? VectorMath.Gelu(second) : second).Store(c + 8);
    }
}
