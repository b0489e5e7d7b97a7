using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>A line, paragraph or list item of a kept text, before it is known what it is.</summary>
internal sealed class Block
{
    private static readonly System.Buffers.SearchValues<char> s_quotes = System.Buffers.SearchValues.Create("\"“”«»„‟");

    /// <summary>From this length on a line without a stop is running text; Arabic says more in less, and often ends without one.</summary>
    private readonly int _paragraph;

    private string? _folded;

    public Block(string text, int start, int end)
    {
        (Text, Start, End) = (text, start, end);
        var (count, arabic) = (0, 0);
        var inWord = false;
        foreach (var c in Span)
        {
            var letter = char.IsLetterOrDigit(c) || c is '\'' or '’' or '-';
            if (letter && !inWord) count++;
            if (c is >= '\u0600' and <= '\u06FF') arabic++;
            inWord = letter;
        }
        Words = count;
        _paragraph = 2 * arabic > Length ? 110 : 220;
        EndsSentence = HasSentenceEnd(Span);
    }

    /// <summary>The whole kept text.</summary>
    public string Text { get; }

    public int Start { get; }

    public int End { get; }

    public int Length => End - Start;

    public ReadOnlySpan<char> Span => Text.AsSpan(Start, End - Start);

    /// <summary>The text as it is compared.</summary>
    public string Folded => _folded ??= Exchange.Words.Fold(Span);

    /// <summary>The folded text without outer punctuation.</summary>
    public string Phrase =>
        Folded.Trim(' ', '.', ':', '!', '…', '»', '«', '>', '<', '-', '|', '•', '·', '*', '،', ',', '"', '(', ')', '[', ']', '→', '←', '▼',
        '▶', '#', '+', '=', '_', '؟', '?');

    public int Words { get; }

    public bool EndsSentence { get; }

    public bool EndsWithColon => Span[^1] is ':' or '：';

    public bool HasQuotes => Span.ContainsAny(s_quotes);

    /// <summary>Whether it is an item of a list, by markup or by a bullet.</summary>
    public bool ListItem { get; init; }

    /// <summary>Heading level by markup, 1 to 6; 0 for none.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>A role that markup gives; null where the text must tell.</summary>
    public PassageRole? Given { get; init; }

    /// <summary>Share of its characters that stand in links, 0 to 1.</summary>
    public double LinkShare { get; init; }

    /// <summary>Whether it is running text beyond doubt.</summary>
    public bool IsParagraph => !ListItem && Given is null or PassageRole.Body && ((Length >= 80 && EndsSentence) || Length >= _paragraph);

    private static bool HasSentenceEnd(ReadOnlySpan<char> text)
    {
        var at = text.Length - 1;
        while (at >= 0 && text[at] is '"' or '”' or '’' or '\'' or '»' or ')' or ']' or ' ' or '\u00A0') at--;
        return at >= 0 && text[at] is '.' or '!' or '?' or '…' or '؟' or '۔' or '。';
    }
}
