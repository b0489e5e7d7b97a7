using System.Collections.Concurrent;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Agreements.Tests;

/// <summary>The theatres of the tree, each read once.</summary>
internal static class Theatres
{
    private static readonly ConcurrentDictionary<string, Lazy<(Theatre Theatre, Zones Zones, Judge Judge)>> Read = new(StringComparer.Ordinal);

    public static string Root { get; } = FindRoot();

    public static string Cases => Path.Combine(Root, "tests", "Hudna.Agreements.Tests", "cases");

    public static Theatre Idlib => Of("idlib").Theatre;

    public static (Theatre Theatre, Zones Zones, Judge Judge) Of(string name) => Read.GetOrAdd(name, n => new(() =>
    {
        var folder = Path.Combine(Root, "data", "theatres", n);
        var theatre = TheatreReader.Read(folder);
        if (theatre.Agreements.Count == 0)
        {
            var set = AgreementReader.Read(Path.Combine(folder, "agreements"), new AgreementContext(theatre.Actors, theatre.Places, theatre.Boundaries, theatre.Roads, []));
            theatre = theatre with { Agreements = set.Agreements, Zones = set.Zones };
        }
        var zones = new Zones(theatre);
        return (theatre, zones, new Judge(theatre, zones));
    })).Value;

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        }
        throw new InvalidOperationException("The tests run outside the tree.");
    }
}
