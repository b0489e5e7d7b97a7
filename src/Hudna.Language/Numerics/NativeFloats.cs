using System.Runtime.InteropServices;

namespace Hudna.Language.Numerics;

/// <summary>
/// Floats outside the managed heap, 64-byte aligned so that a panel of weights never straddles a cache line. Owned by weights and
/// workspaces, freed by the finaliser: an engine lives as long as its process.
/// </summary>
internal sealed unsafe class NativeFloats
{
    /// <summary>Room for this many floats; their first content is undefined unless asked to be zero.</summary>
    public NativeFloats(long count, bool zero = false)
    {
        Count = count;
        var bytes = (nuint)((count + 16) * sizeof(float));
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        if (zero) NativeMemory.Clear(Pointer, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    ~NativeFloats()
    {
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure((Count + 16) * sizeof(float));
    }

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>How many floats there are.</summary>
    public long Count { get; }

    /// <summary>A view of some of them.</summary>
    public Span<float> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Count);
        return new Span<float>(Pointer + start, length);
    }
}
