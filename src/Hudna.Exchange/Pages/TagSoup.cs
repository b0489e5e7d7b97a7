using System.Net;
using System.Text;

namespace Hudna.Exchange;

/// <summary>Looks at markup without building a tree: in one pass, in constant stack, whatever the input.</summary>
internal static class TagSoup
{
    private static readonly string[] s_void =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

    private static readonly string[] s_lines =
        ["address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2",
            "h3", "h4", "h5", "h6",
         "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul"];

    private static readonly string[] s_formatting =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    /// <summary>The depth to which elements are nested at most, and how many formatting elements are never closed.</summary>
    public static (int Depth, int OpenFormatting) Shape(string html)
    {
        int depth = 0, deepest = 0, formatting = 0;
        foreach (var (name, closing, selfClosing, _, _) in Tags(html))
        {
            if (Array.IndexOf(s_void, name) >= 0 || selfClosing) continue;
            depth = Math.Max(0, depth + (closing ? -1 : 1));
            deepest = Math.Max(deepest, depth);
            if (Array.IndexOf(s_formatting, name) >= 0) formatting = Math.Max(0, formatting + (closing ? -1 : 1));
        }
        return (deepest, formatting);
    }

    /// <summary>The text between the tags, with a line end for each tag that begins or ends a block; scripts and styles left out.</summary>
    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length / 2);
        var at = 0;
        string? skip = null;
        foreach (var (name, closing, _, start, end) in Tags(html))
        {
            if (skip is null) text.Append(WebUtility.HtmlDecode(html[at..start]));
            at = end;
            if (skip is not null)
            {
                if (closing && name == skip) skip = null;
                continue;
            }
            if (!closing && name is "script" or "style" or "template" or "title" or "textarea") skip = name;
            else if (Array.IndexOf(s_lines, name) >= 0 && text.Length > 0 && text[^1] != '\n') text.Append('\n');
        }
        if (skip is null && at < html.Length) text.Append(WebUtility.HtmlDecode(html[at..]));
        return text.ToString();
    }

    private static IEnumerable<(string Name, bool Closing, bool SelfClosing, int Start, int End)> Tags(string html)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0
            && at + 1 < html.Length; at = at < html.Length ? html.IndexOf('<', at) : -1)
        {
            if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var close = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
                var past = close < 0 ? html.Length : close + 3;
                yield return ("!--", false, true, at, past);
                at = past;
                continue;
            }
            var closing = html[at + 1] == '/';
            var nameAt = at + (closing ? 2 : 1);
            var nameEnd = nameAt;
            while (nameEnd < html.Length && nameEnd - nameAt < 32
                && (char.IsAsciiLetterOrDigit(html[nameEnd]) || html[nameEnd] is '-' or '!' or '?')) nameEnd++;
            if (nameEnd == nameAt)
            {
                at++;
                continue;
            }
            var end = html.IndexOf('>', nameEnd);
            if (end < 0) yield break;
            var name = html[nameAt..nameEnd].ToLowerInvariant();
            yield return (name, closing, html[end - 1] == '/' || name[0] is '!' or '?', at, end + 1);
            at = end + 1;
            if (closing || name is not ("script" or "style")) continue;
            var ends = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
            at = ends < 0 ? html.Length : ends;
        }
    }
}
