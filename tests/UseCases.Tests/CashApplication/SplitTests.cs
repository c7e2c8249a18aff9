using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Reporting;

namespace Turnstone.UseCases.Tests.CashApplication;

/// <summary>A receipt divided by amounts, and whose work it is.</summary>
public sealed class SplitTests
{
    // 300.00 against INV-1001 100.00 and INV-1002 250.00 of C1, INV-1003 4,000.00 of C2.
    private static readonly byte[] Day = CashDesk.Bai2("2026-03-02", 500_000, "165,30000,R3,,PAYMENT");

    [Theory, BothEngines]
    public async Task Amounts_go_where_they_are_stated_and_the_rest_stays_with_the_customer_named(Engine engine)
    {
        await using var desk = await Open(engine);

        var split = await desk.Test.Run(new SplitReceipt(await desk.Receipt("R3"),
            [
                new("C1", [new("INV-1001") { Cash = 6_000 }]),
                new("C2", [new("INV-1003") { Cash = 4_000 }]) { OnAccount = 500 },
            ]) { RestTo = "C3" }, desk.Test.Clerk);

        Assert.Equal("approved", split.Value.QueueState);
        Assert.Equal("C1 60.00 approved INV-1001 60.00; C2 45.00 approved INV-1003 40.00 on account 5.00; "
            + "C3 195.00 approved on account 195.00", CashDesk.Jot(await desk.Show("R3")));
    }

    [Theory, BothEngines]
    public async Task Without_amounts_each_share_takes_what_its_documents_take_and_the_last_the_rest(Engine engine)
    {
        await using var desk = await Open(engine);

        await desk.Test.Run(new SplitReceipt(await desk.Receipt("R3"),
            [new("C1", [new("INV-1001")]), new("C2", [new("INV-1003") { Cash = 10_000 }])]), desk.Test.Clerk);

        Assert.Equal("C1 100.00 approved INV-1001 100.00; C2 200.00 approved INV-1003 100.00 on account 100.00",
            CashDesk.Jot(await desk.Show("R3")));
    }

    [Theory, BothEngines]
    public async Task Shares_that_do_not_make_the_receipt_are_refused_and_nothing_is_claimed(Engine engine)
    {
        await using var desk = await Open(engine);
        var receipt = await desk.Receipt("R3");

        var more = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", [new("INV-1001")]), new("C2", [new("INV-1003") { Cash = 20_001 }])]), desk.Test.Clerk);
        var less = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", [new("INV-1001")]), new("C2", []) { Amount = 10_000 }]), desk.Test.Clerk);
        var negative = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", [new("INV-1001")]), new("C2", []) { OnAccount = -1 }]) { RestTo = "C1" }, desk.Test.Clerk);
        var over = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", [new("INV-1001") { Cash = 10_001 }])]), desk.Test.Clerk);

        Assert.Equal("cash.not_the_whole cash.not_the_whole cash.negative_share cash.not_available",
            $"{more.Refusal?.Code} {less.Refusal?.Code} {negative.Refusal?.Code} {over.Refusal?.Code}");
        Assert.Equal((0, 0), (await desk.Claimed("INV-1001"), await desk.Claimed("INV-1003")));
    }

    [Theory, BothEngines]
    public async Task Documents_on_two_AR_accounts_are_no_one_payment(Engine engine)
    {
        await using var desk = await Open(engine);
        await desk.Test.Tamper("update open_item set ar_account = '1210' where id = 'INV-1002'");

        var one = await desk.Test.Run(new SplitReceipt(await desk.Receipt("R3"),
            [new("C1", [new("INV-1001"), new("INV-1002")])]), desk.Test.Clerk);
        var two = await desk.Test.Run(new SplitReceipt(await desk.Receipt("R3"),
            [new("C1", [new("INV-1001")]), new("C1", [new("INV-1002")])]), desk.Test.Clerk);

        Assert.Equal("cash.other_ar_account", one.Refusal?.Code);
        Assert.Equal("approved", two.Value.QueueState);
    }

    [Theory, BothEngines]
    public async Task A_receipt_is_given_to_somebody_who_may_decide_it_and_found_under_their_name(Engine engine)
    {
        await using var desk = await Open(engine);
        var (test, receipt) = (desk.Test, await desk.Receipt("R3"));

        var auditor = await test.Run(new AssignReceipt(receipt, test.Auditor.Person), test.Clerk);
        Assert.Equal("people.no_person", auditor.Refusal?.Code);
        Assert.Null((await test.Run(new AssignReceipt(receipt, test.Controller.Person), test.Clerk)).Refusal);

        var mine = new ListReceipts(new() { AssignedTo = test.Controller.Person });
        Assert.Equal(receipt, Assert.Single((await test.Run(mine, test.Controller)).Value.Rows).Id);
        await test.Run(new AssignReceipt(receipt, To: null), test.Controller);
        Assert.Empty((await test.Run(mine, test.Controller)).Value.Rows);
        Assert.Equal(2, Assert.Single(await test.Rows<int>(
            "select count(*) from audit_entry where act = 'receipt.assigned'")));
    }

    [Theory, BothEngines]
    public async Task What_waits_is_counted_for_the_companies_one_may_see(Engine engine)
    {
        await using var desk = await Open(engine);
        await desk.Test.Run(new SplitReceipt(await desk.Receipt("R3"), [new("C1", [])]), desk.Test.Clerk);
        await desk.Import("tuesday.bai", CashDesk.Bai2("2026-03-03", 530_000, "165,500000,R6,,NOBODY"));
        await desk.Test.Run(new SplitReceipt(await desk.Receipt("R6"), [new("C1", [])]), desk.Test.Clerk);
        await desk.Import("wednesday.bai", CashDesk.Bai2("2026-03-04", 1_030_000, "165,100,R7,,NOBODY"));
        var elsewhere = await desk.Test.AddPerson("Bea Birke", "clerk", TestDatabase.Birke);

        var seen = (await desk.Test.Run(new CountWaiting(Of: null), desk.Test.Clerk)).Value;
        Assert.Equal((1, 0, 1), (seen.Receipts, seen.Files, seen.Postings));
        foreach (var (who, of) in new[]
        {
            (elsewhere, (Domain.Kernel.CompanyId?)null), (elsewhere, TestDatabase.Alder),
            (desk.Test.Clerk, TestDatabase.Birke), (desk.Test.Administrator, null),
        })
        {
            var other = (await desk.Test.Run(new CountWaiting(of), who)).Value;
            Assert.Equal((0, 0, 0), (other.Receipts, other.Files, other.Postings));
        }
    }

    private static async Task<CashDesk> Open(Engine engine)
    {
        var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Day);
        return desk;
    }
}
