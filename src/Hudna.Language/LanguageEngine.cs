using System.Collections.Concurrent;
using Hudna.Codebook;
using Hudna.Language.Data;
using Hudna.Language.Model;
using Hudna.Language.Quantities;
using Hudna.Language.Reading;
using Hudna.Language.Text;
using Hudna.Language.Times;

namespace Hudna.Language;

/// <summary>
/// Reads texts: sentences, tokens, and whatever layers are asked for. One engine serves all threads at once; what it reads off a text is
/// the same, byte for byte, on any machine and with any number of threads. It does no input or output after it was loaded, apart from
/// the mapped weights.
/// </summary>
public sealed class LanguageEngine
{
    /// <summary>Sentences with more pieces than this are cut into windows.</summary>
    internal const int LongestSentence = 300;

    private const int ChunkTokens = 16_384;
    private const int BatchPieces = 252;

    private readonly WordPieces _pieces;
    private readonly SentenceReader _reader;
    private readonly SentenceSplitter _splitter;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly int _threads;
    private readonly TimeReader _times;
    private readonly QuantityReader _quantities;
    private readonly LanguageData _languages;
    private readonly Gate? _gate;
    private readonly Action<int>? _progress;

    private LanguageEngine(WordPieces pieces, SentenceReader reader, SentenceSplitter splitter, LanguageData languages, string model, LanguageOptions options)
    {
        _times = new TimeReader(languages.Times);
        _quantities = new QuantityReader(languages.Quantities);
        _languages = languages;
        _gate = options.Gate is null ? null : Gate.Read(options.Gate);
        _progress = options.Progress;
        _pieces = pieces;
        _reader = reader;
        _splitter = splitter;
        _threads = options.Threads ?? Environment.ProcessorCount;
        Model = model;
    }

    /// <summary>The model's name and the SHA-256 of its weights, as its manifest gives them, and the arithmetic where it is not float32.</summary>
    public string Model { get; }

    /// <summary>Loads a model and the language data.</summary>
    /// <param name="modelFolder">A folder with weights.safetensors, vocab.txt, labels.json and manifest.json.</param>
    /// <param name="languagesFolder">A folder with a folder for each language: <c>en</c>, <c>ar</c>.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <exception cref="UserFaultException">A file is missing, damaged, or made for something else.</exception>
    public static LanguageEngine Load(string modelFolder, string languagesFolder, LanguageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(modelFolder);
        ArgumentNullException.ThrowIfNull(languagesFolder);
        options ??= new LanguageOptions();
        if (!Directory.Exists(modelFolder))
            throw new UserFaultException(new Fault("there is no such model folder", modelFolder, null, "The models stand in data/models"));
        // The vocabulary and the language data are read while the weights are packed.
        var languagesRead = Task.Run(() => (LanguageData.Read(languagesFolder), SentenceSplitter.Read(Path.Combine(languagesFolder, "en"))));
        var pieces = Task.Run(() => new WordPieces(Path.Combine(modelFolder, "vocab.txt")));
        var weights = Path.Combine(modelFolder, "weights.safetensors");
        var manifest = Manifest.Read(modelFolder, options.Verify);
        var labels = Labels.Read(Path.Combine(modelFolder, "labels.json"));
        var model = new PackedModel(new SafetensorsFile(weights), labels, weights, options.Arithmetic);
        var (languages, splitter) = languagesRead.GetAwaiter().GetResult();
        var vocabulary = pieces.GetAwaiter().GetResult();
        if (vocabulary.Count != model.Word.Rows)
            throw new UserFaultException(new Fault($"the vocabulary has {vocabulary.Count} pieces, the weights have {model.Word.Rows}", modelFolder, null,
                "Copy the model's folder again"));
        return new LanguageEngine(vocabulary, new SentenceReader(model), splitter, languages,
            options.Arithmetic == Arithmetic.Int8 ? manifest + " int8" : manifest, options);
    }

    /// <summary>The word pieces of this model.</summary>
    internal WordPieces Pieces => _pieces;

    /// <summary>The reader of this model.</summary>
    internal SentenceReader Reader => _reader;

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text at all.</param>
    /// <param name="passages">Its parts; only the report's own running text (role Body) is read, and no sentence crosses from one to another.</param>
    /// <param name="reference">The day that relative times lean on; null where unknown.</param>
    /// <param name="layers">What is to be read.</param>
    /// <param name="headings">Whether titles and headings are read too, each as sentences of its own.</param>
    public Document Read(string text, IReadOnlyList<Passage> passages, DateOnly? reference, Layers layers = Layers.ForCoding, bool headings = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(passages);
        var tokens = new List<TextSpan>(Math.Min(text.Length / 5 + 8, 1 << 20));
        var sentences = new List<Sentence>();
        var paragraph = -1;
        foreach (var passage in passages)
        {
            var wanted = passage.Role == PassageRole.Body || (headings && passage.Role is PassageRole.Title or PassageRole.Heading);
            if (!wanted || passage.Start < 0 || passage.End > text.Length || passage.Start >= passage.End) continue;
            var language = passage.Language == LanguageGuess.Unknown ? LanguageGuess.Of(text.AsSpan(passage.Start, passage.End - passage.Start)) : passage.Language;
            foreach (var cut in _splitter.Split(text, passage.Start, passage.End))
            {
                if (cut.OpensParagraph) paragraph++;
                var own = OfSentence(text, cut.Span, language);
                if (own != "ar" || _languages.Arabic is not { } arabic) AddSentence(cut.Span);
                else
                {
                    foreach (var part in arabic.Cut(text, cut.Span)) AddSentence(part);
                }

                void AddSentence(TextSpan span)
                {
                    var first = tokens.Count;
                    Tokenizer.Add(text.AsSpan(span.Start, span.Length), span.Start, tokens);
                    sentences.Add(new Sentence(span, first, tokens.Count - first, paragraph, own));
                }
            }
        }
        var document = new Document { Text = text, Reference = reference, Tokens = tokens };
        document = (layers & (Layers.Frames | Layers.Names | Layers.Trees)) != 0
            ? ReadWithModel(document, sentences, layers)
            : document with { Sentences = sentences };
        return AddRules(document, layers);
    }

    // Quantities leave out what times have taken, so times are read for them too.
    private Document AddRules(Document document, Layers layers)
    {
        if ((layers & (Layers.Times | Layers.Quantities)) != 0)
        {
            var keys = new TokenKeys(_languages.Vocabulary.GetValueOrDefault);
            var timed = document with { Times = _times.Read(document, keys) };
            if (layers.HasFlag(Layers.Quantities)) document = document with { Quantities = _quantities.Read(timed, keys) };
            if (layers.HasFlag(Layers.Times)) document = document with { Times = timed.Times };
        }
        return layers.HasFlag(Layers.Quotations) ? document with { Quotations = QuotationReader.Read(document) } : document;
    }

    // A sentence in another script than its passage is of that script's language.
    private static string OfSentence(string text, TextSpan span, string passage)
    {
        var own = LanguageGuess.Of(text.AsSpan(span.Start, Math.Min(span.Length, 400)));
        if (own == LanguageGuess.Unknown || own == passage) return passage;
        var latin = passage is not ("ar" or "fa" or "ru" or "he");
        return own == "en" && latin ? passage : own;
    }

    private Document ReadWithModel(Document document, List<Sentence> found, Layers layers)
    {
        var sentences = new List<Sentence>(found.Count);
        var decoded = new List<Decoded?>(found.Count);
        var pieces = new TokenPieces();
        Span<int> ids = stackalloc int[WordPieces.Most];
        for (var next = 0; next < found.Count;)
        {
            // A chunk of sentences at a time keeps memory level on a text of any length.
            pieces.Clear();
            var chunk = new List<(int Sentence, int FirstPieceToken)>();
            var tokens = 0;
            while (next < found.Count && (tokens == 0 || tokens + found[next].TokenCount <= ChunkTokens))
            {
                var sentence = found[next++];
                if (sentence.Language != "en" || sentence.TokenCount == 0 || _gate?.Passes(document, sentence) == false)
                {
                    sentences.Add(sentence);
                    decoded.Add(null);
                    continue;
                }
                var at = pieces.Count;
                for (var t = sentence.FirstToken; t < sentence.FirstToken + sentence.TokenCount; t++)
                {
                    var word = document[document.Tokens[t]];
                    pieces.Add(ids[.._pieces.Of(word, ids)], LetterShape.Of(word));
                }
                tokens += sentence.TokenCount;
                foreach (var (from, count) in Windows.Of(document, sentence, pieces, at))
                {
                    var span = from == 0 && count == sentence.TokenCount
                        ? sentence.Span
                        : new TextSpan(document.Tokens[sentence.FirstToken + from].Start, document.Tokens[sentence.FirstToken + from + count - 1].End);
                    chunk.Add((sentences.Count, at + from));
                    sentences.Add(sentence with { Span = span, FirstToken = sentence.FirstToken + from, TokenCount = count });
                    decoded.Add(null);
                }
            }
            Run(chunk, sentences, pieces, layers, decoded);
        }
        return DocumentBuilder.Build(document with { Sentences = sentences }, decoded, _reader, layers);
    }

    private void Run(List<(int Sentence, int FirstPieceToken)> chunk, List<Sentence> sentences, TokenPieces pieces, Layers layers, List<Decoded?> decoded)
    {
        if (chunk.Count == 0) return;
        var batches = Batches(chunk, sentences, pieces);
        var first = chunk[0].Sentence;
        var results = new Decoded?[chunk[^1].Sentence - first + 1];
        if (batches.Count == 1 || _threads == 1)
        {
            foreach (var batch in batches) Run(batch);
        }
        else Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = _threads }, Run);
        foreach (var (sentence, _) in chunk) decoded[sentence] = results[sentence - first];

        void Run(List<(int Sentence, int FirstPieceToken)> batch)
        {
            if (!_workspaces.TryTake(out var work)) work = new Workspace();
            Encoder.Begin(work);
            foreach (var (sentence, token) in batch) Encoder.Add(work, pieces, token, sentences[sentence].TokenCount);
            var read = new Decoded[batch.Count];
            _reader.Read(work, layers, read);
            for (var i = 0; i < read.Length; i++) results[batch[i].Sentence - first] = read[i];
            _progress?.Invoke(work.Words);
            _workspaces.Add(work);
        }
    }

    // Long sentences first, so that the threads end together; a batch is full where the next sentence would pass the budget.
    private List<List<(int Sentence, int FirstPieceToken)>> Batches(List<(int Sentence, int FirstPieceToken)> chunk, List<Sentence> sentences, TokenPieces pieces)
    {
        var sized = chunk.Select(c => (Item: c, Places: Encoder.Places(pieces, c.FirstPieceToken, sentences[c.Sentence].TokenCount))).ToArray();
        Array.Sort(sized, (a, b) => a.Places != b.Places ? b.Places.CompareTo(a.Places) : a.Item.Sentence.CompareTo(b.Item.Sentence));
        var budget = Math.Min(BatchPieces, sized.Sum(s => s.Places) / _threads + 1);
        var batches = new List<List<(int, int)>>();
        var left = 0;
        foreach (var (item, places) in sized)
        {
            if (batches.Count == 0 || places > left)
            {
                batches.Add([]);
                left = Math.Max(budget, places);
            }
            batches[^1].Add(item);
            left -= places;
        }
        return batches;
    }
}
