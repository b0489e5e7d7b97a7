namespace Hudna.Codebook;

/// <summary>
/// The sixteen event types of PLOVER 0.8, and the two further types that only statements take (codebook section 3).
/// </summary>
public enum EventType
{
    /// <summary>Agrees, signs, promises.</summary>
    Agree,

    /// <summary>Meets, talks, calls, visits.</summary>
    Consult,

    /// <summary>Backs, praises, recognises.</summary>
    Support,

    /// <summary>Yields in words: eases a restriction, pardons, withdraws a demand, declares a truce on its own.</summary>
    Concede,

    /// <summary>Acts together materially.</summary>
    Cooperate,

    /// <summary>Gives relief, shelter, money, arms.</summary>
    Aid,

    /// <summary>Withdraws, releases, yields ground.</summary>
    Retreat,

    /// <summary>Asks, demands, calls for.</summary>
    Request,

    /// <summary>Blames, condemns, alleges.</summary>
    Accuse,

    /// <summary>Refuses, fails to agree, breaks off.</summary>
    Reject,

    /// <summary>Threatens, warns.</summary>
    Threaten,

    /// <summary>Demonstrates, strikes.</summary>
    Protest,

    /// <summary>Cuts ties or aid, embargoes, closes.</summary>
    Sanction,

    /// <summary>Deploys, reinforces, patrols alone, raises the alert.</summary>
    Mobilize,

    /// <summary>Arrests, seizes, closes roads, displaces by force.</summary>
    Coerce,

    /// <summary>Uses armed force.</summary>
    Assault,

    /// <summary>Statements only: says that something alleged is not so.</summary>
    Deny,

    /// <summary>Statements only: takes a position that none of the other types names.</summary>
    Comment,
}
