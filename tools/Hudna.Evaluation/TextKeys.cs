using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Hudna.Evaluation;

/// <summary>How names are compared: folded, without marks and fill words.</summary>
internal static class TextKeys
{
    private static readonly FrozenDictionary<int, string> s_fold = ReadFold();

    private static readonly FrozenSet<string> s_stop = new[]
    {
        "the", "a", "an", "of", "al", "as", "el", "at", "in", "for", "and", "town", "towns", "village", "villages",
        "city", "area", "region", "province", "governorate", "vicinity", "surroundings", "countryside", "muhafazat",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lower case, no diacritics, no apostrophes, one space for all that is neither letter nor digit.</summary>
    public static string Norm(string? text)
    {
        var folded = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (s_fold.TryGetValue(rune.Value, out var known)) folded.Append(known);
            else folded.Append(rune.IsAscii ? ((char)rune.Value).ToString().ToLowerInvariant() : rune.ToString());
        }
        var words = new StringBuilder();
        foreach (var rune in folded.ToString().EnumerateRunes())
        {
            if (rune.Value is '’' or '\'' or '‘' or '`' or 'ʿ' or 'ʾ') continue;
            if (IsWord(rune)) words.Append(rune.ToString());
            else if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
        }
        return words.ToString().TrimEnd(' ');
    }

    /// <summary>The words of a name that tell it from others.</summary>
    public static List<string> Tokens(string? text) => [.. Words(Norm(text)).Where(w => !s_stop.Contains(w))];

    /// <summary>The first letters of those words.</summary>
    public static string Initials(string? text) => string.Concat(Tokens(text).Select(w => Rune.GetRuneAt(w, 0).ToString()));

    /// <summary>Words of a folded text.</summary>
    public static string[] Words(string folded) => folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether one list of words stands, whole and in order, in the other.</summary>
    public static bool Inside(List<string> a, List<string> b)
    {
        if (a.Count == 0 || b.Count == 0) return false;
        if (a.Count > b.Count) (a, b) = (b, a);
        for (var i = 0; i + a.Count <= b.Count; i++)
            if (a.SequenceEqual(b.Skip(i).Take(a.Count), StringComparer.Ordinal)) return true;
        return false;
    }

    /// <summary>The consonants of words, so that spellings of one Arabic name agree.</summary>
    public static List<string> Skeleton(List<string> words)
    {
        var bones = new List<string>();
        foreach (var word in words)
        {
            var bare = word.EndsWith('h') ? word[..^1] : word;
            var bone = new StringBuilder();
            foreach (var rune in bare.EnumerateRunes())
            {
                if (rune.Value is 'a' or 'e' or 'i' or 'o' or 'u' or 'w' or 'y') continue;
                var text = rune.ToString();
                if (bone.Length < text.Length || bone.ToString(bone.Length - text.Length, text.Length) != text) bone.Append(text);
            }
            if (bone.Length > 0) bones.Add(bone.ToString());
        }
        return bones;
    }

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static FrozenDictionary<int, string> ReadFold()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("fold.txt")!);
        var fold = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToList();
            fold[parts[0]] = string.Concat(parts.Skip(1).Select(char.ConvertFromUtf32));
        }
        return fold.ToFrozenDictionary();
    }
}
