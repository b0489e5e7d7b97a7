namespace Hudna.Coding.Tests;

public class PlaceKeyTests
{
    public static TheoryData<string> Lines()
    {
        var data = new TheoryData<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cases", "spellings.txt")))
            if (line.Length > 0 && line[0] != '#') data.Add(line);
        return data;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Spellings_of_one_place_share_a_key(string line)
    {
        var keys = line.Split('|').Select(s => (s, PlaceKeys.Skeleton(s))).ToList();
        Assert.All(keys, k => Assert.Equal(keys[0].Item2, k.Item2));
    }
}
