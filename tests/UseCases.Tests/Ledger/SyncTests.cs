using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

public sealed class SyncTests
{
    private static readonly DateOnly January = new(2026, 1, 15);

    private long _acme;
    private long _birch;
    private long _first;
    private long _second;
    private long _payment;

    private void Company(SandboxBatch batch)
    {
        _acme = batch.AddCustomer(new("C-1", "Acme Pumps Inc."));
        _birch = batch.AddCustomer(new("C-2", "Birch Valley GmbH")
        {
            Parent = _acme, Subsidiaries = [2], Currencies = ["EUR"], Terms = 2,
        });
        _first = batch.AddInvoice(new(_acme, "INV1", January, 100m) { OtherReference = "PO 9" });
        _second = batch.AddInvoice(new(_acme, "INV2", January.AddDays(10), 250m));
        batch.AddInvoice(new(_birch, "INV3", January.AddDays(20), 80m) { Subsidiary = 2 });
        batch.AddCreditMemo(new(_acme, "CM1", January.AddDays(12), 30m));
        _payment = batch.AddPayment(new(_acme, January.AddDays(30), 180m)
        {
            Applications = [new(_first, 100m), new(_second, 50m)],
        });
    }

    [Theory, BothEngines]
    public async Task A_first_sync_holds_what_NetSuite_holds_and_a_second_changes_nothing(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);

        var first = await desk.Sync();
        var events = await desk.Test.Rows<long>("select count(*) from ledger_event");
        var again = await desk.Sync();

        Assert.Equal(0, first.Drifts);
        Assert.Equal((0, 0, 0), (again.Documents, again.Applications, again.Drifts));
        Assert.Equal(events, await desk.Test.Rows<long>("select count(*) from ledger_event"));
        Assert.Equal(["CM1 -3000", "INV2 20000", "INV3 8000", $"PYMT{_payment} -3000"], await desk.Open());
        Assert.Empty(await desk.Disagreements());
        Assert.Equal(
            [("1", "USD", 14_000), ("2", "EUR", 8_000)],
            await desk.Test.Rows<(string, string, long)>(
                "select company_id, currency, open_amount from customer_balance order by company_id"));
        Assert.Equal([($"{_acme}", "2")], await desk.Test.Rows<(string, string)>("""
            select c.root_id, l.company_id from customer c
            join customer_company l on l.connection_id = c.connection_id and l.customer_id = c.id
            where c.number = 'C-2'
            """));
        Assert.NotEmpty(await desk.Test.Rows<string>("select name from period where not adjustment"));
        Assert.Equal(["2026-02-14 2026-02-14"], await desk.Test.Rows<string>("""
            select cast(applied_on as text) || ' ' || cast(max(applied_on) over () as text) from application limit 1
            """));
    }

    [Theory, BothEngines]
    public async Task Discount_terms_reach_the_invoice(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);

        await desk.Sync();

        Assert.Equal([("INV3", 20_000L, new DateOnly(2026, 2, 14))], await desk.Test.Rows<(string, long, DateOnly)>(
            "select number, discount_percent, discount_until from open_item where discount_percent is not null"));
    }

    [Theory, BothEngines]
    public async Task What_is_applied_and_taken_off_later_counts_from_the_day_it_is_seen(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Sync();
        var day = DateOnly.FromDateTime(desk.Test.Clock.Now.Date);
        desk.NextDay();
        desk.Load(batch => batch.Apply(_payment, new(_second, 30m), January.AddDays(30)));
        await desk.Sync();
        Assert.Equal(["CM1 -3000", "INV2 17000", "INV3 8000"], await desk.Open());

        desk.NextDay();
        await desk.Patch("customerPayment", $"{_payment}",
            $$$"""{"apply":{"items":[{"doc":{"id":"{{{_first}}}"},"apply":false}]}}""");
        var run = await desk.Sync();

        Assert.Equal(0, run.Drifts);
        Assert.Equal(["CM1 -3000", "INV1 10000", "INV2 17000", "INV3 8000", $"PYMT{_payment} -10000"],
            await desk.Open());
        Assert.Empty(await desk.Disagreements());
        var then = await desk.Test.Rows<long>(
            "select cast(sum(amount) as bigint) from ledger_event where event_on <= @day and document_id = @id",
            new { day, id = $"{_second}" });
        Assert.Equal([20_000], then);
    }

    [Theory, BothEngines]
    public async Task A_deposit_is_looked_through_to_the_invoice_it_pays(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        var deposit = await desk.Create("customerDeposit",
            $$"""{"customer":{"id":"{{_acme}}"},"payment":60.00}""");
        await desk.Sync();
        var before = await desk.Test.Rows<(long, long)>(
            "select open_amount, deposit_amount from customer_balance where currency = 'USD'");

        desk.NextDay();
        await desk.NetSuite.Transform(new("customerDeposit", deposit), new("depositApplication",
            $$$"""{"apply":{"items":[{"doc":{"id":"{{{_second}}}"},"apply":true,"amount":60.00}]}}"""),
            NetSuiteDesk.Stop);
        var run = await desk.Sync();

        Assert.Equal([(14_000, -6_000)], before);
        Assert.Equal([(8_000, 0)], await desk.Test.Rows<(long, long)>(
            "select open_amount, deposit_amount from customer_balance where currency = 'USD'"));
        Assert.Equal(0, run.Drifts);
        Assert.Empty(await desk.Disagreements());
    }

    [Theory, BothEngines]
    public async Task A_sync_killed_at_any_call_is_taken_up_and_ends_the_same(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        for (var calls = 1; ; calls += 3)
        {
            desk.NetSuite.CallsLeft = calls;
            try
            {
                await desk.Sync();
                break;
            }
            catch (KilledException)
            {
                // The next round goes on where this one was.
            }
        }

        desk.NetSuite.CallsLeft = null;
        var last = await desk.Sync();

        Assert.Equal((0, 0, 0), (last.Documents, last.Applications, last.Drifts));
        Assert.Equal(["CM1 -3000", "INV2 20000", "INV3 8000", $"PYMT{_payment} -3000"], await desk.Open());
        Assert.Empty(await desk.Disagreements());
        Assert.Contains("failed", await desk.Test.Rows<string>("select distinct state from ledger_run"));
        Assert.Equal([14_000 + 8_000], await desk.Test.Rows<long>("select cast(sum(amount) as bigint) from aging_day"));
    }

    [Theory, BothEngines]
    public async Task An_open_amount_nobody_explains_is_named_and_brought_to_what_NetSuite_says(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Sync();
        // As if a link had been lost on the way.
        await desk.Test.Tamper(
            "update open_item set open_amount = open_amount + 777, stated = 25000 where number = 'INV2'");

        var run = await desk.Sync();

        Assert.Equal(1, run.Drifts);
        Assert.Equal([("INV2", 20_777, 20_000)], await desk.Test.Rows<(string, long, long)>(
            "select number, by_events, stated from ledger_drift"));
        Assert.Contains("INV2 20000", await desk.Open());
    }

    [Theory, BothEngines]
    public async Task A_login_that_fails_is_one_sentence_and_a_failed_run(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Account.Knobs = desk.Account.Knobs with { };
        await using var other = await TestDatabase.Create(engine, new Broken());

        var refused = await other.Run(new SyncNetSuite(), other.Service);

        Assert.Equal("netsuite.login", refused.Refusal?.Code);
        Assert.Equal([("failed", "The login was refused.")], await other.Rows<(string, string)>(
            "select state, why from ledger_run"));
    }

    private sealed class Broken : Turnstone.NetSuite.INetSuite
    {
        private static readonly Domain.Kernel.Refusal No = new("netsuite.login", "The login was refused.",
            Domain.Kernel.RefusalKind.Outside);

        public Task<Domain.Kernel.Result<Turnstone.NetSuite.QueryPage>> Query(
            Turnstone.NetSuite.SuiteQl query, CancellationToken stop) =>
            Task.FromResult<Domain.Kernel.Result<Turnstone.NetSuite.QueryPage>>(No);

        public Task<Domain.Kernel.Result<Turnstone.NetSuite.Records.NetSuiteRecord>> Get(
            Turnstone.NetSuite.Records.RecordRef record, CancellationToken stop) => throw new NotSupportedException();

        public Task<Turnstone.NetSuite.WriteOutcome> Create(
            Turnstone.NetSuite.Records.RecordBody body, CancellationToken stop) => throw new NotSupportedException();

        public Task<Turnstone.NetSuite.WriteOutcome> Patch(
            Turnstone.NetSuite.Records.RecordRef record, Turnstone.NetSuite.Records.RecordBody body,
            CancellationToken stop) => throw new NotSupportedException();

        public Task<Turnstone.NetSuite.WriteOutcome> Transform(
            Turnstone.NetSuite.Records.RecordRef source, Turnstone.NetSuite.Records.RecordBody target,
            CancellationToken stop) => throw new NotSupportedException();

        public Task<Turnstone.NetSuite.WriteOutcome> Restlet(
            Turnstone.NetSuite.RestletCall call, CancellationToken stop) => throw new NotSupportedException();

        public Task<Domain.Kernel.Result<DateTimeOffset>> GetServerTime(CancellationToken stop) =>
            throw new NotSupportedException();
    }
}
