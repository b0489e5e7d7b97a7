using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hudna.Language.Numerics;

/// <summary>Layer normalisation over rows whose width is a multiple of eight, fused with the residual sum before it.</summary>
internal static unsafe class LayerNorm
{
    /// <summary>The model's epsilon.</summary>
    public const float Epsilon = 1e-12f;

    /// <summary>x = LN(x + y)·gain + shift for each row; a null y adds nothing. x and y are dense.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, float* y, int rows, int width, float* gain, float* shift)
    {
        for (var row = 0; row < rows; row++, x += width)
        {
            var sum = Vector256<float>.Zero;
            if (y != null)
            {
                for (var k = 0; k < width; k += 8)
                {
                    var v = Vector256.Load(x + k) + Vector256.Load(y + k);
                    v.Store(x + k);
                    sum += v;
                }
                y += width;
            }
            else
            {
                for (var k = 0; k < width; k += 8) sum += Vector256.Load(x + k);
            }
            var mean = Vector256.Create(VectorMath.Sum(sum) / width);
            var squares = Vector256<float>.Zero;
            for (var k = 0; k < width; k += 8)
            {
                var d = Vector256.Load(x + k) - mean;
                squares = Vector256.FusedMultiplyAdd(d, d, squares);
            }
            var scale = Vector256.Create(1f / MathF.Sqrt(VectorMath.Sum(squares) / width + Epsilon));
            for (var k = 0; k < width; k += 8)
            {
                var d = (Vector256.Load(x + k) - mean) * scale;
                Vector256.FusedMultiplyAdd(d, Vector256.Load(gain + k), Vector256.Load(shift + k)).Store(x + k);
            }
        }
    }
}
