using Hudna.Codebook;

namespace Hudna.Coding.Tests;

public class LexiconTests
{
    [Fact]
    public void Every_mode_of_the_codebook_has_its_types_and_codes()
    {
        Assert.Equal(Enum.GetValues<Mode>().Length, Data.Lexicon.Modes.Count);
        Assert.Contains(EventType.Assault, Data.Lexicon.Modes[Mode.Airstrike].Types);
        Assert.Equal("195", Data.Lexicon.Modes[Mode.Airstrike].Cameo);
    }

    [Fact]
    public void Faults_name_file_and_line_all_at_once()
    {
        var files = Data.Files();
        files["modes.csv"] = "mode,types,acled_event,acled_sub_event,cameo,ucdp\nairstrike,ASSAULT,,,195,\nairstryke,ASSAULT,,,1,\nmine,ASALT,,,1,\n";
        files["probability.csv"] = "words,p,low,high,source\nmay,0.4,0.5,0.6,own\nwill,often,0,1,own\n";
        files.Remove("topics.csv");
        var faults = Assert.Throws<UserFaultException>(() => Lexicon.Read(files)).Faults;
        Assert.Contains(faults, f => f is { Where: "modes.csv", Line: 3 });
        Assert.Contains(faults, f => f is { Where: "modes.csv", Line: 4 });
        Assert.Contains(faults, f => f is { Where: "probability.csv", Line: 2 });
        Assert.Contains(faults, f => f is { Where: "probability.csv", Line: 3 });
        Assert.Contains(faults, f => f.Where == "topics.csv");
    }
}
