using Turnstone.UseCases.CashApplication;

namespace Turnstone.UseCases.Tests.CashApplication;

/// <summary>
/// A document that another decision holds whole, not yet posted, is there all the same for whoever cites it.
/// </summary>
public sealed class ClaimedDocumentTests
{
    [Theory, BothEngines]
    public async Task A_receipt_that_cites_a_document_just_taken_does_not_pay_another_of_the_same_amount(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Ledger(
            "INV-1001,invoice,C1,2026-01-10,2026-02-10,100.00,100.00,USD,,,",
            "INV-1002,invoice,C1,2026-02-20,2026-03-20,250.00,250.00,USD,,,",
            "INV-1009,invoice,C3,2026-02-20,2026-03-20,61.86,61.86,USD,,,",
            "INV-1010,invoice,C3,2026-02-21,2026-03-21,61.86,61.86,USD,,,");
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 500_000,
            "165,6186,R1,,CEDAR WORKS INV-1009"));
        await desk.Match();
        await desk.Test.Run(new AcceptProposal(await desk.Receipt("R1")), desk.Test.Clerk);

        await desk.Import("tuesday.bai", CashDesk.Bai2("2026-03-03", 506_186,
            "165,6186,R2,,CEDAR WORKS INV-1009"));
        await desk.Match();

        Assert.Equal("C3 61.86 approved INV-1009 61.86", CashDesk.Jot(await desk.Show("R1")));
        Assert.Equal("C3 61.86 undecided on account 61.86", CashDesk.Jot(await desk.Show("R2")));
        Assert.Equal("partially_applied", (await desk.Show("R2")).Receipt.MatchStatus);
    }
}
