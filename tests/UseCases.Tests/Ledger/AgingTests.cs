using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

public sealed class AgingTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly string[] Customers =
        ["C1,Acme Pumps Inc.,,USD,", "C2,Birch Valley,,USD,", "C3,Cedar Foods,,USD,"];

    private static readonly string[] Items =
    [
        "INV-1,invoice,C1,2026-01-10,2026-02-10,100.00,100.00,USD,,,",
        "INV-2,invoice,C2,2026-02-20,2026-03-22,250.00,250.00,USD,,,",
        "CM-1,credit_memo,C1,2026-02-01,2026-02-01,-30.00,-30.00,USD,,,",
        "INV-3,invoice,C3,2025-11-01,2025-12-01,70.00,70.00,USD,,,",
    ];

    [Theory, BothEngines]
    public async Task All_customers_are_aged_with_credits_and_deposits_apart(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);

        var total = Assert.Single((await test.Run(new AgeCompanies(), test.Clerk)).Value.Companies);
        var byName = (await test.Run(Ask(), test.Clerk)).Value;
        var mostOverdue = (await test.Run(Ask() with { Order = AgingOrder.Overdue }, test.Clerk)).Value;
        var report = (await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd), test.Clerk)).Value;

        Assert.Equal("Alder Inc.: 25000 10000 0 0 7000 | -3000 | 0", $"{total.Name}: {Say(total.Balance)}");
        string[] customers =
        [
            "C1 Acme Pumps Inc.: 0 10000 0 0 0 | -3000 | 0", "C2 Birch Valley: 25000 0 0 0 0 | 0 | 0",
            "C3 Cedar Foods: 0 0 0 0 7000 | 0 | 0",
        ];
        Assert.Equal(customers, byName.Rows.Select(Say));
        Assert.Equal([customers[0], customers[2], customers[1]], mostOverdue.Rows.Select(Say));
        Assert.Equal(customers, report.Customers.Select(Say));
        Assert.Equal(Say(total.Balance), Say(report.Total));
        Assert.Null(byName.Next);
        Assert.Null(mostOverdue.Next);
    }

    [Theory, BothEngines]
    public async Task An_old_day_never_changes_when_later_events_arrive(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        var then = await Everything(test, Day);
        var before = await Everything(test, Day.AddDays(-20));

        test.Clock.Now = test.Clock.Now.AddDays(20);
        using var later = await Import(test,
            "INV-1,invoice,C1,2026-01-10,2026-02-10,100.00,40.00,USD,,,",
            "INV-2,invoice,C2,2026-02-20,2026-05-22,300.00,300.00,USD,,,",
            "INV-9,invoice,C2,2026-03-15,2026-04-14,11.00,11.00,USD,,,",
            "CM-2,credit_memo,C3,2026-03-20,2026-03-20,-5.00,-5.00,USD,,,");

        Assert.Equal(then, await Everything(test, Day));
        Assert.Equal(before, await Everything(test, Day.AddDays(-20)));
        var now = await Everything(test, Day.AddDays(20));
        Assert.Equal("total 31100 0 4000 0 0 | -500 | 0", now[0]);
        // What the rows say of today, counted another way.
        Assert.Equal([34600], await test.Rows<long>("select cast(sum(open_amount) as bigint) from customer_balance"));
    }

    [Theory, BothEngines]
    public async Task What_sync_derives_day_by_day_is_what_a_rebuild_makes_of_the_events(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        test.Clock.Now = test.Clock.Now.AddDays(9);
        using var later = await Import(test,
            Items[1], "INV-5,invoice,C1,2026-03-05,2026-04-04,5.00,5.00,USD,,,");
        var days = Enumerable.Range(-60, 90).Where(at => at % 9 == 0).Select(at => Day.AddDays(at)).ToArray();
        var derived = new List<string>();
        foreach (var day in days)
            derived.AddRange(await Everything(test, day));

        await test.Database.Write<int>(async db =>
        {
            await AgingRows.Rebuild(db, 1, atOnce: 2);
            return 0;
        });

        var rebuilt = new List<string>();
        foreach (var day in days)
            rebuilt.AddRange(await Everything(test, day));
        Assert.Equal(derived, rebuilt);
        Assert.Contains(derived, line => line.Contains("-3000", StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task A_deposit_stands_beside_the_balance_until_it_is_applied(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        var (customer, invoice) = (0L, 0L);
        desk.Load(batch =>
        {
            customer = batch.AddCustomer(new("C-1", "Acme Pumps Inc."));
            invoice = batch.AddInvoice(new(customer, "INV1", new(2026, 1, 15), 250m));
        });
        var deposit = await desk.Create("customerDeposit",
            $$"""{"customer":{"id":"{{customer}}"},"payment":60.00}""");
        await desk.Sync();
        var day = DateOnly.FromDateTime(desk.Test.Clock.Now.Date);
        desk.NextDay();
        await desk.NetSuite.Transform(new("customerDeposit", deposit), new("depositApplication",
            $$$"""{"apply":{"items":[{"doc":{"id":"{{{invoice}}}"},"apply":true,"amount":60.00}]}}"""),
            NetSuiteDesk.Stop);
        await desk.Sync();

        var before = await Report(desk.Test, day);
        var after = await Report(desk.Test, day.AddDays(1));

        Assert.Equal((25_000, -6_000), (before.Total.Minor, before.Deposits.Minor));
        Assert.Equal((19_000, 0), (after.Total.Minor, after.Deposits.Minor));

        static async Task<AgedBalance> Report(TestDatabase test, DateOnly day) =>
            (await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd, day), test.Service)).Value.Total;
    }

    [Theory, BothEngines]
    public async Task Pages_follow_one_another_and_hold_every_customer_once(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = new LedgerFiles();
        // Two share a name; every third has nothing open.
        var customers = Enumerable.Range(0, 40).Select(at => $"C{at:00},Firm {at / 2},,USD,").ToArray();
        var items = Enumerable.Range(0, 40).Where(at => at % 3 > 0).Select(at =>
            $"I{at},invoice,C{at:00},2026-01-01,2026-01-31,{at % 4 + 1}.00,{at % 4 + 1}.00,USD,,,").ToArray();
        Assert.Null((await test.Run(new ImportLedger("1", files.Customers(customers), files.Items(items)),
            test.Service)).Refusal);

        foreach (var order in Enum.GetValues<AgingOrder>())
        {
            var seen = new List<AgingEntry>();
            string? after = null;
            do
            {
                var page = (await test.Run(Ask() with { Order = order, After = after, Count = 4 }, test.Clerk)).Value;
                Assert.InRange(page.Rows.Count, 1, 4);
                seen.AddRange(page.Rows);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(items.Length, seen.Select(row => row.Id).Distinct().Count());
            Assert.Equal(items.Length, seen.Count);
        }
    }

    [Theory, BothEngines]
    public async Task Customers_that_do_not_come_to_the_total_are_not_shown(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        await test.Tamper("delete from customer_ledger where customer_id = 'C2'");

        var report = await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd), test.Clerk);
        var overdue = await test.Run(Ask() with { Order = AgingOrder.Overdue }, test.Clerk);

        Assert.Equal("ledger.does_not_foot", report.Refusal?.Code);
        Assert.Equal("ledger.does_not_foot", overdue.Refusal?.Code);
        // A day before anything of the lost customer adds up still.
        Assert.Null((await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd, new(2026, 1, 31)),
            test.Clerk)).Refusal);
    }

    [Theory, BothEngines]
    public async Task The_nightly_proof_names_what_differs_and_adds_it_up_anew(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        test.Clock.Now = test.Clock.Now.AddDays(40);
        using var later = await Import(test, Items[..2]);
        var clean = (await test.Run(new ProveLedger(), test.Service)).Value;
        var report = await Everything(test, Day);
        var cases = new (string Sql, (int, int, int) Differs)[]
        {
            ("delete from customer_ledger where customer_id = 'C2'", (0, 0, 1)),
            ("update customer_balance set overdue_amount = overdue_amount + 1 where customer_id = 'C1'", (0, 1, 0)),
            ("update aging_day set amount = amount + 1 where due_on = '2026-02-10'", (1, 0, 0)),
            ("delete from ledger_event where document_id = 'INV-1'", (1, 1, 1)),
        };

        Assert.True(clean.Agrees, clean.ToString());
        foreach (var (sql, differs) in cases)
        {
            await test.Tamper(sql);
            var found = (await test.Run(new ProveLedger(), test.Service)).Value;
            Assert.Equal(differs, (found.Days, found.Balances, found.Packed));
            Assert.True(sql.StartsWith("delete from ledger_event", StringComparison.Ordinal)
                || (await Everything(test, Day)).SequenceEqual(report), sql);
        }

        Assert.Equal([4L], await test.Rows<long>("select count(*) from audit_entry where act = 'ledger.rebuilt'"));
    }

    [Theory, BothEngines]
    public async Task A_customer_in_no_list_is_aged_all_the_same(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        await test.Tamper("delete from customer where id = 'C2'");

        var byName = (await test.Run(Ask(), test.Clerk)).Value.Rows;
        var report = (await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd), test.Clerk)).Value;

        Assert.Equal(["C1", "C3", "C2"], byName.Select(row => row.Id));
        Assert.Equal(["C1", "C3", "C2"], report.Customers.Select(row => row.Id));
    }

    [Theory, BothEngines]
    public async Task Nobody_sees_the_aging_of_a_company_that_is_not_theirs(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        using var files = await Import(test, Items);
        var birke = await test.AddPerson("Bea Birke", "clerk", TestDatabase.Birke);

        Assert.Empty((await test.Run(new AgeCompanies(), birke)).Value.Companies);
        Assert.Equal("door.not_in_company", (await test.Run(Ask(), birke)).Refusal?.Code);
        Assert.Equal("door.not_in_company",
            (await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd), birke)).Refusal?.Code);
        Assert.NotNull((await test.Run(Ask(), test.Administrator)).Refusal);
    }

    private static AgeCustomers Ask() => new(TestDatabase.Alder, Currency.Usd);

    private static async Task<LedgerFiles> Import(TestDatabase test, params string[] items)
    {
        var files = new LedgerFiles();
        Assert.Null((await test.Run(new ImportLedger("1", files.Customers(Customers), files.Items(items)),
            test.Service)).Refusal);
        return files;
    }

    /// <summary>Total, customers by name and customers by overdue as of a day, in words.</summary>
    private static async Task<IReadOnlyList<string>> Everything(TestDatabase test, DateOnly day)
    {
        var report = (await test.Run(new ExportAging(TestDatabase.Alder, Currency.Usd, day), test.Auditor)).Value;
        var byName = (await test.Run(Ask() with { AsOf = day }, test.Auditor)).Value;
        var overdue = (await test.Run(Ask() with { AsOf = day, Order = AgingOrder.Overdue }, test.Auditor)).Value;
        return
        [
            "total " + Say(report.Total), .. report.Customers.Select(Say), .. byName.Rows.Select(Say),
            .. overdue.Rows.Select(Say),
        ];
    }

    private static string Say(AgingEntry entry) => $"{entry.Id} {entry.Name}: {Say(entry.Balance)}";

    private static string Say(AgedBalance balance) =>
        $"{string.Join(' ', balance.Buckets.Select(bucket => bucket.Minor))} | {balance.Credits.Minor} | "
        + $"{balance.Deposits.Minor}";
}
