using Microsoft.AspNetCore.Builder;

namespace Turnstone.Web.Hosting;

/// <summary>
/// What every answer tells the browser: nothing from elsewhere, no inline script, no frames, no sniffing.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // A page of money is never kept by a browser or a proxy; files with a fingerprint say otherwise themselves.
        headers.CacheControl = "no-store";
        headers.Vary = "HX-Request";
        return next(context);
    });
}
