using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

public sealed class ImportLedgerTests
{
    private const string Acme = "C1,Acme Pumps Inc.,,USD,Net 30";
    private const string AcmeWest = "C2,Acme Pumps West LLC,C1,USD,Net 30";

    private static readonly string[] Items =
    [
        "INV-1001,invoice,C1,2026-01-10,2026-02-10,100.00,100.00,USD,PO 77,2,2026-01-20",
        "INV-1002,invoice,C2,2026-02-20,2026-03-20,250.00,50.00,USD,,,",
        "CM-17,credit_memo,C1,2026-02-25,2026-02-25,30.00,30.00,USD,,,",
    ];

    [Theory, BothEngines]
    public async Task Open_items_become_documents_events_aging_and_balances(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();

        var run = (await Import(test, files, Items)).Value;

        Assert.Equal((2, 3), (run.Customers, run.Documents));
        Assert.Equal(
            [("C1", 7000, 7000, 2), ("C2", 5000, 0, 1)],
            await test.Rows<(string, long, long, int)>(
                "select customer_id, open_amount, overdue_amount, items from customer_balance order by customer_id"));
        Assert.Equal([12000], await test.Rows<long>("select cast(sum(amount) as bigint) from aging_day"));
        Assert.Equal([12000], await test.Rows<long>("select cast(sum(amount) as bigint) from ledger_event"));
        Assert.Equal(["C1", "C1"], await test.Rows<string>("select root_id from customer order by id"));
        Assert.Equal(["1001", "1002", "CM17"],
            await test.Rows<string>("select digits_key from open_item order by number"
            + " desc").Sorted());
        Assert.Equal(["AAA9999"], await test.Rows<string>("select shape from number_shape where shape like 'AAA%'"));
    }

    [Theory, BothEngines]
    public async Task The_same_files_again_change_nothing(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();
        await Import(test, files, Items);
        var events = await test.Rows<long>("select count(*) from ledger_event");

        test.Clock.Now = test.Clock.Now.AddDays(1);
        var again = (await Import(test, files, Items)).Value;

        Assert.Equal((0, 0), (again.Customers, again.Documents));
        Assert.Equal(events, await test.Rows<long>("select count(*) from ledger_event"));
    }

    [Theory, BothEngines]
    public async Task What_was_paid_changed_or_left_the_file_counts_from_the_day_of_the_import(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();
        await Import(test, files, Items);
        test.Clock.Now = test.Clock.Now.AddDays(20);

        await Import(test, files,
            "INV-1001,invoice,C1,2026-01-10,2026-02-10,100.00,40.00,USD,PO 77,2,2026-01-20",
            "INV-1002,invoice,C2,2026-02-20,2026-04-20,250.00,50.00,USD,,,");

        Assert.Equal(
            [("C1", 4000, 4000, 1), ("C2", 5000, 0, 1)],
            await test.Rows<(string, long, long, int)>(
                "select customer_id, open_amount, overdue_amount, items from customer_balance order by customer_id"));
        var then = await test.Rows<long>(
            "select cast(sum(amount) as bigint) from ledger_event where event_on <= @day",
                new { day = new DateOnly(2026, 3, 2) });
        Assert.Equal([12000], then);
        Assert.Equal(await test.Rows<(string, long)>("""
            select due_on, cast(sum(amount) as bigint) from ledger_event where side <> 'deposit' group by due_on
            having sum(amount) <> 0 order by due_on
            """.Replace("select due_on", "select cast(due_on as text)", StringComparison.Ordinal)),
            await test.Rows<(string, long)>("""
            select cast(due_on as text), cast(sum(amount) as bigint) from aging_day where side <> 'deposit'
            group by due_on having sum(amount) <> 0 order by due_on
            """));
    }

    [Theory, BothEngines]
    public async Task A_rebuild_from_the_events_finds_the_same_sums(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();
        await Import(test, files, Items);
        test.Clock.Now = test.Clock.Now.AddDays(30);
        await Import(test, files, Items[..2]);
        const string balances = """
            select company_id, customer_id, open_amount, overdue_amount, items from customer_balance where items <> 0
            order by customer_id
            """;
        var before = await test.Rows<(string, string, long, long, int)>(balances);

        await test.Database.Write<int>(async db =>
        {
            await Storage.Ledger.EventRows.RebuildBalances(db, 1, new(2026, 4, 1));
            return 0;
        });

        Assert.Equal(before, await test.Rows<(string, string, long, long, int)>(balances));
        Assert.Equal(2, before.Count);
    }

    [Theory, BothEngines]
    public async Task An_import_that_died_is_seen_and_its_sums_are_added_up_anew(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();
        await Import(test, files, Items);
        await test.Tamper(
            "update ledger_run set state = 'running'; delete from customer_balance; delete from aging_day;");

        await Import(test, files, Items);

        Assert.Equal(["done", "failed"], await test.Rows<string>("select state from ledger_run order by state"));
        Assert.Equal([12000], await test.Rows<long>("select cast(sum(open_amount) as bigint) from customer_balance"));
        Assert.Equal([12000], await test.Rows<long>("select cast(sum(amount) as bigint) from aging_day"));
    }

    [Theory, BothEngines]
    public async Task An_item_of_an_unknown_customer_and_a_document_twice_are_refused_whole(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();

        var stranger = await Import(test, files, Items[0].Replace("C1", "C9", StringComparison.Ordinal));
        var twice = await Import(test, files, Items[0], Items[0]);

        Assert.Equal("ledger.unknown_customers", stranger.Refusal?.Code);
        Assert.Equal("ledger.twice", twice.Refusal?.Code);
        Assert.Empty(await test.Rows<string>("select id from open_item"));
    }

    private static Task<Domain.Kernel.Result<LedgerRun>> Import(
        TestDatabase test, LedgerFiles files, params string[] items) =>
        test.Run(new ImportLedger("1", files.Customers(Acme, AcmeWest), files.Items(items)), test.Service);
}

internal static class Rows
{
    public static async Task<IReadOnlyList<string>> Sorted(this Task<IReadOnlyList<string>> rows) =>
        [.. (await rows).Order(StringComparer.Ordinal)];
}
