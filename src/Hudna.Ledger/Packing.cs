using System.IO.Compression;

namespace Hudna.Ledger;

/// <summary>
/// How bytes are kept: as they are, or as zlib (RFC 1950) where that saves at least an eighth. Every language can unpack zlib without a
/// further library, so anyone can verify a ledger. The chain runs over the unpacked bytes.
/// </summary>
internal static class Packing
{
    public const int Plain = 0;
    public const int Zlib = 1;

    /// <summary>Sealed under a key, see <see cref="SealKeys"/>.</summary>
    public const int Sealed = 2;

    /// <summary>The most bytes that one body or text may unpack to: a damaged length must not eat the memory.</summary>
    public const int Limit = 1 << 30;

    // Below this the saving is small and the packer's own setting up costs more than the packing.
    private const int LeastBytes = 512;

    public static (int Packing, byte[] Bytes) Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LeastBytes) return (Plain, bytes.ToArray());
        var target = new MemoryStream(bytes.Length / 2);
        using (var zlib = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(bytes);
        return target.Length <= bytes.Length - bytes.Length / 8 ? (Zlib, target.ToArray()) : (Plain, bytes.ToArray());
    }

    /// <exception cref="InvalidDataException">The bytes do not unpack.</exception>
    public static byte[] Unpack(int packing, byte[] bytes)
    {
        if (packing == Plain) return bytes;
        if (packing != Zlib) throw new InvalidDataException($"packing {packing} is unknown");
        using var zlib = new ZLibStream(new MemoryStream(bytes, false), CompressionMode.Decompress);
        var result = new MemoryStream(bytes.Length * 3);
        var buffer = new byte[16384];
        for (int n; (n = zlib.Read(buffer)) > 0;)
        {
            if (result.Length + n > Limit) throw new InvalidDataException("it unpacks to more than 1 GiB");
            result.Write(buffer, 0, n);
        }
        return result.ToArray();
    }
}
