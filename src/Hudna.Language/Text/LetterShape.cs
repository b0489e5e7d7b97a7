using System.Globalization;

namespace Hudna.Language.Text;

/// <summary>How a word is written, as the model knows it.</summary>
internal static class LetterShape
{
    /// <summary>0 small letters or none, 1 Title, 2 UPPER, 3 one capital alone, 4 miXed, 5 with a digit.</summary>
    public static byte Of(ReadOnlySpan<char> word)
    {
        int letters = 0, capitals = 0;
        var firstIsCapital = false;
        for (var i = 0; i < word.Length;)
        {
            var c = Letters.At(word, i, out var length);
            i += length;
            if (c < 128 ? Letters.IsDigit(c) : HasDigitValue(c)) return 5;
            if (!Letters.IsLetter(c)) continue;
            var capital = Letters.IsUpper(c);
            if (letters == 0) firstIsCapital = capital;
            letters++;
            if (capital) capitals++;
        }
        if (capitals == 0) return 0;
        if (capitals == letters) return (byte)(letters == 1 ? 3 : 2);
        return (byte)(firstIsCapital && capitals == 1 ? 1 : 4);
    }

    private static bool HasDigitValue(int c) =>
        c < 0x10000 ? CharUnicodeInfo.GetDigitValue((char)c) >= 0 : CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(c), 0) >= 0;
}
