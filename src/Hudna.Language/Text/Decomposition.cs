namespace Hudna.Language.Text;

/// <summary>
/// Letters without their accents: canonical decomposition (NFD) with non-spacing marks left out. The runtime's own normalisation does
/// nothing when the program runs without culture data, so the table is ours.
/// </summary>
internal static partial class Decomposition
{
    private const int HangulFirst = 0xAC00, HangulLast = 0xD7A3;

    /// <summary>The base letters of a code point, written to <paramref name="target"/> (room for 4); their number.</summary>
    public static int Of(int codePoint, Span<int> target)
    {
        if (codePoint < 0xC0)
        {
            target[0] = codePoint;
            return 1;
        }
        if (codePoint is >= HangulFirst and <= HangulLast)
        {
            var s = codePoint - HangulFirst;
            target[0] = 0x1100 + s / 588;
            target[1] = 0x1161 + s % 588 / 28;
            if (s % 28 == 0) return 2;
            target[2] = 0x11A7 + s % 28;
            return 3;
        }
        var (low, high) = (0, Pairs.Length / 2 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var key = Pairs[2 * middle];
            if (key == codePoint)
            {
                target[0] = Pairs[2 * middle + 1];
                return 1;
            }
            if (key < codePoint) low = middle + 1;
            else high = middle - 1;
        }
        foreach (var (key, letters) in Longer)
        {
            if (key != codePoint) continue;
            var n = 0;
            foreach (var rune in letters.EnumerateRunes()) target[n++] = rune.Value;
            return n;
        }
        target[0] = codePoint;
        return 1;
    }
}
