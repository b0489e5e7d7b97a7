using System.Text.Json;
using Hudna.Codebook;
using Hudna.Observatory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hudna.Server;

/// <summary>
/// Takes a reader's decision into the record. A page of the web cannot reach it through the reader's browser: it takes only JSON, only
/// with a header that browsers do not let other pages send unasked, and only from the pages of this server.
/// </summary>
internal static class Deciding
{
    /// <summary>The header that a request must bear; its value does not matter.</summary>
    public const string Header = "X-Hudna-Reader";

    private const int LongestBody = 256 * 1024;

    /// <param name="routes">Where the address is added.</param>
    /// <param name="now">What the pages show.</param>
    /// <param name="decide">Takes a decision into the record; null where nothing may be decided.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<Snapshot> now, Func<ReaderWord, Decision>? decide) =>
        routes.MapPost("/decisions", (HttpContext context) => Take(context, now, decide));

    private static async Task Take(HttpContext context, Func<Snapshot> now, Func<ReaderWord, Decision>? decide)
    {
        if (Foreign(context.Request) is { } foreign)
        {
            await Answer.Problem(context, StatusCodes.Status403Forbidden, "Refused", foreign);
            return;
        }
        if (decide is null)
        {
            await Answer.Problem(context, StatusCodes.Status403Forbidden, "Refused", "Nothing can be decided here: what is shown is not an open ledger.");
            return;
        }
        try
        {
            var decision = decide(Read(await Body(context.Request, context.RequestAborted)));
            var snapshot = now();
            context.Response.StatusCode = StatusCodes.Status201Created;
            await Answer.Json(context, json =>
            {
                json.WriteStartObject();
                json.WriteString("id", decision.Id);
                json.WriteString("incident", IncidentAfter(snapshot, decision));
                json.WriteEndObject();
            });
        }
        catch (Exception e) when (e is UserFaultException or FormatException)
        {
            await Answer.Problem(context, StatusCodes.Status400BadRequest, "Not decided", e.Message);
        }
    }

    // Why a request may not come from this server's own pages; null where it does.
    internal static string? Foreign(HttpRequest request)
    {
        if (!request.HasJsonContentType()) return "What changes the record is sent as application/json.";
        if (!request.Headers.ContainsKey(Header)) return $"The header {Header} is missing.";
        return request.Headers.Origin.Any(o => o != $"{request.Scheme}://{request.Host}") || request.Headers["Sec-Fetch-Site"].Any(s => s is not ("same-origin" or "none"))
            ? "Another page sent this." : null;
    }

    internal static async Task<byte[]> Body(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellation)) > 0;)
        {
            body.Write(part, 0, read);
            if (body.Length > LongestBody) throw new FormatException("What was sent is too long.");
        }
        return body.ToArray();
    }

    private static ReaderWord Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new FormatException("A decision is a JSON object.");
            var kind = Text(root, "kind");
            if (!Names.TryRead<DecisionKind>(kind, out var decided)) throw new FormatException($"'{kind}' is nothing that can be decided.");
            var subjects = root.TryGetProperty("subjects", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(s => s.ValueKind == JsonValueKind.String ? s.GetString()! : throw new FormatException("'subjects' are ids.")).ToArray()
                : throw new FormatException("'subjects' is missing.");
            return new(decided, subjects, Text(root, "reader") ?? "", Text(root, "reason") ?? "", Text(root, "field"), Text(root, "value"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // half a surrogate pair is no text
        {
            throw new FormatException("A decision is a JSON object.");
        }
    }

    private static string? Text(JsonElement root, string name) => !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"'{name}' is a text.");

    // Where what was decided stands now: the incident that holds the first of the claims that are named.
    private static string? IncidentAfter(Snapshot snapshot, Decision decision)
    {
        var named = decision.Kind == DecisionKind.Undo
            ? decision.Subjects.SelectMany(id => snapshot.Readers.All.Where(d => d.Id == id)).SelectMany(d => d.Subjects) : decision.Subjects;
        return named.Select(s => s.StartsWith("incident:", StringComparison.Ordinal) ? "claim:" + s["incident:".Length..] : s)
            .Select(snapshot.IncidentOf).FirstOrDefault(i => i is not null);
    }
}
