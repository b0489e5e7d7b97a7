using System.Text.Json;
using Hudna.Codebook;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hudna.Server;

/// <summary>
/// <c>POST /api/findings/{id}/steps</c>: takes a step in the life of a finding into the record, guarded as decisions are
/// (<see cref="Deciding"/>).
/// </summary>
internal static class FindingApi
{
    /// <summary>Takes a step: finding, step, who, why.</summary>
    public delegate Decision Take(string findingId, DecisionKind step, string? reader, string? reason);

    public static void Map(IEndpointRouteBuilder routes, Func<Snapshot> now, Take take) =>
        routes.MapPost("/api/findings/{id}/steps", async (HttpContext context) =>
        {
            if (Deciding.Foreign(context.Request) is { } foreign)
            {
                await Answer.Problem(context, StatusCodes.Status403Forbidden, "Refused", foreign);
                return;
            }
            try
            {
                var (step, reader, reason) = await Body(context);
                var id = (string)context.Request.RouteValues["id"]!;
                var decision = take(id, step, reader, reason);
                var life = now().Histories.FirstOrDefault(h => h.FindingId == id || h.NowId == id || h.Steps.Any(s => s.Id == decision.Id));
                context.Response.StatusCode = StatusCodes.Status201Created;
                await Answer.Json(context, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("decision", decision.Id);
                    json.WriteString("stage", life?.Stage ?? "open");
                    json.WriteEndObject();
                });
            }
            catch (UserFaultException e)
            {
                await Answer.Problem(context, StatusCodes.Status422UnprocessableEntity, "Refused", string.Join(" ", e.Faults.Select(f => f.ToString())));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                await Answer.Problem(context, StatusCodes.Status400BadRequest, "Bad body", "Send one JSON object with step, reader and reason.");
            }
        });

    private static async Task<(DecisionKind Step, string? Reader, string? Reason)> Body(HttpContext context)
    {
        using var body = JsonDocument.Parse(await Deciding.Body(context.Request, context.RequestAborted));
        if (body.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        string? Text(string name) => body.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return Names.TryRead<DecisionKind>(Text("step"), out var step) ? (step, Text("reader"), Text("reason"))
            : throw new UserFaultException(new Fault($"'{Text("step")}' is no step of a finding", Mend: "Known are notify, answer, dispute, confirm, close, undo"));
    }
}
