using System.Text.Json;

namespace Hudna.Statistics.Tests;

/// <summary>Figures that cases/reference.py worked out a second way.</summary>
internal static class Reference
{
    private static readonly JsonDocument Document =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "reference.json")));

    public static JsonElement Case(string name) => Document.RootElement.GetProperty(name);

    public static double[] Numbers(this JsonElement e, string name) => e.GetProperty(name).Numbers();

    public static double[] Numbers(this JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];

    public static double Number(this JsonElement e, string name) => e.GetProperty(name).GetDouble();
}
