using System.Text.Json;
using Hudna.Codebook;
using Hudna.Language.Model;
using Hudna.Language.Reading;
using Hudna.Language.Text;

namespace Hudna.Language.Tests.Model;

/// <summary>
/// The engine gives what the trainers' reference gives: <c>vectors.jsonl</c> beside each model holds texts with everything between them and
/// what is read off them, computed from the stored weights.
/// </summary>
public class VectorTests
{
    private static readonly Dictionary<string, (SentenceReader Reader, PackedModel Model, WordPieces Pieces)> Loaded = [];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var model in new[] { "hudna-en", "hudna-en-small" })
                for (var i = 0; i < File.ReadLines(Path.Combine(Models.Folder(model), "vectors.jsonl")).Count(); i++)
                    data.Add(model, i);
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_vector_holds(string name, int line)
    {
        var (reader, model, pieces) = Load(name);
        using var json = JsonDocument.Parse(File.ReadLines(Path.Combine(Models.Folder(name), "vectors.jsonl")).ElementAt(line));
        var expected = json.RootElement;
        var text = expected.GetProperty("text").GetString()!;
        var tokens = Tokenizer.Tokens(text);

        Assert.Equal(expected.GetProperty("tokens").EnumerateArray().Select(t => Span(text, t)), tokens);
        var table = new TokenPieces();
        Span<int> ids = stackalloc int[WordPieces.Most];
        foreach (var token in tokens)
        {
            var word = text.AsSpan(token.Start, token.Length);
            table.Add(ids[..pieces.Of(word, ids)], LetterShape.Of(word));
        }
        Assert.Equal(expected.GetProperty("pieces").EnumerateArray().Select(w => string.Join(' ', w.EnumerateArray())),
            Enumerable.Range(0, tokens.Count).Select(t => string.Join(' ', table[t].ToArray())));
        Assert.Equal(expected.GetProperty("shapes").EnumerateArray().Select(s => s.GetInt32()), Enumerable.Range(0, tokens.Count).Select(t => (int)table.Shape(t)));

        var work = new Workspace();
        Encoder.Begin(work);
        Encoder.Add(work, table, 0, tokens.Count);
        var read = new Decoded[1];
        reader.Read(work, Layers.Frames | Layers.Names | Layers.Trees, read);
        CheckVectors(expected, work, model);
        CheckMarks(expected, read[0], model.Labels.Claims.Count);
        CheckFrames(expected, read[0], reader);
        Assert.Equal(Strings(expected, "names"), read[0].Names![0].Select(t => reader.Names[0].Bio.Tags[t]));
        Assert.Equal(Strings(expected, "entities"), read[0].Names![1].Select(t => reader.Names[1].Bio.Tags[t]));
        Assert.Equal(Strings(expected, "upos"), read[0].Tree!.Upos);
        Assert.Equal(Strings(expected, "xpos"), read[0].Tree!.Xpos);
        Assert.Equal(expected.GetProperty("heads").EnumerateArray().Select(h => h.GetInt32()), read[0].Tree!.Heads);
        Assert.Equal(Strings(expected, "relations"), read[0].Tree!.Relations);
    }

    private static unsafe void CheckVectors(JsonElement expected, Workspace work, PackedModel model)
    {
        foreach (var row in expected.GetProperty("hidden").EnumerateObject())
        {
            var at = work[Workspace.Slab.Words] + long.Parse(row.Name) * PackedModel.Width;
            var k = 0;
            foreach (var value in row.Value.EnumerateArray()) Assert.InRange(at[k++] - value.GetSingle(), -1e-3f, 1e-3f);
        }
        var word = 0;
        foreach (var norm in expected.GetProperty("norm").EnumerateArray())
        {
            var squares = 0.0;
            for (var k = 0; k < PackedModel.Width; k++) squares += Math.Pow(work[Workspace.Slab.Words][word * PackedModel.Width + k], 2);
            Assert.InRange(Math.Sqrt(squares) - norm.GetDouble(), -2e-3, 2e-3);
            word++;
        }
        foreach (var row in expected.GetProperty("trigger").EnumerateObject())
        {
            var at = work[Workspace.Slab.WordLabels] + long.Parse(row.Name) * model.WordLabels.PaddedOutputs;
            var k = 0;
            foreach (var value in row.Value.EnumerateArray()) Assert.InRange(at[k++] - value.GetSingle(), -2e-3f, 2e-3f);
        }
    }

    private static void CheckMarks(JsonElement expected, Decoded read, int count)
    {
        Assert.Equal(count > 0, read.Marks is not null);
        if (count == 0) return;
        foreach (var row in expected.GetProperty("claims").EnumerateObject())
        {
            var at = int.Parse(row.Name) * count;
            foreach (var value in row.Value.EnumerateArray()) Assert.InRange(read.Marks![at++] - value.GetSingle(), -2e-3f, 2e-3f);
        }
    }

    private static void CheckFrames(JsonElement expected, Decoded read, SentenceReader reader)
    {
        var frames = expected.GetProperty("frames").EnumerateArray().ToList();
        var sure = read.Frames.Where(f => f.Probability > 0.5).ToList(); // the others are marked words
        Assert.Equal(frames.Count, sure.Count);
        foreach (var (one, frame) in frames.Zip(sure))
        {
            Assert.Equal(one.GetProperty("head").GetInt32(), frame.Head);
            Assert.Equal(one.GetProperty("type").GetString(), frame.Type?.Text() ?? "NONE");
            Assert.InRange(frame.Probability - one.GetProperty("p").GetSingle(), -1e-3f, 1e-3f);
            Assert.InRange(frame.TypeProbability, 1f / 19, 1.0001f);
            Assert.Equal(one.GetProperty("kind").GetString(), frame.Kind.Text());
            Assert.Equal(one.GetProperty("modality").GetString(), frame.Modality.Text());
            Assert.Equal(one.GetProperty("negated").GetBoolean(), frame.Negated);
            Assert.Equal(Strings(one, "modes"), frame.Modes.Select(m => m.Text()));
            Assert.Equal(Strings(one, "roles"), frame.Roles.Select(t => reader.Roles.Tags[t]));
            Assert.Equal(Strings(one, "citing"), frame.Citing.Select(t => reader.Citing.Tags[t]));
        }
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    // The reference counts code points, we count code units.
    private static TextSpan Span(string text, JsonElement pair)
    {
        return new TextSpan(Units(pair[0].GetInt32()), Units(pair[1].GetInt32()));

        int Units(int codePoints)
        {
            var at = 0;
            while (codePoints-- > 0) at += char.IsSurrogatePair(text, at) ? 2 : 1;
            return at;
        }
    }

    private static (SentenceReader, PackedModel, WordPieces) Load(string name)
    {
        lock (Loaded)
        {
            if (Loaded.TryGetValue(name, out var found)) return found;
            var model = Models.Packed(name);
            return Loaded[name] = (new SentenceReader(model), model, new WordPieces(Path.Combine(Models.Folder(name), "vocab.txt")));
        }
    }
}
