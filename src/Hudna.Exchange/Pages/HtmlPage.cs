using AngleSharp.Html.Parser;

namespace Hudna.Exchange;

/// <summary>
/// An HTML page as a text with its layout. The kept text is that of the whole page in order; what is not the report's own is marked as
/// furniture. Hostile markup (nested without end, formatting that never closes) is read without a tree, in time linear in its size.
/// </summary>
internal static class HtmlPage
{
    /// <summary>Deeper nesting than any real page has; a tree of it would cost quadratic time.</summary>
    private const int MaxDepth = 1000;

    private const int MaxOpenFormatting = 500;

    /// <summary>Reads a page.</summary>
    public static PageText Read(string html)
    {
        var (depth, formatting) = TagSoup.Shape(html);
        if (depth > MaxDepth || formatting > MaxOpenFormatting)
        {
            var stripped = TagSoup.Strip(html);
            return new(stripped, LayoutReader.Of(stripped), Metadata.None,
                ["its markup is nested beyond reason; its text was read without it"]);
        }
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        var meta = PageMetadata.Of(page);
        if (page.DocumentElement is not { } root) return new("", LayoutReader.Of(""), meta, []);
        var walk = PageWalk.Of(root);
        var text = walk.Text;
        var layout = LayoutReader.Of(text, MainContent.Blocks(text, walk));
        return new(text, layout, meta, []);
    }
}
