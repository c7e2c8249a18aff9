using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnstone.NetSuite.Scripts;
using Turnstone.Web.Hosting;
using Turnstone.Web.Jobs;

namespace Turnstone.Web.Api;

/// <summary>
/// What the SuiteApp's user event tells: that a record was changed, signed. It is answered before anything is read,
/// since a person waits in NetSuite for its record to be saved; what was told is followed by <see cref="HintRound"/>.
/// </summary>
internal static class PushApi
{
    private const int LargestMessage = 4096;

    public static void MapPushApi(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/netsuite", Take).AllowAnonymous().RequireRateLimiting(ArrivalApi.Limit);

    private static async Task<IResult> Take(HttpContext http, WebSettings settings, HintDesk desk)
    {
        if (settings.PushSecret is not { } secret)
        {
            return ArrivalApi.Said(StatusCodes.Status404NotFound, "push.off",
                "No hints are taken: put push_secret into netsuite.json, as docs/netsuite-setup.md shows.");
        }

        var body = new byte[LargestMessage + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(
            body, body.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length > LargestMessage)
        {
            return ArrivalApi.Said(StatusCodes.Status413PayloadTooLarge, "push.too_large",
                "A hint names type, id and event of one record; this is more.");
        }

        var headers = http.Request.Headers;
        var received = new PushReceived(headers["X-Turnstone-Timestamp"].ToString(),
            headers["X-Turnstone-Signature"].ToString(), Encoding.UTF8.GetString(body, 0, length));
        if (!PushMessage.Read(received, secret, TimeProvider.System.GetUtcNow()).Is(out var hint, out var refusal))
            return ArrivalApi.Said(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Sentence);
        desk.Take(hint);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
