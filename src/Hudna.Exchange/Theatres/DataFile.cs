using System.Text;

namespace Hudna.Exchange.Theatres;

/// <summary>One file of a theatre: its name below the folder, as people know it, and its bytes.</summary>
internal sealed record DataFile(string Name, string Path, byte[] Bytes)
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The text; a fault and null where it is not UTF-8.</summary>
    public string? Text(FaultList faults)
    {
        var bytes = Bytes.AsSpan();
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + Bytes.AsSpan(0, Math.Min(Bytes.Length, Math.Max(0, e.Index))).Count((byte)'\n');
            faults.Add(Path, line, "this is not UTF-8 text", "Save the file as UTF-8");
            return null;
        }
    }
}
