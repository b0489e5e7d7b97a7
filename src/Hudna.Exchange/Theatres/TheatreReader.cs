using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>
/// Reads a theatre: a folder of tables and shapes that says who can act, where, and under which agreements (see docs/theatres.md). The
/// files are checked while they are read; all faults are told at once, each with its file and line.
/// </summary>
public static class TheatreReader
{
    private static readonly string[] Extensions = [".csv", ".yaml", ".geojson"];

    /// <summary>Reads the theatre in a folder, and those that it falls back on, which are its sisters in the folder above.</summary>
    /// <param name="folder">The folder, which holds <c>theatre.yaml</c>.</param>
    /// <exception cref="UserFaultException">There is no such folder, or its files have faults: all that were found.</exception>
    public static Theatre Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!File.Exists(Path.Combine(folder, "theatre.yaml")))
        {
            throw new UserFaultException(Directory.Exists(folder)
                ? new Fault("the file 'theatre.yaml' is missing", folder, Mend: "A theatre is a folder that holds it: see docs/theatres.md")
                : new Fault("there is no such folder", folder, Mend: "Name the folder of a theatre, such as data/theatres/NAME"));
        }
        var faults = new FaultList();
        var files = Load(folder);
        // Agreements are the deepest files and need nothing of the rest until they are checked: they are read beside it all.
        var agreements = Task.Run(() => AgreementReader.Begin(files.Where(f => f.Name.StartsWith("agreements/",
            StringComparison.Ordinal)).Select(f => (f.Path, f.Bytes))));
        var settings = TheatreSettings.Read(files, folder, faults);
        var layers = new List<(string Folder, List<DataFile> Files)> { (folder, files) };
        foreach (var (name, line) in settings.Fallbacks)
        {
            var path = Path.Combine(folder, "..", name);
            if (Directory.Exists(path)) layers.Add((path, Load(path)));
            else faults.Add(Path.Combine(folder, "theatre.yaml"), line, $"there is no theatre '{name}' beside this one to fall back on");
        }

        // So are the boundaries, which are most of the bytes.
        var boundaries = Task.Run(() =>
            layers.SelectMany(l => l.Files).Where(f => f.Name.StartsWith("boundaries", StringComparison.Ordinal))
            .Select(f => (File: f, Found: Shapes.Boundaries(f, faults))).ToList());

        var leftOut = new LeftOut(settings.Without);
        var gazetteer = new Gazetteer(faults, leftOut);
        var register = new Register(faults, leftOut);
        var roads = new List<Road>();
        for (var i = 0; i < layers.Count; i++)
        {
            foreach (var file in layers[i].Files)
            {
                if (file.Name.StartsWith("places", StringComparison.Ordinal)) gazetteer.Read(file, i);
                else if (file.Name.StartsWith("actors", StringComparison.Ordinal)) register.ReadActors(file, i);
                else if (file.Name == "actor-words.csv") register.ReadWords(file);
                else if (file.Name == "people.csv") register.ReadPeople(file, i);
                else if (file.Name == "roads.geojson") roads.AddRange(Shapes.Roads(file, faults));
            }
        }
        foreach (var file in layers.SelectMany(l => l.Files).Where(f => f.Name == "spellings.csv")) gazetteer.ReadSpellings(file);
        leftOut.Check(Path.Combine(folder, "theatre.yaml"), faults);
        register.Check();
        var places = gazetteer.Build();
        var calendar = CalendarTable.Read(files, faults);
        var shapes = new List<Boundary>();
        foreach (var (file, found) in boundaries.GetAwaiter().GetResult())
        {
            foreach (var (boundary, line) in found)
            {
                if (!gazetteer.Has(boundary.PlaceId)) faults.Add(file.Path, line(), $"there is no place '{boundary.PlaceId}'");
                shapes.Add(boundary);
            }
        }
        var actors = register.Actors();
        var unsorted = new List<Fault>();
        var set = agreements.GetAwaiter().GetResult().Finish(new AgreementContext(actors, places, shapes, roads, []), unsorted);
        foreach (var fault in unsorted) faults.Add(fault);
        faults.ThrowIfAny();
        return new Theatre
        {
            Id = settings.Id,
            Name = settings.Name,
            NameArabic = settings.NameArabic,
            TimeZone = settings.TimeZone,
            Bounds = settings.Bounds,
            Actors = actors,
            ActorWords = register.Words(),
            People = register.People(),
            Places = places,
            Boundaries = shapes,
            Roads = roads,
            Zones = set.Zones,
            Agreements = set.Agreements,
            Calendar = calendar,
            Version = Version(layers.SelectMany(l => l.Files)),
        };
    }

    private static List<DataFile> Load(string folder)
    {
        var files = new List<DataFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!Extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal)) continue;
            try
            {
                files.Add(new DataFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), path, File.ReadAllBytes(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserFaultException(new Fault("the file cannot be read", path, Mend: "Look at its permissions"), e);
            }
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return files;
    }

    // Names and lengths go in too, so that no two sets of files share a version.
    private static string Version(IEnumerable<DataFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name));
            BinaryPrimitives.WriteInt64LittleEndian(length, file.Bytes.Length);
            hash.AppendData(length);
            hash.AppendData(file.Bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
