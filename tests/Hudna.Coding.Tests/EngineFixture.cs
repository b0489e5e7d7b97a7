using System.Text;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;
using Hudna.Language;

namespace Hudna.Coding.Tests;

/// <summary>Tests that share one loaded engine.</summary>
[CollectionDefinition("engine")]
public sealed class EngineTests : ICollectionFixture<EngineFixture>;

/// <summary>The coder as the product runs it, loaded once for all tests that want it.</summary>
public sealed class EngineFixture
{
    public Coder Coder { get; } = new(
        TheatreReader.Read(Path.Combine(Data.Root, "data", "theatres", "idlib")),
        LanguageEngine.Load(Path.Combine(Data.Root, "data", "models", "hudna-en"), Path.Combine(Data.Root, "data", "languages")),
        Data.Lexicon);

    /// <summary>A report whose lines are its own text.</summary>
    public static Report Report(string text, DateOnly? published = null, string? publisher = "Valley Gazette", string? title = null) => new()
    {
        Id = Codebook.Report.IdOf(text),
        Source = "case.txt",
        Publisher = publisher,
        Published = published,
        PublishedBasis = published is null ? PublishedBasis.Unknown : PublishedBasis.Given,
        Title = title,
        Text = text,
        Passages = Lines(text),
        Original = Encoding.UTF8.GetBytes(text),
    };

    private static List<Passage> Lines(string text)
    {
        var passages = new List<Passage>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            if (end > at) passages.Add(new Passage(at, end, PassageRole.Body));
            at = end + 1;
        }
        return passages;
    }
}
