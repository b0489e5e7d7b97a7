namespace Hudna.Language;

/// <summary>How an engine works; only <see cref="Gate"/> and <see cref="Arithmetic"/> change what it reads off a text.</summary>
public sealed record LanguageOptions
{
    /// <summary>Most threads that one reading uses; null for one a processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether the model's files are checked against the SHA-256 sums of its manifest when it is loaded (some 30 ms).</summary>
    public bool Verify { get; init; }

    /// <summary>
    /// For archives: the folder of a gate (<c>data/models/hudna-gate</c>), which lets sentences pass by unread in which nothing is to be
    /// coded; they get no frames, names or trees. Null, the default, reads everything.
    /// </summary>
    public string? Gate { get; init; }

    /// <summary>Told how many words were just read, batch by batch, from whatever thread read them; null to tell nobody.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>The arithmetic of the encoder's products.</summary>
    public Arithmetic Arithmetic { get; init; }
}

/// <summary>What the encoder's products are computed in. Each gives the same bytes on every machine; the two differ a little.</summary>
public enum Arithmetic
{
    /// <summary>Floats: what the test vectors hold to.</summary>
    Float32,

    /// <summary>Activations rounded to eight bits row by row, exact whole-number sums: faster, most of all with AVX-VNNI.</summary>
    Int8,
}
