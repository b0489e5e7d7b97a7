using Hudna.Codebook;

namespace Hudna.Language;

/// <summary>
/// A text and what has been read off it so far. One value that components add layers to; every layer's spans point into
/// <see cref="Text"/> and never copy it. A layer not yet added is empty. Sentences lie inside the passages that were given as the
/// report's own text, in order, without overlap; tokens lie inside sentences.
/// </summary>
public sealed record Document
{
    /// <summary>The text; offsets everywhere are UTF-16 code units in it.</summary>
    public required string Text { get; init; }

    /// <summary>The day that relative times lean on, normally the publication date; null where unknown.</summary>
    public DateOnly? Reference { get; init; }

    /// <summary>Sentences of all languages.</summary>
    public IReadOnlyList<Sentence> Sentences { get; init; } = [];

    /// <summary>Tokens of all sentences, in order.</summary>
    public IReadOnlyList<TextSpan> Tokens { get; init; } = [];

    /// <summary>Event frames, by sentence, then by trigger: those of a probability above 0.5, and less likely ones whose trigger is marked (<see cref="Marks"/>).</summary>
    public IReadOnlyList<Frame> Frames { get; init; } = [];

    /// <summary>Names of persons, places and organisations.</summary>
    public IReadOnlyList<NamedSpan> NameSpans { get; init; } = [];

    /// <summary>Temporal expressions with their values.</summary>
    public IReadOnlyList<TimeExpression> Times { get; init; } = [];

    /// <summary>Numbers and vague quantities with their ranges.</summary>
    public IReadOnlyList<Quantity> Quantities { get; init; } = [];

    /// <summary>Stretches inside quotation marks, the marks included; an unclosed one reaches to the end of its paragraph.</summary>
    public IReadOnlyList<TextSpan> Quotations { get; init; } = [];

    /// <summary>Tags and trees, one a sentence, where they were asked for; otherwise empty.</summary>
    public IReadOnlyList<Tree> Trees { get; init; } = [];

    /// <summary>Which words tell claims; null where the model has not learnt it, or frames were not asked for.</summary>
    public ClaimMarks? Marks { get; init; }

    /// <summary>The text of a span.</summary>
    public ReadOnlySpan<char> this[TextSpan span] => Text.AsSpan(span.Start, span.Length);
}

/// <summary>A stretch of text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Length in code units.</summary>
    public int Length => End - Start;

    /// <summary>Whether the two share a code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>Whether the other lies wholly inside.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;
}

/// <summary>A sentence, or what stands for one: a list item, a one-line post.</summary>
/// <param name="Span">Where it stands, outer white space left out.</param>
/// <param name="FirstToken">Its first token in <see cref="Document.Tokens"/>.</param>
/// <param name="TokenCount">How many tokens it has.</param>
/// <param name="Paragraph">Number of the paragraph that it stands in, from 0; list items of one list have numbers of their own.</param>
/// <param name="Language">BCP 47 code: <c>en</c>, <c>ar</c>, <c>und</c>. Only <c>en</c> sentences get frames from the model.</param>
public readonly record struct Sentence(TextSpan Span, int FirstToken, int TokenCount, int Paragraph, string Language);

/// <summary>An event frame: a trigger and what stands around it.</summary>
public sealed record Frame
{
    /// <summary>Index of its sentence.</summary>
    public required int Sentence { get; init; }

    /// <summary>Index of the trigger's token in <see cref="Document.Tokens"/>.</summary>
    public required int Trigger { get; init; }

    /// <summary>The best event type; null for NONE.</summary>
    public required EventType? Type { get; init; }

    /// <summary>Probability that the word opens a frame at all, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Probability of the type, given a frame, 0 to 1.</summary>
    public required double TypeProbability { get; init; }

    /// <summary>Kind of claim.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>How it stands to the world.</summary>
    public required Modality Modality { get; init; }

    /// <summary>Whether it is said not to happen.</summary>
    public required bool Negated { get; init; }

    /// <summary>The means, in the codebook's order.</summary>
    public required IReadOnlyList<Mode> Modes { get; init; }

    /// <summary>Role spans, in the order of the text.</summary>
    public required IReadOnlyList<RoleSpan> Roles { get; init; }

    /// <summary>The spans of one role.</summary>
    public IEnumerable<TextSpan> Of(FrameRole role) => Roles.Where(r => r.Role == role).Select(r => r.Span);
}

/// <summary>What a span is to a frame.</summary>
#pragma warning disable CS1591 // The names say it; see the model's README.
public enum FrameRole { Actor, Target, Place, Time, Weapon, Killed, Wounded, Casualties, Displaced, Number, Speaker, Cue }
#pragma warning restore CS1591

/// <summary>A span with its role in a frame.</summary>
/// <param name="Role">The role.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Probability">Mean probability of its tokens' labels, 0 to 1.</param>
public sealed record RoleSpan(FrameRole Role, TextSpan Span, double Probability);

/// <summary>A name.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Label">Its label: PER, LOC, ORG, or one of re3d's.</param>
/// <param name="Scheme"><c>names</c> or <c>re3d</c>.</param>
public sealed record NamedSpan(TextSpan Span, string Label, string Scheme);

/// <summary>A temporal expression.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">Its value; null where it cannot be worked out.</param>
/// <param name="Basis">Stated, or relative to <see cref="Document.Reference"/>.</param>
/// <param name="Rule">The pattern that read it.</param>
public sealed record TimeExpression(TextSpan Span, Edtf? Value, TimeBasis Basis, string Rule)
{
    /// <summary>ISO 8601 duration where the words say how long or how often (<c>P3D</c>; <c>PXY</c> for several years); null elsewhere.</summary>
    public string? Duration { get; init; }
}

/// <summary>A quantity.</summary>
/// <param name="Span">Where it stands, its hedges included ("more than 50").</param>
/// <param name="Min">The least that the words allow.</param>
/// <param name="Best">The figure itself.</param>
/// <param name="Max">The most that the words allow.</param>
/// <param name="Approximate">Whether the words say that it is not exact.</param>
/// <param name="Rule">The pattern that read it.</param>
public sealed record Quantity(TextSpan Span, long? Min, long? Best, long? Max, bool Approximate, string Rule);

/// <summary>Universal Dependencies tags and tree of one sentence; lists run over its tokens.</summary>
/// <param name="Upos">Universal part-of-speech tags.</param>
/// <param name="Xpos">Penn tags.</param>
/// <param name="Heads">Head of each token, counted from 1 within the sentence; 0 is the root.</param>
/// <param name="Relations">Relations to the heads.</param>
public sealed record Tree(IReadOnlyList<string> Upos, IReadOnlyList<string> Xpos, IReadOnlyList<int> Heads, IReadOnlyList<string> Relations);
