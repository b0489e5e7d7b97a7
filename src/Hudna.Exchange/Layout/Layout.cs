using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>What the parts of a text are, and what its head and markup say of the report.</summary>
internal sealed record Layout
{
    /// <summary>The passages, in order, without overlap; all that is no white space lies in one.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    public string Language { get; init; } = "und";

    public string? Title { get; init; }

    public string? Byline { get; init; }

    public string? Publisher { get; init; }

    /// <summary>A date that stands in the text as its own.</summary>
    public DateOnly? Found { get; init; }

    /// <summary>Works a date out from what the text says; asked only where nothing else gives one.</summary>
    public Func<(DateOnly Date, string How)?> Estimate { get; init; } = () => null;
}
