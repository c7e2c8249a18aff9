using System.Security.Cryptography;
using System.Text;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Scripts;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class SuiteAppTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_document_comes_as_its_bytes()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Json(
            200, """{"id":"5","type":"CustInvc","name":"INV5.pdf","mime":"application/pdf","base64":"JVBERg=="}"""));
        using var client = Desk.Client(fake);

        var printed = (await new SuiteApp(client).Document("5", Desk.Stop)).Value;

        Assert.Equal(("INV5.pdf", "%PDF"), (printed.Name, Encoding.ASCII.GetString(printed.Pdf.Span)));
        Assert.Equal(
            "?script=customscript_turnstone_document&deploy=customdeploy_turnstone_document&id=5&locale=T",
            Assert.Single(fake.Calls).Address.Query);
    }

    [Fact]
    public async Task A_statement_asks_for_what_is_stated()
    {
        var fake = new FakeNetSuite((_, _) => FakeNetSuite.Json(200, """{"name":"s.pdf","base64":""}"""));
        using var client = Desk.Client(fake);

        var asked = new StatementAsked("7", new(2026, 11, 25)) { OpenOnly = true, Start = new(2026, 1, 1) };
        Assert.Null((await new SuiteApp(client).Statement(asked, Desk.Stop)).Refusal);
        Assert.EndsWith(
            "&customer=7&date=2026-11-25&locale=T&start=2026-01-01&open=T",
            Assert.Single(fake.Calls).Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_with_a_discount_goes_by_script_and_twice_makes_one()
    {
        var fake = new FakeNetSuite((_, call) => FakeNetSuite.Json(
            200, $$"""{"id":"9","created":{{(call == 1 ? "true" : "false")}},"applied":"98"}"""));
        using var client = Desk.Client(fake);
        var heading = new Heading("ts-1", "1", "1", new(2026, 11, 25))
        {
            ExchangeRate = 1m, Custom = new() { { "custbody_turnstone_decision", "d1" } },
        };
        var payment = new CustomerPaymentRequest(heading, "7", "4", new Money(9800, Currency.Usd))
        {
            Apply = [new("5", 0, new Money(9800, Currency.Usd)) { Discount = new Money(200, Currency.Usd) }],
        };
        var app = new SuiteApp(client);

        Assert.Equal(new WriteOutcome.Created("9"), await app.Pay(payment, Desk.Stop));
        Assert.Equal("9", Assert.IsType<WriteOutcome.Updated>(await app.Pay(payment, Desk.Stop)).Id);
        Assert.Equal(
            """
            {"externalId":"ts-1","customer":"7","currency":"1","exchangeRate":"1","date":"2026-11-25",
            "payment":"98.00","arAccount":"4",
            "apply":[{"doc":"5","line":0,"amount":"98.00","discount":"2.00"}],
            "subsidiary":"1","undepFunds":true,"fields":{"custbody_turnstone_decision":"d1"}}
            """.ReplaceLineEndings(""),
            fake.Calls.First().Body);
    }

    [Fact]
    public async Task What_one_call_does_not_reach_is_sent_again_and_each_payment_has_its_own_outcome()
    {
        var fake = new FakeNetSuite((_, call) => FakeNetSuite.Json(200, call == 1
            ? """{"results":[{"payment":"1","changed":2}],"left":1}"""
            : """{"results":[{"payment":"2","error":{"code":"TURNSTONE_ABOVE_DUE","message":"5 open"}}],"left":0}"""));
        using var client = Desk.Client(fake);
        var patch = new ApplicationsPatch(RecordTypes.CustomerPayment, "7");

        var brought = (await new SuiteApp(client).Bring([new("1", patch), new("2", patch)], Desk.Stop)).Value;

        Assert.Equal(2, fake.Calls.Count);
        Assert.Equal([("1", 2, null), ("2", 0, "TURNSTONE_ABOVE_DUE")], brought.Select(one =>
            (one.Payment, one.Changed, one.Refusal?.ErrorCode)));
    }

    [Fact]
    public async Task A_note_without_an_answer_is_unknown()
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Json(200, "{}")));

        var outcome = await new SuiteApp(client).Note(new("n1", "t", "x") { Customer = "7" }, Desk.Stop);

        Assert.IsType<WriteOutcome.Unknown>(outcome);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    [InlineData(-400, false)]
    public void A_push_is_taken_while_it_is_fresh(int secondsOld, bool isTaken)
    {
        var sent = Sign((Now.ToUnixTimeSeconds() - secondsOld).ToString(null, null), "secret");

        Assert.Equal(isTaken, PushMessage.Read(sent, "secret", Now).Refusal is null);
    }

    [Fact]
    public void A_push_whose_signature_does_not_fit_is_refused()
    {
        var sent = Sign($"{Now.ToUnixTimeSeconds()}", "secret");

        Assert.Equal(new PushMessage("invoice", "5", "edit"), PushMessage.Read(sent, "secret", Now).Value);
        Assert.NotNull(PushMessage.Read(sent, "other", Now).Refusal);
        Assert.NotNull(PushMessage.Read(sent with { Body = sent.Body + " " }, "secret", Now).Refusal);
        Assert.NotNull(PushMessage.Read(sent with { Signature = "" }, "secret", Now).Refusal);
    }

    private static PushReceived Sign(string timestamp, string secret)
    {
        const string Body = """{"type":"invoice","id":"5","event":"edit"}""";
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{Body}"));
        return new(timestamp, "sha256=" + Convert.ToHexStringLower(hash), Body);
    }
}
