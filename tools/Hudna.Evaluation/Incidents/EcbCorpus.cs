using System.Formats.Tar;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Hudna.Evaluation.Incidents;

/// <summary>A mention of an action in a sentence.</summary>
/// <param name="Id">Document and number.</param>
/// <param name="Document">The document's name, <c>3_1ecbplus</c>.</param>
/// <param name="Topic">The topic's number, kept for the split alone.</param>
/// <param name="Words">Its words.</param>
/// <param name="Sentence">The words of its sentence without its own.</param>
/// <param name="Near">Those of them that stand within six words of it.</param>
/// <param name="Gold">The occurrence that it names.</param>
internal sealed record EcbMention(
    string Id, string Document, string Topic, IReadOnlyList<string> Words, IReadOnlyList<string> Sentence, IReadOnlyList<string> Near, string Gold);

/// <summary>
/// ECB+ (Cybulska and Vossen 2014): news with marked mentions of actions, each linked to the occurrence that it names. Only mentions in the
/// sentences that its makers list as reliable are taken, as is usual.
/// </summary>
/// <param name="Documents">The words of each document by its name, without the line of its address.</param>
/// <param name="Mentions">The mentions, by document.</param>
internal sealed record EcbCorpus(SortedDictionary<string, IReadOnlyList<string>> Documents, IReadOnlyList<EcbMention> Mentions)
{
    /// <summary>Reads a folder with the list of sentences (<c>*.csv</c>) and either a packed corpus (<c>*.tar.gz</c>) or its folders of XML.</summary>
    /// <exception cref="FormatException">Something is missing or broken.</exception>
    public static EcbCorpus Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new FormatException($"{folder}: there is no such folder.");
        var list = Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new FormatException($"{folder}: the list of reliable sentences (*.csv) is not in it.");
        var reliable = File.ReadLines(list).Skip(1).Select(l => l.Trim().Split(',')).Where(c => c.Length == 3)
            .Select(c => ($"{c[0]}_{c[1]}", c[2])).ToHashSet();
        var documents = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var mentions = new List<EcbMention>();
        foreach (var (name, xml) in Files(folder).OrderBy(f => f.Name, StringComparer.Ordinal)) ReadDocument(name, xml, reliable, documents, mentions);
        if (mentions.Count == 0) throw new FormatException($"{folder}: there are no mentions in reliable sentences in it.");
        return new(documents, mentions);
    }

    private static IEnumerable<(string Name, XElement Xml)> Files(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories))
            yield return (Path.GetFileNameWithoutExtension(file), Load(File.OpenRead(file), file));
        foreach (var packed in Directory.EnumerateFiles(folder, "*.tar.gz"))
        {
            using var tar = new TarReader(new GZipStream(File.OpenRead(packed), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
                if (entry.Name.EndsWith(".xml", StringComparison.Ordinal) && entry.DataStream is { } data)
                    yield return (Path.GetFileNameWithoutExtension(entry.Name), Load(data, entry.Name));
        }
    }

    private static XElement Load(Stream stream, string file)
    {
        try
        {
            using (stream) return XElement.Load(stream);
        }
        catch (XmlException e)
        {
            throw new FormatException($"{file}: it is no XML ({e.Message}).", e);
        }
    }

    private static void ReadDocument(
        string name, XElement xml, HashSet<(string, string)> reliable, SortedDictionary<string, IReadOnlyList<string>> documents, List<EcbMention> mentions)
    {
        var tokens = xml.Elements("token").Select((t, i) => (Id: (string)t.Attribute("t_id")!, Sentence: (string)t.Attribute("sentence")!, Word: t.Value, At: i)).ToArray();
        var byId = tokens.ToDictionary(t => t.Id);
        // The added documents begin with the address of the page.
        documents.Add(name, [.. tokens.Where(t => t.Sentence != "0" || !name.EndsWith("plus", StringComparison.Ordinal)).Select(t => t.Word)]);
        var occurrences = new Dictionary<string, string>();
        foreach (var relation in xml.Element("Relations")?.Elements() ?? [])
        {
            var occurrence = relation.Name.LocalName == "CROSS_DOC_COREF" ? (string)relation.Attribute("note")! : $"{name}/{(string?)relation.Attribute("r_id")}";
            foreach (var source in relation.Elements("source")) occurrences[(string)source.Attribute("m_id")!] = occurrence;
        }
        foreach (var mark in xml.Element("Markables")?.Elements() ?? [])
        {
            var kind = mark.Name.LocalName;
            if (!kind.StartsWith("ACTION", StringComparison.Ordinal) && !kind.StartsWith("NEG", StringComparison.Ordinal)) continue;
            var own = mark.Elements("token_anchor").Select(a => byId[(string)a.Attribute("t_id")!]).ToArray();
            if (own.Length == 0 || !reliable.Contains((name, own[0].Sentence))) continue;
            var number = (string)mark.Attribute("m_id")!;
            var others = tokens.Where(t => t.Sentence == own[0].Sentence && !own.Contains(t)).ToArray();
            mentions.Add(new(
                $"{name}:{number}", name, name.Split('_')[0], [.. own.Select(t => t.Word)], [.. others.Select(t => t.Word)],
                [.. others.Where(t => Math.Abs(t.At - own[0].At) <= 6).Select(t => t.Word)], occurrences.GetValueOrDefault(number) ?? $"{name}/alone/{number}"));
        }
    }
}
