using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hudna.Codebook;
using Hudna.Language;
using Hudna.Language.Model;

namespace Hudna.Benchmarks;

/// <summary>The gate: how fast it is, and what it lets pass by of sentences that the base model has read.</summary>
internal static class Gating
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds to each line of JSON with a <c>text</c> how many frames the base model finds in it.</summary>
    public static void Label(BenchmarkOptions options, string file)
    {
        var engine = LanguageEngine.Load(options.Model("hudna-en"), options.Languages, new LanguageOptions { Arithmetic = options.Arithmetic });
        foreach (var chunk in File.ReadLines(file).Chunk(500))
        {
            var records = chunk.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
            var text = new System.Text.StringBuilder();
            var passages = new List<Passage>();
            foreach (var sentence in records.Select(r => (string)r["text"]!))
            {
                passages.Add(new Passage(text.Length, text.Length + sentence.Length, PassageRole.Body, "en"));
                text.Append(sentence).Append('\n');
            }
            var document = engine.Read(text.ToString(), passages, null, Layers.Frames);
            var at = 0;
            var counts = new int[records.Count];
            foreach (var frame in document.Frames)
            {
                while (passages[at].End <= document.Sentences[frame.Sentence].Span.Start) at++;
                counts[at]++;
            }
            for (var i = 0; i < records.Count; i++)
            {
                records[i]["frames"] = counts[i];
                Console.WriteLine(records[i].ToJsonString(s_json));
            }
        }
    }

    /// <summary>Speed, and shares by source over such a file; what was trained on is left out.</summary>
    public static void Measure(BenchmarkOptions options, string file)
    {
        var gate = Gate.Read(options.Model("hudna-gate"));
        var engine = LanguageEngine.Load(options.Model("hudna-en-small"), options.Languages, new LanguageOptions { Threads = 1 });
        var records = File.ReadLines(file).Select(line => JsonNode.Parse(line)!).Where(r => (bool)r["held"]!)
            .Select(r => (Source: (string)r["source"]!, Document: One(engine, (string)r["text"]!), Frames: (int)r["frames"]!)).ToList();
        var words = records.Sum(r => r.Document.Tokens.Count);
        var passed = 0;
        var seconds = options.Best(() => passed = records.Sum(r => r.Document.Sentences.Count(s => gate.Passes(r.Document, s))));
        Console.WriteLine($"gate alone, one thread: {words / seconds:N0} words/s ({words:N0} words)");
        foreach (var group in records.GroupBy(r => r.Source).Append(records.GroupBy(_ => "together").Single()))
        {
            // A line may hold more than one sentence to the splitter; it is skipped where all are.
            var lines = group.Select(r => (r.Frames, Words: r.Document.Tokens.Count, Kept: r.Document.Sentences.Any(s => gate.Passes(r.Document, s)))).ToList();
            double frames = lines.Sum(l => l.Frames), empty = lines.Count(l => l.Frames == 0);
            Console.WriteLine($"{group.Key}: {lines.Count} sentences, {empty / lines.Count:P1} without frames, of these {lines.Count(l => l.Frames == 0 && !l.Kept) / empty:P1} skipped; "
                + $"{lines.Where(l => !l.Kept).Sum(l => l.Words) / (double)lines.Sum(l => l.Words):P1} of words skipped; {lines.Where(l => l.Kept).Sum(l => l.Frames) / frames:P2} of {frames:N0} frames kept");
        }
    }

    private static Document One(LanguageEngine engine, string text) => engine.Read(text, [new Passage(0, text.Length, PassageRole.Body, "en")], null, Layers.None);
}
