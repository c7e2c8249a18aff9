using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Seeding;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class SeedTests
{
    [Fact]
    public void The_default_company_has_open_invoices_in_two_currencies_and_books_that_foot()
    {
        using var bench = new Bench();
        new SandboxSeed().Fill(bench.Account);

        var open = Query(bench, """
            SELECT c.symbol, COUNT(*) AS n, SUM(t.foreignamountunpaid) AS due FROM transaction t
            JOIN currency c ON c.id = t.currency WHERE t.type = 'CustInvc' AND t.foreignamountunpaid <> 0
            GROUP BY c.symbol ORDER BY c.symbol
            """);
        Assert.Equal(["EUR", "USD"], open.Select(row => row!["symbol"]!.GetValue<string>()));
        Assert.All(open, row => Assert.True(int.Parse(row!["n"]!.GetValue<string>(),
            CultureInfo.InvariantCulture) > 100));
        Assert.Equal("240", Query(bench, "SELECT COUNT(*) AS n FROM customer")[0]!["n"]!.GetValue<string>());
        Assert.Equal(0, Trial.Of(bench.Account).Sum);
    }

    [Fact]
    public void The_same_seed_makes_the_same_company()
    {
        static string Sum()
        {
            using var bench = new Bench();
            new SandboxSeed { Seed = 5, Customers = 40 }.Fill(bench.Account);
            return Query(bench, "SELECT id, tranid, foreigntotal, status FROM transaction ORDER BY id").ToJsonString();
        }

        Assert.Equal(Sum(), Sum());
    }

    [Fact]
    public void A_keyset_page_at_the_far_end_reads_few_rows()
    {
        using var bench = new Bench();
        new SandboxSeed { Customers = 2000, InvoicesPerCustomer = 4 }.Fill(bench.Account);
        var last = Query(bench, "SELECT MAX(id) AS n FROM transaction")[0]!["n"]!.GetValue<string>();

        var page = Query(bench, $$"""
            SELECT t.id, tl.subsidiary FROM transaction t
            JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'
            WHERE t.id > {{long.Parse(last, CultureInfo.InvariantCulture) - 10}}
            ORDER BY t.id FETCH FIRST 1000 ROWS ONLY
            """);

        Assert.Equal(10, page.Count);
    }

    private static JsonArray Query(Bench bench, string text)
    {
        var answer = bench.Send("POST", "/services/rest/query/v1/suiteql",
            new JsonObject { ["q"] = text }.ToJsonString(),
            ("Prefer", "transient"));
        Assert.True(answer.Status == 200, answer.Text);
        return Bench.Json(answer)["items"]!.AsArray();
    }
}
