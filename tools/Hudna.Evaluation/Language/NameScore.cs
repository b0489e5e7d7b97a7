using System.Text.Json;
using System.Text.RegularExpressions;
using Hudna.Language;

namespace Hudna.Evaluation.Language;

/// <summary>
/// Names against gold: re3d by publisher (fourteen types, outermost entities; exact and overlapping spans), or a text file with one
/// sentence a line and its names in brackets: <c>[LOC Ankara] said …</c>.
/// </summary>
internal static partial class NameScore
{
    private readonly record struct Name(int Start, int End, string Label);

    private sealed class Tally
    {
        public int Gold, Predicted, Exact;
        public double Overlap;

        public void Add(IReadOnlyList<Name> gold, IReadOnlyList<Name> predicted)
        {
            Gold += gold.Count;
            Predicted += predicted.Count;
            Exact += gold.Intersect(predicted).Count();
            Overlap += (Met(gold, predicted) + Met(predicted, gold)) / 2.0;
        }

        private static int Met(IReadOnlyList<Name> one, IReadOnlyList<Name> many) =>
            one.Count(a => many.Any(b => a.Label == b.Label && a.Start < b.End && b.Start < a.End));

        public override string ToString() =>
            $"{Gold} gold, {Predicted} found, exact F1 {LanguageCommand.F1(Exact, Gold, Predicted)}, overlap F1 {LanguageCommand.F1(Overlap, Gold, Predicted)}";
    }

    public static void Run(LanguageCommand command, TextWriter output)
    {
        if (File.Exists(command.Gold)) Marked(command, output);
        else Re3d(command, output);
    }

    private static void Re3d(LanguageCommand command, TextWriter output)
    {
        var whole = new Tally();
        foreach (var folder in Directory.EnumerateDirectories(command.Gold).Order(StringComparer.Ordinal))
        {
            var tally = new Tally();
            var entities = LanguageCommand.Lines(Path.Combine(folder, "entities.json")).Select(l => JsonDocument.Parse(l).RootElement)
                .ToLookup(e => e.GetProperty("documentId").GetString()!);
            foreach (var line in LanguageCommand.Lines(Path.Combine(folder, "documents.json")))
            {
                var root = JsonDocument.Parse(line).RootElement;
                var text = root.GetProperty("text").GetString()!;
                var document = command.Read(text, Layers.Names);
                var gold = Outermost(document, entities[root.GetProperty("_id").GetString()!]
                    .Select(e => new Name(e.GetProperty("begin").GetInt32(), e.GetProperty("end").GetInt32(), e.GetProperty("type").GetString()!)));
                var predicted = document.NameSpans.Where(n => n.Scheme == "re3d").Select(n => new Name(n.Span.Start, n.Span.End, n.Label)).ToList();
                tally.Add(gold, predicted);
                whole.Add(gold, predicted);
            }
            output.WriteLine($"{Path.GetFileName(folder)}: {tally}");
        }
        output.WriteLine($"together: {whole}");
    }

    // Widest first, each widened to whole tokens; what lies in one already taken is left out.
    private static List<Name> Outermost(Document document, IEnumerable<Name> entities)
    {
        var taken = new List<Name>();
        foreach (var e in entities.OrderByDescending(e => e.End - e.Start))
        {
            var inside = document.Tokens.Where(t => t.Start < e.End && t.End > e.Start).ToList();
            if (inside.Count == 0) continue;
            var name = new Name(inside[0].Start, inside[^1].End, e.Label);
            if (!taken.Exists(t => t.Start < name.End && name.Start < t.End)) taken.Add(name);
        }
        return taken;
    }

    private static void Marked(LanguageCommand command, TextWriter output)
    {
        var byLabel = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        var whole = new Tally();
        foreach (var line in LanguageCommand.Lines(command.Gold).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var gold = new List<Name>();
            var text = new System.Text.StringBuilder();
            var at = 0;
            foreach (Match mark in Mark().Matches(line))
            {
                text.Append(line, at, mark.Index - at);
                gold.Add(new Name(text.Length, text.Length + mark.Groups[2].Length, mark.Groups[1].Value));
                text.Append(mark.Groups[2].Value);
                at = mark.Index + mark.Length;
            }
            text.Append(line, at, line.Length - at);
            var document = command.Read(text.ToString(), Layers.Names);
            var predicted = document.NameSpans.Where(n => n.Scheme == "names").Select(n => new Name(n.Span.Start, n.Span.End, n.Label)).ToList();
            whole.Add(gold, predicted);
            foreach (var label in gold.Concat(predicted).Select(n => n.Label).Distinct())
            {
                if (!byLabel.TryGetValue(label, out var tally)) byLabel[label] = tally = new Tally();
                tally.Add([.. gold.Where(n => n.Label == label)], [.. predicted.Where(n => n.Label == label)]);
            }
            if (!command.Verbose) continue;
            foreach (var n in gold.Except(predicted)) output.WriteLine($"missed {n.Label} {text.ToString(n.Start, n.End - n.Start)}  in  {text}");
            foreach (var n in predicted.Except(gold)) output.WriteLine($"false  {n.Label} {text.ToString(n.Start, n.End - n.Start)}  in  {text}");
        }
        foreach (var (label, tally) in byLabel) output.WriteLine($"{label}: {tally}");
        output.WriteLine($"together: {whole}");
    }

    [GeneratedRegex(@"\[(PER|LOC|ORG) ([^\]]+)\]")]
    private static partial Regex Mark();
}
