using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger;

/// <summary>
/// A signed statement that the record stood so at an entry. Kept apart from the record (beside it, printed, with a lawyer), it shows later
/// that nothing up to there was changed, not even by somebody who works all hashes out again.
/// </summary>
public sealed record Checkpoint
{
    /// <summary>The record's own name, from its first entry.</summary>
    public required string Record { get; init; }

    /// <summary>The last entry that it covers.</summary>
    public required long Sequence { get; init; }

    /// <summary>That entry's hash, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was signed, UTC to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The public key: SubjectPublicKeyInfo, base64.</summary>
    public required string Key { get; init; }

    /// <summary>ECDSA over P-256 with SHA-256 of <see cref="Statement()"/>, r and s one after the other (IEEE P1363), base64.</summary>
    public required string Signature { get; init; }

    /// <summary>The bytes that are signed: six lines of UTF-8, each ended by a line feed.</summary>
    public byte[] Statement() => Statement(Record, Sequence, Hash, At, Key);

    /// <summary>Whether the signature is that of the key over this statement.</summary>
    public bool IsSigned()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Key), out _);
            return key.VerifyData(Statement(), Convert.FromBase64String(Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The checkpoint as a line of JSON, without a line end.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("record", Record);
            json.WriteNumber("sequence", Sequence);
            json.WriteString("hash", Hash);
            json.WriteNumber("at", At.ToUnixTimeMilliseconds());
            json.WriteString("key", Key);
            json.WriteString("signature", Signature);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a file of checkpoints, one to a line; empty where there is no such file.</summary>
    /// <exception cref="UserFaultException">A line is no checkpoint.</exception>
    public static IReadOnlyList<Checkpoint> ReadFile(string file)
    {
        if (!File.Exists(file)) return [];
        var checkpoints = new List<Checkpoint>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                var e = document.RootElement;
                checkpoints.Add(new()
                {
                    Record = e.GetProperty("record").GetString()!,
                    Sequence = e.GetProperty("sequence").GetInt64(),
                    Hash = e.GetProperty("hash").GetString()!,
                    At = DateTimeOffset.FromUnixTimeMilliseconds(e.GetProperty("at").GetInt64()),
                    Key = e.GetProperty("key").GetString()!,
                    Signature = e.GetProperty("signature").GetString()!,
                });
            }
            catch (Exception inner) when (inner is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
            {
                throw new UserFaultException(new Fault("this line is no checkpoint", file, number, "Restore the file from where it was kept apart"), inner);
            }
        }
        return checkpoints;
    }

    /// <summary>Adds this checkpoint to a file.</summary>
    public void AppendTo(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write([.. Write(), (byte)'\n']);
        stream.Flush(flushToDisk: true);
    }

    internal static byte[] Statement(string record, long sequence, string hash, DateTimeOffset at, string key) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"hudna-checkpoint/1\n{record}\n{sequence}\n{hash}\n{at.ToUnixTimeMilliseconds()}\n{key}\n"));
}

/// <summary>A local key that signs checkpoints: ECDSA over P-256, kept as a PKCS #8 PEM file that only its owner may read.</summary>
public sealed class CheckpointKey : IDisposable
{
    private readonly ECDsa _key;

    private CheckpointKey(ECDsa key)
    {
        _key = key;
        Public = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public half: SubjectPublicKeyInfo, base64.</summary>
    public string Public { get; }

    /// <summary>Reads the key, or makes one where the file is not there.</summary>
    /// <exception cref="UserFaultException">The file holds no such key.</exception>
    public static CheckpointKey Open(string file)
    {
        if (File.Exists(file))
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(File.ReadAllText(file));
                return new(key);
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                key.Dispose();
                throw new UserFaultException(new Fault("this file holds no private key", file, null, "Restore it, or name another; a new key makes new checkpoints, it cannot renew old ones"), e);
            }
        }
        var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file, options)) writer.Write(made.ExportPkcs8PrivateKeyPem());
        return new(made);
    }

    /// <summary>Signs that a record stands so.</summary>
    public Checkpoint Sign(Record record, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        at = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var name = record.Id;
        var snapshot = record.Snapshot;
        var statement = Checkpoint.Statement(name, snapshot.Sequence, snapshot.Hash, at, Public);
        return new()
        {
            Record = name,
            Sequence = snapshot.Sequence,
            Hash = snapshot.Hash,
            At = at,
            Key = Public,
            Signature = Convert.ToBase64String(_key.SignData(statement, HashAlgorithmName.SHA256)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
