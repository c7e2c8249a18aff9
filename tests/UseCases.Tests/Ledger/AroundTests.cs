using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.Ledger;

public sealed class AroundTests
{
    private static readonly DateOnly January = new(2026, 1, 15);

    private long _acme;
    private long _invoice;

    private void Company(SandboxBatch batch)
    {
        _acme = batch.AddCustomer(new("C-1", "Acme Pumps Inc.")
        {
            SalesRep = 2,
            Fields = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["creditLimit"] = 5000m, ["custentity_turnstone_segment"] = "Key account",
            },
        });
        batch.AddList("contact", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["entityId"] = "Nell Ames", ["firstName"] = "Nell", ["lastName"] = "Ames", ["title"] = "AP clerk",
            ["email"] = "nell@acme.example", ["company"] = _acme,
        });
        _invoice = batch.AddInvoice(new(_acme, "INV1", January, 119m) { Tax = 19m, OtherReference = "PO 9" });
        batch.AddInvoice(new(_acme, "INV2", January, 100m));
        batch.Bill(batch.AddSalesOrder(new(_acme, "SO1", January.AddDays(-5), 119m) { Tax = 19m }), _invoice);
    }

    [Theory, BothEngines]
    public async Task People_orders_and_lines_stand_on_the_customers_page(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);

        await desk.Sync();
        var view = (await desk.Test.Run(new ShowCustomer($"{_acme}"), desk.Test.Clerk)).Value;

        Assert.Equal(("Nell Ames", "AP clerk", "nell@acme.example"), (
            view.Around.Contacts.Single().Name, view.Around.Contacts[0].Role, view.Around.Contacts[0].Email));
        Assert.Equal("Jonas Brandt", view.Around.SalesRep?.Name);
        Assert.Equal(("Net 30", 500_000L), (view.Around.Terms, view.Around.CreditLimit));
        var order = Assert.Single(view.Around.Orders);
        Assert.Equal(("SO1", "Billed", 11_900L), (order.Number, order.Status, order.Total));
        Assert.Equal(["INV1"], order.Invoices);
        Assert.Equal(
            [("Consulting", 10_000L, 190_000L, false), ("", 1_900L, 190_000L, true)],
            view.Items.Single(item => item.Number == "INV1").Lines
                .Select(line => (line.What, line.Amount, line.TaxPercent ?? 0, line.IsTax)));
    }

    [Theory, BothEngines]
    public async Task Custom_fields_come_once_they_are_chosen_and_go_when_they_are_not(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        await desk.Sync();
        Assert.Empty(await Custom(desk));

        await Choose(desk, """{"customers":["custentity_turnstone_segment","custentity_nobody_has"]}""", 1);
        var run = await desk.Sync();

        Assert.Equal(["custentity_turnstone_segment=Key account"], await Custom(desk));
        Assert.Contains("custentity_nobody_has", run.Notes, StringComparison.Ordinal);

        await desk.Patch("customer", $"{_acme}", """{"custentity_turnstone_segment":"Small account"}""");
        desk.NextDay();
        await desk.Sync();
        Assert.Equal(["custentity_turnstone_segment=Small account"], await Custom(desk));
    }

    [Theory, BothEngines]
    public async Task A_role_that_sees_no_people_syncs_the_rest_and_says_so(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        desk.Account.Knobs = desk.Account.Knobs with
        {
            EmptyTables = ["contact"], HiddenColumns = ["employee.title", "transactionline.taxcode"],
        };

        var run = await desk.Sync();

        Assert.DoesNotContain("contacts", run.Notes, StringComparison.Ordinal);
        Assert.Contains("does not show title of employees", run.Notes, StringComparison.Ordinal);
        Assert.Equal(["INV1 11900", "INV2 10000"], await desk.Open());
    }

    [Theory, BothEngines]
    public async Task A_company_without_contacts_is_no_fault_and_a_role_that_sees_none_any_more_is(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(batch => batch.AddCustomer(new("C-9", "Nobody to ask Ltd.")));
        desk.Load(batch => batch.AddInvoice(new(batch.AddCustomer(new("C-8", "Other Ltd.")), "INV9", January, 10m)));
        Assert.Empty((await desk.Sync()).Notes);
        Assert.Empty((await desk.Sync()).Notes);

        desk.Load(Company);
        Assert.Empty((await desk.Sync()).Notes);
        desk.NextDay();
        desk.Account.Knobs = desk.Account.Knobs with { EmptyTables = ["contact"] };
        Assert.Contains("NetSuite shows no contacts any more", (await desk.Sync()).Notes, StringComparison.Ordinal);

        desk.Account.Knobs = desk.Account.Knobs with { EmptyTables = [] };
        Assert.Empty((await desk.Sync()).Notes);
    }

    [Theory, BothEngines]
    public async Task Documents_that_hide_their_company_stop_the_sync(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        desk.Load(Company);
        desk.Account.Knobs = desk.Account.Knobs with { HiddenColumns = ["transactionline.subsidiary"] };

        var refused = (await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal;

        Assert.Equal("ledger.hidden_company", refused?.Code);
        Assert.Empty(await desk.Open());
    }

    private static Task Choose(NetSuiteDesk desk, string body, int version) => desk.Test.Tamper("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', 'custom_fields', '', @version, @day, @body, 0, 1)
        """, new { body, version, day = new DateOnly(2026, 1, 1) });

    private static Task<IReadOnlyList<string>> Custom(NetSuiteDesk desk) =>
        desk.Test.Rows<string>("select field || '=' || value from custom_value order by field");
}
