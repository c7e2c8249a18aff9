using Turnstone.Domain.Reporting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Reporting;

namespace Turnstone.UseCases.Tests.Reporting;

public sealed class MatchRatesTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly byte[] Monday = CashDesk.Bai2("2026-03-02", 500_000,
        "165,10000,R1,,ACME PUMPS INC INV-1001", "195,400000,R2,,BIRCH VALLEY FOODS INV-1003",
        "165,7700,R5,,NOBODY KNOWS");

    private static async Task<MatchRateReport> Rates(CashDesk desk, MatchRateBy by) =>
        (await desk.Test.Run(new ShowMatchRates(Day, Day, by), desk.Test.Auditor)).Value;

    [Theory, BothEngines]
    public async Task A_receipt_counts_by_who_found_its_documents(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Match();
        Assert.Equal(new(3, 0, 0, 0, 0, 3), Assert.Single((await Rates(desk, MatchRateBy.Week)).Total).Payments);

        await desk.Test.Run(new AcceptProposal(await desk.Receipt("R1")), desk.Test.Clerk);
        await desk.Test.Run(
            new ChooseInvoices(await desk.Receipt("R5"), "C1", [new("INV-1002") { Cash = 7_700 }]), desk.Test.Clerk);

        var total = Assert.Single((await Rates(desk, MatchRateBy.Week)).Total);
        Assert.Equal(new MatchCounts(3, 0, 1, 1, 0, 1), total.Payments);
        Assert.Equal(new MatchCounts(417_700, 0, 10_000, 7_700, 0, 400_000), total.Amounts);
        Assert.Equal([("Ach", 2L), ("Wire", 1L)], (await Rates(desk, MatchRateBy.Method)).Groups
            .Select(rate => (rate.Group, rate.Payments.All)));
        var customers = await Rates(desk, MatchRateBy.Customer);
        Assert.Contains("Acme Pumps Inc.", customers.Groups.Select(customers.Called));
    }

    [Theory, BothEngines]
    public async Task What_posts_unseen_counts_as_unseen(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine, auto: true);
        await desk.Import("monday.bai", Monday);
        await desk.Match();

        var total = Assert.Single((await Rates(desk, MatchRateBy.Bank)).Total);
        Assert.True(total.Payments.Unseen > 0);
        Assert.Equal(3, total.Payments.Unseen + total.Payments.Waiting);
    }

    [Fact]
    public async Task A_span_that_ends_before_it_begins_is_refused()
    {
        await using var desk = await CashDesk.Open(Engine.Sqlite);

        Assert.Equal("cash.no_period", (await desk.Test.Run(
            new ShowMatchRates(Day, Day.AddDays(-1), MatchRateBy.Week), desk.Test.Auditor)).Refusal?.Code);
    }
}
