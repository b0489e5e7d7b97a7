using System.Text;
using System.Text.RegularExpressions;
using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Markdown as a text with its layout. The kept text is what a reader would see, without the marks; the original bytes stay beside it.
/// A front matter between lines of three hyphens gives title, publisher, date, author and language.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>Reads a Markdown text.</summary>
    public static PageText Read(string source)
    {
        var lines = source.Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        var (meta, at) = FrontMatter(lines);
        var kept = new StringBuilder(source.Length);
        var spans = new List<(int Start, int End, bool Item, int Level, PassageRole? Given, double Links)>();
        var paragraph = new StringBuilder();
        var (item, fence) = (false, false);
        for (; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                Flush();
                fence = !fence;
                continue;
            }
            if (fence)
            {
                Add(line.Trim(), false, 0, PassageRole.Furniture);
                continue;
            }
            var trimmed = line.Trim();
            while (trimmed.StartsWith('>')) trimmed = trimmed[1..].TrimStart();
            if (trimmed.Length == 0 || Rule().IsMatch(trimmed))
            {
                if (paragraph.Length > 0 && trimmed.Length >= 2 && trimmed[0] is '=' or '-' && paragraph.Length < 200)
                {
                    var level = trimmed[0] == '=' ? 1 : 2;
                    Add(paragraph.ToString(), false, level, level == 1 ? PassageRole.Title : null);
                    paragraph.Clear();
                }
                Flush();
                continue;
            }
            if (Heading().Match(trimmed) is { Success: true } heading)
            {
                Flush();
                var level = heading.Groups["marks"].Length;
                Add(heading.Groups["text"].Value, false, level, level == 1
                    && !spans.Exists(s => s.Level == 1) ? PassageRole.Title : PassageRole.Heading);
                continue;
            }
            if (Picture().Match(trimmed) is { Success: true } picture)
            {
                Flush();
                if (picture.Groups["alt"].Length > 0) Add(picture.Groups["alt"].Value, false, 0, PassageRole.Caption);
                continue;
            }
            if (trimmed.Length > 2 && PlainText.IsBullet(trimmed) && !trimmed.StartsWith("**", StringComparison.Ordinal))
            {
                Flush();
                item = true;
            }
            if (paragraph.Length > 0) paragraph.Append(' ');
            paragraph.Append(trimmed);
            // Two spaces at the end are a line break.
            if (line.EndsWith("  ", StringComparison.Ordinal) || trimmed.EndsWith('\\')) Flush();
        }
        Flush();
        var text = kept.ToString();
        var blocks = spans.Select(s =>
            new Block(text, s.Start, s.End) { ListItem = s.Item, HeadingLevel = s.Level, Given = s.Given, LinkShare = s.Links }).ToList();
        return new(text, LayoutReader.Of(text, blocks), meta, []);

        void Flush()
        {
            if (paragraph.Length > 0) Add(paragraph.ToString(), item, 0, null);
            paragraph.Clear();
            item = false;
        }

        void Add(string marked, bool isItem, int level, PassageRole? given)
        {
            var (plain, links) = Plain(marked);
            if (plain.Length == 0) return;
            if (kept.Length > 0) kept.Append(isItem && spans[^1].Item ? "\n" : "\n\n");
            spans.Add((kept.Length, kept.Length + plain.Length, isItem, level, given, links));
            kept.Append(plain);
        }
    }

    /// <summary>A line without its marks, and the share of it that stands in links.</summary>
    private static (string Text, double Links) Plain(string marked)
    {
        var linked = 0;
        var text = Link().Replace(marked, m =>
        {
            linked += m.Groups["text"].Length;
            return m.Groups["text"].Value;
        });
        text = Bare().Replace(text, m => m.Groups["url"].Value);
        text = Emphasis().Replace(text, "${text}");
        text = Emphasis().Replace(text, "${text}");
        text = Escape().Replace(text, "${mark}");
        text = LayoutReader.OneLine(System.Net.WebUtility.HtmlDecode(Tag().Replace(text, "")));
        return (text, text.Length == 0 ? 0 : Math.Min(1, (double)linked / text.Length));
    }

    private static (Metadata, int Lines) FrontMatter(string[] lines)
    {
        if (lines.Length < 3 || lines[0].TrimEnd() != "---") return (Metadata.None, 0);
        var end = Array.FindIndex(lines, 1, Math.Min(lines.Length - 1, 60), l => l.TrimEnd() is "---" or "...");
        if (end < 0) return (Metadata.None, 0);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..end])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim().Trim('"', '\''));
        }
        string? First(params string[] names) =>
            names.Select(n => fields.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return (new Metadata
        {
            Title = First("title", "headline"),
            Byline = First("author", "byline"),
            Publisher = First("publisher", "source", "site", "outlet"),
            Published = DateFinder.Machine(First("published", "date", "datePublished")),
            Language = First("lang", "language"),
        }, end + 1);
    }

    [GeneratedRegex(@"^(?:[-*_=] ?){3,}$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?<marks>#{1,6})\s+(?<text>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^!\[(?<alt>[^\]]*)\]\([^)]*\)$")]
    private static partial Regex Picture();

    [GeneratedRegex(@"!?\[(?<text>[^\]\[]*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+""[^""]*"")?\)|\[[^\]]*\])")]
    private static partial Regex Link();

    [GeneratedRegex(@"<(?<url>https?://[^>\s]+)>")]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<mark>\*\*|__|(?<![\w*])\*(?!\s)|(?<![\w_])_(?!\s)|~~|`)(?<text>(?:(?!\k<mark>).)+?)\k<mark>(?!\w)")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\(?<mark>[\\`*_{}\[\]()#+.!-])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"</?[A-Za-z][^<>]{0,200}>")]
    private static partial Regex Tag();
}
