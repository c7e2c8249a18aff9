using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.NetSuite.Scripts;
using Turnstone.Web.Hosting;
using Turnstone.Web.Jobs;
using Xunit;

namespace Web.Tests;

/// <summary>Hints of NetSuite's user event: taken where they are signed, and by nobody else.</summary>
public sealed class PushApiTests(DemoApp demo)
{
    private const string Secret = "a secret of at least thirty-two characters";
    private const string Body = """{"type":"invoice","id":"7","event":"edit"}""";

    [Fact]
    public async Task A_signed_hint_is_taken_and_any_other_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-push-").FullName;
        await using var app = WebApp.Build(Settings(folder) with { PushSecret = Secret }, demo.Installation.Door);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(HttpStatusCode.Accepted, await Send(client, Body, Secret, now));
        Assert.Equal(HttpStatusCode.Accepted, await Send(client, Body, Secret, now));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(client, Body, "another secret", now));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(client, Body, Secret, now.AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(client, "[]", Secret, now));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Send(client, new string(' ', 5000), Secret, now));

        var hints = await app.Services.GetRequiredService<HintDesk>().Next(
            TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(new PushMessage("invoice", "7", "edit"), Assert.Single(hints));
        await app.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_secret_no_hint_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-push-").FullName;
        await using var app = WebApp.Build(Settings(folder), demo.Installation.Door);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        Assert.Equal(HttpStatusCode.NotFound, await Send(client, Body, "", TimeProvider.System.GetUtcNow()));
        await app.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private WebSettings Settings(string folder) => new()
    {
        Address = "http://127.0.0.1:0", KeyFolder = folder, Connection = demo.Installation.Service.Connection,
    };

    private static async Task<HttpStatusCode> Send(
        HttpClient client, string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/netsuite")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Turnstone-Timestamp", seconds);
        request.Headers.Add("X-Turnstone-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"))));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
