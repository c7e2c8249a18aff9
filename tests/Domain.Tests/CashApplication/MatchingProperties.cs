using FsCheck;
using FsCheck.Fluent;
using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

public sealed class MatchingProperties
{
    // One seed in every run; the long run takes others each time, and prints the one that fails.
    private static readonly Config Runs = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(5000)
        : Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260630UL, 7UL);

    /// <summary>A made-up morning from one number, so that a failure names what to replay.</summary>
    private static MatchingInput Morning(int seed)
    {
        var dice = new Random(seed);
        var desk = new Desk();
        var names = new[] { "Aldgate Brushworks", "Bexley Cordage", "Corvid Mills", "Dunmore Glass", "Everton Looms" };
        for (var customer = 0; customer < names.Length; customer++)
            desk.Customer($"C{customer}", names[customer], customer == 4 ? "C3" : null);
        for (var item = 0; item < 25; item++)
        {
            var amount = $"{(dice.Next(6) == 0 ? "-" : "")}{dice.Next(1, 40) * 5}.{dice.Next(2) * 50:D2}";
            desk.Invoice($"QX-{item + 400:D5}", $"C{dice.Next(5)}", amount, due: $"2026-07-{dice.Next(1, 28):D2}");
        }

        for (var receipt = 0; receipt < 15; receipt++)
        {
            var text = string.Join(' ', Enumerable.Range(0, dice.Next(3)).Select(_ => $"QX-{dice.Next(400, 430):D5}"));
            desk.Receipt($"{dice.Next(1, 80) * 5}.00", dice.Next(4) == 0 ? null : names[dice.Next(5)], text);
        }

        desk.Settled("QX-00429", "C1", "50.00", account: "5550017").Settled("QX-00428", "C2", "60.00",
            name: "Aldgate Brushworks");
        desk.Policy = desk.Policy with { TieOrder = dice.Next(2) == 0 ? TieOrder.None : TieOrder.OldestDue };
        return desk.Input();
    }

    private static string Said(IReadOnlyList<Decision> decisions) => string.Join('\n', decisions.Select(decision =>
        $"{decision.Receipt.Id} {decision.Status} {decision.Verdict} {decision.Confidence} "
        + $"{decision.Customer} {Desk.Jot(decision)} "
        + string.Join('|', decision.Evidence.Signals)));

    private static void Holds(Action<int> property) =>
        Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), property));

    [Fact]
    public void Shares_add_up_to_the_receipt_and_applications_never_exceed_an_item() => Holds(seed =>
    {
        var input = Morning(seed);
        var decisions = MatchingEngine.Match(input);
        foreach (var decision in decisions.Where(decision => decision.Shares.Count > 0))
        {
            Assert.Equal(decision.Receipt.Amount.Minor, decision.Shares.Sum(share => share.Amount.Minor));
            Assert.All(decision.Shares, share => Assert.False(share.OnAccount.IsNegative));
        }

        var open = input.OpenItems.ToDictionary(item => item.Number, item => item.Open.Minor, StringComparer.Ordinal);
        foreach (var claim in decisions.SelectMany(decision => decision.Shares).SelectMany(share => share.Applications)
            .GroupBy(application => application.Number, StringComparer.Ordinal))
        {
            var settled = claim.Sum(application => application.Settled.Minor);
            Assert.InRange(settled, Math.Min(0, open[claim.Key]), Math.Max(0, open[claim.Key]));
        }
    });

    [Fact]
    public void The_order_of_rows_changes_nothing() => Holds(seed =>
    {
        var input = Morning(seed);
        var turned = input with
        {
            Customers = [.. input.Customers.Reverse()], OpenItems = [.. input.OpenItems.Reverse()],
                History = [.. input.History.Reverse()],
        };
        Assert.Equal(Said(MatchingEngine.Match(input)), Said(MatchingEngine.Match(turned)));
    });

    [Fact]
    public void By_how_many_workers_and_in_which_order_receipts_are_gone_through_changes_nothing() => Holds(seed =>
    {
        var input = Morning(seed);
        var backwards = MatchingEngine.Match(input, (count, act) =>
        {
            for (var at = count - 1; at >= 0; at--)
                act(at);
        });
        Assert.Equal(Said(MatchingEngine.Match(input)), Said(backwards));
    });

    [Fact]
    public void A_second_customer_of_the_same_name_never_makes_a_decision_auto() => Holds(seed =>
    {
        var input = Morning(seed);
        var first = input.Customers[0];
        var more = input with { Customers = [.. input.Customers, first with { Id = new("C9"), Number = "C9" }] };
        NeverRaised(input, more);
    });

    [Fact]
    public void A_second_document_like_another_never_makes_a_decision_auto() => Holds(seed =>
    {
        var input = Morning(seed);
        var first = input.OpenItems[0];
        var more = input with { OpenItems = [.. input.OpenItems, first with { Id = new("copy"),
            Number = "QX-00499" }] };
        var before = MatchingEngine.Match(input);
        var after = MatchingEngine.Match(more);
        for (var at = 0; at < before.Count; at++)
        {
            if (Desk.Jot(after[at]).Contains(first.Number, StringComparison.Ordinal)
                && before[at].Verdict != Verdict.Auto)
                Assert.NotEqual(Verdict.Auto, after[at].Verdict);
        }
    });

    private static void NeverRaised(MatchingInput one, MatchingInput other)
    {
        var (before, after) = (MatchingEngine.Match(one), MatchingEngine.Match(other));
        for (var at = 0; at < before.Count; at++)
        {
            if (before[at].Verdict != Verdict.Auto && Desk.Jot(before[at]) == Desk.Jot(after[at]))
                Assert.NotEqual(Verdict.Auto, after[at].Verdict);
        }
    }
}
