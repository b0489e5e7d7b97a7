using System.Text.RegularExpressions;
using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>Blocks of a text → its passages, with the title, names and dates that its head and words give.</summary>
internal static partial class LayoutReader
{
    /// <summary>The layout of plain text.</summary>
    public static Layout Of(string text) => Of(text, PlainText.Blocks(text));

    /// <summary>The layout of a text whose blocks are known.</summary>
    /// <param name="text">The kept text.</param>
    /// <param name="blocks">Its blocks, in order, without overlap. Those given as furniture are kept out of all that follows.</param>
    public static Layout Of(string text, IReadOnlyList<Block> blocks)
    {
        var main = LanguageTeller.Tell(MainText(text, blocks));
        DateOnly? found = null;
        var (all, own) = (new List<(Block Block, PassageRole Role)>(), new List<Block>());
        foreach (var block in blocks)
        {
            if (block.Given == PassageRole.Furniture)
            {
                all.Add((block, PassageRole.Furniture));
                continue;
            }
            // A labelled date before the first words is a line of its own that lost its line end.
            if (own.Count < 3 && found is null && block.Given is null && DateFinder.Prefix(block.Span) is { } prefix
                && prefix.Length < block.Length)
            {
                found = prefix.Date;
                all.Add((new Block(text, block.Start,
                    Trimmed(text, block.Start, block.Start + prefix.Length)) { Given = PassageRole.Dateline }, PassageRole.Dateline));
                var start = block.Start + prefix.Length;
                while (char.IsWhiteSpace(text[start])) start++;
                own.Add(new Block(text, start, block.End) { ListItem = block.ListItem, HeadingLevel = block.HeadingLevel,
                    LinkShare = block.LinkShare });
            }
            else own.Add(block);
        }
        var roles = RoleAssigner.Assign(own, main);
        all.AddRange(own.Zip(roles));
        all.Sort((a, b) => a.Block.Start - b.Block.Start);

        var titles = all.Where(p => p.Role == PassageRole.Title).Select(p => p.Block).ToList();
        var title = titles.MinBy(b => b.Length);
        found ??= FoundDate(all);
        var body = all.Where(p => p.Role == PassageRole.Body).Select(p => p.Block).ToList();
        var lead = body.Count == 0 ? null : DateFinder.Lead(body[0].Folded);
        return new Layout
        {
            Passages = [.. all.Select(p => new Passage(p.Block.Start, p.Block.End, p.Role, LanguageOf(p.Block, main)))],
            Language = main,
            Title = title is null ? null : OneLine(title.Span),
            Byline = all.Where(p => p.Role == PassageRole.Byline).Select(p => OneLine(p.Block.Span)).FirstOrDefault(),
            Publisher = Publisher(text, body, all, titles),
            Found = found ?? lead?.Full,
            Estimate = () => DateFinder.Estimate(all.Where(p => p.Role is PassageRole.Body or PassageRole.Caption)
                .OrderBy(p => p.Role == PassageRole.Caption).Select(p => p.Block.Folded), lead),
        };
    }

    /// <summary>White space in a row as one space.</summary>
    public static string OneLine(ReadOnlySpan<char> text) => Space().Replace(text.ToString(), " ").Trim();

    private static ReadOnlySpan<char> MainText(string text, IReadOnlyList<Block> blocks)
    {
        // The longest blocks, so that menus in another script do not decide.
        var longest = blocks.Where(b => b.Given != PassageRole.Furniture).OrderByDescending(b => b.Length).Take(12).OrderBy(b => b.Start)
            .ToList();
        return longest.Count == 0 ? text : string.Join('\n', longest.Select(b => b.Span.ToString()));
    }

    private static int Trimmed(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }

    private static string LanguageOf(Block block, string main)
    {
        var own = LanguageTeller.Tell(block.Span);
        if (own != "und" || block.Words >= 20) return own;
        // Too short to tell: the main language, if the letters are its own.
        var arabic = 0;
        var latin = 0;
        foreach (var c in block.Span)
        {
            if (c is >= '\u0600' and <= '\u06FF') arabic++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        return main switch
        {
            "en" when latin > 0 && latin >= arabic => "en",
            "ar" when arabic > 0 && arabic >= latin => "ar",
            _ => "und",
        };
    }

    private static DateOnly? FoundDate(List<(Block Block, PassageRole Role)> all)
    {
        foreach (var (block, role) in all)
        {
            if (role == PassageRole.Body) break;
            if (role is not (PassageRole.Dateline or PassageRole.Byline or PassageRole.Title)) continue;
            foreach (var date in DateFinder.All(block.Folded))
            {
                // In a title only a date at its very end is the report's own ("Daily note, 25 August 2020").
                if (date.Full is { } full
                    && (role != PassageRole.Title
                    || (date.End >= block.Folded.Length - 1
                    && block.Folded.AsSpan(0, date.Start).TrimEnd() is [.., ',' or '-' or '|' or ':' or '(']))) return full;
            }
        }
        // A date line below the text: of the report where it is the only one.
        var lines = all.Where(p => p.Role == PassageRole.Dateline).Select(p => DateFinder.Only(p.Block.Folded)).Where(d => d is not null)
            .ToList();
        return lines.Count == 1 ? lines[0] : null;
    }

    private static string? Publisher(string text, List<Block> body, List<(Block Block, PassageRole Role)> all, List<Block> titles)
    {
        if (body.Count > 0)
        {
            var lead = Agency().Match(body[0].Span[..Math.Min(160, body[0].Length)].ToString());
            if (lead.Success) return lead.Groups["name"].Value.Trim();
        }
        // Reporters name their own outlet: "told Daily Bulletin", more than once.
        var told = body.SelectMany(b => Told().Matches(b.Span.ToString())).Select(m => m.Groups["name"].Value)
            .GroupBy(n => n, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
        if (told?.Count() >= 2) return told.Key;
        foreach (var (block, role) in all)
        {
            // "Outlet, 9 October 2021" names the outlet.
            if (role == PassageRole.Body) break;
            if (role is PassageRole.Byline or PassageRole.Title && NameBesideDate(block) is { } name) return name;
        }
        if (all is [{ Role: PassageRole.Byline, Block.Words: <= 6 } first, { Role: PassageRole.Dateline },
            ..]) return OneLine(first.Block.Span);
        foreach (var (block, role) in all)
        {
            // A name in the head that the text says again is the outlet, not the reporter.
            if (role == PassageRole.Body) break;
            if (role == PassageRole.Byline && block.Words is >= 1 and <= 4
                && body.Exists(b => b.Span.Contains(block.Span, StringComparison.Ordinal))) return OneLine(block.Span);
        }
        if (titles.Count < 2) return null;
        var shortest = titles.MinBy(b => b.Length)!;
        foreach (var longer in titles.Where(t => t.Length > shortest.Length + 4))
        {
            var at = longer.Span.IndexOf(shortest.Span, StringComparison.Ordinal);
            if (at != 0) continue;
            var rest = longer.Span[shortest.Length..].Trim().TrimStart("-–—|•·:» ").Trim();
            if (rest.Length is > 2 and < 60) return OneLine(rest);
        }
        return null;
    }

    /// <summary>
    /// The name in a line such as "Outlet, 9 October 2021": what stands before the first comma, dash or bar; not a person's byline.
    /// </summary>
    private static string? NameBesideDate(Block block)
    {
        if (!DateFinder.All(block.Folded).Exists(d => d.Full is not null)) return null;
        var text = OneLine(block.Span);
        var label = Words.All.Bylines.Concat(Words.All.DateLabels)
            .Where(l => Words.Fold(text).StartsWith(l + " ", StringComparison.Ordinal)).MaxBy(l => l.Length);
        if (label is not null && Words.All.Bylines.Contains(label) && !Words.All.DateLabels.Contains(label)) return null;
        var cut = text.AsSpan().IndexOfAny(",|–—");
        var dash = text.IndexOf(" - ", StringComparison.Ordinal);
        if (dash >= 0 && (cut < 0 || dash < cut)) cut = dash;
        if (cut <= 0) return null;
        var name = text[..cut].Trim();
        return name.Length is > 2 and < 60 && !name.Any(char.IsDigit) && !Words.All.Weekdays.Contains(Words.Fold(name))
            && label is null ? name : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(
        @"^[\p{L}][^.()]{0,60}?\((?<name>\p{Lu}[\p{L}’' .-]{1,40}|\p{Lo}[\p{Lo} ]{1,40})\)\s*[-–—:]"
        + @"|^[\p{Lu}][\p{L} ,0-9.-]{0,60}?\. ?/(?<name>[\p{Lu}][\p{L} -]{1,30})/")]
    private static partial Regex Agency();

    [GeneratedRegex(@"\btold (?:the )?(?<name>\p{Lu}[\w’'-]*(?: \p{Lu}[\w’'-]*){0,3})")]
    private static partial Regex Told();
}
