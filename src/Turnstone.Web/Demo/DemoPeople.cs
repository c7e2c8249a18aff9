using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Turnstone.UseCases.People;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Demo;

/// <summary>Somebody of the demo company.</summary>
/// <param name="Id">Number of the person.</param>
/// <param name="Name">Name.</param>
/// <param name="Role">What they are there.</param>
/// <param name="Stamp">Stamp of their account.</param>
public sealed record DemoPerson(long Id, string Name, string Role, string Stamp);

/// <summary>
/// Being somebody else without a password: mapped in the demo's host only, and only on a loopback address.
/// </summary>
internal static class DemoPeople
{
    public static void MapDemoPeople(this WebApplication app, WebSettings settings)
    {
        if (!settings.SwitchesPeople)
            return;
        if (!WebApp.IsLoopback(settings.Address))
            throw new InvalidOperationException("People can be switched on a loopback address only.");
        app.MapPost("/demo/people/be", async (HttpContext http, [FromForm] long person) =>
        {
            if (settings.DemoPeople.FirstOrDefault(one => one.Id == person) is not { } chosen)
                return Results.NotFound();
            await SignInCookie.Give(http, new SignedIn(chosen.Id, chosen.Name, chosen.Stamp), settings.Connection);
            return WayOut.Went(http, "/");
        }).AllowAnonymous();
    }
}
