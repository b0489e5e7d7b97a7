namespace Hudna.Exchange;

/// <summary>An HTML page as a text with its layout.</summary>
internal static class HtmlPage
{
    /// <summary>Reads a page.</summary>
    public static PageText Read(string html)
    {
        var text = TagSoup.Strip(html);
        return new(text, LayoutReader.Of(text), Metadata.None, []);
    }
}
