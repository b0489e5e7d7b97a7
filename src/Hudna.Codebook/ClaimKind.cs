namespace Hudna.Codebook;

/// <summary>The four kinds of claim (codebook section 2).</summary>
public enum ClaimKind
{
    /// <summary>Something is said to have happened, or to be happening, on an occasion.</summary>
    Event,

    /// <summary>A speaker takes a position towards someone or something.</summary>
    Statement,

    /// <summary>An aggregate over a period or an area.</summary>
    Tally,

    /// <summary>A speaker says what will, may or will not happen after the report.</summary>
    Forecast,
}
