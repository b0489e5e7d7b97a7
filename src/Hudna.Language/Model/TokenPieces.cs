namespace Hudna.Language.Model;

/// <summary>The word pieces and letter shapes of a run of tokens, side by side in flat arrays that are used again for the next text.</summary>
internal sealed class TokenPieces
{
    private int[] _ids = new int[1024];
    private int[] _start = new int[769];
    private byte[] _shapes = new byte[768];

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many pieces they have in all.</summary>
    public int PieceCount => _start[Count];

    /// <summary>Pieces of one token, at least one.</summary>
    public ReadOnlySpan<int> this[int token] => _ids.AsSpan(_start[token], _start[token + 1] - _start[token]);

    /// <summary>How many pieces a token has.</summary>
    public int Length(int token) => _start[token + 1] - _start[token];

    /// <summary>The letter shape of one token.</summary>
    public byte Shape(int token) => _shapes[token];

    /// <summary>Adds a token's pieces.</summary>
    public void Add(ReadOnlySpan<int> ids, byte shape)
    {
        if (Count + 1 >= _start.Length)
        {
            Array.Resize(ref _shapes, _shapes.Length * 2);
            Array.Resize(ref _start, _shapes.Length + 1);
        }
        var end = _start[Count];
        if (end + ids.Length > _ids.Length) Array.Resize(ref _ids, Math.Max(_ids.Length * 2, end + ids.Length));
        ids.CopyTo(_ids.AsSpan(end));
        _shapes[Count] = shape;
        _start[++Count] = end + ids.Length;
    }

    /// <summary>Forgets all tokens; the room is kept.</summary>
    public void Clear() => Count = 0;
}
