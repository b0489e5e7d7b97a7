using Hudna.Codebook;
using Hudna.Language.Model;

namespace Hudna.Language.Tests;

/// <summary>The models and language data of the tree that the tests were built from, loaded once.</summary>
internal static class Models
{
    private static readonly Lazy<LanguageEngine> Whole = new(() => LanguageEngine.Load(Folder("hudna-en"), Languages));
    private static readonly Lazy<LanguageEngine> Half = new(() => LanguageEngine.Load(Folder("hudna-en-small"), Languages));

    public static string Root { get; } = FindRoot();

    public static string Languages => Path.Combine(Root, "data", "languages");

    public static LanguageEngine Base => Whole.Value;

    public static LanguageEngine Small => Half.Value;

    public static string Folder(string model) => Path.Combine(Root, "data", "models", model);

    public static PackedModel Packed(string model)
    {
        var weights = Path.Combine(Folder(model), "weights.safetensors");
        return new PackedModel(new SafetensorsFile(weights), Labels.Read(Path.Combine(Folder(model), "labels.json")), weights);
    }

    /// <summary>The whole text as one passage of running text.</summary>
    public static Document Read(LanguageEngine engine, string text, Layers layers = Layers.ForCoding, DateOnly? reference = null) =>
        engine.Read(text, [new Passage(0, text.Length, PassageRole.Body)], reference, layers);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Hudna.slnx.");
    }
}
