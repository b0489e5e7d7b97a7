namespace Hudna.Language;

/// <summary>What is to be read off a text; sentences and tokens always are.</summary>
[Flags]
public enum Layers
{
    /// <summary>Sentences and tokens alone.</summary>
    None = 0,

    /// <summary>Event frames (English).</summary>
    Frames = 1,

    /// <summary>Names (English).</summary>
    Names = 2,

    /// <summary>Temporal expressions.</summary>
    Times = 4,

    /// <summary>Quantities.</summary>
    Quantities = 8,

    /// <summary>Quotations.</summary>
    Quotations = 16,

    /// <summary>Tags and trees (English).</summary>
    Trees = 32,

    /// <summary>Everything that a coder needs: all but <see cref="Trees"/>.</summary>
    ForCoding = Frames | Names | Times | Quantities | Quotations,

    /// <summary>Everything.</summary>
    All = ForCoding | Trees,
}
