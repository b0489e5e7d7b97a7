using System.Text;
using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Exchange.Tests.Theatres;

/// <summary>A small invented theatre reads as written; broken copies of it are refused with every fault at its file and line.</summary>
public class TheatreReaderTests
{
    private static string Mini => Data.Case("theatres", "mini");

    [Fact]
    public void A_theatre_is_a_folder_of_data()
    {
        var mini = TheatreReader.Read(Mini);
        Assert.Equal(("mini", "Lake Orrin", "بحيرة أورين", "Europe/Chisinau"), (mini.Id, mini.Name, mini.NameArabic, mini.TimeZone));
        Assert.Equal(new Bounds(20, 50, 21, 51), mini.Bounds);
        Assert.Equal(["mini:mill-hill", "mini:shore", "mini:orrin", "mini:velm", "mini:lake-orrin"], mini.Places.Select(p => p.Id));
        var orrin = mini.Places.Single(p => p.Id == "mini:orrin");
        Assert.Equal([new OtherName("Orryn", "en"), new OtherName("Orin", "tr")], orrin.OtherNames);
        Assert.Equal((PlaceKind.Town, 50.4, 20.4, 1500, 12000), (orrin.Kind, orrin.Lat, orrin.Lon, orrin.RadiusMetres, orrin.Population));
        Assert.Equal(["mini:shore"], orrin.Within);
        var velm = mini.Places.Single(p => p.Id == "mini:velm");
        Assert.Equal("Velmo", velm.Name);
        Assert.Equal([new OtherName("Velm", "en"), new OtherName("Welm", "en"), new OtherName("Велм", "ru")], velm.OtherNames);
        Assert.Contains(new OtherName("Orrin, the lake", "en"), mini.Places.Single(p => p.Id == "mini:lake-orrin").OtherNames);
        Assert.Equal(["aldmark", "aldmark/army", "brennia", "brennia/army", "fishers"], mini.Actors.Select(a => a.Id));
        Assert.Equal("ALD", mini.Actors[0].Codes["cameo"]);
        Assert.Equal(["guns"], mini.Actors[1].Described);
        Assert.Equal(["gunners", "batteries", "shelling"], mini.ActorWords.Single().Words.Select(w => w.Text));
        Assert.Equal(new DateOnly(2001, 3, 1), mini.People.Single().InOffice!.Start);
        Assert.Equal(["aldmark", "brennia"], mini.Calendar.Single().Participants);
        Assert.Equal(new Position(50.5, 20.5), mini.Roads.Single().Line[1]);
        Assert.Equal([2, 1], mini.Boundaries[0].Polygons.Select(p => p.Count));
        Assert.Equal(new Position(50.2, 20.6), mini.Boundaries[0].Polygons[0][1][1]);
        Assert.Single(mini.Boundaries[1].Polygons);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Every_fault_is_told_with_file_and_line(string title)
    {
        var broken = Cases.Value[title];
        var folder = Copy();
        try
        {
            foreach (var edit in broken.Edits) edit(folder);
            var faults = Assert.Throws<UserFaultException>(() => TheatreReader.Read(folder)).Faults;
            var told = faults.Select(f => $"{Path.GetFileName(f.Where)}:{f.Line}: {f.What}").ToList();
            Assert.True(told.Count == broken.Faults.Count && told.Zip(broken.Faults).All(p => p.First.StartsWith(p.Second, StringComparison.Ordinal)),
                $"told:\n{string.Join('\n', told)}\nexpected:\n{string.Join('\n', broken.Faults)}");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, true);
        }
    }

    [Fact]
    public void A_missing_folder_or_main_file_is_told_plainly()
    {
        var missing = Assert.Throws<UserFaultException>(() => TheatreReader.Read("/no/such/folder"));
        Assert.Equal("/no/such/folder: there is no such folder. Name the folder of a theatre, such as data/theatres/NAME.", missing.Message);
        var empty = Assert.Throws<UserFaultException>(() => TheatreReader.Read(Data.Case("theatres")));
        Assert.Contains("the file 'theatre.yaml' is missing", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_follows_the_files_and_nothing_else()
    {
        var folder = Copy();
        try
        {
            var before = TheatreReader.Read(folder).Version;
            Assert.Equal(before, TheatreReader.Read(Mini).Version);
            File.WriteAllText(Path.Combine(folder, "README.md"), "Read me.");
            Assert.Equal(before, TheatreReader.Read(folder).Version);
            File.AppendAllText(Path.Combine(folder, "people.csv"), "Otto Kern,,brennia,King,\n");
            Assert.NotEqual(before, TheatreReader.Read(folder).Version);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, true);
        }
    }

    [Fact]
    public void Line_ends_and_byte_order_marks_do_not_matter()
    {
        var folder = Copy();
        try
        {
            foreach (var file in Directory.GetFiles(folder))
                File.WriteAllText(file, File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true));
            Assert.Equal(TheatreReader.Read(Mini).Places.Select(p => p.Name), TheatreReader.Read(folder).Places.Select(p => p.Name));
            File.WriteAllBytes(Path.Combine(folder, "people.csv"), [.. "name,actor,role\nIda,aldmark,x\n"u8, 0xC3, 0x28, (byte)'\n']);
            var fault = Assert.Throws<UserFaultException>(() => TheatreReader.Read(folder)).Faults.Single();
            Assert.Equal(("this is not UTF-8 text", 3), (fault.What, fault.Line!.Value));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, true);
        }
    }

    public static TheoryData<string> Broken => [.. Cases.Value.Keys];

    private sealed record BrokenCase(List<Action<string>> Edits, List<string> Faults);

    private static readonly Lazy<Dictionary<string, BrokenCase>> Cases = new(() =>
    {
        var cases = new Dictionary<string, BrokenCase>();
        BrokenCase? now = null;
        string[]? finder = null;
        List<string>? lines = null;
        foreach (var line in File.ReadAllLines(Data.Case("theatres", "broken.txt")).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var rest = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            switch (line.Split(' ')[0])
            {
                case "case":
                    cases.Add(rest, now = new BrokenCase([], []));
                    break;
                case "edit" or "add":
                    var (found, with) = (new string[1], new List<string>());
                    (finder, lines) = (found, with);
                    var add = line.StartsWith("add", StringComparison.Ordinal);
                    now!.Edits.Add(folder => Apply(Path.Combine(folder, rest), add ? null : found[0], with));
                    break;
                case "-":
                    finder![0] = rest;
                    break;
                case "+":
                    lines!.Add(rest);
                    break;
                case "fault":
                    now!.Faults.Add(rest);
                    break;
                default:
                    throw new InvalidDataException(line);
            }
        }
        return cases;
    });

    private static void Apply(string path, string? find, List<string> with)
    {
        var lines = File.ReadAllLines(path).ToList();
        if (find is null)
        {
            lines.AddRange(with);
        }
        else
        {
            var at = lines.FindIndex(l => l.StartsWith(find, StringComparison.Ordinal));
            Assert.True(at >= 0, $"no line begins with '{find}'");
            lines.RemoveAt(at);
            lines.InsertRange(at, with);
        }
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    // The folder's name must stay the theatre's id.
    private static string Copy()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("hudna-").FullName, "mini");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Mini)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }
}
