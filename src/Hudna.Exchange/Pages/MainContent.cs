using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>
/// Finds the part of a page that holds the report: the element with the most running text over and above its links and asides, with a
/// premium for elements whose name or class says that they are the article.
/// </summary>
internal static class MainContent
{
    /// <summary>The blocks of a page; what is not the report's own is given as furniture.</summary>
    public static List<Block> Blocks(string text, PageWalk walk)
    {
        var (elements, runs) = (walk.Elements, walk.Runs);
        var aside = Asides(elements, runs, text);
        var teaser = Teasers(elements, runs);
        var good = new bool[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            var block = new Block(text, run.Start, run.End);
            good[i] = run.Element >= 0 && !aside[run.Element] && !teaser[i] && run.LinkShare < 0.4 && block.Words >= 5
                && (block.EndsSentence || block.Length >= 60 || elements[run.Element].Name == "li");
            for (var e = run.Element; e >= 0; e = elements[e].Parent)
            {
                if (good[i]) elements[e].Good += run.Length;
                else elements[e].Bad += run.Length;
                elements[e].Linked += run.Linked;
            }
        }
        var title = TitleRun(elements, runs, aside, text);
        if (title >= 0)
            for (var e = runs[title].Element; e >= 0; e = elements[e].Parent) elements[e].HoldsTitle = true;
        var main = WithHead(elements, Best(elements));
        var (first, last) = Extent(elements, runs, main);
        var blocks = new List<Block>(runs.Count);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            var inside = main < 0 || (i >= first && i <= last && Within(elements, run.Element, main))
                || (title >= 0 && i >= title && i < first);
            var given = inside && !teaser[i] && (run.Element < 0 || !aside[run.Element]) ? Role(elements, run, text)
                : PassageRole.Furniture;
            if (i == title) given = PassageRole.Title;
            // A line that is all link leads away, unless it is a paragraph that somebody made a link of.
            if (given is null && run.LinkShare > 0.8 && !(run.Length >= 80 && good[i])) given = PassageRole.Furniture;
            blocks.Add(new Block(text, run.Start, run.End)
            {
                Given = given,
                ListItem = run.Element >= 0 && elements[run.Element].Name is "li" or "dd",
                HeadingLevel = given == PassageRole.Furniture ? 0 : Level(elements, run.Element),
                LinkShare = run.LinkShare,
            });
        }
        return blocks;
    }

    /// <summary>
    /// Which elements stand aside, by their own mark or that of one around them. One that holds most of the page's text is the page.
    /// </summary>
    private static bool[] Asides(List<PageElement> elements, List<PageRun> runs, string text)
    {
        var total = 0;
        var paragraphs = new int[elements.Count];
        foreach (var run in runs)
        {
            if (run.Length < 80 || run.LinkShare > 0.4 || !new Block(text, run.Start, run.End).EndsSentence) continue;
            total += run.Length;
            for (var e = run.Element; e >= 0; e = elements[e].Parent) paragraphs[e] += run.Length;
        }
        var aside = new bool[elements.Count];
        for (var e = 0; e < elements.Count; e++)
        {
            var parent = elements[e].Parent;
            var own = elements[e].Hidden || (elements[e].Aside && (total == 0 || 2 * paragraphs[e] <= total));
            // A header above the article is furniture; one inside it holds the headline.
            if (elements[e].Name == "header" && paragraphs[e] == 0 && elements[e].Node.GetElementsByTagName("h1").Length == 0
                && !InMain(elements, e)) own = true;
            aside[e] = own || (parent >= 0 && aside[parent]);
        }
        return aside;
    }

    private static bool InMain(List<PageElement> elements, int element)
    {
        for (var e = elements[element].Parent; e >= 0; e = elements[e].Parent)
            if (elements[e].Name == "article" || elements[e].Node.GetAttribute("itemprop") == "articleBody") return true;
        return false;
    }

    /// <summary>
    /// Headings that are links lead to other stories; so does what stands under them, up to the next heading or the end of their box.
    /// </summary>
    private static bool[] Teasers(List<PageElement> elements, List<PageRun> runs)
    {
        var teaser = new bool[runs.Count];
        var box = -1;
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (run.Element < 0) continue;
            var level = Level(elements, run.Element);
            if (level > 1 && run.LinkShare > 0.8) box = elements[run.Element].Parent;
            else if (level > 0 || (box >= 0 && !Within(elements, run.Element, box))) box = -1;
            teaser[i] = box >= 0;
        }
        return teaser;
    }

    private static int TitleRun(List<PageElement> elements, List<PageRun> runs, bool[] aside, string text)
    {
        var candidates = new List<int>();
        for (var i = 0; i < runs.Count; i++)
            if (Level(elements, runs[i].Element) == 1 && runs[i].LinkShare < 0.9
                && new Block(text, runs[i].Start, runs[i].End).Words >= 2) candidates.Add(i);
        if (candidates.Count == 0) return -1;
        var inside = candidates.Where(i => !aside[runs[i].Element]).ToList();
        return (inside.Count > 0 ? inside : candidates).OrderByDescending(i => new Block(text, runs[i].Start, runs[i].End).Words >= 4)
            .ThenBy(i => i).First();
    }

    private static int Best(List<PageElement> elements)
    {
        var (best, score) = (-1, 0.0);
        var all = elements.Count == 0 ? 0 : elements.Max(e => e.Good);
        for (var e = 0; e < elements.Count; e++)
        {
            var element = elements[e];
            if (element.Good == 0 || element.Aside) continue;
            var value = element.Good - (0.7 * element.Bad);
            if (element.IsMain && 2 * element.Good >= all) value += 0.5 * element.Good;
            // Of a chain of boxes around the same text the innermost is taken: later in document order.
            if (value > score + 0.5
                || (value >= score - 0.5 && best >= 0 && Within(elements, e, best) && element.Good == elements[best].Good)) (best, score) =
                (e, Math.Max(score, value));
        }
        return best;
    }

    /// <summary>
    /// The box around the main element too, where it adds a few lines without links: a headline and date that stand in boxes of their own.
    /// </summary>
    private static int WithHead(List<PageElement> elements, int main)
    {
        while (main >= 0 && elements[main].Parent is >= 0 and var parent && !elements[parent].Aside)
        {
            var (added, linked) = (elements[parent].Bad - elements[main].Bad, elements[parent].Linked - elements[main].Linked);
            if (added > 300 || linked > 0.1 * added || elements[parent].Good > elements[main].Good) break;
            main = parent;
        }
        return main;
    }

    /// <summary>First and last run in the main element.</summary>
    private static (int First, int Last) Extent(List<PageElement> elements, List<PageRun> runs, int main)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < runs.Count; i++)
        {
            if (!Within(elements, runs[i].Element, main)) continue;
            if (first < 0) first = i;
            last = i;
        }
        return first < 0 ? (0, runs.Count - 1) : (first, last);
    }

    private static bool Within(List<PageElement> elements, int element, int container)
    {
        for (var e = element; e >= 0; e = elements[e].Parent)
            if (e == container) return true;
        return container < 0;
    }

    private static int Level(List<PageElement> elements, int element)
    {
        for (var (e, steps) = (element, 0); e >= 0 && steps < 3; e = elements[e].Parent, steps++)
            if (elements[e].Name is ['h', >= '1' and <= '6']) return elements[e].Name[1] - '0';
        return 0;
    }

    private static PassageRole? Role(List<PageElement> elements, PageRun run, string text)
    {
        for (var (e, steps) = (run.Element, 0); e >= 0 && steps < 4; e = elements[e].Parent, steps++)
        {
            var element = elements[e];
            if (element.Name is "figcaption" or "caption"
                || PageWalk.HasClass(element.Node, Words.All.CaptionClasses)) return PassageRole.Caption;
            if (element.Name == "figure" && run.Length < 400) return PassageRole.Caption;
            if (element.IsMain || element.Name is "body" or "html") break;
            var block = new Block(text, run.Start, run.End);
            if (block.Words > 20) continue;
            var dated = DateFinder.All(block.Folded).Exists(d => d.Full is not null);
            if (dated && (PageWalk.HasClass(element.Node, Words.All.DateClasses)
                || DateFinder.Only(block.Folded) is not null)) return PassageRole.Dateline;
            if (PageWalk.HasClass(element.Node, Words.All.BylineClasses)
                || element.Node.GetAttribute("itemprop") == "author") return PassageRole.Byline;
        }
        return null;
    }
}
