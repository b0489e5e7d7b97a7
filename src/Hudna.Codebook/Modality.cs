namespace Hudna.Codebook;

/// <summary>How a claim stands to the world (codebook section 9). Only <see cref="Asserted"/> events become incidents.</summary>
public enum Modality
{
    /// <summary>Said to be so.</summary>
    Asserted,

    /// <summary>Said not to be so; disputes the incident that others assert.</summary>
    Denied,

    /// <summary>Announced or scheduled.</summary>
    Planned,

    /// <summary>Asked for; every REQUEST.</summary>
    Demanded,

    /// <summary>May be, expected.</summary>
    Possible,

    /// <summary>If … would.</summary>
    Hypothetical,
}
