using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hudna.Server;

/// <summary>Answers of the API: JSON with an entity tag over its bytes, faults as problem details (RFC 9457).</summary>
internal static class Answer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Json(HttpContext context, Action<Utf8JsonWriter> write, string mediaType = "application/json") =>
        Bytes(context, Write(write), mediaType);

    public static Task Text(HttpContext context, string text, string mediaType)
    {
        var body = new ArrayBufferWriter<byte>(text.Length + 16);
        Encoding.UTF8.GetBytes(text, body);
        return Bytes(context, body, mediaType);
    }

    private static async Task Bytes(HttpContext context, ArrayBufferWriter<byte> body, string mediaType)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan))[..24]}\"";
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.Any(v => v?.Contains(tag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = mediaType + "; charset=utf-8";
        await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    public static Task NotFound(HttpContext context, string what) => Problem(context, StatusCodes.Status404NotFound, "Not found", what);

    public static async Task Problem(HttpContext context, int status, string title, string detail)
    {
        var body = Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteEndObject();
        });
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static ArrayBufferWriter<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(body, Options);
        write(json);
        json.Flush();
        return body;
    }
}
