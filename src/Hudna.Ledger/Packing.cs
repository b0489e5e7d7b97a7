using System.IO.Compression;

namespace Hudna.Ledger;

/// <summary>How bytes are kept: as they are, or Brotli where that saves at least an eighth. The chain runs over the unpacked bytes.</summary>
internal static class Packing
{
    public const int Plain = 0;
    public const int Brotli = 1;

    /// <summary>The most bytes that one body or text may unpack to: a damaged length must not eat the memory.</summary>
    public const int Limit = 1 << 30;

    // Quality 1 packs prose to about 40 % at well over 100 MB/s a core; higher levels save little more and would bound the ingest.
    private const int Quality = 1;
    private const int Window = 18;

    public static (int Packing, byte[] Bytes) Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 160) return (Plain, bytes.ToArray());
        var target = new byte[bytes.Length - bytes.Length / 8];
        return BrotliEncoder.TryCompress(bytes, target, out var written, Quality, Window)
            ? (Brotli, target[..written])
            : (Plain, bytes.ToArray());
    }

    /// <exception cref="InvalidDataException">The bytes do not unpack.</exception>
    public static byte[] Unpack(int packing, byte[] bytes)
    {
        if (packing == Plain) return bytes;
        if (packing != Brotli) throw new InvalidDataException($"packing {packing} is unknown");
        try
        {
            using var stream = new BrotliStream(new MemoryStream(bytes, false), CompressionMode.Decompress);
            var result = new MemoryStream(bytes.Length * 3);
            var buffer = new byte[16384];
            for (int n; (n = stream.Read(buffer)) > 0;)
            {
                if (result.Length + n > Limit) throw new InvalidDataException("it unpacks to more than 1 GiB");
                result.Write(buffer, 0, n);
            }
            return result.ToArray();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
