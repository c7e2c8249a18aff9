using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

/// <summary>A NetSuite stand-in in this process, a client of it, and a database beside it.</summary>
internal sealed class NetSuiteDesk : IAsyncDisposable
{
    private static readonly SandboxCredentials s_keys = SandboxCredentials.Create();

    private readonly SandboxAccount _account;
    private readonly NetSuiteClient _client;

    private NetSuiteDesk(SandboxAccount account, NetSuiteClient client, TestDatabase test)
    {
        _account = account;
        _client = client;
        Test = test;
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestDatabase Test { get; }

    public SandboxAccount Account => _account;

    public Stoppable NetSuite { get; private init; } = null!;

    public static async Task<NetSuiteDesk> Open(Engine engine)
    {
        var clock = new TestClock();
        var account = SandboxAccount.Open(new() { Time = clock }, s_keys);
        var address = AccountAddress.Of(account.Account, "http://127.0.0.1:4711").Value;
        var client = NetSuiteClient.Open(
            new(address, new Credentials.OAuth2(s_keys.ClientId, s_keys.CurveCertificateId, s_keys.CurvePrivateKeyPem)),
            new NetSuiteSettings(clock)
            {
                Handler = new SandboxHandler(account), ReadPatience = Timeout.InfiniteTimeSpan,
                WritePatience = Timeout.InfiniteTimeSpan,
            }).Value;
        var stoppable = new Stoppable(client);
        var test = await TestDatabase.Create(engine, stoppable);
        var desk = new NetSuiteDesk(account, client, test) { NetSuite = stoppable, Time = clock };
        return desk;
    }

    public TestClock Time { get; private init; } = null!;

    public void Load(Action<SandboxBatch> load) => _account.Load(load);

    /// <summary>A day later on both clocks.</summary>
    public void NextDay(int days = 1)
    {
        Test.Clock.Now = Test.Clock.Now.AddDays(days);
        Time.Now = Time.Now.AddDays(days);
    }

    public async Task<LedgerRun> Sync() => (await Test.Run(new SyncNetSuite(), Test.Service)) is var run
        && run.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString()) : run.Value;

    public async Task<string> Create(string type, string json)
    {
        var outcome = await _client.Create(new(type, json), Stop);
        return outcome is WriteOutcome.Created made ? made.Id : throw new InvalidOperationException(outcome.ToString());
    }

    public async Task Patch(string type, string id, string json)
    {
        var outcome = await _client.Patch(new RecordRef(type, id), new(type, json), Stop);
        Assert.False(outcome is WriteOutcome.Refused or WriteOutcome.Unknown, outcome.ToString());
    }

    /// <summary>Open items as number and signed open amount, in order of their numbers.</summary>
    public async Task<IReadOnlyList<string>> Open() => [.. (await Test.Rows<(string, long)>(
            "select number, open_amount from open_item where open_amount <> 0 order by number"))
        .Select(row => $"{row.Item1} {row.Item2}")];

    /// <summary>What the events say of every item beside what its row says; empty where they agree.</summary>
    public async Task<IReadOnlyList<string>> Disagreements() => [.. (await Test.Rows<(string, long, long)>("""
            select i.number, i.open_amount, coalesce((select cast(sum(e.amount) as bigint) from ledger_event e
              where e.connection_id = i.connection_id and e.document_id = i.id and e.line = i.line), 0)
            from open_item i order by i.number
            """)).Where(row => row.Item2 != row.Item3)
        .Select(row => $"{row.Item1} row {row.Item2} events {row.Item3}")];

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        _client.Dispose();
        _account.Dispose();
    }
}

/// <summary>NetSuite that can be stopped after so many calls, as a kill would stop us.</summary>
internal sealed class Stoppable(INetSuite inner) : INetSuite
{
    public int? CallsLeft { get; set; }

    public int Calls { get; private set; }

    public Task<Domain.Kernel.Result<QueryPage>> Query(SuiteQl query, CancellationToken stop)
    {
        Calls++;
        if (CallsLeft is 0)
            throw new KilledException();
        CallsLeft--;
        return inner.Query(query, stop);
    }

    public Task<Domain.Kernel.Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) =>
        inner.Get(record, stop);

    public Task<WriteOutcome> Create(RecordBody body, CancellationToken stop) => inner.Create(body, stop);

    public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
        inner.Patch(record, body, stop);

    public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
        inner.Transform(source, target, stop);

    public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => inner.Restlet(call, stop);

    public Task<Domain.Kernel.Result<DateTimeOffset>> GetServerTime(CancellationToken stop) =>
        inner.GetServerTime(stop);
}

#pragma warning disable CA1032, CA1064 // It is thrown and caught by these tests only.
internal sealed class KilledException : Exception;
#pragma warning restore CA1032, CA1064
