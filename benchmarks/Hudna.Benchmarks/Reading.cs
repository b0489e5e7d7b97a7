using System.Diagnostics;
using System.Security.Cryptography;
using Hudna.Codebook;
using Hudna.Language;
using Hudna.Language.Model;
using Hudna.Language.Output;
using Hudna.Language.Text;

namespace Hudna.Benchmarks;

/// <summary>Words a second from raw text, whole and stage by stage. A word is a token, punctuation included.</summary>
internal static unsafe class Reading
{
    public static void Stages(BenchmarkOptions options)
    {
        var text = options.Text();
        foreach (var name in new[] { "hudna-en", "hudna-en-small" })
        {
            var engine = LanguageEngine.Load(options.Model(name), options.Languages, new LanguageOptions { Threads = 1, Arithmetic = options.Arithmetic });
            var passages = new[] { new Passage(0, text.Length, PassageRole.Body, "en") };
            var words = engine.Read(text, passages, null, Layers.None).Tokens.Count;
            Console.WriteLine($"{name}, one thread, {words} words:");
            var day = new DateOnly(2021, 12, 31);
            Line("sentences and tokens", () => engine.Read(text, passages, day, Layers.None));
            Line("… with times", () => engine.Read(text, passages, day, Layers.Times));
            Line("… with times and quantities", () => engine.Read(text, passages, day, Layers.Times | Layers.Quantities));
            var document = engine.Read(text, passages, day, Layers.None);
            Line("word pieces", () =>
            {
                Span<int> ids = stackalloc int[WordPieces.Most];
                foreach (var token in document.Tokens) engine.Pieces.Of(document[token], ids);
            });
            Encode(engine, document, words, options);
            Line("to frames", () => engine.Read(text, passages, day, Layers.Frames));
            Line("to frames and names", () => engine.Read(text, passages, day, Layers.Frames | Layers.Names));
            Line("for coding", () => engine.Read(text, passages, day));
            Line("everything, trees too", () => engine.Read(text, passages, day, Layers.All));

            void Line(string what, Action run) => Console.WriteLine($"  {what}: {words / options.Best(run):N0} words/s");
        }
    }

    // Encoder alone, over all sentences in batches as the engine makes them, and its parts.
    private static void Encode(LanguageEngine engine, Document document, int words, BenchmarkOptions options)
    {
        var pieces = new TokenPieces();
        Span<int> ids = stackalloc int[WordPieces.Most];
        foreach (var token in document.Tokens) pieces.Add(ids[..engine.Pieces.Of(document[token], ids)], LetterShape.Of(document[token]));
        var work = new Workspace();
        var model = engine.Reader.Model;
        var seconds = options.Best(() =>
        {
            Encoder.Begin(work);
            foreach (var s in document.Sentences)
            {
                if (work.Pieces + Encoder.Places(pieces, s.FirstToken, s.TokenCount) > 252)
                {
                    Encoder.Run(model, work);
                    Encoder.Begin(work);
                }
                Encoder.Add(work, pieces, s.FirstToken, s.TokenCount);
            }
            Encoder.Run(model, work);
        });
        Console.WriteLine($"  encoder alone: {words / seconds:N0} words/s, {pieces.PieceCount / (double)words:F2} pieces a word");
    }

    public static void Whole(BenchmarkOptions options)
    {
        var text = options.Text();
        var passages = new[] { new Passage(0, text.Length, PassageRole.Body, "en") };
        foreach (var name in new[] { "hudna-en", "hudna-en-small" })
        {
            double one = 0;
            for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
            {
                var engine = LanguageEngine.Load(options.Model(name), options.Languages, new LanguageOptions { Threads = threads, Arithmetic = options.Arithmetic });
                var words = engine.Read(text, passages, null, Layers.None).Tokens.Count;
                var rate = words / options.Best(() => engine.Read(text, passages, null, Layers.Frames));
                if (threads == 1) one = rate;
                Console.WriteLine($"{name}: raw text to frames, {threads} thread(s): {rate:N0} words/s{(threads > 1 ? $" ({rate / one:F2}×)" : "")}");
            }
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"peak memory of this process (both models): {process.PeakWorkingSet64 / 1048576} MiB");
    }

    /// <summary>One sentence a line, as the engine cuts them: what PyTorch is to read beside it.</summary>
    public static void Sentences(BenchmarkOptions options)
    {
        var text = options.Text();
        var document = Engine(options, "hudna-en-small").Read(text, [new Passage(0, text.Length, PassageRole.Body, "en")], null, Layers.None);
        foreach (var sentence in document.Sentences) Console.WriteLine(document[sentence.Span].ToString().ReplaceLineEndings(" "));
    }

    /// <summary>SHA-256 over everything that both models read off two hundred words: the same on every machine and setting.</summary>
    public static void Digest(BenchmarkOptions options)
    {
        var text = options.Text()[..1200];
        foreach (var name in new[] { "hudna-en", "hudna-en-small" })
        {
            using var json = new MemoryStream();
            var document = Engine(options, name).Read(text, [new Passage(0, text.Length, PassageRole.Body, "en")], new DateOnly(2021, 12, 31), Layers.All);
            DocumentJson.Write(document, json);
            var bits = string.Join(',', document.Frames.Select(f => BitConverter.DoubleToInt64Bits(f.Probability + f.Roles.Sum(r => r.Probability))));
            Console.WriteLine($"{name} {Convert.ToHexStringLower(SHA256.HashData([.. json.ToArray(), .. System.Text.Encoding.UTF8.GetBytes(bits)]))}");
        }
    }

    /// <summary>Time and memory against length, on lines without a full stop: rules alone, and the model on shorter ones.</summary>
    public static void Length(BenchmarkOptions options)
    {
        var engine = Engine(options, "hudna-en-small");
        foreach (var (what, layers, sizes) in new[] { ("rules", Layers.Times | Layers.Quantities | Layers.Quotations, new[] { 12_500_000, 25_000_000, 50_000_000 }), ("small model", Layers.ForCoding, [500_000, 1_000_000, 2_000_000, 4_000_000]) })
        {
            foreach (var size in sizes)
            {
                var text = string.Concat(Enumerable.Repeat("the shells of the army fell on the town and ", size / 44 + 1))[..size];
                var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                var document = engine.Read(text, [new Passage(0, size, PassageRole.Body, "en")], null, layers);
                Console.WriteLine($"{what}: a line of {size:N0} letters, {document.Tokens.Count:N0} tokens, {document.Sentences.Count:N0} sentences: "
                    + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - used).TotalSeconds:F1} s of the processor, {GC.GetTotalMemory(true) / 1048576} MiB kept");
                GC.KeepAlive(document);
            }
        }
    }

    private static LanguageEngine Engine(BenchmarkOptions options, string name) =>
        LanguageEngine.Load(options.Model(name), options.Languages, new LanguageOptions { Arithmetic = options.Arithmetic });

    /// <summary>In a fresh process: from its start to the engine being ready, and to the first frames.</summary>
    public static void Load(BenchmarkOptions options)
    {
        using var process = Process.GetCurrentProcess();
        var before = (DateTime.UtcNow - process.StartTime.ToUniversalTime()).TotalMilliseconds;
        var start = Stopwatch.GetTimestamp();
        var engine = Engine(options, "hudna-en");
        var loaded = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        const string text = "Russian warplanes struck the outskirts of the town on Thursday, killing at least four civilians, the monitor said.";
        var document = engine.Read(text, [new Passage(0, text.Length, PassageRole.Body, "en")], new DateOnly(2021, 12, 31));
        var read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.Refresh();
        Console.WriteLine($"process start to Main {before:F0} ms, load {loaded:F0} ms, first frames ({document.Frames.Count}) {read:F0} ms after; "
            + $"start to first frame {before + read:F0} ms; memory {process.WorkingSet64 / 1048576} MiB, peak {process.PeakWorkingSet64 / 1048576} MiB");
    }
}
