namespace Hudna.Codebook;

/// <summary>
/// The words of a report that say a claim: a W3C Web Annotation text position and text quote in one.
/// </summary>
/// <param name="Start">First UTF-16 code unit in the report's kept text.</param>
/// <param name="End">One past the last code unit.</param>
/// <param name="Exact">That text; always equal to the span of the kept text.</param>
public sealed record Quote(int Start, int End, string Exact)
{
    /// <summary>The quote that stands at a span of a text.</summary>
    public static Quote Of(string text, int start, int end) => new(start, end, text[start..end]);

    /// <summary>Whether this quote is what stands in the text at its span.</summary>
    public bool HoldsIn(string text) =>
        Start >= 0 && End >= Start && End <= text.Length && text.AsSpan(Start, End - Start).SequenceEqual(Exact);
}
