using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>
/// Money that NetSuite holds already, by whatever record: a journal or deposit on the bank account before the posting,
/// a payment that comes with a sync while the receipt waits. And customers that are no longer as the decision saw them.
/// </summary>
public sealed class MoneyAlreadyThereTests
{
    private static async Task<PostingDesk> Desk(Engine engine)
    {
        var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Customer("Bexley");
        await desk.Invoice("INV-1001", "Aldgate", "1200.00");
        await desk.Import("165,120000,R1,,ALDGATE INV-1001");
        return desk;
    }

    private static Task<string> Journal(PostingDesk desk, string customer) => desk.Make("journalEntry", $$$"""
        {"subsidiary":{"id":"1"},"currency":{"id":"1"},"tranDate":"2026-03-01","line":{"items":[
        {"account":{"id":"{{{PostingDesk.BankUsd}}}"},"debit":1200.00},
        {"account":{"id":"{{{PostingDesk.Receivables}}}"},"credit":1200.00,"entity":{"id":"{{{desk.Id(customer)}}}"}}]}}
        """);

    private static async Task<string> Asked(PostingDesk desk) => string.Join("; ",
        (await desk.Test.Run(new ListFindings(), desk.Test.Clerk)).Value.Select(one => $"{one.RecordKind} {one.Why}"));

    [Theory, BothEngines]
    public async Task A_journal_on_the_bank_account_is_found_before_a_payment_is_made(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        await Journal(desk, "Aldgate");

        Assert.Equal(1, (await desk.Post()).Refused);

        Assert.Equal("refused", await desk.State("R1"));
        Assert.StartsWith("bank_journal ", await Asked(desk), StringComparison.Ordinal);
        Assert.Contains("same amount and customer.", await Asked(desk), StringComparison.Ordinal);
        Assert.Empty(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task A_journal_of_another_customer_is_no_finding(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        await Journal(desk, "Bexley");

        Assert.Equal(1, (await desk.Post()).Posted);
    }

    [Theory, BothEngines]
    public async Task A_bank_deposit_that_names_nobody_is_found_by_its_amount_and_day(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        await desk.Make("deposit", $$$"""
            {"subsidiary":{"id":"1"},"account":{"id":"{{{PostingDesk.BankUsd}}}"},"tranDate":"2026-03-03",
            "other":{"items":[{"account":{"id":"{{{PostingDesk.BadDebt}}}"},"amount":1200.00}]}}
            """);

        Assert.Equal(1, (await desk.Post()).Refused);

        Assert.StartsWith("deposit ", await Asked(desk), StringComparison.Ordinal);
        Assert.Empty(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task A_payment_that_comes_with_a_sync_asks_about_the_receipt_that_waits(Engine engine)
    {
        await using var desk = await Desk(engine);
        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);
        Assert.Null((await desk.Test.Run(new MatchReceipts(TestDatabase.Alder), desk.Test.Service)).Refusal);
        Assert.Equal("undecided", await desk.State("R1"));
        desk.Sandbox.Load(batch => batch.AddPayment(new(desk.Customers["Aldgate"], new(2026, 3, 1), 1200m)));

        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);
        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);

        var finding = Assert.Single((await desk.Test.Run(new ListFindings(), desk.Test.Clerk)).Value);
        Assert.Contains("same amount and customer.", finding.Why, StringComparison.Ordinal);
        var view = (await desk.Test.Run(new ShowReceipt(await desk.Receipt("R1")), desk.Test.Clerk)).Value;
        Assert.Equal(finding.Id, Assert.Single(view.Findings).Id);

        Assert.Null((await desk.Test.Run(new AnswerFinding(finding.Id, Same: true), desk.Test.Clerk)).Refusal);
        Assert.Equal("found", await desk.State("R1"));
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Single(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task A_customer_put_on_hold_meanwhile_sends_the_decision_back(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        await desk.Change("customer", desk.Id("Aldgate"), """{"creditHoldOverride":{"id":"ON"}}""");

        Assert.Equal(1, (await desk.Post()).SentBack);

        Assert.Equal("undecided", await desk.State("R1"));
        Assert.Equal("Since the decision INV-1001: hold of its customer was off and is on: look at it again.",
            await desk.Why("R1"));
        Assert.Empty(await desk.Payments());

        // Once our ledger knows of the hold, whoever decides has seen it, and it is posted.
        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        Assert.Equal(1, (await desk.Post()).Posted);
    }

    [Theory, BothEngines]
    public async Task A_customer_made_inactive_meanwhile_sends_even_money_on_account_back(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Decide("R1", "Bexley");
        await desk.Change("customer", desk.Id("Bexley"), """{"isInactive":true}""");

        Assert.Equal(1, (await desk.Post()).SentBack);

        Assert.Equal("undecided", await desk.State("R1"));
        Assert.Contains("record was active and is inactive or gone", await desk.Why("R1"), StringComparison.Ordinal);
    }
}
