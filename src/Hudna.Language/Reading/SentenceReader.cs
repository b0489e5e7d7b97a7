using Hudna.Language.Model;
using Hudna.Language.Numerics;
using static Hudna.Language.Model.Workspace;

namespace Hudna.Language.Reading;

/// <summary>
/// Reads a batch of sentences with a model: encoder, triggers with their attributes and roles, names, and the tree where asked for.
/// What it says of a sentence depends on that sentence alone, not on its batch. Thread-safe; each thread brings its workspace.
/// </summary>
internal sealed unsafe class SentenceReader
{
    private const int W = PackedModel.Width;

    private readonly PackedModel _model;
    private readonly Bio _roles;
    private readonly Bio _citing;
    private readonly Bio[] _names;
    private readonly (string, Bio)[] _schemes;
    private readonly int[] _nameStart;
    private readonly int _marksStart;

    /// <summary>A reader of this model.</summary>
    public SentenceReader(PackedModel model)
    {
        _model = model;
        _roles = new Bio(model.Labels.Roles);
        _citing = new Bio(model.Labels.Citing);
        _names = [.. model.Labels.Names.Select(n => new Bio(n.Tags))];
        _schemes = [.. model.Labels.Names.Zip(_names, (n, b) => (n.Scheme, b))];
        _nameStart = new int[_names.Length];
        var at = 1 + model.Labels.Types.Length;
        for (var i = 0; i < _names.Length; at += _names[i].Tags.Length, i++) _nameStart[i] = at;
        _marksStart = at;
    }

    /// <summary>The model it reads with.</summary>
    public PackedModel Model => _model;

    /// <summary>Roles as BIO.</summary>
    public Bio Roles => _roles;

    /// <summary>Speaker and cue as BIO.</summary>
    public Bio Citing => _citing;

    /// <summary>The naming schemes as BIO.</summary>
    public IReadOnlyList<(string Scheme, Bio Bio)> Names => _schemes;

    /// <summary>Reads the sentences that lie in the workspace; one result each, in order.</summary>
    public void Read(Workspace work, Layers layers, Span<Decoded> results)
    {
        Encoder.Run(_model, work);
        var words = work[Slab.Words];
        var width = _model.WordLabels.PaddedOutputs;
        var labels = work.Get(Slab.WordLabels, work.Words, width);
        Product.Run(words, W, work.Words, _model.WordLabels, labels, width);
        for (var s = 0; s < results.Length; s++)
        {
            results[s] = new Decoded();
            if (layers.HasFlag(Layers.Names)) results[s].Names = ReadNames(labels, width, work.WordStart[s], work.WordStart[s + 1]);
        }
        if (layers.HasFlag(Layers.Frames))
        {
            if (_model.Labels.Claims.Count > 0)
                for (var s = 0; s < results.Length; s++) results[s].Marks = ReadMarks(labels, width, work.WordStart[s], work.WordStart[s + 1]);
            new FrameReader(_model, _roles, _citing).Read(work, labels, width, results);
        }
        if (layers.HasFlag(Layers.Trees)) new TreeReader(_model).Read(work, results);
        GC.KeepAlive(_model);
    }

    private byte[][] ReadNames(float* labels, int width, int from, int to)
    {
        var found = new byte[_names.Length][];
        for (var i = 0; i < _names.Length; i++)
        {
            found[i] = new byte[to - from];
            _names[i].Decode(labels + (long)from * width + _nameStart[i], width, found[i]);
        }
        return found;
    }

    private float[] ReadMarks(float* labels, int width, int from, int to)
    {
        var count = _model.Labels.Claims.Count;
        var found = new float[(to - from) * count];
        for (var w = from; w < to; w++) new ReadOnlySpan<float>(labels + (long)w * width + _marksStart, count).CopyTo(found.AsSpan((w - from) * count));
        return found;
    }

    /// <summary>Softmax in place over n floats with room for a whole number of vectors behind them.</summary>
    internal static void Softmax(ReadOnlySpan<float> scores, Span<float> result)
    {
        var top = float.NegativeInfinity;
        foreach (var s in scores) top = Math.Max(top, s);
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++) sum += result[i] = VectorMath.Exp(scores[i] - top);
        for (var i = 0; i < scores.Length; i++) result[i] /= sum;
    }
}
