using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class HostTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_gets_a_token_and_in_over_plain_http()
    {
        using var bench = new Bench();
        await using var host = await SandboxHost.Start(bench.Account, cancellation: Stop);
        using var client = new HttpClient { BaseAddress = new(host.BaseUrl) };

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = bench.Assertion(change: (_, payload) =>
                payload["aud"] = host.BaseUrl + "/services/rest/auth/oauth2/v1/token"),
        });
        using var answer = await client.PostAsync("/services/rest/auth/oauth2/v1/token", form, Stop);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["access_token"]!.GetValue<string>();
        using var connect = new HttpRequestMessage(HttpMethod.Options, "/services/rest/*");
        connect.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var connected = await client.SendAsync(connect, Stop);

        Assert.Equal(HttpStatusCode.NoContent, connected.StatusCode);
        Assert.Equal(2, bench.Account.Calls.Count);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Half)]
    public async Task A_broken_connection_is_an_error_on_the_wire_and_in_process(FaultKind kind)
    {
        using var bench = new Bench();
        await using var host = await SandboxHost.Start(bench.Account, cancellation: Stop);
        using var wire = new HttpClient { BaseAddress = new(host.BaseUrl) };
        using var inside = new HttpClient(new SandboxHandler(bench.Account)) { BaseAddress = new(host.BaseUrl) };

        foreach (var client in (HttpClient[])[wire, inside])
        {
            bench.Account.Faults.Add(new(kind));
            await Assert.ThrowsAsync<HttpRequestException>(() =>
                client.GetStringAsync("/services/rest/auth/oauth2/v1/keys", Stop));
            Assert.Contains("P-256", await client.GetStringAsync("/services/rest/auth/oauth2/v1/keys", Stop),
                StringComparison.Ordinal);
        }
    }
}
