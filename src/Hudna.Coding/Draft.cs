using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A claim in the making: what the frame or rule gave, before actors, places, times and counts are resolved.</summary>
internal sealed class Draft
{
    public required SentenceView View { get; init; }
    public required ClaimKind Kind { get; set; }
    public EventType? Type { get; set; }
    public List<Mode> Modes { get; } = [];

    /// <summary>The words that say it.</summary>
    public TextSpan Quote { get; set; }

    /// <summary>The trigger's token in the sentence.</summary>
    public required int Trigger { get; init; }

    public List<TextSpan> ActorSpans { get; } = [];
    public List<TextSpan> TargetSpans { get; } = [];
    public List<TextSpan> PlaceSpans { get; } = [];
    public List<TextSpan> TimeSpans { get; } = [];
    public List<TextSpan> WeaponSpans { get; } = [];
    public List<(FrameRole Role, TextSpan Span)> CountSpans { get; } = [];
    public Modality Modality { get; set; }
    public bool Negated { get; set; }

    /// <summary>The part of the sentence with one speaker that it stands in.</summary>
    public Segment? Segment { get; set; }

    /// <summary>The clause that alone says it, where the segment says more; null for the whole segment.</summary>
    public TextSpan? Part { get; set; }

    /// <summary>All segments of the sentence.</summary>
    public IReadOnlyList<Segment> Siblings { get; set; } = [];

    /// <summary>Whether words of the lexicon name the means, not the model alone.</summary>
    public bool MeansNamed { get; set; }

    /// <summary>The frame that it comes of; null where a rule alone made it.</summary>
    public Frame? Frame { get; init; }

    /// <summary>What speaks against it; null where the rules let it pass.</summary>
    public string? Doubt { get; set; }

    /// <summary>The rule that made it, for <see cref="Likelihood"/>.</summary>
    public string Rule { get; set; } = "";

    /// <summary>What was weighed for <see cref="Confidence"/>.</summary>
    public IReadOnlyList<(string Name, double Value)> Evidence { get; set; } = [];

    public double Confidence { get; set; }
    public string? ProbabilityWords { get; set; }

    public List<ActorMention> Actors { get; set; } = [];
    public List<ActorMention> Targets { get; set; } = [];
    public List<PlaceMention> Places { get; set; } = [];
    public TimeMention Time { get; set; } = TimeMention.None;
    public List<CountRange> Counts { get; set; } = [];
    public List<Attribution> Attribution { get; set; } = [];
    public string? Topic { get; set; }
    public string? Proposition { get; set; }
    public Horizon? Horizon { get; set; }
    public Tally? Tally { get; set; }

    /// <summary>The quantity that a tally gives, where a rule rather than the frame found it.</summary>
    public Quantity? Figure { get; set; }

    public string? Unit { get; set; }

    /// <summary>The words that belong to a tally's figure: up to the next tally's figure in the sentence.</summary>
    public TextSpan? Stretch { get; set; }

    /// <summary>The tally that this one is subordinate to: its victims are victims of what that one counts.</summary>
    public Draft? Main { get; set; }

    /// <summary>The group that a figure without a noun counts: that of the figure before it.</summary>
    public string? CountGroup { get; set; }

    public List<TraceStep> Trace { get; } = [];

    public void Note(string field, string rule, string? words = null, double? probability = null, IReadOnlyList<string>? weighed = null) =>
        Trace.Add(new TraceStep(field, rule, words, probability, weighed ?? []));
}
