namespace Hudna.Exchange;

/// <summary>
/// Tells the language of a text by its script and function words: <c>en</c>, <c>ar</c>, or <c>und</c> where neither is sure.
/// </summary>
public static class LanguageTeller
{
    /// <summary>The BCP 47 code of the main language; <c>und</c> where it cannot be told.</summary>
    /// <param name="text">The text; only its first 20,000 code units are looked at.</param>
    public static string Tell(ReadOnlySpan<char> text)
    {
        if (text.Length > 20_000) text = text[..20_000];
        int arabic = 0, latin = 0, other = 0, notArabic = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            if (c is >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFEFC')
            {
                arabic++;
                // Letters of Persian, Kurdish and Urdu that Arabic does not have.
                if (c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی' or 'ێ' or 'ۆ' or 'ە' or 'ڕ' or 'ڵ' or 'ڤ' or 'ہ' or 'ے' or 'ں'
                    or 'ٹ') notArabic++;
            }
            else if (c < '\u0250' || c is >= '\u1E00' and <= '\u1EFF') latin++;
            else other++;
        }
        if (arabic + latin + other == 0 || other > arabic + latin) return "und";
        if (arabic >= latin) return notArabic > 0.03 * arabic ? "und" : "ar";

        var words = 0;
        var function = 0;
        var strange = 0;
        foreach (var range in text.SplitAny(" \t\r\n\u00A0-–—,.;:!?()[]\"“”/"))
        {
            var word = text[range];
            if (word.Length == 0 || !char.IsLetter(word[0])) continue;
            words++;
            if (word.Length > 12) continue;
            if (Words.All.Function("en").Contains(word.ToString().ToLowerInvariant())) function++;
            else if (word.ContainsAnyInRange('\u00DF', '\u017F')) strange++;
        }
        if (words == 0) return "und";
        if (function >= 0.18 * words) return "en";
        // A headline or a list of places has few function words; English prose never has many accented letters.
        return function > 0 && (words < 12 || function >= 0.1 * words) && strange <= 0.1 * words ? "en" : "und";
    }
}
