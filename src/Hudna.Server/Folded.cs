using System.Text;

namespace Hudna.Server;

/// <summary>
/// Text as searches compare it: lower case, Latin letters without marks, Arabic without vowel signs and tatweel and with one form of
/// alef, ya and ta marbuta, the article's hyphen and apostrophes gone ("al-Bāra" and "albara" meet).
/// </summary>
internal static class Folded
{
    public static string Text(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is (>= '\u064B' and <= '\u0652') or '\u0640' or '\u0670' or '-' or '\'' or '\u2019' or '\u2018' or '\u02BF' or '\u02BE'
                or (>= '\u0300' and <= '\u036F')) continue;
            folded.Append(char.ToLowerInvariant(c) switch
            {
                'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
                'ى' or 'ئ' => 'ي',
                'ؤ' => 'و',
                'ة' => 'ه',
                'ā' or 'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
                'ē' or 'é' or 'è' or 'ê' or 'ë' => 'e',
                'ī' or 'í' or 'ì' or 'î' or 'ï' or 'ı' => 'i',
                'ō' or 'ó' or 'ò' or 'ô' or 'ö' => 'o',
                'ū' or 'ú' or 'ù' or 'û' or 'ü' => 'u',
                'ḥ' or 'ẖ' or 'ħ' => 'h',
                'ş' or 'ṣ' or 'š' => 's',
                'ḍ' => 'd',
                'ṭ' => 't',
                'ẓ' or 'ž' => 'z',
                'ç' or 'č' => 'c',
                'ğ' or 'ġ' => 'g',
                'ñ' => 'n',
                var other => other,
            });
        }
        return folded.ToString();
    }

    /// <summary>The words of a search, folded; at most sixteen.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        [.. Text(text).Split([' ', '\t', '\n', ','], StringSplitOptions.RemoveEmptyEntries).Take(16)];
}
