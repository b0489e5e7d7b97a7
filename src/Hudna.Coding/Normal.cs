using System.Globalization;
using System.Text;

namespace Hudna.Coding;

/// <summary>
/// The form in which words are compared: lower case, without accents, without vowel signs, apostrophes and hyphens taken as gaps.
/// </summary>
public static class Normal
{
    /// <summary>One token in that form; empty for punctuation, and for an apostrophe or hyphen alone.</summary>
    public static string Token(ReadOnlySpan<char> token)
    {
        var plain = true;
        foreach (var c in token)
            if (c is not (>= 'a' and <= 'z')) { plain = false; break; }
        if (plain) return token.ToString();
        var text = new StringBuilder(token.Length);
        foreach (var c in Decomposed(token))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || c == '\u0640') continue;
            if (char.IsLetterOrDigit(c)) text.Append(Folded(c));
            else if (c is '%') text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>The tokens of a name or phrase, split at everything that is neither letter nor digit, empty ones left out.</summary>
    public static string[] Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '%'
                || CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            var token = Token(text.AsSpan(start, i - start));
            if (token.Length > 0) tokens.Add(token);
            start = -1;
        }
        return [.. tokens];
    }

    private static string Decomposed(ReadOnlySpan<char> text)
    {
        var s = text.ToString();
        try
        {
            return s.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException) // a lone surrogate
        {
            return s;
        }
    }

    // Letters that have no decomposition, and Arabic letters that writers mix up.
    private static char Folded(char c) => c switch
    {
        'ı' or 'İ' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'ß' => 's',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        >= '٠' and <= '٩' => (char)('0' + (c - '٠')),
        _ => char.ToLowerInvariant(c),
    };
}
