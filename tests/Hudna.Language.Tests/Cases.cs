namespace Hudna.Language.Tests;

/// <summary>Rows of a case file: '#' opens a comment, columns stand between bars.</summary>
internal static class Cases
{
    public static TheoryData<string, string[]> Of(string file)
    {
        var data = new TheoryData<string, string[]>();
        foreach (var line in File.ReadLines(Path.Combine(Models.Root, "tests", "Hudna.Language.Tests", "cases", file)))
            if (line.Length > 0 && line[0] != '#') data.Add(file, [.. line.Split(" | ").Select(c => c.Trim())]);
        return data;
    }

    /// <summary>A document of one body passage with sentences, tokens and what rules read, without a model.</summary>
    public static Document Read(string text, DateOnly? reference = null, string language = "en") =>
        Models.Base.Read(text, [new(0, text.Length, Codebook.PassageRole.Body, language)], reference, Layers.Times | Layers.Quantities | Layers.Quotations);
}
