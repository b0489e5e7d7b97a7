using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Hudna.Language.Model;

namespace Hudna.Language.Numerics;

/// <summary>
/// A weight matrix (outputs × inputs) as the file has it, rounded, with one factor a row, laid out for <see cref="Int8Product"/>: panels
/// of sixteen outputs; in each panel the weights of the first inputs for all sixteen, four inputs at a time as bytes where the machine
/// multiplies bytes exactly (AVX-VNNI), two at a time as 16-bit words elsewhere. The sums are the same whole numbers either way.
/// </summary>
internal sealed unsafe class Int8Matrix
{
    /// <summary>Inputs that share one factor in a row of activations; sums over so many fit a float exactly.</summary>
    public const int Group = 384;

    private readonly NativeFloats _weights;
    private readonly NativeFloats _scale;
    private readonly NativeFloats _bias;
    private readonly NativeFloats _offset;

    /// <summary>A matrix to be filled by <see cref="Put"/>; outputs a multiple of sixteen, inputs of 384.</summary>
    public Int8Matrix(int outputs, int inputs, bool bytes)
    {
        Outputs = outputs;
        Inputs = inputs;
        Bytes = bytes;
        _weights = new NativeFloats((long)outputs * inputs / (bytes ? 4 : 2));
        _scale = new NativeFloats(outputs);
        _bias = new NativeFloats(outputs);
        _offset = new NativeFloats(outputs * (inputs / Group), zero: true);
    }

    /// <summary>Whether this machine multiplies bytes exactly.</summary>
    public static bool HasBytes => AvxVnni.IsSupported;

    /// <summary>Rows.</summary>
    public int Outputs { get; }

    /// <summary>Length of a row.</summary>
    public int Inputs { get; }

    /// <summary>Whether weights and activations are bytes; else 16-bit words.</summary>
    public bool Bytes { get; }

    /// <summary>The panels.</summary>
    public byte* Weights => (byte*)_weights.Pointer;

    /// <summary>One factor a row.</summary>
    public float* Scale => _scale.Pointer;

    /// <summary>The bias.</summary>
    public float* Bias => _bias.Pointer;

    /// <summary>Where the sums over a group start: activations as bytes are 128 too large, −128·Σw makes up for it. Zero for words.</summary>
    public int* Offset(int group) => (int*)_offset.Pointer + (long)group * Outputs;

    /// <summary>Fills it from a rounded tensor and its bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(StoredTensor weight, float* bias)
    {
        const int panel = PackedMatrix.PanelWidth;
        for (var row = 0; row < Outputs; row++)
        {
            Scale[row] = weight.Scale[row];
            Bias[row] = bias[row];
            var from = weight.Int8 + (long)row * Inputs;
            if (Bytes)
            {
                var to = (sbyte*)Weights + (long)(row / panel) * panel * Inputs + row % panel * 4;
                for (var k = 0; k < Inputs; k += 4, to += 4 * panel) *(int*)to = *(int*)(from + k);
                for (var k = 0; k < Inputs; k++) Offset(k / Group)[row] -= 128 * from[k];
            }
            else
            {
                var to = (short*)Weights + (long)(row / panel) * panel * Inputs + row % panel * 2;
                for (var k = 0; k < Inputs; k += 2, to += 2 * panel) (to[0], to[1]) = (from[k], from[k + 1]);
            }
        }
    }
}
