using Hudna.Codebook;

namespace Hudna.Statistics;

/// <summary>Worded refusals: what cannot be measured is said in a sentence, never answered with a number that means nothing.</summary>
internal static class Refusal
{
    /// <summary>The fault to throw where the data do not carry the question.</summary>
    public static UserFaultException Because(string what, string? mend = null) => new(new Fault(what, null, null, mend));

    /// <summary>Refuses unless a condition holds.</summary>
    public static void Unless(bool holds, string what, string? mend = null)
    {
        if (!holds) throw Because(what, mend);
    }
}
