using AngleSharp.Dom;

namespace Hudna.Exchange;

/// <summary>An element of a page as the reader sees it, with sums over all that it holds.</summary>
internal sealed class PageElement
{
    public required string Name { get; init; }

    /// <summary>Index of the parent in the walk; -1 for the root.</summary>
    public required int Parent { get; init; }

    public required IElement Node { get; init; }

    /// <summary>Whether its name or role says that it is no part of an article, or its own class does.</summary>
    public bool Aside { get; set; }

    /// <summary>Whether it is hidden from readers.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether its name or class marks an article or its body.</summary>
    public bool IsMain { get; init; }

    /// <summary>Characters of running text in it.</summary>
    public int Good { get; set; }

    /// <summary>Characters of links and asides in it.</summary>
    public int Bad { get; set; }

    /// <summary>Characters of links in it.</summary>
    public int Linked { get; set; }

    /// <summary>Whether it holds the main heading.</summary>
    public bool HoldsTitle { get; set; }
}

/// <summary>A run of text between two block boundaries of a page.</summary>
/// <param name="Start">First code unit in the kept text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Element">Index of the innermost block element around it.</param>
/// <param name="Linked">How many of its characters stand in links.</param>
internal sealed record PageRun(int Start, int End, int Element, int Linked)
{
    public int Length => End - Start;

    public double LinkShare => (double)Linked / Math.Max(1, Length);
}
