using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Agreements.Tests;

/// <summary>docs/agreements.md is complete, and its example loads.</summary>
public class ManualTests
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(Theatres.Root, "docs", "agreements.md"));

    [Fact]
    public void Every_field_and_word_of_the_schema_is_explained()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Theatres.Root, "data", "schema", "agreement.schema.json")));
        var words = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema.RootElement, words);
        Assert.True(words.Count > 60);
        var missing = words.Where(w => !Manual.Contains(w, StringComparison.Ordinal)).ToList();
        Assert.True(missing.Count == 0, "docs/agreements.md does not speak of " + string.Join(", ", missing));
    }

    [Fact]
    public void The_example_to_copy_loads()
    {
        var start = Manual.IndexOf("```yaml", StringComparison.Ordinal) + 7;
        var block = Manual[start..Manual.IndexOf("```", start, StringComparison.Ordinal)];
        var text = string.Join('\n', block.Split('\n').Select(l => l.StartsWith("   ", StringComparison.Ordinal) ? l[3..] : l));
        var context = new AgreementContext([new Actor { Id = "red", Name = "Red", Kind = ActorKind.State }, new Actor { Id = "blue", Name = "Blue", Kind = ActorKind.State }],
            [new Place { Id = "hudna:lake-town", Name = "Lake Town", Kind = PlaceKind.Town, Lat = 50, Lon = 20, RadiusMetres = 1000 }], [], [], []);
        var faults = new List<Fault>();
        var set = AgreementReader.Begin([("lake-truce-2021.yaml", Encoding.UTF8.GetBytes(text))]).Finish(context, faults);
        Assert.Empty(faults);
        Assert.Equal("lake-truce-2021", Assert.Single(set.Agreements).Id);
    }

    private static void Collect(JsonElement schema, HashSet<string> words)
    {
        if (schema.ValueKind != JsonValueKind.Object) return;
        foreach (var property in schema.EnumerateObject())
        {
            if (property.Name == "properties") words.UnionWith(property.Value.EnumerateObject().Select(p => p.Name));
            if (property.Name == "enum") words.UnionWith(property.Value.EnumerateArray().Select(v => v.GetString()!));
            if (property.Value.ValueKind == JsonValueKind.Object) Collect(property.Value, words);
        }
    }
}
