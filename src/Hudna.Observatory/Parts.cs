using Hudna.Codebook;
using Hudna.Coding;
using Hudna.Language;

namespace Hudna.Observatory;

/// <summary>Where each part of the product finds its data below the data folder.</summary>
internal static class Parts
{
    /// <summary>The folder of a theatre: a name under <c>theatres</c>, or a path.</summary>
    public static string TheatreFolder(string dataFolder, string theatre)
    {
        var known = Path.Combine(dataFolder, "theatres");
        if (theatre.AsSpan().IndexOfAny('/', '\\') < 0 && Directory.Exists(Path.Combine(known, theatre))) return Path.Combine(known, theatre);
        if (Directory.Exists(theatre)) return Path.GetFullPath(theatre);
        var names = string.Join(", ", Directory.EnumerateDirectories(known).Select(Path.GetFileName).Where(n => n != "world").Order(StringComparer.Ordinal));
        throw new UserFaultException(new Fault($"there is no theatre '{theatre}'", Mend: $"Name one of {names}, or a folder that holds a theatre"));
    }

    /// <summary>The language engine as the options ask for it.</summary>
    /// <param name="dataFolder">Where its models and data lie.</param>
    /// <param name="options">Which model, which arithmetic, with or without gate.</param>
    /// <param name="progress">Told how many words were just read.</param>
    public static LanguageEngine LoadEngine(string dataFolder, ObservatoryOptions options, Action<int>? progress = null)
    {
        var models = Path.Combine(dataFolder, "models");
        return LanguageEngine.Load(Path.Combine(models, options.Model == "small" ? "hudna-en-small" : "hudna-en"), Path.Combine(dataFolder, "languages"), new LanguageOptions
        {
            Arithmetic = options.Arithmetic == "int8" ? Arithmetic.Int8 : Arithmetic.Float32,
            Gate = options.Gate ? Path.Combine(models, "hudna-gate") : null,
            Progress = progress,
        });
    }

    /// <summary>The coder of a theatre; arguments as for its engine.</summary>
    public static Coder LoadCoder(string dataFolder, Theatre theatre, ObservatoryOptions options, Action<int>? progress = null) =>
        new(theatre, LoadEngine(dataFolder, options, progress), LoadLexicon(dataFolder));

    /// <summary>The lexicon: every file below <c>lexicon</c>, by its path there.</summary>
    /// <exception cref="UserFaultException">The folder is missing or one of its files cannot be read.</exception>
    private static Lexicon LoadLexicon(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "lexicon");
        try
        {
            return Lexicon.Read(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault(
                $"the lexicon could not be read ({e.Message.TrimEnd('.')})", folder, Mend: "Restore the folder 'data' that came with the program, or its permissions"), e);
        }
    }
}
