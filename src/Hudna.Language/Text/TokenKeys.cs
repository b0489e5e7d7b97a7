namespace Hudna.Language.Text;

/// <summary>
/// The keys that rules compare: tokens in small letters, Arabic ones normalised. Keys of words met before are not made again. One for
/// each reading; not thread-safe.
/// </summary>
internal sealed class TokenKeys
{
    private const int MostKept = 100_000;

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];
    private int _sentence = -1;

    /// <summary>No keys yet.</summary>
    public TokenKeys() => _lookup = _kept.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keys of a sentence's tokens; the list is used again for the next sentence.</summary>
    public IReadOnlyList<string> Of(Document document, Sentence sentence)
    {
        if (_sentence == sentence.FirstToken && _words.Count == sentence.TokenCount) return _words;
        _sentence = sentence.FirstToken;
        _words.Clear();
        for (var t = sentence.FirstToken; t < sentence.FirstToken + sentence.TokenCount; t++)
        {
            var token = document[document.Tokens[t]];
            if (!_lookup.TryGetValue(token, out var key))
            {
                key = token.Length > 60 ? "" : token.ToString().ToLowerInvariant();
                if (_kept.Count < MostKept) _kept[token.ToString()] = key;
            }
            _words.Add(key.Length == 0 ? "\0" : key);
        }
        return _words;
    }
}
