using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnstone.Web.Api;
using Turnstone.Web.Demo;
using Turnstone.Web.Jobs;
using Turnstone.Web.Staff;
using Turnstone.Web.Staff.Banking;
using Turnstone.Web.Staff.CashApplication;
using Turnstone.Web.Staff.Ledger;
using Turnstone.Web.Staff.People;
using Turnstone.Web.Staff.Posting;
using Turnstone.Web.Staff.Reporting;
using Turnstone.Web.Staff.Settings;

namespace Turnstone.Web.Hosting;

/// <summary>
/// Builds the web app: static server-rendered pages, one door behind them, nothing without signing in.
/// </summary>
public static class WebApp
{
    /// <summary>An app that listens on the settings' address once it is started.</summary>
    public static WebApplication Build(WebSettings settings, UseCases.Door.UseCases door)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "turnstone",
            // The published program finds its assets from any working folder.
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FileActs.MostBytes;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A port that is taken is one sentence of the command, not a trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The key ring lies in the folder of the keys, which only its owner reads; that it is not encrypted once more
        // is meant, and not worth a warning at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        AddServices(builder.Services, settings, door);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseFormsWithoutStatusPages();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseFormTokens();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().WithStaticAssets();
        LiveStream.Map(app);
        app.MapReceiptActs();
        app.MapBulkActs();
        app.MapLearnedActs();
        app.MapFileActs();
        app.MapArrivalApi();
        app.MapPushApi();
        app.MapDoctorActs();
        app.MapMappingActs();
        app.MapAgingExport();
        app.MapMatchRatesExport();
        app.MapLedgerActs();
        app.MapPersonActs();
        app.MapSettingActs();
        app.MapPostingActs();
        app.MapDemoPeople(settings);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebSettings settings, UseCases.Door.UseCases door)
    {
        services.AddSingleton(settings);
        services.AddSingleton(door);
        services.AddSingleton<HintDesk>();
        services.AddJobs(settings);
        services.AddHttpContextAccessor();
        services.AddSingleton<WorkBoard>();
        services.AddScoped<Visit>();
        services.AddScoped<LiveStream>();
        services.AddScoped<Bench>();
        services.AddScoped<PersonActs.Services>();
        services.AddSingleton<Told>();
        services.AddArrivalLimit();
        services.AddRazorComponents();
        services.AddAntiforgery(options => options.Cookie.Name = "turnstone-form");
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = FileActs.MostBytes);
        services.AddDataProtection().SetApplicationName("turnstone")
            .PersistKeysToFileSystem(new DirectoryInfo(settings.KeyFolder));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "turnstone";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = IsLoopback(settings.Address)
                ? CookieSecurePolicy.SameAsRequest
                : CookieSecurePolicy.Always;
            options.LoginPath = settings.SwitchesPeople ? "/demo/people" : "/sign-in";
            options.AccessDeniedPath = "/forbidden";
            options.ExpireTimeSpan = TimeSpan.FromHours(10);
            options.Events.OnValidatePrincipal = SignInCookie.Check;
            options.Events.OnRedirectToLogin = SignInCookie.SendAway;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>True where only this machine can reach the address.</summary>
    public static bool IsLoopback(string address) => new Uri(address).Host is "localhost"
        || IPAddress.TryParse(new Uri(address).Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host);
}
