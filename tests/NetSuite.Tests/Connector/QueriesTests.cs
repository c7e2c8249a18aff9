using System.Globalization;
using System.Web;
using Turnstone.NetSuite;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class QueriesTests
{
    private static HttpResponseMessage Page(Sent sent, int all, int size)
    {
        var offset = int.Parse(
            HttpUtility.ParseQueryString(sent.Address.Query)["offset"] ?? "0", CultureInfo.InvariantCulture);
        var count = Math.Min(size, all - offset);
        var rows = string.Join(',', Enumerable.Range(offset, count).Select(at => $$"""{"links":[],"id":"{{at}}"}"""));
        return FakeNetSuite.Json(200, $$"""
            {"links":[],"count":{{count}},"hasMore":{{(offset + count < all ? "true" : "false")}},"items":[{{rows}}],
            "offset":{{offset}},"totalResults":{{all}}}
            """);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 1)]
    [InlineData(2500, 3)]
    public async Task All_rows_of_all_pages_come_once_and_in_order(int rows, int calls)
    {
        var fake = new FakeNetSuite((sent, _) => Page(sent, rows, 1000));
        using var client = Desk.Client(fake);

        var all = await client.QueryAll(new("SELECT id FROM customer ORDER BY id"), Desk.Stop);

        Assert.Equal(Enumerable.Range(0, rows), all.Value.Select(row => int.Parse(
            row.Needed("id"), CultureInfo.InvariantCulture)));
        Assert.Equal(calls, fake.Calls.Count);
    }

    [Fact]
    public async Task A_page_that_is_refused_refuses_the_whole()
    {
        var fake = new FakeNetSuite((sent, call) => call == 1 ? Page(sent, 1500, 1000)
            : FakeNetSuite.Error(400, "INVALID_PARAMETER", "Search error occurred."));
        using var client = Desk.Client(fake);

        Assert.NotNull((await client.QueryAll(new("SELECT id FROM customer ORDER BY id"), Desk.Stop)).Refusal);
    }
}
