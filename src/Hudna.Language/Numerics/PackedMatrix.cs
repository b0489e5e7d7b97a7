using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hudna.Language.Model;

namespace Hudna.Language.Numerics;

/// <summary>
/// A weight matrix (outputs × inputs) with its bias, laid out as the product reads it: panels of sixteen outputs, in each panel the
/// sixteen weights of input 0, then those of input 1, and so on. Outputs are filled up with zeros to a multiple of sixteen.
/// </summary>
internal sealed unsafe class PackedMatrix
{
    /// <summary>Outputs in a panel: two 256-bit vectors.</summary>
    public const int PanelWidth = 16;

    private readonly NativeFloats _weights;
    private readonly NativeFloats _bias;

    /// <summary>An all-zero matrix to be filled by <see cref="Put"/>.</summary>
    public PackedMatrix(int outputs, int inputs)
    {
        Outputs = outputs;
        Inputs = inputs;
        PaddedOutputs = (outputs + PanelWidth - 1) / PanelWidth * PanelWidth;
        _weights = new NativeFloats((long)PaddedOutputs * inputs, zero: PaddedOutputs != outputs);
        _bias = new NativeFloats(PaddedOutputs, zero: true);
    }

    /// <summary>Rows that mean something.</summary>
    public int Outputs { get; }

    /// <summary>Length of a row.</summary>
    public int Inputs { get; }

    /// <summary>Rows, filled up to whole panels.</summary>
    public int PaddedOutputs { get; }

    /// <summary>The panels.</summary>
    public float* Weights => _weights.Pointer;

    /// <summary>The bias, padded.</summary>
    public float* Bias => _bias.Pointer;

    /// <summary>Writes rows of a stored tensor, and its bias if it has one, from output <paramref name="firstOutput"/> on.</summary>
    public void Put(StoredTensor weight, float* bias, int firstOutput = 0)
    {
        for (var row = 0; row < weight.Rows; row++)
            if (bias != null) _bias.Pointer[firstOutput + row] = bias[row];
        var r = 0;
        if (weight.Int8 != null && Inputs % 8 == 0)
        {
            for (; r + 8 <= weight.Rows && (firstOutput + r) % 8 == 0; r += 8)
                PutEight(weight.Int8 + (long)r * Inputs, weight.Scale + r, Target(firstOutput + r), Inputs);
        }
        for (; r < weight.Rows; r++)
        {
            var target = Target(firstOutput + r);
            for (var k = 0; k < Inputs; k++)
                target[k * PanelWidth] = weight[r, k];
        }
    }

    /// <summary>Writes one row, without bias.</summary>
    public void PutRow(int output, ReadOnlySpan<float> row)
    {
        var target = Target(output);
        for (var k = 0; k < Inputs; k++) target[k * PanelWidth] = row[k];
    }

    private float* Target(int output) => _weights.Pointer + (long)(output / PanelWidth) * PanelWidth * Inputs + output % PanelWidth;

    // Eight rows at a time: widen 8 × 8 bytes, scale, transpose in registers, store half panel rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PutEight(sbyte* rows, float* scale, float* target, int inputs)
    {
        for (var k = 0; k < inputs; k += 8)
        {
            var r0 = Row(rows + k, scale[0]);
            var r1 = Row(rows + inputs + k, scale[1]);
            var r2 = Row(rows + 2 * inputs + k, scale[2]);
            var r3 = Row(rows + 3 * inputs + k, scale[3]);
            var r4 = Row(rows + 4 * inputs + k, scale[4]);
            var r5 = Row(rows + 5 * inputs + k, scale[5]);
            var r6 = Row(rows + 6 * inputs + k, scale[6]);
            var r7 = Row(rows + 7 * inputs + k, scale[7]);
            var t = target + k * PanelWidth;
            for (var j = 0; j < 8; j++)
            {
                Vector256.Create(r0[j], r1[j], r2[j], r3[j], r4[j], r5[j], r6[j], r7[j]).Store(t + j * PanelWidth);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Row(sbyte* bytes, float scale)
    {
        var narrow = Vector128.CreateScalarUnsafe(*(long*)bytes).AsSByte();
        var wide = Vector256.WidenLower(Vector256.WidenLower(narrow.ToVector256Unsafe()));
        return Vector256.ConvertToSingle(wide) * scale;
    }
}
