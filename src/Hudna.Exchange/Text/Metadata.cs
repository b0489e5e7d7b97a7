namespace Hudna.Exchange;

/// <summary>What a page, a front matter or a post says of itself, beside its text.</summary>
internal sealed record Metadata
{
    public static Metadata None { get; } = new();

    public string? Title { get; init; }

    public string? Byline { get; init; }

    public string? Publisher { get; init; }

    public DateOnly? Published { get; init; }

    public string? Language { get; init; }
}
