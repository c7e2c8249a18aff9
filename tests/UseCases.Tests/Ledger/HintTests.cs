using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Reporting;

namespace Turnstone.UseCases.Tests.Ledger;

/// <summary>What NetSuite tells of is read at once, and is no proof that we are in step with all the rest.</summary>
public sealed class HintTests
{
    private static async Task<LastPull> Pulled(NetSuiteDesk desk) =>
        (await desk.Test.Run(new CountWaiting(null), desk.Test.Clerk)).Value.Pull!;

    [Theory, BothEngines]
    public async Task However_many_hints_come_the_age_of_the_last_pull_is_that_of_the_pull(Engine engine)
    {
        await using var desk = await NetSuiteDesk.Open(engine);
        var invoice = 0L;
        desk.Load(batch => invoice = batch.AddInvoice(
            new(batch.AddCustomer(new("C-1", "Acme Pumps Inc.")), "INV1", new(2026, 1, 15), 100m)));
        await desk.Sync();
        Assert.Equal(TimeSpan.Zero, (await Pulled(desk)).Age);

        desk.NextDay();
        for (var told = 0; told < 25; told++)
        {
            Assert.Null((await desk.Test.Run(
                new PullHinted([new("invoice", $"{invoice}", "edit")]), desk.Test.Service)).Refusal);
        }

        var pull = await Pulled(desk);
        Assert.True(pull.Went);
        Assert.Equal(TimeSpan.FromDays(1), pull.Age);
        Assert.Contains((await desk.Test.Run(new ShowSync(), desk.Test.Auditor)).Value.Runs,
            run => run.Reach == "hinted");
    }
}
