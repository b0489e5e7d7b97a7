using System.Text;

namespace Hudna.Coding;

/// <summary>
/// Keys that different spellings of one Arabic place name share: the consonants as an Arabic ear hears them, vowels, articles and
/// doubled letters left out. Romanised and Arabic spellings give the same key.
/// </summary>
public static class PlaceKeys
{
    private static readonly HashSet<string> Articles =
        new(StringComparer.Ordinal) { "al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "adh", "ath", "ul", "the", "l" };

    /// <summary>The key of a name; empty where nothing is left of it.</summary>
    public static string Skeleton(string name) => Skeleton(Normal.Tokens(name));

    /// <summary>The key of a name given as normal tokens.</summary>
    public static string Skeleton(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var key = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (tokens.Count > 1 && Articles.Contains(token)) continue;
            var part = IsArabic(token) ? Arabic(token, i < tokens.Count - 1) : Latin(token);
            key.Append(part);
        }
        return key.ToString();
    }

    /// <summary>The name as plain letters without articles, for telling spellings with one key apart.</summary>
    public static string Letters(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return string.Concat(tokens.Where(t => tokens.Count == 1 || !Articles.Contains(t)).Select(WithoutGluedArticle));
    }

    /// <summary>How alike two strings of letters are: 1 minus the edit distance over the longer length.</summary>
    public static double Alike(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var longer = Math.Max(a.Length, b.Length);
        return longer == 0 ? 1 : 1 - (double)Distance(a, b) / longer;
    }

    /// <summary>Levenshtein distance; strings past 40 letters are cut there.</summary>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length > 40) a = a[..40];
        if (b.Length > 40) b = b[..40];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }

    private static bool IsArabic(string token) => token.Length > 0 && token[0] is >= '\u0600' and <= '\u06ff';

    private static string WithoutGluedArticle(string token) =>
        token.Length > 4 && token.StartsWith("ال", StringComparison.Ordinal) ? token[2..] :
        token.Length > 5 && (token.StartsWith("el", StringComparison.Ordinal) || token.StartsWith("al", StringComparison.Ordinal))
            && token[2] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y') ? token[2..] : token;

    private static string Latin(string token)
    {
        token = WithoutGluedArticle(token);
        var key = new StringBuilder(token.Length);
        for (var i = 0; i < token.Length; i++)
        {
            var c = token[i];
            var next = i + 1 < token.Length ? token[i + 1] : '\0';
            var (sound, used) = (c, next) switch
            {
                ('s', 'h') => ('$', 2),
                ('c', 'h') => ('$', 2),
                ('k', 'h') => ('x', 2),
                ('g', 'h') => ('g', 2),
                ('t', 'h') => ('t', 2),
                ('d', 'h') => ('d', 2),
                ('p', 'h') => ('f', 2),
                ('d', 'j') => ('j', 2),
                ('c', 'e' or 'i') => ('s', 1),
                ('c', _) => ('k', 1),
                ('q', _) => ('k', 1),
                ('p', _) => ('b', 1),
                ('v' or 'w', _) => ('\0', 1),
                ('m', 'b') => ('n', 1),
                ('h', '\0') => ('\0', 1),
                ('a' or 'e' or 'i' or 'o' or 'u' or 'y', _) => ('\0', 1),
                _ => (c, 1),
            };
            if (sound != '\0' && !(i > 0 && token[i - 1] == c && key.Length > 0 && key[^1] == sound)) key.Append(sound);
            i += used - 1;
        }
        return key.ToString();
    }

    // Behind another word's "of" the feminine ending is heard: Maarat al-Numan.
    private static string Arabic(string token, bool construct)
    {
        if (token.Length > 3 && token.StartsWith("ال", StringComparison.Ordinal)) token = token[2..];
        var key = new StringBuilder(token.Length);
        for (var i = 0; i < token.Length; i++)
        {
            var sound = token[i] switch
            {
                'ب' => 'b',
                'ت' or 'ط' or 'ث' => 't',
                'ج' => 'j',
                'ح' or 'ه' => 'h',
                'خ' => 'x',
                'د' or 'ذ' or 'ض' => 'd',
                'ر' => 'r',
                'ز' or 'ظ' => 'z',
                'س' or 'ص' => 's',
                'ش' => '$',
                'غ' => 'g',
                'ف' => 'f',
                'ق' or 'ك' => 'k',
                'ل' => 'l',
                'م' => i + 1 < token.Length && token[i + 1] == 'ب' ? 'n' : 'm',
                'ن' => 'n',
                >= '0' and <= '9' => token[i],
                _ => '\0',
            };
            if (sound == 'h' && i == token.Length - 1)
            {
                if (!construct) continue;
                sound = 't';
            }
            if (sound != '\0') key.Append(sound);
        }
        return key.ToString();
    }
}
