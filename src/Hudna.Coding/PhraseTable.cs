namespace Hudna.Coding;

/// <summary>
/// Phrases as sequences of normal tokens, each with a value; finds the longest that starts at a token. Immutable once filled.
/// </summary>
/// <typeparam name="T">What a phrase means.</typeparam>
public sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<(string[] Tokens, T Value)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase; one without tokens is left out.</summary>
    public void Add(string phrase, T value) => Add(Normal.Tokens(phrase), value);

    /// <summary>Adds a phrase given as normal tokens.</summary>
    public void Add(string[] tokens, T value)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Length == 0) return;
        if (!_byFirst.TryGetValue(tokens[0], out var list)) _byFirst[tokens[0]] = list = [];
        var at = 0;
        while (at < list.Count && list[at].Tokens.Length >= tokens.Length) at++; // longest first, then in the order of adding
        list.Insert(at, (tokens, value));
    }

    /// <summary>Whether a phrase starts with a token.</summary>
    public bool Opens(string token) => _byFirst.ContainsKey(token);

    /// <summary>The longest phrase that starts at a token: its length, 0 for none, and its value.</summary>
    public (int Length, T? Value) Match(IReadOnlyList<string> tokens, int at)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (at < 0 || at >= tokens.Count || !_byFirst.TryGetValue(tokens[at], out var list)) return (0, default);
        foreach (var (phrase, value) in list)
            if (Stands(phrase, tokens, at)) return (phrase.Length, value);
        return (0, default);
    }

    /// <summary>All values of the longest phrases that start at a token, in the order of adding.</summary>
    public (int Length, IReadOnlyList<T> Values) MatchAll(IReadOnlyList<string> tokens, int at)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (at < 0 || at >= tokens.Count || !_byFirst.TryGetValue(tokens[at], out var list)) return (0, []);
        var length = 0;
        List<T> values = [];
        foreach (var (phrase, value) in list)
        {
            if (length > 0 && phrase.Length < length) break;
            if (!Stands(phrase, tokens, at)) continue;
            length = phrase.Length;
            values.Add(value);
        }
        return (length, values);
    }

    /// <summary>Whether a phrase stands anywhere in the tokens.</summary>
    public bool Any(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        for (var i = 0; i < tokens.Count; i++)
            if (Match(tokens, i).Length > 0) return true;
        return false;
    }

    private static bool Stands(string[] phrase, IReadOnlyList<string> tokens, int at)
    {
        if (at + phrase.Length > tokens.Count) return false;
        for (var k = 1; k < phrase.Length; k++)
            if (!string.Equals(phrase[k], tokens[at + k], StringComparison.Ordinal)) return false;
        return true;
    }
}
