using Turnstone.NetSuite;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class LoginTests
{
    private static readonly SuiteQl Anything = new("SELECT id FROM customer");
    private static readonly Func<HttpResponseMessage> BadLogin = () => FakeNetSuite.Error(
        401, "INVALID_LOGIN", "Invalid login attempt. For more details, see the Login Audit Trail.");

    [Fact]
    public async Task Twenty_calls_at_once_fetch_one_token()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page()) { TokenDelay = TimeSpan.FromTicks(1) };
        using var client = Desk.Client(fake, atOnce: 20);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Query(Anything, Desk.Stop)));

        Assert.Equal((1, 20), (fake.Tokens, fake.Calls.Count));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page());
        using var client = Desk.Client(fake, time);

        await client.Query(Anything, Desk.Stop);
        time.Advance(TimeSpan.FromMinutes(54));
        await client.Query(Anything, Desk.Stop);
        Assert.Equal(1, fake.Tokens);
        time.Advance(TimeSpan.FromMinutes(2));
        await client.Query(Anything, Desk.Stop);

        Assert.Equal(2, fake.Tokens);
        Assert.Equal("Bearer token-2", fake.Calls.Last().Headers["Authorization"]);
    }

    [Fact]
    public async Task A_token_that_still_runs_is_used_when_no_newer_can_be_had()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = count => count == 1 ? FakeNetSuite.Token("first") : FakeNetSuite.Json(503, ""),
        };
        using var client = Desk.Client(fake, time);

        await client.Query(Anything, Desk.Stop);
        time.Advance(TimeSpan.FromMinutes(57));

        Assert.Null((await client.Query(Anything, Desk.Stop)).Refusal);
        Assert.Equal("Bearer first", fake.Calls.Last().Headers["Authorization"]);
    }

    [Fact]
    public async Task A_token_refused_once_under_load_is_replaced_and_the_write_is_sent_once_more()
    {
        var fake = new FakeNetSuite((_, call) => call == 1 ? BadLogin() : FakeNetSuite.Made("journalEntry", "9"));
        using var client = Desk.Client(fake);

        Assert.Equal(new WriteOutcome.Created("9"), await client.Create(new("journalEntry", "{}"), Desk.Stop));
        Assert.Equal((2, 2), (fake.Tokens, fake.Calls.Count));
    }

    [Fact]
    public async Task Bad_credentials_are_tried_twice_and_then_left_alone()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, _) => BadLogin());
        using var client = Desk.Client(fake, time, atOnce: 1);

        var refusals = new List<string?>();
        for (var i = 0; i < 50; i++)
            refusals.Add((await client.Query(Anything, Desk.Stop)).Refusal?.Code);

        Assert.All(refusals, code => Assert.Equal(Refusals.Login, code));
        Assert.Equal(2, fake.Calls.Count);

        time.Advance(TimeSpan.FromMinutes(6));
        var refusal = (await client.Query(Anything, Desk.Stop)).Refusal;
        await client.Query(Anything, Desk.Stop);
        Assert.Equal(3, fake.Calls.Count);
        Assert.Contains("Login Audit Trail", refusal?.Sentence, StringComparison.Ordinal);
        Assert.Contains("refresh of a sandbox account", refusal?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_workers_with_bad_credentials_do_not_lock_the_user()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = _ => FakeNetSuite.Json(401, """{"error":"invalid_client"}"""),
        };
        using var client = Desk.Client(fake, atOnce: 3);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Query(Anything, Desk.Stop)));

        Assert.All(results, result => Assert.Equal(Refusals.Login, result.Refusal?.Code));
        Assert.InRange(fake.Tokens, 1, 4);
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public async Task A_login_that_works_again_is_used_again()
    {
        var time = new SwiftTime();
        var isBad = true;
        var fake = new FakeNetSuite((_, _) => isBad ? BadLogin() : FakeNetSuite.Page());
        using var client = Desk.Client(fake, time, atOnce: 1);

        await client.Query(Anything, Desk.Stop);
        isBad = false;
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Null((await client.Query(Anything, Desk.Stop)).Refusal);
        Assert.Null((await client.Query(Anything, Desk.Stop)).Refusal);
    }

    [Theory]
    [InlineData("invalid_client", "certificate is not mapped")]
    [InlineData("invalid_grant", "clock")]
    [InlineData("unauthorized_client", "Manage Integrations")]
    [InlineData("invalid_scope", "REST Web Services")]
    public async Task A_token_that_is_refused_says_what_to_look_at(string error, string said)
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = _ => FakeNetSuite.Json(400, $$"""{"error":"{{error}}"}"""),
        });

        Assert.Contains(said, (await client.Query(Anything, Desk.Stop)).Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_corrected_by_the_refusal_that_tells_so()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = count =>
            {
                var answer = count == 1
                    ? FakeNetSuite.Json(400, """{"error":"invalid_grant"}""")
                    : FakeNetSuite.Token("t");
                answer.Headers.Date = time.GetUtcNow().AddMinutes(20);
                return answer;
            },
        };
        using var client = Desk.Client(fake, time);

        Assert.Null((await client.Query(Anything, Desk.Stop)).Refusal);
        Assert.Equal(2, fake.Tokens);
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Logins_whose_answers_fail_count_too_so_that_the_fifth_is_never_sent()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = count => count == 2
                ? FakeNetSuite.Json(401, """{"error":"invalid_client"}""")
                : FakeNetSuite.Json(503, ""),
        };
        using var client = Desk.Client(fake, time, atOnce: 1);

        for (var i = 0; i < 20; i++)
            await client.Query(Anything, Desk.Stop);
        Assert.Equal(4, fake.Tokens);

        // One no among them was NetSuite's own: not before the next day, and then one try at a time.
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(Refusals.Login, (await client.Query(Anything, Desk.Stop)).Refusal?.Code);
        Assert.Equal(4, fake.Tokens);
        time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < 20; i++)
            await client.Query(Anything, Desk.Stop);
        Assert.Equal(5, fake.Tokens);
    }

    [Fact]
    public async Task A_token_endpoint_out_of_order_is_asked_again_after_half_an_hour()
    {
        var time = new SwiftTime();
        var isDown = true;
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page())
        {
            TokenAnswer = _ => isDown ? FakeNetSuite.Json(503, "") : FakeNetSuite.Token("t"),
        };
        using var client = Desk.Client(fake, time, atOnce: 1);
        for (var i = 0; i < 20; i++)
            await client.Query(Anything, Desk.Stop);
        Assert.Equal(4, fake.Tokens);

        isDown = false;
        time.Advance(TimeSpan.FromMinutes(36));

        Assert.Null((await client.Query(Anything, Desk.Stop)).Refusal);
    }
}
