using System.Text;

namespace Hudna.Exchange;

/// <summary>Bytes read as text.</summary>
/// <param name="Text">The text, a byte-order mark dropped.</param>
/// <param name="Encoding">The encoding's name (<c>utf-8</c>, <c>windows-1256</c> …).</param>
/// <param name="Remarks">What was noticed, in words for the user.</param>
public sealed record DecodedText(string Text, string Encoding, IReadOnlyList<string> Remarks);

/// <summary>
/// Tells which encoding bytes are in, and reads them. Order of evidence: byte-order mark, zero bytes of UTF-16, validity as UTF-8, the
/// charset that a page declares, the shape of the high bytes. Bytes that the encoding does not know become U+FFFD and are remarked.
/// </summary>
public static class TextDecoder
{
    private static readonly UTF8Encoding s_utf8 = new(false, false);
    private static readonly (byte[] Magic, string Kind)[] s_binaries =
    [
        ([0x25, 0x50, 0x44, 0x46], "a PDF file"),
        ([0x50, 0x4B, 0x03, 0x04], "a packed file (zip, docx, xlsx)"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ([0x47, 0x49, 0x46, 0x38], "a picture"),
        ([0x1F, 0x8B], "a packed file (gzip)"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66], "a SQLite database"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0x4D, 0x5A, 0x90], "a program"),
        ([0x52, 0x49, 0x46, 0x46], "a sound or film"),
        ([0x49, 0x44, 0x33], "a sound"),
        ([0x4F, 0x67, 0x67, 0x53], "a sound"),
        ([0x7B, 0x5C, 0x72, 0x74, 0x66], "an RTF file"),
    ];

    /// <summary>Reads bytes as text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The charset that the file says it is in; null where it says none.</param>
    /// <param name="refusal">What the bytes are, where they are no text ("a picture"); null otherwise.</param>
    /// <returns>The text, or null where the bytes are none.</returns>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes, string? declared, out string? refusal)
    {
        refusal = null;
        foreach (var (magic, kind) in s_binaries)
        {
            if (!bytes.StartsWith(magic)) continue;
            refusal = kind;
            return null;
        }
        var remarks = new List<string>();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return AsUtf8(bytes[3..], remarks);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return With(new UTF32Encoding(false, false), "utf-32le", bytes[4..],
            remarks);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return With(new UTF32Encoding(true, false), "utf-32be", bytes[4..],
            remarks);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return AsUtf16(bytes[2..], false, remarks);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return AsUtf16(bytes[2..], true, remarks);
        if (LooksUtf16(bytes) is { } big)
        {
            remarks.Add("it has no byte-order mark; it was recognised as UTF-16");
            return AsUtf16(bytes, big, remarks);
        }
        if (LooksBinary(bytes))
        {
            refusal = "no text but binary data";
            return null;
        }

        var (valid, broken) = Utf8Shape(bytes);
        if (broken == 0) return AsUtf8(bytes, remarks);
        if (valid >= 3 * broken) return AsUtf8(bytes, remarks);
        var told = Tell(bytes);
        if (Declared(declared) is { } named && named.Name is not "utf-8")
        {
            var trusted = named.CodePage is not (1252 or 28591 or 20127) || told == 1252;
            if (trusted) return With(named.Encoding, named.Name, bytes, remarks);
            remarks.Add($"it says that it is in {declared}, but its bytes are windows-1256");
        }
        else if (declared is not null) remarks.Add($"it says that it is in {declared}, but its bytes are windows-{told}");
        return With(CodePagesEncodingProvider.Instance.GetEncoding(told)!, $"windows-{told}", bytes, remarks);
    }

    /// <summary>The encoding of a name that <see cref="Decode"/> gave.</summary>
    internal static Encoding ByName(string name) => name switch
    {
        "utf-8" => s_utf8,
        "utf-16le" => new UnicodeEncoding(false, false),
        "utf-16be" => new UnicodeEncoding(true, false),
        "utf-32le" => new UTF32Encoding(false, false),
        "utf-32be" => new UTF32Encoding(true, false),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? s_utf8,
    };

    private static DecodedText AsUtf8(ReadOnlySpan<byte> bytes, List<string> remarks)
    {
        var (_, broken) = Utf8Shape(bytes);
        if (broken > 0) remarks.Add(Broken(broken, "utf-8"));
        return new(s_utf8.GetString(bytes), "utf-8", remarks);
    }

    private static DecodedText AsUtf16(ReadOnlySpan<byte> bytes, bool big, List<string> remarks)
    {
        if (bytes.Length % 2 != 0)
        {
            remarks.Add("its last byte is half a character and was left out");
            bytes = bytes[..^1];
        }
        return With(new UnicodeEncoding(big, false), big ? "utf-16be" : "utf-16le", bytes, remarks);
    }

    private static DecodedText With(Encoding encoding, string name, ReadOnlySpan<byte> bytes, List<string> remarks)
    {
        var text = encoding.GetString(bytes);
        if (encoding.IsSingleByte)
        {
            // The framework maps bytes that a code page leaves open to C1 controls; they are no text.
            var open = text.Count(c => c is >= '\u0080' and <= '\u009F');
            if (open > 0) text = string.Create(text.Length, text, (to, from) =>
            {
                for (var i = 0; i < to.Length; i++) to[i] = from[i] is >= '\u0080' and <= '\u009F' ? '\uFFFD' : from[i];
            });
        }
        var lost = text.Count(c => c == '\uFFFD');
        if (lost > 0) remarks.Add(Broken(lost, name));
        return new(text, name, remarks);
    }

    private static string Broken(int count, string name) =>
        count == 1 ? $"1 byte was no {name} and is shown as \uFFFD" : $"{count} bytes were no {name} and are shown as \uFFFD";

    /// <summary>Big-endian, little-endian, or null for neither: most units are plain text when read that way.</summary>
    private static bool? LooksUtf16(ReadOnlySpan<byte> bytes)
    {
        var n = Math.Min(bytes.Length & ~1, 8192);
        if (n < 4) return null;
        int little = 0, big = 0;
        for (var i = 0; i < n; i += 2)
        {
            if (IsPlain(bytes[i], bytes[i + 1])) little++;
            if (IsPlain(bytes[i + 1], bytes[i])) big++;
        }
        var units = n / 2;
        if (little >= 0.9 * units && little > big) return false;
        return big >= 0.9 * units ? true : null;

        static bool IsPlain(byte low, byte high) => high switch
        {
            0 => low is 0x09 or 0x0A or 0x0D or >= 0x20,
            0x06 => true,
            0x20 => low is >= 0x0B and <= 0x3A,
            _ => false,
        };
    }

    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 65536)];
        int zero = 0, control = 0;
        foreach (var b in head)
        {
            if (b == 0) zero++;
            else if (b < 0x20 && b is not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1B)) control++;
        }
        return zero > head.Length / 1000 || control > head.Length / 50;
    }

    /// <summary>How many sequences beyond ASCII are valid UTF-8, and how many broken ones stand beside them.</summary>
    private static (int Valid, int Broken) Utf8Shape(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, broken = 0;
        while (!bytes.IsEmpty)
        {
            var plain = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (plain < 0) break;
            bytes = bytes[plain..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done) valid++;
            else broken++;
            bytes = bytes[length..];
        }
        return (valid, broken);
    }

    /// <summary>
    /// 1256 or 1252. In Arabic text high bytes stand together in words of their own; in Western text they stand alone among ASCII
    /// letters, or are quotation marks.
    /// </summary>
    private static int Tell(ReadOnlySpan<byte> bytes)
    {
        int letters = 0, together = 0, arabic = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0xC0) continue;
            letters++;
            if ((i > 0 && bytes[i - 1] >= 0xC0) || (i + 1 < bytes.Length && bytes[i + 1] >= 0xC0)) together++;
            // The letters of 1256; its gaps hold the accented letters of French.
            if (bytes[i] is <= 0xDF and not 0xD7 or 0xE1 or (>= 0xE3 and <= 0xE6) or 0xEC or 0xED or (>= 0xF0 and <= 0xF3)) arabic++;
        }
        return letters > 0 && together >= 0.6 * letters && arabic >= 0.8 * letters ? 1256 : 1252;
    }

    private static (Encoding Encoding, string Name, int CodePage)? Declared(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        name = name.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name is "utf8" or "utf-8" or "unicode") return (s_utf8, "utf-8", 65001);
        if (name.StartsWith("utf-16", StringComparison.Ordinal)) return null;
        try
        {
            // Browsers read these as windows-1252, whatever the page says.
            if (name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii") name = "windows-1252";
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return (encoding, name, encoding.CodePage);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
