using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>
/// The keys of sealed reports, one to a report, in a file of its own beside the ledger and in no backup of it. What a key sealed can never be
/// read again once the key is gone, in no copy of the ledger either; the chain stays whole, for it runs over hashes.
/// </summary>
internal sealed class SealKeys
{
    /// <summary>Secret random bytes before a sealed body, so that nobody can try out what a short body might have been.</summary>
    public const int SaltBytes = 16;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly string _file;
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <exception cref="UserFaultException">A line of the file is no key.</exception>
    public SealKeys(string file)
    {
        _file = file;
        if (!File.Exists(file)) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Read(stream);
    }

    /// <summary>The key of a report; null where it has none, or no more.</summary>
    public byte[]? Of(string reportId)
    {
        lock (_gate) return _keys.GetValueOrDefault(reportId);
    }

    /// <summary>
    /// Makes keys for reports that have none, on the disk before this returns. Programs take turns on the file, so all of them have one and
    /// the same key for a report.
    /// </summary>
    /// <exception cref="UserFaultException">The file cannot be written.</exception>
    public void Make(IReadOnlyCollection<string> reportIds)
    {
        lock (_gate)
        {
            if (reportIds.All(_keys.ContainsKey)) return;
            using var stream = Alone(_file, FileMode.OpenOrCreate);
            Read(stream);
            foreach (var id in reportIds.Where(id => !_keys.ContainsKey(id)).Distinct().ToArray())
            {
                var key = RandomNumberGenerator.GetBytes(32);
                stream.Write(Line(id, key));
                _keys[id] = key;
            }
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Destroys a key: the file is written anew without it, and the old one overwritten first.</summary>
    public void Destroy(string reportId)
    {
        lock (_gate)
        {
            if (!_keys.Remove(reportId)) return;
            var next = _file + ".new";
            using (var old = Alone(_file, FileMode.Open))
            {
                Read(old);
                _keys.Remove(reportId);
                using (var stream = Alone(next, FileMode.Create))
                {
                    foreach (var (report, key) in _keys.OrderBy(k => k.Key, StringComparer.Ordinal)) stream.Write(Line(report, key));
                    stream.Flush(flushToDisk: true);
                }
                // A disk that writes elsewhere than told may still hold the old bytes; docs/record.md says so.
                old.Position = 0;
                old.Write(new byte[old.Length]);
                old.Flush(flushToDisk: true);
            }
            File.Move(next, _file, overwrite: true);
        }
    }

    /// <summary>Seals bytes under a key.</summary>
    public static StoredBytes Seal(byte[] key, ReadOnlySpan<byte> bytes)
    {
        var (packing, packed) = Packing.Pack(bytes);
        byte[] plain = [(byte)packing, .. packed];
        var result = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(result.AsSpan(0, NonceBytes), plain, result.AsSpan(NonceBytes + TagBytes), result.AsSpan(NonceBytes, TagBytes));
        return new(Packing.Sealed, result);
    }

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="InvalidDataException">It was changed, or sealed under another key.</exception>
    public static byte[] Open(byte[] key, byte[] bytes)
    {
        if (bytes.Length <= NonceBytes + TagBytes) throw new InvalidDataException("it is too short to be sealed");
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain);
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException("its seal is broken", e);
        }
        return Packing.Unpack(plain[0], plain[1..]);
    }

    /// <summary>The name under which a sealed report's text or original is kept: it tells nothing of the bytes to who has not the report's id.</summary>
    public static byte[] ContentName(string reportId, byte[] hash) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"hudna-sealed\n{reportId}\n{Convert.ToHexStringLower(hash)}\n"));

    private void Read(FileStream stream)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            try
            {
                using var e = JsonDocument.Parse(line);
                _keys[e.RootElement.GetProperty("report").GetString()!] = e.RootElement.GetProperty("key").GetBytesFromBase64();
            }
            catch (Exception inner) when (inner is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new UserFaultException(new Fault("this line is no key of a sealed report", _file, number, "Restore the file of keys"), inner);
            }
        }
        stream.Seek(0, SeekOrigin.End);
    }

    private static FileStream Alone(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, options);
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(20);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserFaultException(new Fault("the file of keys cannot be written", file, null, "Check its permissions and that no other program holds it"), e);
            }
        }
    }

    private static byte[] Line(string report, byte[] key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("report", report);
            json.WriteBase64String("key", key);
            json.WriteEndObject();
        }
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
