using Hudna.Codebook;
using Hudna.Language.Quantities;
using Hudna.Language.Text;
using Hudna.Language.Times;

namespace Hudna.Language.Data;

/// <summary>The rules of all languages that a folder holds: one folder each, named by its code.</summary>
internal sealed class LanguageData
{
    private LanguageData() { }

    /// <summary>Temporal patterns by language.</summary>
    public required IReadOnlyDictionary<string, TimeRules> Times { get; init; }

    /// <summary>Grammars of quantities by language.</summary>
    public required IReadOnlyDictionary<string, QuantityRules> Quantities { get; init; }

    /// <summary>All words that the rules of a language know.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> Vocabulary { get; init; }

    /// <summary>Where Arabic sentences are cut; null without Arabic data.</summary>
    public required ArabicSentences? Arabic { get; init; }

    /// <summary>Reads every folder that has a <c>times.txt</c>.</summary>
    /// <exception cref="UserFaultException">The folder or English is missing, or a file is not as it should be.</exception>
    public static LanguageData Read(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "en")))
            throw new UserFaultException(new Fault("there is no language data", folder, null, "The languages stand in data/languages, English in its folder en"));
        var times = new Dictionary<string, TimeRules>(StringComparer.Ordinal);
        var quantities = new Dictionary<string, QuantityRules>(StringComparer.Ordinal);
        var words = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(path, "times.txt"))) continue;
            var (code, numbers) = (Path.GetFileName(path), NumberWords.Read(path));
            times[code] = TimeRules.Read(path, numbers);
            quantities[code] = new QuantityRules(numbers);
            // Only a language whose words carry others on their front asks what the rules know.
            if (code == "ar") words[code] = new HashSet<string>([.. times[code].Vocabulary, .. quantities[code].Vocabulary, .. numbers.Vocabulary], StringComparer.Ordinal);
        }
        return new LanguageData { Times = times, Quantities = quantities, Vocabulary = words, Arabic = ArabicSentences.Read(Path.Combine(folder, "ar")) };
    }
}
