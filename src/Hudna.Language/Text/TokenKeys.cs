namespace Hudna.Language.Text;

/// <summary>
/// The keys that rules compare: tokens in small letters; Arabic ones normalised, and without the little words on their front where the rules
/// know what is left and not the whole. Keys of words met before are not made again. One for each reading; not thread-safe.
/// </summary>
internal sealed class TokenKeys
{
    private const int MostKept = 100_000;
    private const int LongestWord = 60;

    private readonly Func<string, IReadOnlySet<string>?> _vocabulary;
    private readonly Dictionary<string, Dictionary<string, string>> _kept = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private int _sentence = -1;

    /// <summary>No keys yet.</summary>
    /// <param name="vocabulary">The words that a language's rules know; null where it has none.</param>
    public TokenKeys(Func<string, IReadOnlySet<string>?> vocabulary) => _vocabulary = vocabulary;

    /// <summary>The keys of a sentence's tokens; the list is used again for the next sentence.</summary>
    public IReadOnlyList<string> Of(Document document, Sentence sentence)
    {
        if (_sentence == sentence.FirstToken && _words.Count == sentence.TokenCount) return _words;
        _sentence = sentence.FirstToken;
        _words.Clear();
        if (!_kept.TryGetValue(sentence.Language, out var kept)) _kept[sentence.Language] = kept = new(StringComparer.Ordinal);
        var lookup = kept.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var t = sentence.FirstToken; t < sentence.FirstToken + sentence.TokenCount; t++)
        {
            var token = document[document.Tokens[t]];
            if (!lookup.TryGetValue(token, out var key))
            {
                key = token.Length > LongestWord ? "\0" : Key(token, sentence.Language);
                if (kept.Count < MostKept && token.Length <= LongestWord) kept[token.ToString()] = key;
            }
            _words.Add(key);
        }
        return _words;
    }

    private string Key(ReadOnlySpan<char> token, string language)
    {
        if (language != "ar") return token.ToString().ToLowerInvariant();
        // The comma that hangs on a word is no part of it.
        var word = ArabicText.Normalise(token.Length > 1 ? token.TrimEnd("،؛") : token);
        if (word.Length == 0) return "\0";
        // "and 4,455", "by 30": the little word written onto figures.
        if (word is ['و' or 'ف' or 'ب' or 'ل' or 'ك', >= '0' and <= '9', ..]) return word[1..];
        if (_vocabulary(language) is { } known && !known.Contains(word))
        {
            foreach (var stem in ArabicText.Stems(word))
                if (known.Contains(stem)) return stem;
        }
        return word;
    }
}
