using System.Globalization;
using System.Text;

namespace Hudna.Language.Text;

/// <summary>
/// Arabic words made comparable: one form of a word for its many spellings, and the stems that are left when the little words written
/// onto it are taken off. What is compared must be normalised on both sides.
/// </summary>
public static class ArabicText
{
    /// <summary>Whether most letters are Arabic ones.</summary>
    public static bool IsArabic(ReadOnlySpan<char> text)
    {
        int arabic = 0, other = 0;
        foreach (var c in text)
        {
            if (!Letters.IsLetter(c)) continue;
            if (Letters.IsArabic(c)) arabic++;
            else other++;
        }
        return arabic > other;
    }

    /// <summary>
    /// The comparable form: alef without hamza or madda, ya for alef maqsura, ha for ta marbuta, Persian kaf and ya as Arabic ones, no
    /// tatweel, no vowel signs, no direction marks, presentation forms as letters, digits as 0–9. Other characters stay; Latin letters become small.
    /// </summary>
    public static string Normalise(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case 'أ' or 'إ' or 'آ' or 'ٱ':
                    result.Append('ا');
                    break;
                case 'ى' or 'ی' or 'ې':
                    result.Append('ي');
                    break;
                case 'ة':
                    result.Append('ه');
                    break;
                case 'ک' or 'ڪ':
                    result.Append('ك');
                    break;
                case 'ؤ':
                    result.Append('و');
                    break;
                case 'ئ':
                    result.Append('ي');
                    break;
                case 'ـ' or 'ٰ' or >= 'ً' and <= 'ٟ' or >= '\u0610' and <= '\u061A' or >= '\u06D6' and <= '\u06ED':
                case '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u061C' or '\u00AD' or '\uFEFF' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069':
                    break;
                case >= '\uFB50' and <= '\uFEFC' when Presentation(c) is { } plain:
                    result.Append(Normalise(plain));
                    break;
                case > '\u007F' when char.IsDigit(c):
                    result.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
                    break;
                default:
                    result.Append((char)Letters.Lower(c));
                    break;
            }
        }
        return result.ToString();
    }

    /// <summary>
    /// The word and what is left of it when the little words written onto its front are taken off one after the other: و or ف (and),
    /// then ب, ل or ك (in, to, as), then ال (the); لل counts as ل + ال. At least two letters always remain. Longest first.
    /// </summary>
    /// <param name="word">A word, normalised or not.</param>
    public static IReadOnlyList<string> Stems(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var found = new List<string>(6) { word };
        if (word.Length < 3) return found;
        if (word[0] is 'و' or 'ف') Add(word[1..]);
        for (var i = 0; i < found.Count && i < 2; i++)
        {
            var stem = found[i];
            if (stem.Length < 3) continue;
            if (stem[0] is 'ب' or 'ك') Add(stem[1..]);
            else if (stem.StartsWith("لل", StringComparison.Ordinal))
            {
                Add("ال" + stem[2..]);
                Add(stem[2..]);
            }
            else if (stem[0] == 'ل') Add(stem[1..]);
        }
        for (var i = 0; i < found.Count; i++)
            if (found[i].StartsWith("ال", StringComparison.Ordinal)) Add(found[i][2..]);
        found.Sort((a, b) => b.Length.CompareTo(a.Length));
        return found;

        void Add(string stem)
        {
            if (stem.Length >= 2 && !found.Contains(stem)) found.Add(stem);
        }
    }

    /// <summary>Whether "and" is written onto the front of a word of a list ("والبارة").</summary>
    public static bool HasAnd(string word) => word is { Length: >= 4 } && word[0] == 'و';

    // Letters of the presentation blocks that old pages carry, by their isolated letter; lam-alef as two.
    private static string? Presentation(char c)
    {
        const string letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي";
        if (c is >= '\uFEF5' and <= '\uFEFC') return "لا";
        if (c is < '\uFE80' or > '\uFEF4') return null;
        // Hamza and the six letters that do not join to the left have fewer forms than the others.
        var at = 0xFE80;
        foreach (var letter in letters)
        {
            var forms = letter switch
            {
                'ء' => 1,
                'آ' or 'أ' or 'ؤ' or 'إ' or 'ا' or 'ة' or 'د' or 'ذ' or 'ر' or 'ز' or 'و' or 'ى' => 2,
                _ => 4,
            };
            if (c < at + forms) return letter.ToString();
            at += forms;
        }
        return null;
    }
}
