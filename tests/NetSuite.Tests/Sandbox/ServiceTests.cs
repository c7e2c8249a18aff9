using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;
using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

public sealed class ServiceTests
{
    private const string Collection = "application/vnd.oracle.resource+json; type=collection";

    [Fact]
    public void A_batch_runs_each_record_by_itself_and_its_key_counts_once()
    {
        using var bench = new Bench();
        const string body = """
            {"items":[{"companyName":"One","subsidiary":{"id":"1"}},{"subsidiary":{"id":"1"}},
             {"companyName":"Three","subsidiary":{"id":"1"}}]}
            """;
        SandboxResponse Post() => bench.Send("POST", Records + "customer", body, ("Content-Type", Collection),
            ("Prefer", "respond-async"), ("X-NetSuite-Idempotency-Key", "6a1f"));

        var accepted = Post();

        Assert.Equal((202, "respond-async"), (accepted.Status, accepted.Header("Preference-Applied")));
        var job = accepted.Header("Location")![Bench.Origin.Length..];
        Assert.Equal("/services/rest/async/v1/job/1", job);
        Assert.False(Bench.Json(bench.Send("GET", job))["completed"]!.GetValue<bool>());
        Assert.Equal("succeeded", Bench.Json(bench.Send("GET", job))["progress"]!.GetValue<string>());
        var tasks = Bench.Json(bench.Send("GET", job + "/task"))["items"]!.AsArray()
            .Select(item => item!["links"]![0]!["href"]!.GetValue<string>()[Bench.Origin.Length..]).ToList();
        Assert.Equal([204, 400, 204], tasks.Select(task => bench.Send("GET", task + "/result").Status));
        Assert.Contains("Company Name", Bench.Error(bench.Send("GET", tasks[1] + "/result")).Detail,
            StringComparison.Ordinal);
        Assert.Equal("failed", Bench.Json(bench.Send("GET", tasks[1]))["progress"]!.GetValue<string>());

        var again = Post();
        Assert.Equal((400, "IDEMPOTENCY_ERROR"), (again.Status, Bench.Error(again).Code));
        Assert.Equal("Conflict", Bench.Json(again)["title"]!.GetValue<string>());
        Assert.Equal(Bench.Origin + job, again.Header("Location"));
        Assert.Equal(2, Bench.Json(bench.Send("GET", Records + "customer"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public void A_key_on_a_call_that_is_answered_at_once_says_nothing()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(204, bench.Send("POST", Records + "customerPayment", PaymentBody(customer, 10m, ""),
                ("X-NetSuite-Idempotency-Key", "same")).Status);
        }

        Assert.Equal(400, bench.Send("POST", Records + "customer", """{"items":[]}""",
            ("Content-Type", Collection)).Status);
    }

    [Fact]
    public void The_catalog_comes_as_list_open_api_and_schema()
    {
        using var bench = new Bench();
        const string path = Records + "metadata-catalog";
        var all = Bench.Json(bench.Send("GET", path))["items"]!.AsArray()
            .Select(item => item!["name"]!.GetValue<string>());
        Assert.Contains("customerPayment", all);
        Assert.Equal(2, Bench.Json(bench.Send("GET", path + "?select=customer,invoice"))["items"]!.AsArray().Count);
        var open = Bench.Json(bench.Send("GET", path + "?select=customer", null,
            ("Accept", "application/swagger+json")));
        Assert.StartsWith("3.0", open["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(open["components"]!["schemas"]!["customer"]!["properties"]!["companyName"]);

        JsonObject Apply() => Bench.Json(bench.Send("GET", path + "/customerPayment", null,
            ("Accept", "application/schema+json")))
            ["properties"]!["apply"]!["properties"]!["items"]!["items"]!["properties"]!.AsObject();
        Assert.False(Apply().ContainsKey("disc"));
        bench.Account.Knobs = bench.Account.Knobs with { DiscountColumns = true };
        Assert.True(Apply().ContainsKey("disc"));
        Assert.Equal(400, bench.Send("GET", path, null, ("Accept", "application/schema+json")).Status);
    }

    [Fact]
    public void The_discount_script_takes_discounts_once_where_rest_has_no_column()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        SandboxResponse Pay() => Script(bench, "POST", "discount", $$$"""
            {"externalId":"ts-d","customer":"{{{customer}}}","currency":"1","exchangeRate":"1","date":"2026-11-25",
             "payment":"98.00","undepFunds":true,"fields":{"custbody_turnstone_decision":"d"},
             "apply":[{"doc":"{{{invoice}}}","line":"0","amount":"98.00","discount":"2.00"}]}
            """);

        var made = Bench.Json(Pay());

        Assert.True(made["created"]!.GetValue<bool>());
        Assert.Equal("2.00", made["apply"]![0]!["discount"]!.GetValue<string>());
        Assert.False(Bench.Json(Pay())["created"]!.GetValue<bool>());
        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal((200, 0, 9800), (Trial.Of(bench.Account).Balance("11"), Trial.Of(bench.Account).Balance("4"),
            Trial.Of(bench.Account).Balance("3")));

        var payment = made["id"]!.GetValue<string>();
        var brought = Bench.Json(Script(bench, "POST", "apply", $$$"""
            {"payments":[{"payment":"{{{payment}}}","customer":"{{{customer}}}",
             "apply":[{"doc":"{{{invoice}}}","amount":"0"}]},{"payment":"{{{payment}}}","customer":"999","apply":[]}]}
            """))["results"]!.AsArray();
        Assert.Equal(1, brought[0]!["changed"]!.GetValue<int>());
        Assert.Equal("TURNSTONE_OTHER_CUSTOMER", brought[1]!["error"]!["code"]!.GetValue<string>());
        Assert.Equal(100m, bench.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal((0, 200), (Trial.Of(bench.Account).Balance("11"), Trial.Of(bench.Account).Balance("4")));
        Assert.Equal(98m, bench.Read("customerPayment", payment).Money("unapplied"));
    }

    [Fact]
    public void Scripts_print_note_and_refuse_in_their_own_form()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);

        var pdf = Convert.FromBase64String(Bench.Json(Script(bench, "GET", "document", null, $"&id={invoice}"))
            ["base64"]!.GetValue<string>());
        Assert.StartsWith("%PDF-1.4", System.Text.Encoding.ASCII.GetString(pdf[..8]), StringComparison.Ordinal);
        Assert.Equal(200, Script(bench, "GET", "statement", null, $"&customer={customer}&date=2026-11-25").Status);

        string Note() => $"{Bench.Json(Script(bench, "POST", "note",
            $$$"""{"externalId":"n1","customer":"{{{customer}}}","title":"Call","text":"Will pay"}"""))["id"]}";
        Assert.Equal(Note(), Note());

        var refused = Script(bench, "GET", "document", null, "&id=99999");
        Assert.Equal((400, "TURNSTONE_NOT_FOUND"),
            (refused.Status, Bench.Json(refused)["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(404, Script(bench, "GET", "nothing", null).Status);
        var echo = Bench.Json(bench.Send("POST", "/app/site/hosting/restlet.nl?script=1&deploy=1&a=b", """{"x":1}"""));
        Assert.Equal(("b", 1), (echo["parameters"]!["a"]!.GetValue<string>(), echo["body"]!["x"]!.GetValue<int>()));
    }

    private static SandboxResponse Script(Bench bench, string method, string name, string? body, string more = "") =>
        bench.Send(method, $"/app/site/hosting/restlet.nl?script=customscript_turnstone_{name}"
            + $"&deploy=customdeploy_turnstone_{name}{more}", body);
}
