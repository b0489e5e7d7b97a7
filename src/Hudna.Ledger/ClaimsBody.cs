using System.Buffers;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Ledger.Stores;

namespace Hudna.Ledger;

/// <summary>The body of an entry of claims: a line that names report, coder and number, then each claim's canonical line.</summary>
internal static class ClaimsBody
{
    private const string Prefix = "claim:";

    public static byte[] Write(string reportId, string coder, IReadOnlyList<Claim> claims)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + claims.Count * 768);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("report", reportId);
            json.WriteString("coder", coder);
            json.WriteNumber("claims", claims.Count);
            json.WriteEndObject();
            json.Flush();
            buffer.Write("\n"u8);
            foreach (var claim in claims)
            {
                json.Reset();
                ClaimJson.WriteTo(json, claim);
                json.Flush();
                buffer.Write("\n"u8);
            }
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static IEnumerable<Claim> Read(byte[] body)
    {
        foreach (var line in Lines(body).Skip(1)) yield return ClaimJson.Read(line);
    }

    public static Coding ReadCoding(byte[] body, StoredEntry e)
    {
        using var head = JsonDocument.Parse(Lines(body).First());
        return new(e.Subject, head.RootElement.GetProperty("coder").GetString() ?? "", DateTimeOffset.FromUnixTimeMilliseconds(e.At), e.Sequence,
            [.. Read(body)]);
    }

    public static IEnumerable<ReadOnlyMemory<byte>> Lines(byte[] body)
    {
        for (var from = 0; from < body.Length;)
        {
            var length = body.AsSpan(from).IndexOf((byte)'\n');
            if (length < 0) length = body.Length - from;
            yield return body.AsMemory(from, length);
            from += length + 1;
        }
    }

    /// <summary>The ten bytes that a claim's id names; null where it is no such id.</summary>
    public static byte[]? TryKey(string id)
    {
        if (id is null || id.Length != Prefix.Length + 20 || !id.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = new byte[10];
        return Convert.FromHexString(id.AsSpan(Prefix.Length), key, out _, out _) == OperationStatus.Done ? key : null;
    }
}
