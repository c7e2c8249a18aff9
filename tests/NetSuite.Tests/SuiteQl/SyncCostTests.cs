using System.Text.Json;
using NetSuite.Tests.Sandbox;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Reading;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>What our own connector asks of the sandbox costs what it reads, not what there is.</summary>
public sealed class SyncCostTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly Listener _heard;
    private readonly NetSuiteClient _client;

    public SyncCostTests()
    {
        new SandboxSeed { Customers = 150, InvoicesPerCustomer = 10 }.Fill(_bench.Account);
        _heard = new(new SandboxHandler(_bench.Account));
        var address = AccountAddress.Of(_bench.Account.Account, Bench.Origin, Bench.Origin).Value;
        var credentials = new Credentials.OAuth2(
            Bench.Keys.ClientId, Bench.Keys.CurveCertificateId, Bench.Keys.CurvePrivateKeyPem);
        _client = NetSuiteClient.Open(new(address, credentials), new(_bench.Time) { Handler = _heard, Seed = 1 }).Value;
    }

    public void Dispose()
    {
        _client.Dispose();
        _heard.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Every_page_of_customers_and_documents_touches_a_few_rows_for_each_it_gives()
    {
        var customers = await Count(Feeds.Customers);
        var documents = await Count(Feeds.Transactions());

        // The feed repeats the last minutes, and here everything is of the last minutes.
        Assert.InRange(customers, 150, 300);
        Assert.True(documents > 1500, $"Only {documents} documents were read.");
        Assert.InRange(_heard.Queries.Count, 5, 100);
        foreach (var query in _heard.Queries.Where(query => query.Text.Contains("FETCH", StringComparison.Ordinal)))
        {
            var result = new SuiteQlEngine(_bench.Account.Tables).Run(query, SuiteQl.Ask.Settings).Result;
            Assert.NotNull(result);
            Assert.True(
                result.Steps <= (12 * result.Rows.Count) + 100,
                $"{result.Steps} rows were touched for {result.Rows.Count}: {query.Text}");
        }
    }

    private async Task<int> Count<T>(Feed<T> feed)
    {
        var count = 0;
        var stop = TestContext.Current.CancellationToken;
        await foreach (var page in feed.Read(_client, SyncCursor.Beginning, stop: stop))
        {
            count += page.Value.Rows.Count;
        }

        return count;
    }

    /// <summary>Keeps each query on its way to the account.</summary>
    private sealed class Listener(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<SuiteQlRequest> Queries { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            if (request.RequestUri?.AbsolutePath.EndsWith("/suiteql", StringComparison.Ordinal) == true)
            {
                using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(stop));
                object?[] values = body.RootElement.TryGetProperty("params", out var given)
                    ? [.. given.EnumerateArray().Select(value => value.GetString())]
                    : [];
                Queries.Add(new(body.RootElement.GetProperty("q").GetString()!, values));
            }

            return await base.SendAsync(request, stop);
        }
    }
}
