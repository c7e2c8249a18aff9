using NetSuite.Tests.Sandbox;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Reading;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox;
using Xunit;

namespace NetSuite.Tests.Connector;

/// <summary>A sandbox with a connector in front of it, and the words its tests are written in.</summary>
internal sealed class Contract : IDisposable
{
    // The sandbox's own accounts, by the order it lays them.
    public const string Checking = "1";
    public const string Receivables = "4";
    public const string BadDebt = "12";
    public const string BankFees = "13";
    public const string Dollar = "1";
    public const string Home = "1";
    public const string Consulting = "1";

    private int _names;

    public Contract(SandboxKnobs? knobs = null, int atOnce = 3)
    {
        Account = SandboxAccount.Open(new() { Time = Time, Knobs = knobs ?? new() }, Bench.Keys);
        var address = AccountAddress.Of(Account.Account, "http://127.0.0.1:4711").Value;
        var credentials = new Credentials.OAuth2(
            Bench.Keys.ClientId, Bench.Keys.CurveCertificateId, Bench.Keys.CurvePrivateKeyPem);
        Client = NetSuiteClient.Open(new(address, credentials), new NetSuiteSettings(Time)
        {
            Handler = new SandboxHandler(Account),
            Seed = 11,
            Budget = new(atOnce, Time),
            ReadPatience = Timeout.InfiniteTimeSpan,
            WritePatience = Timeout.InfiniteTimeSpan,
        }).Value;
    }

    public SwiftTime Time { get; } = new();

    public SandboxAccount Account { get; }

    public NetSuiteClient Client { get; }

    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    public static Money Usd(decimal amount) => Money.Rounded(amount, Currency.Usd);

    public Heading Heading(string? externalId = null) =>
        new(externalId ?? $"ts-{++_names}", Home, Dollar, Today) { ExchangeRate = 1m };

    public Task<string> Customer(string name = "Northwind") => Made(new(
        RecordTypes.Customer, $$"""{"companyName":"{{name}}","subsidiary":{"id":"1"} }"""));

    public Task<string> Invoice(string customer, decimal amount) => Made(new(
        RecordTypes.Invoice,
        $$$"""
        {"entity":{"id":"{{{customer}}}"},"tranDate":"{{{Today:yyyy-MM-dd}}}",
         "item":{"items":[{"item":{"id":"1"},"quantity":1,"rate":{{{Usd(amount).ToPlainString()}}}}]}}
        """));

    public CustomerPaymentRequest Payment(string customer, decimal amount, params ApplyLine[] apply) =>
        new(Heading(), customer, Receivables, Usd(amount)) { Apply = apply };

    public static ApplyLine Line(string document, decimal amount, int line = 0) => new(document, line, Usd(amount));

    public async Task<string> Made(RecordBody body)
    {
        var outcome = await Client.Create(body, Desk.Stop);
        return Assert.IsType<WriteOutcome.Created>(outcome).Id;
    }

    public async Task<NetSuiteRecord> Read(string type, string id) =>
        (await Client.Get(new(type, id), Desk.Stop)).Value;

    public async Task<Money> OpenOf(string invoice) =>
        (await Read(RecordTypes.Invoice, invoice)).Amount("amountRemaining", Currency.Usd);

    /// <summary>What a person does in NetSuite's own pages; the connector deletes nothing.</summary>
    public async Task Delete(string type, string id)
    {
        var tba = new Credentials.Tba(
            Bench.Keys.ConsumerKey, Bench.Keys.ConsumerSecret, Bench.Keys.TokenId, Bench.Keys.TokenSecret);
        var address = new Uri($"http://127.0.0.1:4711/services/rest/record/v1/{type}/{id}");
        var moment = new TbaMoment(Time.GetUtcNow().ToUnixTimeSeconds(), $"delete-{type}-{id}");
        using var http = new HttpMessageInvoker(new SandboxHandler(Account));
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        request.Headers.Authorization = new(
            "OAuth", TbaSignature.Header(HttpMethod.Delete, address, tba, moment, Account.Account));
        using var answer = await http.SendAsync(request, Desk.Stop);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>Reads a feed from a place to its end: its rows, each told once, and the place.</summary>
    public async Task<(IReadOnlyList<T> Rows, SyncCursor At)> Sync<T>(Feed<T> feed, SyncCursor? from = null)
    {
        var rows = new List<T>();
        var at = from ?? SyncCursor.Beginning;
        await foreach (var page in feed.Read(Client, at, stop: Desk.Stop))
        {
            Assert.Null(page.Refusal);
            Assert.Empty(page.Value.Problems);
            rows.AddRange(page.Value.Rows);
            at = page.Value.Next;
        }

        return ([.. rows.Distinct()], at);
    }

    public void Dispose()
    {
        Client.Dispose();
        Account.Dispose();
    }
}
