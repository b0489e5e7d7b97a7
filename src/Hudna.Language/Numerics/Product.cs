using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hudna.Language.Numerics;

/// <summary>
/// Matrix products C = A·Wᵀ + b with packed weights. Every output is summed over its inputs from the first to the last with one fused
/// multiply-add each, whatever the number of rows, threads or the width of the machine's own vectors: the same bytes everywhere. Where
/// a machine has no fused multiply-add, <see cref="Vector256"/> does it in software, slowly and exactly.
/// </summary>
internal static unsafe class Product
{
    /// <summary>Rows done at a time: 6 × 2 sums, 2 weights and 1 input fill the sixteen registers of AVX2.</summary>
    public const int RowBlock = 6;

    /// <summary>Rows rounded up to whole blocks; buffers have room for that many and the rest of a block is computed for nothing.</summary>
    public static int Padded(int rows) => (rows + RowBlock - 1) / RowBlock * RowBlock;

    /// <summary>What is done with a finished sum.</summary>
    public enum Finish
    {
        /// <summary>Stored as it is.</summary>
        Store,

        /// <summary>Passed through GELU.</summary>
        Gelu,
    }

    /// <summary>
    /// C[rows × w.PaddedOutputs] = A·Wᵀ + b for a range of W's panels and inputs. Where <paramref name="resume"/> is set, C holds
    /// partial sums over earlier inputs and goes on from them; else it starts from the bias.
    /// </summary>
    /// <param name="a">Inputs; row stride <paramref name="lda"/>; the first column is input <paramref name="firstInput"/> of W.</param>
    /// <param name="lda">Floats from one row of A to the next.</param>
    /// <param name="rows">Rows; rounded up to whole blocks, so A and C must have the room.</param>
    /// <param name="w">Weights and bias.</param>
    /// <param name="firstInput">First input of W that is used.</param>
    /// <param name="inputs">How many inputs are used.</param>
    /// <param name="firstOutput">First output, a multiple of the panel width; it is written to C's first column.</param>
    /// <param name="outputs">How many outputs, a multiple of the panel width.</param>
    /// <param name="c">Outputs; row stride <paramref name="ldc"/>.</param>
    /// <param name="ldc">Floats from one row of C to the next.</param>
    /// <param name="resume">Go on from what C holds.</param>
    /// <param name="finish">What is done with the sums.</param>
    public static void Run(float* a, int lda, int rows, PackedMatrix w, int firstInput, int inputs, int firstOutput, int outputs,
        float* c, int ldc, bool resume, Finish finish)
    {
        for (var n = 0; n < outputs; n += PackedMatrix.PanelWidth)
        {
            var output = firstOutput + n;
            var panel = w.Weights + (long)output * w.Inputs + (long)firstInput * PackedMatrix.PanelWidth;
            var bias = resume ? null : w.Bias + output;
            Panel(a, lda, rows, panel, inputs, bias, c + n, ldc, finish == Finish.Gelu);
        }
        GC.KeepAlive(w);
    }

    /// <summary>All of W.</summary>
    public static void Run(float* a, int lda, int rows, PackedMatrix w, float* c, int ldc, Finish finish = Finish.Store) =>
        Run(a, lda, rows, w, 0, w.Inputs, 0, w.PaddedOutputs, c, ldc, false, finish);

    // One panel stays in the first-level cache while all rows pass by it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel(float* a, int lda, int rows, float* panel, int inputs, float* bias, float* c, int ldc, bool gelu)
    {
        for (var row = 0; row < rows; row += RowBlock, a += RowBlock * (long)lda, c += RowBlock * (long)ldc)
        {
            var c0 = c;
            var c1 = c0 + ldc;
            var c2 = c1 + ldc;
            var c3 = c2 + ldc;
            var c4 = c3 + ldc;
            var c5 = c4 + ldc;
            Vector256<float> s00, s01, s10, s11, s20, s21, s30, s31, s40, s41, s50, s51;
            if (bias != null)
            {
                s00 = s10 = s20 = s30 = s40 = s50 = Vector256.Load(bias);
                s01 = s11 = s21 = s31 = s41 = s51 = Vector256.Load(bias + 8);
            }
            else
            {
                s00 = Vector256.Load(c0);
                s01 = Vector256.Load(c0 + 8);
                s10 = Vector256.Load(c1);
                s11 = Vector256.Load(c1 + 8);
                s20 = Vector256.Load(c2);
                s21 = Vector256.Load(c2 + 8);
                s30 = Vector256.Load(c3);
                s31 = Vector256.Load(c3 + 8);
                s40 = Vector256.Load(c4);
                s41 = Vector256.Load(c4 + 8);
                s50 = Vector256.Load(c5);
                s51 = Vector256.Load(c5 + 8);
            }
            var a0 = a;
            var a1 = a0 + lda;
            var a2 = a1 + lda;
            var a3 = a2 + lda;
            var a4 = a3 + lda;
            var a5 = a4 + lda;
            var b = panel;
            for (nint k = 0; k < inputs; k++)
            {
                var b0 = Vector256.Load(b);
                var b1 = Vector256.Load(b + 8);
                b += PackedMatrix.PanelWidth;
                var x = Vector256.Create(a0[k]);
                s00 = Vector256.FusedMultiplyAdd(x, b0, s00);
                s01 = Vector256.FusedMultiplyAdd(x, b1, s01);
                x = Vector256.Create(a1[k]);
                s10 = Vector256.FusedMultiplyAdd(x, b0, s10);
                s11 = Vector256.FusedMultiplyAdd(x, b1, s11);
                x = Vector256.Create(a2[k]);
                s20 = Vector256.FusedMultiplyAdd(x, b0, s20);
                s21 = Vector256.FusedMultiplyAdd(x, b1, s21);
                x = Vector256.Create(a3[k]);
                s30 = Vector256.FusedMultiplyAdd(x, b0, s30);
                s31 = Vector256.FusedMultiplyAdd(x, b1, s31);
                x = Vector256.Create(a4[k]);
                s40 = Vector256.FusedMultiplyAdd(x, b0, s40);
                s41 = Vector256.FusedMultiplyAdd(x, b1, s41);
                x = Vector256.Create(a5[k]);
                s50 = Vector256.FusedMultiplyAdd(x, b0, s50);
                s51 = Vector256.FusedMultiplyAdd(x, b1, s51);
            }
            if (gelu)
            {
                VectorMath.Gelu(s00).Store(c0);
                VectorMath.Gelu(s01).Store(c0 + 8);
                VectorMath.Gelu(s10).Store(c1);
                VectorMath.Gelu(s11).Store(c1 + 8);
                VectorMath.Gelu(s20).Store(c2);
                VectorMath.Gelu(s21).Store(c2 + 8);
                VectorMath.Gelu(s30).Store(c3);
                VectorMath.Gelu(s31).Store(c3 + 8);
                VectorMath.Gelu(s40).Store(c4);
                VectorMath.Gelu(s41).Store(c4 + 8);
                VectorMath.Gelu(s50).Store(c5);
                VectorMath.Gelu(s51).Store(c5 + 8);
            }
            else
            {
                s00.Store(c0);
                s01.Store(c0 + 8);
                s10.Store(c1);
                s11.Store(c1 + 8);
                s20.Store(c2);
                s21.Store(c2 + 8);
                s30.Store(c3);
                s31.Store(c3 + 8);
                s40.Store(c4);
                s41.Store(c4 + 8);
                s50.Store(c5);
                s51.Store(c5 + 8);
            }
        }
    }
}
