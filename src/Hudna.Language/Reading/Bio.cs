namespace Hudna.Language.Reading;

/// <summary>
/// Reads label scores as the best legal BIO sequence: an I-x only after B-x or I-x (Viterbi over log-softmax; the normaliser of a word's
/// scores is the same for all its labels and drops out).
/// </summary>
internal sealed class Bio
{
    private readonly string[] _labels;
    private readonly int[] _begin;

    /// <summary>A tag set: O, then B-x and I-x in any order.</summary>
    /// <exception cref="ArgumentException">A tag is none of these, or an I-x has no B-x.</exception>
    public Bio(string[] tags)
    {
        Tags = tags;
        _labels = new string[tags.Length];
        _begin = new int[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            _labels[i] = tags[i].Length > 2 ? tags[i][2..] : "";
            _begin[i] = tags[i].StartsWith("I-", StringComparison.Ordinal) ? Array.IndexOf(tags, "B-" + _labels[i]) : -1;
            if (_begin[i] < 0 && tags[i] != "O" && !tags[i].StartsWith("B-", StringComparison.Ordinal))
                throw new ArgumentException($"'{tags[i]}' is no BIO tag.", nameof(tags));
        }
    }

    /// <summary>The tags, in the order of their scores.</summary>
    public string[] Tags { get; }

    /// <summary>The label of a tag without its prefix; empty for O.</summary>
    public string Label(int tag) => _labels[tag];

    /// <summary>Whether a tag continues a span.</summary>
    public bool Continues(int tag) => _begin[tag] >= 0;

    /// <summary>Whether a tag is outside all spans.</summary>
    public bool IsOutside(int tag) => _labels[tag].Length == 0;

    /// <summary>The best legal sequence for rows of scores; <paramref name="path"/> gets one tag a row.</summary>
    /// <param name="scores">First score of the first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="path">Room for the tags; its length is the number of rows.</param>
    public unsafe void Decode(float* scores, int stride, Span<byte> path)
    {
        var (n, tags) = (path.Length, Tags.Length);
        if (n == 0) return;
        var back = new byte[n * tags];
        Span<double> best = stackalloc double[tags];
        Span<double> next = stackalloc double[tags];
        for (var t = 0; t < tags; t++) best[t] = scores[t] + (_begin[t] >= 0 ? -1e9 : 0.0);
        for (var row = 1; row < n; row++)
        {
            var score = scores + (long)row * stride;
            var any = 0;
            for (var t = 1; t < tags; t++)
                if (best[t] > best[any]) any = t;
            for (var t = 0; t < tags; t++)
            {
                var from = any;
                if (_begin[t] >= 0)
                {
                    var (one, other) = (Math.Min(_begin[t], t), Math.Max(_begin[t], t));
                    from = best[other] > best[one] ? other : one;
                }
                back[row * tags + t] = (byte)from;
                next[t] = best[from] + score[t];
            }
            next.CopyTo(best);
        }
        var last = 0;
        for (var t = 1; t < tags; t++)
            if (best[t] > best[last]) last = t;
        for (var row = n - 1; row >= 0; row--)
        {
            path[row] = (byte)last;
            last = back[row * tags + last];
        }
    }
}
