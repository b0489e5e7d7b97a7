using System.Security.Cryptography;
using Hudna.Language.Numerics;
using Hudna.Language.Output;

namespace Hudna.Language.Tests.Hardness;

/// <summary>The same bytes whatever the threads, the batch, or the width of the machine's vectors.</summary>
public unsafe class DeterminismTests
{
    private const string Text = """
        Russian warplanes struck the outskirts of the town on Thursday, killing at least four civilians, the monitor said.
        The ministry denied it. Regime forces shelled three villages with heavy artillery; two children were wounded.

        - A joint patrol set out on the highway in the morning
        - Nobody was hurt

        “We will not withdraw,” the commander told reporters, and warned of a new escalation before the end of the month.
        """;

    [Fact]
    public void Threads_change_nothing()
    {
        var one = LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages, new LanguageOptions { Threads = 1 });
        var many = LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages, new LanguageOptions { Threads = 8 });
        var expected = Digest(Models.Read(one, Text, Layers.All, new DateOnly(2021, 12, 31)));
        Assert.Equal(expected, Digest(Models.Read(many, Text, Layers.All, new DateOnly(2021, 12, 31))));
        var together = new string[6];
        Parallel.For(0, together.Length, i => together[i] = Digest(Models.Read(many, Text, Layers.All, new DateOnly(2021, 12, 31))));
        Assert.All(together, t => Assert.Equal(expected, t));
    }

    [Fact]
    public void Company_changes_nothing()
    {
        const string sentence = "Two shells landed near the post at dawn, wounding a soldier.";
        var alone = Models.Read(Models.Small, sentence);
        var among = Models.Read(Models.Small, Text + "\n\n" + sentence + "\n\n" + Text);
        var index = among.Sentences.ToList().FindIndex(s => among[s.Span].SequenceEqual(sentence));
        var one = alone.Frames.Select(f => (f.Probability, f.TypeProbability, f.Type, string.Join(',', f.Roles.Select(r => r.Probability))));
        Assert.Equal(one, among.Frames.Where(f => f.Sentence == index).Select(f => (f.Probability, f.TypeProbability, f.Type, string.Join(',', f.Roles.Select(r => r.Probability)))));
        Assert.NotEmpty(alone.Frames);
    }

    [Theory]
    [InlineData(1, 16, 8)]
    [InlineData(7, 48, 40)]
    [InlineData(13, 20, 384)]
    public void A_product_is_the_sum_of_fused_steps_in_order(int rows, int outputs, int inputs)
    {
        var random = new Random(7);
        var w = new PackedMatrix(outputs, inputs);
        var plain = new float[outputs, inputs];
        for (var o = 0; o < outputs; o++)
        {
            w.Bias[o] = (float)random.NextDouble() - 0.5f;
            for (var k = 0; k < inputs; k++)
            {
                plain[o, k] = (float)random.NextDouble() - 0.5f;
                w.Weights[(o / 16 * inputs + k) * 16 + o % 16] = plain[o, k];
            }
        }
        var a = new NativeFloats(Product.Padded(rows) * inputs, zero: true);
        for (var i = 0; i < rows * inputs; i++) a.Pointer[i] = (float)random.NextDouble() * 4 - 2;
        var c = new NativeFloats(Product.Padded(rows) * w.PaddedOutputs, zero: true);
        Product.Run(a.Pointer, inputs, rows, w, c.Pointer, w.PaddedOutputs);
        for (var r = 0; r < rows; r++)
        {
            for (var o = 0; o < outputs; o++)
            {
                // What a machine without the instruction does, one step at a time.
                var sum = w.Bias[o];
                for (var k = 0; k < inputs; k++) sum = MathF.FusedMultiplyAdd(a.Pointer[r * inputs + k], plain[o, k], sum);
                Assert.Equal(BitConverter.SingleToInt32Bits(sum), BitConverter.SingleToInt32Bits(c.Pointer[r * w.PaddedOutputs + o]));
            }
        }
        GC.KeepAlive(a);
        GC.KeepAlive(c);
    }

    [Theory]
    [InlineData(true, 1, 16, 384)]
    [InlineData(true, 13, 48, 1536)]
    [InlineData(false, 7, 32, 384)]
    [InlineData(false, 13, 48, 1536)]
    public void A_rounded_product_is_an_exact_sum_turned_into_a_float(bool bytes, int rows, int outputs, int inputs)
    {
        // Bytes need AVX-VNNI; without it the words are what the machine uses.
        bytes &= Int8Matrix.HasBytes;
        var random = new Random(11);
        var (weights, scale, bias) = (new NativeFloats((long)outputs * inputs / 4), new NativeFloats(outputs), new NativeFloats(outputs));
        var plain = new Span<sbyte>(weights.Pointer, outputs * inputs);
        foreach (ref var weight in plain) weight = (sbyte)random.Next(-127, 128);
        for (var o = 0; o < outputs; o++) (scale.Pointer[o], bias.Pointer[o]) = (random.NextSingle() / 100, random.NextSingle() - 0.5f);
        var w = new Int8Matrix(outputs, inputs, bytes);
        w.Put(new Language.Model.StoredTensor(null, (sbyte*)weights.Pointer, scale.Pointer, outputs, inputs), bias.Pointer);
        var padded = Product.Padded(rows);
        var (c, rounded, factors) = (new NativeFloats(padded * outputs, zero: true), new NativeFloats(padded * 384 / 2, zero: true), new NativeFloats(padded, zero: true));
        var a = new NativeFloats(rows * inputs);
        var expected = new float[rows, outputs];
        for (var i = 0; i < rows * inputs; i++) a.Pointer[i] = i < 384 ? 0 : random.NextSingle() * 6 - 2;
        for (var group = 0; group < inputs / 384; group++)
        {
            var part = a.Pointer + group * rows * 384;
            Int8Product.Round(part, rows, bytes, (byte*)rounded.Pointer, factors.Pointer);
            Int8Product.Run((byte*)rounded.Pointer, factors.Pointer, rows, w, group, 0, outputs, c.Pointer, outputs, group > 0, Product.Finish.Store);
            for (var r = 0; r < rows; r++)
            {
                var row = new ReadOnlySpan<float>(part + r * 384, 384);
                var largest = 0f;
                foreach (var x in row) largest = Math.Max(largest, Math.Abs(x));
                for (var o = 0; o < outputs; o++)
                {
                    var sum = 0;
                    for (var k = 0; k < 384; k++) sum += (largest > 0 ? (int)MathF.Round((float)(row[k] * (double)(127 / largest))) : 0) * plain[o * inputs + group * 384 + k];
                    expected[r, o] = MathF.FusedMultiplyAdd(sum * (largest / 127), scale.Pointer[o], group == 0 ? bias.Pointer[o] : expected[r, o]);
                }
            }
        }
        for (var r = 0; r < rows; r++)
            for (var o = 0; o < outputs; o++)
                Assert.Equal(BitConverter.SingleToInt32Bits(expected[r, o]), BitConverter.SingleToInt32Bits(c.Pointer[r * outputs + o]));
        GC.KeepAlive((weights, scale, bias, a, rounded, factors, c));
    }

    [Fact]
    public void Whole_numbers_read_what_floats_read_and_threads_change_nothing()
    {
        LanguageEngine Load(int threads) => LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages, new LanguageOptions { Threads = threads, Arithmetic = Arithmetic.Int8 });
        var rounded = Models.Read(Load(1), Text, Layers.All);
        var floats = Models.Read(Models.Small, Text, Layers.All);
        Assert.Equal(floats.Frames.Select(f => (f.Trigger, f.Type, f.Kind)), rounded.Frames.Select(f => (f.Trigger, f.Type, f.Kind)));
        Assert.NotEqual(floats.Frames.Select(f => f.Probability), rounded.Frames.Select(f => f.Probability));
        Assert.All(floats.Frames.Zip(rounded.Frames), pair => Assert.InRange(pair.First.Probability - pair.Second.Probability, -0.1, 0.1));
        Assert.Equal(Digest(rounded), Digest(Models.Read(Load(8), Text, Layers.All)));
    }

    [Fact]
    public void The_functions_are_as_exact_as_they_say()
    {
        for (var x = -87.0; x <= 80; x += 0.0137)
            Assert.InRange(VectorMath.Exp((float)x) / Math.Exp((float)x) - 1, -2e-7, 2e-7);
        for (var x = -8.0; x <= 8; x += 0.0011)
        {
            var found = System.Runtime.Intrinsics.Vector256.ToScalar(VectorMath.Gelu(System.Runtime.Intrinsics.Vector256.Create((float)x)));
            Assert.InRange(found - x * 0.5 * (1 + Erf(x / Math.Sqrt(2))), -1.5e-6, 1.5e-6);
        }
    }

    // Abramowitz and Stegun 7.1.5, 7.1.14: a series near zero, a continued fraction further out.
    private static double Erf(double x)
    {
        var z = Math.Abs(x);
        double value;
        if (z < 2.5)
        {
            double term = z, sum = z;
            for (var n = 1; n < 80; n++)
            {
                term *= -z * z / n;
                sum += term / (2 * n + 1);
            }
            value = 2 / Math.Sqrt(Math.PI) * sum;
        }
        else
        {
            var fraction = 0.0;
            for (var n = 60; n >= 1; n--) fraction = n / 2.0 / (z + fraction);
            value = 1 - Math.Exp(-z * z) / Math.Sqrt(Math.PI) / (z + fraction);
        }
        return x < 0 ? -value : value;
    }

    private static string Digest(Document document)
    {
        using var json = new MemoryStream();
        DocumentJson.Write(document, json);
        return Convert.ToHexString(SHA256.HashData(json.ToArray()));
    }
}
