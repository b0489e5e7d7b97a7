using Hudna.Codebook;
using Hudna.Exchange.Theatres;
using Xunit.Abstractions;

namespace Hudna.Coding.Tests;

/// <summary>
/// Spellings of places as reports write them against the entries meant (<c>cases/place-spellings.csv</c>), with the area that a
/// sentence would name as the only help. The share found must not fall; wrong ones weigh more than missing ones.
/// </summary>
public class PlaceSpellingTests(ITestOutputHelper output)
{
    [Fact]
    public void Spellings_of_the_press_find_their_place()
    {
        var index = new PlaceIndex(TheatreReader.Read(Path.Combine(Data.Root, "data", "theatres", "idlib")));
        var chooser = new PlaceChooser(index);
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var line in File.ReadLines(Path.Combine(Data.Root, "tests", "Hudna.Coding.Tests", "cases", "place-spellings.csv")))
        {
            if (line.StartsWith('#') || line.StartsWith("spelling,", StringComparison.Ordinal)) continue;
            var row = line.Split(',');
            var within = index.ById(row[2]) is { } area ? new List<Place> { area } : [];
            var (found, weighed) = chooser.Choose(Normal.Tokens(row[0]), new PlaceHints([], within), []);
            var id = found?.Id ?? "-";
            if (id == row[1]) right++;
            else if (id == "-") missed++;
            else wrong++;
            if (id != row[1])
                output.WriteLine($"{row[0]}: {id} {found?.Name}, not {row[1]}; weighed {string.Join(", ", weighed.Select(w => $"{w.Place.Id} {w.Place.Name} {w.Score:0.00}"))}");
        }
        output.WriteLine($"{right} right, {wrong} wrong, {missed} missed");
        Assert.True(right >= 275 && wrong <= 2, $"{right} right, {wrong} wrong, {missed} missed");
    }
}
