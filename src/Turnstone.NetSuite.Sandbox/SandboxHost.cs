using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>The account on a port of the loopback, plain HTTP/1.1.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app, SandboxAccount account, string baseUrl)
    {
        _app = app;
        Account = account;
        BaseUrl = baseUrl;
    }

    /// <summary>The account behind it.</summary>
    public SandboxAccount Account { get; }

    /// <summary>Where it listens: "http://127.0.0.1:4711".</summary>
    public string BaseUrl { get; }

    /// <summary>Starts listening; port 0 takes a free one.</summary>
    public static async Task<SandboxHost> Start(SandboxAccount account, int port = 0,
        CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.Run(context => Serve(account, context));
        await app.StartAsync(cancellation);
        return new(app, account, app.Urls.First());
    }

    /// <summary>Waits until the process is told to stop.</summary>
    public Task Stopped(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task Serve(SandboxAccount account, HttpContext context)
    {
        var answer = await account.Answer(await Read(context), context.RequestAborted);
        if (answer.Delivery == Delivery.Dropped)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers.Append(name, value);
        // A 204 has no body, and Kestrel refuses a length on it.
        if (answer.Status == StatusCodes.Status204NoContent)
            return;

        context.Response.ContentLength = answer.Body.Length;
        var body = answer.Delivery == Delivery.Half ? answer.Body[..(answer.Body.Length / 2)] : answer.Body;
        if (context.Request.Method != "HEAD")
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        if (answer.Delivery == Delivery.Half)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }

    private static async Task<SandboxRequest> Read(HttpContext context)
    {
        // The raw target keeps the percent-encoding that a signature is over.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (Uri.TryCreate(target, UriKind.Absolute, out var absolute)
            && target.StartsWith("http", StringComparison.Ordinal))
            target = absolute.PathAndQuery;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new(
            context.Request.Method.ToUpperInvariant(),
            $"{context.Request.Scheme}://{context.Request.Host.Value}",
            mark < 0 ? target : target[..mark],
            mark < 0 ? "" : target[(mark + 1)..],
            headers) { Body = body.ToArray() };
    }
}
