using Turnstone.NetSuite.Sandbox;
using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

/// <summary>What the record service does beside reading and writing.</summary>
public sealed class ActionTests
{
    private static (string, string) Form(string kind) =>
        ("Accept", $"application/vnd.oracle.resource+json; type={kind}");

    [Fact]
    public void A_contact_is_attached_with_its_role_and_detached()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var contact = bench.Create("contact", """{"firstName":"Ada","lastName":"Byron","subsidiary":{"id":"1"}}""");
        string Path(string action) => $"{Records}customer/{customer}/{action}/contact/{contact}";

        Assert.Equal(204, bench.Send("POST", Path("!attach"), """{"role":{"id":"-10"}}""").Status);
        Assert.Equal(204, bench.Send("POST", Path("!attach")).Status);

        var role = Assert.Single(bench.Read("customer", customer).Items("contactRoles"))!;
        Assert.Equal(contact, role["contact"]!["id"]!.GetValue<string>());
        Assert.Equal("-10", role["role"]!.GetValue<string>());
        Assert.Equal(204, bench.Send("POST", Path("!detach")).Status);
        Assert.Empty(bench.Read("customer", customer).Items("contactRoles"));
        Assert.Equal(204, bench.Send("POST", $"{Records}customer/{customer}/!attach/file/12").Status);
        Assert.Equal(404, bench.Send("POST", $"{Records}customer/{customer}/!attach/contact/99999").Status);
        Assert.Equal(400, bench.Send("POST", $"{Records}customer/{customer}/!attach/invoice/1").Status);
    }

    [Fact]
    public void The_options_of_a_select_field_are_listed_for_a_new_record_and_one_that_is_there()
    {
        using var bench = new Bench();
        var customer = bench.Customer();

        var currencies = Bench.Json(bench.Send("POST", Records + "customer?fields=currency,creditHoldOverride", null,
            Form("select-options")));
        var statuses = Bench.Json(bench.Send("PATCH", $"{Records}customer/{customer}?fields=currency", null,
            Form("select-options")));

        Assert.Equal("application/vnd.oracle.resource+json; type=select-options", bench.Send("POST",
            Records + "invoice?fields=item.item", null, Form("select-options")).Header("Content-Type"));
        Assert.Equal(5, currencies["currency"]!["totalResults"]!.GetValue<int>());
        Assert.Equal(["AUTO", "ON", "OFF"], currencies["creditHoldOverride"]!["items"]!.AsArray()
            .Select(item => item!["id"]!.GetValue<string>()));
        Assert.Equal(currencies["currency"]!.ToJsonString(), statuses["currency"]!.ToJsonString());
        Assert.Equal("NONEXISTENT_FIELD",
            Bench.Error(bench.Send("POST", Records + "customer?fields=nope", null, Form("select-options"))).Code);
        Assert.Equal(400, bench.Send("POST", Records + "customer?fields=email", null, Form("select-options")).Status);
    }

    [Fact]
    public void An_edit_form_shows_the_record_as_it_would_be_and_keeps_nothing()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        var other = bench.Invoice(customer, 50m);
        var payment = bench.Payment(customer, 80m, Line(invoice, 30m));

        var form = Bench.Json(bench.Send("PATCH", $"{Records}customerPayment/{payment}?expandSubResources=true",
            $$$"""{"memo":"seen","apply":{"items":[{{{Line(invoice, 60m)}}}]}}""", Form("edit-form")));

        Assert.Equal(("seen", 60m), (form["memo"]!.GetValue<string>(), form.Money("applied")));
        Assert.Contains(other, form.Items("apply").Select(line => line!["doc"]!["id"]!.GetValue<string>()));
        var kept = bench.Read("customerPayment", payment);
        Assert.Equal(30m, kept.Money("applied"));
        Assert.Null(kept["memo"]);
    }

    [Fact]
    public void A_sub_resource_of_a_select_field_is_the_record_it_refers_to()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var currency = Bench.Json(bench.Send("GET", $"{Records}customer/{customer}/currency"));
        Assert.Equal("USD", currency["symbol"]!.GetValue<string>());
    }

    [Fact]
    public void The_fields_named_are_replaced_where_the_client_says_so()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        string[] invoices = [bench.Invoice(customer, 100m), bench.Invoice(customer, 50m)];
        var payment = bench.Payment(customer, 80m, Line(invoices[0], 30m));
        string Body() => $$$"""{"customer":{"id":"{{{customer}}}"},"apply":{"items":[{{{Line(invoices[1], 20m)}}}]}}""";

        bench.Change("customerPayment", payment, Body());
        Assert.Equal(50m, bench.Read("customerPayment", payment).Money("applied"));
        Assert.Equal(204, bench.Send("PATCH", $"{Records}customerPayment/{payment}?replaceSelectedFields=true",
            Body()).Status);
        Assert.Equal(20m, bench.Read("customerPayment", payment).Money("applied"));
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_refused_or_left_out_as_the_client_asks()
    {
        using var bench = new Bench();
        SandboxResponse Create(params (string, string)[] headers) => bench.Send("POST", Records + "customer",
            """{"companyName":"C","subsidiary":{"id":"1"},"entityId":"a","creditLimit":"much"}""", headers);
        const string header = "X-NetSuite-PropertyValueValidation";

        Assert.Equal((400, "INVALID_CONTENT"), (Create().Status, Bench.Error(Create()).Code));
        var warned = Create((header, "Warning"));
        Assert.Equal(204, warned.Status);
        Assert.Contains("creditLimit", warned.Header("X-NetSuite-Warning"), StringComparison.Ordinal);
        Assert.Equal(400, Create((header, "Perhaps")).Status);
        // What refers to nothing is wrong in every mode.
        Assert.Equal(400, bench.Send("POST", Records + "customer",
            """{"companyName":"D","subsidiary":{"id":"77"}}""", (header, "Ignore")).Status);
    }

    [Fact]
    public void Datasets_are_listed_and_read_by_pages()
    {
        using var bench = new Bench();
        for (var i = 0; i < 3; i++)
            bench.Customer($"Customer {i}");
        const string path = "/services/rest/query/v1/dataset";

        Assert.Contains("custdataset_customers", bench.Send("GET", path).Text, StringComparison.Ordinal);
        var page = Bench.Json(bench.Send("GET", path + "/custdataset_customers/result?limit=2&offset=0"));
        Assert.Equal((2, true, 3), (page["count"]!.GetValue<int>(), page["hasMore"]!.GetValue<bool>(),
            page["totalResults"]!.GetValue<int>()));
        Assert.Equal(404, bench.Send("GET", path + "/nothing/result").Status);
    }

    [Fact]
    public void An_older_client_is_told_where_the_account_lives()
    {
        using var bench = new Bench();
        Assert.Equal(Bench.Origin, Bench.Json(bench.Raw("GET", "/rest/datacenterurls?account=X"))["restDomain"]!
            .GetValue<string>());
    }
}
