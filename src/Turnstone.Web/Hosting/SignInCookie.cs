using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;

namespace Turnstone.Web.Hosting;

/// <summary>
/// The cookie of somebody who signed in. It holds who they are and a stamp; each request asks the door whether the
/// stamp
/// still holds, so that seeing a person off ends their sessions at once.
/// </summary>
internal static class SignInCookie
{
    private const string StampClaim = "turnstone:stamp";

    public static Task Give(HttpContext http, SignedIn who, long connection) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, who.Name),
            new(Visit.PersonClaim, who.Person.ToString(CultureInfo.InvariantCulture)),
            new(Visit.ConnectionClaim, connection.ToString(CultureInfo.InvariantCulture)),
            new(StampClaim, who.Stamp),
        ], CookieAuthenticationDefaults.AuthenticationScheme)));

    public static async Task Check(CookieValidatePrincipalContext context)
    {
        if (await Holds(context.HttpContext, context.Principal))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>True where who makes the request is still signed in; a stream asks this again and again.</summary>
    public static Task<bool> Holds(HttpContext http) => Holds(http, http.User);

    /// <summary>
    /// A page is asked for the sign-in; a stream whose sign-in ended is told to stop, since it would try for ever.
    /// </summary>
    public static Task SendAway(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Headers.Accept.Contains("text/event-stream", StringComparer.Ordinal))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static async Task<bool> Holds(HttpContext http, ClaimsPrincipal? principal)
    {
        var door = http.RequestServices.GetRequiredService<UseCases.Door.UseCases>();
        var person = principal?.FindFirstValue(Visit.PersonClaim);
        var stamp = principal?.FindFirstValue(StampClaim);
        return stamp is not null
            && long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (await door.Run(new CheckSignIn(id, stamp), Actor.Nobody)) is { Refusal: null, Value: true };
    }
}
