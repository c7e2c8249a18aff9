using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.Web.Hosting;

/// <summary>
/// One request of a signed-in person: who they are, which company they look at, and the one door. Pages hold no rules;
/// they ask and do through this.
/// </summary>
public sealed class Visit(IHttpContextAccessor accessor, UseCases.Door.UseCases door, WorkBoard board)
{
    /// <summary>Claim that holds the person's number.</summary>
    public const string PersonClaim = "turnstone:person";

    /// <summary>Claim that holds the connection they work in.</summary>
    public const string ConnectionClaim = "turnstone:connection";

    /// <summary>Cookie that remembers the company chosen in the bar on top; empty means all of them.</summary>
    public const string CompanyCookie = "turnstone-company";

    /// <summary>Where the last refusal of a request is kept.</summary>
    public const string RefusalItem = "turnstone:refusal";

    /// <summary>The request.</summary>
    public HttpContext Http => accessor.HttpContext
        ?? throw new InvalidOperationException("A visit is asked for outside a request.");

    /// <summary>Who they are to the door; nobody where they have not signed in.</summary>
    public Actor Actor => Number(PersonClaim) is { } person
        ? new(person, Number(ConnectionClaim) ?? Actor.FilesConnection)
        : Actor.Nobody;

    /// <summary>Their name as they signed in.</summary>
    public string Name => Http.User.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>The company they look at; null for all they may see.</summary>
    public CompanyId? Company => Http.Request.Cookies[CompanyCookie] is { Length: > 0 } company
        ? new CompanyId(company)
        : null;

    /// <summary>The calendar day of the door's clock.</summary>
    public DateOnly Today => door.Today;

    /// <summary>Stops what the request started when the person goes away.</summary>
    public CancellationToken Gone => Http.RequestAborted;

    /// <summary>Asks a question; where it is refused, the answer's status says so.</summary>
    public async Task<Result<T>> Ask<T>(IQuery<T> query) => Told(await door.Run(query, Actor, Gone));

    /// <summary>Does an act; where it is refused, the answer's status says so.</summary>
    public async Task<Result<T>> Do<T>(IUseCase<T> act) => Done(await door.Run(act, Actor, Gone));

    /// <summary>Does an act once per key, however often the form is sent.</summary>
    public async Task<Result<T>> Do<T>(IUseCase<T> act, string key) => Done(await door.Run(act, Actor, key, Gone));

    /// <summary>Does long work, to the end even where the person goes away; their pages show how far it is.</summary>
    public async Task<Result<T>> Do<T>(ILongUseCase<T> act, string what)
    {
        using var under = board.Begin(Actor.Person, what);
        return Told(await door.Run(act, Actor, under, CancellationToken.None));
    }

    /// <summary>The HTTP status of a kind of refusal.</summary>
    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Outside => StatusCodes.Status502BadGateway,
    };

    private Result<T> Done<T>(Result<T> result)
    {
        board.Touch();
        return Told(result);
    }

    private Result<T> Told<T>(Result<T> result)
    {
        if (result.Refusal is { } refusal && !Http.Response.HasStarted)
        {
            Http.Response.StatusCode = Status(refusal.Kind);
            // The page of what is not there says why.
            Http.Items[RefusalItem] = refusal;
        }

        return result;
    }

    private long? Number(string claim) =>
        long.TryParse(Http.User.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
