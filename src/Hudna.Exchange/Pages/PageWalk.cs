using System.Text;
using AngleSharp.Dom;

namespace Hudna.Exchange;

/// <summary>
/// Walks a page in document order, without recursion, and writes down its text: one run a block, white space collapsed, scripts and
/// styles left out.
/// </summary>
internal sealed class PageWalk
{
    private static readonly HashSet<string> s_skipped = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "textarea", "head",
            "datalist", "map",
    };

    private static readonly HashSet<string> s_blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
            "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
            "main", "menu", "nav",
        "noscript", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> s_asides = new(StringComparer.Ordinal)
    {
        "nav", "aside", "footer", "form", "button", "select", "noscript", "dialog", "menu",
    };

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();
    private int _linked;
    private bool _space;

    public List<PageElement> Elements { get; } = [];

    public List<PageRun> Runs { get; } = [];

    public string Text => _text.ToString();

    /// <summary>Walks all that stands under a root.</summary>
    public static PageWalk Of(IElement root)
    {
        var walk = new PageWalk();
        walk.Walk(root);
        return walk;
    }

    private void Walk(IElement root)
    {
        // Indices of the open block elements, and how many links and preformatted elements are open.
        var open = new Stack<int>();
        int links = 0, preformatted = 0;
        INode? at = root;
        while (at is not null)
        {
            var descend = false;
            if (at is IElement element) descend = Enter(element, open, ref links, ref preformatted);
            else if (at is IText text) Append(text.Data, links > 0, preformatted > 0, open);

            if (descend && at.FirstChild is { } child)
            {
                at = child;
                continue;
            }
            if (descend) Leave((IElement)at, open, ref links, ref preformatted);
            while (at is not null && at != root && at.NextSibling is null)
            {
                at = at.Parent;
                if (at is IElement parent) Leave(parent, open, ref links, ref preformatted);
            }
            at = at is null || at == root ? null : at.NextSibling;
        }
        Flush(open, "\n");
    }

    private bool Enter(IElement element, Stack<int> open, ref int links, ref int preformatted)
    {
        var name = element.LocalName;
        if (s_skipped.Contains(name)) return false;
        if (name == "br")
        {
            Flush(open, "\n");
            return false;
        }
        if (name == "a" && element.HasAttribute("href")) links++;
        if (name == "pre") preformatted++;
        if (!s_blocks.Contains(name)) return true;
        Flush(open, Gap(name));
        Elements.Add(Seen(element, open.Count == 0 ? -1 : open.Peek()));
        open.Push(Elements.Count - 1);
        return true;
    }

    private void Leave(IElement element, Stack<int> open, ref int links, ref int preformatted)
    {
        var name = element.LocalName;
        if (name == "a" && element.HasAttribute("href")) links--;
        if (name == "pre") preformatted--;
        if (!s_blocks.Contains(name)) return;
        Flush(open, Gap(name));
        open.Pop();
    }

    private static string Gap(string name) => name is "li" or "tr" or "td" or "th" or "option" or "dt" or "dd" ? "\n" : "\n\n";

    private void Append(string data, bool linked, bool preformatted, Stack<int> open)
    {
        foreach (var c in data)
        {
            if (preformatted && c == '\n') Flush(open, "\n");
            else if (char.IsWhiteSpace(c) && c != '\u00A0') _space = true;
            else
            {
                if (_space && _line.Length > 0)
                {
                    _line.Append(' ');
                    if (linked) _linked++;
                }
                _space = false;
                _line.Append(c == '\0' ? '\uFFFD' : c);
                if (linked) _linked++;
            }
        }
    }

    private void Flush(Stack<int> open, string gap)
    {
        _space = false;
        var end = _line.Length;
        while (end > 0 && char.IsWhiteSpace(_line[end - 1])) end--;
        var begin = 0;
        while (begin < end && char.IsWhiteSpace(_line[begin])) begin++;
        if (end > begin)
        {
            var start = _text.Length;
            _text.Append(_line, begin, end - begin);
            Runs.Add(new(start, _text.Length, open.Count == 0 ? -1 : open.Peek(), Math.Min(_linked, end - begin)));
            _text.Append('\n');
        }
        _line.Clear();
        _linked = 0;
        if (gap.Length == 2 && _text.Length > 1 && _text[^2] != '\n') _text.Append('\n');
    }

    private static PageElement Seen(IElement element, int parent)
    {
        var name = element.LocalName;
        var role = element.GetAttribute("role");
        var style = element.GetAttribute("style");
        return new PageElement
        {
            Name = name,
            Node = element,
            Parent = parent,
            Aside = s_asides.Contains(name)
                || role is "navigation" or "banner" or "contentinfo" or "complementary" or "search" or "dialog" or "menu"
                || (name is not ("html" or "body" or "main" or "article") && HasClass(element, Words.All.FurnitureClasses)),
            Hidden = element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
                || (style is not null
                    && (style.Contains("display:none", StringComparison.OrdinalIgnoreCase)
                    || style.Contains("display: none", StringComparison.OrdinalIgnoreCase))),
            IsMain = name is "article" or "main" || role is "main" or "article" || element.GetAttribute("itemprop") == "articleBody"
                || HasClass(element, Words.All.MainClasses),
        };
    }

    /// <summary>Whether a class name, id or role of an element is in a list, whole or in one of its parts.</summary>
    public static bool HasClass(IElement element, ISet<string> words)
    {
        foreach (var names in new[] { element.ClassName, element.Id })
        {
            if (string.IsNullOrEmpty(names) || names.Length > 400) continue;
            foreach (var name in names.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var lower = name.ToLowerInvariant().Replace('_', '-');
                if (words.Contains(lower)) return true;
                foreach (var part in Parts(name))
                    if (words.Contains(part)) return true;
                foreach (var word in words)
                    if (word.Contains('-', StringComparison.Ordinal) && lower.Contains(word, StringComparison.Ordinal)) return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> Parts(string name)
    {
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var cut = i == name.Length || name[i] is '-' or '_' || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!cut) continue;
            if (i > start) yield return name[start..i].ToLowerInvariant();
            start = i < name.Length && name[i] is '-' or '_' ? i + 1 : i;
        }
    }
}
