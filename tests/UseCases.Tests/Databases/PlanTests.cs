using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Tests.Ledger;

namespace Turnstone.UseCases.Tests.Databases;

/// <summary>What SQLite's planner makes of the questions behind pages once a ledger of some size is in.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task After_a_first_load_customers_are_found_by_indexes_and_not_by_reading_the_ledger()
    {
        await using var test = await TestDatabase.Create(Engine.Sqlite);
        using var files = new LedgerFiles();
        // A connection that was open before sees the counts, too.
        Assert.Empty((await test.Run(new FindCustomers("firm", CompanyFilter: null), test.Clerk)).Value);

        Assert.Null((await test.Run(new ImportLedger("1",
            files.Customers([.. Enumerable.Range(0, 400).Select(at => $"C{at},Firm {at},,USD,")]),
            files.Items([.. Enumerable.Range(0, 4000).Select(at =>
                $"INV-{at},invoice,C{at % 400},2026-01-01,2026-01-31,5.00,5.00,USD,,,")])), test.Service)).Refusal);

        var items = await Plan(test, ShowCustomer.ItemsSql);
        var overdue = await Plan(test, FindCustomers.Sql(words: 0));
        var word = await Plan(test, FindCustomers.Sql(words: 1));
        Assert.Contains("open_item USING INDEX open_item_customer (connection_id=? AND customer_id=?)", items,
            StringComparison.Ordinal);
        foreach (var plan in new[] { overdue, word })
        {
            Assert.Contains("c USING PRIMARY KEY (connection_id=? AND id=?)", plan, StringComparison.Ordinal);
            Assert.Contains("b USING INDEX customer_balance_customer (connection_id=? AND customer_id=?)", plan,
                StringComparison.Ordinal);
        }

        Assert.Contains("customer_balance_overdue (connection_id=? AND overdue_amount>?)", overdue,
            StringComparison.Ordinal);
        Assert.Contains("customer_token USING PRIMARY KEY (connection_id=? AND token>? AND token<?)", word,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_is_read_in_its_order_from_its_own_index()
    {
        await using var test = await TestDatabase.Create(Engine.Sqlite);

        var plan = await Plan(test, QueueRows.PageSql(new()));

        Assert.Contains("r USING INDEX receipt_open (connection_id=?", plan,
            StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private static async Task<string> Plan(TestDatabase test, string sql) => string.Join('\n',
        (await test.Rows<(int, int, int, string Detail)>("explain query plan " + sql, new
        {
            Connection = 1, connection = 1, Customer = "C1", customer = "C1", company = "", count = 50, most = 200,
            from0 = "FIRM", to0 = "FIRN", bookedOn = new DateOnly(2026, 1, 1), id = 0, today = new DateOnly(2026, 1, 1),
        })).Select(row => row.Detail));
}
