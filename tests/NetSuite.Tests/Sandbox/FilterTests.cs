using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

public sealed class FilterTests
{
    // The customer is made at 12:00 UTC on 25 November 2026, which is 01:00 of the 26th in Auckland.
    [Theory]
    [InlineData("UTC", "ON \"11/25/2026\"", 1)]
    [InlineData("UTC", "AFTER \"11/25/2026\"", 0)]
    [InlineData("UTC", "ON_OR_AFTER \"11/25/2026\"", 1)]
    [InlineData("UTC", "BEFORE \"11/25/2026\"", 0)]
    [InlineData("UTC", "ON_OR_BEFORE \"11/25/2026\"", 1)]
    [InlineData("UTC", "WITHIN [\"11/24/2026\", \"11/25/2026\"]", 1)]
    [InlineData("UTC", "ON_NOT \"11/25/2026\"", 0)]
    [InlineData("UTC", "AFTER \"11/25/2026 11:59 am\"", 1)]
    [InlineData("UTC", "AFTER \"11/25/2026 12:00 pm\"", 0)]
    [InlineData("Pacific/Auckland", "ON \"11/25/2026\"", 0)]
    [InlineData("Pacific/Auckland", "ON \"11/26/2026\"", 1)]
    public void A_moment_beside_a_day_is_that_day_in_the_users_zone(string zone, string filter, int found)
    {
        using var bench = new Bench(new() { TimeZone = zone });
        bench.Customer();

        var answer = bench.Send("GET", Records + "customer?q=" + Uri.EscapeDataString("dateCreated " + filter));

        Assert.Equal(200, answer.Status);
        Assert.Equal(found, Bench.Json(answer)["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void A_refused_login_at_a_restlet_has_the_form_of_RESTlets()
    {
        using var bench = new Bench();

        var script = bench.Raw("GET", "/app/site/hosting/restlet.nl?script=1&deploy=1");
        var record = bench.Raw("GET", Records + "customer");

        Assert.Equal((401, "INVALID_LOGIN_ATTEMPT"),
            (script.Status, Bench.Json(script)["error"]!["code"]!.GetValue<string>()));
        Assert.Equal((401, "INVALID_LOGIN"), (record.Status, Bench.Error(record).Code));
    }

    [Fact]
    public void An_empty_form_of_a_new_customer_is_shown_and_nothing_is_kept()
    {
        using var bench = new Bench();

        var form = bench.Send("POST", Records + "customer", "{}",
            ("Accept", "application/vnd.oracle.resource+json; type=create-form"));

        Assert.Equal((200, "To Be Generated"), (form.Status, Bench.Json(form)["entityId"]!.GetValue<string>()));
        Assert.Equal(0, Bench.Json(bench.Send("GET", Records + "customer"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void Vendors_and_stocked_items_can_be_kept_and_an_order_tells_its_status()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var vendor = bench.Send("POST", Records + "vendor", """{"companyName":"Paper Mill","subsidiary":{"id":"1"}}""");
        var item = bench.Send("POST", Records + "inventoryItem", """{"itemId":"Bolt","rate":2}""");
        var order = bench.Send("POST", Records + "salesOrder",
            $$$"""{"entity":{"id":"{{{customer}}}"},"item":{"items":[{"item":{"id":"1"},"quantity":1,"rate":5}]}}""");

        Assert.Equal([204, 204, 204], [vendor.Status, item.Status, order.Status]);
        var shown = Bench.Json(bench.Send("GET", order.Header("Location")![Bench.Origin.Length..]));
        Assert.Equal("F", shown["orderStatus"]!["id"]!.GetValue<string>());
        var rows = Bench.Json(bench.Send("POST", "/services/rest/query/v1/suiteql",
            """{"q":"SELECT companyname FROM vendor"}""", ("Prefer", "transient")))["items"]!;
        Assert.Equal("Paper Mill", rows[0]!["companyname"]!.GetValue<string>());
    }
}
