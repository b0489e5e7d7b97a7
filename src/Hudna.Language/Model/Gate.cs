using System.Globalization;
using Hudna.Codebook;
using Hudna.Language.Text;

namespace Hudna.Language.Model;

/// <summary>
/// For archives: a linear model over hashed words and word pairs that lets sentences pass by in which nothing is to be coded, so that the
/// encoder need not read them. Trained by <c>tools/training/gate.py</c>, which hashes in the same way.
/// </summary>
internal sealed unsafe class Gate
{
    private const uint Seed = 2166136261, Prime = 16777619;

    private readonly SafetensorsFile _file;
    private readonly sbyte* _weights;
    private readonly uint _mask;
    private readonly float _scale;
    private readonly float _bias;
    private readonly float _threshold;

    /// <summary>Reads <c>gate.safetensors</c> of a folder.</summary>
    /// <exception cref="UserFaultException">It is missing, damaged, or of another kind.</exception>
    public static Gate Read(string folder)
    {
        var path = Path.Combine(folder, "gate.safetensors");
        return new Gate(new SafetensorsFile(path), path);
    }

    private Gate(SafetensorsFile file, string path)
    {
        // Kept, so that the mapped weights stay.
        _file = file;
        if (_file.Metadata.GetValueOrDefault("format") != "hudna-gate-1"
            || !int.TryParse(_file.Metadata.GetValueOrDefault("bits"), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits is < 8 or > 26)
            throw new UserFaultException(new Fault("this is no gate", path, null, "Copy the folder again"));
        var weights = _file.Matrix("gate", 1, 1 << bits);
        if (weights.Int8 == null) throw new UserFaultException(new Fault("this is no gate", path, null, "Copy the folder again"));
        _weights = weights.Int8;
        _mask = (1u << bits) - 1;
        _scale = *_file.Vector("gate.scale", 1);
        _bias = *_file.Vector("gate.bias", 1);
        _threshold = *_file.Vector("gate.threshold", 1);
    }

    /// <summary>Whether a sentence may hold something to code.</summary>
    public bool Passes(Document document, Sentence sentence)
    {
        // A long sentence holds something sooner or later; its features need not be told apart.
        if (sentence.TokenCount > MostTokens) return true;
        Span<uint> seen = stackalloc uint[2 * sentence.TokenCount];
        var (count, sum, previous) = (0, 0, Seed);
        for (var t = sentence.FirstToken; t < sentence.FirstToken + sentence.TokenCount; t++)
        {
            var hash = Seed;
            foreach (var c in document[document.Tokens[t]]) hash = (hash ^ Key(c)) * Prime;
            Add(hash, seen);
            Add((previous * Prime) ^ hash, seen);
            previous = hash;
        }
        return sum * _scale / MathF.Sqrt(Math.Max(count, 1)) + _bias >= _threshold;

        void Add(uint hash, Span<uint> places)
        {
            var place = (hash ^ hash >> 15) & _mask;
            // Each feature counts once a sentence.
            for (var i = 0; i < count; i++)
                if (places[i] == place) return;
            places[count++] = place;
            sum += _weights[place];
        }
    }

    private const int MostTokens = 128;

    private static uint Key(char c)
    {
        if (c < 128) return c is >= 'A' and <= 'Z' ? c + 32u : c is >= '0' and <= '9' ? '0' : c;
        return char.IsDigit(c) ? '0' : (uint)Letters.Lower(c);
    }
}
