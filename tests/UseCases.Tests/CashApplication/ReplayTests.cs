using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.UseCases.Tests.CashApplication;

public sealed class ReplayTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly MatchingPolicy Careful = new() { AsOf = Day, AutoConfidence = 10_000 };

    private static readonly byte[] Monday = CashDesk.Bai2("2026-03-02", 500_000,
        "165,10000,R1,,ACME PUMPS INC INV-1001", "165,400000,R2,,BIRCH VALLEY FOODS INV-1003",
        "165,7700,R5,,NOBODY KNOWS");

    private static async Task<CashDesk> Decided(Engine engine)
    {
        var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Match();
        Assert.Null((await desk.Test.Run(new AcceptProposal(await desk.Receipt("R1")), desk.Test.Clerk)).Refusal);
        return desk;
    }

    private static async Task<ReplayReport> Replay(CashDesk desk, MatchingPolicy policy) =>
        (await desk.Test.Run(new ReplayPolicy(TestDatabase.Alder, Day, Day, policy, "{}"), desk.Test.Service)).Value;

    [Theory, BothEngines]
    public async Task A_replay_says_what_a_policy_gains_and_loses_and_decides_nothing(Engine engine)
    {
        await using var desk = await Decided(engine);
        var queue = await desk.Queue();

        var report = await Replay(desk, Careful);

        Assert.Equal((3, 0, 2, 0), (report.Summary.Receipts, report.Summary.Gained, report.Summary.Lost,
            report.Summary.Changed));
        var first = Assert.Single(report.Receipts, row => row.Called == "R1");
        Assert.Equal((ReplayChange.Lost, "C1: INV-1001 100.00", first.BeforeSays),
            (first.Change, first.Final, first.AfterSays));
        Assert.Null(report.Receipts.Single(row => row.Called == "R2").Final);
        Assert.Equal(queue, await desk.Queue());
        var kept = Assert.Single((await desk.Test.Run(new ListReplays(), desk.Test.Auditor)).Value);
        Assert.Equal((report.Id, 2, "{}"), (kept.Id, kept.Receipts.Count, kept.Policy));
    }

    [Theory, BothEngines]
    public async Task What_came_after_the_morning_is_not_known_to_its_replay(Engine engine)
    {
        await using var desk = await Decided(engine);
        var before = await Replay(desk, Careful);

        // Planted: the invoices are settled since, a twin of INV-1001 is raised, and R2's payer is someone else's.
        desk.Test.Clock.Now = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);
        await desk.Ledger("INV-1002,invoice,C1,2026-02-20,2026-03-20,250.00,250.00,USD,,,",
            "INV-2001,invoice,C1,2026-03-08,2026-04-08,100.00,100.00,USD,,,");
        await desk.Test.Tamper("""
            insert into settled_receipt (id, connection_id, company_id, settled_on, payer_name, name_key, words_key,
              amount, currency, text, customer_id, documents)
            values (999, 1, '1', @day, 'Birch Valley Foods', 'BIRCHVALLEYFOODS', 'BIRCH FOODS VALLEY', 1, 'USD', '',
              'C3', 'INV-1003')
            """, new { day = new DateOnly(2026, 3, 5) });

        var after = await Replay(desk, Careful);

        Assert.Equal(before.Receipts, after.Receipts);
        Assert.Equal(before.Summary with { Moved = [] }, after.Summary with { Moved = [] });
    }

    [Theory, BothEngines]
    public async Task The_scorecard_holds_the_engine_against_what_people_did(Engine engine)
    {
        await using var desk = await Decided(engine);
        var other = await desk.Test.Run(
            new ChooseInvoices(await desk.Receipt("R5"), "C1", [new("INV-1002") { Cash = 7_700 }]), desk.Test.Clerk);
        Assert.Null(other.Refusal);

        var report = Assert.Single((await desk.Test.Run(new ShowShadow(Day, Day), desk.Test.Auditor)).Value,
            report => report.Company == TestDatabase.Alder);

        // R1 as the engine said; R5 by a person where the engine knew nobody; R2 not decided by anybody yet.
        Assert.Equal([new ShadowWeek(Day, 2, 1, 1, 0, 120)], report.Weeks);
        Assert.Equal(1, report.Undecided);
        Assert.Equal("cash.no_period",
            (await desk.Test.Run(new ShowShadow(Day, Day.AddDays(-1)), desk.Test.Auditor)).Refusal?.Code);
    }
}
