using NetSuite.Tests.Sandbox;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class SandboxLoginTests
{
    private readonly SwiftTime _time = new();

    [Theory]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("TBA")]
    public async Task Every_way_to_log_in_is_let_in(string way)
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        using var client = Open(account, new SandboxHandler(account), Way(way));

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
    }

    [Fact]
    public async Task The_credentials_file_of_the_sandbox_opens_it_over_real_http()
    {
        using var account = SandboxAccount.Open(new(), Bench.Keys);
        await using var host = await SandboxHost.Start(account, cancellation: Desk.Stop);
        var connection = Connection.Read(Bench.Keys.ToClientFile(account.Account, host.BaseUrl)).Value;
        using var client = NetSuiteClient.Open(connection).Value;

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
        Assert.Equal(5, (await client.GetGovernanceLimits(Desk.Stop)).Value.Account);
    }

    [Fact]
    public async Task A_wrong_certificate_is_told_as_a_login()
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        using var client = Open(account, new SandboxHandler(account), new Credentials.OAuth2(
            Bench.Keys.ClientId, "another", Bench.Keys.CurvePrivateKeyPem));

        Assert.Equal(Refusals.Login, (await client.GetServerTime(Desk.Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task A_false_401_under_load_is_passed_over()
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        account.Faults.Add(new(FaultKind.FalseLogin) { Path = "serverTime" });
        using var client = Open(account, new SandboxHandler(account), Way("ES256"));

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
    }

    [Fact]
    public async Task A_read_survives_every_fault_of_the_wire()
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        foreach (var kind in (IReadOnlyList<FaultKind>)
            [FaultKind.TooMany, FaultKind.ServerError, FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Half])
            account.Faults.Add(new(kind) { Path = "serverTime" });
        using var client = Open(account, new SandboxHandler(account), Way("ES256"));

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
        Assert.Empty(account.Faults.Waiting);
    }

    [Fact]
    public async Task A_clock_twenty_minutes_off_is_corrected()
    {
        var theirs = new FixedTime(_time.GetUtcNow().AddMinutes(20));
        using var account = SandboxAccount.Open(new() { Time = theirs }, Bench.Keys);
        using var client = Open(account, new Dated(new SandboxHandler(account), theirs), Way("TBA"));
        using var other = Open(account, new Dated(new SandboxHandler(account), theirs), Way("ES256"));

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
        Assert.Null((await other.GetServerTime(Desk.Stop)).Refusal);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("TBA")]
    public async Task A_login_that_does_not_work_never_locks_the_user_however_often_the_process_starts(string way)
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        var memory = new SharedMemory();
        var wrong = way == "TBA"
            ? new Credentials.Tba(Bench.Keys.ConsumerKey, Bench.Keys.ConsumerSecret, Bench.Keys.TokenId, "wrong")
            : (Credentials)new Credentials.OAuth2(Bench.Keys.ClientId, "another", Bench.Keys.CurvePrivateKeyPem);

        // Two processes a minute, all night.
        for (var start = 0; start < 1200; start++)
        {
            using var client = Open(account, new SandboxHandler(account), wrong, memory);
            Assert.Equal(Refusals.Login, (await client.GetServerTime(Desk.Stop)).Refusal?.Code);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        // The user is not locked: with the right credentials, which are remembered by themselves, it gets in.
        using var right = Open(account, new SandboxHandler(account), Way(way), new SharedMemory());
        Assert.Null((await right.GetServerTime(Desk.Stop)).Refusal);
        Assert.True(memory.Refused?.Failed <= 4, $"{memory.Refused?.Failed} failed logins in a row");
    }

    [Fact]
    public async Task A_login_that_works_again_is_forgotten_by_all()
    {
        using var account = SandboxAccount.Open(new() { Time = _time }, Bench.Keys);
        var memory = new SharedMemory { Refused = new(3, 2, _time.GetUtcNow().AddMinutes(-1), "It was refused.") };
        using var client = Open(account, new SandboxHandler(account), Way("ES256"), memory);

        Assert.Null((await client.GetServerTime(Desk.Stop)).Refusal);
        Assert.Null(memory.Refused);
    }

    [Fact]
    public async Task A_process_that_starts_again_takes_what_was_refused_before_for_NetSuites_own_no()
    {
        var now = _time.GetUtcNow();
        var memory = new SharedMemory { Refused = new(4, 1, now.AddMinutes(-1), "It was refused.") };
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page()) { TokenAnswer = _ => FakeNetSuite.Json(503, "") };
        using var client = Desk.Client(fake, _time, memory: memory);

        await client.Query(new("SELECT id FROM customer"), Desk.Stop);

        Assert.Equal(1, fake.Tokens);
        Assert.True(memory.Refused?.Until > _time.GetUtcNow().AddHours(23));
    }

    private sealed class SharedMemory : ILoginMemory
    {
        public RefusedLogins? Refused { get; set; }

        public ValueTask<RefusedLogins?> Recall(CancellationToken stop) => new(Refused);

        public ValueTask Keep(RefusedLogins? refused, CancellationToken stop)
        {
            Refused = refused;
            return default;
        }
    }

    private static Credentials Way(string way) => way switch
    {
        "PS256" => new Credentials.OAuth2(Bench.Keys.ClientId, Bench.Keys.CertificateId, Bench.Keys.PrivateKeyPem),
        "ES256" => new Credentials.OAuth2(
            Bench.Keys.ClientId, Bench.Keys.CurveCertificateId, Bench.Keys.CurvePrivateKeyPem),
        _ => new Credentials.Tba(
            Bench.Keys.ConsumerKey, Bench.Keys.ConsumerSecret, Bench.Keys.TokenId, Bench.Keys.TokenSecret),
    };

    private NetSuiteClient Open(
        SandboxAccount account, HttpMessageHandler handler, Credentials credentials, ILoginMemory? memory = null)
    {
        var address = AccountAddress.Of(account.Account, "http://127.0.0.1:4711").Value;
        return NetSuiteClient.Open(new(address, credentials), new NetSuiteSettings(_time)
        {
            Handler = handler,
            Logins = memory,
            Seed = 3,
            ReadPatience = Timeout.InfiniteTimeSpan,
            WritePatience = Timeout.InfiniteTimeSpan,
        }).Value;
    }

    /// <summary>Adds what every real server sends.</summary>
    private sealed class Dated(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            var answer = await base.SendAsync(request, stop);
            answer.Headers.Date = time.GetUtcNow();
            return answer;
        }
    }
}
