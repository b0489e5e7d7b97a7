using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A part of a sentence with one chain of speakers.</summary>
/// <param name="Span">Where it stands, the words of attribution left out.</param>
/// <param name="Chain">Who says so behind the publisher, outermost first; empty where the report itself speaks.</param>
/// <param name="Cue">The verb of attribution, normal form; null where the speaker is carried over.</param>
/// <param name="Quoted">Whether it stands in quotation marks.</param>
/// <param name="Quotation">Number of the quotation; -1 for none.</param>
internal sealed record Segment(TextSpan Span, IReadOnlyList<Speaker> Chain, string? Cue, bool Quoted, int Quotation)
{
    /// <summary>Whether somebody other than the report itself speaks.</summary>
    public bool IsCited => Chain.Count > 0;
}

/// <summary>Somebody whom the report cites.</summary>
/// <param name="Name">Name, or <see cref="Attribution.Unnamed"/>.</param>
/// <param name="Role">What they are called.</param>
/// <param name="Affiliation">Id in the register; null where unknown.</param>
/// <param name="Words">The words that carry it.</param>
/// <param name="IsOutlet">Whether it is a newspaper, agency or channel.</param>
internal sealed record Speaker(string Name, string? Role, string? Affiliation, string? Words, bool IsOutlet)
{
    public Attribution Link(string? words) => new(Name, Role, Affiliation, words ?? Words);
}
