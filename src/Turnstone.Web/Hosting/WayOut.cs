using Microsoft.AspNetCore.Http;

namespace Turnstone.Web.Hosting;

/// <summary>Where a person comes out of a form that was sent.</summary>
internal static class WayOut
{
    /// <summary>An address of ours, never another's.</summary>
    public static string Local(string? back) =>
        back is { Length: > 0 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal)
            && !back.StartsWith("/\\", StringComparison.Ordinal)
            ? back
            : "/";

    /// <summary>303, so that the browser asks for the page instead of sending the form again.</summary>
    public static IResult Went(HttpContext http, string address)
    {
        http.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
