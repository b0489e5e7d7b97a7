using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Excitation;

/// <summary>Makes events of a self-exciting process by its family trees: immigrants of the background, and the children of each event.</summary>
public static class HawkesSimulator
{
    /// <summary>Event times, ascending. Events set off after the end are dropped.</summary>
    /// <exception cref="ArgumentException">The branching ratio is 1 or more.</exception>
    public static double[] Make(HawkesModel model, Chance chance)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(chance);
        if (model.Branching >= 1) throw new ArgumentException("A branching ratio of 1 or more never dies down.", nameof(model));
        var times = new List<double>();
        var most = Math.Exp(model.LogBackground.Max());
        for (var t = chance.Exponential() / most; t < model.Length; t += chance.Exponential() / most)
            if (chance.Uniform() * most < model.Background(t)) times.Add(t);
        for (var i = 0; i < times.Count; i++)
        {
            var children = chance.Poisson(model.Branching);
            for (var c = 0; c < children; c++)
            {
                var t = times[i] + chance.Exponential() / model.Decay;
                if (t < model.Length) times.Add(t);
            }
        }
        times.Sort();
        return [.. times];
    }
}
