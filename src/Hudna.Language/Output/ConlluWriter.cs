using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Language.Output;

/// <summary>
/// Writes a document as CoNLL-U: one word a line with tags and tree where they were read; place in the text, names, times, quantities and triggers in the
/// last column, frames as comments before their sentence.
/// </summary>
public static class ConlluWriter
{
    /// <summary>Writes all sentences; each ends with an empty line.</summary>
    public static void Write(Document document, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        var notes = Notes(document);
        var frame = 0;
        var paragraph = -1;
        for (var s = 0; s < document.Sentences.Count; s++)
        {
            var sentence = document.Sentences[s];
            if (sentence.Paragraph != paragraph) output.Write("# newpar\n");
            paragraph = sentence.Paragraph;
            output.Write($"# sent_id = {s + 1}\n# text = {OneLine(document[sentence.Span])}\n");
            if (sentence.Language != "en") output.Write($"# lang = {sentence.Language}\n");
            for (; frame < document.Frames.Count && document.Frames[frame].Sentence == s; frame++)
                output.Write($"# frame = {Text(document, document.Frames[frame], sentence)}\n");
            WriteTokens(document, s, sentence, notes, output);
            output.Write('\n');
        }
    }

    private static void WriteTokens(Document document, int index, Sentence sentence, Dictionary<int, List<string>> notes, TextWriter output)
    {
        var tree = index < document.Trees.Count && document.Trees[index].Heads.Count == sentence.TokenCount ? document.Trees[index] : null;
        var words = UdWords.Of(document, sentence);
        var wordOf = new int[sentence.TokenCount];
        for (var w = 0; w < words.Count; w++)
            for (var t = words[w].First; t <= words[w].Last; t++) wordOf[t] = w + 1;
        for (var w = 0; w < words.Count; w++)
        {
            var (word, first) = (words[w], sentence.FirstToken + words[w].First);
            var span = new TextSpan(document.Tokens[first].Start, document.Tokens[sentence.FirstToken + word.Last].End);
            var anchor = tree is null ? word.First : UdWords.Anchor(word, tree);
            var head = tree is null ? "_" : tree.Heads[anchor] == 0 ? "0" : wordOf[tree.Heads[anchor] - 1].ToString(CultureInfo.InvariantCulture);
            var misc = new List<string>();
            if (word.Last + 1 < sentence.TokenCount && document.Tokens[sentence.FirstToken + word.Last + 1].Start == span.End) misc.Add("SpaceAfter=No");
            misc.Add(string.Create(CultureInfo.InvariantCulture, $"TokenRange={span.Start}:{span.End}"));
            for (var t = first; t <= sentence.FirstToken + word.Last; t++)
                if (notes.TryGetValue(t, out var list)) misc.AddRange(list.Except(misc));
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"{w + 1}\t{OneLine(document[span])}\t_\t{(tree is null ? "_" : word.Upos ?? tree.Upos[anchor])}\t{(tree is null ? "_" : word.Xpos ?? tree.Xpos[anchor])}"));
            output.Write($"\t_\t{head}\t{tree?.Relations[anchor] ?? "_"}\t_\t{string.Join('|', misc)}\n");
        }
    }

    // What stands over tokens: BIO names by scheme, values of times, ranges of quantities, triggers.
    private static Dictionary<int, List<string>> Notes(Document document)
    {
        var notes = new Dictionary<int, List<string>>();
        foreach (var name in document.NameSpans) Add(name.Span, (name.Scheme == "names" ? "Name" : "Entity") + "={0}-" + name.Label);
        foreach (var time in document.Times) Add(time.Span, "Time={0}-" + (time.Value?.Text ?? time.Duration ?? "?"));
        foreach (var q in document.Quantities) Add(q.Span, $"Quantity={{0}}-{(q.Approximate ? "~" : "")}{q.Min},{q.Best},{q.Max}");
        foreach (var frame in document.Frames) Note(frame.Trigger, "Trigger=" + (frame.Type?.Text() ?? "NONE"));
        return notes;

        void Add(TextSpan span, string format)
        {
            var first = true;
            for (var t = FirstToken(document, span); t < document.Tokens.Count && document.Tokens[t].Start < span.End; t++, first = false)
                Note(t, format.Replace("{0}", first ? "B" : "I", StringComparison.Ordinal));
        }

        void Note(int token, string text)
        {
            if (!notes.TryGetValue(token, out var list)) notes[token] = list = [];
            list.Add(text);
        }
    }

    /// <summary>The first token that ends behind the start of a span.</summary>
    internal static int FirstToken(Document document, TextSpan span)
    {
        var (low, high) = (0, document.Tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (document.Tokens[middle].End <= span.Start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static string Text(Document document, Frame frame, Sentence sentence)
    {
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{frame.Trigger - sentence.FirstToken + 1} {OneLine(document[document.Tokens[frame.Trigger]])}"),
            $"{frame.Kind.Text()} {frame.Type?.Text() ?? "NONE"}{(frame.Modes.Count > 0 ? "/" + string.Join('+', frame.Modes.Select(m => m.Text())) : "")}",
            frame.Modality.Text() + (frame.Negated ? " negated" : ""),
            string.Create(CultureInfo.InvariantCulture, $"p={frame.Probability:F3}"),
        };
        parts.AddRange(frame.Roles.Select(r => $"{r.Role.Text()}={OneLine(document[r.Span])}"));
        return string.Join(" | ", parts);
    }

    private static string OneLine(ReadOnlySpan<char> text)
    {
        var line = text.ToString().ToCharArray();
        for (var i = 0; i < line.Length; i++)
            if (char.IsControl(line[i]) || line[i] is '\u2028' or '\u2029') line[i] = ' ';
        return new string(line);
    }
}
