using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Replay;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

public sealed class ReplayFactsTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);

    private static MatchingInput Morning() => new Desk().Customer("C1", "Aldgate Brushworks")
        .Invoice("QX-00401", "C1", "140.00").Settled("QX-00100", "C1", "20.00")
        .Advice(null, "Aldgate", "140.00", ("QX-00401", "140.00")).Receipt("140.00").Input();

    [Fact]
    public void A_planted_leak_is_caught_whatever_it_is()
    {
        var clean = Morning();
        var item = clean.OpenItems[0];
        var settled = clean.History[0];
        Assert.Null(AsOf.Leak(clean, Day));
        Assert.Contains("QX-00401", AsOf.Leak(clean with { OpenItems = [item with { Date = Day.AddDays(1) }] }, Day),
            StringComparison.Ordinal);
        Assert.NotNull(AsOf.Leak(clean with { History = [settled, settled with { Date = Day }] }, Day));
        Assert.NotNull(AsOf.Leak(clean with { Advices = [clean.Advices[0] with { Date = null }] }, Day));
        Assert.NotNull(AsOf.Leak(clean with { Policy = clean.Policy with { AsOf = Day.AddDays(1) } }, Day));
    }

    [Fact]
    public void A_change_is_told_by_who_posts_unseen_and_where_the_money_goes()
    {
        ReplayedReceipt Row(Verdict before, string one, Verdict after, string other, string? final = null) => new()
        {
            Receipt = 1, Called = "R1", Day = Day, Amount = Desk.Usd("10.00"), Before = before, BeforeSays = one,
            After = after, AfterSays = other, Final = final,
        };
        ReplayedReceipt[] rows =
        [
            Row(Verdict.Propose, "A", Verdict.Auto, "A", "B"), Row(Verdict.Auto, "A", Verdict.Propose, "A", "B"),
            Row(Verdict.Auto, "A", Verdict.Auto, "B", "B"), Row(Verdict.Propose, "A", Verdict.Hold, "A"),
        ];
        Assert.Equal([ReplayChange.Gained, ReplayChange.Lost, ReplayChange.Changed, ReplayChange.Same],
            rows.Select(row => row.Change));
        var sums = ReplaySummary.Of(rows);
        Assert.Equal((4, 1, 1, 1, 2, 1, 1), (sums.Receipts, sums.Gained, sums.Lost, sums.Changed, sums.WrongBefore,
            sums.WrongAfter, sums.Unknown));
        Assert.Equal([Desk.Usd("10.00")], sums.Moved);
    }

    [Fact]
    public void A_threshold_costs_its_wrong_matches_and_the_reviews_it_leaves()
    {
        ShadowReceipt Said(int confidence, bool right, bool barred = false) =>
            new(Day, Desk.Usd("1.00"), Verdict.Propose, confidence, barred, right);
        var curve = CostPoint.Curve(
            [Said(9990, true), Said(9940, true), Said(9700, false), Said(9999, false, barred: true)],
            new(Desk.Usd("100.00"), Desk.Usd("1.00"), 60));
        CostPoint At(int threshold) => curve.Single(point => point.Threshold == threshold);
        Assert.Equal(new CostPoint(9900, 2, 0, Desk.Usd("2.00")), At(9900));
        Assert.Equal(new CostPoint(9500, 3, 1, Desk.Usd("101.00")), At(9500));
        Assert.Equal(new CostPoint(10000, 0, 0, Desk.Usd("4.00")), At(10000));
    }

    [Fact]
    public void Weeks_begin_on_Monday()
    {
        ShadowReceipt On(int day, Verdict verdict, bool right) =>
            new(new(2026, 6, day), Desk.Usd("1.00"), verdict, 9990, false, right);
        Assert.Equal(
            [new ShadowWeek(new(2026, 6, 15), 1, 1, 1, 0, 90), new ShadowWeek(new(2026, 6, 22), 2, 0, 1, 1, 0)],
            ShadowWeek.Of([On(22, Verdict.Auto, false), On(28, Verdict.Propose, false), On(21, Verdict.Auto, true)],
                90));
    }
}
