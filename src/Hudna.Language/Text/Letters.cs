using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hudna.Language.Text;

/// <summary>
/// Classes of characters as the model's training saw them: those of Python's <c>re</c> and <c>str</c>. Lone surrogates are characters
/// of no class.
/// </summary>
internal static class Letters
{
    /// <summary>The code point at a place and its length in code units; a lone surrogate stands for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(ReadOnlySpan<char> text, int index, out int length)
    {
        var c = text[index];
        length = 1;
        if (!char.IsHighSurrogate(c) || index + 1 >= text.Length || !char.IsLowSurrogate(text[index + 1])) return c;
        length = 2;
        return char.ConvertToUtf32(c, text[index + 1]);
    }

    /// <summary><c>\s</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpace(int c) => c < 128 ? c == ' ' || c is >= 9 and <= 13 or >= 0x1C and <= 0x1F : c <= 0x3000 && char.IsWhiteSpace((char)c);

    /// <summary><c>\d</c>: decimal digits of any script.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(int c) => c < 128 ? c is >= '0' and <= '9' : Category(c) == UnicodeCategory.DecimalDigitNumber;

    /// <summary><c>\w</c>: letters, numbers, the underscore.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(int c) =>
        c < 128 ? c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' : IsLetter(c) || IsNumber(Category(c));

    /// <summary>A letter of any script.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetter(int c) => c < 128 ? c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' : Category(c) <= UnicodeCategory.OtherLetter;

    /// <summary>A capital letter.</summary>
    public static bool IsUpper(int c) => c < 128 ? c is >= 'A' and <= 'Z' : Category(c) == UnicodeCategory.UppercaseLetter;

    /// <summary>A small letter.</summary>
    public static bool IsLower(int c) => c < 128 ? c is >= 'a' and <= 'z' : Category(c) == UnicodeCategory.LowercaseLetter;

    /// <summary>The tokeniser's letters: Latin, Greek, Cyrillic, Arabic and what lies between, marks included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTokenLetter(int c) =>
        c < 128 ? c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' : c is >= 0xC0 and <= 0x24F or >= 0x370 and <= 0x1FFF;

    /// <summary>Letters of the Arabic script, presentation forms included.</summary>
    public static bool IsArabic(int c) => c is >= 0x600 and <= 0x6FF or >= 0x750 and <= 0x77F or >= 0x8A0 and <= 0x8FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFE;

    /// <summary>The small form of a code point.</summary>
    public static int Lower(int c)
    {
        if (c < 128) return c is >= 'A' and <= 'Z' ? c + 32 : c;
        if (c == 0x130) return 'i';
        return c < 0x10000
            ? char.IsSurrogate((char)c) ? c : char.ToLowerInvariant((char)c)
            : System.Text.Rune.ToLowerInvariant(new System.Text.Rune(c)).Value;
    }

    /// <summary>The general category.</summary>
    public static UnicodeCategory Category(int c) => c < 0x10000 ? CharUnicodeInfo.GetUnicodeCategory((char)c) : CharUnicodeInfo.GetUnicodeCategory(c);

    private static bool IsNumber(UnicodeCategory category) =>
        category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
