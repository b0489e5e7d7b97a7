using System.Runtime.CompilerServices;

namespace Hudna.Exchange.Tests.Theatres;

/// <summary>Finds the project's own data and the tests' cases.</summary>
internal static class Data
{
    /// <summary>The folder of this source file's project.</summary>
    public static string Tests { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));

    /// <summary>A theatre of the project.</summary>
    public static string Theatre(string id) => Path.GetFullPath(Path.Combine(Tests, "..", "..", "data", "theatres", id));

    /// <summary>A case below <c>cases</c>.</summary>
    public static string Case(params string[] parts) => Path.Combine([Tests, "cases", .. parts]);

    private static string Here([CallerFilePath] string file = "") => file;
}
