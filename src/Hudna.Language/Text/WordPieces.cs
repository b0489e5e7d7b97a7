using System.Globalization;
using System.Runtime.CompilerServices;
using Hudna.Codebook;

namespace Hudna.Language.Text;

/// <summary>
/// BERT's uncased word pieces: the word in small letters without accents, cut at punctuation, each part matched greedily by its longest
/// known piece. The vocabulary is one open-addressing table over the file's own characters. Immutable and thread-safe.
/// </summary>
internal sealed class WordPieces
{
    /// <summary>Most pieces that a word keeps.</summary>
    public const int Most = 8;

    private const int LongestPart = 100;
    private const uint Seed = 2166136261, ContinuationSeed = 84696351, Prime = 16777619;

    private readonly char[] _letters;
    private readonly int[] _start;
    private readonly int[] _slots;
    private readonly int _longest;
    private readonly int _unknown = -1;

    /// <summary>Reads a vocabulary: one piece a line, its id the line's number from 0.</summary>
    /// <exception cref="UserFaultException">The file cannot be read or is no vocabulary.</exception>
    public WordPieces(string path)
    {
        try
        {
            _letters = File.ReadAllText(path).ToCharArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault("the model's vocabulary cannot be read", path, null, "The folder must hold vocab.txt"), e);
        }
        var lines = 0;
        foreach (var c in _letters)
            if (c == '\n') lines++;
        _start = new int[lines + 1];
        var size = 1024;
        while (size < lines * 2) size *= 2;
        _slots = new int[size];
        (_longest, _unknown) = Fill();
        if (_unknown < 0 || lines < 200) throw new UserFaultException(new Fault("this is no word-piece vocabulary", path, null, "Copy the model's folder again"));
    }

    /// <summary>How many pieces there are.</summary>
    public int Count => _start.Length - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Longest, int Unknown) Fill()
    {
        var (longest, unknown, line) = (0, -1, 0);
        for (var i = 0; i < _letters.Length; i++)
        {
            if (_letters[i] != '\n') continue;
            _start[line + 1] = i + 1;
            var piece = Piece(line, out var continues);
            if (piece is "[UNK]") unknown = line;
            longest = Math.Max(longest, piece.Length);
            var hash = continues ? ContinuationSeed : Seed;
            foreach (var c in piece) hash = (hash ^ c) * Prime;
            var slot = Slot(hash);
            // Of two equal lines the last counts.
            while (_slots[slot] != 0 && !(Piece(_slots[slot] - 1, out var other).SequenceEqual(piece) && other == continues))
                slot = slot + 1 & _slots.Length - 1;
            _slots[slot] = line + 1;
            line++;
        }
        return (longest, unknown);
    }

    /// <summary>Writes the pieces of a word, at least one and at most <see cref="Most"/>, and gives their number.</summary>
    public int Of(ReadOnlySpan<char> word, Span<int> ids)
    {
        Span<char> part = stackalloc char[2 * LongestPart + 4];
        Span<int> letters = stackalloc int[4];
        int count = 0, used = 0, length = 0;
        for (var i = 0; i < word.Length && count < Most;)
        {
            var c = Letters.At(word, i, out var step);
            i += step;
            if (c < 128 && Letters.IsWord(c) && c != '_')
            {
                if (used < LongestPart + 1) part[length++] = (char)(c is >= 'A' and <= 'Z' ? c + 32 : c);
                used = Math.Min(used + 1, LongestPart + 1);
                continue;
            }
            var lower = c == 0x3A3 && i == word.Length && used > 0 ? 0x3C2 : Letters.Lower(c);
            var n = Decomposition.Of(lower, letters);
            for (var k = 0; k < n && count < Most; k++)
            {
                c = letters[k];
                var category = Letters.Category(c);
                if (category == UnicodeCategory.NonSpacingMark) continue;
                var space = Letters.IsSpace(c);
                if (space || IsPunctuation(c, category))
                {
                    if (used > 0) count = Match(part[..length], used, ids, count);
                    used = length = 0;
                    if (space || count == Most) continue;
                    part[0] = (char)c;
                    length = 1;
                    if (c >= 0x10000) (part[0], part[1], length) = (char.ConvertFromUtf32(c)[0], char.ConvertFromUtf32(c)[1], 2);
                    count = Match(part[..length], 1, ids, count);
                    length = 0;
                }
                else if (c is not (0 or 0xFFFD) && category is not (UnicodeCategory.Control or UnicodeCategory.Format))
                {
                    if (used < LongestPart + 1)
                    {
                        if (c < 0x10000) part[length++] = (char)c;
                        else
                        {
                            var pair = char.ConvertFromUtf32(c);
                            part[length++] = pair[0];
                            part[length++] = pair[1];
                        }
                    }
                    used = Math.Min(used + 1, LongestPart + 1);
                }
            }
        }
        if (used > 0 && count < Most) count = Match(part[..length], used, ids, count);
        if (count > 0) return count;
        ids[0] = _unknown;
        return 1;
    }

    private static bool IsPunctuation(int c, UnicodeCategory category) =>
        c is >= 33 and <= 47 or >= 58 and <= 64 or >= 91 and <= 96 or >= 123 and <= 126
        || category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    // Adds the pieces of one part; a part that cannot be matched to its end is one unknown piece.
    private int Match(ReadOnlySpan<char> part, int codePoints, Span<int> ids, int count)
    {
        Span<int> found = stackalloc int[LongestPart + 1];
        var n = 0;
        Span<uint> hashes = stackalloc uint[64];
        for (var start = 0; start < part.Length;)
        {
            var most = Math.Min(Math.Min(part.Length - start, _longest), hashes.Length);
            var hash = start == 0 ? Seed : ContinuationSeed;
            for (var k = 0; k < most; k++) hashes[k] = hash = (hash ^ part[start + k]) * Prime;
            var id = -1;
            var length = most;
            for (; length > 0; length--)
            {
                id = Find(hashes[length - 1], part.Slice(start, length), start > 0);
                if (id >= 0) break;
            }
            if (id < 0 || codePoints > LongestPart)
            {
                n = 0;
                found[n++] = _unknown;
                break;
            }
            found[n++] = id;
            start += length;
        }
        for (var k = 0; k < n && count < Most; k++) ids[count++] = found[k];
        return count;
    }

    private int Find(uint hash, ReadOnlySpan<char> piece, bool continues)
    {
        for (var slot = Slot(hash); _slots[slot] != 0; slot = slot + 1 & _slots.Length - 1)
        {
            var id = _slots[slot] - 1;
            if (Piece(id, out var other).SequenceEqual(piece) && other == continues) return id;
        }
        return -1;
    }

    private int Slot(uint hash) => (int)((hash ^ hash >> 15) & (uint)(_slots.Length - 1));

    private ReadOnlySpan<char> Piece(int id, out bool continues)
    {
        var line = _letters.AsSpan(_start[id], _start[id + 1] - _start[id] - 1);
        continues = line.Length > 2 && line[0] == '#' && line[1] == '#';
        return continues ? line[2..] : line;
    }
}
