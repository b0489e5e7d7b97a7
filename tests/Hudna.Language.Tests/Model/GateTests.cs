using Hudna.Codebook;

namespace Hudna.Language.Tests.Model;

/// <summary>The gate lets sentences pass by unread, and only where it is asked for.</summary>
public class GateTests
{
    private const string Text = "Warplanes struck the outskirts of the town on Thursday, killing four civilians. Stir the sauce and add a little salt.";

    private static readonly LanguageEngine Gated = LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages,
        new LanguageOptions { Gate = Models.Folder("hudna-gate") });

    [Fact]
    public void What_is_to_be_coded_is_read_as_without_it()
    {
        var open = Models.Read(Models.Small, Text);
        var gated = Models.Read(Gated, Text);
        Assert.Equal(open.Sentences, gated.Sentences);
        Assert.Equal(open.Frames.Where(f => f.Sentence == 0).Select(f => (f.Trigger, f.Type, f.Probability)), gated.Frames.Select(f => (f.Trigger, f.Type, f.Probability)));
    }

    [Fact]
    public void What_holds_nothing_is_not_read()
    {
        const string text = "Stir the sauce and add a little salt.";
        Assert.Empty(Models.Read(Gated, text, Layers.Trees).Trees[0].Heads);
        Assert.NotEmpty(Models.Read(Models.Small, text, Layers.Trees).Trees[0].Heads);
    }

    [Fact]
    public void A_folder_without_a_gate_is_a_fault() => Assert.Throws<UserFaultException>(() =>
        LanguageEngine.Load(Models.Folder("hudna-en-small"), Models.Languages, new LanguageOptions { Gate = Models.Folder("hudna-en-small") }));
}
