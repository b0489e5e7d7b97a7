using Hudna.Codebook;
using static Hudna.Exchange.LineTests;

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
            if (_blocks[_first].ListItem && _first > 0 && _roles[_first - 1] is null
                && _blocks[_first - 1] is { EndsWithColon: true, Words: > 4 }) _first--;
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
        if (title < 0 && Enumerable.Range(0, _first)
            .FirstOrDefault(i => _roles[i] is PassageRole.Byline && NameAndDate(_blocks[i]) is not null, -1) is >= 0 and var only)
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
            else if (IsName(block)
                || (block is { Words: <= 6, EndsSentence: false, EndsWithColon: false }
                && (i + 1 < _first && _roles[i + 1] is PassageRole.Dateline))) _roles[i] = PassageRole.Byline;
            else if (block.EndsWithColon && block.Words > 4) _roles[i] = PassageRole.Body;
            else _roles[i] = block.Words >= 25 ? PassageRole.Body : PassageRole.Heading;
        }
    }

    private int ChooseTitle()
    {
        var candidates = Enumerable.Range(0, _first).Where(i => _roles[i] is null && _blocks[i].Length <= 300).ToList();
        if (candidates.Count == 0) return -1;
        var title = candidates.FirstOrDefault(i => _blocks[i].HeadingLevel == 1, -1);
        if (title < 0) title =
            candidates.FirstOrDefault(i => _blocks[i].Words >= 4 && candidates.Exists(j => j > i && SameTitle(_blocks[i], _blocks[j])), -1);
        if (title < 0) title = candidates.FirstOrDefault(i => _blocks[i].Words >= 4 && !_blocks[i].EndsWithColon, -1);
        if (title < 0) title = candidates.FirstOrDefault(i => _blocks[i].Words >= 2 && !_blocks[i].EndsWithColon, -1);
        if (title >= 0) _roles[title] = PassageRole.Title;
        return title;
    }

    private bool IsOutOfLanguage(Block block)
    {
        if (block.Words > 8) return false;
        if (Words.All.LanguageSwitches.Contains(block.Phrase)) return true;
        var own = LanguageTeller.Tell(block.Span);
        return _language is "en" or "ar" && own is "en" or "ar" or "und" && Script(block.Span) is { } script
            && script != (_language == "ar" ? 'a' : 'l');
    }

    private void MarkMiddle()
    {
        var lengths = Enumerable.Range(_first, Math.Max(0, _tail - _first)).Where(i => _blocks[i].IsParagraph)
            .Select(i => _blocks[i].Length).Order().ToList();
        var typical = lengths.Count == 0 ? 0 : lengths[lengths.Count / 2];
        var heads = Enumerable.Range(0, _first).Where(i => _roles[i] is PassageRole.Title or PassageRole.Caption)
            .Select(i => _blocks[i].Phrase).ToHashSet(StringComparer.Ordinal);
        for (var i = _first; i < _tail; i++)
        {
            if (_roles[i] is not null) continue;
            var block = _blocks[i];
            if (i > _first && DateFinder.Only(block.Folded) is not null) _roles[i] = PassageRole.Dateline;
            else if (!block.IsParagraph && heads.Contains(block.Phrase)) _roles[i] = IsCaption(block) ? PassageRole.Caption
                : PassageRole.Title;
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
            if (j != i && _blocks[j].Length >= 1.5 * block.Length
                && _blocks[j].Folded.Contains(words, StringComparison.Ordinal)) return true;
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
        if (i + 1 < _tail && _blocks[i + 1].ListItem) return block is { Words: <= 5, EndsSentence: false }
            && !block.Span.ContainsAnyInRange('0', '9');
        if (2.5 * block.Length > typical) return false;
        // A line that is followed by another of its kind may be an item of a list without bullets.
        var next = i + 1;
        if (next < _tail && IsShortLine(_blocks[next]) && next + 1 < _tail && _blocks[next + 1].IsParagraph) next++;
        return next < _tail && _blocks[next].IsParagraph
            && !(i > _first && IsShortLine(_blocks[i - 1]) && i > _first + 1 && IsShortLine(_blocks[i - 2]));
    }

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
            else if (_tail < _blocks.Count && !block.ListItem
                && block is { EndsSentence: false, EndsWithColon: false, Words: <= 10, HasQuotes: false }
                && !block.Span.ContainsAnyInRange('0', '9')
                && _blocks[i - 1].EndsSentence) _roles[i] = PassageRole.Byline;
            else break;
        }
    }
}
