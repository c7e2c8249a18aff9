using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Api;

/// <summary>
/// Files that programs and mail services send. Who may is said by a source's token, as <c>Authorization: Bearer</c> or
/// as the password of <c>Basic</c>; nothing of a body is read before the token is known. No cookie counts here, so that
/// no page of another can send in somebody's name.
/// </summary>
internal static class ArrivalApi
{
    /// <summary>Name of the limit on how often one machine may send.</summary>
    public const string Limit = "arrival";

    private const int MostAMinute = 240;
    private const int LargestMail = 64 * 1024 * 1024;

    public static void MapArrivalApi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/files", (HttpContext http, UseCases.Door.UseCases door, WebSettings settings) =>
            Take(http, door, settings, FileBodies.OfFiles)).AllowAnonymous().RequireRateLimiting(Limit);
        app.MapPost("/api/mail", (HttpContext http, UseCases.Door.UseCases door, WebSettings settings) =>
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = LargestMail;
            return Take(http, door, settings, FileBodies.OfMail);
        }).AllowAnonymous().RequireRateLimiting(Limit);
    }

    /// <summary>So often one machine may send; who sends more is told when to come again.</summary>
    public static IServiceCollection AddArrivalLimit(this IServiceCollection services) => services.AddRateLimiter(
        limits =>
        {
            limits.AddPolicy(Limit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
                {
                    PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1),
                }));
            limits.OnRejected = (refused, stop) =>
            {
                refused.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                refused.HttpContext.Response.Headers.RetryAfter = "60";
                return new(refused.HttpContext.Response.WriteAsJsonAsync(new
                {
                    code = "api.too_often", sentence = "Too much is sent from this machine: try again in a minute.",
                }, stop));
            };
        });

    private static async Task<IResult> Take(HttpContext http, UseCases.Door.UseCases door, WebSettings settings,
        Func<HttpRequest, long, Task<IReadOnlyList<(string Name, byte[] Content)>>> bodies)
    {
        var service = Actor.Service(settings.Connection);
        var token = TokenOf(http.Request.Headers.Authorization.ToString());
        if ((await door.Run(new KnowToken(token), service, http.RequestAborted)).Refusal is { } unknown)
            return Refused(http, unknown);
        var largest = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Looking.LargestFile;
        if (http.Request.ContentLength > largest)
            return Said(StatusCodes.Status413PayloadTooLarge, "api.too_large", TooLarge(largest));
        IReadOnlyList<(string Name, byte[] Content)> files;
        try
        {
            files = await bodies(http.Request, largest);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Said(StatusCodes.Status413PayloadTooLarge, "api.too_large", TooLarge(largest));
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException or IOException)
        {
            return Said(StatusCodes.Status400BadRequest, "api.unreadable_form",
                "The form cannot be read to its end: send it again as multipart/form-data, or the file as the body.");
        }

        return await Receive(http, door, (service, token), files);
    }

    private static async Task<IResult> Receive(HttpContext http, UseCases.Door.UseCases door,
        (Actor Service, string Token) caller, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var sent = new List<SentFile>();
        foreach (var (name, content) in files.Count > 0 ? files : [("", [])])
        {
            // What has begun is brought to its end, whether the sender still listens or not.
            var received = await door.Run(new ReceiveFile(caller.Token, name, content), caller.Service);
            if (!received.Is(out var became, out var refusal))
                return Refused(http, refusal);
            sent.AddRange(became);
        }

        if (sent.Exists(one => one.NewLines > 0 || one.State == "read"))
            await door.Run(new MatchEveryCompany(), caller.Service);
        return Results.Json(new { files = sent }, Plain, statusCode: Status(sent));
    }

    private static int Status(List<SentFile> sent) => sent.Exists(one => one.State == "refused")
        ? StatusCodes.Status422UnprocessableEntity
        : sent.Exists(one => one.State == "quarantined") ? StatusCodes.Status202Accepted
        : sent.TrueForAll(one => one.State == "known") ? StatusCodes.Status200OK : StatusCodes.Status201Created;

    private static IResult Refused(HttpContext http, Refusal refusal)
    {
        if (refusal.Code != "sources.bad_token")
            return Said(Visit.Status(refusal.Kind), refusal.Code, refusal.Sentence);
        http.Response.Headers.WWWAuthenticate = "Bearer, Basic realm=\"Turnstone\"";
        return Said(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Sentence);
    }

    internal static IResult Said(int status, string code, string sentence) =>
        Results.Json(new { code, sentence }, Plain, statusCode: status);

    private static string TooLarge(long largest) => FormattableString.Invariant(
        $"More than {largest / (1024 * 1024)} MB is not taken at once: put larger files into a folder or on a server.");

    private static string TokenOf(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return authorization["Bearer ".Length..].Trim();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";
        var pair = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), pair, out var length))
            return "";
        var text = Encoding.UTF8.GetString(pair, 0, length);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
