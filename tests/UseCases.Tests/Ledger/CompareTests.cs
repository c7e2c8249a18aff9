using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

public sealed class CompareTests
{
    private static readonly DateOnly January = new(2026, 1, 15);

    private long _acme;
    private long _first;

    private void Company(SandboxBatch batch)
    {
        _acme = batch.AddCustomer(new("C-1", "Acme Pumps Inc."));
        _first = batch.AddInvoice(new(_acme, "INV1", January, 100m));
        batch.AddInvoice(new(_acme, "INV2", January, 250m));
        var birch = batch.AddCustomer(new("C-2", "Birch GmbH") { Subsidiaries = [2], Currencies = ["EUR"] });
        batch.AddInvoice(new(birch, "INV3", January.AddDays(3), 80m) { Subsidiary = 2, Tax = 12.77m });
        batch.AddPayment(new(_acme, January.AddDays(20), 130m) { Applications = [new(_first, 100m)] });
        batch.AddCreditMemo(new(_acme, "CM1", January.AddDays(12), 30m));
    }

    [Theory, BothEngines]
    public async Task A_ledger_that_agrees_says_so_day_by_day(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Create("journalEntry", $$$"""
            {"subsidiary":{"id":"1"},"line":{"items":[{"account":{"id":"4"},"debit":40,"entity":{"id":"{{{_acme}}}"}},
             {"account":{"id":"10"},"credit":40}]}}
            """);
        await desk.Sync();

        var compared = await Compare(desk);

        Assert.Equal((5, 0, 0, true), (compared.Days, compared.Differing.Count, compared.Documents, compared.Agrees));
    }

    [Theory, BothEngines]
    public async Task What_was_lost_doubled_or_never_left_is_found_by_its_day_and_mended(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Sync();
        var truth = await desk.Open();
        // One document was lost on the way, one is open that NetSuite does not know, one has another amount.
        await desk.Test.Tamper("delete from open_item where number = 'INV3'");
        await desk.Test.Tamper("update open_item set open_amount = 9900, stated = 9900 where number = 'INV2'");
        await desk.Test.Tamper("""
            insert into open_item select connection_id, '99999', line, company_id, 'GHOST', digits_key, last_key, kind,
              customer_id, ar_account, dated_on, due_on, currency, total, open_amount, claimed, stated,
              discount_percent, discount_until, purchase_order, order_key, exchange_rate, external_id, status,
              on_books, applications_read, modified_at from open_item where number = 'INV2'
            """);

        var compared = await Compare(desk);

        Assert.Equal(["2026-01-15 USD 2 19800 1 25000", "2026-01-18 EUR 0 0 1 8000"], compared.Differing.Select(day =>
            $"{day.DatedOn:yyyy-MM-dd} {day.Currency} {day.OurDocuments} {day.OurOpen} "
            + $"{day.TheirDocuments} {day.TheirOpen}"));
        Assert.Equal((3, 0), (compared.Documents, compared.Left));
        Assert.Equal(truth, await desk.Open());
        Assert.Contains("ledger.compared", await desk.Test.Rows<string>("select act from audit_entry"));
        Assert.True((await Compare(desk)).Agrees);
    }

    [Theory, BothEngines]
    public async Task A_lost_permission_takes_nothing_off(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Sync();
        var truth = await desk.Open();
        desk.Account.Knobs = desk.Account.Knobs with { EmptyTables = ["transaction"] };
        await desk.Test.Tamper("update open_item set stated = 1 where number = 'INV2'");

        var compared = (await desk.Test.Run(new CompareLedger(), desk.Test.Service)).Refusal;
        var synced = (await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal;

        Assert.Equal(("ledger.nothing_shown", "ledger.nothing_shown"), (compared?.Code, synced?.Code));
        Assert.Equal(truth, await desk.Open());
    }

    private static async Task<LedgerComparison> Compare(NetSuiteDesk desk) =>
        (await desk.Test.Run(new CompareLedger(), desk.Test.Service)) is var done && done.Refusal is { } refusal
            ? throw new InvalidOperationException(refusal.ToString()) : done.Value;
}
