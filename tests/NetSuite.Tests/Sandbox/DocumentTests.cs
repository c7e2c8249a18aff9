using System.Globalization;
using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

public sealed class DocumentTests
{
    [Fact]
    public void A_closed_period_takes_nothing_and_names_itself()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var payment = bench.Payment(customer, 100m, Line(invoice, 100m));
        bench.Account.BackOffice.SetPeriod("Nov 2026", new Dictionary<string,
            bool>(StringComparer.Ordinal) { ["closed"] = true });

        var detail = bench.Refused("customerPayment", PaymentBody(customer, 10m, ""));

        Assert.StartsWith("Error while accessing a resource. ", detail, StringComparison.Ordinal);
        Assert.Contains("Nov 2026", detail, StringComparison.Ordinal);
        var patch = bench.Send("PATCH", $"{Records}customerPayment/{payment}", """{"apply":{"items":[]}}""");
        Assert.Equal((400, "USER_ERROR"), (patch.Status, Bench.Error(patch).Code));
        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
        bench.Account.BackOffice.SetPeriod("Nov 2026", new Dictionary<string,
            bool>(StringComparer.Ordinal) { ["allowNonGLChanges"] = true });
        bench.Change("customerPayment", payment, """{"apply":{"items":[]}}""");
        Assert.Equal(100m, bench.Read("invoice", invoice).Money("amountRemaining"));
    }

    [Fact]
    public void An_ar_lock_stops_payments_and_not_journals()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        bench.Account.BackOffice.SetPeriod("Nov 2026", new Dictionary<string,
            bool>(StringComparer.Ordinal) { ["arLocked"] = true });
        Assert.Contains("Nov 2026", bench.Refused("customerPayment", PaymentBody(customer, 10m, "")),
            StringComparison.Ordinal);
        Journal(bench, customer, 5m);

        bench.Account.Knobs = bench.Account.Knobs with { PeriodOverride = true };
        bench.Payment(customer, 10m, "");
    }

    [Fact]
    public void Where_date_and_period_may_differ_a_document_falls_in_the_first_open_one()
    {
        using var bench = new Bench(new() { DateOutsidePeriod = Turnstone.NetSuite.Sandbox.PeriodMismatch.Allow });
        var customer = bench.Customer();
        bench.Account.BackOffice.SetPeriod("Oct 2026", new Dictionary<string,
            bool>(StringComparer.Ordinal) { ["closed"] = true });
        var payment = bench.Payment(customer, 10m, "", ""","tranDate":"2026-10-15" """);
        var shown = bench.Read("customerPayment", payment);
        Assert.Equal("2026-10-15", shown["tranDate"]!.GetValue<string>());
        Assert.Equal("Nov 2026", shown["postingPeriod"]!["refName"]!.GetValue<string>());
    }

    [Fact]
    public void A_journal_waits_for_approval_where_the_account_asks_for_it()
    {
        using var bench = new Bench(new() { JournalApproval = true });
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var journal = Journal(bench, customer, 5m);

        Assert.Equal("A", bench.Read("journalEntry", journal).Status());
        Assert.Equal(0, Trial.Of(bench.Account).Balance("12"));
        Assert.Contains("not approved", bench.Refused("customerPayment", PaymentBody(customer, 95m, Line(invoice, 100m),
            $$$""","credit":{"items":[{{{Line(journal, 5m, 1)}}}]}""")), StringComparison.Ordinal);

        bench.Account.BackOffice.Approve(long.Parse(journal, CultureInfo.InvariantCulture), isApproved: true);
        Assert.Equal(500, Trial.Of(bench.Account).Balance("12"));
        bench.Payment(customer, 95m, Line(invoice, 100m), $$$""","credit":{"items":[{{{Line(journal, 5m, 1)}}}]}""");
    }

    [Fact]
    public void A_bank_deposit_gathers_payments_and_fees_into_one_bank_line()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var (first, second) = (bench.Payment(customer, 100m, ""), bench.Payment(customer, 50m, ""));
        var deposit = bench.Create("deposit", $$$"""
            {"account":{"id":"1"},
             "payment":{"items":[{"id":"{{{first}}}","deposit":true},{"doc":{"id":"{{{second}}}"},"deposit":true}]},
             "other":{"items":[{"account":{"id":"13"},"amount":-2}]},
             "cashBack":{"items":[{"account":{"id":"13"},"amount":3}]}}
            """);

        var trial = Trial.Of(bench.Account);
        Assert.Equal((14500, 0, 500), (trial.Balance("1"), trial.Balance("3"), trial.Balance("13")));
        Assert.Equal("C", bench.Read("customerPayment", first).Status());
        Assert.Equal(145m, bench.Read("deposit", deposit).Money("total"));
        Assert.Contains("is not in undeposited funds", bench.Refused("deposit",
            $$$"""{"account":{"id":"1"},"payment":{"items":[{"id":"{{{first}}}","deposit":true}]}}"""),
            StringComparison.Ordinal);

        Assert.Equal(204, bench.Send("DELETE", $"{Records}deposit/{deposit}").Status);
        Assert.Equal("B", bench.Read("customerPayment", first).Status());
        Assert.Equal(15000, Trial.Of(bench.Account).Balance("3"));
    }

    [Fact]
    public void A_customer_deposit_is_a_liability_until_it_is_applied()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var deposit = bench.Create("customerDeposit", $$$"""{"customer":{"id":"{{{customer}}}"},"payment":80}""");
        var invoice = bench.Invoice(customer, 100m);
        Assert.Equal((-8000, 10000), (Trial.Of(bench.Account).Balance("8"), Trial.Of(bench.Account).Balance("4")));
        Assert.Contains("only be created by transforming", bench.Refused("depositApplication", "{}"),
            StringComparison.Ordinal);

        var answer = bench.Send("POST", $"{Records}customerDeposit/{deposit}/!transform/depositApplication",
            $$$"""{"apply":{"items":[{{{Line(invoice, 60m)}}}]}}""");
        Assert.True(answer.Status == 204, answer.Text);
        Assert.Equal(40m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal(20m, bench.Read("customerDeposit", deposit).Money("unapplied"));
        Assert.Equal((-2000, 4000), (Trial.Of(bench.Account).Balance("8"), Trial.Of(bench.Account).Balance("4")));

        var payment = bench.Payment(customer, 20m, Line(invoice, 40m),
            $$$""","deposit":{"items":[{{{Line(deposit, 20m, 1)}}}]}""");
        Assert.Equal((0m, "B"), (bench.Read("invoice", invoice).Money("amountRemaining"), bench.Read("invoice", invoice)
            .Status()));
        Assert.Equal("C", bench.Read("customerDeposit", deposit).Status());
        Assert.Equal(204, bench.Send("DELETE", $"{Records}customerPayment/{payment}").Status);
        Assert.Equal(20m, bench.Read("customerDeposit", deposit).Money("unapplied"));
        Assert.Equal(40m, bench.Read("invoice", invoice).Money("amountRemaining"));
    }

    [Fact]
    public void A_refund_pays_back_what_is_on_account()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var payment = bench.Payment(customer, 70m, "");
        var answer = bench.Send("POST", $"{Records}customerPayment/{payment}/!transform/customerRefund", "{}");
        Assert.True(answer.Status == 204, answer.Text);
        Assert.Equal(0m, bench.Read("customerPayment", payment).Money("unapplied"));
        Assert.Equal((-7000, 0), (Trial.Of(bench.Account).Balance("1"), Trial.Of(bench.Account).Balance("4")));
    }

    [Fact]
    public void A_returned_payment_is_moved_from_the_invoice_to_the_journal()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 90m);
        var payment = bench.Payment(customer, 90m, Line(invoice, 90m),
            ""","undepFunds":{"id":"F"},"account":{"id":"1"}""");
        var journal = bench.Create("journalEntry", $$$"""
            {"subsidiary":{"id":"1"},
             "line":{"items":[{"account":{"id":"4"},"debit":90,"entity":{"id":"{{{customer}}}"}},
             {"account":{"id":"1"},"credit":90}]}}
            """);

        bench.Change("customerPayment", payment, $$$"""
            {"customer":{"id":"{{{customer}}}"},"apply":{"items":[{"doc":{"id":"{{{invoice}}}"},"line":0,"apply":false},
             {"doc":{"id":"{{{journal}}}"},"line":0,"apply":true,"amount":90}]}}
            """);

        Assert.Equal((90m, "A"), (bench.Read("invoice", invoice).Money("amountRemaining"),
            bench.Read("invoice", invoice).Status()));
        Assert.Equal(0m, bench.Read("customerPayment", payment).Money("unapplied"));
        Assert.Equal((0, 9000), (Trial.Of(bench.Account).Balance("1"), Trial.Of(bench.Account).Balance("4")));
    }

    [Fact]
    public void A_credit_memo_takes_its_tax_back_at_the_invoices_rate()
    {
        using var bench = new Bench();
        var customer = bench.Create("customer", """{"companyName":"Europa","subsidiary":{"id":"2"}}""");
        var invoice = bench.Create("invoice", $$$"""
            {"entity":{"id":"{{{customer}}}"},
             "item":{"items":[{"item":{"id":"1"},"amount":10000,"taxCode":{"id":"1"}}]}}
            """);
        Assert.Equal(11900m, bench.Read("invoice", invoice).Money("total"));

        var memo = bench.Create("creditMemo", $$$"""
            {"entity":{"id":"{{{customer}}}"},"item":{"items":[{"item":{"id":"4"},"amount":200,"taxCode":{"id":"1"}}]},
             "apply":{"items":[{{{Line(invoice, 238m)}}}]}}
            """);

        Assert.Equal((238m, 38m, "B"), (bench.Read("creditMemo", memo).Money("total"), bench.Read("creditMemo", memo)
            .Money("taxTotal"),
            bench.Read("creditMemo", memo).Status()));
        Assert.Equal(11662m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal((-186200, 20000 - 1000000), (Trial.Of(bench.Account).Balance("9"),
            Trial.Of(bench.Account).Balance("10") + Trial.Of(bench.Account).Balance("11")));
    }

    [Fact]
    public void A_form_shows_the_open_documents_and_keeps_nothing()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var form = ("Accept", "application/vnd.oracle.resource+json; type=create-form");

        var answer =
            bench.Send("POST", $"{Records}customer/{customer}/!transform/customerPayment?expandSubResources=true",
                "{}", form);

        Assert.True(answer.Status == 200, answer.Text);
        var line = Assert.Single(Bench.Json(answer).Items("apply"))!.AsObject();
        Assert.Equal((invoice, false, 100m), (line["doc"]!["id"]!.GetValue<string>(), line["apply"]!.GetValue<bool>(),
            line.Money("due")));
        Assert.Equal(0, Bench.Json(bench.Send("GET", Records + "customerPayment"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void An_order_becomes_an_invoice_and_an_invoice_a_payment()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var order = bench.Create("salesOrder",
            $$$"""{"entity":{"id":"{{{customer}}}"},"item":{"items":[{"item":{"id":"1"},"quantity":2,"rate":50}]}}""");
        string Made(string path)
        {
            var answer = bench.Send("POST", Records + path, "{}");
            Assert.True(answer.Status == 204, answer.Text);
            return answer.Header("Location")!.Split('/')[^1];
        }

        var invoice = Made($"salesOrder/{order}/!transform/invoice");
        var payment = Made($"invoice/{invoice}/!transform/customerPayment");

        Assert.Equal("G", bench.Read("salesOrder", order).Status());
        Assert.Equal(order, bench.Read("invoice", invoice)["createdFrom"]!["id"]!.GetValue<string>());
        Assert.Equal((100m, 0m), (bench.Read("customerPayment", payment).Money("payment"),
            bench.Read("invoice", invoice).Money("amountRemaining")));
    }

    [Fact]
    public void Names_that_no_record_has_are_warned_about_or_refused()
    {
        using var bench = new Bench();
        const string body =
            """{"companyName":"Typo","subsidiary":{"id":"1"},"compnyName":"x","custentity_own":"kept"}""";
        var warned = bench.Send("POST", Records + "customer", body);
        Assert.Equal(204, warned.Status);
        Assert.Contains("compnyName", warned.Header("X-NetSuite-Warning"), StringComparison.Ordinal);
        Assert.Equal("kept", bench.Read("customer", warned.Header("Location")!.Split(
            '/')[^1])["custentity_own"]!.GetValue<string>());
        Assert.Equal(400, bench.Send("POST", Records + "customer", body, ("X-NetSuite-PropertyNameValidation", "Error"))
            .Status);
        Assert.Null(bench.Send("POST", Records + "customer", body.Replace("Typo", "Other", StringComparison.Ordinal),
            ("X-NetSuite-PropertyNameValidation", "Ignore")).Header("X-NetSuite-Warning"));
    }

    [Theory]
    [InlineData("GET", "nothing/1", null, 404, "Record type 'nothing' does not exist")]
    [InlineData("GET", "customer/999", null, 404,
        "The record instance does not exist. Provide a valid record instance ID.")]
    [InlineData("POST", "customer", "{nonsense", 400, "Invalid content in the request body")]
    [InlineData("GET", "customer?limit=5&offset=3", null, 400, "multiple of the limit")]
    [InlineData("GET", "customer?q=nothing%20IS%20x", null, 400, "Unknown field name 'nothing' in the search query.")]
    public void Errors_are_worded_as_netsuite_words_them(string method, string path, string? body, int status,
        string text)
    {
        using var bench = new Bench();
        var answer = bench.Send(method, Records + path, body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(text, Bench.Error(answer).Detail, StringComparison.Ordinal);
        var shown = Bench.Json(answer);
        Assert.StartsWith("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.",
            shown["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(status, shown["status"]!.GetValue<int>());
    }

    [Fact]
    public void A_collection_is_paged_by_links_and_by_has_more_alike()
    {
        using var bench = new Bench();
        for (var i = 0; i < 7; i++)
            bench.Customer($"Customer {i}");

        var seen = new List<string>();
        for (var next = Records + "customer?limit=3"; next is not null;)
        {
            var page = Bench.Json(bench.Send("GET", next));
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            var link = page["links"]!.AsArray().FirstOrDefault(entry => entry!["rel"]!.GetValue<string>() == "next");
            Assert.Equal(page["hasMore"]!.GetValue<bool>(), link is not null);
            next = link?["href"]!.GetValue<string>()[Bench.Origin.Length..];
        }

        Assert.Equal(7, seen.Distinct(StringComparer.Ordinal).Count());
        var filtered = Bench.Json(bench.Send("GET", Records + "customer?q=" + Uri.EscapeDataString(
            "companyName START_WITH \"Customer\" AND companyName CONTAIN 3 OR companyName IS \"Customer 5\"")));
        Assert.Equal(2, filtered["totalResults"]!.GetValue<int>());
        var dated = Bench.Json(bench.Send("GET", Records + "customer?q="
            + Uri.EscapeDataString("dateCreated ON_OR_AFTER \"11/25/2026\"")));
        Assert.Equal(7, dated["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void Seconds_are_cut_from_times_and_fields_limit_what_is_shown()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var shown = Bench.Json(bench.Send("GET", $"{Records}customer/{customer}?fields=companyName,lastModifiedDate"));
        Assert.Equal(["companyName", "id", "lastModifiedDate", "links"], shown.Select(pair => pair.Key)
            .Order(StringComparer.Ordinal));
        Assert.Equal("2026-11-25T12:00:00Z", shown["lastModifiedDate"]!.GetValue<string>());
    }

    private static string Journal(Bench bench, string customer, decimal amount) => bench.Create("journalEntry",
        string.Create(CultureInfo.InvariantCulture, $$$"""
        {"subsidiary":{"id":"1"},"line":{"items":[{"account":{"id":"12"},"debit":{{{amount}}}},
         {"account":{"id":"4"},"credit":{{{amount}}},"entity":{"id":"{{{customer}}}"}}]}}
        """));
}
