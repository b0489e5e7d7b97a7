using System.Text.Json;
using Hudna.Language;

namespace Hudna.Evaluation;

/// <summary>
/// Marks that were given by models which had not learnt from the report they mark, one sentence a line (<c>report</c>, <c>sentence</c>, <c>marks</c>: log-odds by word):
/// what is learnt from them holds for reports that the shipped model has not seen either.
/// </summary>
internal sealed class HeldMarks
{
    private readonly Dictionary<(string Report, int Sentence), float[]> _marks = [];

    /// <summary>Reads a file of <c>tools/training/marks.py</c>.</summary>
    /// <exception cref="FormatException">It is not as it should be.</exception>
    public static HeldMarks Read(string file)
    {
        var held = new HeldMarks();
        foreach (var line in JsonLines.Read(file))
        {
            if (line.Raw("report") is not { } report || line.Get("sentence")?.TryGetInt32(out var sentence) != true || line.Get("marks") is not { ValueKind: JsonValueKind.Array } words)
                throw new FormatException($"{file}: a line lacks its report, sentence or marks. Make the file with tools/training/marks.py.");
            held._marks[(report, sentence)] = [.. words.EnumerateArray().SelectMany(w => w.EnumerateArray()).Select(v => v.GetSingle())];
        }
        return held;
    }

    /// <summary>The document with these marks in place of the model's own; as it was where there are none of its report.</summary>
    public Document In(Document document, string report)
    {
        if (document.Marks is not { } own) return document;
        var found = Enumerable.Range(0, document.Sentences.Count).Select(s => _marks.GetValueOrDefault((report, s))).ToList();
        // Another report of the same number has other sentences.
        if (found.TrueForAll(f => f is null) || found.Zip(document.Sentences).Any(x => x.First is { } f && f.Length != x.Second.TokenCount * own.Labels.Count)) return document;
        return document with { Marks = new ClaimMarks(own.Labels, found) };
    }
}
