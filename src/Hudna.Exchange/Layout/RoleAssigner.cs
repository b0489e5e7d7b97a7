using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Tells a report's own text from its furniture, by the features of lines and by phrases kept as data. Precision comes first: what is
/// running text is furniture only behind a line that ends the report.
/// </summary>
internal sealed class RoleAssigner
{
    private readonly IReadOnlyList<Block> _blocks;
    private readonly PassageRole?[] _roles;
    private readonly string _language;

    /// <summary>Index of the first block of running text.</summary>
    private int _first;

    /// <summary>Index of the first block behind the report's own text.</summary>
    private int _tail;

    private RoleAssigner(IReadOnlyList<Block> blocks, string language)
    {
        _blocks = blocks;
        _language = language;
        _roles = new PassageRole?[blocks.Count];
    }

    /// <summary>The role of each block.</summary>
    /// <param name="blocks">The blocks in order, those that markup already sets aside left out.</param>
    /// <param name="language">The main language of the text.</param>
    public static PassageRole[] Assign(IReadOnlyList<Block> blocks, string language)
    {
        if (blocks.Count == 0) return [];
        var assigner = new RoleAssigner(blocks, language);
        assigner.MarkLoneFurniture();
        assigner.FindFirst();
        assigner.FindTail();
        assigner.MarkHead();
        assigner.MarkMiddle();
        assigner.MarkEnd();
        return [.. assigner._roles.Select(r => r ?? PassageRole.Body)];
    }

    private void MarkLoneFurniture()
    {
        for (var i = 0; i < _blocks.Count; i++)
        {
            var block = _blocks[i];
            if (block.Given is { } given) _roles[i] = given;
            else if (IsLoneFurniture(block)) _roles[i] = PassageRole.Furniture;
        }
    }

    private static bool IsLoneFurniture(Block block)
    {
        if (block.Words == 0) return true;
        if (Words.All.FurnitureLines.Contains(block.Phrase)) return true;
        if (IsAddress(block)) return true;
        if (block.Length > 300 || block.HasQuotes) return false;
        // A sentence that merely holds such words ("activists asked people to click here …") is longer than the phrase by far.
        foreach (var phrase in Words.All.Furniture)
            if (HoldsWord(block.Folded, phrase) && (!block.IsParagraph || phrase.Contains("cookie", StringComparison.Ordinal) || phrase.Length * 3 > block.Length)) return true;
        return false;
    }

    private static bool IsAddress(Block block) =>
        block.Words <= 12 && !block.Folded.Contains(' ', StringComparison.Ordinal)
        && (block.Folded.StartsWith("http://", StringComparison.Ordinal) || block.Folded.StartsWith("https://", StringComparison.Ordinal) || block.Folded.StartsWith("www.", StringComparison.Ordinal));

    private static bool HoldsWord(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }
        return false;
    }

    /// <summary>The first running text: a paragraph, a list item, or a sentence; without any, the first line that could be one.</summary>
    private void FindFirst()
    {
        _first = Find(b => b.IsParagraph);
        var sentence = Find(b => b.EndsSentence && b.Words >= 6 && !IsCaption(b) && !LooksHeadline(b));
        var item = Find(b => b.ListItem);
        if (sentence < _first) _first = sentence;
        if (item < _first && item >= 0 && ListReaches(item)) _first = item;
        if (_first < _blocks.Count)
        {
            // The line that opens a list ("Shelling today hit:") belongs to it.
            if (_blocks[_first].ListItem && _first > 0 && _roles[_first - 1] is null && _blocks[_first - 1] is { EndsWithColon: true, Words: > 4 }) _first--;
            return;
        }
        _first = Find(b => b.Words >= 5 && DateFinder.Only(b.Folded) is null);
        // A title alone over one line of text: the second is the text; of several lines none is known to be a title.
        if (_first == _blocks.Count) _first = Find(_ => true);
        if (_first == _blocks.Count) _first = 0;
    }

    /// <summary>Whether running list items, not links of a menu, begin here.</summary>
    private bool ListReaches(int item)
    {
        var words = 0;
        var links = 0.0;
        var count = 0;
        for (var i = item; i < _blocks.Count && _blocks[i].ListItem; i++, count++)
        {
            words += _blocks[i].Words;
            links += _blocks[i].LinkShare;
        }
        return words >= 4 * count && links < 0.5 * count;
    }

    private int Find(Func<Block, bool> test)
    {
        for (var i = 0; i < _blocks.Count; i++)
            if (_roles[i] is null or PassageRole.Body && test(_blocks[i])) return i;
        return _blocks.Count;
    }

    private static bool LooksHeadline(Block block) => block.Words <= 16 && block.Length < 120 && block.Span[^1] is '?' or '!' or '؟';

    /// <summary>The line that ends the report's own text: a known phrase, with enough text before it and no report behind it.</summary>
    private void FindTail()
    {
        _tail = _blocks.Count;
        var own = 0;
        for (var i = _first; i < _blocks.Count; i++)
        {
            var block = _blocks[i];
            if (i > _first && _roles[i] is null or PassageRole.Furniture)
            {
                if (IsTailMarker(block) && EndsHere(i, own))
                {
                    _tail = i;
                    break;
                }
                if (IsInlineMarker(block) && own > 0)
                {
                    var resumed = Resumes(i);
                    if (resumed < 0)
                    {
                        _tail = i;
                        break;
                    }
                    for (var j = i; j < resumed; j++) _roles[j] = PassageRole.Furniture;
                    i = resumed - 1;
                    continue;
                }
            }
            if (_roles[i] is null or PassageRole.Body && (block.IsParagraph || block.ListItem || block.EndsSentence)) own += block.Length;
        }
        for (var i = _tail; i < _blocks.Count; i++) _roles[i] = PassageRole.Furniture;
    }

    private static bool IsTailMarker(Block block)
    {
        if (block.Words is 0 or > 40 || block.HasQuotes) return false;
        if (Words.All.Tail.Contains(block.Phrase)) return true;
        if (block.IsParagraph && block.Length > 200) return false;
        foreach (var prefix in Words.All.TailPrefixes)
            if (StartsWithWord(block.Folded, prefix) && (!block.IsParagraph || prefix.Length >= 12)) return true;
        return false;
    }

    private static bool StartsWithWord(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && (text.Length == prefix.Length || !char.IsLetterOrDigit(prefix[^1]) || !char.IsLetterOrDigit(text[prefix.Length]));

    private static bool IsInlineMarker(Block block)
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

    /// <summary>Whether a line that can end a report does so here: there is text before it, and not far more of it behind.</summary>
    private bool EndsHere(int at, int own)
    {
        if (own == 0) return false;
        var (after, run, longest) = (0, 0, 0);
        for (var i = at + 1; i < _blocks.Count; i++)
        {
            var block = _blocks[i];
            if (IsTailMarker(block)) break;
            if (block.IsParagraph)
            {
                after += block.Length;
                longest = Math.Max(longest, ++run);
            }
            else if (!block.EndsSentence) run = 0;
        }
        // Buttons stand above the text too: then nearly all of it comes after them, in a run of paragraphs.
        return !(longest >= 3 && after > 3 * own) && !(own < 200 && longest >= 1 && after > own);
    }

    /// <summary>The block at which the report goes on after a link to another story; -1 where it does not.</summary>
    private int Resumes(int marker)
    {
        // With the title in the same line ("Read also: …") nothing more belongs to the link; else the titles that follow do.
        var alone = Words.All.Inline.Any(p => _blocks[marker].Phrase.Length <= p.Length + 1);
        var i = marker + 1;
        if (alone)
            while (i < _blocks.Count && i <= marker + 3 && !_blocks[i].IsParagraph && !_blocks[i].EndsSentence) i++;
        var resumed = i;
        for (var run = 0; i < _blocks.Count && i < resumed + 6; i++)
        {
            var block = _blocks[i];
            if (IsTailMarker(block) || IsInlineMarker(block)) return run > 0 && !alone ? resumed : -1;
            if (block.IsParagraph) run++;
            // Two paragraphs on end are the report; one under each title is a row of teasers.
            if (run >= 2 || (run == 1 && !alone)) return resumed;
            if (!block.IsParagraph && !block.EndsSentence && run > 0) return -1;
        }
        return -1;
    }

    private void MarkHead()
    {
        var title = -1;
        for (var i = 0; i < _first; i++)
        {
            if (_roles[i] is PassageRole.Title && title < 0) title = i;
            if (_roles[i] is not null) continue;
            if (DateFinder.Only(_blocks[i].Folded) is not null) _roles[i] = PassageRole.Dateline;
            else if (IsByline(_blocks[i])) _roles[i] = PassageRole.Byline;
            else if (IsCaption(_blocks[i])) _roles[i] = PassageRole.Caption;
            else if (NameAndDate(_blocks[i]) is { } dated) _roles[i] = dated;
        }
        if (title < 0) title = ChooseTitle();
        if (title < 0 && Enumerable.Range(0, _first).FirstOrDefault(i => _roles[i] is PassageRole.Byline && NameAndDate(_blocks[i]) is not null, -1) is >= 0 and var only)
        {
            title = only;
            _roles[title] = PassageRole.Title;
        }
        for (var i = 0; i < _first; i++)
        {
            if (_roles[i] is not null and not PassageRole.Byline || i == title) continue;
            var block = _blocks[i];
            if (title >= 0 && SameTitle(_blocks[title], block)) _roles[i] = PassageRole.Title;
            else if (_roles[i] is PassageRole.Byline) continue;
            // The first line over a date names the outlet; other lines above the title are sections of a menu.
            else if (i < title) _roles[i] = i == 0 && _roles[1] is PassageRole.Dateline ? PassageRole.Byline : PassageRole.Furniture;
            else if (i + 1 == _first && _blocks[_first].ListItem && block.Words <= 5) _roles[i] = PassageRole.Heading;
            else if (IsOutOfLanguage(block)) _roles[i] = PassageRole.Furniture;
            else if (IsName(block) || (block is { Words: <= 6, EndsSentence: false, EndsWithColon: false } && (i + 1 < _first && _roles[i + 1] is PassageRole.Dateline))) _roles[i] = PassageRole.Byline;
            else if (block.EndsWithColon && block.Words > 4) _roles[i] = PassageRole.Body;
            else _roles[i] = block.Words >= 25 ? PassageRole.Body : PassageRole.Heading;
        }
    }

    private int ChooseTitle()
    {
        var candidates = Enumerable.Range(0, _first).Where(i => _roles[i] is null && _blocks[i].Length <= 300).ToList();
        if (candidates.Count == 0) return -1;
        var title = candidates.FirstOrDefault(i => _blocks[i].HeadingLevel == 1, -1);
        if (title < 0) title = candidates.FirstOrDefault(i => _blocks[i].Words >= 4 && candidates.Exists(j => j > i && SameTitle(_blocks[i], _blocks[j])), -1);
        if (title < 0) title = candidates.FirstOrDefault(i => _blocks[i].Words >= 4 && !_blocks[i].EndsWithColon, -1);
        if (title < 0) title = candidates.FirstOrDefault(i => _blocks[i].Words >= 2 && !_blocks[i].EndsWithColon, -1);
        if (title >= 0) _roles[title] = PassageRole.Title;
        return title;
    }

    /// <summary>Whether two lines give one title, one of them perhaps with a section or site name before or behind it.</summary>
    private static bool SameTitle(Block a, Block b)
    {
        if (a.Words < 3 || b.Words < 3) return false;
        var (shorter, longer) = a.Phrase.Length <= b.Phrase.Length ? (a.Phrase, b.Phrase) : (b.Phrase, a.Phrase);
        return longer.Length <= 2 * shorter.Length + 40 && longer.Contains(shorter, StringComparison.Ordinal);
    }

    private static bool IsByline(Block block)
    {
        if (block.Words > 14 || block.EndsSentence && block.Words > 6) return false;
        foreach (var word in Words.All.Bylines)
            if (StartsWithWord(block.Folded, word) && block.Folded.Length > word.Length + 2) return true;
        // A name beside a date: "Jane Doe | 4 October 2021".
        return block.Words <= 10 && block.Span.IndexOfAny("|•·") > 0 && DateFinder.All(block.Folded).Exists(d => d.Full is not null);
    }

    /// <summary>A line of a few words that begins or ends with a date: "Outlet - weekly note, 9 October 2021".</summary>
    private static PassageRole? NameAndDate(Block block)
    {
        if (block.Words > 14 || block.EndsSentence) return null;
        foreach (var date in DateFinder.All(block.Folded))
        {
            var leads = block.Folded[..date.Start].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).All(Words.All.Weekdays.Contains);
            if (date.Full is null || (!leads && date.End < block.Folded.Length - 6)) continue;
            var rest = block.Folded.Remove(date.Start, date.End - date.Start);
            var words = rest.Split([' ', ',', '|', '-', '•', '·', ':'], StringSplitOptions.RemoveEmptyEntries).Count(w => !Words.All.Weekdays.Contains(w));
            if (words <= 5 && leads) return PassageRole.Dateline;
            var labelled = Words.All.DateLabels.Concat(Words.All.Bylines).Any(l => StartsWithWord(block.Folded, l));
            if (words <= 6 && (labelled || rest.AsSpan().IndexOfAny(",|•·:") >= 0 || rest.Contains(" - ", StringComparison.Ordinal))) return PassageRole.Byline;
        }
        return null;
    }

    /// <summary>A line that is a name and nothing else.</summary>
    private static bool IsName(Block block)
    {
        if (block.Words is 0 or > 5 || block.EndsSentence || block.EndsWithColon || block.Length > 60) return false;
        foreach (var range in block.Span.SplitAny(" \u00A0"))
        {
            var word = block.Span[range];
            if (word.Length > 0 && char.IsLower(word[0]) && word is not ("of" or "for" or "the" or "al" or "and" or "de" or "von")) return false;
            if (word.Length > 0 && char.IsDigit(word[0])) return false;
        }
        return true;
    }

    /// <summary>A picture's caption: it ends in a credit in brackets or behind a slash, or opens with a word such as "photo:".</summary>
    private static bool IsCaption(Block block)
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
            if (word.Length > 4 && folded.StartsWith(word, StringComparison.Ordinal) && folded.AsSpan(word.Length).TrimStart() is [':' or '/' or '|', ..]) return true;
        return false;
    }

    private bool IsOutOfLanguage(Block block)
    {
        if (block.Words > 8) return false;
        if (Words.All.LanguageSwitches.Contains(block.Phrase)) return true;
        var own = LanguageTeller.Tell(block.Span);
        return _language is "en" or "ar" && own is "en" or "ar" or "und" && Script(block.Span) is { } script && script != (_language == "ar" ? 'a' : 'l');
    }

    private static char? Script(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            return c is >= '\u0600' and <= '\u06FF' ? 'a' : c < '\u0250' ? 'l' : 'o';
        }
        return null;
    }

    private void MarkMiddle()
    {
        var lengths = Enumerable.Range(_first, Math.Max(0, _tail - _first)).Where(i => _blocks[i].IsParagraph).Select(i => _blocks[i].Length).Order().ToList();
        var typical = lengths.Count == 0 ? 0 : lengths[lengths.Count / 2];
        var heads = Enumerable.Range(0, _first).Where(i => _roles[i] is PassageRole.Title or PassageRole.Caption).Select(i => _blocks[i].Phrase).ToHashSet(StringComparer.Ordinal);
        for (var i = _first; i < _tail; i++)
        {
            if (_roles[i] is not null) continue;
            var block = _blocks[i];
            if (i > _first && DateFinder.Only(block.Folded) is not null) _roles[i] = PassageRole.Dateline;
            else if (!block.IsParagraph && heads.Contains(block.Phrase)) _roles[i] = IsCaption(block) ? PassageRole.Caption : PassageRole.Title;
            else if (i > _first && block.HeadingLevel > 0 && !block.EndsSentence) _roles[i] = PassageRole.Heading;
            else if (IsHeading(i, typical)) _roles[i] = PassageRole.Heading;
            else if (!block.EndsSentence && lengths.Count >= 2 && IsCaption(block)) _roles[i] = PassageRole.Caption;
            else if (IsPulled(i)) _roles[i] = PassageRole.Furniture;
        }
    }

    /// <summary>Words of a paragraph repeated in a box of their own: the paragraph has said them.</summary>
    private bool IsPulled(int i)
    {
        var block = _blocks[i];
        if (block.ListItem || block.Words < 5 || block.Length > 300) return false;
        var words = block.Phrase.Trim('"', '\'', ' ');
        for (var j = Math.Max(_first, i - 8); j < Math.Min(_tail, i + 9); j++)
            if (j != i && _blocks[j].Length >= 1.5 * block.Length && _blocks[j].Folded.Contains(words, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>A short line without a full stop, between paragraphs that are far longer.</summary>
    private bool IsHeading(int i, int typical)
    {
        var block = _blocks[i];
        if (block.ListItem || i == _first || block.Words is 0 or > 14 || block.Length > 100 ) return false;
        if (block.HasQuotes && block.Span[0] is '"' or '“' or '«') return false;
        if (block.EndsSentence && !(block.Span[^1] is '?' or '؟' && block.Words <= 9 && !block.HasQuotes)) return false;
        if (char.IsLower(block.Span[0])) return false;
        if (block.EndsWithColon) return block.Words <= 4;
        if (i + 1 < _tail && _blocks[i + 1].ListItem) return block is { Words: <= 5, EndsSentence: false } && !block.Span.ContainsAnyInRange('0', '9');
        if (2.5 * block.Length > typical) return false;
        // A line that is followed by another of its kind may be an item of a list without bullets.
        var next = i + 1;
        if (next < _tail && IsShortLine(_blocks[next]) && next + 1 < _tail && _blocks[next + 1].IsParagraph) next++;
        return next < _tail && _blocks[next].IsParagraph && !(i > _first && IsShortLine(_blocks[i - 1]) && i > _first + 1 && IsShortLine(_blocks[i - 2]));
    }

    private static bool IsShortLine(Block block) => block is { ListItem: false, EndsSentence: false, Length: <= 100 };

    /// <summary>What stands between the last paragraph and the tail: a signature, a source line, a switch to another language.</summary>
    private void MarkEnd()
    {
        for (var i = _tail - 1; i > _first; i--)
        {
            if (_roles[i] is PassageRole.Furniture) continue;
            if (_roles[i] is not null) break;
            var block = _blocks[i];
            if (IsSourceLine(block)) _roles[i] = PassageRole.Furniture;
            else if (IsByline(block) && !block.IsParagraph) _roles[i] = PassageRole.Byline;
            else if (IsOutOfLanguage(block) && !block.ListItem && !block.EndsSentence) _roles[i] = PassageRole.Furniture;
            else if (_tail < _blocks.Count && !block.ListItem && block is { EndsSentence: false, EndsWithColon: false, Words: <= 10, HasQuotes: false } && !block.Span.ContainsAnyInRange('0', '9')
                && _blocks[i - 1].EndsSentence) _roles[i] = PassageRole.Byline;
            else break;
        }
    }

    private static bool IsSourceLine(Block block)
    {
        if (block.Words > 45 || block.EndsSentence && block.Words > 12) return false;
        foreach (var word in Words.All.Sources)
            if (StartsWithWord(block.Folded, word) && (block.Folded.AsSpan(word.Length).TrimStart() is [':' or '-', ..] || (word.Contains(' ', StringComparison.Ordinal) && !block.EndsSentence))) return true;
        return false;
    }
}
