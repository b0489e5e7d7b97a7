using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hudna.Language.Model;
using Hudna.Language.Numerics;

namespace Hudna.Benchmarks;

/// <summary>What a core can do at most with 256-bit fused multiply-adds, and what share of it the matrix products reach.</summary>
internal static unsafe class Kernels
{
    private const int Rows = 252;

    private static double s_peak;

    /// <summary>GFLOP/s of twelve independent chains of fused multiply-adds in registers.</summary>
    public static double Peak(BenchmarkOptions options)
    {
        const int steps = 20_000_000;
        var seconds = options.Best(() => Chains(steps));
        s_peak = steps * 12.0 * 16 / seconds / 1e9;
        Console.WriteLine($"peak: {s_peak:F1} GFLOP/s, one core, 256-bit fused multiply-adds in registers");
        return s_peak;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains(int steps)
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(0.001f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = 0; n < steps; n++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }
        return VectorMath.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static readonly (string Name, int Outputs, int Inputs)[] s_shapes = [("qkv", 1152, 384), ("o", 384, 384), ("f1", 1536, 384), ("f2", 384, 1536)];

    /// <summary>The encoder's four products on a full batch, each and together, against the peak of the same run; then in whole numbers.</summary>
    public static void Products(BenchmarkOptions options)
    {
        Floats(options);
        if (Int8Matrix.HasBytes) Rounded(options, bytes: true);
        Rounded(options, bytes: false);
    }

    private static void Floats(BenchmarkOptions options)
    {
        double flops = 0, time = 0;
        foreach (var (name, outputs, inputs) in s_shapes)
        {
            var w = new PackedMatrix(outputs, inputs);
            var a = new NativeFloats(Rows * inputs, zero: true);
            var c = new NativeFloats(Rows * outputs, zero: true);
            for (long k = 0; k < a.Count; k++) a.Pointer[k] = k % 7 * 0.1f;
            for (long k = 0; k < (long)outputs * inputs; k++) w.Weights[k] = k % 11 * 0.01f;
            var seconds = options.Best(() =>
            {
                for (var n = 0; n < 10; n++)
                    for (var part = 0; part < inputs; part += 384)
                        Product.Run(a.Pointer + part, inputs, Rows, w, part, Math.Min(384, inputs), 0, outputs, c.Pointer, outputs, part > 0, Product.Finish.Store);
            }) / 10;
            var work = 2.0 * Rows * outputs * inputs;
            flops += work;
            time += seconds;
            Console.WriteLine($"product {name}: {work / seconds / 1e9:F1} GFLOP/s{Share(work / seconds / 1e9)}");
            GC.KeepAlive(a);
            GC.KeepAlive(c);
        }
        Console.WriteLine($"products together: {flops / time / 1e9:F1} GFLOP/s{Share(flops / time / 1e9)}");
    }

    // Rounding the rows and turning sums into floats count as time, not as work.
    private static void Rounded(BenchmarkOptions options, bool bytes)
    {
        double operations = 0, time = 0;
        foreach (var (_, outputs, inputs) in s_shapes)
        {
            var weights = new NativeFloats((long)outputs * inputs / 4);
            var scale = new NativeFloats(outputs, zero: true);
            for (long k = 0; k < (long)outputs * inputs; k++) ((sbyte*)weights.Pointer)[k] = (sbyte)(k % 251 - 125);
            var w = new Int8Matrix(outputs, inputs, bytes);
            w.Put(new StoredTensor(null, (sbyte*)weights.Pointer, scale.Pointer, outputs, inputs), scale.Pointer);
            var a = new NativeFloats(Rows * inputs);
            for (long k = 0; k < a.Count; k++) a.Pointer[k] = k % 7 * 0.1f;
            var (rounded, factors, c) = (new NativeFloats(Rows * 384 / 2), new NativeFloats(Rows), new NativeFloats(Rows * outputs, zero: true));
            time += options.Best(() =>
            {
                for (var n = 0; n < 10; n++)
                    for (var group = 0; group < inputs / 384; group++)
                    {
                        Int8Product.Round(a.Pointer + (long)group * Rows * 384, Rows, bytes, (byte*)rounded.Pointer, factors.Pointer);
                        Int8Product.Run((byte*)rounded.Pointer, factors.Pointer, Rows, w, group, 0, outputs, c.Pointer, outputs, group > 0, Product.Finish.Store);
                    }
            }) / 10;
            operations += 2.0 * Rows * outputs * inputs;
            GC.KeepAlive((weights, scale, a, rounded, factors, c));
        }
        Console.WriteLine($"products together, int8 by {(bytes ? "bytes (AVX-VNNI)" : "16-bit words (AVX2)")}: {operations / time / 1e9:F1} GOP/s{Share(operations / time / 1e9)}");
    }

    private static string Share(double rate) => s_peak > 0 ? $" ({100 * rate / s_peak:F0} % of the peak)" : "";
}
