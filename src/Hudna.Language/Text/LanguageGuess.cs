namespace Hudna.Language.Text;

/// <summary>Tells the language of a stretch of text by its script, and English from other Latin ones by its small words.</summary>
public static class LanguageGuess
{
    /// <summary>Language not told.</summary>
    public const string Unknown = "und";

    private static readonly HashSet<string> Small = new(
        "the of and to in a that for on was is by with at from as were has had have be are it its this said he they their which after not".Split(' '),
        StringComparer.Ordinal);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallWords = Small.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// <c>en</c>, <c>ar</c>, <c>fa</c>, <c>ru</c>, <c>he</c> or <c>und</c>. Latin text counts as English unless it is long enough to tell
    /// (twenty words) and fewer than one word in twenty is among the commonest English ones. Looks at the first 4,000 letters.
    /// </summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        int latin = 0, arabic = 0, persian = 0, cyrillic = 0, hebrew = 0, other = 0, seen = 0;
        for (var i = 0; i < text.Length && seen < 4000;)
        {
            var c = Letters.At(text, i, out var length);
            i += length;
            if (!Letters.IsLetter(c)) continue;
            seen++;
            if (c < 0x250) latin++;
            else if (Letters.IsArabic(c))
            {
                arabic++;
                if (c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی' or 'ە' or 'ێ' or 'ۆ') persian++;
            }
            else if (c is >= 0x400 and < 0x530) cyrillic++;
            else if (c is >= 0x590 and < 0x600) hebrew++;
            else other++;
        }
        var most = Math.Max(Math.Max(Math.Max(latin, arabic), Math.Max(cyrillic, hebrew)), other);
        if (most == 0) return Unknown;
        if (most == arabic) return persian * 12 > arabic ? "fa" : "ar";
        if (most == latin) return IsEnglish(text) ? "en" : Unknown;
        if (most == cyrillic) return "ru";
        return most == hebrew ? "he" : Unknown;
    }

    private static bool IsEnglish(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[6];
        int words = 0, small = 0, length = 0;
        for (var i = 0; i <= text.Length && words < 800; i++)
        {
            if (i < text.Length && Letters.IsLetter(text[i]))
            {
                if (length < word.Length) word[length] = (char)Letters.Lower(text[i]);
                length++;
                continue;
            }
            if (length == 0) continue;
            words++;
            if (length <= word.Length && SmallWords.Contains(word[..length])) small++;
            length = 0;
        }
        return words < 20 || small * 20 >= words;
    }
}
