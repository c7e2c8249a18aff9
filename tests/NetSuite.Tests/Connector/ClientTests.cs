using System.Net;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class ClientTests
{
    private static readonly RecordBody Payment = new(RecordTypes.CustomerPayment, """{"externalId":"ts-1"}""");
    private static readonly SuiteQl Anything = new("SELECT id FROM customer WHERE id > ?", "5");

    [Fact]
    public async Task A_query_is_posted_with_its_parameters_and_read_as_text()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Page(
            """{"links":[],"ID":"7","name":"Ærø","n":143,"flag":true,"empty":null}"""));
        using var client = Desk.Client(fake);

        var page = (await client.Query(Anything, Desk.Stop)).Value;

        var sent = Assert.Single(fake.Calls);
        Assert.Equal("/services/rest/query/v1/suiteql?limit=1000&offset=0", sent.Address.PathAndQuery);
        Assert.Equal("""{"q":"SELECT id FROM customer WHERE id > ?","params":["5"]}""", sent.Body);
        Assert.Equal("transient", sent.Headers["Prefer"]);
        Assert.Equal("Bearer token-1", sent.Headers["Authorization"]);
        var row = Assert.Single(page.Rows);
        Assert.Equal(("7", "Ærø", 143L), (row.Text("id"), row.Text("name"), row.Number("n")));
        Assert.Equal((true, null), (row.Flag("flag"), row.Text("empty")));
        Assert.Equal((false, 1), (page.HasMore, page.Total));
    }

    [Fact]
    public void A_value_that_is_not_what_it_should_be_is_told_by_column()
    {
        var row = new QueryRow(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["d"] = "1/2/2026", ["a"] = "1.005", ["n"] = "x",
        });

        var date = Assert.Throws<FormatException>(() => row.Date("d"));
        Assert.Contains("column d", date.Message, StringComparison.Ordinal);
        var amount = Assert.Throws<FormatException>(() => row.Money("a", Currency.Usd));
        Assert.Contains("1.005", amount.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => row.Number("n"));
        Assert.Throws<FormatException>(() => row.Needed("missing"));
        Assert.Equal(Money.Zero(Currency.Usd), row.Money("missing", Currency.Usd));
    }

    [Fact]
    public async Task A_create_tells_the_new_id_and_has_names_checked()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Made("customerPayment", "4711"));
        using var client = Desk.Client(fake);

        Assert.Equal(new WriteOutcome.Created("4711"), await client.Create(Payment, Desk.Stop));
        Assert.Equal("Error", Assert.Single(fake.Calls).Headers["X-NetSuite-PropertyNameValidation"]);
    }

    [Fact]
    public async Task A_payment_that_only_matches_credits_makes_no_record_and_is_done_all_the_same()
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) => new HttpResponseMessage(HttpStatusCode.NoContent)));

        Assert.Equal(new WriteOutcome.Updated(null), await client.Create(Payment, Desk.Stop));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_write_that_fails_inside_is_unknown_and_never_sent_twice(int status)
    {
        var fake = new FakeNetSuite((_, _) =>
            FakeNetSuite.Error(status, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: abc"));
        using var client = Desk.Client(fake);

        var unknown = Assert.IsType<WriteOutcome.Unknown>(await client.Create(Payment, Desk.Stop));

        Assert.Contains("Error ID: abc", unknown.Why, StringComparison.Ordinal);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_unknown_and_never_sent_twice()
    {
        var fake = new FakeNetSuite((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        using var client = Desk.Client(fake);

        Assert.Equal(new WriteOutcome.Unknown("gone"), await client.Create(Payment, Desk.Stop));
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task A_write_that_never_left_is_refused_not_unknown()
    {
        var fake = new FakeNetSuite((_, _) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var client = Desk.Client(fake);

        var refused = Assert.IsType<WriteOutcome.Refused>(await client.Create(Payment, Desk.Stop));

        Assert.Equal(Refusals.Unreachable, refused.Why.Code);
        Assert.True(refused.Why.IsPassing);
        Assert.True(fake.Calls.Count > 1);
    }

    [Fact]
    public async Task A_write_whose_answer_does_not_come_in_time_is_unknown()
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        using var client = NetSuiteClient.Open(Desk.OAuth2(), new NetSuiteSettings(new SwiftTime())
        {
            Handler = new Slow(never.Task),
            Seed = 1,
            ReadPatience = Timeout.InfiniteTimeSpan,
            WritePatience = TimeSpan.FromMinutes(5),
        }).Value;

        Assert.Equal(new WriteOutcome.Unknown("No answer within 300 s."), await client.Create(Payment, Desk.Stop));
    }

    [Fact]
    public async Task A_call_blocked_for_too_many_is_sent_again_after_growing_pauses()
    {
        var time = new SwiftTime();
        var fake = new FakeNetSuite((_, call) => call < 5
            ? FakeNetSuite.Error(429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded.")
            : FakeNetSuite.Made("customerPayment", "1"));
        using var client = Desk.Client(fake, time);

        Assert.Equal(new WriteOutcome.Created("1"), await client.Create(Payment, Desk.Stop));
        Assert.Equal(5, fake.Calls.Count);
        Assert.Equal(4, time.Pauses.Count);
        Assert.True(time.Pauses[3] > time.Pauses[0]);
        var usage = client.Settings.Budget.Usage.Today;
        Assert.Equal((4, 4, 1), (usage.Blocked, usage.Repeated, client.Settings.Budget.Allowed));
    }

    [Fact]
    public async Task A_script_blocked_with_its_own_400_is_sent_again_too()
    {
        var fake = new FakeNetSuite((_, call) => call == 1
            ? FakeNetSuite.Json(400, """{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"{}"}}""")
            : FakeNetSuite.Json(200, """{"ok":true}"""));
        using var client = Desk.Client(fake);

        var call = new RestletCall("customscript_ts", "customdeploy_ts", "{}") { Parameters = [new("id", "1 2")] };
        Assert.Equal(new WriteOutcome.Updated(null, """{"ok":true}"""), await client.Restlet(call, Desk.Stop));
        Assert.Equal("?script=customscript_ts&deploy=customdeploy_ts&id=1%202", fake.Calls.Last().Address.Query);
        Assert.Equal("123456-sb1.restlets.api.netsuite.com", fake.Calls.Last().Address.Host);
    }

    [Fact]
    public async Task A_read_is_repeated_after_a_lost_answer_a_fault_and_half_an_answer()
    {
        var fake = new FakeNetSuite((_, call) => call switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"),
            2 => FakeNetSuite.Error(500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: abc"),
            3 => FakeNetSuite.Json(200, """{"items":[{"id":"""),
            _ => FakeNetSuite.Page("""{"id":"1"}"""),
        });
        using var client = Desk.Client(fake);

        Assert.Single((await client.Query(Anything, Desk.Stop)).Value.Rows);
        Assert.Equal(4, fake.Calls.Count);
    }

    [Fact]
    public async Task A_read_that_fails_for_good_ends_with_a_refusal()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Error(500, "UNEXPECTED_ERROR", "Error ID: abc"));
        using var client = Desk.Client(fake);

        var refusal = (await client.Query(Anything, Desk.Stop)).Refusal;

        Assert.Equal((Refusals.ServerFault, RefusalKind.Outside), (refusal?.Code, refusal?.Kind));
        Assert.Equal(6, fake.Calls.Count);
    }

    [Fact]
    public async Task An_answer_that_is_no_netsuite_is_refused_by_name()
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Json(200, """{"hello":"world"}""")));

        Assert.Equal(Refusals.Answer, (await client.Query(Anything, Desk.Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task A_seed_repeats_its_pauses()
    {
        async Task<IReadOnlyList<TimeSpan>> Run()
        {
            var time = new SwiftTime();
            using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Error(429, "X", "y")), time);
            await client.Query(Anything, Desk.Stop);
            return time.Pauses;
        }

        var pauses = await Run();
        Assert.Equal(10, pauses.Count);
        Assert.Equal(pauses, await Run());
    }

    [Fact]
    public async Task The_servers_time_and_its_limits_are_read()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) => FakeNetSuite.Json(
            200,
            sent.Address.AbsolutePath.EndsWith("serverTime", StringComparison.Ordinal)
                ? """{"serverTime":"2026-11-25T09:00:00Z"}"""
                : """{"accountConcurrencyLimit":15,"accountUnallocatedConcurrencyLimit":11}""")));

        Assert.Equal(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), (await client.GetServerTime(Desk.Stop)).Value);
        Assert.Equal(5, (await client.GetGovernanceLimits(Desk.Stop)).Value.OurShare);
    }

    private sealed class Slow(Task<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) =>
            request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
                ? Task.FromResult(FakeNetSuite.Token("t"))
                : answer.WaitAsync(stop);
    }
}
