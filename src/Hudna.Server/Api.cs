using Hudna.Codebook;
using Hudna.Observatory;
using Hudna.Server.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hudna.Server;

/// <summary>The routes under <c>/api</c>; docs/api.md describes them. All but two only read.</summary>
internal static class Api
{
    public static void Map(IEndpointRouteBuilder routes, Func<Snapshot> now, Func<ReaderWord, Decision>? decide)
    {
        var api = routes.MapGroup("/api");
        Get(api, "/summary", (c, s) => Answer.Json(c, json => TheatreJson.WriteSummary(json, s)), now);
        Get(api, "/theatre", (c, s) => Answer.Json(c, json => TheatreJson.WriteTheatre(json, s)), now);
        Get(api, "/shapes", (c, s) => Answer.Json(c, json => ShapeJson.Write(json, s), "application/geo+json"), now);
        Get(api, "/incidents", Incidents, now);
        Get(api, "/incidents/{id}", (c, s) => s.Incident(Id(c)) is { } incident
            ? Answer.Json(c, json => IncidentJson.WriteOne(json, s, incident))
            : Answer.NotFound(c, $"There is no incident '{Id(c)}'."), now);
        Get(api, "/reports", (c, s) => Answer.Json(c, json => ReportJson.WriteList(json, s)), now);
        Get(api, "/reports/{id}", (c, s) => s.Report(Id(c)) is { } report
            ? Answer.Json(c, json => ReportJson.WriteOne(json, s, report))
            : Answer.NotFound(c, $"There is no report '{Id(c)}'."), now);
        Get(api, "/claims/{id}", (c, s) => s.Claim(Id(c)) is { } claim
            ? Answer.Json(c, json => ReportJson.WriteClaim(json, s, claim))
            : Answer.NotFound(c, $"There is no claim '{Id(c)}'."), now);
        Get(api, "/ledger/{id}", (c, s) => AgreementOf(c, s) is { } agreement
            ? Answer.Json(c, json => LedgerJson.WriteLedger(json, s, agreement))
            : Answer.NotFound(c, $"There is no agreement '{Id(c)}'."), now);
        Get(api, "/ledger/{id}/findings", Findings, now);
        Get(api, "/measures/{id}", Measures.Answered, now);
        Get(api, "/measures/{id}/{chart}.svg", Measures.Drawn, now);
        Get(api, "/decisions", (c, s) => Answer.Json(c, json => DecisionListJson.WriteList(json, s)), now);
        Deciding.Map(api, now, decide);
        api.MapFallback("{*path}", (HttpContext c) => Answer.NotFound(c, $"There is nothing at '{c.Request.Path}'."));
    }

    private static Task Incidents(HttpContext context, Snapshot snapshot)
    {
        var filter = IncidentFilter.Of(context.Request.Query);
        return Answer.Json(context, json => IncidentJson.WriteList(json, snapshot, filter));
    }

    private static Task Findings(HttpContext context, Snapshot snapshot)
    {
        if (AgreementOf(context, snapshot) is not { } agreement) return Answer.NotFound(context, $"There is no agreement '{Id(context)}'.");
        var filter = IncidentFilter.Of(context.Request.Query);
        return Answer.Json(context,
            json => LedgerJson.WriteFindings(json, snapshot, agreement, filter.Term, filter.Reading, filter.Verdict));
    }

    private static void Get(RouteGroupBuilder api, string pattern, Func<HttpContext, Snapshot, Task> answer, Func<Snapshot> now) =>
        api.MapGet(pattern, async (HttpContext context) =>
        {
            try
            {
                await answer(context, now());
            }
            catch (BadQueryException e)
            {
                await Answer.Problem(context, StatusCodes.Status400BadRequest, "Bad query", e.Message);
            }
        });

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static Agreement? AgreementOf(HttpContext context, Snapshot snapshot) =>
        snapshot.Theatre.Agreements.FirstOrDefault(a => a.Id == Id(context));
}
