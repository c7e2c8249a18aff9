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
        var door = context.HttpContext.RequestServices.GetRequiredService<UseCases.Door.UseCases>();
        var person = context.Principal?.FindFirstValue(Visit.PersonClaim);
        var stamp = context.Principal?.FindFirstValue(StampClaim);
        if (stamp is not null && long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (await door.Run(new CheckSignIn(id, stamp), Actor.Nobody)) is { Refusal: null, Value: true })
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
