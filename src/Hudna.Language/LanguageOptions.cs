namespace Hudna.Language;

/// <summary>How an engine works; nothing here changes what it reads off a text.</summary>
public sealed record LanguageOptions
{
    /// <summary>Most threads that one reading uses; null for one a processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether the model's files are checked against the SHA-256 sums of its manifest when it is loaded (some 30 ms).</summary>
    public bool Verify { get; init; }
}
