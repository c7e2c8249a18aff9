using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Turnstone.Web.Hosting;

/// <summary>
/// What every answer tells the browser: nothing from elsewhere, no inline script, no frames, no sniffing.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>A page is shown for what was asked for; a form that failed says so itself.</summary>
    public static IApplicationBuilder UseFormsWithoutStatusPages(this IApplicationBuilder app) => app.Use(
        (context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method)
                && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });

    /// <summary>A form without its token is a bad request, whatever the endpoint would have read of it.</summary>
    public static IApplicationBuilder UseFormTokens(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(
            "This form was sent twice, or stood open too long: load the page again.", context.RequestAborted);
    });

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // A page of money is never kept by a browser or a proxy; files with a fingerprint say otherwise themselves.
        context.Response.OnStarting(() =>
        {
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        headers.Vary = "HX-Request";
        return next(context);
    });
}
