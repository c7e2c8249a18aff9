using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Records;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class RequestTests
{
    private static readonly Heading Heading = new("ts-abc", "2", "4", new DateOnly(2026, 11, 25))
    {
        ExchangeRate = 1.0875m, Memo = "Sammelüberweisung", Custom = new() { { "custbody_ts_decision", "d-1" } },
    };

    private static Money Eur(long cents) => new(cents, Currency.Eur);

    [Fact]
    public void A_payment_states_everything_that_a_preference_could_decide()
    {
        var body = new CustomerPaymentRequest(Heading, "77", "121", Eur(1_166_200))
        {
            Apply = [new("900", 0, Eur(1_190_000))],
            Credits = [new("901", 3, Eur(23_800))],
            Deposits = [new("902", Eur(5))],
            CheckNumber = "1001",
        }.ToBody();

        Assert.Equal("customerPayment", body.Type);
        Assert.Equal(
            """
            {"externalId":"ts-abc","customer":{"id":"77"},"subsidiary":{"id":"2"},"currency":{"id":"4"},
            "exchangeRate":1.0875,"tranDate":"2026-11-25","arAcct":{"id":"121"},"checkNumber":"1001",
            "undepFunds":{"id":"T"},"payment":11662.00,"autoApply":false,
            "apply":{"items":[{"doc":{"id":"900"},"line":0,"apply":true,"amount":11900.00}]},
            "credit":{"items":[{"doc":{"id":"901"},"line":3,"apply":true,"amount":238.00}]},
            "deposit":{"items":[{"doc":{"id":"902"},"apply":true,"amount":0.05}]},"memo":"Sammelüberweisung",
            "custbody_ts_decision":"d-1"}
            """.ReplaceLineEndings(""),
            body.Json);
    }

    [Fact]
    public void A_payment_straight_to_the_bank_says_so_twice()
    {
        var json = new CustomerPaymentRequest(Heading, "77", "121", Eur(1)) { Account = "1" }.ToBody().Json;

        Assert.Contains("""
            "undepFunds":{"id":"F"},"account":{"id":"1"}
            """, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JPY", 123, "123")]
    [InlineData("KWD", 123, "0.123")]
    [InlineData("USD", 9_007_199_254_740_993, "90071992547409.93")]
    [InlineData("USD", 922_337_203_685_477_5807, "92233720368547758.07")]
    public void Amounts_are_numbers_to_the_last_digit(string currency, long minor, string written)
    {
        var line = new CustomerPaymentRequest(Heading, "1", "2", new Money(minor, Currency.Of(currency))).ToBody();

        using var document = JsonDocument.Parse(line.Json);
        Assert.Equal(written, document.RootElement.GetProperty("payment").GetRawText());
    }

    [Fact]
    public void A_journal_that_does_not_balance_is_a_bug()
    {
        var lopsided = new JournalEntryRequest(Heading, [new("1", Eur(5)), new("2", Eur(-4))]);

        Assert.Throws<InvalidOperationException>(() => lopsided.ToBody());
    }

    [Fact]
    public void A_journal_debits_and_credits_with_positive_amounts_and_names_the_customer()
    {
        var json = new JournalEntryRequest(
            Heading,
            [new("600", Eur(500)) { Memo = "Ausbuchung" }, new("121", Eur(-500)) { Entity = "77" }]).ToBody().Json;

        Assert.Contains(
            """
            "line":{"items":[{"account":{"id":"600"},"debit":5.00,"memo":"Ausbuchung"},
            {"account":{"id":"121"},"credit":5.00,"entity":{"id":"77"}}]}
            """.ReplaceLineEndings(""),
            json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deposit_gathers_payments_and_gl_lines()
    {
        var json = new DepositRequest(Heading, "1", ["11", "12"])
        {
            Other = [new("690", Eur(100))],
            CashBack = [new("680", Eur(1_200)) { Memo = "fee" }],
        }.ToBody().Json;

        Assert.Contains("""
            "payment":{"items":[{"id":"11","deposit":true},{"id":"12","deposit":true}]}
            """.Trim(), json, StringComparison.Ordinal);
        Assert.Contains("""
            "cashBack":{"items":[{"account":{"id":"680"},"amount":12.00,"memo":"fee"}]}
            """.Trim(), json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_states_the_end_and_takes_off_what_is_nothing()
    {
        var json = new ApplicationsPatch(RecordTypes.CustomerPayment, "77")
        {
            Apply = [new("900", 0, Eur(0)), new("950", 2, Eur(990_000))],
        }.ToBody().Json;

        Assert.Equal(
            """
            {"customer":{"id":"77"},"apply":{"items":[{"doc":{"id":"900"},"line":0,"apply":false},
            {"doc":{"id":"950"},"line":2,"apply":true,"amount":9900.00}]}}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void Only_custom_fields_pass_as_custom_fields() =>
        Assert.Throws<ArgumentException>(() => new CustomFields { { "status", "2" } });

    [Fact]
    public void A_record_reads_references_lines_and_amounts_in_every_way_they_are_written()
    {
        using var document = JsonDocument.Parse(
            """
            {"id":"5","customer":{"id":"77","refName":"Acme"},"subsidiary":"2","payment":1.5E2,"unapplied":10,
             "tranDate":"2026-11-25",
             "apply":{"items":[{"doc":{"id":"900"},"line":0,"apply":true,"amount":0.1}],"count":1}}
            """);
        var record = new NetSuiteRecord(new("customerPayment", "eid:ts-1"), document.RootElement);

        Assert.Equal(("5", "77", "2"), (record.Id, record.Ref("customer"), record.Ref("subsidiary")));
        Assert.Equal("Acme", record.RefName("customer"));
        Assert.Equal(Eur(15_000), record.Amount("payment", Currency.Eur));
        Assert.Equal(Eur(1_000), record.Amount("unapplied", Currency.Eur));
        Assert.Equal(Eur(0), record.Amount("none", Currency.Eur));
        Assert.Equal(new DateOnly(2026, 11, 25), record.Date("tranDate"));
        var line = Assert.Single(record.Lines("apply"));
        Assert.Equal(("900", true), (line.Ref("doc"), line.Flag("apply")));
        Assert.Equal(Eur(10), line.Amount("amount", Currency.Eur));
        Assert.Empty(record.Lines("credit"));
    }
}
