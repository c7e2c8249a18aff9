using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.People;

/// <summary>Coming in and going out.</summary>
internal static class PersonActs
{
    public static void MapPersonActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/enter", SignIn).AllowAnonymous();
        app.MapPost("/invite", Accept).AllowAnonymous();
        app.MapPost("/sign-out", async (HttpContext http, [FromForm] string? reason) =>
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return WayOut.Went(http, "/sign-in");
        });
        app.MapPost("/company", (HttpContext http, [FromForm] string? company, [FromForm] string? back) =>
        {
            http.Response.Cookies.Append(Visit.CompanyCookie, company ?? "",
                new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return WayOut.Went(http, WayOut.Local(back));
        });
    }

    private static async Task<IResult> SignIn([FromForm] SignInForm form, HttpContext http, Services services)
    {
        var result = await services.Door.Run(
            new SignIn(form.Email ?? "", form.Password ?? "", Blank(form.Code)), Actor.Nobody);
        if (result.Is(out var answer, out var refusal) && answer is { Outcome: SignInOutcome.Done, Who: { } who })
        {
            await SignInCookie.Give(http, who, services.Settings.Connection);
            return WayOut.Went(http, WayOut.Local(form.Back));
        }

        services.Told.Say(http, refusal?.Sentence ?? Sentence(answer), good: false);
        return WayOut.Went(http, "/sign-in?ReturnUrl=" + Uri.EscapeDataString(WayOut.Local(form.Back)));
    }

    private static async Task<IResult> Accept([FromForm] InviteForm form, HttpContext http, Services services)
    {
        var result = await services.Door.Run(new AcceptInvite(form.Token ?? "", form.Password ?? ""), Actor.Nobody);
        if (result.Is(out var who, out var refusal))
        {
            await SignInCookie.Give(http, who, services.Settings.Connection);
            return WayOut.Went(http, "/");
        }

        services.Told.Say(http, refusal.Sentence, good: false);
        return WayOut.Went(http, "/invite/" + Uri.EscapeDataString(form.Token ?? ""));
    }

    private static string Sentence(SignInAnswer? answer) => answer switch
    {
        { Outcome: SignInOutcome.Locked, LockedUntil: { } until } =>
            $"Too many wrong passwords: try again after {Figures.Of(until)}.",
        { Outcome: SignInOutcome.NeedsCode } => "The password is right; type the code of your app, too.",
        _ => "Address or password are wrong.",
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The form of signing in.</summary>
    internal sealed record SignInForm(string? Email, string? Password, string? Code, string? Back);

    /// <summary>The form of a one-time link.</summary>
    internal sealed record InviteForm(string? Token, string? Password);

    /// <summary>What signing in uses.</summary>
    internal sealed record Services(UseCases.Door.UseCases Door, WebSettings Settings, Told Told);
}
