using System.Globalization;
using Hudna.Codebook;
using Hudna.Language.Numerics;

namespace Hudna.Language.Model;

/// <summary>
/// A model's weights, packed for the product: encoder layers at once and in parallel, the parser's only when first asked for. The word
/// embedding stays rounded in the mapped file; a row is widened when its piece is met.
/// </summary>
internal sealed unsafe class PackedModel
{
    /// <summary>Width of a piece's vector.</summary>
    public const int Width = 384;

    /// <summary>Inner width of the feed-forward part.</summary>
    public const int Inner = 1536;

    /// <summary>Longest sentence, in pieces with the two marks.</summary>
    public const int Places = 510;

    /// <summary>How far role distances reach.</summary>
    public const int Reach = 10;

    /// <summary>Width of the role reader.</summary>
    public const int RoleWidth = 256;

    private readonly SafetensorsFile _file;
    private readonly Lazy<ParserWeights> _parser;

    /// <summary>Packs a model.</summary>
    /// <exception cref="UserFaultException">The file is damaged, or made for other sizes or labels.</exception>
    public PackedModel(SafetensorsFile file, Labels labels, string path, Arithmetic arithmetic = Arithmetic.Float32)
    {
        _file = file;
        Labels = labels;
        if (!file.Metadata.TryGetValue("format", out var format) || format != "hudna-1")
            throw new UserFaultException(new Fault($"the weights are of format '{format ?? "unknown"}', not 'hudna-1'", path, null,
                "Give a folder made by tools/training"));
        if (!int.TryParse(file.Metadata.GetValueOrDefault("layers"), NumberStyles.None, CultureInfo.InvariantCulture, out var layers)
            || layers is < 1 or > 48)
            throw new UserFaultException(new Fault("the weights do not say how many layers they have", path, null, "Copy the model's folder again"));
        Word = file.Matrix("enc.word", file.Rows("enc.word.weight"), Width);
        Position = file.Vector("enc.pos.weight", 512 * Width);
        Shape = file.Vector("enc.shape.weight", 6 * Width);
        Gain = file.Vector("enc.ln.weight", Width);
        Shift = file.Vector("enc.ln.bias", Width);
        // Everything is looked up and checked before the parallel part, so that a fault is one fault.
        Layers = new LayerWeights[layers];
        for (var i = 0; i < layers; i++) Layers[i] = new LayerWeights(file, $"enc.layers.{i}.", arithmetic);
        if (arithmetic == Arithmetic.Int8 && Layers.Any(l => l.Rounded.Length == 0))
            throw new UserFaultException(new Fault("the weights are not stored rounded, as int8 arithmetic needs them", path, null, "Read with float32, or export the model again"));
        Parallel.For(0, layers * LayerWeights.Parts, part => Layers[part / LayerWeights.Parts].Pack(part % LayerWeights.Parts));
        Word_ = Join(("frame.trig", 1 + labels.Types.Length), [.. labels.Names.Select(n => ("ner." + n.Scheme, n.Tags.Length)), .. labels.Claims.Count > 0 ? new[] { ("claim", labels.Claims.Count) } : []]);
        Hidden = Join(("frame.u", Width));
        Attributes = Join(("frame.kind", labels.Kinds.Length), ("frame.modal", labels.Modalities.Length), ("frame.neg", 2),
            ("frame.modes", labels.Modes.Length));
        RoleWord = Join(("frame.w", RoleWidth));
        RoleTrigger = Join(("frame.t", RoleWidth));
        RoleDistance = file.Matrix("frame.dist", 2 * Reach + 1, RoleWidth);
        RoleType = file.Matrix("frame.typ", 1 + labels.Types.Length, RoleWidth);
        RoleInner = Join(RoleWidth, ("frame.g", RoleWidth));
        RoleLabels = Join(RoleWidth, ("frame.b1", labels.Roles.Length), ("frame.b2", labels.Citing.Length));
        _parser = new Lazy<ParserWeights>(() => new ParserWeights(this));
    }

    /// <summary>The label lists.</summary>
    public Labels Labels { get; }

    /// <summary>Word-piece embeddings, rounded, in the file.</summary>
    public StoredTensor Word { get; }

    /// <summary>Embeddings of 512 positions.</summary>
    public float* Position { get; }

    /// <summary>Embeddings of six letter shapes.</summary>
    public float* Shape { get; }

    /// <summary>The embedding's normalisation: gain.</summary>
    public float* Gain { get; }

    /// <summary>The embedding's normalisation: shift.</summary>
    public float* Shift { get; }

    /// <summary>The encoder's layers.</summary>
    public LayerWeights[] Layers { get; }

    /// <summary>All that is read off every word at once: triggers, the naming schemes in order, marks of claims.</summary>
    public PackedMatrix WordLabels => Word_;

    /// <summary>A trigger's inner vector.</summary>
    public PackedMatrix Hidden { get; }

    /// <summary>Kind, modality, negation, means of a trigger, one after the other.</summary>
    public PackedMatrix Attributes { get; }

    /// <summary>A word's part in the role reader.</summary>
    public PackedMatrix RoleWord { get; }

    /// <summary>A trigger's part.</summary>
    public PackedMatrix RoleTrigger { get; }

    /// <summary>The distance's part.</summary>
    public StoredTensor RoleDistance { get; }

    /// <summary>The type's part.</summary>
    public StoredTensor RoleType { get; }

    /// <summary>The role reader's inner layer.</summary>
    public PackedMatrix RoleInner { get; }

    /// <summary>Role labels, then speaker and cue.</summary>
    public PackedMatrix RoleLabels { get; }

    /// <summary>Tags and tree; packed when first asked for.</summary>
    public ParserWeights Parser => _parser.Value;

    private PackedMatrix Word_ { get; }

    /// <summary>The file behind it, kept open for the embeddings.</summary>
    internal SafetensorsFile File => _file;

    /// <summary>Several heads over the same input as one matrix.</summary>
    internal PackedMatrix Join((string Name, int Rows) first, params (string Name, int Rows)[] more) => Join(Width, [first, .. more]);

    internal PackedMatrix Join(int inputs, params (string Name, int Rows)[] heads)
    {
        var packed = new PackedMatrix(heads.Sum(h => h.Rows), inputs);
        var row = 0;
        foreach (var (name, rows) in heads)
        {
            packed.Put(_file.Matrix(name, rows, inputs), _file.Vector(name + ".bias", rows), row);
            row += rows;
        }
        return packed;
    }
}

/// <summary>One layer of the encoder; its four matrices are packed for one kind of arithmetic.</summary>
internal sealed unsafe class LayerWeights
{
    /// <summary>Matrices in a layer, packed one by one.</summary>
    public const int Parts = 4;

    private readonly StoredTensor[] _stored;
    private readonly float*[] _biases;
    private readonly PackedMatrix[] _packed = [];

    /// <summary>Looks a layer up; <see cref="Pack"/> fills it.</summary>
    public LayerWeights(SafetensorsFile file, string prefix, Arithmetic arithmetic)
    {
        const int w = PackedModel.Width, inner = PackedModel.Inner;
        _stored = [file.Matrix(prefix + "qkv", 3 * w, w), file.Matrix(prefix + "o", w, w), file.Matrix(prefix + "f1", inner, w), file.Matrix(prefix + "f2", w, inner)];
        _biases = [file.Vector(prefix + "qkv.bias", 3 * w), file.Vector(prefix + "o.bias", w), file.Vector(prefix + "f1.bias", inner), file.Vector(prefix + "f2.bias", w)];
        if (arithmetic == Arithmetic.Int8 && _stored.All(t => t.Int8 != null)) Rounded = [.. _stored.Select(t => new Int8Matrix(t.Rows, t.Columns, Int8Matrix.HasBytes))];
        else _packed = [new(3 * w, w), new(w, w), new(inner, w), new(w, inner)];
        Gain1 = file.Vector(prefix + "ln1.weight", w);
        Shift1 = file.Vector(prefix + "ln1.bias", w);
        Gain2 = file.Vector(prefix + "ln2.weight", w);
        Shift2 = file.Vector(prefix + "ln2.bias", w);
    }

    /// <summary>Queries, keys, values; output; first and second feed-forward product, for whole-number arithmetic; empty for float32.</summary>
    public Int8Matrix[] Rounded { get; } = [];

    /// <summary>Queries, keys, values.</summary>
    public PackedMatrix Qkv => _packed[0];

    /// <summary>Attention's output.</summary>
    public PackedMatrix Out => _packed[1];

    /// <summary>First feed-forward product.</summary>
    public PackedMatrix F1 => _packed[2];

    /// <summary>Second feed-forward product.</summary>
    public PackedMatrix F2 => _packed[3];

    /// <summary>Gain of the normalisation after attention.</summary>
    public float* Gain1 { get; }

    /// <summary>Its shift.</summary>
    public float* Shift1 { get; }

    /// <summary>Gain of the normalisation after the feed-forward part.</summary>
    public float* Gain2 { get; }

    /// <summary>Its shift.</summary>
    public float* Shift2 { get; }

    /// <summary>Packs one of the four matrices.</summary>
    public void Pack(int part)
    {
        if (Rounded.Length > 0) Rounded[part].Put(_stored[part], _biases[part]);
        else _packed[part].Put(_stored[part], _biases[part]);
    }
}

/// <summary>The heads for tags and trees.</summary>
internal sealed unsafe class ParserWeights
{
    /// <summary>Width of the arc scorer.</summary>
    public const int ArcWidth = 256;

    /// <summary>Width of the relation scorer.</summary>
    public const int RelationWidth = 96;

    /// <summary>Packs them.</summary>
    public ParserWeights(PackedModel model)
    {
        var (file, labels) = (model.File, model.Labels);
        Root = file.Vector("root", PackedModel.Width);
        Tags = model.Join(("upos", labels.Upos.Length), ("xpos", labels.Xpos.Length));
        Dependants = model.Join(("arc_d", ArcWidth), ("rel_d", RelationWidth));
        Heads = model.Join(("arc_h", ArcWidth), ("rel_h", RelationWidth));
        Arc = Biaffine(file.Matrix("arc.w", ArcWidth + 1, ArcWidth + 1), 1, ArcWidth);
        Relation = Biaffine(file.Matrix("rel.w", labels.Relations.Length * (RelationWidth + 1), RelationWidth + 1), labels.Relations.Length, RelationWidth);
    }

    /// <summary>The vector that stands for the root as a head.</summary>
    public float* Root { get; }

    /// <summary>Universal tags, then Penn tags.</summary>
    public PackedMatrix Tags { get; }

    /// <summary>Words as dependants: arc, then relation.</summary>
    public PackedMatrix Dependants { get; }

    /// <summary>Words as heads: arc, then relation.</summary>
    public PackedMatrix Heads { get; }

    /// <summary>W·[head; 1] of the arc's form, the 1 as bias.</summary>
    public PackedMatrix Arc { get; }

    /// <summary>W·[head; 1] of each relation's form, one after the other.</summary>
    public PackedMatrix Relation { get; }

    // score = [d; 1]ᵀ W [h; 1]: rows run over [d; 1], so the product with h gives for each row W·h, and the last column is its bias.
    private static PackedMatrix Biaffine(StoredTensor w, int labels, int width)
    {
        var packed = new PackedMatrix(labels * (width + 1), width);
        for (var row = 0; row < packed.Outputs; row++)
        {
            var source = w.Floats + (long)row * (width + 1);
            var target = packed.Weights + (long)(row / PackedMatrix.PanelWidth) * PackedMatrix.PanelWidth * width + row % PackedMatrix.PanelWidth;
            for (var k = 0; k < width; k++) target[k * PackedMatrix.PanelWidth] = source[k];
            packed.Bias[row] = source[width];
        }
        return packed;
    }
}
