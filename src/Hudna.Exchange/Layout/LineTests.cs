using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>What a single line looks like, whatever stands around it.</summary>
internal static class LineTests
{
    public static bool IsLoneFurniture(Block block)
    {
        if (block.Words == 0) return true;
        if (Words.All.FurnitureLines.Contains(block.Phrase)) return true;
        if (IsAddress(block)) return true;
        if (block.Length > 300 || block.HasQuotes) return false;
        // A sentence that merely holds such words ("activists asked people to click here …") is longer than the phrase by far.
        foreach (var phrase in Words.All.Furniture)
            if (HoldsWord(block.Folded, phrase)
                && (!block.IsParagraph || phrase.Contains("cookie", StringComparison.Ordinal)
                || phrase.Length * 3 > block.Length)) return true;
        return false;
    }

    public static bool IsAddress(Block block) =>
        block.Words <= 12 && !block.Folded.Contains(' ', StringComparison.Ordinal)
        && (block.Folded.StartsWith("http://", StringComparison.Ordinal) || block.Folded.StartsWith("https://", StringComparison.Ordinal)
            || block.Folded.StartsWith("www.", StringComparison.Ordinal));

    public static bool HoldsWord(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }
        return false;
    }

    public static bool LooksHeadline(Block block) => block.Words <= 16 && block.Length < 120 && block.Span[^1] is '?' or '!' or '؟';

    public static bool IsTailMarker(Block block)
    {
        if (block.Words is 0 or > 40 || block.HasQuotes) return false;
        if (Words.All.Tail.Contains(block.Phrase)) return true;
        if (block.IsParagraph && block.Length > 200) return false;
        foreach (var prefix in Words.All.TailPrefixes)
            if (StartsWithWord(block.Folded, prefix) && (!block.IsParagraph || prefix.Length >= 12)) return true;
        return false;
    }

    public static bool StartsWithWord(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
            && (text.Length == prefix.Length || !char.IsLetterOrDigit(prefix[^1]) || !char.IsLetterOrDigit(text[prefix.Length]));

    public static bool IsInlineMarker(Block block)
    {
        if (block.Words is 0 or > 30 || (block.IsParagraph && block.Length > 160)) return false;
        foreach (var prefix in Words.All.Inline)
        {
            if (!StartsWithWord(block.Folded, prefix)) continue;
            // "Read also" opens a line of its own or is followed by a colon or a title, never by the rest of a sentence.
            if (block.Phrase.Length <= prefix.Length + 1) return true;
            if (prefix[^1] == ':' || block.Folded.AsSpan(prefix.Length).TrimStart() is [':' or '|' or '-' or '>', ..]) return true;
            if (!block.EndsSentence && prefix.Contains(' ', StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>Whether two lines give one title, one of them perhaps with a section or site name before or behind it.</summary>
    public static bool SameTitle(Block a, Block b)
    {
        if (a.Words < 3 || b.Words < 3) return false;
        var (shorter, longer) = a.Phrase.Length <= b.Phrase.Length ? (a.Phrase, b.Phrase) : (b.Phrase, a.Phrase);
        return longer.Length <= 2 * shorter.Length + 40 && longer.Contains(shorter, StringComparison.Ordinal);
    }

    public static bool IsByline(Block block)
    {
        if (block.Words > 14 || block.EndsSentence && block.Words > 6) return false;
        foreach (var word in Words.All.Bylines)
            if (StartsWithWord(block.Folded, word) && block.Folded.Length > word.Length + 2) return true;
        // A name beside a date: "Jane Doe | 4 October 2021".
        return block.Words <= 10 && block.Span.IndexOfAny("|•·") > 0 && DateFinder.All(block.Folded).Exists(d => d.Full is not null);
    }

    /// <summary>A line of a few words that begins or ends with a date: "Outlet - weekly note, 9 October 2021".</summary>
    public static PassageRole? NameAndDate(Block block)
    {
        if (block.Words > 14 || block.EndsSentence) return null;
        foreach (var date in DateFinder.All(block.Folded))
        {
            var leads = block.Folded[..date.Start].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .All(Words.All.Weekdays.Contains);
            if (date.Full is null || (!leads && date.End < block.Folded.Length - 6)) continue;
            var rest = block.Folded.Remove(date.Start, date.End - date.Start);
            var words = rest.Split([' ', ',', '|', '-', '•', '·', ':'], StringSplitOptions.RemoveEmptyEntries)
                .Count(w => !Words.All.Weekdays.Contains(w));
            if (words <= 5 && leads) return PassageRole.Dateline;
            var labelled = Words.All.DateLabels.Concat(Words.All.Bylines).Any(l => StartsWithWord(block.Folded, l));
            if (words <= 6 && (labelled || rest.AsSpan().IndexOfAny(",|•·:") >= 0
                || rest.Contains(" - ", StringComparison.Ordinal))) return PassageRole.Byline;
        }
        return null;
    }

    /// <summary>A line that is a name and nothing else.</summary>
    public static bool IsName(Block block)
    {
        if (block.Words is 0 or > 5 || block.EndsSentence || block.EndsWithColon || block.Length > 60) return false;
        foreach (var range in block.Span.SplitAny(" \u00A0"))
        {
            var word = block.Span[range];
            if (word.Length > 0 && char.IsLower(word[0])
                && word is not ("of" or "for" or "the" or "al" or "and" or "de" or "von")) return false;
            if (word.Length > 0 && char.IsDigit(word[0])) return false;
        }
        return true;
    }

    /// <summary>A picture's caption: it ends in a credit in brackets or behind a slash, or opens with a word such as "photo:".</summary>
    public static bool IsCaption(Block block)
    {
        if (block.Words is < 2 or > 60) return false;
        var folded = block.Folded;
        var open = folded.LastIndexOfAny(['(', '[', '/']);
        if (open > 0 && folded.Length - open <= 60)
        {
            var credit = folded[(open + 1)..].Trim(' ', ')', ']', '.', '/');
            var before = folded[..open].TrimEnd();
            var sentence = before.Length > 0 && before[^1] is '.' or '!' or '؟';
            if (Words.All.Credits.Contains(credit)) return !sentence || block.Words < 30;
            foreach (var part in credit.Split([' ', ',', '/', '-', '|'], StringSplitOptions.RemoveEmptyEntries))
                if (part.Length > 2 && Words.All.Credits.Contains(part) && credit.Length <= 40) return !sentence || block.Words < 30;
        }
        foreach (var word in Words.All.Credits)
            if (word.Length > 4 && folded.StartsWith(word, StringComparison.Ordinal)
                && folded.AsSpan(word.Length).TrimStart() is [':' or '/' or '|', ..]) return true;
        return false;
    }

    public static char? Script(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            return c is >= '\u0600' and <= '\u06FF' ? 'a' : c < '\u0250' ? 'l' : 'o';
        }
        return null;
    }

    public static bool IsShortLine(Block block) => block is { ListItem: false, EndsSentence: false, Length: <= 100 };

    public static bool IsSourceLine(Block block)
    {
        if (block.Words > 45 || block.EndsSentence && block.Words > 12) return false;
        foreach (var word in Words.All.Sources)
            if (StartsWithWord(block.Folded, word)
                && (block.Folded.AsSpan(word.Length).TrimStart() is [':' or '-', ..]
                || (word.Contains(' ', StringComparison.Ordinal) && !block.EndsSentence))) return true;
        return false;
    }
}
