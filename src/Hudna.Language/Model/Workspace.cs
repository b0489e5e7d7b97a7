using Hudna.Language.Numerics;

namespace Hudna.Language.Model;

/// <summary>
/// The buffers of one worker: everything that a batch needs between word pieces and labels. Made once, used for every batch that
/// the worker reads; a buffer grows only where a batch is larger than any before.
/// </summary>
internal sealed unsafe class Workspace
{
    private NativeFloats[] _buffers = new NativeFloats[(int)Slab.Last];

    /// <summary>The buffers by what they hold.</summary>
    public enum Slab { Hidden, Qkv, Mixed, Inner, Sum, Scratch, Words, WordLabels, Triggers, Inside, Attributes, RoleWords, RoleTriggers, Pairs, PairInner, PairLabels, Tags, Dependants, Heads, Forms, Relations, Rounded, Scales, RoundedInner, InnerScales, Last }

    /// <summary>Piece ids of the batch.</summary>
    public int[] Ids { get; } = new int[MostPieces];

    /// <summary>Letter shapes of the batch's pieces.</summary>
    public byte[] Shapes { get; } = new byte[MostPieces];

    /// <summary>Pieces in the batch.</summary>
    public int Pieces { get; set; }

    /// <summary>Words in the batch.</summary>
    public int Words { get; set; }

    /// <summary>Row of each word's first piece.</summary>
    public int[] First { get; set; } = new int[MostPieces];

    /// <summary>Where each sentence of the batch starts, in pieces; one more for the end.</summary>
    public List<int> PieceStart { get; } = [];

    /// <summary>Where each sentence of the batch starts, in words; one more for the end.</summary>
    public List<int> WordStart { get; } = [];

    /// <summary>Most pieces in a batch: one longest sentence, rounded up to whole row blocks.</summary>
    public const int MostPieces = 516;

    /// <summary>A buffer with room for at least this many rows, rounded up to whole row blocks.</summary>
    public float* Get(Slab slab, int rows, int width)
    {
        var need = (long)(Product.Padded(rows) + Product.RowBlock) * width;
        var found = _buffers[(int)slab];
        if (found is null || found.Count < need) found = _buffers[(int)slab] = new NativeFloats(Math.Max(need, (found?.Count ?? 0) * 5 / 4), zero: true);
        return found.Pointer;
    }

    /// <summary>A buffer as it was last filled.</summary>
    public float* this[Slab slab] => _buffers[(int)slab].Pointer;
}
