using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

public sealed class PaymentTests
{
    [Fact]
    public void A_payment_lowers_what_is_due_and_the_rest_stays_on_account()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 200m);

        var payment = bench.Payment(customer, 250m, Line(invoice, 200m));

        var paid = bench.Read("invoice", invoice);
        Assert.Equal((0m, 200m, "B"), (paid.Money("amountRemaining"), paid.Money("amountPaid"), paid.Status()));
        var shown = bench.Read("customerPayment", payment);
        Assert.Equal((250m, 200m, 50m, "B"),
            (shown.Money("payment"), shown.Money("applied"), shown.Money("unapplied"), shown.Status()));
        Assert.Equal("T", shown["undepFunds"]!["id"]!.GetValue<string>());
        var line = Assert.Single(shown.Items("apply"))!.AsObject();
        Assert.Equal((invoice, 200m, 0), (line["doc"]!["id"]!.GetValue<string>(), line.Money("amount"),
            line["line"]!.GetValue<int>()));
        Assert.Equal(-50m, bench.Read("customer", customer).Money("balance"));
    }

    [Fact]
    public void Taking_an_application_back_restores_the_invoice()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var (first, second) = (bench.Invoice(customer, 100m), bench.Invoice(customer, 60m));
        var payment = bench.Payment(customer, 160m, $"{Line(first, 100m)},{Line(second, 60m)}");

        bench.Change("customerPayment", payment,
            $$$"""
            {"customer":{"id":"{{{customer}}}"},"apply":{"items":[{"doc":{"id":"{{{first}}}"},"line":0,"apply":false}]}}
            """);

        Assert.Equal((100m, "A"), (bench.Read("invoice", first).Money("amountRemaining"), bench.Read("invoice", first)
            .Status()));
        Assert.Equal(0m, bench.Read("invoice", second).Money("amountRemaining"));
        Assert.Equal(100m, bench.Read("customerPayment", payment).Money("unapplied"));

        bench.Change("customerPayment", payment,
            $$$"""{"apply":{"items":[{"doc":{"id":"{{{first}}}"},"amount":40}]}}""");
        Assert.Equal(60m, bench.Read("invoice", first).Money("amountRemaining"));

        bench.Change("customerPayment", payment, """{"apply":null}""");
        Assert.Equal(160m, bench.Read("customerPayment", payment).Money("unapplied"));
        Assert.Equal(160m, bench.Read("customer", customer).Money("consolBalance") + 160m);
    }

    [Fact]
    public void Credits_beside_the_money_pay_documents_first()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var memo = bench.Create("creditMemo",
            $$$"""{"entity":{"id":"{{{customer}}}"},"item":{"items":[{"item":{"id":"1"},"amount":30}]}}""");
        var journal = bench.Create("journalEntry", $$$"""
            {"subsidiary":{"id":"1"},"line":{"items":[{"account":{"id":"12"},"debit":5},
             {"account":{"id":"4"},"credit":5,"entity":{"id":"{{{customer}}}"}}]}}
            """);

        var payment = bench.Payment(customer, 65m, Line(invoice, 100m),
            $$$""","credit":{"items":[{{{Line(memo, 30m)}}},{{{Line(journal, 5m, 1)}}}]}""");

        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal("B", bench.Read("creditMemo", memo).Status());
        var shown = bench.Read("customerPayment", payment);
        Assert.Equal((65m, 100m, 100m, 0m),
            (shown.Money("payment"), shown.Money("total"), shown.Money("applied"), shown.Money("unapplied")));
        Assert.Equal(2, shown.Items("credit").Count);
        Assert.Equal(0m, bench.Read("customer", customer).Money("balance"));

        bench.Change("customerPayment", payment, """{"apply":{"items":[]},"credit":{"items":[]}}""");
        Assert.Equal("A", bench.Read("creditMemo", memo).Status());
        Assert.Equal(100m, bench.Read("invoice", invoice).Money("amountRemaining"));
    }

    [Fact]
    public void A_payment_of_nothing_pairs_credits_and_is_not_saved()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var memo = bench.Create("creditMemo",
            $$$"""{"entity":{"id":"{{{customer}}}"},"item":{"items":[{"item":{"id":"1"},"amount":30}]}}""");

        var answer = bench.Send("POST", Records + "customerPayment",
            PaymentBody(customer, 0m, Line(invoice, 30m), $$$""","credit":{"items":[{{{Line(memo, 30m)}}}]}"""));

        Assert.Equal((204, null), (answer.Status, answer.Header("Location")));
        Assert.Equal(70m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal(30m, bench.Read("creditMemo", memo).Money("applied"));
        Assert.Equal(0, Bench.Json(bench.Send("GET", Records + "customerPayment"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_leaves_nothing()
    {
        using var bench = new Bench();
        var (customer, other) = (bench.Customer(), bench.Customer("Contoso"));
        var (invoice, foreign) = (bench.Invoice(customer, 100m), bench.Invoice(other, 100m));

        Assert.Contains("cannot exceed its remaining amount of 100.00", bench.Refused("customerPayment",
            PaymentBody(customer, 150m, Line(invoice, 150m))), StringComparison.Ordinal);
        Assert.Contains("another customer", bench.Refused("customerPayment",
            PaymentBody(customer, 100m, Line(foreign, 100m))), StringComparison.Ordinal);
        Assert.Contains("exceeds the amount of the payment", bench.Refused("customerPayment",
            PaymentBody(customer, 90m, Line(invoice, 100m))), StringComparison.Ordinal);
        Assert.Contains("You have entered an Invalid Field Value 99999 for the following field: doc", bench.Refused(
            "customerPayment", PaymentBody(customer, 90m, Line("99999", 90m)), "INVALID_CONTENT"),
                StringComparison.Ordinal);
        Assert.Equal("Error while accessing a resource. Please enter value(s) for: Customer",
            bench.Refused("customerPayment", """{"payment":10}"""));
        Assert.Contains("another A/R account", bench.Refused("customerPayment",
            PaymentBody(customer, 100m, Line(invoice, 100m), ""","arAcct":{"id":"5"}""")), StringComparison.Ordinal);

        Assert.Equal(100m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal(0, Bench.Json(bench.Send("GET", Records + "customerPayment"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void A_family_is_paid_by_one_payment_only_where_payments_are_consolidated()
    {
        using var bench = new Bench();
        var parent = bench.Customer("Parent");
        var child = bench.Customer("Child", $$$""","parent":{"id":"{{{parent}}}"}""");
        var invoice = bench.Invoice(child, 80m);
        Assert.Contains("another customer", bench.Refused("customerPayment",
            PaymentBody(parent, 80m, Line(invoice, 80m))), StringComparison.Ordinal);

        bench.Account.Knobs = bench.Account.Knobs with { ConsolidatedPayments = true };
        bench.Payment(parent, 80m, Line(invoice, 80m));
        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
    }

    [Fact]
    public void An_external_id_is_taken_once_by_post_and_overwritten_by_put()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var payment = bench.Payment(customer, 10m, "", ""","externalId":"ts-one" """);

        Assert.Contains("ts-one", bench.Refused("customerPayment",
            PaymentBody(customer, 20m, "", ""","externalId":"ts-one" """)), StringComparison.Ordinal);
        Assert.Equal(payment, bench.Read("customerPayment", "eid:ts-one")["id"]!.GetValue<string>());

        var put = bench.Send("PUT", Records + "customerPayment/eid:ts-one", """{"memo":"seen"}""");
        Assert.Equal((204, $"{Bench.Origin}{Records}customerPayment/{payment}"), (put.Status, put.Header("Location")));
        Assert.Equal("seen", bench.Read("customerPayment", payment)["memo"]!.GetValue<string>());

        var made = bench.Send("PUT", Records + "customer/eid:ts-two", """{"companyName":"New","subsidiary":"1"}""");
        Assert.Equal(204, made.Status);
        Assert.Equal("New", bench.Read("customer", "eid:ts-two")["companyName"]!.GetValue<string>());
    }

    [Fact]
    public void An_account_that_merges_duplicates_overwrites()
    {
        using var bench = new Bench(new() { RefuseDuplicateExternalId = false });
        var customer = bench.Customer();
        var first = bench.Payment(customer, 10m, "", ""","externalId":"ts-one" """);
        var second = bench.Payment(customer, 10m, "", ""","externalId":"ts-one","memo":"again" """);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Exchange_gain_is_posted_where_the_rates_differ()
    {
        using var bench = new Bench();
        var customer = bench.Customer("Euro", ""","currency":{"id":"4"}""");
        var invoice = bench.Invoice(customer, 100m, ""","exchangeRate":1.10""");
        var payment = bench.Payment(customer, 100m, Line(invoice, 100m), ""","exchangeRate":1.20""");

        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
        var trial = Trial.Of(bench.Account);
        Assert.Equal((0, -1000), (trial.Balance("4"), trial.Balance("14")));
        Assert.Equal(12000, trial.Balance("3"));

        bench.Change("customerPayment", payment, """{"apply":{"items":[]}}""");
        trial = Trial.Of(bench.Account);
        Assert.Equal((-1000, 0), (trial.Balance("4"), trial.Balance("14")));
    }
}
