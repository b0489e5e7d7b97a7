namespace Hudna.Language.Text;

/// <summary>
/// Cuts a sentence into the tokens that the model was trained on, near to those of Universal Dependencies: clitics (<c>'s</c>,
/// <c>n't</c>) and hyphens stand alone, <c>Gen.</c> and initials keep their dot. The same rules as <c>tools/training/text.py</c>, in one pass.
/// </summary>
public static class Tokenizer
{
    // These belong to the weights: another list would give the model tokens that it never saw.
    private static readonly HashSet<string> Abbreviations = new(
        ("mr mrs ms dr gen lt col maj sgt capt gov sen rep st jr sr no inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec "
         + "vs etc brig adm prof rev hon").Split(' '), StringComparer.Ordinal);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tokens of a text, in order; offsets count its code units.</summary>
    public static IReadOnlyList<TextSpan> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<TextSpan>(text.Length / 5 + 4);
        Add(text, 0, found);
        return found;
    }

    /// <summary>Adds the tokens of a stretch of text to a list, moved by <paramref name="offset"/>.</summary>
    internal static void Add(ReadOnlySpan<char> text, int offset, List<TextSpan> tokens)
    {
        var scan = new Scanner(text);
        // Three raw tokens are looked at together: word, apostrophe, clitic.
        var first = scan.Next();
        var second = scan.Next();
        var third = scan.Next();
        while (first.Length > 0)
        {
            var used = 1;
            var word = text[first.Start..first.End];
            if (second.Length > 0 && first.End == second.Start)
            {
                var mark = text[second.Start];
                if (second.Length == 1 && mark is '\'' or '\u2019' && third.Length > 0 && second.End == third.Start
                    && Clitic(word, text[third.Start..third.End]) is { } cut and >= 0)
                {
                    tokens.Add(new TextSpan(offset + first.Start, offset + first.End - cut));
                    tokens.Add(new TextSpan(offset + first.End - cut, offset + third.End));
                    used = 3;
                }
                else if (second.Length == 1 && mark == '.' && KeepsDot(word))
                {
                    tokens.Add(new TextSpan(offset + first.Start, offset + second.End));
                    used = 2;
                }
            }
            if (used == 1) tokens.Add(new TextSpan(offset + first.Start, offset + first.End));
            if (used == 1) (first, second, third) = (second, third, scan.Next());
            else if (used == 2) (first, second, third) = (third, scan.Next(), scan.Next());
            else (first, second, third) = (scan.Next(), scan.Next(), scan.Next());
        }
    }

    // Letters of the word that go with the clitic: 1 for n't, 0 for the others; −1 where it is none.
    private static int Clitic(ReadOnlySpan<char> word, ReadOnlySpan<char> suffix)
    {
        if (suffix.Length > 2) return -1;
        if (suffix.Length == 1 && suffix[0] is 't' or 'T') return word.Length > 1 && word[^1] is 'n' or 'N' ? 1 : -1;
        if (suffix.Length == 1) return suffix[0] is 's' or 'S' or 'd' or 'D' or 'm' or 'M' ? 0 : -1;
        return suffix.Equals("re", StringComparison.OrdinalIgnoreCase) || suffix.Equals("ve", StringComparison.OrdinalIgnoreCase)
            || suffix.Equals("ll", StringComparison.OrdinalIgnoreCase) ? 0 : -1;
    }

    private static bool KeepsDot(ReadOnlySpan<char> word)
    {
        if (word.Length == 1 || (word.Length == 2 && char.IsHighSurrogate(word[0])))
            return Letters.IsUpper(Letters.At(word, 0, out _));
        if (word.Length > 4) return false;
        Span<char> lower = stackalloc char[4];
        for (var i = 0; i < word.Length; i++) lower[i] = (char)Letters.Lower(word[i]);
        return Known.Contains(lower[..word.Length]);
    }

    // The raw tokens, one alternative after the other: addresses, initialisms, numbers, words, runs of dots or dashes, single marks.
    private ref struct Scanner(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;
        // A run of e-mail characters is looked at once, not from each of its places: the scan stays linear.
        private int _runEnd = -1;
        private int _mailEnd;

        public TextSpan Next()
        {
            while (_at < _text.Length)
            {
                var c = Letters.At(_text, _at, out var length);
                if (!Letters.IsSpace(c)) return Token(c, length);
                _at += length;
            }
            return default;
        }

        private TextSpan Token(int c, int length)
        {
            var start = _at;
            var end = Address(c);
            if (end < 0) end = Mail(c);
            if (end < 0) end = Initialism(c);
            if (end < 0) end = Number(c);
            if (end < 0 && Letters.IsTokenLetter(c))
            {
                end = start + length;
                while (end < _text.Length && Letters.IsTokenLetter(_text[end])) end++;
            }
            if (end < 0) end = Marks(c);
            if (end < 0) end = !Letters.IsWord(c) ? start + length : WordEnd(start);
            _at = end;
            return new TextSpan(start, end);
        }

        private readonly int Address(int c)
        {
            if (c is not ('h' or 'w')) return -1;
            var rest = _text[_at..];
            var head = rest.StartsWith("https://", StringComparison.Ordinal) ? 8
                : rest.StartsWith("http://", StringComparison.Ordinal) ? 7
                : rest.StartsWith("www.", StringComparison.Ordinal) ? 4 : 0;
            if (head == 0 || rest.Length == head || Letters.IsSpace(rest[head])) return -1;
            var end = _at + head;
            while (end < _text.Length && !Letters.IsSpace(_text[end])) end++;
            return end;
        }

        // [\w.+-]+@[\w-]+\.[\w.]+
        private int Mail(int c)
        {
            if (!Letters.IsWord(c) && c is not ('.' or '+' or '-')) return -1;
            if (_at < _runEnd) return _mailEnd;
            var end = _at;
            while (end < _text.Length)
            {
                var d = Letters.At(_text, end, out var length);
                if (!Letters.IsWord(d) && d is not ('.' or '+' or '-')) break;
                end += length;
            }
            _runEnd = end;
            _mailEnd = -1;
            if (end >= _text.Length || _text[end] != '@') return -1;
            var host = end + 1;
            var at = host;
            while (at < _text.Length)
            {
                var d = Letters.At(_text, at, out var length);
                if (!Letters.IsWord(d) && d != '-') break;
                at += length;
            }
            if (at == host || at >= _text.Length || _text[at] != '.') return -1;
            var tail = ++at;
            while (at < _text.Length)
            {
                var d = Letters.At(_text, at, out var length);
                if (!Letters.IsWord(d) && d != '.') break;
                at += length;
            }
            if (at > tail) _mailEnd = at;
            return _mailEnd;
        }

        private readonly int Initialism(int c)
        {
            if (!Ascii(c)) return -1;
            var end = _at;
            while (end + 1 < _text.Length && Ascii(_text[end]) && _text[end + 1] == '.') end += 2;
            return end >= _at + 4 ? end : -1;
        }

        private static bool Ascii(int c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

        private readonly int Number(int c)
        {
            if (!Letters.IsDigit(c)) return -1;
            var end = Digits(_at);
            while (end + 1 < _text.Length && _text[end] is '.' or ',' or ':')
            {
                var next = Digits(end + 1);
                if (next == end + 1) break;
                end = next;
            }
            return end;
        }

        private readonly int Digits(int at)
        {
            while (at < _text.Length)
            {
                var c = Letters.At(_text, at, out var length);
                if (!Letters.IsDigit(c)) break;
                at += length;
            }
            return at;
        }

        private readonly int Marks(int c)
        {
            if (c == '.' && _text[_at..].StartsWith("...", StringComparison.Ordinal)) return _at + 3;
            if (c != '-') return -1;
            var end = _at;
            while (end < _text.Length && _text[end] == '-') end++;
            return end >= _at + 2 ? end : -1;
        }

        private readonly int WordEnd(int at)
        {
            while (at < _text.Length)
            {
                var c = Letters.At(_text, at, out var length);
                if (!Letters.IsWord(c)) break;
                at += length;
            }
            return at;
        }
    }
}
