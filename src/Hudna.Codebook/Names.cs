using System.Collections.Frozen;
using System.Text;

namespace Hudna.Codebook;

/// <summary>
/// The written names of the codebook's words: <c>ASSAULT</c>, <c>drone-strike</c>, <c>asserted</c>. Event types are written in capitals,
/// everything else in lower case with hyphens. Reading is exact: other spellings are not guessed.
/// </summary>
public static class Names
{
    /// <summary>The written name of a value.</summary>
    public static string Text<T>(this T value) where T : struct, Enum => Table<T>.Out[value];

    /// <summary>Reads a written name; false where it is not one.</summary>
    public static bool TryRead<T>(string? text, out T value) where T : struct, Enum
    {
        value = default;
        return text is not null && Table<T>.In.TryGetValue(text, out value);
    }

    /// <summary>All written names, in the codebook's order.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(Text)];

    private static class Table<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Out = Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, Written);
        public static readonly FrozenDictionary<string, T> In = Out.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }

    private static string Written<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        if (typeof(T) == typeof(EventType)) return name.ToUpperInvariant();
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
