using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// The words that the rules of coding lean on, read from <c>data/lexicon</c>: what means stand with which types and codes, the means'
/// own words, closed classes of words, what words of probability imply, topics, and how actors are read by what they do. Immutable.
/// </summary>
public sealed class Lexicon
{
    private readonly Dictionary<string, PhraseTable<string>> _classes = new(StringComparer.Ordinal);
    private static readonly PhraseTable<string> None = new();
    private readonly Dictionary<string, double> _likelihood = new(StringComparer.Ordinal);

    private Lexicon() { }

    /// <summary>The files that <see cref="Read"/> wants.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        ["modes.csv", "means.csv", "words.csv", "probability.csv", "topics.csv", "conventions.csv", "capitals.csv", "arabic.csv", "likelihood.csv"];

    /// <summary>What stands with each mode.</summary>
    public IReadOnlyDictionary<Mode, ModeEntry> Modes { get; private set; } = new Dictionary<Mode, ModeEntry>();

    /// <summary>Words that name a means; one phrase may name several.</summary>
    public PhraseTable<Mode> Means { get; } = new();

    /// <summary>Words of probability with what they imply.</summary>
    public PhraseTable<ProbabilityEntry> Probability { get; } = new();

    /// <summary>Topics, the narrow ones first.</summary>
    public IReadOnlyList<(string Topic, PhraseTable<string> Words)> Topics { get; private set; } = [];

    /// <summary>How actors are read by what they do, in order.</summary>
    public IReadOnlyList<Convention> Conventions { get; private set; } = [];

    /// <summary>Capitals by country.</summary>
    public IReadOnlyList<Capital> Capitals { get; private set; } = [];

    /// <summary>Arabic words by class.</summary>
    public PhraseTable<ArabicWord> Arabic { get; } = new();

    /// <summary>Weights of the evidence for a claim, by its name.</summary>
    internal IReadOnlyDictionary<string, double> Likelihood => _likelihood;

    /// <summary>The least likelihood with which a claim of a kind is kept.</summary>
    internal double Keep(ClaimKind kind) => _likelihood.GetValueOrDefault($"keep {kind.ToString().ToLowerInvariant()}");

    /// <summary>A closed class of words; empty for a name that no row has.</summary>
    public PhraseTable<string> Class(string name) => _classes.GetValueOrDefault(name, None);

    /// <summary>Whether a normal token is a one-word member of a class.</summary>
    public bool Is(string name, string token) => Class(name).Match([token], 0).Length == 1;

    /// <summary>Reads the lexicon from the text of its files, by file name.</summary>
    /// <exception cref="UserFaultException">A file is missing or faulty; every fault is named with file and line.</exception>
    public static Lexicon Read(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<Fault>();
        var lexicon = new Lexicon();
        lexicon.ReadModes(LexiconTable.Read(files, "modes.csv", "mode,types,acled_event,acled_sub_event,cameo,ucdp", faults));
        foreach (var row in LexiconTable.Read(files, "means.csv", "words,mode", faults).Rows)
            if (row.TryRead(row[1], out Mode mode)) foreach (var words in row.List(0)) lexicon.Means.Add(words, mode);
        foreach (var row in LexiconTable.Read(files, "words.csv", "class,words", faults).Rows)
        {
            if (!lexicon._classes.TryGetValue(row[0], out var table)) lexicon._classes[row[0]] = table = new();
            foreach (var words in row.List(1)) table.Add(words, words);
        }
        foreach (var row in LexiconTable.Read(files, "probability.csv", "words,p,low,high,source", faults).Rows)
        {
            var entry = new ProbabilityEntry(row.List(0), row.Number(1), row.Number(2), row.Number(3), row[4]);
            if (entry.Low > entry.P || entry.P > entry.High) row.Fault("p does not lie between low and high");
            foreach (var words in entry.Words) lexicon.Probability.Add(words, entry);
        }
        var topics = new List<(string, PhraseTable<string>)>();
        foreach (var row in LexiconTable.Read(files, "topics.csv", "topic,words", faults).Rows)
        {
            var table = new PhraseTable<string>();
            foreach (var words in row.List(1)) table.Add(words, words);
            topics.Add((row[0], table));
        }
        lexicon.Topics = topics;
        lexicon.Conventions = [.. LexiconTable.Read(files, "conventions.csv", "of,types,modes,becomes", faults).Rows.Select(ReadConvention)];
        lexicon.Capitals = [.. LexiconTable.Read(files, "capitals.csv", "country,adjective,capital,from,to", faults).Rows.Select(ReadCapital)];
        foreach (var row in LexiconTable.Read(files, "arabic.csv", "class,value,words", faults).Rows)
            foreach (var words in row.List(2)) lexicon.Arabic.Add(words, new ArabicWord(row[0], row[1]));
        foreach (var row in LexiconTable.Read(files, "likelihood.csv", "evidence,weight", faults).Rows) lexicon._likelihood[row[0]] = row.Number(1, -20, 20);
        if (faults.Count > 0) throw new UserFaultException(faults);
        return lexicon;
    }

    private void ReadModes(LexiconTable table)
    {
        var modes = new Dictionary<Mode, ModeEntry>();
        foreach (var row in table.Rows)
        {
            if (!row.TryRead(row[0], out Mode mode)) continue;
            var types = new List<EventType>();
            foreach (var word in row.List(1)) if (row.TryRead(word, out EventType type)) types.Add(type);
            if (types.Count == 0) row.Fault($"mode {row[0]} stands with no type");
            if (!modes.TryAdd(mode, new ModeEntry(types, Blank(row[2]), Blank(row[3]), Blank(row[4]), row.List(5)))) row.Fault($"mode {row[0]} stands twice");
        }
        Modes = modes;
    }

    private static Convention ReadConvention(LexiconTable.Row row)
    {
        var types = new List<EventType>();
        foreach (var word in row.List(1)) if (row.TryRead(word, out EventType type)) types.Add(type);
        var modes = new List<Mode>();
        foreach (var word in row.List(2)) if (row.TryRead(word, out Mode mode)) modes.Add(mode);
        return new Convention(row[0], types, modes, row[3]);
    }

    private static Capital ReadCapital(LexiconTable.Row row)
    {
        DateOnly? Day(int column)
        {
            if (row[column].Length == 0) return null;
            if (Edtf.TryRead(row[column])?.Start is { } day) return day;
            row.Fault($"'{row[column]}' is no day");
            return null;
        }
        return new Capital(row[0], row[1], row[2], Day(3), Day(4));
    }

    private static string? Blank(string cell) => cell.Length == 0 ? null : cell;
}

/// <summary>What stands with a mode.</summary>
/// <param name="Types">The event types that it may stand with.</param>
/// <param name="AcledEvent">ACLED's event type; null where there is no counterpart.</param>
/// <param name="AcledSubEvent">ACLED's sub-event type.</param>
/// <param name="Cameo">The nearest CAMEO code.</param>
/// <param name="Ucdp">UCDP's types of violence that it may be; empty for acts that UCDP does not code.</param>
public sealed record ModeEntry(
    IReadOnlyList<EventType> Types, string? AcledEvent, string? AcledSubEvent, string? Cameo, IReadOnlyList<string> Ucdp);

/// <summary>What words of probability imply.</summary>
/// <param name="Words">The words.</param>
/// <param name="P">The probability that readers commonly take them for, 0 to 1.</param>
/// <param name="Low">Where the middle half of readers begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Source">The survey, or <c>own</c>.</param>
public sealed record ProbabilityEntry(IReadOnlyList<string> Words, double P, double Low, double High, string Source);

/// <summary>How an actor is read by what it does.</summary>
/// <param name="Of">Id pattern; <c>*</c> is the root.</param>
/// <param name="Types">Types that it holds for.</param>
/// <param name="Modes">Modes that all of the claim's must be among; empty: any.</param>
/// <param name="Becomes">The id that it becomes; <c>*</c> is the same root.</param>
public sealed record Convention(string Of, IReadOnlyList<EventType> Types, IReadOnlyList<Mode> Modes, string Becomes);

/// <summary>A country's capital.</summary>
/// <param name="Country">The country.</param>
/// <param name="Adjective">Its adjective, lower case.</param>
/// <param name="City">The capital's name.</param>
/// <param name="From">First day of that name; null where not limited.</param>
/// <param name="To">Last day of that name; null where not limited.</param>
public sealed record Capital(string Country, string Adjective, string City, DateOnly? From, DateOnly? To);

/// <summary>An Arabic word's class and what it stands for.</summary>
/// <param name="Class">The class (<c>attack</c>, <c>mode</c>, <c>killed</c> …).</param>
/// <param name="Value">What it stands for.</param>
public sealed record ArabicWord(string Class, string Value);
