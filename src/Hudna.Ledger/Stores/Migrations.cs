using System.Globalization;
using System.Reflection;

namespace Hudna.Ledger.Stores;

/// <summary>One numbered step of a store's schema.</summary>
internal sealed record Migration(int Number, string Name, string Sql);

/// <summary>The numbered SQL files that are embedded beside each store: <c>0001-record.sql</c>, <c>0002-…</c>.</summary>
internal static class Migrations
{
    /// <summary>The steps of a store, in order, numbered from 1 without a gap.</summary>
    public static IReadOnlyList<Migration> Of(string store)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Hudna.Ledger.Stores.{store}.";
        var steps = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[prefix.Length..];
            steps.Add(new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Number != i + 1) throw new InvalidOperationException($"Migration {steps[i].Name} should be number {i + 1}.");
        return steps;
    }
}
