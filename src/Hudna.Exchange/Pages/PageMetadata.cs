using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Hudna.Exchange;

/// <summary>What a page says of itself: JSON-LD first, then OpenGraph and other meta tags, then markup.</summary>
internal static class PageMetadata
{
    private static readonly string[] s_articles =
        ["NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "OpinionNewsArticle",
            "LiveBlogPosting", "SocialMediaPosting", "BackgroundNewsArticle", "WebPage"];

    /// <summary>Reads a page's head and markup.</summary>
    public static Metadata Of(IHtmlDocument page)
    {
        var data = LinkedData(page);
        var metas = Metas(page);
        string? First(params string[] names) => names.Select(n => metas.GetValueOrDefault(n)).FirstOrDefault(v => v is not null);
        var site = data.Publisher
            ?? First("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title",
            "al:android:app_name");
        var title = data.Title ?? First("og:title", "twitter:title", "dc.title", "dcterms.title", "headline");
        var author = data.Byline ?? First("author", "article:author", "dc.creator", "sailthru.author", "parsely-author");
        var written = page.Title;
        if (title is null && !string.IsNullOrWhiteSpace(written)) title = Headline(written, page, ref site);
        return new Metadata
        {
            Title = Clean(WithoutSite(title, site)),
            Publisher = Clean(site),
            Byline = Clean(author is not null && author.Contains("://", StringComparison.Ordinal) ? null : author),
            Published = data.Published
                ?? DateFinder.Machine(First("article:published_time", "og:published_time", "datepublished", "date", "pubdate",
                "publishdate", "publish-date", "dc.date", "dc.date.issued",
                "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "citation_date", "article.published",
                    "article:modified_time")) ?? Timed(page),
            Language = data.Language ?? page.DocumentElement?.GetAttribute("lang")?.Split('-')[0].ToLowerInvariant()
                ?? First("content-language", "og:locale")?.Split('-', '_')[0].ToLowerInvariant(),
        };
    }

    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = LayoutReader.OneLine(text);
        return line.Length > 400 ? null : line;
    }

    private static Dictionary<string, string> Metas(IHtmlDocument page)
    {
        var metas = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var meta in page.GetElementsByTagName("meta"))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop")
                ?? meta.GetAttribute("http-equiv");
            var content = meta.GetAttribute("content");
            if (!string.IsNullOrWhiteSpace(name) && !string.IsNullOrWhiteSpace(content)) metas
                .TryAdd(name.Trim().ToLowerInvariant(), content.Trim());
        }
        return metas;
    }

    /// <summary>
    /// The headline within a window title such as "Headline - Site"; the site's name is taken from it where none is known.
    /// </summary>
    private static string Headline(string written, IHtmlDocument page, ref string? site)
    {
        var line = LayoutReader.OneLine(written);
        foreach (var heading in page.GetElementsByTagName("h1"))
        {
            var h1 = LayoutReader.OneLine(HeadText(heading));
            if (h1.Length < 8 || !Words.Fold(line).StartsWith(Words.Fold(h1), StringComparison.Ordinal)
                || line.Length <= h1.Length) continue;
            var rest = line[h1.Length..].Trim(' ', '-', '–', '—', '|', '·', ':', '»', '«', '•');
            if (rest.Length is > 1 and < 60) site ??= rest;
            return h1;
        }
        return line;
    }

    private static string HeadText(IElement heading)
    {
        // Not TextContent: it goes down the tree by recursion.
        var walk = PageWalk.Of(heading);
        return walk.Text;
    }

    private static string? WithoutSite(string? title, string? site)
    {
        if (title is null || site is null || title.Length <= site.Length + 3
            || !title.EndsWith(site, StringComparison.Ordinal)) return title;
        var head = title[..^site.Length].TrimEnd();
        return head.Length > 0 && head[^1] is '-' or '–' or '—' or '|' or '·' or ':' or '»' or '•'
            ? head.TrimEnd(' ', '-', '–', '—', '|', '·', ':', '»', '•') : title;
    }

    private static DateOnly? Timed(IHtmlDocument page)
    {
        foreach (var time in page.GetElementsByTagName("time"))
        {
            if (time.GetAttribute("datetime") is { } machine && Outside(time) && DateFinder.Machine(machine) is { } date) return date;
        }
        foreach (var element in page.QuerySelectorAll("[itemprop=datePublished]"))
            if (DateFinder.Machine(element.GetAttribute("datetime") ?? element.GetAttribute("content")) is { } date) return date;
        return null;
    }

    /// <summary>Whether no aside, footer or menu stands around an element.</summary>
    private static bool Outside(IElement element)
    {
        var steps = 0;
        for (var at = element.ParentElement; at is not null && steps < 40; at = at.ParentElement, steps++)
            if (at.LocalName is "aside" or "nav" or "footer" || PageWalk.HasClass(at, Words.All.FurnitureClasses)) return at.LocalName
                is "body" or "html";
        return true;
    }

    private static Metadata LinkedData(IHtmlDocument page)
    {
        foreach (var script in page.GetElementsByTagName("script"))
        {
            if (script.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) != true) continue;
            try
            {
                using var json = JsonDocument.Parse(script.TextContent,
                    new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                if (Find(json.RootElement, 0) is { } article) return Read(article, json.RootElement);
            }
            catch (JsonException)
            {
                // Many pages carry broken linked data; their other marks still speak.
            }
        }
        return Metadata.None;
    }

    private static JsonElement? Find(JsonElement at, int depth)
    {
        if (depth > 6) return null;
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
                if (Find(item, depth + 1) is { } found) return found;
            return null;
        }
        if (at.ValueKind != JsonValueKind.Object) return null;
        if (at.TryGetProperty("@type", out var type) && IsArticle(type)
            && (at.TryGetProperty("headline", out _) || at.TryGetProperty("datePublished", out _))) return at;
        foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
            if (at.TryGetProperty(name, out var inner) && Find(inner, depth + 1) is { } found) return found;
        return null;
    }

    private static bool IsArticle(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => Array.IndexOf(s_articles, type.GetString()) >= 0,
        JsonValueKind.Array => type.EnumerateArray().Any(IsArticle),
        _ => false,
    };

    private static Metadata Read(JsonElement article, JsonElement root) => new()
    {
        Title = Text(article, "headline"),
        Published = DateFinder.Machine(Text(article, "datePublished") ?? Text(article, "dateCreated")),
        Publisher = Named(article, "publisher", root) ?? Named(article, "sourceOrganization", root),
        Byline = Named(article, "author", root) ?? Named(article, "creator", root),
        Language = Text(article, "inLanguage")?.Split('-')[0].ToLowerInvariant(),
    };

    private static string? Text(JsonElement e, string name) =>
        e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String
            && !string.IsNullOrWhiteSpace(v.GetString()) ? System.Net.WebUtility.HtmlDecode(v.GetString()) : null;

    private static string? Named(JsonElement e, string name, JsonElement root)
    {
        if (!e.TryGetProperty(name, out var v)) return null;
        if (v.ValueKind == JsonValueKind.String) return Text(e, name);
        if (v.ValueKind == JsonValueKind.Array)
        {
            var names = v.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()
                : i.ValueKind == JsonValueKind.Object ? Text(i, "name") : null).Where(n => !string.IsNullOrWhiteSpace(n)).ToList();
            return names.Count == 0 ? null : string.Join(", ", names);
        }
        if (v.ValueKind != JsonValueKind.Object) return null;
        if (Text(v, "name") is { } own) return own;
        // A reference to a node of the same graph.
        if (Text(v, "@id") is not { } id || root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("@graph", out var graph)
            || graph.ValueKind != JsonValueKind.Array) return null;
        foreach (var node in graph.EnumerateArray())
            if (node.ValueKind == JsonValueKind.Object && Text(node, "@id") == id && Text(node, "name") is { } named) return named;
        return null;
    }
}
