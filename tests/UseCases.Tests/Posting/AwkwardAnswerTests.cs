using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>What NetSuite says that is not the posting's fault, and what it says too late.</summary>
public sealed class AwkwardAnswerTests
{
    private static async Task<PostingDesk> Short(Engine engine)
    {
        var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1002", "Aldgate", "505.00");
        await desk.Import("165,50000,R1,,ALDGATE INV-1002");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1002", "500.00", "5.00"));
        return desk;
    }

    [Theory, BothEngines]
    public async Task A_read_that_lags_behind_its_write_is_looked_at_again_and_holds_nobody_up(Engine engine)
    {
        await using var desk = await Short(engine);
        // The payment's own read-back does not see it applied yet.
        desk.Sandbox.Faults.Add(new(FaultKind.StaleRead) { Path = "suiteql", Skip = 11, Times = 2 });

        await desk.Post();
        for (var look = 0; look < 3; look++)
        {
            desk.Test.Clock.Now = desk.Test.Clock.Now.AddSeconds(20);
            await desk.Post();
        }

        Assert.Equal("posted", await desk.State("R1"));
        Assert.Single(await desk.Payments());
        await TiesOut(desk);
        Assert.Equal(0m, await desk.OpenAmount("INV-1002"));
    }

    [Theory, BothEngines]
    public async Task A_login_that_ends_between_two_writes_refuses_nothing(Engine engine)
    {
        await using var desk = await Short(engine);
        // The journal goes through; then every call is answered 401 for a while.
        desk.Sandbox.Faults.Add(new(FaultKind.FalseLogin) { Method = "POST", Path = "customerPayment", Times = 2 });

        var stopped = await desk.Test.Run(new PostApproved(), desk.Test.Service);

        Assert.Equal(Turnstone.NetSuite.Refusals.Login, stopped.Refusal?.Code);
        Assert.Equal("posting", await desk.State("R1"));
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(6);
        desk.NetSuiteClock.Now = desk.NetSuiteClock.Now.AddMinutes(6);
        await desk.Post();
        Assert.Equal("posted", await desk.State("R1"));
        Assert.Equal(5m, await desk.Balance(PostingDesk.BadDebt));
        Assert.Single(await desk.Ask("SELECT id FROM transaction WHERE type = 'Journal'"));
    }

    [Theory, BothEngines]
    public async Task A_reversal_that_is_refused_waits_for_a_person_and_the_payment_is_never_sent_again(Engine engine)
    {
        await using var desk = await Short(engine);
        desk.Sandbox.Faults.Add(new(FaultKind.RecordChanged) { Method = "POST", Path = "customerPayment", Times = 3 });
        // The first journal passes; what takes it back meets somebody else's hand.
        desk.Sandbox.Faults.Add(new(FaultKind.RecordChanged)
        {
            Method = "POST", Path = "journalEntry", Skip = 1, Times = 3,
        });
        await Days(desk, 8);
        Assert.Empty(await desk.Payments());
        Assert.Equal("posting", await desk.State("R1"));

        var held = Assert.Single((await desk.Test.Run(new ListPostings("held"), desk.Test.Clerk)).Value.Rows);
        Assert.Null((await desk.Test.Run(new RetryPosting(held.Id), desk.Test.Clerk)).Refusal);
        await Days(desk, 2);

        // Only the reversal went: the payment it belongs to stays refused until somebody decides.
        Assert.Equal("refused", await desk.State("R1"));
        Assert.Empty(await desk.Payments());
        Assert.Equal(0m, await desk.Balance(PostingDesk.BadDebt));
        await TiesOut(desk);
    }

    [Theory, BothEngines]
    public async Task A_payment_that_is_not_read_back_yet_is_named_in_undeposited_funds(Engine engine)
    {
        await using var desk = await Short(engine);
        await desk.Customer("Bexley");
        await desk.Invoice("INV-2", "Bexley", "200.00");
        await desk.Invoice("INV-3", "Aldgate", "300.00");
        await desk.ImportOn("2026-03-03", 550_000, "165,50000,R2,,TWO OF THEM");
        Assert.Null((await desk.Test.Run(new SplitReceipt(await desk.Receipt("R2"),
        [
            new(desk.Id("Aldgate"), [desk.On("INV-3")]) { Amount = 30_000 },
            new(desk.Id("Bexley"), [desk.On("INV-2")]),
        ]), desk.Test.Clerk)).Refusal);
        // One of the two stands there, and nobody here knows yet.
        desk.Sandbox.Faults.Add(new(FaultKind.DropAfter) { Method = "POST", Path = "customerPayment", Skip = 1 });
        await desk.Post();
        Assert.Equal(3, (await desk.Payments()).Count(payment => payment.Contains("ts-", StringComparison.Ordinal)));

        await TiesOut(desk);
        Assert.Contains("not yet read back", string.Join(' ', await desk.Test.Rows<string>(
            "select parts from tie_out where kind = 'undeposited_funds'")), StringComparison.Ordinal);
    }

    private static async Task Days(PostingDesk desk, int times)
    {
        for (var at = 0; at < times; at++)
        {
            desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(6);
            await desk.Post();
        }
    }

    private static async Task TiesOut(PostingDesk desk)
    {
        await desk.Test.Run(new SyncNetSuite(), desk.Test.Service);
        Assert.Equal(0, (await desk.Test.Run(new ComputeTieOuts(), desk.Test.Service)).Value.Failed);
    }
}
