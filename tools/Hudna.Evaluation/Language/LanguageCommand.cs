using System.IO.Compression;
using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Evaluation.Language;

/// <summary>What the scorers of the language engine share: options, the engine, files with or without gzip.</summary>
internal sealed class LanguageCommand
{
    private LanguageEngine? _engine;

    /// <summary>File or folder of the gold.</summary>
    public string Gold { get; private set; } = "";

    /// <summary>A folder of data/models.</summary>
    public string Model { get; private set; } = "hudna-en";

    /// <summary>The arithmetic of the encoder's products.</summary>
    public Arithmetic Arithmetic { get; private set; }

    /// <summary>One sentence in so many is held back.</summary>
    public int Hold { get; private set; } = 16;

    /// <summary>Whether each difference is printed.</summary>
    public bool Verbose { get; private set; }

    /// <summary>The engine, loaded when first asked for.</summary>
    public LanguageEngine Engine => _engine ??= LanguageEngine.Load(Path.Combine(Root, "data", "models", Model), Path.Combine(Root, "data", "languages"),
        new LanguageOptions { Arithmetic = Arithmetic });

    /// <summary>The root of the source tree.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>Reads the options and runs a scorer.</summary>
    public static int Run(string[] args, Action<LanguageCommand, TextWriter> score, TextWriter output, TextWriter error)
    {
        var command = new LanguageCommand();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--gold" when i + 1 < args.Length: command.Gold = args[++i]; break;
                case "--model" when i + 1 < args.Length: command.Model = args[++i]; break;
                case "--arithmetic" when i + 1 < args.Length && Enum.TryParse<Arithmetic>(args[i + 1], true, out var arithmetic): command.Arithmetic = arithmetic; i++; break;
                case "--hold" when i + 1 < args.Length && int.TryParse(args[i + 1], out var hold) && hold > 0: command.Hold = hold; i++; break;
                case "--verbose": command.Verbose = true; break;
                default: error.WriteLine($"'{args[i]}' is no option here, or its value is missing."); return 1;
            }
        }
        if (!File.Exists(command.Gold) && !Directory.Exists(command.Gold))
        {
            error.WriteLine($"{(command.Gold.Length == 0 ? "--gold" : command.Gold)}: there is no such file or folder.");
            return 1;
        }
        try
        {
            score(command, output);
            return 0;
        }
        catch (UserFaultException fault)
        {
            error.WriteLine(fault.Message);
            return 1;
        }
    }

    /// <summary>Reads a text as one passage of English running text.</summary>
    public Document Read(string text, Layers layers, DateOnly? reference = null) =>
        Engine.Read(text, [new Passage(0, text.Length, PassageRole.Body, "en")], reference, layers);

    /// <summary>Lines of a file, unpacked where it ends in .gz.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using Stream file = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>Per cent with one decimal.</summary>
    public static string F1(double right, double gold, double predicted) => gold + predicted == 0 ? "–" : (200 * right / (gold + predicted)).ToString("F1");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Hudna.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above this program holds Hudna.slnx.");
    }
}
